"""Start the demo and keep it open until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.app import run_polling
from bot.demo.scene import Scene
from bot.demo.site import Site
from bot.edition import Editions
from bot.gallery import Gallery
from bot.localapi import LocalApi
from bot.respond import Responder
from bot.sentences import say
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

HOST, PORT = "127.0.0.1", 8090
USERNAME, NAME = "zhangben_bot", "Zhangben 帳本"


class DemoSettings(Settings):
    """Settings that take nothing from the environment: the demo's bot meets nobody but the page."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the names are pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what is given in code only."""
        return (init_settings,)


async def run_demo(  # noqa: PLR0913 - what a host and a test choose
    respond: Responder | Editions,
    tell: Callable[[str], None],
    *,
    locale: str,
    host: str = HOST,
    port: int = PORT,
    stop: asyncio.Event | None = None,
) -> int:
    """Run the bot by polling against a local Bot API that also serves the page.

    Args:
        respond: What the bot answers from.
        tell: Says a line to whoever started it, the address among them.
        locale: The language of those lines, and the page's first one.
        host: Where to listen; beyond this machine for whoever can reach it, there is no password.
        port: The port there; where it is taken, any other.
        stop: Ends the demo, as SIGINT and SIGTERM do.

    Returns:
        The exit code.
    """
    async with _listening(host, port, tell, locale) as (api, site):
        first = respond.current if isinstance(respond, Editions) else respond
        with tempfile.TemporaryDirectory(prefix="zhangben-demo-") as folder:
            settings = _settings(api, Path(folder))
            site.open(api, Scene.of(api, first.knowledge, locale), Gallery.of(settings, respond))
            tell(say("demo", locale, "demo-open", url=api.url))
            return await run_polling(settings, respond, stop=stop)


def _settings(api: LocalApi, folder: Path) -> Settings:
    return DemoSettings(
        bot_token=SecretStr(api.token),
        telegram_api_url=api.url,
        public_url=api.url,
        database_url=f"sqlite:///{folder}/demo.db",
        log_level="WARNING",
    )


@contextlib.asynccontextmanager
async def _listening(
    host: str, port: int, tell: Callable[[str], None], locale: str
) -> AsyncIterator[tuple[LocalApi, Site]]:
    """Listen at a port, or at any other where it is taken."""
    api, site = _prepared(host, port, locale)
    try:
        await api.start()
    except OSError as error:
        await api.close()
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        tell(say("demo", locale, "demo-port-taken", port=str(port)))
        api, site = _prepared(host, 0, locale)
        await api.start()
    try:
        yield api, site
    finally:
        await api.close()


def _prepared(host: str, port: int, locale: str) -> tuple[LocalApi, Site]:
    site = Site(locale)
    return LocalApi(port, host, username=USERNAME, first_name=NAME, pages=site.routes), site

"""The HTTP side: bots call here, files are fetched here."""

from __future__ import annotations

import asyncio
import inspect
import itertools
import json
import re
import signal
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from bot.localapi import answers, editing, messages, profile, webhook
from bot.localapi.calls import HANDLERS, Call, Outbox
from bot.localapi.control import Control
from bot.localapi.errors import ApiError, rule
from bot.localapi.faults import Fault
from bot.localapi.guard import guard
from bot.localapi.limits import Limits
from bot.localapi.methods import FIELDS, NAMES
from bot.localapi.parameters import read
from bot.localapi.people import People
from bot.localapi.store import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.localapi.records import Bot

Json = dict[str, Any]

# Importing these registers their methods.
METHOD_MODULES = (messages, editing, answers, profile, webhook)

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
SHOWN = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - who listens everywhere is found here
MAX_UPLOAD = 50 << 20

_NOWHERE = rule("path", "[srv] HttpConnection::handle", "", code=404, border=True)
_NO_TOKEN = rule("token-shape", "Bot API: Authorizing your bot; [srv] ClientManager::send", "", code=404, border=True)
_NO_METHOD = rule("method", "[srv] Client::on_cmd", "method not found", code=404, border=True)
_NO_BOT = rule("token", "Bot API: Authorizing your bot; [srv] ClientManager::send", "", code=401, border=True)
_NO_JSON = rule(
    "body-json", "Bot API: Making requests", "can't parse the request's JSON object", guess="words", border=True
)
_BIG = rule("upload-big", "Bot API: Sending files", "", code=413, border=True)


class LocalApi:
    """A Bot API server in this process, with the people who write to its bots.

    Use it as `async with LocalApi() as api`. It starts with one bot, `api.bot`; `api.people` acts for everybody
    else, `api.outbox` has what the bots did, `api.faults`, `api.limits`, `api.settings` and `api.clock` change how
    it goes. The same over HTTP is under /control/.

    Args:
        port: 0 for any free port.
        token: The first bot's; `username` and `first_name` likewise.
        pages: Adds routes of its own, for a page that is a client of the control interface.
    """

    def __init__(  # noqa: PLR0913 - what may differ from one server to another
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        token: str = "",
        username: str = "local_bot",
        first_name: str = "",
        pages: Callable[[web.Application], None] | None = None,
    ) -> None:
        self.world = World()
        self.clock = self.world.clock
        self.settings = self.world.settings
        self.people = People(self.world)
        self.outbox = Outbox()
        self.faults = self.world.faults
        self.limits = Limits()
        self._host, self._port = host, port
        self._ids = itertools.count(7_000_000_001)
        self.bot = self.add_bot(username, token=token, first_name=first_name)
        self._runner = web.AppRunner(self._application(pages), access_log=None, shutdown_timeout=0.1)

    def add_bot(self, username: str, *, token: str = "", first_name: str = "") -> Bot:
        """Register a bot, as BotFather does; unregistered tokens are refused.

        Raises:
            ValueError: The token does not look like one.
        """
        token = token or f"{next(self._ids)}:{'A' * 35}"
        if not TOKEN.fullmatch(token):
            raise ValueError("a token is a number, a colon and 30 or more of A-Z a-z 0-9 _ -")
        return self.world.add_bot(token, username, first_name or username)

    @property
    def token(self) -> str:
        """The first bot's token."""
        return self.bot.token

    @property
    def url(self) -> str:
        """Where this machine's programs find the server."""
        host = SHOWN.get(self._host, self._host)
        return f"http://[{host}]:{self._port}" if ":" in host else f"http://{host}:{self._port}"

    @property
    def base_url(self) -> str:
        """The `base_url` of python-telegram-bot's ApplicationBuilder."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """The `base_file_url` of python-telegram-bot's ApplicationBuilder."""
        return f"{self.url}/file/bot"

    async def start(self) -> None:
        """Listen."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stop listening and delivering."""
        for bot in self.world.bots.values():
            await webhook.remove(bot)
            bot.updates.end_poll()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.close()

    def _application(self, pages: Callable[[web.Application], None] | None) -> web.Application:
        application = web.Application(client_max_size=MAX_UPLOAD, middlewares=[guard(self._host)])
        Control(self).routes(application)
        if pages:
            pages(application)
        application.router.add_route("*", r"/bot{token:[^/]+}/{method}", self._method)
        application.router.add_get(r"/file/bot{token:[^/]+}/{path:.+}", self._file)
        application.router.add_route("*", "/{path:.*}", _nowhere)
        return application

    def _bot(self, request: web.Request) -> Bot:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise _NO_TOKEN.broken()
        if token not in self.world.bots:
            raise _NO_BOT.broken()
        return self.world.bots[token]

    async def _method(self, request: web.Request) -> web.StreamResponse:
        fault = None
        try:
            bot = self._bot(request)
            name = NAMES.get(request.match_info["method"].lower(), "")
            fault = self.faults.take(name)
            raw, files = await _body(request)
            # A part named like a parameter is that parameter; other parts are named by attach://.
            raw |= {part: f"attach://{part}" for part in files if part in FIELDS.get(name, ())}
            call = Call(self.world, bot, name, raw, self.perform, files)
            if fault and fault.kind == "delay":
                await self.clock.sleep_until(self.clock.now() + fault.seconds)
                fault = None
            if fault and fault.kind != "lost":
                return await self._fail(request, call, fault)
            await self._do(call)
        except ApiError as error:
            return _answer(error)
        except web.HTTPRequestEntityTooLarge:
            return _answer(_BIG.broken())
        if fault:
            return _cut(request)
        return _answer(call.error or call.result)

    async def perform(self, bot: Bot, method: str, args: Json) -> Call:
        """Do a method for a bot, as if it had called."""
        call = Call(self.world, bot, NAMES.get(method.lower(), ""), args, self.perform)
        await self._do(call)
        return call

    async def _do(self, call: Call) -> None:
        try:
            if not call.method or call.method in self.settings.without:
                raise _NO_METHOD.broken()
            settings = self.settings
            call.args = read(call.method, call.args, settings.accepted, newer=settings.newer)
            self.limits.check(call)
            result = HANDLERS[call.method](call)
            call.result = await result if inspect.isawaitable(result) else result
        except ApiError as error:
            call.error = error
        if call.method != "getUpdates":
            self.outbox.add(call)

    async def _fail(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        call.error = fault.error()
        self.outbox.add(call)
        match fault.kind:
            case "malformed":
                return web.Response(text='{"ok":true,"resu', content_type="application/json")
            case "reset":
                return _cut(request)
            case "timeout":
                await self.clock.sleep_until(self.clock.now() + fault.seconds)
        return _answer(call.error)

    async def _file(self, request: web.Request) -> web.Response:
        try:
            self._bot(request)
        except ApiError as error:
            return _answer(error)
        path = request.match_info["path"]
        file = next((file for file in self.world.files.values() if file.path == path), None)
        return web.Response(body=file.data) if file else _answer(_NOWHERE.broken())


async def _nowhere(_request: web.Request) -> web.Response:
    return _answer(_NOWHERE.broken())


def _answer(result: object) -> web.Response:
    if isinstance(result, ApiError):
        headers = {"X-Rule": result.rule.id} if result.rule else {}
        return web.json_response(result.json(), status=result.code, headers=headers)
    return web.json_response({"ok": True, "result": result}, dumps=_dump)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cut(request: web.Request) -> web.Response:
    """Close the connection without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _body(request: web.Request) -> tuple[Json, dict[str, bytes]]:
    """Read parameters wherever the Bot API allows them: in the URL, in a form, in JSON ("Making requests")."""
    values: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            given = json.loads(await request.text() or "{}")
        except ValueError as error:
            raise _NO_JSON.broken() from error
        return values | (given if isinstance(given, dict) else {}), {}
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = await asyncio.to_thread(value.file.read)
        else:
            values[name] = value
    return values, files


async def serve(host: str, port: int, tokens: list[str]) -> None:
    """Run until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    first, *others = tokens or [""]
    async with LocalApi(port, host, token=first) as api:
        for place, token in enumerate(others, 2):
            api.add_bot(f"local{place}_bot", token=token)
        print(json.dumps({"url": api.url, "tokens": list(api.world.bots)}), flush=True)  # noqa: T201 - for the caller
        await stop.wait()

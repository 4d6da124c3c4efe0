"""The page of the demo, served beside the local Bot API."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from aiohttp import web

from bot.gallery import PATH, TYPE
from bot.sentences import LOCALES, page_words

if TYPE_CHECKING:
    from bot.demo.scene import Scene
    from bot.gallery import Gallery
    from bot.localapi import LocalApi

TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
# The page takes nothing from elsewhere, and nobody may frame it.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Site:
    """The page, its words and its scene."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._opened: tuple[LocalApi, Scene] | None = None
        self._gallery: Gallery | None = None

    def open(self, api: LocalApi, scene: Scene, gallery: Gallery | None) -> None:
        """Show a scene, and pictures as Telegram would fetch them; until then the page says that it is not there yet."""
        self._opened, self._gallery = (api, scene), gallery

    def routes(self, application: web.Application) -> None:
        """Add them to an application."""
        application.router.add_get("/", self._front)
        application.router.add_get("/demo/scene", self._scene)
        application.router.add_get("/demo/words/{locale}", self._words)
        application.router.add_get(f"{PATH}{{name}}", self._picture)
        application.router.add_get("/demo/letters", self._letters)
        application.router.add_get(r"/demo/{name:[a-z]+\.(?:css|js)}", self._file)

    async def _front(self, _request: web.Request) -> web.Response:
        return _served("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return _served(request.match_info["name"])

    async def _letters(self, _request: web.Request) -> web.FileResponse:
        """The Chinese letters that pictures are drawn with, for a machine that has none of its own."""
        from bot.pictures.typeface import font_file  # noqa: PLC0415 - brings matplotlib along

        path = font_file()
        if path is None:
            raise web.HTTPNotFound
        headers = HEADERS | {"Content-Type": "font/collection", "Cache-Control": "max-age=86400"}
        return web.FileResponse(path, headers=headers)

    async def _scene(self, _request: web.Request) -> web.Response:
        if not self._opened:
            raise web.HTTPServiceUnavailable
        api, scene = self._opened
        return web.json_response(scene.json(api, self.locale), headers=HEADERS)

    async def _picture(self, request: web.Request) -> web.Response:
        png = await self._gallery.png(request.match_info["name"]) if self._gallery else None
        if png is None:
            raise web.HTTPNotFound
        return web.Response(body=png, content_type=TYPE)

    async def _words(self, request: web.Request) -> web.Response:
        locale = request.match_info["locale"]
        if locale not in LOCALES:
            raise web.HTTPNotFound
        return web.json_response(page_words(locale), headers=HEADERS)


def _served(name: str) -> web.Response:
    text = _read(name)
    if text is None:
        raise web.HTTPNotFound
    return web.Response(text=text, content_type=TYPES[name.rpartition(".")[2]], charset="utf-8", headers=HEADERS)


@cache
def _read(name: str) -> str | None:
    file = resources.files("bot") / "demo" / "page" / name
    return file.read_text("utf-8") if file.is_file() else None

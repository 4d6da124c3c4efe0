"""The control interface over HTTP: /control/…, JSON in and out.

`POST /control/<act>` does what the method of People of that name does, with its parameters by name: people, chats and
bots by number, messages by {"chat": …, "message": …}, queries by id, photos in base64. Besides:

    GET  /control/outbox    calls that the bots made, from ?after=
    GET  /control/events    what the chats show, as server-sent events
    GET  /control/chat      the messages of ?chat=
    GET  /control/file      a file, by ?id=
    GET  /control/commands  the menu that ?user= sees in ?chat=, in ?language=
    GET  /control/query     a query and its answer, by ?id=
    POST /control/bot       register a bot: username, token
    POST /control/fault     the fields of Fault
    POST /control/storm     the fields of Storm; those left out are calm
    POST /control/clock     {"advance": seconds}
    POST /control/settings  the fields of Settings, and {"limits": true}
"""

from __future__ import annotations

import asyncio
import base64
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.localapi.errors import ApiError
from bot.localapi.faults import Fault, Storm
from bot.localapi.methods import words
from bot.localapi.profile import menu
from bot.localapi.records import Bot, Chat, Query, User

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.localapi.server import LocalApi

Json = dict[str, Any]

ACTS = words(
    "user speak private group discuss set_status join leave block topic migrate send edit forward react press inline choose guest"
)


class Control:
    """The routes under /control/."""

    def __init__(self, api: LocalApi) -> None:
        self.api = api
        self.posts: dict[str, Callable[[Json], object]] = {
            "bot": self._bot,
            "storm": self._storm,
            "fault": lambda body: api.faults.add(Fault(**body)),
            "clock": lambda body: api.clock.advance(body["advance"]),
            "settings": self._settings,
        }

    def routes(self, application: web.Application) -> None:
        """Add them to an application."""
        application.router.add_get("/control/outbox", self._outbox)
        application.router.add_get("/control/events", self._events)
        application.router.add_get("/control/chat", self._chat)
        application.router.add_get("/control/query", self._query)
        application.router.add_get("/control/file", self._file)
        application.router.add_get("/control/commands", self._commands)
        application.router.add_post("/control/{act}", self._act)

    async def _act(self, request: web.Request) -> web.Response:
        act, body = request.match_info["act"], await request.json() if request.can_read_body else {}
        if act not in ACTS and act not in self.posts:
            raise web.HTTPNotFound
        try:
            if act in self.posts:
                return _json(self.posts[act](body))
            return _json(getattr(self.api.people, act)(**{name: self._read(name, body[name], body) for name in body}))
        except (ApiError, AttributeError, LookupError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)

    def _read(self, name: str, value: Any, body: Json) -> Any:
        """Return what a parameter of People stands for."""
        world = self.api.world
        match name:
            case "user" | "by":
                return world.users[value]
            case "members":
                return [world.users[number] for number in value]
            case "bot" | "via":
                return world.bot_of(value)
            case "chat" | "channel" | "group":
                return self._find_chat(value, body.get("bot", 0))
            case "message" | "reply_to":
                return self._find_chat(value["chat"], body.get("bot", 0)).messages[value["message"]]
            case "query":
                return world.queries[value]
            case "photo":
                return base64.b64decode(value)
        return value

    def _find_chat(self, number: int, bot_id: int) -> Chat:
        world = self.api.world
        if number in world.users:
            return self.api.people.private(world.users[number], world.bot_of(bot_id))
        return world.chats[number]

    def _bot(self, body: Json) -> Json:
        bot = self.api.add_bot(body["username"], token=body.get("token", ""))
        return {"id": bot.id, "token": bot.token}

    def _storm(self, body: Json) -> None:
        self.api.faults.storm = Storm(**body)

    def _settings(self, body: Json) -> None:
        if "limits" in body:
            self.api.limits.enabled = bool(body.pop("limits"))
        for name, value in body.items():
            kept = getattr(self.api.settings, name)
            setattr(self.api.settings, name, set(value) if isinstance(kept, set) else value)

    async def _outbox(self, request: web.Request) -> web.Response:
        return _json([call.json() for call in self.api.outbox.calls[int(request.query.get("after", 0)) :]])

    async def _chat(self, request: web.Request) -> web.Response:
        return _json(list(self._find_chat(int(request.query["chat"]), 0).messages.values()))

    async def _query(self, request: web.Request) -> web.Response:
        return _json(self.api.world.queries[request.query["id"]])

    async def _file(self, request: web.Request) -> web.Response:
        file = self.api.world.files.get(request.query.get("id", ""))
        if not file:
            raise web.HTTPNotFound
        kind = "image/png" if file.path.endswith("png") else "image/jpeg"
        return web.Response(body=file.data, content_type=kind)

    async def _commands(self, request: web.Request) -> web.Response:
        chat, user = (int(request.query[name]) for name in ("chat", "user"))
        return _json(menu(self.api.bot, self._find_chat(chat, 0), user, request.query.get("language", "")))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        events: asyncio.Queue[Json] = asyncio.Queue()
        self.api.world.watchers.add(events)
        try:
            await response.write(b": connected\n\n")
            while True:
                event = await events.get()
                await response.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())
        except ConnectionError:
            return response
        finally:
            self.api.world.watchers.discard(events)


def _json(result: object) -> web.Response:
    return web.json_response(
        {"result": result}, dumps=lambda value: json.dumps(value, ensure_ascii=False, default=_plain)
    )


def _plain(value: object) -> Json:
    if isinstance(value, (User, Chat, Bot, Query)):
        return value.json()
    raise TypeError(f"{type(value).__name__} has no JSON form")

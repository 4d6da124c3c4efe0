"""A running local Bot API, raw HTTP to it, and judges of what it sends."""

import asyncio
import contextlib
import io
import json
import struct
import warnings
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiogram.methods
import aiogram.types
import aiohttp
import pytest
import telegram

from bot.localapi import LocalApi
from bot.localapi.errors import DONE, RULES

Json = dict[str, Any]

DESCRIPTION = Path(__file__).parents[4] / "shared/data/telegram-bot-api/api.json"


class Raw:
    """Calls without our bot: `await raw.sendMessage(chat_id=1, text="x")` gives status and body."""

    def __init__(self, api: LocalApi, session: aiohttp.ClientSession) -> None:
        self.api, self.session = api, session
        self.broken: list[str] = []

    @contextlib.asynccontextmanager
    async def request(self, http: str, path: str, **options: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send anything anywhere; the rule that it breaks is kept."""
        async with self.session.request(http, self.api.url + path, **options) as response:
            self.broken += [response.headers["X-Rule"]] if "X-Rule" in response.headers else []
            yield response

    async def form(self, method: str, **fields: Any) -> tuple[int, Json]:
        """Call with a form, as for an upload; bytes are files."""
        form = aiohttp.FormData()
        for name, value in fields.items():
            if isinstance(value, bytes):
                form.add_field(name, io.BytesIO(value), filename="chart.png")
            else:
                form.add_field(name, str(value))
        async with self.request("POST", f"/bot{self.api.token}/{method}", data=form) as response:
            return response.status, await response.json()

    async def post(self, method: str, token: str = "", **parameters: Any) -> tuple[int, Json]:
        path = f"/bot{token or self.api.token}/{method}"
        async with self.request("POST", path, json=parameters) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **parameters: Any) -> Any:
        status, body = await self.post(method, **parameters)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        status, body = await self.post(method, **parameters)
        assert not body["ok"], body
        assert body["error_code"] == status
        return f"{status} {body['description']}"


@pytest.fixture
async def api() -> AsyncIterator[LocalApi]:
    async with LocalApi() as running:
        yield running
    for call in running.outbox.calls:
        judge_call(call)


@pytest.fixture
async def raw(api: LocalApi, request: pytest.FixtureRequest) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        calls = Raw(api, session)
        yield calls
    named = {name for mark in request.node.iter_markers("rule") for name in mark.args}
    refusing = {name for name in named if RULES[name].code != DONE}
    assert refusing <= set(calls.broken), f"marked as broken by this test, but not: {refusing - set(calls.broken)}"


@pytest.fixture(autouse=True)
def judged(request: pytest.FixtureRequest) -> None:
    """Whatever says that it breaks a rule is looked at while it does."""
    named = {name for mark in request.node.iter_markers("rule") for name in mark.args}
    assert "raw" in request.fixturenames or all(RULES[name].code == DONE for name in named)


@pytest.fixture
def desk(api: LocalApi) -> SimpleNamespace:
    """Ann and Bob, Ann's chat with the bot, and a group with all three."""
    ann, bob = api.people.user("Ann", "ann_lee"), api.people.user("Bob", language_code="zh-hant")
    private, group = api.people.private(ann), api.people.group("Desk", [ann, bob, api.bot])
    return SimpleNamespace(ann=ann, bob=bob, private=private, group=group)


def judge_call(call: Any) -> None:
    """A call that was done must be one that aiogram could have made."""
    name = call.method[0].upper() + call.method[1:] if call.method else ""
    if call.ok and hasattr(aiogram.methods, name):
        model = getattr(aiogram.methods, name)
        files = {field: "file" for field in call.args if field in call.files}
        model.model_validate(call.args | files)


@pytest.fixture(scope="session")
def described() -> Json:
    if not DESCRIPTION.exists():
        pytest.skip(f"needs Telegram's description of the Bot API at {DESCRIPTION}")
    loaded: Json = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def judge(conforms: Callable[[Any, str], list[str]]) -> Callable[[Json], telegram.Update]:
    """Judge an update three ways and give it as python-telegram-bot reads it."""

    def judged(update: Json) -> telegram.Update:
        aiogram.types.Update.model_validate(json.loads(json.dumps(update), object_hook=in_10_3))
        assert conforms(update, "Update") == []
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            read = telegram.Update.de_json(update, None)
        assert read is not None
        assert unread(read.to_dict(), update) == []
        return read

    return judged


def in_10_3(value: Json) -> Json:
    """Add what aiogram, two versions ahead, requires of an administrator."""
    return value | ({"can_send_welcome_messages": False} if value.get("status") == "administrator" else {})


@pytest.fixture(scope="session")
def conforms() -> Callable[[Any, str], list[str]]:
    """Compare with Telegram's description; without it, these comparisons say nothing (`described` skips aloud)."""
    types = json.loads(DESCRIPTION.read_text(encoding="utf-8"))["types"] if DESCRIPTION.exists() else None
    return lambda value, kind: list(differences(types, value, kind, kind)) if types else []


@pytest.fixture
def until() -> Callable[[Callable[[], object]], Awaitable[None]]:
    """Wait until something is so, for 5 seconds at most."""

    async def waited(condition: Callable[[], object]) -> None:
        for _ in range(500):
            if condition():
                return
            await asyncio.sleep(0.01)
        pytest.fail("it did not come to that in 5 seconds")

    return waited


def differences(types: Json, value: Any, kind: str, path: str) -> Any:
    """Compare a value with Telegram's description of its type."""
    plain = {"Integer": int, "String": str, "Boolean": bool, "True": bool, "Float": (int, float)}
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{path} is no array"
            return
        for number, item in enumerate(value):
            yield from differences(types, item, kind.removeprefix("Array of "), f"{path}[{number}]")
    elif kind in plain:
        if not isinstance(value, plain[kind]) or (kind == "Integer" and isinstance(value, bool)):
            yield f"{path} is no {kind}: {value!r}"
    elif types[kind].get("subtypes"):
        found = [list(differences(types, value, one, path)) for one in types[kind]["subtypes"]]
        if all(found):
            yield min(found, key=len)
    else:
        fields = {field["name"]: field for field in types[kind].get("fields", [])}
        yield from (f"{path}.{name} is unknown" for name in value.keys() - fields.keys())
        yield from (
            f"{path}.{name} is missing" for name, one in fields.items() if one["required"] and name not in value
        )
        for name in value.keys() & fields.keys():
            found = [list(differences(types, value[name], one, f"{path}.{name}")) for one in fields[name]["types"]]
            if all(found):
                yield from min(found, key=len)


def unread(read: Any, sent: Any, path: str = "") -> list[str]:
    """Return what python-telegram-bot did not carry over."""
    if isinstance(sent, dict):
        lost = [f"{path}.{name}" for name in sent if name not in read and sent[name] not in (False, [])]
        return lost + [
            line for name in sent if name in read for line in unread(read[name], sent[name], f"{path}.{name}")
        ]
    if isinstance(sent, list):
        pairs = zip(read, sent, strict=True)
        return [line for number, (one, other) in enumerate(pairs) for line in unread(one, other, f"{path}[{number}]")]
    return [] if read == sent else [f"{path}: {read!r} != {sent!r}"]


def png(width: int = 4, height: int = 3) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\x7f" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")


@pytest.fixture
def picture() -> bytes:
    return png()

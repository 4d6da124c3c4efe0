"""The log: what is in a line, and what never is."""

import ast
import asyncio
import json
import logging
import re
import sys
from pathlib import Path

import pytest
import structlog

from bot.handling import Handling, handling
from bot.log import Library, configure_logging

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:" + "A" * 35
WORDS = "OpenAI 2025 H1 revenue"
# What a line may say besides time, level and event: codes, counts, places in our code, the bot's own address.
FIELDS = set(
    "again_in at attempt attempts bot chat chats date difference edited error file findings from_version gap group kept "
    "kind ledgers library line method mode outcome problems reason reply request row rule seconds server to_version "
    "update updates verdicts version".split()
)


@pytest.fixture
def lines(monkeypatch, capsys):
    """Configure the log anew; return what it says."""
    configure_logging("INFO")

    def said():
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return said


def log():
    return structlog.get_logger("test")


def test_a_line_is_json_and_says_what_it_is_about(lines):
    with handling(Handling(77)) as one:
        log().warning("帳本 changed", version="abc", seconds=1.5)
    assert log().info("later") is None
    first, second = lines()
    assert list(first)[:3] == ["timestamp", "level", "event"]
    assert first["event"] == "帳本 changed"
    assert (first["update"], first["request"], first["seconds"]) == (77, one.request, 1.5)
    assert "request" not in second


@pytest.mark.parametrize(
    "value",
    [
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        RuntimeError(f"{TOKEN} {WORDS}"),
        [TOKEN, {"a": TOKEN}],
        {TOKEN: 1, "b": Path(TOKEN)},
        "postgresql://me:pa55word@db/zhangben",
        "redis://:pa55word@cache",
    ],
)
def test_no_token_password_or_word_of_an_error_is_in_it(lines, value):
    log().error("failed", at=value)
    said = json.dumps(lines(), ensure_ascii=False)
    assert "failed" in said
    for secret in (TOKEN[10:], WORDS, "pa55word"):
        assert secret not in said


def test_of_an_exception_only_its_kind_and_our_place_are_in_it(lines):
    try:
        Handling(1)._written(TOKEN)  # noqa: SLF001 - it raises in our own code's face
    except TypeError as error:
        cause = ValueError(f"{TOKEN} {WORDS}")
        cause.__cause__ = error
        log().exception("failed", exc_info=cause)
    (line,) = lines()
    assert line["error"] == "ValueError < TypeError"
    assert set(line) == {"timestamp", "level", "event", "error", "at"}


async def test_of_libraries_only_who_speaks_is_in_it(lines):
    async def fails():
        raise ValueError(f"{TOKEN} {WORDS}")

    logging.getLogger("httpx").error("POST https://api.telegram.org/bot%s/sendMessage %s", TOKEN, WORDS)
    task = asyncio.ensure_future(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task  # "Task exception was never retrieved"
    first, *rest = [line for line in lines() if line["event"] == "a library warns"]
    assert first["library"] == "httpx"
    assert ("asyncio", "ValueError") in [(line["library"], line.get("error")) for line in rest]  # and what others left
    assert TOKEN[10:] not in json.dumps([first, *rest])
    assert WORDS not in json.dumps([first, *rest])


def test_what_ends_the_program_is_one_line_too(lines):
    try:
        int(TOKEN)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    (line,) = lines()
    assert (line["event"], line["error"]) == ("the program has failed", "ValueError")
    assert line["at"].startswith("tests/bot/test_log.py:")


def test_the_handler_survives_a_record_without_an_error(lines):
    for level in (logging.WARNING, 35, 60):
        Library().emit(logging.LogRecord("x", level, "a.py", 3, TOKEN, None, None))
    assert [(line["line"], line["level"]) for line in lines()] == [
        ("a:3", one) for one in ("warning", "warning", "error")
    ]


def calls():
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if isinstance(node.func.value, ast.Name) and node.func.value.id == "log":
                    yield file.relative_to(ROOT), node


@pytest.mark.parametrize(("file", "call"), list(calls()), ids=lambda one: str(getattr(one, "lineno", one)))
def test_every_line_in_the_code_says_a_fixed_event_and_known_fields(file, call):
    event = ast.unparse(call.args[0])
    assert isinstance(call.args[0], ast.Constant) or re.fullmatch(r"DOING\[.*\]|str\(error\)", event), (file, event)
    assert not call.args[1:]
    assert {keyword.arg for keyword in call.keywords if keyword.arg} <= FIELDS, (file, call.lineno)

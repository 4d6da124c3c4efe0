"""The command line: ask, chart, verify, read, ledger, run, demo, chat; and what operators need."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot import reading_view, verification
from bot.conversation import asked_before, reply, suggest
from bot.edition import Editions
from bot.ledger_cli import ledgers
from bot.ledger_text import problem_text
from bot.operator_cli import operator
from bot.reply import Reply, gone_on_from
from bot.respond import Responder
from bot.sentences import say
from bot.shelf import NoLedgersError, NoSuchLedgerError, Shelf
from bot.terminal import err as _err
from bot.terminal import laid_out
from bot.terminal import language as _language
from bot.terminal import out as _out
from grammar.text import fold
from grammar.utterance import Context
from knowledge import Knowledge, LedgerError, load

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Zhangben 帳本: figures, with the derivation shown.",
)
app.add_typer(ledgers, name="ledger")
app.add_typer(operator)

LedgerNames = Annotated[
    list[str] | None, typer.Option("--ledger", help="Use only this ledger (repeatable): a name or a folder.")
]

Host = Annotated[
    str, typer.Option(help="Where the demo listens; nobody there is asked for a password.", envvar="DEMO_HOST")
]
Port = Annotated[int | None, typer.Option(help="Where the demo listens; 0 for any free port.", min=0, max=65535)]


def main() -> None:
    """Run the command line."""
    app()


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _knowledge(names: list[str] | None) -> Knowledge:
    """Load the ledgers."""
    return _loaded(Shelf.of(_ledger_path(), names))


def _loaded(shelf: Shelf) -> Knowledge:
    """Load the ledgers of a shelf; a bad one ends the program with all its problems."""
    locale = _language(None)
    try:
        return Knowledge(load(shelf.folders()))
    except LedgerError as error:
        for problem in error.problems:
            _err.print(problem_text(problem, locale))
        raise typer.Exit(2) from error
    except NoLedgersError as error:
        _err.print(say("cli", locale, "cli-no-ledgers", path=str(error)))
        raise typer.Exit(2) from error
    except NoSuchLedgerError as error:
        _err.print(say("cli", locale, "cli-no-such-ledger", name=str(error), known=", ".join(error.known)))
        raise typer.Exit(2) from error


def _ledger_path() -> str:
    """Where further ledgers are, from the environment or `.env`; no other setting matters here."""
    from bot.settings import SettingsError, load_settings  # noqa: PLC0415 - as in `run`

    try:
        found = load_settings().ledger_path
    except SettingsError:
        return os.environ.get("LEDGER_PATH", "")
    return str(found) if found else ""


def _editions(names: list[str] | None) -> Editions:
    """Load the ledgers, to be loaded anew when they change."""
    shelf = Shelf.of(_ledger_path(), names)
    return Editions(Responder(_loaded(shelf), _today), shelf)


@app.command()
def ask(
    text: Annotated[list[str] | None, typer.Argument(help="The question, or the text to check.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as data.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read one message a line, {id, text, mode, lang}; print one reply a line.")
    ] = False,
    lang: Annotated[str | None, typer.Option(help="en, zh-Hant or zh-Hans, where the text does not tell.")] = None,
    ledger: LedgerNames = None,
) -> None:
    """Answer a question, or check the claims of a text."""
    knowledge = _knowledge(ledger)
    if jsonl:
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(_replied(line, knowledge, _language(lang)), ensure_ascii=False), flush=True)  # noqa: T201 - the output
        return
    words = " ".join(text) if text else "" if sys.stdin.isatty() else sys.stdin.read()
    answer = reply(words, knowledge, Context(_today(), _language(lang)))
    if as_json:
        _out.print(json.dumps(as_data(answer), ensure_ascii=False, indent=2))
    else:
        _out.print(laid_out(answer.text))


def _replied(line: str, knowledge: Knowledge, language: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
        text = str(message["text"])
    except (ValueError, KeyError, TypeError):
        return {"id": None, "kind": "gap", "gap": "bad_line", "text": say("cli", language, "cli-bad-line")}
    context = Context(_today(), _language(message.get("lang") or language))
    respond = suggest if message.get("mode") == "inline-prefix" else reply
    return {"id": message.get("id"), **as_data(respond(text, knowledge, context))}


def as_data(answer: Reply) -> dict[str, Any]:
    """Return a reply as the contract of the design writes it."""
    return {"kind": answer.kind, **dict(answer.data), "locale": answer.locale, "text": answer.text}


@app.command()
def verify(
    file: Annotated[
        str, typer.Argument(help="What `ask --json` printed, or only its derivation; - reads it from here.")
    ],
) -> None:
    """Recompute a derivation from its leaves alone; say whether it holds, or which node does not."""
    lines, status = verification.verified(file, _language(None))
    for line in lines:
        _out.print(line)
    raise typer.Exit(status)


@app.command()
def chart(
    text: Annotated[list[str], typer.Argument(help="The question, or the claim.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the picture goes: a PNG file.")],
    dark: Annotated[bool, typer.Option("--dark", help="For dark surroundings.")] = False,
    lang: Annotated[str | None, typer.Option(help="en, zh-Hant or zh-Hans, where the text does not tell.")] = None,
    ledger: LedgerNames = None,
) -> None:
    """Draw an answer or a verdict where looking says more; print what the picture shows."""
    from bot.charts import Charts  # noqa: PLC0415 - as in `run`

    knowledge = _knowledge(ledger)
    answer = reply(" ".join(text), knowledge, Context(_today(), _language(lang)))
    picture = Charts(knowledge, dark=dark).draw(answer)
    if picture is None:
        _err.print(say("telegram", answer.locale, "no-chart"))
        raise typer.Exit(1)
    output.write_bytes(picture.png)
    _out.print(picture.alt)


@app.command()
def read(
    text: Annotated[list[str] | None, typer.Argument(help="The text to read.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read rows {id, text, ref}; print quantities and periods a row.")
    ] = False,
    ledger: LedgerNames = None,
) -> None:
    """Show how a text is read: names, periods, quantities and what follows from them."""
    if jsonl:
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(reading_view.row(json.loads(line), _today()), ensure_ascii=False))  # noqa: T201 - the output
        return
    knowledge = _knowledge(ledger)
    words = " ".join(text) if text else sys.stdin.read()
    for line in reading_view.lines(words, knowledge.lexicon, Context(_today(), _language(None))):
        _out.print(line)


@app.command()
def run(
    terminal: Annotated[
        bool, typer.Option("--terminal", help="Without a token: chat here, not in the browser.")
    ] = False,
    host: Host = "127.0.0.1",
    port: Port = None,
) -> None:
    """Start the bot on Telegram; without a token, the demo in the browser."""
    from bot.app import run_polling, run_webhook  # noqa: PLC0415 - Telegram is only needed here
    from bot.settings import SettingsError, load_settings  # noqa: PLC0415

    try:
        settings = load_settings()
    except SettingsError as error:
        _err.print(str(error))
        raise typer.Exit(2) from error
    editions = _editions(None)
    if settings.bot_token is None:
        _out.print(say("cli", _language(None), "cli-no-token"))
        _out.print()
        if terminal:
            _chat(editions.current.knowledge)
            raise typer.Exit
        _demo(editions, host, port)
    start = run_webhook if settings.mode == "webhook" else run_polling
    raise typer.Exit(asyncio.run(start(settings, editions)))


@app.command()
def demo(
    ledger: LedgerNames = None,
    host: Host = "127.0.0.1",
    port: Port = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="Chat here, not in the browser.")] = False,
) -> None:
    """Chat in the browser with the real bot, with no token and no network."""
    if terminal:
        _chat(_knowledge(ledger))
    else:
        _demo(_editions(ledger), host, port)


@app.command()
def chat(ledger: LedgerNames = None) -> None:
    """Chat in the terminal, with no token and no network."""
    _chat(_knowledge(ledger))


def _demo(editions: Editions, host: str, port: int | None) -> NoReturn:
    from bot.demo import PORT, run_demo  # noqa: PLC0415 - as in `run`

    port = PORT if port is None else port
    opened = run_demo(editions, _out.print, locale=_language(None), host=host, port=port)
    raise typer.Exit(asyncio.run(opened))


def _chat(knowledge: Knowledge) -> None:
    locale, before = _language(None), ""
    _out.print(say("cli", locale, "cli-chat"))
    for line in _lines():
        if line.strip():
            answer = reply(line, knowledge, Context(_today(), locale, asked_before(before)))
            _out.print(laid_out(answer.text))
            _out.print()
            before = gone_on_from(answer, before)


def _lines() -> Iterator[str]:
    while True:
        try:
            if sys.stdin.isatty():
                print("> ", end="", flush=True)  # noqa: T201 - the prompt
            line = sys.stdin.readline()
        except (KeyboardInterrupt, UnicodeDecodeError):
            return
        if not line:
            return
        yield line


@ledgers.command("audit")
def audit(ledger: LedgerNames = None) -> None:
    """Recompute every statement of the ledgers; print finding and explanation."""
    knowledge = _knowledge(ledger)
    locale = _language(None)
    different = 0
    for one in knowledge.audit():
        statement = one.statement
        different += not one.agrees
        finding = say("cli", locale, "finding-" + one.finding.replace("_", "-"))
        _out.print(f"{statement.id}  {finding}")
        _out.print(
            f"    “{statement.quote}”"
            + ("" if locale != "en" or not statement.quote_en else f" — {statement.quote_en}")
        )
        for part in one.parts:
            sides = [
                fold(str(side.value if side and side.value is not None else side.interval if side else "?")).text
                for side in (part.left, part.right)
            ]
            _out.print(f"    {part.claim}:  {_shortened(sides[0])} | {_shortened(sides[1])}")
        _out.print(f"    {statement.why.get(locale)}")
        if not one.agrees:
            _out.print("    " + say("cli", locale, "cli-audit-differs", written=statement.finding))
    raise typer.Exit(1 if different else 0)


def _shortened(number: str, digits: int = 14) -> str:
    return number if len(number) <= digits else f"{number[:digits]}…"

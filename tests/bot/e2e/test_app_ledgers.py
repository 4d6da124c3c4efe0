"""Ledgers that change while the bot runs, and the answers that were given before."""

import asyncio
import os
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from bot.app import build_application, run_polling
from bot.correction import told
from bot.corrector import Corrector
from bot.desks import Desks
from bot.duty import Duties
from bot.edition import Editions
from bot.localapi import Fault
from bot.posted import Index
from bot.respond import Responder
from bot.settings import Settings
from bot.shelf import NoLedgersError, NoSuchLedgerError, Shelf
from bot.state import Posted
from bot.store import opened
from knowledge import Knowledge, load

LANTERN = Path(__file__).parents[2] / "guide" / "lantern"
QUESTION = "Lantern Ferries revenue 2024"
THEN, NOW = "41 million euros", "42 million euros"
SECONDS = 20


class Book:
    """A ledger that somebody keeps."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(LANTERN, folder)

    def write(self, old, new):
        """Change the rows as an editor does: a new file in the place of the old one."""
        rows = self.folder / "observations.csv"
        fresh = rows.with_suffix(".new")
        fresh.write_text(rows.read_text("utf-8").replace(old, new), "utf-8")
        fresh.replace(rows)


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "lantern")


@pytest.fixture
def editions(book):
    shelf = Shelf((), (str(book.folder),))
    return Editions(Responder(Knowledge(load(shelf.folders())), lambda: date(2026, 11, 24)), shelf)


@pytest.fixture
def respond(editions):
    return editions


@pytest.fixture
def settings(api):
    return Settings(_env_file=None, bot_token=api.token, telegram_api_url=api.url, database_url="sqlite://")


@pytest.fixture
def edited(api):
    """The next message that the bot edits, as it is then."""

    async def following():
        call = await api.outbox.next("editMessageText", within=SECONDS)
        assert call.ok, call.error
        return call

    return following


async def renewed(editions, version):
    """Wait until other ledgers are in force."""
    async with asyncio.timeout(SECONDS):
        while editions.version == version:
            await asyncio.sleep(0.05)


async def test_an_answer_in_private_is_corrected_once(api, bot, desk, sent, edited, book, editions):
    before = editions.version
    api.people.send(desk.ann, desk.private["ann"], QUESTION)
    first = await sent()
    assert THEN in first["text"]
    api.people.send(desk.ann, desk.private["ann"], "Lantern Ferries revenue 2025")
    await sent()
    book.write(THEN, NOW)
    call = await edited()
    assert call.args["message_id"] == first["message_id"]
    assert call.args["text"].splitlines()[:3] == [
        "Lantern Ferries · revenue · 2024",
        f"About {NOW} (stated)",
        f"Corrected on Nov 24, 2026: {THEN} before, {NOW} now.",
    ]
    assert editions.version != before
    assert call.args["reply_markup"]["inline_keyboard"]
    assert await api.outbox.silent(0.5)  # what 2025 brought is as it was


async def test_new_questions_are_answered_from_the_new_edition(api, bot, desk, sent, book, editions):
    version = editions.version
    book.write(THEN, NOW)
    await renewed(editions, version)
    api.people.send(desk.ann, desk.private["ann"], QUESTION)
    assert NOW in (await sent())["text"]


async def test_each_is_corrected_in_its_language_and_place(api, bot, desk, sent, edited, book):
    api.people.send(desk.bob, desk.private["bob"], "明燈渡輪2024年營收")
    await sent()
    api.people.send(desk.chen, desk.group, f"/ask@{api.bot.user.username} 明灯渡轮2024年营收")
    await sent()
    book.write(THEN, NOW)
    said = {(call := await edited()).args["chat_id"]: call.args["text"] for _ in range(2)}
    assert "已於 2026 年 11 月 24 日更正：原為 4100 萬歐元，現為 4200 萬歐元。" in said[desk.bob.id]
    assert "已于 2026 年 11 月 24 日更正：原为 4100 万欧元，现为 4200 万欧元。" in said[desk.group.id]


async def test_cards_are_corrected_too(api, bot, desk, edited, book):
    dan = api.people.user("Dan", "dan", "en")
    elsewhere = api.people.group("Elsewhere", [dan, desk.ann], "supergroup")
    api.people.guest(dan, elsewhere, f"@{api.bot.user.username} {QUESTION}")
    await api.outbox.next("answerGuestQuery")
    query = api.people.inline(dan, QUESTION)
    offered = await api.outbox.next("answerInlineQuery")
    api.people.choose(query, offered.args["results"][0]["id"], elsewhere)
    while api.bot.updates.pending():
        await asyncio.sleep(0.01)
    book.write(THEN, NOW)
    cards = {(await edited()).args["inline_message_id"] for _ in range(2)}
    assert len(cards) == 2
    assert sum("Corrected on" in one.get("text", "") for one in elsewhere.messages.values()) == 2


async def test_a_text_that_is_not_kept_is_followed_by_a_correction(api, bot, desk, sent, book):
    api.people.send(desk.ann, desk.private["ann"], "Lantern Ferries revenue 2024? And costs 2025?")
    first = await sent()
    assert THEN in first["text"]
    book.write(THEN, NOW)
    call = await api.outbox.next("sendMessage", within=SECONDS)
    assert call.args["reply_parameters"]["message_id"] == first["message_id"]
    line = f"Lantern Ferries · revenue · 2024, stated: {THEN} before, {NOW} now."
    assert call.args["text"] == f"Corrected on Nov 24, 2026: {line}"
    book.write(NOW, "43 million euros")
    call = await api.outbox.next("sendMessage", within=SECONDS)
    assert f"{NOW} before, 43 million euros now" in call.args["text"]


async def test_the_mark_stays_when_more_is_shown(api, bot, desk, sent, edited, book):
    api.people.send(desk.ann, desk.private["ann"], QUESTION)
    await sent()
    book.write(THEN, NOW)
    call = await edited()
    button = call.args["reply_markup"]["inline_keyboard"][0][0]
    api.people.press(desk.ann, desk.private["ann"].messages[call.args["message_id"]], button["callback_data"])
    assert f"{THEN} before, {NOW} now" in (await edited()).args["text"]


async def test_a_bad_ledger_is_refused_and_the_old_one_stays(
    api, desk, sent, book, editions, settings, running, capsys
):
    version = editions.version
    settings = settings.model_copy(update={"admin_chat": desk.ann.id})
    async with running(settings, editions):
        while len(api.outbox.to("setMyCommands")) < 6:
            await asyncio.sleep(0.01)
        book.write("fare_revenue,2024", "fare_revenues,2024")
        report = (await api.outbox.next("sendMessage", within=SECONDS)).args
        assert report["chat_id"] == desk.ann.id
        assert report["text"].startswith(f"The ledgers have changed and can't be used. Version {version} stays")
        assert "observations.csv:3" in report["text"]
        api.people.send(desk.bob, desk.private["bob"], QUESTION)
        assert THEN in (await sent())["text"]
        assert editions.version == version
        book.write("fare_revenues,2024", "fare_revenue,2024")
        book.write(THEN, NOW)
        await renewed(editions, version)
    said = capsys.readouterr().err
    assert "the ledgers are refused" in said
    assert "observations.csv:3" in said


async def test_sighup_looks_in_any_case(bot, editions, monkeypatch):
    loaded = asyncio.Event()
    loop, real = asyncio.get_running_loop(), editions.next

    def following():
        loop.call_soon_threadsafe(loaded.set)
        return real()

    monkeypatch.setattr(editions, "next", following)
    os.kill(os.getpid(), signal.SIGHUP)
    await asyncio.wait_for(loaded.wait(), SECONDS)


async def test_an_update_is_handled_in_one_edition(api, bot, desk, sent, editions, monkeypatch):
    """The ledgers change in the middle of an answer: what follows in it still comes from where it began."""
    first, following = editions.current, Responder(editions.current.knowledge, editions.current.today)
    seen = []

    def respond(self, *given, **named):
        seen.append(self)
        editions.current = following
        return answered(self, *given, **named)

    answered = Responder.__call__
    api.people.send(desk.ann, desk.private["ann"], QUESTION)  # what comes after may lean on it, and is read twice
    await sent()
    monkeypatch.setattr(Responder, "__call__", respond)
    api.people.send(desk.ann, desk.private["ann"], "Lantern Ferries revenue 2024? And costs 2025?")
    await sent()
    assert len(seen) > 1
    assert all(one is first for one in seen)


async def test_a_crash_in_between_leaves_the_rest_to_the_next(api, desk, settings, editions, book, tmp_path):
    settings = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'state.db'}"})
    stop = asyncio.Event()
    task = asyncio.create_task(run_polling(settings, editions, stop=stop))
    for user, chat in ((desk.ann, "ann"), (desk.bob, "bob"), (desk.chen, "chen")):
        api.people.send(user, desk.private[chat], QUESTION)
    for _ in range(3):
        await api.outbox.next("sendMessage", within=SECONDS)
    api.faults.add(Fault("delay", method="editMessageText", seconds=0))
    api.faults.add(Fault("timeout", method="editMessageText", seconds=60))
    book.write(THEN, NOW)
    await api.outbox.next("editMessageText", within=SECONDS)
    await asyncio.sleep(0.3)
    task.cancel()  # the second edit is on its way
    await asyncio.wait({task})
    api.faults.waiting.clear()
    stop = asyncio.Event()
    task = asyncio.create_task(run_polling(settings, editions, stop=stop))
    async with asyncio.timeout(SECONDS):
        while len({call.args["chat_id"] for call in api.outbox.to("editMessageText") if call.ok}) < 3:
            await asyncio.sleep(0.05)
    stop.set()
    assert await task == 0
    assert len([call for call in api.outbox.to("editMessageText") if call.ok]) == 3


async def test_of_two_processes_one_corrects(api, bot, desk, sent, editions, settings, tmp_path, book):
    """Both look at once; each answer is edited once."""
    address = f"sqlite:///{tmp_path / 'state.db'}"
    async with opened(address) as one, opened(address) as other:
        chats = [(user, api.people.private(user)) for user in (api.people.user(f"P{number}") for number in range(8))]
        for user, chat in chats:
            api.people.send(user, chat, QUESTION)
            message = await sent()
            reply = editions.current(QUESTION, "en")
            await one.set_posted(
                Posted(
                    user.id,
                    (message["message_id"],),
                    "",
                    "private",
                    "en",
                    frozenset(),
                    reply.question,
                    editions.version,
                    told(reply),
                )
            )
        await one.language(1)  # all of that is written
        book.write(THEN, NOW)
        following = editions.next()
        correctors, applications = [], []
        for name, store in (("one", one), ("other", other)):
            desks = Desks(settings, following, store)
            application = build_application(settings, desks)
            await application.initialize()
            applications.append(application)
            correctors.append(Corrector(application.bot, desks, Index(store.batch), Duties(store.batch, name)))
        for corrector in correctors:
            corrector.wake()
        await asyncio.gather(*(corrector.look() for corrector in correctors))
        for application in applications:
            await application.shutdown()
    edits = [call for call in api.outbox.to("editMessageText") if call.ok]
    assert sorted(call.args["chat_id"] for call in edits) == sorted(user.id for user, _ in chats)


async def test_shelves(tmp_path, book):
    assert Shelf.of(str(tmp_path)).folders()[-1] == book.folder
    with pytest.raises(NoLedgersError):
        Shelf.of(str(tmp_path / "nowhere")).folders()
    with pytest.raises(NoSuchLedgerError) as error:
        Shelf.of("", ["neverheard"]).folders()
    assert "openai" in error.value.known
    shelf = Shelf((tmp_path,))
    before = shelf.fingerprint()
    book.write("nothing", "to change")
    assert shelf.fingerprint() == before
    book.write(THEN, NOW)
    assert shelf.fingerprint() != before

"""Whatever the bot can say is accepted: every case of the tests, on every surface, with every button pressed.

By polling and by webhook; what is answered in one way need not be worked out again for the other.
"""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.app import run_polling, run_webhook
from bot.respond import Responder
from bot.settings import Settings
from knowledge import BUILT_IN, Knowledge, folders_in, load

CASES = Path(__file__).parents[2] / "cases"
MESSAGES = [
    json.loads(line)["text"] for line in (CASES / "messages.jsonl").read_text("utf-8").splitlines() if line.strip()
]
LANGUAGES = ("en", "zh-hant", "zh-hans")
EXPIRED = ("expired", "失效", "changed", "改動", "改动")
LONGEST_DATA = 64
SECRET = "only-telegram-knows"


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge(load([folder for folder in folders_in(BUILT_IN) if folder.name in {"openai", "governments"}]))


@dataclass(frozen=True)
class Remembering(Responder):
    """Answers, and answers the same question the same way at once."""

    said: dict = field(default_factory=dict, repr=False)

    def __call__(self, text, language, mode="message", antecedent=""):
        key = (text, language, mode, antecedent)
        if key not in self.said:
            self.said[key] = super().__call__(*key)
        return self.said[key]


@pytest.fixture(scope="module")
def respond(knowledge):
    return Remembering(knowledge, lambda: date(2026, 11, 24))


@pytest.fixture(params=["polling", "webhook"])
async def bot(request, api, respond, free_port):
    """A bot in one of its two modes; cards have pictures, and its greeting of the server is over."""
    url, given = f"http://127.0.0.1:{free_port}", {}
    if request.param == "webhook":
        given = {"webhook_url": f"{url}/telegram", "webhook_secret": SECRET, "listen": url.removeprefix("http://")}
    settings = Settings(
        _env_file=None,
        bot_token=api.token,
        telegram_api_url=api.url,
        database_url="sqlite://",
        mode=request.param,
        public_url=url,
        **given,
    )
    stop, run = asyncio.Event(), {"polling": run_polling, "webhook": run_webhook}[request.param]
    task = asyncio.create_task(run(settings, respond, stop=stop))
    while len(api.outbox.to("setMyCommands")) < 6:
        await asyncio.sleep(0.01)
    await api.outbox.silent(0.1)
    yield
    stop.set()
    assert await asyncio.wait_for(task, 30) == 0


def parallel():
    """The messages that stand in three languages, as far as the file has them."""
    found = []

    def walk(node):
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            for one in node.values():
                walk(one)

    walk(yaml.safe_load((CASES / "parallel.yaml").read_text("utf-8")))
    return list(dict.fromkeys(found))


@pytest.fixture(autouse=True)
def patient(api):
    """Hundreds ask at once here: what is tested is what the bot says, not how fast a shared machine is."""
    api.settings.deadlines.update(dict.fromkeys(api.settings.deadlines, 600))
    api.settings.life.update(dict.fromkeys(api.settings.life, 600))


async def settled(api):
    while api.bot.updates.pending() or not await api.outbox.silent(1.5):  # others share the machine
        await asyncio.sleep(0.01)


async def all_heard(api, person, group):
    """Wait until the bot has handled all that was said in a group: it keeps the order, and answers this last."""
    api.people.send(person, group, "/help")
    async with asyncio.timeout(60):
        while not [
            call
            for call in api.outbox.to("sendMessage")
            if call.args["chat_id"] == group.id and "/ask" in call.args["text"]
        ]:
            await asyncio.sleep(0.02)
    return [call for call in api.outbox.calls if call.args.get("chat_id") == group.id][:-1]


def checked(api, since):
    """No call was refused."""
    refused = [call for call in api.outbox.calls[since:] if not call.ok]
    assert not [(call.method, str(call.error), call.args) for call in refused]
    return len(api.outbox.calls) - since


def buttons(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


async def test_every_button_of_every_private_answer(api, bot, sent):
    people = [
        api.people.user(f"P{number}", f"p{number}", LANGUAGES[number % 3]) for number, _text in enumerate(MESSAGES)
    ]
    chats = [api.people.private(user) for user in people]
    since = len(api.outbox.calls)
    for user, chat, text in zip(people, chats, MESSAGES, strict=True):
        api.people.send(user, chat, text)
    await settled(api)
    answers = {
        chat.id: message
        for chat in chats
        for message in chat.messages.values()
        if message.get("from", {}).get("id") == api.bot.id
    }
    assert len(answers) >= len(MESSAGES) - 3  # a message of nothing but ignorable characters gets a word as well
    presses = []
    while any(buttons(message) for message in answers.values()):
        for user, chat in zip(people, chats, strict=True):
            message = answers.get(chat.id, {})
            offered = buttons(message)
            for data in offered:
                assert len(data.encode()) <= LONGEST_DATA
            if offered:
                presses.append(api.people.press(user, chat.messages[message["message_id"]], offered.pop(0)))
                await asyncio.sleep(0)
            answers[chat.id] = without_first(message)
        await settled(api)
        for chat in chats:  # what a press has changed is changed back: the next one is of the first answer
            if chat.id in answers and "reply_markup" in answers[chat.id]:
                number = answers[chat.id]["message_id"]
                chat.messages[number] = chat.messages[number] | {"reply_markup": answers[chat.id]["reply_markup"]}
    assert checked(api, since) > 1_200
    notices = [press.answer.get("text", "") for press in presses if press.answer]
    assert len(notices) == len(presses)
    assert not [notice for notice in notices if any(word in notice for word in EXPIRED)]


def without_first(message):
    """The same message without its first button."""
    left = [
        [button for button in row if "callback_data" in button]
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
    ]
    left = [row for row in left if row]
    if not left:
        return {}
    left[0] = left[0][1:]
    left = [row for row in left if row]
    return message | {"reply_markup": {"inline_keyboard": left}} if left else {}


async def test_every_claim_and_question_in_a_group(api, bot):
    since, texts = len(api.outbox.calls), parallel() + MESSAGES
    assert len(texts) > 300
    for number, text in enumerate(texts):  # people of their own: nobody asks too much
        members = [api.people.user(f"M{number}", f"m{number}_{code[-4:]}", code) for code in LANGUAGES]
        group = api.people.group(f"Group {number}", [*members, api.bot], "supergroup")
        person = members[number % 3]
        said = api.people.send(person, group, text)
        api.people.send(members[(number + 1) % 3], group, "/check", reply_to=said)
    await settled(api)
    assert checked(api, since) >= len(texts)
    for call in api.outbox.calls[since:]:
        quote = call.args.get("reply_parameters", {}).get("quote") if call.method == "sendMessage" else None
        if quote and call.ok:
            assert quote in call.result["reply_to_message"].get("text", "")


async def test_every_prefix_and_claim_inline(api, bot, desk):
    since, texts = len(api.outbox.calls), parallel() + MESSAGES
    for number, text in enumerate(texts):
        user = api.people.user(f"Q{number}", f"q{number}", LANGUAGES[number % 3])
        api.people.inline(user, text)
        api.people.inline(api.people.user(f"R{number}", f"r{number}", LANGUAGES[number % 3]), text[: len(text) // 2])
    await settled(api)
    assert checked(api, since) >= 2 * len(texts)


async def test_ordinary_talk_in_a_group_is_answered_by_silence(api, bot, desk):
    group = api.people.group("Talk", [desk.ann, desk.bob, desk.chen, api.bot], "supergroup")
    api.people.set_status(desk.ann, group, api.bot.user, "administrator")  # it hears everything
    await settled(api)
    since = len(api.outbox.calls)
    talk = [
        "lunch at one?",
        "哈哈哈",
        "OpenAI 燒了 502 億美元",
        "日本净负债是GDP的200%",
        "who is in?",
        "ok",
        "OpenAI revenue?",
    ]
    for number in range(1_000):
        person = (desk.ann, desk.bob, desk.chen)[number % 3]
        api.people.send(
            person, group, f"{talk[number % len(talk)]} {number}" if number % 2 else talk[number % len(talk)]
        )
    assert await all_heard(api, desk.ann, group) == []
    assert len(api.outbox.calls) == since + 1


async def test_watching_speaks_of_contradicted_claims_alone_and_within_its_pause(api, bot, desk, sent):
    group = api.people.group("Talk", [desk.ann, desk.bob, desk.chen, api.bot], "supergroup")
    api.people.set_status(desk.ann, group, api.bot.user, "administrator")
    api.people.send(desk.ann, group, "/watch on")
    await sent()
    for number in range(1_000):
        text = "OpenAI 上半年推理就燒了 502 億美元" if number % 100 == 50 else f"lunch at {number}?"
        api.people.send(desk.bob, group, text)
    _watching, *said = [call for call in await all_heard(api, desk.ann, group) if call.method == "sendMessage"]
    assert [call.result["quote"]["text"] for call in said] == ["OpenAI 上半年推理就燒了 502 億美元"]

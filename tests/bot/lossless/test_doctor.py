"""The doctor, with real servers: what is well, what is broken, and the exit code."""

import asyncio
import re
import time

import pytest
from typer.testing import CliRunner

from bot.allowed import ALLOWED
from bot.cli import app
from bot.database import migrate, open_engine
from bot.doctor import BAD, GOOD, NONE, examined
from bot.localapi import LocalApi
from bot.localapi.faults import Fault

NAMES = "BOT_TOKEN TELEGRAM_API_URL MODE WEBHOOK_URL WEBHOOK_SECRET DATABASE_URL REDIS_URL LEDGER_PATH LISTEN".split()


@pytest.fixture
def doctor(monkeypatch, tmp_path):
    """Examine with these settings alone; return marks by sentence, and the values."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'state.db'}")

    async def ask(**settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        found = [one async for one in examined(None)]
        return {one.sentence: one.mark for one in found}, {one.sentence: dict(one.values) for one in found}

    return ask


@pytest.fixture
def there(api):
    return {"BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url}


HOOK = {"MODE": "webhook", "WEBHOOK_URL": "http://127.0.0.1:9/telegram", "WEBHOOK_SECRET": "s"}


async def test_without_a_token_it_says_so_and_looks_at_the_rest(doctor):
    marks, _ = await doctor()
    assert marks == {
        "token-none": NONE,
        "database-new": NONE,
        "valkey-none": NONE,
        "ledgers": GOOD,
        "fonts": GOOD,
    }


async def test_everything_is_well(api, doctor, there, database, valkey):
    await migrated(database)
    api.bot.privacy, api.bot.guest, api.bot.inline = False, True, True
    api.bot.updates.allow(list(ALLOWED))
    marks, values = await doctor(**there, DATABASE_URL=database, REDIS_URL=valkey.url)
    assert set(marks.values()) == {GOOD}
    assert list(marks) == (
        "server token guest inline groups privacy-off updates-polling kinds database valkey ledgers fonts".split()
    )
    assert values["token"] == {"bot": "@zhangben_bot"}
    assert values["valkey"]["name"] == "Valkey"
    assert "PostgreSQL" in values["database"]["where"]
    assert not api.outbox.to("deleteWebhook", "setWebhook", "setMyCommands")  # it looks and touches nothing


async def migrated(address):
    engine = open_engine(address)
    await migrate(engine)
    await engine.dispose()


async def test_what_botfather_was_not_told(api, doctor, there):
    api.bot.privacy, api.bot.guest, api.bot.inline = True, False, False
    marks, _ = await doctor(**there)
    for sentence in ("guest-off", "inline-off", "privacy-on", "kinds-default"):
        assert marks[sentence] == NONE


async def test_a_token_that_is_refused(api, doctor, there):
    marks, _ = await doctor(**there | {"BOT_TOKEN": "1:" + "x" * 35})
    assert marks["token-refused"] == BAD
    assert "token" not in marks


async def test_a_server_that_is_not_there_or_fails(api, house, doctor, there):
    gone = f"http://127.0.0.1:{house.free_port()}"
    assert (await doctor(**there | {"TELEGRAM_API_URL": gone}))[0]["server-gone"] == BAD
    api.faults.add(Fault("error", method="getMe", code=500))
    marks, values = await doctor(**there)
    assert marks["token-unclear"] == BAD
    assert values["token-unclear"] == {"error": "NetworkError"}


async def test_a_clock_that_is_wrong(doctor, there, monkeypatch):
    monkeypatch.setattr("bot.doctor.server.now", lambda: time.time() + 40)
    marks, values = await doctor(**there)
    assert marks["clock"] == BAD
    assert 38 <= values["clock"]["seconds"] <= 42


async def test_kinds_that_telegram_does_not_send(api, doctor, there):
    api.bot.updates.allow(["message", "inline_query"])
    marks, values = await doctor(**there)
    assert marks["kinds-missing"] == BAD
    assert set(values["kinds-missing"]["kinds"].split(", ")) == set(ALLOWED) - {"message", "inline_query"}


async def test_the_webhook(api, doctor, there, monkeypatch):
    assert (await doctor(**there, **HOOK))[0]["updates-none"] == NONE
    await api.perform(api.bot, "setWebhook", {"url": HOOK["WEBHOOK_URL"], "allowed_updates": list(ALLOWED)})
    marks, _ = await doctor()
    assert (marks["updates-webhook"], marks["kinds"]) == (GOOD, GOOD)
    api.people.send(api.people.user("Ann"), api.people.private(api.people.user("Bob")), "nobody listens there")
    async with asyncio.timeout(10):
        while "updates-failing" not in (await doctor())[0]:
            await asyncio.sleep(0.1)
    marks, values = await doctor(WEBHOOK_URL="http://127.0.0.1:9/other")
    assert marks["updates-other"] == BAD
    assert values["updates-other"]["found"] == HOOK["WEBHOOK_URL"]
    monkeypatch.delenv("MODE")
    assert (await doctor())[0]["updates-in-the-way"] == NONE


async def test_databases(doctor, tmp_path, database, postgres):
    empty, _ = await doctor(DATABASE_URL=database)
    assert empty["database-empty"] == NONE
    await migrated(database)
    postgres.server.psql("UPDATE alembic_version SET version_num = 'of_the_future';")
    assert (await doctor())[0]["database-newer"] == BAD
    assert (await doctor(DATABASE_URL="sqlite://"))[0]["database-memory"] == NONE
    (tmp_path / "file").touch()
    assert (await doctor(DATABASE_URL=f"sqlite:///{tmp_path / 'file' / 'x.db'}"))[0]["database-folder"] == BAD
    (tmp_path / "other.db").write_text("this is no database, and long enough to be told from one")
    assert (await doctor(DATABASE_URL=f"sqlite:///{tmp_path / 'other.db'}"))[0]["database-gone"] == BAD
    await migrated(f"sqlite:///{tmp_path / 'good.db'}")
    assert (await doctor(DATABASE_URL=f"sqlite:///{tmp_path / 'good.db'}"))[0]["database"] == GOOD
    assert not (tmp_path / "state.db").exists()


async def test_servers_that_are_gone(house, doctor):
    nobody = f"127.0.0.1:{house.free_port()}"
    marks, values = await doctor(DATABASE_URL=f"postgresql://me:pa55@{nobody}/x", REDIS_URL=f"redis://:pa55@{nobody}")
    assert (marks["database-gone"], marks["valkey-gone"]) == (BAD, BAD)
    assert "pa55" not in str(values)


async def test_ledgers_that_are_bad_or_not_there(doctor, tmp_path):
    (tmp_path / "empty").mkdir()
    assert (await doctor(LEDGER_PATH=str(tmp_path / "empty")))[0]["ledgers-none"] == BAD
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "ledger.yaml").write_text("ledger: bad\n")
    marks, values = await doctor(LEDGER_PATH=str(tmp_path / "bad"))
    assert marks["ledgers-bad"] == BAD
    assert values["ledgers-bad"]["count"] > 0


async def test_settings_that_break_their_rule(doctor):
    marks, values = await doctor(LISTEN="nowhere", BOT_TOKEN="42:secret")  # noqa: S106
    assert marks["settings"] == BAD
    assert "LISTEN must be host:port" in values["settings"]["problem"]
    assert "42:secret" not in str(values)
    assert "ledgers" in marks


@pytest.mark.parametrize(
    ("locale", "word"), [("en", "Token"), ("zh-Hant", "權杖"), ("zh-Hans", "令牌")], ids=["en", "hant", "hans"]
)
def test_the_command_says_it_in_three_languages_and_tells_by_its_exit(tmp_path, monkeypatch, house, locale, word):
    monkeypatch.chdir(tmp_path)
    env = dict.fromkeys(NAMES) | {"LC_ALL": locale, "XDG_DATA_HOME": str(tmp_path)}
    for more, code in (({}, 0), ({"REDIS_URL": f"redis://127.0.0.1:{house.free_port()}"}, 1)):
        done = CliRunner().invoke(app, ["doctor"], env=env | more)
        assert done.exit_code == code, done.output
        assert all(re.match(r"[✓✗–] \S", line) for line in done.output.splitlines()), done.output
        assert word in done.output
        assert ("✗" in done.output) == bool(code)


async def test_it_never_shows_the_token(doctor, there):
    async with LocalApi() as other:
        for settings in (there, {"BOT_TOKEN": other.token, "TELEGRAM_API_URL": "http://127.0.0.1:1"}):
            _, values = await doctor(**settings)
            assert settings["BOT_TOKEN"].partition(":")[2] not in str(values)

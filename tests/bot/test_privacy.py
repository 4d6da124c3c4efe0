"""What the bot says is kept is what the tables hold, and /forget deletes what it promises to."""

import re
import time

import pytest
from sqlalchemy import Float, Integer, String, Text, insert, select

from bot.batch import Batch
from bot.database import migrate, open_engine
from bot.journal import Journal
from bot.privacy import LIVES, NOT_OF_A_CHAT, OF_NOBODY, TABLES, told
from bot.sentences import LOCALES, say
from bot.store import DAY, LIFE, Store, opened
from bot.tables import metadata

CHAT, PERSON = 7_001, 7_002


def row_of(table):
    """Make a row of a chat and a person, as old as may be."""
    given = {"chat": CHAT, "person": PERSON, "at": 0.0}
    kinds = ((Float, 1.0), (String, "x"), (Text, "x"), (Integer, 1))
    return {
        column.name: given.get(column.name, next((value for kind, value in kinds if isinstance(column.type, kind)), 9))
        for column in table.columns
    }


async def filled(store):
    async def work(connection):
        for table in metadata.tables.values():
            await connection.execute(insert(table).values(**row_of(table)))

    await store.batch.run(work)


async def holding(store):
    async def work(connection):
        return {name for name, table in metadata.tables.items() if (await connection.execute(select(table))).first()}

    return await store.batch.run(work)


@pytest.fixture
async def store(tmp_path):
    async with opened(f"sqlite:///{tmp_path / 'state.db'}") as one:
        yield one


@pytest.mark.parametrize("locale", LOCALES)
def test_every_table_is_told_of_with_its_days(locale):
    assert {table.name for table in (*TABLES, *OF_NOBODY)} == set(metadata.tables)
    lines = told(locale).splitlines()
    assert len(lines) == len(TABLES) + 3
    for table, line in zip(TABLES, lines[1:], strict=False):
        said = {int(number) for number in re.findall(r"\d+(?= (?:days|天))", line)} or (
            {1} if "a day" in line else set()
        )
        assert said == ({round(LIVES[table] / DAY)} if table in LIVES else set()), table.name


def test_what_has_a_time_has_an_end_or_says_that_it_is_a_report():
    timed = {table for table in metadata.tables.values() if "at" in table.columns}
    assert {table.name for table in timed - set(LIVES)} == {"reports"}


def test_every_column_that_names_a_chat_or_a_person_can_be_forgotten_or_goes_within_a_day():
    for table in metadata.tables.values():
        if {"chat", "person", "place"} & set(table.columns.keys()):
            assert table not in NOT_OF_A_CHAT or LIVES[table] <= DAY, table.name


async def test_forget_deletes_what_is_of_a_chat(store):
    await filled(store)
    await store.forget(CHAT, PERSON)
    assert await holding(store) == {table.name for table in NOT_OF_A_CHAT | OF_NOBODY}


async def test_everything_that_has_an_end_comes_to_it(store):
    await filled(store)
    await store.prune()
    await Journal(store.batch, "me").prune()
    assert await holding(store) == set(metadata.tables) - {table.name for table in LIVES}


async def test_nothing_ends_too_early(tmp_path):
    batch = Batch(open_engine(f"sqlite:///{tmp_path / 'state.db'}"), migrate)
    await batch.open()
    store = Store(batch)

    async def work(connection):
        for table, life in LIFE.items():
            await connection.execute(insert(table).values(**row_of(table) | {"at": time.time() - life + 60}))

    await batch.run(work)
    await store.prune()
    assert await holding(store) == {table.name for table in LIFE}
    await batch.close()


def test_the_words_are_there_in_all_languages():
    assert len({say("telegram", locale, "privacy-forget") for locale in LOCALES}) == 3

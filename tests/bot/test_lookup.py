import sqlite3

from sqlalchemy import select

from bot.lookup import Lookup
from bot.store import opened
from bot.tables import antecedents

ASKED = Lookup(select(antecedents.c.chat, antecedents.c.query), antecedents.c.chat)


async def test_a_row_that_nobody_waited_for_is_read_as_it_was_written_last(tmp_path):
    async with opened(f"sqlite:///{tmp_path / 'state.db'}") as store:
        for query in ("openai.revenue@2024", "openai.revenue@2025"):
            await store.set_antecedent(5, 7, query)
            (row,) = await store.batch.read(ASKED, 5)
            assert (row[0], row.query) == (5, query)
        assert await store.batch.read_all((ASKED, 6), (ASKED, 5)) == [[], [row]]


async def test_it_is_written_also_where_nothing_comes_after(tmp_path):
    file = tmp_path / "state.db"
    async with opened(f"sqlite:///{file}") as store:
        await store.set_antecedent(5, 7, "openai.revenue")
    with sqlite3.connect(file) as beside:
        assert beside.execute("select query from antecedents").fetchall() == [("openai.revenue",)]
    beside.close()


async def test_a_file_that_cannot_be_read_at_once_is_read_in_its_turn(tmp_path, monkeypatch):
    def away(*_given):
        raise sqlite3.OperationalError

    async with opened(f"sqlite:///{tmp_path / 'state.db'}") as store:
        await store.set_antecedent(5, 7, "openai.revenue")
        await store.batch.read(ASKED, 5)
        monkeypatch.setattr(store.batch.thread, "look_up", away)
        (row,) = await store.batch.read(ASKED, 5)
        assert row.query == "openai.revenue"

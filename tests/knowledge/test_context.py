"""Ledgers beside the seeds: origins, bounds, vintages; and what a ledger about others must not change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge, folders_in, load
from tests.knowledge.invented import write

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "default_ledgers.yaml").read_text("utf-8"))
CONTEXT = [folder.name for folder in folders_in() if folder.name.endswith("_context")]
TODAY = date(2026, 11, 25)
EVERY = 4


@pytest.fixture(scope="module")
def everything() -> Knowledge:
    return Knowledge.of()


def test_every_row_is_paraphrased_in_three_languages_and_has_a_standing(everything: Knowledge) -> None:
    rows = [row for one in everything.catalogue.ledgers if one.name in CONTEXT for row in one.observations]
    assert rows
    for row in rows:
        assert row.standing, row.id
        assert not row.quote, row.id
        assert all(row.paraphrase.values()), row.id
        source = everything.catalogue.sources[row.source]
        assert source.address, row.id


def test_outlets_of_one_origin_confirm_nothing(everything: Knowledge) -> None:
    """The rows of one central bank report stay single, however many outlets retell it."""
    origin = {name for name, source in everything.catalogue.sources.items() if source.origin == "pboc_2025q1"}
    assert len(origin) > 1
    rows = [row for one in everything.catalogue.ledgers for row in one.observations if row.source in origin]
    assert {row.standing for row in rows} == {"single"}


def test_a_confirmation_by_one_origin_is_a_problem(tmp_path: Path) -> None:
    for folder in folders_in():
        target = tmp_path / folder.name
        target.mkdir()
        for file in folder.iterdir():
            if file.is_file():
                text = file.read_text("utf-8")
                changed = (
                    text.replace("report,,,,single", "report,,,,confirmed") if "governments_c" in str(file) else text
                )
                (target / file.name).write_text(changed, "utf-8")
    with pytest.raises(Exception, match="several origins"):
        load(sorted(path for path in tmp_path.iterdir() if path.is_dir()))


def test_the_seeds_alone_know_nothing_of_it() -> None:
    seeds = load([folder for folder in folders_in() if folder.name not in CONTEXT])
    assert not seeds.bounds
    assert not any(row.standing or row.status == "audited" for one in seeds.ledgers for row in one.observations)


@pytest.mark.parametrize("locale", ["en", "zh-Hant", "zh-Hans"])
def test_a_ledger_about_others_changes_no_answer(everything: Knowledge, tmp_path: Path, locale: str) -> None:
    enlarged = Knowledge.of([*folders_in(), *write(tmp_path)])
    place = ("en", "zh-Hant", "zh-Hans").index(locale)
    for case in CASES[place::EVERY]:
        text, context = case["texts"][place], Context(TODAY, locale)
        one, other = reply(text, everything, context), reply(text, enlarged, context)
        left, right = dict(one.data), dict(other.data)
        assert one.short == other.short, text
        assert {k: v for k, v in left.items() if k != "ledgers"} == {k: v for k, v in right.items() if k != "ledgers"}

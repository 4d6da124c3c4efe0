import shutil
from pathlib import Path

import pytest

from knowledge import LedgerError, folders_in, load
from knowledge.ledger import BUILT_IN
from tests.knowledge.invented import write


def test_the_ledgers_of_the_package_are_good() -> None:
    catalogue = load(folders_in())
    assert {ledger.name for ledger in catalogue.ledgers} >= {"openai", "governments"}
    assert len(catalogue.version) == 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)[0]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "rule"),
    [
        (
            "observations.csv",
            "812 million euros,,reported",
            "813 million euros,,reported",
            "row BOR-1, printed",
            "stands in the quote",
        ),
        ("observations.csv", ",about,", ",roughly,", "row BOR-3, hedge", "stands in the quote"),
        ("observations.csv", "BOR-2,borealis", "BOR-1,borealis", "row BOR-1", "unique id"),
        ("observations.csv", "BOR-2,borealis", "BOR-2,nobody", "row BOR-2, entity", "defined"),
        ("observations.csv", "borealis,wages", "borealis,tips", "row BOR-3, measure", "defined"),
        (
            "observations.csv",
            "normal,gazette,gazette_desk,390",
            "normal,nowhere,gazette_desk,390",
            "row BOR-2, source",
            "defined",
        ),
        (
            "observations.csv",
            "390 million euros,,reported",
            "390 million dollars,,reported",
            "row BOR-2, printed",
            "unit of the measure",
        ),
        ("observations.csv", "2025-S1", "2025-S9", "row 3 (BOR-2), period", "field"),
        ("observations.csv", "reported,normal", "rumoured,normal", "row 2 (BOR-1), channel", "field"),
        ("observations.csv", ",channel,", ",canal,", "header", "columns"),
        ("ledger.yaml", "turnover - wages", "turnover - rent", "identity surplus, measure", "defined"),
        ("ledger.yaml", "turnover - wages", "turnover -", "identity surplus", "formula"),
        ("ledger.yaml", 'zh-Hans: "营业额"', 'zh-Hans: ""', "measures.turnover.names.zh-Hans", "field"),
        ("ledger.yaml", "kind: company", "kind: company, colour: blue", "entities.borealis.colour", "field"),
        ("ledger.yaml", "ledger: borealis", "ledger: [borealis", "line", "YAML"),
    ],
)
def test_a_bad_ledger_is_refused_with_file_row_and_field(
    folder: Path, file: str, old: str, new: str, place: str, rule: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(LedgerError) as caught:
        load([folder])
    problems = caught.value.problems
    assert any(
        problem.file == f"borealis/{file}" and problem.place.startswith(place) and problem.rule == rule
        for problem in problems
    ), problems


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "observations.csv").unlink()
    with pytest.raises(LedgerError, match=r"observations\.csv"):
        load([folder])


def test_problems_of_all_files_come_together(folder: Path) -> None:
    change(folder / "observations.csv", "2025-S1", "soon")
    change(folder / "ledger.yaml", "kind: company", "kind: club")
    with pytest.raises(LedgerError) as caught:
        load([folder])
    assert {problem.file for problem in caught.value.problems} == {"borealis/ledger.yaml", "borealis/observations.csv"}


def test_the_version_follows_the_contents(folder: Path) -> None:
    before = load([folder]).version
    change(folder / "ledger.yaml", "Before returns.", "Before any returns.")
    assert load([folder]).version != before


def test_every_fact_of_the_seeds_is_held(tmp_path: Path) -> None:
    """Each id of the two articles is a row, a premise, a note or a statement; the ranges are those of the fact list."""
    del tmp_path
    catalogue = load([BUILT_IN / "openai", BUILT_IN / "governments"])
    held = {row.fact for row in catalogue.observations.values()} | {
        premise.fact for premise in catalogue.premises.values()
    }
    held |= {fact for note in catalogue.notes for fact in note.fact_ids} | {
        statement.fact for statement in catalogue.statements
    }
    wanted = {f"OAI-{number:02}" for number in range(1, 42) if number != 32} | {"OAI-32a", "OAI-32b", "OAI-32c"}
    wanted |= {f"GOV-{number:02}" for number in range(1, 50) if number not in {34, 37}}
    wanted |= {"GOV-34a", "GOV-34b", "GOV-37a", "GOV-37b", "GOV-37c"}
    assert wanted <= held, wanted - held


def test_a_copy_elsewhere_is_the_same_ledger(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN / "openai", tmp_path / "openai")
    assert load([tmp_path / "openai"]).version == load([BUILT_IN / "openai"]).version

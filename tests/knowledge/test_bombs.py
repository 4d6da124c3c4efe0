"""Ledgers made to break whoever reads them: refused with a report, or read in a moment; nothing of them is run."""

from datetime import date
from pathlib import Path

import pytest

from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge, LedgerError, load
from tests.knowledge.invented import COMPANY, COMPANY_ROWS

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{one}: &{one} [*{other}, *{other}]\n" for one, other in zip("bcdef", "abcde", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{one}: &{one} {{<<: [{', '.join([f'*{other}'] * 9)}]}}\n"
    for one, other in zip("bcdefghijk", "abcdefghij", strict=True)
)
FILES = {
    "a billion laughs": (LAUGHS + COMPANY, COMPANY_ROWS),
    "merges of merges": (MERGES + COMPANY, COMPANY_ROWS),
    "a list in itself": (COMPANY + "loop: &l [*l]\n", COMPANY_ROWS),
    "a mapping that merges itself": (COMPANY + "loop: &l\n  <<: *l\n", COMPANY_ROWS),
    "a program": (COMPANY + 'x: !!python/object/apply:os.system ["touch ran"]\n', COMPANY_ROWS),
    "a number in base sixty": (COMPANY.replace('"2026-02-01"', ":".join(["1"] * 3000)), COMPANY_ROWS),
    "an exponent": (COMPANY, COMPANY_ROWS.replace("812 million", "1e999999999")),
    "a number of five thousand digits": (COMPANY, COMPANY_ROWS.replace("812 million", "8" * 5000 + " million")),
    "a cell of a megabyte": (COMPANY, COMPANY_ROWS + "BOR-4," + "a" * (1 << 20) + "," * 11 + "\n"),
    "a year beyond all years": (COMPANY, COMPANY_ROWS.replace(",2025,", ",99999999999,")),
    "a factor of three hundred terms": (
        COMPANY.replace("turnover - wages", "turnover" + " * wages" * 240),
        COMPANY_ROWS,
    ),
    "a zero byte": (COMPANY + "\x00", COMPANY_ROWS),
}
HARMLESS = {
    "brackets around one term": COMPANY.replace("turnover - wages", "(" * 900 + "turnover" + ")" * 900),
    "a long number in a formula": COMPANY.replace("turnover - wages", "turnover * 1" + "0" * 1900),
    "a division by zero": COMPANY.replace("turnover - wages", "turnover / 0"),
}


def written(folder: Path, ledger: str, rows: str) -> Path:
    place = folder / "borealis"
    place.mkdir()
    (place / "ledger.yaml").write_text(ledger, encoding="utf-8")
    (place / "observations.csv").write_text(rows, encoding="utf-8")
    return place


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_with_a_report(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError) as caught:
        load([written(tmp_path, *FILES[name])])
    assert caught.value.problems
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", HARMLESS)
def test_it_is_read_and_answered_from(tmp_path, name):
    knowledge = Knowledge(load([written(tmp_path, HARMLESS[name], COMPANY_ROWS)]))
    assert [example.of.measure for example in knowledge.examples(5)] == ["turnover", "wages"]
    answer = reply("Borealis surplus 2025", knowledge, Context(date(2026, 11, 25), "en"))
    assert len(answer.text) < 4096

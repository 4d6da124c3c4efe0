"""Mistakes that people make in a ledger: each is named by a code, at its line, and told with its remedy in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.ledger_text import problem_text
from bot.wording import MESSAGES
from knowledge import LedgerError, load
from tests.knowledge.invented import COMPANY, COMPANY_ROWS, write

Change = Callable[[str], str]
LOCALES = ("en", "zh-Hant", "zh-Hans")
YAML, CSV = "ledger.yaml", "observations.csv"


def put(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def each(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


MISTAKES: list[tuple[str, str, Change, str]] = [
    # what somebody did, in which file, how, and the code
    ("printed in another currency", CSV, each("812 million euros", "812 million dollars"), "unit"),
    ("a percentage for an amount", CSV, each("812 million euros", "81%"), "unit"),
    ("a number that the quote does not have", CSV, put("812 million euros,,", "813 million euros,,"), "not-in-quote"),
    ("a hedge that the quote does not have", CSV, put(",about,", ",nearly,"), "not-in-quote"),
    ("a hedge that is none", CSV, put(",about,", ",wages,"), "hedge"),
    ("words for a number", CSV, each("812 million euros", "plenty"), "unreadable"),
    ("two numbers in one cell", CSV, each("812 million euros", "812 million euros or 900 million euros"), "unreadable"),
    ("an unknown measure", CSV, put("borealis,wages", "borealis,wage"), "undefined"),
    ("an unknown entity", CSV, put("BOR-2,borealis", "BOR-2,boreal"), "undefined"),
    ("an unknown source", CSV, put("normal,gazette,", "normal,gazete,"), "undefined"),
    ("an unknown speaker", CSV, put("gazette_desk,390", "desk,390"), "undefined"),
    ("an id twice", CSV, put("BOR-2", "BOR-1"), "duplicate"),
    ("an id with a comma's cousin", CSV, put("BOR-2", "BOR(2)"), "row-id"),
    ("no id", CSV, put("BOR-2", ""), "row-id"),
    ("a period as Excel leaves it", CSV, put("2025-S1", "Jan-25"), "period"),
    ("a period that there is not", CSV, put("2025-S1", "2025-S3"), "period"),
    ("an unknown channel", CSV, put("reported,normal", "rumour,normal"), "choice"),
    ("an unknown status", CSV, put("reported,normal", "reported,final"), "choice"),
    ("no quote", CSV, put("wages came to about 510 million euros,wages", ",wages"), "empty"),
    ("no translation", CSV, put("first half,390 million euros in the first half", "first half,"), "empty"),
    ("nobody who says it", CSV, put("gazette_desk,390", ",390"), "empty"),
    ("a column is missing", CSV, put(",hedge,", ","), "no-column"),
    ("a column is misspelt", CSV, put(",channel,", ",chanel,"), "unknown-column"),
    ("a column twice", CSV, put(",note\n", ",note,note\n"), "column-twice"),
    ("a comma in a text without quotation marks", CSV, put("in the first half,", "in the first half, up,"), "cells"),
    ("a cell too few", CSV, put("390 million euros,,", "390 million euros,"), "cells"),
    ("saved with semicolons", CSV, each(",", ";"), "separator"),
    ("saved with tabs", CSV, each(",", "\t"), "separator"),
    ("an empty file of rows", CSV, lambda _: "", "no-column"),
    ("an extra key", YAML, put("kind: company", "colour: blue, kind: company"), "extra"),
    ("a misspelt key", YAML, put("verbs:", "verb:"), "extra"),
    ("a key is missing", YAML, put("    unit: EUR\n", ""), "missing"),
    ("a key twice", YAML, put("    unit: EUR\n", "    unit: EUR\n    unit: USD\n"), "key-twice"),
    (
        "a part repeated by its anchor",
        YAML,
        put("    aliases: {en: [takings]", "    aliases: {en: &x [*x, takings]"),
        "alias",
    ),
    ("lists without end", YAML, put("en: [takings]", "en: " + "[" * 9000 + "]" * 9000), "deep"),
    ("a date that there is not", YAML, put('"2026-02-01"', "2026-99-99"), "yaml"),
    ("a number beyond all measure", YAML, put('"2026-02-01"', "1" * 5000), "yaml"),
    ("an object of a program", YAML, put('"2026-02-01"', "!!python/object/apply:os.getcwd []"), "yaml"),
    ("a formula without end", YAML, put("turnover - wages", "turnover" + " - wages" * 20_000), "long"),
    ("brackets without end", YAML, put("turnover - wages", "(" * 990 + "turnover"), "formula"),
    ("a measure twice", YAML, put("  wages:\n", "  turnover:\n"), "key-twice"),
    ("a bracket is missing", YAML, put("zh: [業績]", "zh: [業績"), "yaml"),
    ("indented by a tab", YAML, put("    unit: EUR", "\tunit: EUR"), "tab"),
    (
        "a colon within a text",
        YAML,
        put('definition: {en: "What customers were billed."', "definition: {en: billed: all"),
        "yaml",
    ),
    ("an empty file", YAML, lambda _: "", "no-mapping"),
    ("a list for a file", YAML, lambda _: "- ledger: borealis\n", "no-mapping"),
    ("NO for a text", YAML, put('en: "turnover"', "en: NO"), "text"),
    ("a number for a text", YAML, put('fiscal_year_end: "12-31"', "fiscal_year_end: 1231"), "text"),
    ("a day before the month", YAML, put('"12-31"', '"31-12"'), "fiscal-year"),
    ("no date", YAML, put('"2026-03-01"', '"last March"'), "date"),
    ("an empty text", YAML, put('zh-Hans: "营业额"', 'zh-Hans: ""'), "empty"),
    ("two languages instead of three", YAML, put(', zh-Hans: "营业额"', ""), "missing"),
    ("an id with capitals", YAML, put("ledger: borealis", "ledger: Borealis"), "id"),
    ("an unknown kind", YAML, put("kind: company", "kind: firm"), "choice"),
    ("a text where a list belongs", YAML, put("en: [takings]", "en: takings"), "type"),
    ("a unit that is none", YAML, put("unit: EUR", "unit: euros"), "unit-name"),
    ("levels are missing", YAML, put("kind: flow", "kind: ordinal"), "levels"),
    ("a formula that breaks off", YAML, put("turnover - wages", "turnover -"), "formula"),
    ("a formula of an unknown measure", YAML, put("turnover - wages", "turnover - wage"), "undefined"),
    ("an identity that turns in a circle", YAML, put("turnover - wages", "surplus + turnover"), "circular"),
    ("an identity with a term twice", YAML, put("turnover - wages", "turnover + turnover"), "term-twice"),
    (
        "an identity the wrong way round",
        YAML,
        put("surplus = turnover - wages", "turnover - wages = surplus"),
        "identity-left",
    ),
    ("a note on a row that is not there", YAML, put("rows: [BOR-1]", "rows: [BOR-9]"), "undefined"),
    ("a company named like a measure", YAML, put("en: [Borealis]", "en: [turnover]"), "name-twice"),
    (
        "a measure that is its own growth",
        YAML,
        put("    unit: EUR\n", "    unit: EUR\n    growth_of: turnover\n"),
        "itself",
    ),
]


ABOVE = {"missing": "  turnover:", "levels": "  turnover:"}  # what is not there is named at what should hold it


def first_difference(old: str, new: str) -> int:
    pairs = zip(old.splitlines(), new.splitlines(), strict=False)
    return next((number for number, (before, after) in enumerate(pairs, 1) if before != after), 1)


def spoilt(folder: Path, file: str, change: Change) -> LedgerError:
    path = write(folder)[0] / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(LedgerError) as caught:
        load([path.parent])
    return caught.value


@pytest.mark.parametrize(
    ("file", "change", "code"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES]
)
def test_a_mistake_is_named_where_it_stands(tmp_path: Path, file: str, change: Change, code: str) -> None:
    problems = spoilt(tmp_path, file, change).problems
    found = [problem for problem in problems if problem.code == code]
    assert found, [(problem.code, str(problem)) for problem in problems]
    assert found[0].file == f"borealis/{file}"
    old = {YAML: COMPANY, CSV: COMPANY_ROWS}[file]
    line = first_difference(old, change(old))
    if code in ABOVE and ABOVE[code] in old and '"营业额"' in change(old):
        line = old.splitlines().index(ABOVE[code]) + 1
    assert found[0].line == line, found
    for locale in LOCALES:
        told = problem_text(found[0], locale)
        assert told.startswith(f"borealis/{file}:{line}")
        assert "{" not in told.replace(found[0].detail, "")


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    for encoding in ("utf-16", "big5"):
        folder = write(tmp_path / encoding if (tmp_path / encoding).mkdir() is None else tmp_path)[0]
        file = folder / CSV
        file.write_bytes(file.read_text("utf-8").replace("wages came", "工資").encode(encoding))
        with pytest.raises(LedgerError) as caught:
            load([folder])
        assert [problem.code for problem in caught.value.problems] == ["encoding"]


def test_what_excel_adds_is_no_mistake(tmp_path: Path) -> None:
    """A byte order mark and CRLF, as Excel saves "CSV UTF-8"."""
    folder = write(tmp_path)[0]
    file = folder / CSV
    file.write_bytes(b"\xef\xbb\xbf" + file.read_text("utf-8").replace("\n", "\r\n").encode())
    assert len(load([folder]).observations) == 3


def test_a_missing_file(tmp_path: Path) -> None:
    folder = write(tmp_path)[0]
    (folder / CSV).unlink()
    with pytest.raises(LedgerError) as caught:
        load([folder])
    assert [problem.code for problem in caught.value.problems] == ["no-file"]


def test_near_ids_are_offered(tmp_path: Path) -> None:
    problems = spoilt(tmp_path, CSV, put("borealis,wages", "borealis,wage")).problems
    assert "wages" in problem_text(problems[0], "en")


def test_near_fields_are_offered(tmp_path: Path) -> None:
    problems = spoilt(tmp_path, YAML, put("verbs:", "verb:")).problems
    assert "verbs" in problem_text(problems[0], "en")


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    def both(text: str) -> str:
        return put("2025-S1", "soon")(put("reported,normal", "rumour,normal")(text))

    assert {problem.code for problem in spoilt(tmp_path, CSV, both).problems} == {"period", "choice"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_sentences_of_the_command_line_are_the_same_in_all_languages(locale: str) -> None:
    def ids(name: str) -> list[str]:
        resource = FluentParser().parse((MESSAGES / f"cli.{name}.ftl").read_text("utf-8"))
        assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
        return [entry.id.name for entry in resource.body if isinstance(entry, ast.Message)]

    assert sorted(ids(locale)) == sorted(set(ids("en")))


def test_every_code_has_a_sentence() -> None:
    codes = {case[3] for case in MISTAKES}
    text = (MESSAGES / "cli.en.ftl").read_text("utf-8")
    assert all(f"problem-{code} =" in text for code in codes)
    assert len(MISTAKES) >= 50


def test_one_id_for_two_measures_is_said_once_both_ledgers_are_loaded(tmp_path: Path) -> None:
    first, second = (write(tmp_path / name)[0] for name in ("a", "b") if (tmp_path / name).mkdir() is None)
    file = second / YAML
    changes = (("ledger: borealis", "ledger: other"), ("unit: EUR", "unit: USD"), ("BOR-", "OTH-"))
    for path in (file, second / CSV):
        for old, new in (*changes, ("million euros", "million dollars")):
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    load([second])
    with pytest.raises(LedgerError) as caught:
        load([first, second])
    assert {problem.code for problem in caught.value.problems} == {"measure-differs"}
    assert "borealis (EUR, flow)" in problem_text(caught.value.problems[0], "zh-Hant")

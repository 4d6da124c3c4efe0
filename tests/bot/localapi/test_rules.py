"""The rules themselves: each says where Telegram states it, and has a test that breaks it without our bot."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiogram.methods
import aiogram.types
import pytest

import bot.localapi
from bot.localapi.errors import DONE, RULES, Rule
from bot.localapi.methods import METHODS, OBJECTS

Json = dict[str, Any]

HERE = Path(__file__).parent
PACKAGE = Path(bot.localapi.__file__).parent
BORDERS = HERE / "test_borders.py"
TESTS = [path for path in sorted(HERE.glob("test_*.py")) if path != BORDERS]

# Sections of core.telegram.org/bots/api that describe neither a method nor a type.
SECTIONS = {
    "Authorizing your bot",
    "Formatting options",
    "Making requests",
    "Making requests when getting updates",
    "Rich Message Limits",
    "Sending files",
    "Using a Local Bot API Server",
}
SOURCE = re.compile(
    r"Bot API: (?P<section>[\w ]+?)(?:, (?P<field>[a-z_]+))?"
    r"|Bots: [\w ]+|FAQ: [\w ,?]+|MTProto: (?:\w+\.)\w+|\[(?:srv|td)\] [\w:]+(?:, [\w:]+)*"
    r"|telegram\.md: [\w ]+|ours: .+|Telegram .+, ours: .+|the words are those of \[srv\] \w+"
)


def sources(rule: Rule) -> list[re.Match[str]]:
    found = [SOURCE.fullmatch(one) for one in rule.source.split("; ")]
    assert all(found), f"{rule.id}: {rule.source}"
    return [one for one in found if one]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_where_telegram_states_it(rule: Rule) -> None:
    stated = {one[0].partition(" ")[0] for one in sources(rule)}
    assert stated
    assert rule.guess != "all" or "[srv]" not in stated, "what the server's code does is no guess"
    assert rule.code == DONE or rule.says or rule.code in {401, 404, 413}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_section_of_the_bot_api_is_one(rule: Rule, described: Json) -> None:
    for one in sources(rule):
        section, field = one["section"], one["field"]
        if section is None or section in SECTIONS:
            continue
        known = fields_of(described, section)
        assert known is not None, f"{rule.id} cites {section}"
        assert field is None or field in known, f"{rule.id} cites {field} of {section}"


# How Telegram states a limit in the description of a field.
LIMIT = re.compile(r"\d+-\d+|[Aa]t most \d|[Uu]p to \d|can['’]t exceed \d|must not exceed|capped")


@pytest.mark.parametrize("name", [*METHODS, *OBJECTS])
def test_every_limit_that_telegram_states_has_a_rule(name: str, described: Json) -> None:
    """Of each method and object in the table; fields that are refused altogether need no limit."""
    cited = {one["field"] for rule in RULES.values() for one in sources(rule)}
    one = described["methods"].get(name) or described["types"][name]
    limited = {field["name"] for field in one.get("fields", []) if LIMIT.search(field["description"])}
    assert limited - cited - {"allow_paid_broadcast"} == set()


def fields_of(described: Json, section: str) -> set[str] | None:
    """Return the fields of a method or type: by Telegram's description of 10.1, and by aiogram's models of what is newer."""
    found: set[str] = set()
    one = described["methods"].get(section) or described["types"].get(section)
    if one:
        found |= {field["name"] for field in one.get("fields", [])}
    model = getattr(aiogram.methods, section[0].upper() + section[1:], None) or getattr(aiogram.types, section, None)
    if model:
        found |= set(model.model_fields)
    return found if one or model else None


def test_nothing_is_refused_but_by_a_rule() -> None:
    for path in PACKAGE.glob("*.py"):
        made = [
            node.lineno
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ApiError"
        ]
        assert not made or path.name in {"errors.py", "faults.py"}, f"{path.name}: {made}"


def constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def named(path: Path, mark: str, maker: str) -> set[str]:
    """Return the rules that a file's tests are marked with, or that begin the rows of its tables.

    Args:
        path: The file.
        mark: Of single tests.
        maker: The function that makes tests of a table.
    """
    tree = ast.parse(path.read_text("utf-8"))
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == mark:
            found |= {name for one in node.args for name in constants(one)}
        elif isinstance(node.func, ast.Name) and node.func.id == maker:
            table = tables[node.args[0].id] if isinstance(node.args[0], ast.Name) else None
            rows = table.elts if isinstance(table, ast.List) else []
            found |= {name for row in rows if isinstance(row, ast.Tuple) for name in constants(row.elts[0])}
    assert found <= RULES.keys(), f"{path.name}: {found - RULES.keys()}"
    return found


def test_every_rule_is_broken_over_http_or_shown_to_be_kept() -> None:
    """That a marked test does break its rules, the fixture `raw` looks at."""
    assert RULES.keys() - set().union(*(named(path, "rule", "cases") for path in TESTS)) == set()


def test_every_border_has_a_good_request_beside_it() -> None:
    good = set().union(*(named(path, "beside", "neighbours") for path in (*TESTS, BORDERS)))
    assert {rule.id for rule in RULES.values() if rule.border} - good == set()


@pytest.mark.parametrize("path", [*TESTS, BORDERS], ids=lambda path: path.stem)
def test_our_bot_has_no_part_in_it(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [one.name for one in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            assert not module.startswith("bot") or module.startswith("bot.localapi"), f"{path.name} imports {module}"


def test_the_rules_can_be_read() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "bot.localapi", "--rules"], capture_output=True, text=True, check=True
    ).stdout
    assert all(f"{rule}\n" in printed for rule in RULES)
    assert printed.count("not stated by Telegram; guessed") == sum(bool(rule.guess) for rule in RULES.values())

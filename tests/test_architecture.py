"""The house rules: layers, doors, owners of libraries, no names of things in code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
LAYERS = ("grammar", "knowledge", "bot")
OWNERS = {
    "lark": {"grammar"},
    "pandas": {"knowledge"},
    "telegram": {"bot"},
    "matplotlib": {"bot"},
    "sqlalchemy": {"bot"},
}
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_layers_point_one_way_and_libraries_have_owners(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    for name in imports(path):
        top = name.partition(".")[0]
        if top in LAYERS:
            assert LAYERS.index(top) <= LAYERS.index(layer), f"{path} imports {name}"
        if top in OWNERS:
            assert layer in OWNERS[top], f"{path} imports {name}"


def test_modules_import_in_no_circle() -> None:
    known = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}
    top_level: dict[str, set[str]] = {}
    for name, path in known.items():
        found: set[str] = set()
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module in known:
                parts = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= parts & known.keys() or {str(node.module)}
        top_level[name] = found - {name}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in top_level[name]:
                visit(other, (*trail, name))
            done.add(name)

    for name in known:
        visit(name, ())


def test_no_name_of_a_ledger_stands_in_code_or_grammar() -> None:
    """A company that is in no file of the code is answered like the seeds: so no seed may stand there either."""
    names = set()
    for file in (ROOT / "knowledge" / "ledgers").glob("*/ledger.yaml"):
        data = yaml.safe_load(file.read_text("utf-8"))
        names |= {entity for entity in data.get("entities", {}) if entity != "world"}
        names |= {speaker for speaker in data.get("speakers", {}) if speaker != "media"}
        names |= {
            entity["names"]["zh-Hant"].removesuffix("政府")
            for key, entity in data.get("entities", {}).items()
            if key != "world"
        }
    grammar_files = [*(ROOT / "grammar").rglob("*.lark"), *(ROOT / "grammar").rglob("*.yaml")]
    for path in [*MODULES, *grammar_files]:
        code = path.read_text("utf-8")
        if path.suffix == ".py":
            code = _without_docstrings_and_comments(code)
        for name in names:
            pattern = rf"(?<![a-z_]){re.escape(name)}(?![a-z_])" if name.isascii() else re.escape(name)
            assert not re.search(pattern, code, re.IGNORECASE), f"{path.relative_to(ROOT)} names {name}"


def _without_docstrings_and_comments(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)

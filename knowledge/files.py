"""The files of a ledger, from bytes to models; everything that is wrong with them is collected, with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.position import Positions, RefusedError, StrictLoader
from knowledge.problem import Problem, nearest
from knowledge.schema import OPTIONAL_COLUMNS, LedgerFile, Observation

COLUMNS = tuple("id entity measure period printed hedge channel status source said_by quote quote_en note".split())
FILES = ("ledger.yaml", "observations.csv")
_SHOWN = 40
_CODES = {
    "missing": "missing",
    "extra_forbidden": "extra",
    "literal_error": "choice",
    "string_too_short": "empty",
    "string_too_long": "long",
    "string_type": "text",
    "id_form": "id",
    "period_form": "period",
    "one_form": "one-form",
}


def contents(folder: Path, problems: list[Problem]) -> dict[str, tuple[bytes, str]]:
    """Read both files of a folder: bytes and text."""
    found = {}
    for name in FILES:
        file = f"{folder.name}/{name}"
        try:
            raw = (folder / name).read_bytes()
            found[name] = (raw, raw.decode("utf-8-sig"))
        except OSError as error:
            problems.append(Problem(file, "file", "readable", type(error).__name__, "no-file", str(folder)))
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            problems.append(Problem(file, "file", "readable", type(error).__name__, "encoding", "UTF-8", line))
    return found


def ledger_file(folder: Path, text: str, problems: list[Problem]) -> LedgerFile | None:
    """Read `ledger.yaml`; None where it can't be."""
    name = f"{folder.name}/{FILES[0]}"
    try:
        data = yaml.load(text, Loader=StrictLoader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        problems.append(_yaml_problem(name, text, error))
        return None
    if not isinstance(data, dict):
        problems.append(Problem(name, "file", "field", type(data).__name__, "no-mapping", ", ".join(_required()), 1))
        return None
    try:
        return LedgerFile.model_validate(data)
    except ValidationError as error:
        lines = Positions(text, "")
        for item in error.errors():
            path = [step for step in item["loc"] if step != "[key]"]
            problems.append(_problem(name, ".".join(map(str, path)) or "file", item, lines.line(path)))
    return None


def _required() -> list[str]:
    return [field for field, about in LedgerFile.model_fields.items() if about.is_required()]


def _yaml_problem(name: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    place = f"line {line}" if mark else "file"
    detail = str(getattr(error, "problem", error))
    if isinstance(error, RefusedError):
        return Problem(name, place, "YAML", detail, error.code, detail, line)
    lines = text.splitlines()
    tabbed = next((number for number, one in enumerate(lines, 1) if re.match(r" *\t", one) and number >= line - 1), 0)
    code = "tab" if tabbed and "\\t" in repr(detail) else "yaml"
    return Problem(name, place, "YAML", detail, code, line=tabbed if code == "tab" else line)


def rows(folder: Path, text: str, problems: list[Problem]) -> list[Observation]:
    """Read `observations.csv`."""
    name = f"{folder.name}/{FILES[1]}"
    reader = csv.DictReader(io.StringIO(text))
    if not _header_is_good(name, list(reader.fieldnames or ()), problems):
        return []
    found: list[Observation] = []
    line = reader.line_num + 1
    try:
        for number, row in enumerate(reader, 2):
            if None in row or None in row.values():
                count = sum(value is not None for key, value in row.items() if key is not None) + len(
                    row.get(None) or ()
                )
                expected = str(len(reader.fieldnames or ()))
                problems.append(Problem(name, f"row {number}", "columns", str(count), "cells", expected, line))
            else:
                found += _row(name, number, row, line, problems)
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, f"line {line}", "columns", str(error), "csv", line=line))
    return found


def _header_is_good(name: str, header: Sequence[str], problems: list[Problem]) -> bool:
    expected = ",".join(COLUMNS)
    joined = ",".join(header)
    for separator in (";", "\t"):
        if joined.count(separator) >= len(COLUMNS) // 2:
            problems.append(Problem(name, "header", "columns", separator.strip() or "TAB", "separator", expected, 1))
            return False
    missing = [column for column in COLUMNS if column not in header]
    unknown = [column for column in header if column not in COLUMNS + OPTIONAL_COLUMNS]
    twice = sorted({column for column in header if header.count(column) > 1})
    for code, columns in (("no-column", missing), ("unknown-column", unknown), ("column-twice", twice)):
        if columns:
            shown = ", ".join(column or "“”" for column in columns)
            problems.append(Problem(name, "header", "columns", shown, code, expected, 1))
    return not (missing or twice)


def _row(name: str, number: int, row: Mapping[str, str], line: int, problems: list[Problem]) -> list[Observation]:
    columns = COLUMNS + OPTIONAL_COLUMNS
    known = {key: value or None if key == "said_by" else value for key, value in row.items() if key in columns}
    try:
        return [Observation.model_validate(known)]
    except ValidationError as error:
        for item in error.errors():
            place = f"row {number} ({row.get('id')}), {'.'.join(map(str, item['loc']))}"
            problems.append(_problem(name, place, item, line))
        return []


def _problem(name: str, place: str, item: Any, line: int) -> Problem:
    given = item.get("input")
    kind, context = str(item["type"]), item.get("ctx") or {}
    code = _CODES.get(kind, "date" if kind.startswith("date") else "type")
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    if code == "extra":
        expected = nearest(str(item["loc"][-1]), _siblings(item["loc"]))
    elif code == "long":
        expected, given = str(context["max_length"]), f"{str(given)[:_SHOWN]}…"
    elif code == "type":
        expected = kind.removesuffix("_type")
    shown = "" if isinstance(given, dict | list) else f" ({given!r})"
    detail = str(item["loc"][-1]) if code in ("extra", "missing") and item["loc"] else str("" if shown == "" else given)
    return Problem(name, place, "field", detail or f"{item['msg']}{shown}", code, expected, line)


def _siblings(path: Sequence[object]) -> list[str]:
    """The fields that may stand beside an unknown one."""
    schema = LedgerFile.model_json_schema()
    node: Any = schema
    for step in path[:-1]:
        node = _resolved(schema, node)
        tables = list(node.get("patternProperties", {}).values())
        node = node.get("properties", {}).get(str(step)) or node.get("items") or (tables[0] if tables else {})
    return list(_resolved(schema, node).get("properties", ()))


def _resolved(schema: Any, node: Any) -> Any:
    while isinstance(node, dict) and "$ref" in node:
        node = schema["$defs"][str(node["$ref"]).rpartition("/")[2]]
    return node if isinstance(node, dict) else {}

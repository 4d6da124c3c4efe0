"""Where things stand in the files of a ledger: lines of YAML fields and of CSV rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

import yaml

from knowledge.problem import Problem

_LISTS = {"premise": "premises", "note": "notes", "statement": "statements", "identity": "identities"}
_TABLES = {"measure": "measures", "group": "groups", "entity": "entities", "topic": "topics"}
_DEEPEST = 20  # a ledger has six levels
_LONGEST = 64  # bits of a number; amounts are text
_PLACE = re.compile(r"(\w+) ([^\s,]+)(?:, (\w+))?")


class RefusedError(yaml.constructor.ConstructorError):
    """Something that YAML allows and a ledger does not."""

    code = ""


class DuplicateKeyError(RefusedError):
    """A key stands twice in one mapping; YAML would silently keep the last."""

    code = "key-twice"


class AliasError(RefusedError):
    """A part is repeated by its anchor: a few lines can stand for billions."""

    code = "alias"


class DepthError(RefusedError):
    """Lists and mappings stand one in the other beyond all use."""

    code = "deep"


class StrictLoader(yaml.SafeLoader):
    """The safe loader, but for keys that stand twice and for parts that are repeated or nested without end."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Build a node.

        Raises:
            AliasError: It is an alias.
            DepthError: It lies too deep.
        """
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise AliasError(None, None, event.anchor, event.start_mark)  # type: ignore[arg-type]
        if self._depth > _DEEPEST:
            raise DepthError(None, None, str(_DEEPEST), event.start_mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's own signature
        """Build a value.

        Raises:
            ConstructorError: It looks like a date or a number and is none.
        """
        try:
            found = super().construct_object(node, deep)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from error
        if isinstance(found, int) and found.bit_length() > _LONGEST:
            raise yaml.constructor.ConstructorError(None, None, "too large a number", node.start_mark)
        return found

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        """Build a mapping.

        Raises:
            DuplicateKeyError: A key stands twice.
        """
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise DuplicateKeyError(None, None, str(key.value), key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


class Positions:
    """The lines of one ledger's files.

    Args:
        ledger: The text of `ledger.yaml`; it must be readable.
        rows: The text of `observations.csv`.
    """

    def __init__(self, ledger: str, rows: str) -> None:
        self._root = yaml.compose(ledger, Loader=yaml.SafeLoader)
        self._rows: dict[str, list[int]] = {}
        reader = csv.reader(io.StringIO(rows))
        before = 0
        for row in reader:
            if row:
                self._rows.setdefault(row[0], []).append(before + 1)
            before = reader.line_num

    def line(self, path: Sequence[object]) -> int:
        """Return the line of a field, or of what holds it where the field is missing."""
        node, line = self._root, 1
        for step in path:
            found = _below(node, step)
            if found is None:
                break
            node, line = found
        return line

    def placed(self, problem: Problem) -> Problem:
        """Return a problem with its line, found by the place that it names."""
        if problem.line:
            return problem
        found = _PLACE.fullmatch(problem.place)
        if found is None:
            return problem
        kind, name, field = found.groups()
        if kind == "row":
            lines = self._rows.get("" if name == "–" else name, [0])
            return replace(problem, line=lines[-1] if problem.code == "duplicate" else lines[0])
        if kind in _TABLES:
            return replace(problem, line=self.line([_TABLES[kind], name, *filter(None, [field])]))
        if kind in _LISTS:
            same = [place for place, item in enumerate(self._items(_LISTS[kind])) if _id_of(item) == name]
            if same:
                place = same[-1] if problem.code == "duplicate" else same[0]
                return replace(problem, line=self.line([_LISTS[kind], place, *filter(None, [field])]))
        return problem

    def _items(self, name: str) -> list[yaml.Node]:
        found = _below(self._root, name)
        return list(found[0].value) if found and isinstance(found[0], yaml.SequenceNode) else []


def _below(node: yaml.Node | None, step: object) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None


def _id_of(node: yaml.Node) -> str | None:
    found = _below(node, "id")
    return str(found[0].value) if found else None

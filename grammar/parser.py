"""The LALR parser over semantic tokens: which figures of a clause stand in which relation.

A clause becomes a short string of terminals. Names, periods, channels, verbs and amounts that stand together are one
`OPERAND`; only the operators between them have terminals of their own. So clauses have few shapes, and a shape is parsed
once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lark import Lark, Tree
from lark import Token as LarkToken
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer, LexerState

from grammar.lexer import Token


class Terminal(NamedTuple):
    """What a token is to the clause: `SLOT`, `QTY`, or the name of an operator."""

    name: str
    token: Token


class ClauseSyntaxError(ValueError):
    """The operators of a clause do not stand in a way that the grammar knows."""


class _TerminalLexer(Lexer):
    """Hands terminals that were made elsewhere to the parser."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[LarkToken]:  # noqa: ARG002 - lark's interface
        names: tuple[str, ...] = lexer_state.text  # type: ignore[assignment]
        for place, name in enumerate(names):
            yield LarkToken(name, place)


@cache
def clause_parser(*, strict: bool = False) -> Lark:
    """Build the parser; `strict` refuses a grammar with conflicts."""
    return Lark.open_from_package("grammar", "question.lark", parser="lalr", lexer=_TerminalLexer, strict=strict)


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a clause.

    Attributes:
        rule: The rule of the grammar that it follows; `operand` for a leaf.
        parts: What stands on the sides of its operator.
        place: Of a leaf the place of its terminal, otherwise of its operator.
    """

    rule: str
    parts: tuple[Node, ...]
    place: int


def parse_clause(names: tuple[str, ...]) -> Node:
    """Parse the terminals of one clause, given by their names.

    Raises:
        ClauseSyntaxError: They make no clause.
    """
    node = _parsed(names)
    if node is None:
        raise ClauseSyntaxError
    return node


@lru_cache(maxsize=4096)
def _parsed(names: tuple[str, ...]) -> Node | None:
    if names == ("OPERAND",):
        return Node("operand", (), 0)
    try:
        return _node(clause_parser().parse(names).children[0])
    except UnexpectedInput:
        return None


@lru_cache(maxsize=4096)
def accepted(names: tuple[str, ...]) -> frozenset[str]:
    """Return the terminals that can follow some terminals, brackets aside; none where those can't begin a clause."""
    state = clause_parser().parse_interactive()
    try:
        for place, name in enumerate(names):
            state.feed_token(LarkToken(name, place))
    except UnexpectedInput:
        return frozenset()
    return frozenset(name for name in state.accepts() if not name.startswith("_"))  # type: ignore[no-untyped-call]


def _node(tree: Tree[LarkToken] | LarkToken) -> Node:
    assert isinstance(tree, Tree)  # noqa: S101 - every rule makes a tree
    place = next(child.value for child in tree.children if isinstance(child, LarkToken))
    return Node(str(tree.data), tuple(_node(child) for child in tree.children if isinstance(child, Tree)), place)

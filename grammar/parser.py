"""The LALR parser over semantic tokens: which figures of a clause stand in which relation.

A clause becomes a short string of terminals. Names, periods, channels and verbs are `SLOT`, amounts are `QTY`; only the
operators between them have terminals of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Tree
from lark import Token as LarkToken
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer, LexerState

from grammar.lexer import Token


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal of the clause grammar and the token it came from."""

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
        terminals: Sequence[Terminal] = lexer_state.text  # type: ignore[assignment]
        for terminal in terminals:
            yield LarkToken(terminal.name, terminal.token)


@cache
def clause_parser(*, strict: bool = False) -> Lark:
    """Build the parser; `strict` refuses a grammar with conflicts."""
    return Lark.open_from_package("grammar", "question.lark", parser="lalr", lexer=_TerminalLexer, strict=strict)


def parse_clause(terminals: Sequence[Terminal]) -> Tree[LarkToken]:
    """Parse the terminals of one clause.

    Raises:
        ClauseSyntaxError: They make no clause.
    """
    try:
        return clause_parser().parse(terminals)
    except UnexpectedInput as error:
        raise ClauseSyntaxError from error

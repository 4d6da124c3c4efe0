import pytest

from grammar.lexer import Token
from grammar.parser import ClauseSyntaxError, Terminal, clause_parser, parse_clause


def terminals(names: str) -> list[Terminal]:
    return [Terminal(name, Token("name", 0, 1, name)) for name in names.split()]


def test_the_grammar_has_no_conflict() -> None:
    assert clause_parser(strict=True)


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        ("SLOT SLOT", "operand"),
        ("SLOT VS SLOT SLOT", "versus"),
        ("SLOT AND SLOT AND SLOT", "listed"),
        ("SLOT CMP SLOT", "compared"),
        ("SLOT BE SLOT QTY", "equated"),
        ("SLOT SHARE SLOT", "shared"),
        ("SHARE SLOT BE SLOT", "share_first"),
        ("SLOT MINUS SLOT", "reduced"),
        ("SLOT OVER SLOT", "divided"),
        ("SLOT TO SLOT", "towards"),
    ],
)
def test_shapes(names: str, rule: str) -> None:
    assert parse_clause(terminals(names)).children[0].data == rule


@pytest.mark.parametrize("names", ["VS", "SLOT VS", "SLOT CMP SLOT CMP SLOT", "OVER SLOT"])
def test_what_cannot_be_put_together_is_refused(names: str) -> None:
    with pytest.raises(ClauseSyntaxError):
        parse_clause(terminals(names))

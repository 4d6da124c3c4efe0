import pytest

from grammar.parser import ClauseSyntaxError, clause_parser, parse_clause


def test_the_grammar_has_no_conflict() -> None:
    assert clause_parser(strict=True)


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        ("OPERAND", "operand"),
        ("OPERAND VS OPERAND", "versus"),
        ("OPERAND AND OPERAND AND OPERAND", "listed"),
        ("OPERAND CMP OPERAND", "compared"),
        ("OPERAND BE OPERAND", "equated"),
        ("OPERAND SHARE OPERAND", "shared"),
        ("SHARE OPERAND BE OPERAND", "share_first"),
        ("OPERAND MINUS OPERAND", "reduced"),
        ("OPERAND OVER OPERAND", "divided"),
        ("OPERAND TO OPERAND", "towards"),
    ],
)
def test_shapes(names: str, rule: str) -> None:
    assert parse_clause(tuple(names.split())).rule == rule


@pytest.mark.parametrize("names", ["VS", "OPERAND VS", "OPERAND CMP OPERAND CMP OPERAND", "OVER OPERAND"])
def test_what_cannot_be_put_together_is_refused(names: str) -> None:
    with pytest.raises(ClauseSyntaxError):
        parse_clause(tuple(names.split()))

import pytest

from grammar.expression import Constant, Difference, Figure, Ratio, Relation
from grammar.formula import FormulaError, formula, question, relation
from grammar.utterance import Value


@pytest.mark.parametrize(
    "text",
    [
        "value a.revenue@2025-S1",
        "value (a.x:leaked@2024 - a.x:reported@2024)",
        "value share(a.x, b.y)",
        "value growth(a.x@2024, annualised(a.x@2025-S1))",
        "value per_month(a.x@2025-01/2025-09)",
        "value multiple(a.x@2012/2022)",
        "value if(a.rate := 15; a.x@2024)",
        "compare highest a.x, b.x",
        "rank lowest a.x, b.x",
        "test a.x@2024 < b.x@2024",
        "define a.x",
        "why a.x:leaked~somebody@Q3",
        "how #earn",
        "holdings a._",
        "value a|b.x|y@FY2024",
    ],
)
def test_the_canonical_form_reads_back_to_itself(text: str) -> None:
    read = question(text)
    assert str(question(str(read))) == str(read)


def test_a_bare_figure_asks_for_its_value() -> None:
    assert question("a.revenue@2024") == Value(formula("a.revenue@2024"))


def test_arithmetic_binds_as_usual() -> None:
    read = formula("a - b / c")
    assert isinstance(read, Difference)
    assert isinstance(read.second, Ratio)


def test_a_printed_quantity_may_stand_in_a_formula() -> None:
    read = relation('a.x / a.y = "近百億"')
    assert isinstance(read, Relation)
    assert isinstance(read.right, Constant)
    assert read.right.quantity.hedge == "nearly"
    assert isinstance(read.left, Ratio)
    assert isinstance(read.left.first, Figure)


@pytest.mark.parametrize("text", ["", "a +", "a.b.c", '"no amount"', "a = ", "__import__('os')", "a; b", "(" * 200])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        formula(text)

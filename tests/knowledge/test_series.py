"""Series: what a chart or a table of figures is made of."""

from knowledge import Knowledge
from knowledge.series import on_one_scale, over_periods, periods_of


def test_periods_are_in_order_and_each_figure_is_the_answer_for_its_period() -> None:
    knowledge = Knowledge.of()
    table = knowledge.catalogue.table
    for entity, measure in table.pairs():
        periods = periods_of(table, entity, measure)
        assert periods == sorted(periods, key=lambda period: (period.first, period.last))
        found = over_periods(table, knowledge.answer, entity, measure)
        places = [periods.index(one.of.period) for one in found]
        assert places == sorted(places)
        assert {(one.of.entity, one.of.measure) for one in found} <= {(entity, measure)}
        assert len({one.unit for one in found}) <= 1


def test_levels_and_other_units_are_left_out() -> None:
    knowledge = Knowledge.of()
    figures = [
        way
        for pair in knowledge.catalogue.table.pairs()
        for way in over_periods(knowledge.catalogue.table, knowledge.answer, *pair)
    ]
    drawn = on_one_scale(figures)
    assert drawn
    assert {one.unit for one in drawn} == {figures[0].unit}
    assert on_one_scale([]) == ()

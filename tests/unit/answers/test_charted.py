"""The numbers of a chart: what was answered, in the order of its sessions, and gaps."""

from __future__ import annotations

from rekindle_core import Answer, AnswerId, NumberValue, RatingsChart, RatingSeries, TextValue, Value, charted


def answer(name: str, value: Value) -> tuple[str, Answer]:
    return name, Answer(AnswerId(name), value)


def test_what_was_not_asked_not_answered_or_is_not_on_the_scale_is_a_gap() -> None:
    chart = RatingsChart("c", (1, 2, 3, 4), 0, 10, (RatingSeries("calm", (), ("a", "", "b", "c")),))
    answers = dict([answer("a", NumberValue(0)), answer("b", NumberValue(11)), answer("c", NumberValue(10))])
    assert charted(chart, answers) == ((0, None, None, 10),)
    assert charted(chart, {}) == ((None, None, None, None),)
    assert charted(chart, dict([answer("a", TextValue("7"))])) == ((None, None, None, None),)


def test_a_series_with_more_places_than_the_chart_has_sessions_is_cut() -> None:
    chart = RatingsChart("c", (1,), 0, 10, (RatingSeries("calm", (), ("a", "b")),))
    assert charted(chart, dict([answer("b", NumberValue(1))])) == ((None,),)

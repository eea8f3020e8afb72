"""The circuit: what can hold together is what truth tables say."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.audit.circuit import FALSE, TRUE, Circuit


@QUICK
@given(st.lists(st.integers(-3, 3).filter(bool), max_size=7), st.integers(-1, 8))
def test_at_least_holds_exactly_where_so_many_do(numbers: list[int], bound: int) -> None:
    """Each number is one of three wires, or its opposite; what is there twice counts twice."""
    circuit = Circuit()
    wires = [circuit.input() for _ in range(3)]
    literals = [wires[abs(number) - 1] * (1 if number > 0 else -1) for number in numbers]
    enough = circuit.at_least([*literals, TRUE, FALSE], bound)
    for values in product([1, -1], repeat=3):
        held = [wire * value for wire, value in zip(wires, values, strict=True)]
        count = 1 + sum(literal in held for literal in literals)
        assert circuit.can(*held, enough) == (count >= bound)
        assert circuit.can(*held, -enough) == (count < bound)


def test_what_is_joined_twice_is_one_wire_and_what_contradicts_itself_is_false() -> None:
    circuit = Circuit()
    one, other = circuit.input(), circuit.input()
    assert circuit.all_of([one, other]) == circuit.all_of([other, one, TRUE])
    assert circuit.all_of([one, -one]) == FALSE
    assert circuit.any_of([one, -one]) == TRUE
    assert circuit.all_of([]) == TRUE
    assert circuit.any_of([]) == FALSE

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


LITERALS = st.integers(-4, 4).filter(bool)
CLAUSES = st.lists(st.lists(LITERALS, min_size=1, max_size=3), max_size=6)


def of_four(clauses: list[list[int]]) -> tuple[Circuit, dict[int, int], list[set[int]]]:
    """Return a circuit of four wires and their opposites, by number, and all ways in which some clauses hold."""
    circuit = Circuit()
    wires = {number: circuit.input() for number in range(1, 5)}
    wires |= {-number: -wire for number, wire in wires.items()}
    for clause in clauses:
        circuit.clause(*(wires[number] for number in clause))
    ways = [
        {number * value for number, value in zip(range(1, 5), values, strict=True)}
        for values in product([1, -1], repeat=4)
    ]
    return circuit, wires, [way for way in ways if all(way.intersection(clause) for clause in clauses)]


@QUICK
@given(CLAUSES, st.lists(LITERALS, max_size=2), st.lists(LITERALS, max_size=9))
def test_the_fewest_that_hold_are_as_few_as_truth_tables_say(
    clauses: list[list[int]], held: list[int], counted: list[int]
) -> None:
    """What is there twice counts twice; what always holds counts too, and what never does doesn't."""
    circuit, wires, ways = of_four(clauses)
    found = circuit.fewest([wires[one] for one in held], [*(wires[one] for one in counted), TRUE, FALSE])
    sums = [1 + sum(one in way for one in counted) for way in ways if way.issuperset(held)]
    assert found == min(sums, default=None)


@QUICK
@given(CLAUSES, st.lists(LITERALS, max_size=2), st.lists(LITERALS, max_size=6, unique=True))
def test_what_is_taken_together_can_hold_together_and_is_all_where_all_can(
    clauses: list[list[int]], held: list[int], wanted: list[int]
) -> None:
    circuit, wires, ways = of_four(clauses)
    found = circuit.together([wires[one] for one in held], [wires[one] for one in wanted])
    possible = [way for way in ways if way.issuperset(held)]
    if not possible:
        assert found is None
        return
    assert found is not None
    taken = [one for one in wanted if wires[one] in found]
    assert any(way.issuperset(taken) for way in possible)
    if any(way.issuperset(wanted) for way in possible):
        assert taken == wanted

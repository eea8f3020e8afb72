"""Every profile that there can be, as wires: for each fact its cells, for each condition its truth.

Comes in: a pack. Goes out: literals, and profiles read back from the solver's models.
Must not know: gates, steps, or what is asked of them.

Conditions are three-valued, and wires are not: each condition has one for 'is true' and one for 'is false'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, assert_never

from rekindle_core.audit.circuit import FALSE, Circuit, Literal, Model
from rekindle_core.audit.conditions import every_condition
from rekindle_core.content.model.condition import (
    All,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
    Test,
    Truth,
    evaluate,
    tests_of,
)
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.domain import DECLINED, UNKNOWN, Cell, cells, engine_cuts
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NONE, Missing
from rekindle_core.frozen import Frozen

Given: TypeAlias = Mapping[str, Any]
"""A profile as a file gives it: the facts that are not unknown."""


class Wires(Frozen):
    """The wires of one fact: one for each cell, of which exactly one holds.

    A list has one cell for being known, and then a wire for each choice that it may hold.
    """

    fact: Fact
    cells: tuple[tuple[Cell, Literal], ...]
    choices: tuple[tuple[str, Literal], ...] = ()

    def missing(self, how: Missing) -> Literal:
        """The fact has no value, in this way."""
        return next(wire for cell, wire in self.cells if cell.value is how)

    @property
    def count(self) -> int:
        """How many profiles there are that differ in this fact alone, as far as anything tells them apart."""
        return len(self.cells) - 1 + 2 ** len(self.choices) if self.choices else len(self.cells)


class Readers:
    """Every profile of a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.circuit = Circuit()
        self._truths: dict[Condition, tuple[Literal, Literal]] = {}
        tests: dict[str, list[Test]] = {name: [] for name in pack.facts}
        for named in every_condition(pack):
            for test in tests_of(named.condition):
                tests[test.fact].append(test)
        cuts = engine_cuts(pack)
        self.facts = {
            name: self._wires(fact, cells(fact, tests[name], cuts.get(name, ()), pack.language))
            for name, fact in pack.facts.items()
        }

    def _wires(self, fact: Fact, found: tuple[Cell, ...]) -> Wires:
        circuit = self.circuit
        if fact.kind != "choices":
            wired = tuple((cell, circuit.input()) for cell in found)
            circuit.exactly_one([wire for _, wire in wired])
            return Wires(fact, wired)
        listed = Cell((), [])
        wired = tuple((cell, circuit.input()) for cell in (listed, DECLINED, UNKNOWN))
        circuit.exactly_one([wire for _, wire in wired])
        choices = tuple((value, circuit.input()) for value in fact.values)
        for _, wire in choices:
            circuit.clause(-wire, wired[0][1])
        return Wires(fact, wired, choices)

    @property
    def count(self) -> int:
        """How many profiles there are, as far as anything tells them apart."""
        product = 1
        for wires in self.facts.values():
            product *= wires.count
        return product

    # ------------------------------------------------------------------ conditions

    def true(self, condition: Condition) -> Literal:
        """The condition is known to be true."""
        return self._truth(condition)[0]

    def false(self, condition: Condition) -> Literal:
        """The condition is known to be false."""
        return self._truth(condition)[1]

    def missing(self, fact: str, how: Missing) -> Literal:
        """The fact has no value, in this way."""
        return self.facts[fact].missing(how)

    def given(self, fact: str) -> Literal:
        """The profile says something of the fact, if only that it was declined."""
        return -self.facts[fact].missing(Missing.UNKNOWN)

    def at(self, fact: str, number: int) -> Literal:
        """The fact is this number, which is one at which something cuts it."""
        return next(wire for cell, wire in self.facts[fact].cells if cell.value == number)

    def highest(self, fact: str) -> Literal:
        """The fact is a number past the last cut."""
        return next(wire for cell, wire in reversed(self.facts[fact].cells) if isinstance(cell.value, int))

    def at_least(self, fact: str, bound: int, *, unknown: bool) -> Literal:
        """The fact is this number or more; where it is missing, what is said here."""
        wires = self.facts[fact].cells
        return self.circuit.any_of(
            wire for cell, wire in wires if (cell.value >= bound if isinstance(cell.value, int) else unknown)
        )

    def _truth(self, condition: Condition) -> tuple[Literal, Literal]:
        found = self._truths.get(condition)
        if found is None:
            found = self._truths[condition] = self._wire(condition)
        return found

    def _wire(self, condition: Condition) -> tuple[Literal, Literal]:
        circuit = self.circuit
        match condition:
            case All():
                parts = [self._truth(part) for part in condition.parts]
                return circuit.all_of(true for true, _ in parts), circuit.any_of(false for _, false in parts)
            case AnyOf():
                parts = [self._truth(part) for part in condition.parts]
                return circuit.any_of(true for true, _ in parts), circuit.all_of(false for _, false in parts)
            case Not():
                true, false = self._truth(condition.part)
                return false, true
            case Is() | Has() | AtLeast() | AtMost():
                return self._test(condition)
            case _ as never:
                assert_never(never)

    def _test(self, test: Test) -> tuple[Literal, Literal]:
        circuit, wires = self.circuit, self.facts[test.fact]
        true: list[Literal] = []
        false: list[Literal] = []
        for cell, wire in wires.cells:
            if wires.fact.kind == "choices" and not isinstance(cell.value, Missing):
                holds = self._list_holds(test, wires)
                true.append(circuit.all_of((wire, holds)))
                false.append(circuit.all_of((wire, -holds)))
                continue
            value = cell.value
            truth = evaluate(test, lambda _, value=value: value)  # type: ignore[misc]
            if truth is Truth.TRUE:
                true.append(wire)
            elif truth is Truth.FALSE:
                false.append(wire)
        return circuit.any_of(true), circuit.any_of(false)

    def _list_holds(self, test: Test, wires: Wires) -> Literal:
        """Return the wire for what a test says of a list that is known."""
        circuit = self.circuit
        match test:
            case Has():
                return circuit.any_of(wire for value, wire in wires.choices if value in test.values)
            case Is():
                # A list is compared with a value as if it were its only one; the empty one is called none.
                alone = [
                    circuit.all_of((wire, *(-other for _, other in wires.choices if other != wire)))
                    for value, wire in wires.choices
                    if value in test.values
                ]
                empty = circuit.all_of(-wire for _, wire in wires.choices)
                return circuit.any_of((*alone, empty if NONE in test.values else FALSE))
            case AtLeast() | AtMost():
                return FALSE

    # ------------------------------------------------------------------ profiles

    def smallest(self, *wanted: Literal) -> Given | None:
        """Return the profile with the fewest known facts for which some wires hold, or None.

        Of several the one whose facts come first in the pack, and then whose values do: which it is does
        not depend on the solver.
        """
        circuit = self.circuit
        held = list(wanted)
        if not circuit.can(*held):
            return None
        given = [self.given(fact) for fact in self.facts]
        most = next(n for n in range(len(given) + 1) if circuit.can(*held, -circuit.at_least(given, n + 1)))
        held.append(-circuit.at_least(given, most + 1))
        for wire in self._preferences():
            # What the solver's last model has need not be asked again.
            held.append(wire if circuit.can(*held, wire) else -wire)
        model = circuit.model(*held)
        if model is None:
            raise AssertionError("each preference was asked about before it was held")
        return self.read(model)

    def _preferences(self) -> Iterator[Literal]:
        wires = self.facts
        for fact in reversed(wires):
            yield -self.given(fact)
        for one in wires.values():
            yield from (wire for _, wire in one.cells)
            yield from (-choice for _, choice in reversed(one.choices))

    def read(self, model: Model) -> Given:
        """Return the profile that a model stands for."""
        given: dict[str, Any] = {}
        for name, wires in self.facts.items():
            cell = next(cell for cell, wire in wires.cells if wire in model)
            if cell is UNKNOWN:
                continue
            listed = wires.fact.kind == "choices" and cell is not DECLINED
            given[name] = [value for value, wire in wires.choices if wire in model] if listed else cell.given
        return given

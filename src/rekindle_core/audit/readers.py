"""Every possible profile, as wires: cells for each fact, and the truth of each condition.

Input: a pack. Output: literals, and profiles read back from the solver's models. Must not know: gates,
steps, or the queries about them.

Conditions are three-valued, and wires are not: each condition has one for 'is true' and one for 'is false'.

Contradictory answers are read as safer ones (`profile.conflicts`). So a fact that a conflict reads has two
sets of wires: as given, from which a profile is read back, and as read, which all rules of the planner use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from rekindle_core.content.model.values import NONE, Missing, Value
from rekindle_core.frozen import Frozen

Given: TypeAlias = Mapping[str, Any]
"""A profile as in a file: the facts that are not unknown."""


class Wires(Frozen):
    """The wires of one fact: one for each cell, of which exactly one holds.

    A list has one cell for being known, and a wire for each choice that it can contain.
    """

    fact: Fact
    cells: tuple[tuple[Cell, Literal], ...]
    choices: tuple[tuple[str, Literal], ...] = ()

    def missing(self, how: Missing) -> Literal:
        """The fact has no value, for this reason."""
        return next(wire for cell, wire in self.cells if cell.value is how)

    @property
    def count(self) -> int:
        """The number of profiles that differ only in this fact, as far as any rule can distinguish them."""
        return len(self.cells) - 1 + 2 ** len(self.choices) if self.choices else len(self.cells)


class Truths:
    """What conditions say about some facts, as wires."""

    def __init__(self, circuit: Circuit, facts: Mapping[str, Wires]) -> None:
        self.circuit, self.facts = circuit, facts
        self._found: dict[Condition, tuple[Literal, Literal]] = {}

    def truth(self, condition: Condition) -> tuple[Literal, Literal]:
        """Return the wires for 'it is known to be true' and 'it is known to be false'."""
        found = self._found.get(condition)
        if found is None:
            found = self._found[condition] = self._wire(condition)
        return found

    def _wire(self, condition: Condition) -> tuple[Literal, Literal]:
        circuit = self.circuit
        match condition:
            case All():
                parts = [self.truth(part) for part in condition.parts]
                return circuit.all_of(true for true, _ in parts), circuit.any_of(false for _, false in parts)
            case AnyOf():
                parts = [self.truth(part) for part in condition.parts]
                return circuit.any_of(true for true, _ in parts), circuit.all_of(false for _, false in parts)
            case Not():
                true, false = self.truth(condition.part)
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
        """Return the wire for a test of a known list."""
        circuit = self.circuit
        match test:
            case Has():
                return circuit.any_of(wire for value, wire in wires.choices if value in test.values)
            case Is():
                # A list is compared with a value as if it were its only value; the empty list is called none.
                alone = [
                    circuit.all_of((wire, *(-other for _, other in wires.choices if other != wire)))
                    for value, wire in wires.choices
                    if value in test.values
                ]
                empty = circuit.all_of(-wire for _, wire in wires.choices)
                return circuit.any_of((*alone, empty if NONE in test.values else FALSE))
            case AtLeast() | AtMost():
                return FALSE


class Readers:
    """Every profile of a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.circuit = Circuit()
        tests: dict[str, list[Test]] = {name: [] for name in pack.facts}
        for named in every_condition(pack):
            for test in tests_of(named.condition):
                tests[test.fact].append(test)
        for conflict in pack.conflicts:
            for one in conflict.read:
                # The value that a fact is read as has its own cell.
                if isinstance(one.answer, str | int):
                    tests[one.fact].append(Is(one.fact, (one.answer,)))
        cuts = engine_cuts(pack)
        self.facts = {
            name: self._wires(fact, cells(fact, tests[name], cuts.get(name, ()), pack.language))
            for name, fact in pack.facts.items()
        }
        self._as_given = Truths(self.circuit, self.facts)
        self._as_read = Truths(self.circuit, self._safer()) if pack.conflicts else self._as_given

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
        """The number of profiles, as far as any rule can distinguish them."""
        product = 1
        for wires in self.facts.values():
            product *= wires.count
        return product

    # ------------------------------------------------------------------ conditions

    def true(self, condition: Condition) -> Literal:
        """The condition is known to be true of the answers as read."""
        return self._as_read.truth(condition)[0]

    def false(self, condition: Condition) -> Literal:
        """The condition is known to be false of the answers as read."""
        return self._as_read.truth(condition)[1]

    def true_as_given(self, condition: Condition) -> Literal:
        """The condition is known to be true of the answers as given."""
        return self._as_given.truth(condition)[0]

    def false_as_given(self, condition: Condition) -> Literal:
        """The condition is known to be false of the answers as given."""
        return self._as_given.truth(condition)[1]

    def missing(self, fact: str, how: Missing) -> Literal:
        """The fact is read as having no value, for this reason."""
        return self._as_read.facts[fact].missing(how)

    def given(self, fact: str) -> Literal:
        """The profile says something about the fact, even if it is only that it was declined."""
        return -self.facts[fact].missing(Missing.UNKNOWN)

    def at(self, fact: str, number: int) -> Literal:
        """The fact is read as this number, which is a threshold of some rule."""
        return next(wire for cell, wire in self._as_read.facts[fact].cells if cell.value == number)

    def highest(self, fact: str) -> Literal:
        """The fact is read as a number above the last threshold."""
        wires = self._as_read.facts[fact].cells
        return next(wire for cell, wire in reversed(wires) if isinstance(cell.value, int))

    def at_least(self, fact: str, bound: int, *, unknown: bool) -> Literal:
        """The fact is read as this number or more; `missing` is the result if it has no value."""
        wires = self._as_read.facts[fact].cells
        return self.circuit.any_of(
            wire for cell, wire in wires if (cell.value >= bound if isinstance(cell.value, int) else unknown)
        )

    # ------------------------------------------------------------------ the safer reading

    def _safer(self) -> Mapping[str, Wires]:
        """Return every fact as it is read: facts that a conflict is about have other wires than as given."""
        found: dict[str, list[tuple[Literal, Value]]] = {}
        for conflict in self.pack.conflicts:
            holds = self.true_as_given(conflict.when)
            for one in conflict.read:
                found.setdefault(one.fact, []).append((holds, one.value))
        return {**self.facts, **{name: self._read_as(self.facts[name], said) for name, said in found.items()}}

    def _read_as(self, given: Wires, said: list[tuple[Literal, Value]]) -> Wires:
        """Return the wires of a fact for which conflicts have safer values; the first conflict that holds counts."""
        circuit, earlier = self.circuit, FALSE
        counts: list[tuple[Literal, Value]] = []
        for holds, value in said:
            counts.append((circuit.all_of((holds, -earlier)), value))
            earlier = circuit.any_of((earlier, holds))

        def read(wire: Literal, matches: Callable[[Value], bool]) -> Literal:
            return circuit.any_of(
                (circuit.all_of((wire, -earlier)), *(counted for counted, value in counts if matches(value)))
            )

        listed = given.fact.kind == "choices"
        cells = tuple(
            (cell, read(wire, lambda value, cell=cell: _is_in(cell, value, listed=listed)))  # type: ignore[misc]
            for cell, wire in given.cells
        )
        choices = tuple(
            (choice, read(wire, lambda value, choice=choice: isinstance(value, tuple) and choice in value))  # type: ignore[misc]
            for choice, wire in given.choices
        )
        return Wires(given.fact, cells, choices)

    # ------------------------------------------------------------------ profiles

    def smallest(self, *wanted: Literal) -> Given | None:
        """Return the profile with the fewest known facts for which these wires are true, or None.

        If there are several, it is the one whose facts, and then whose values, come first in the pack: the
        result does not depend on the solver.
        """
        circuit = self.circuit
        held = list(wanted)
        if not circuit.can(*held):
            return None
        given = [self.given(fact) for fact in self.facts]
        most = next(n for n in range(len(given) + 1) if circuit.can(*held, -circuit.at_least(given, n + 1)))
        held.append(-circuit.at_least(given, most + 1))
        for wire in self._preferences():
            # Facts in the solver's last model need not be asked about again.
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
        """Return the profile that a model describes."""
        given: dict[str, Any] = {}
        for name, wires in self.facts.items():
            cell = next(cell for cell, wire in wires.cells if wire in model)
            if cell is UNKNOWN:
                continue
            listed = wires.fact.kind == "choices" and cell is not DECLINED
            given[name] = [value for value, wire in wires.choices if wire in model] if listed else cell.given
        return given


def _is_in(cell: Cell, value: Value, *, listed: bool) -> bool:
    """Return whether a value belongs to a cell; all lists are in one."""
    if listed and isinstance(value, tuple):
        return isinstance(cell.value, tuple)
    return cell.value == value

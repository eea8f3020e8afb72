"""When each piece of a pack's content can be given to a reader, as wires.

Input: the Rules. Output: for each id of the catalogue a literal.

'Can be given' ignores the choice among equals: whether a prompt that fits is dealt depends on the seed, on
the space in sessions and on what else fits. It is excluded only if no seed could bring it in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeAlias, assert_never

from rekindle_core.audit.circuit import FALSE, TRUE, Literal
from rekindle_core.audit.rules import Rules
from rekindle_core.content.model.gate import NOTE, Alternative, Gate
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Item,
    Moment,
    Offer,
    Passage,
    Prompt,
    Rating,
    SampleText,
    Unit,
    Wordings,
)
from rekindle_core.document.ids import look_back_id
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.frozen import replace
from rekindle_core.planning.deal import DEEP_LEVEL
from rekindle_core.planning.looking_back.choose import gates_over

Fits: TypeAlias = Callable[[Offer, bool], Literal]
"""Whether content fits, and whether a self-check can come before it."""


class GivenContent:
    """When each step, alternative and piece of content can be given."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.pack, self.circuit = rules, rules.pack, rules.circuit

    @cached_property
    def wires(self) -> Mapping[str, Literal]:
        """For everything in the catalogue: it can be given."""
        return self._wires(lambda offer, checked: self.rules.fits(offer, checked=checked))

    @cached_property
    def but_for_tags(self) -> Mapping[str, Literal]:
        """For everything in the catalogue: it could be given if no gate removed anything by tag."""
        return self._wires(lambda offer, checked: self.rules.wanted(offer))

    @cached_property
    def but_for_phrases(self) -> Mapping[str, Literal]:
        """For everything in the catalogue: it could be given if phrase lists always had an alternative."""
        rules = self.rules
        return self._wires(
            lambda offer, checked: rules.fits(replace(offer, phrases=frozenset()), checked=checked)
        )

    @cached_property
    def but_for_appendix(self) -> Mapping[str, Literal]:
        """For everything in the catalogue: it can be given outside the appendix."""
        return self._wires(lambda offer, checked: self.rules.fits(offer, checked=checked), appendix=False)

    def _wires(self, fits: Fits, *, appendix: bool = True) -> dict[str, Literal]:
        rules, circuit, frame = self.rules, self.circuit, self.pack.frame
        found: dict[str, Literal] = {}
        pages = self._pages if appendix else self._read_at_once
        for unit in self.pack.units.values():
            page = pages.get(unit.id, FALSE)
            found[unit.id] = circuit.any_of((rules.stands(unit.id), page))
            found.update(self._in_part(unit, fits))
            for passage in unit.passages:
                on_page = circuit.all_of((page, fits(passage.offer, False)))
                found[passage.id] = circuit.any_of((on_page, found[passage.id]))
            for text in (unit.opening, unit.why):
                found.update(self._wordings(text, found[unit.id], fits))
        for part in (frame.opening, frame.closing):
            found.update(self._wordings(part.text, rules.program, fits))
        behind = circuit.all_of((rules.program, self.appendix))
        found.update(self._wordings(frame.alternatives.text, behind, fits))
        beside: tuple[Item, ...] = (
            *frame.opening.passages,
            *frame.closing.passages,
            *frame.ratings,
            *frame.settles,
            *frame.actions,
            *frame.closes,
        )
        for item in beside:
            found[item.id] = circuit.all_of((rules.program, fits(item.offer, False)))
        for item in frame.alternatives.passages:
            found[item.id] = circuit.all_of((behind, fits(item.offer, False)))
        for passage in (one for one in self.pack.items.values() if isinstance(one, Passage)):
            found.update(self._wordings(passage.text, found[passage.id], fits))
        return found

    def _wordings(self, text: Wordings, read: Literal, fits: Fits) -> dict[str, Literal]:
        """Return for each wording of a text with several: it fits when the text is read, and no earlier one does."""
        found: dict[str, Literal] = {}
        earlier = FALSE
        for variant in text if len(text) > 1 else ():
            fit = fits(variant.offer, False)
            found[variant.id] = self.circuit.all_of((read, fit, -earlier))
            earlier = self.circuit.any_of((earlier, fit))
        return found

    def _in_part(self, unit: Unit, fits: Fits) -> dict[str, Literal]:
        """Return for the contents of a unit: they can be given in a part of a session."""
        found: dict[str, Literal] = {}
        for item in unit.items():
            found.update(self._item(unit.id, item, self.rules.stands(unit.id), fits))
        return found

    def _item(self, unit: str, item: Item, stands: Literal, fits: Fits) -> dict[str, Literal]:
        circuit = self.circuit
        here = circuit.all_of((stands, fits(item.offer, True)))
        match item:
            case Prompt():
                return self._prompt(unit, item, here, fits)
            case Checklist():
                lines = {line.id: circuit.all_of((here, fits(line.offer, True))) for line in item.items}
                return {item.id: circuit.any_of(lines.values()), **lines}
            case Exercise():
                room = any(row.exercises for row in self.pack.dose.table)
                return {item.id: here if room else FALSE}
            case Rating() | SampleText() | Passage() | Moment():
                return {item.id: here}
            case _ as never:
                assert_never(never)

    def _prompt(self, unit: str, prompt: Prompt, here: Literal, fits: Fits) -> dict[str, Literal]:
        circuit, rules = self.circuit, self.rules
        wordings = {one.id: fits(one.offer, True) for one in prompt.variants}
        inside = circuit.all_of((here, rules.levels(prompt), self._room(prompt)))
        found = {
            one.id: circuit.all_of((inside, rules.variant(prompt, one, wordings))) for one in prompt.variants
        }
        given = circuit.all_of((inside, circuit.any_of(wordings.values())))
        return {**found, prompt.id: given, **self._look_back(unit, prompt, given)}

    def _look_back(self, unit: str, prompt: Prompt, given: Literal) -> dict[str, Literal]:
        """Return for a prompt that is looked back on: it can be given, and no gate that asks may remove it."""
        if prompt.look_back is None:
            return {}
        asked = (self.rules.asks[gate.id] for gate in gates_over(self.pack.gates, unit, prompt))
        return {look_back_id(prompt.id): self.circuit.all_of((given, -self.circuit.any_of(asked)))}

    def _room(self, prompt: Prompt) -> Literal:
        """A session can be long enough for a prompt of this level."""
        dose = self.pack.dose
        if prompt.level < DEEP_LEVEL:
            return TRUE
        if not dose.deep_most:
            return FALSE
        readers = self.rules.readers
        default = dose.minutes >= dose.deep_from_minutes
        return readers.at_least("program.minutes", dose.deep_from_minutes, unknown=default)

    # ------------------------------------------------------------------ alternatives that are read as pages

    @cached_property
    def _pages(self) -> Mapping[str, Literal]:
        """For each alternative: it is read as a page, instead of the program, as a note or in the appendix."""
        asks = self.rules.asks
        return {
            item.unit.id: self.circuit.any_of(
                (self._read_at_once[item.unit.id], self._in_appendix(gate, item, asks[gate.id]))
            )
            for gate in self.pack.gates
            for item in gate.alternatives
        }

    @cached_property
    def _read_at_once(self) -> Mapping[str, Literal]:
        """For each alternative: it is read as a page, instead of the program or as a note."""
        found: dict[str, Literal] = {}
        earlier = FALSE
        for gate in self.pack.gates:
            holds = self.rules.holds[gate.id]
            for item in gate.alternatives:
                found[item.unit.id] = self.circuit.any_of(
                    (
                        found.get(item.unit.id, FALSE),
                        self._instead_of_all(gate, holds, earlier),
                        self._note(gate, item, holds),
                    )
                )
            if gate.effect.replaces_program and gate.alternatives:
                earlier = self.circuit.any_of((earlier, holds))
        return found

    def _instead_of_all(self, gate: Gate, holds: Literal, earlier: Literal) -> Literal:
        return self.circuit.all_of((holds, -earlier)) if gate.effect.replaces_program else FALSE

    def _note(self, gate: Gate, item: Alternative, holds: Literal) -> Literal:
        if gate.effect.replaces_program or set(item.steps) & set(gate.effect.replaces_steps):
            return FALSE
        return self.circuit.all_of((self.rules.program, holds))

    def _in_appendix(self, gate: Gate, item: Alternative, asks: Literal) -> Literal:
        """A self-check may send readers to it: at the front, at a step that it is for, or at content."""
        circuit, effect = self.circuit, gate.effect
        first = gate.alternatives[0] is item
        if effect.replaces_program:
            return circuit.all_of((self.rules.program, asks)) if first else FALSE
        places = [
            self._checked(gate, unit)
            for unit in self.pack.units
            if next((one for one in gate.alternatives if unit in one.steps), gate.alternatives[0]) is item
        ]
        return circuit.all_of((self.rules.program, asks, circuit.any_of(places)))

    def _checked(self, gate: Gate, unit: str) -> Literal:
        """A gate that asks puts a self-check at this unit: before all of it, or before some of its content."""
        tags, effect = set(gate.effect.removes_tags), gate.effect
        if unit in effect.replaces_steps or effect.strictness == NOTE:
            return self.rules.stands(unit)
        return self.circuit.any_of(wire for tag, wire in self._tagged[unit] if tag in tags)

    @cached_property
    def _tagged(self) -> Mapping[str, tuple[tuple[str, Literal], ...]]:
        """For each unit: the tags that its part of a session can contain, and when."""
        entries = catalogue(self.pack)
        found: dict[str, tuple[tuple[str, Literal], ...]] = {}
        for unit in self.pack.units.values():
            wires = self._in_part(unit, lambda offer, checked: self.rules.fits(offer, checked=checked))
            found[unit.id] = tuple(
                (tag, wire) for name, wire in wires.items() for tag in sorted(entries[name].offer.tags)
            )
        return found

    @cached_property
    def appendix(self) -> Literal:
        """There is an appendix: some self-check sends readers to it."""
        return self.circuit.any_of(
            self._in_appendix(gate, item, self.rules.asks[gate.id])
            for gate in self.pack.gates
            for item in gate.alternatives
        )

"""The planner's rules as wires: what gates answer, what is used, what fits, what can be given.

Input: a pack and its Readers. Output: a literal for each statement. The rules must match
`planning.judge`, `eligibility`, `choose` and `make`: a change there needs a change here, and the audit checks
each of its claims with the planner itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from rekindle_core.audit.circuit import FALSE, TRUE, Literal
from rekindle_core.audit.readers import Readers
from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.gate import Gate, WhenUnknown
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Offer, Prompt, Unit, Variant, first_cores
from rekindle_core.content.model.values import Missing
from rekindle_core.planning.deal import DEEP_LEVEL
from rekindle_core.planning.eligibility import MOST_SPECIFIC


class Rules:
    """What the planner does for every profile."""

    def __init__(self, pack: Pack, readers: Readers) -> None:
        self.pack, self.readers, self.circuit = pack, readers, readers.circuit
        self.holds = {gate.id: self._holds(gate) for gate in pack.gates}
        self.asks = {gate.id: self._asks(gate) for gate in pack.gates}
        self.phrases = {
            name: self.circuit.any_of(readers.true(phrase.when) for phrase in phrases)
            for name, phrases in pack.phrases.items()
        }

    # ------------------------------------------------------------------ gates

    def _open(self, gate: Gate) -> Literal:
        """The facts don't show whether the gate holds."""
        return self.circuit.all_of((-self.readers.true(gate.when), -self.readers.false(gate.when)))

    def _declined(self, gate: Gate) -> Literal:
        """A fact that the gate tests was declined, and declining it counts as holding."""
        return self.circuit.any_of(
            self.readers.missing(name, Missing.DECLINED)
            for name in sorted(facts_of(gate.when))
            if self.pack.facts[name].declined_holds
        )

    def _holds(self, gate: Gate) -> Literal:
        unknown = TRUE if gate.unknown is WhenUnknown.HOLDS else self._declined(gate)
        return self.circuit.any_of(
            (self.readers.true(gate.when), self.circuit.all_of((self._open(gate), unknown)))
        )

    def _asks(self, gate: Gate) -> Literal:
        if gate.unknown is not WhenUnknown.ASKS:
            return FALSE
        return self.circuit.all_of((self._open(gate), -self._declined(gate)))

    @cached_property
    def program(self) -> Literal:
        """The program is given: no gate that holds replaces it."""
        return self.circuit.all_of(
            -self.holds[gate.id]
            for gate in self.pack.gates
            if gate.effect.replaces_program and gate.alternatives
        )

    def removes(self, tags: Iterable[str], answers: dict[str, Literal]) -> Literal:
        """A gate with this answer removes one of these tags."""
        wanted = set(tags)
        return self.circuit.any_of(
            answers[gate.id]
            for gate in self.pack.gates
            if not gate.effect.replaces_program and wanted & set(gate.effect.removes_tags)
        )

    # ------------------------------------------------------------------ which units are used

    @cached_property
    def _replacing(self) -> dict[str, dict[str, Literal]]:
        """For each step: each alternative that can replace it, and when its gate wins the step."""
        found: dict[str, dict[str, Literal]] = {step: {} for step in self.pack.steps}
        taken = dict.fromkeys(self.pack.steps, FALSE)
        for gate in sorted(self.pack.gates, key=lambda gate: gate.effect.strictness):
            if gate.effect.replaces_program:
                continue
            won: set[str] = set()
            for item in gate.alternatives:
                for step in item.steps:
                    if step in gate.effect.replaces_steps and step in found and step not in won:
                        won.add(step)
                        wins = self.circuit.all_of((self.holds[gate.id], -taken[step]))
                        earlier = found[step].get(item.unit.id, FALSE)
                        found[step][item.unit.id] = self.circuit.any_of((earlier, wins))
            for step in won:
                taken[step] = self.circuit.any_of((taken[step], self.holds[gate.id]))
        return found

    def replaced(self, step: str) -> Literal:
        """An alternative replaces the step."""
        return self.circuit.any_of(self._replacing[step].values())

    def stands(self, unit: str) -> Literal:
        """The step is used, or the alternative replaces a step: its prompts are considered."""
        circuit = self.circuit
        if unit in self.pack.steps:
            when = self.readers.true(self.pack.steps[unit].when)
            return circuit.all_of((self.program, -self.replaced(unit), when))
        wins = circuit.any_of(found.get(unit, FALSE) for found in self._replacing.values())
        return circuit.all_of((self.program, wins))

    # ------------------------------------------------------------------ what fits

    def wanted(self, offer: Offer) -> Literal:
        """The requirements of an Examiner for content, apart from its tags."""
        lists = (self.phrases[name] for name in sorted(offer.phrases))
        return self.circuit.all_of((self.readers.true(offer.when), *lists))

    def fits(self, offer: Offer, *, checked: bool = True) -> Literal:
        """An Examiner finds content eligible; `checked` has the same meaning as there."""
        asked = FALSE if checked else self.removes(offer.tags, self.asks)
        return self.circuit.all_of((self.wanted(offer), -self.removes(offer.tags, self.holds), -asked))

    def level(self, level: int) -> Literal:
        """The reader gets prompts of this level."""
        return self.circuit.all_of(
            -self.readers.true(rule.when) for rule in self.pack.dose.gentle if rule.highest_level < level
        )

    def levels(self, prompt: Prompt) -> Literal:
        """The reader gets prompts of this prompt's level."""
        return FALSE if prompt.level > DEEP_LEVEL else self.level(prompt.level)

    def prompt(self, prompt: Prompt) -> Literal:
        """The prompt is eligible, wherever its unit is used."""
        wordings = self.circuit.any_of(self.fits(variant.offer) for variant in prompt.variants)
        return self.circuit.all_of((self.fits(prompt.offer), self.levels(prompt), wordings))

    def variant(self, prompt: Prompt, variant: Variant, fits: Mapping[str, Literal]) -> Literal:
        """The wording is eligible, and no other fits more closely; `fits` says for each whether it is eligible."""
        closer = (
            fits[other.id] for other in prompt.variants if specific(other.offer) > specific(variant.offer)
        )
        return self.circuit.all_of((fits[variant.id], *(-other for other in closer)))

    def core(self, unit: Unit) -> Literal:
        """A level 1 core prompt is eligible, wherever the unit is used."""
        return self.circuit.any_of(map(self.prompt, first_cores(unit)))

    def motifs(self, unit: Unit) -> tuple[Literal, ...]:
        """For each motif of a unit's prompts: one of them is eligible. A prompt without a motif is its own."""
        groups: dict[str, list[Literal]] = {}
        for prompt in unit.prompts:
            groups.setdefault(motif(prompt), []).append(self.prompt(prompt))
        return tuple(self.circuit.any_of(group) for group in groups.values())


def motif(prompt: Prompt) -> str:
    """Return the key that a prompt counts under: prompts that share a motif count once."""
    return f"motif {prompt.motif}" if prompt.motif else f"prompt {prompt.id}"


def specific(offer: Offer) -> int:
    """Return how closely content fits the readers it is for, in the terms of the ranking."""
    return min(len(facts_of(offer.when)), MOST_SPECIFIC)

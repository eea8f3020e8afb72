"""Whether one reader may get a single item: by the same rules as in a program.

Input: an item, and an Examiner. Output: the part of a plan that contains it, or why it is withheld. Must
not know: other items, or words in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, assert_never

import msgspec

from rekindle_core.content.model.condition import (
    ALWAYS,
    MISSING,
    Condition,
    Is,
    Truth,
    both,
    evaluate,
    is_always,
    tests_of,
)
from rekindle_core.content.model.step import Checklist, Exercise, Offer, Passage, Prompt, Variant
from rekindle_core.frozen import Frozen, replace
from rekindle_core.handout.offered import Offered
from rekindle_core.handout.value import Withheld
from rekindle_core.planning.deciding import because
from rekindle_core.planning.eligibility import Examiner
from rekindle_core.planning.plan import Answer, Part, Pick, PickedChecklist, Worded
from rekindle_core.planning.rank import keyed
from rekindle_core.planning.reasons import (
    FactsAre,
    GateSays,
    Needs,
    NoLineFits,
    NoVariantFits,
    OnlyWhereGateHolds,
    Reason,
    RemovedByTag,
    StandsInstead,
    TooDeep,
)


class Examined(Frozen):
    """An item that the reader may get.

    Attributes:
        item: Its id.
        part: The part of a plan that contains only this item.
        worded: The wording of a passage with several.
        reason: Why it fits.
        needs: Who it is for, if it is unknown whether this reader is one of them.
        tags: All tags of the content shown.
        assumes: All assumptions of the content shown.
    """

    item: str
    part: Part
    worded: tuple[Worded, ...]
    reason: Reason
    needs: Condition
    tags: frozenset[str]
    assumes: frozenset[str]


Verdict: TypeAlias = Examined | Withheld


class _Fit(Frozen):
    fits: bool
    reason: Reason
    needs: Condition = ALWAYS
    specific: int = 0


class ItemExaminer(msgspec.Struct):
    """Examines single items for one reader.

    Attributes:
        examiner: The Examiner of a program.
        seed: Varies the wording among those that fit equally well.
        highest_level: The highest level that this reader gets now.
        general: Whether nothing is known about the reader. Content for only some readers is then given with a
            note on who it is for; content that quotes an answer is not, because there is none.
        denied: The assumptions that are denied.
    """

    examiner: Examiner
    seed: int
    highest_level: int
    general: bool
    denied: frozenset[str]

    def examine(self, one: Offered) -> Verdict:
        """Return the part of a plan that contains an item, or why it is withheld."""
        if reason := self._unit_is_out(one):
            return self._withheld(one, reason)
        home, found = self._fit(one.unit.when, Offer(one.unit.when)), self._fits(one.item.offer)
        for fit in (home, found):
            if not fit.fits:
                return self._withheld(one, fit.reason)
        shown = self._shown(one)
        if not isinstance(shown, Examined):
            return self._withheld(one, shown)
        shown = replace(shown, reason=found.reason, needs=both_needed((home.needs, found.needs, shown.needs)))
        if not is_always(shown.needs) and shown.assumes & self.denied:
            return self._withheld(one, Needs(shown.needs, because(shown.needs, self.examiner.reading)))
        return shown

    # ------------------------------------------------------------------ where it belongs

    def _unit_is_out(self, one: Offered) -> Reason | None:
        pack, ruling, unit = self.examiner.pack, self.examiner.ruling, one.unit.id
        verdicts = {verdict.gate: verdict for verdict in ruling.verdicts}
        if instead := ruling.replacements.get(unit):
            says = tuple(
                GateSays(gate.id, verdicts[gate.id].reason)
                for gate in pack.gates
                if unit in gate.effect.replaces_steps and verdicts[gate.id].answer is Answer.HOLDS
            )
            return StandsInstead(instead, says)
        if unit not in pack.steps and unit not in ruling.replacements.values():
            gates = (gate for gate in pack.gates if any(each.unit.id == unit for each in gate.alternatives))
            return OnlyWhereGateHolds(tuple(GateSays(gate.id, verdicts[gate.id].reason) for gate in gates))
        return None

    def _withheld(self, one: Offered, reason: Reason) -> Withheld:
        instead: tuple[str, ...] = ()
        if isinstance(reason, StandsInstead):
            instead = (reason.alternative,)
        elif isinstance(reason, RemovedByTag):
            gates = {gate.id: gate for gate in self.examiner.pack.gates}
            instead = tuple(
                each.unit.id
                for name in reason.gates
                for each in gates[name].alternatives
                if not each.steps or one.unit.id in each.steps
            )
        return Withheld(one.item.id, reason, tuple(dict.fromkeys(instead)))

    # ------------------------------------------------------------------ whether it fits

    def _fits(self, offer: Offer) -> _Fit:
        return self._fit(offer.when, offer)

    def _fit(self, when: Condition, offer: Offer) -> _Fit:
        found = self.examiner.examine(offer)
        if found.eligible or not isinstance(found.reason, Needs) or not self._waives(when):
            return _Fit(found.eligible, found.reason, specific=found.specific)
        rest = self.examiner.examine(replace(offer, when=ALWAYS))
        return _Fit(rest.eligible, rest.reason, needs=when)

    def _waives(self, when: Condition) -> bool:
        """Return whether content is given although it is unknown whether it is meant for this reader."""
        quotes = any(isinstance(test, Is) and MISSING.issuperset(test.values) for test in tests_of(when))
        unknown = evaluate(when, self.examiner.reading.__getitem__) is Truth.UNKNOWN
        return self.general and unknown and not quotes

    # ------------------------------------------------------------------ what is shown of it

    def _shown(self, one: Offered) -> Examined | Reason:
        item, unit = one.item, one.unit.id
        match item:
            case Prompt():
                return self._prompt(item, unit)
            case Checklist():
                return self._checklist(item, unit)
            case Exercise():
                return self._examined(
                    item.id, Part(unit, continued=True, exercises=(item.id,)), (item.offer,)
                )
            case Passage():
                return self._passage(item, unit)
            case _ as never:
                assert_never(never)

    def _prompt(self, prompt: Prompt, unit: str) -> Examined | Reason:
        if prompt.level > self.highest_level:
            return TooDeep(prompt.level, self.highest_level)
        fits = [(self._fits(variant.offer), variant) for variant in prompt.variants]
        # A wording for this reader comes before one for which that is unknown.
        fitting = [pair for pair in fits if pair[0].fits and is_always(pair[0].needs)] or [
            pair for pair in fits if pair[0].fits
        ]
        if not fitting:
            return NoVariantFits()
        fit, variant = min(fitting, key=lambda pair: (-pair[0].specific, keyed(self.seed, unit, pair[1].id)))
        part = Part(unit, continued=True, picks=(Pick(prompt.id, variant.id),))
        offers = _by_id((prompt.id, prompt.offer), (variant.id, variant.offer))
        return self._examined(prompt.id, part, offers.values(), names=offers, needs=fit.needs)

    def _checklist(self, checklist: Checklist, unit: str) -> Examined | Reason:
        lines = [line for line in checklist.items if self.examiner.examine(line.offer).eligible]
        if not lines:
            return NoLineFits()
        picked = PickedChecklist(checklist.id, tuple(line.id for line in lines))
        part = Part(unit, continued=True, checklists=(picked,))
        names = _by_id((checklist.id, checklist.offer), *((line.id, line.offer) for line in lines))
        return self._examined(checklist.id, part, names.values(), names=names)

    def _passage(self, passage: Passage, unit: str) -> Examined | Reason:
        # As in a program, no self-check comes before a text.
        variant = next(
            (one for one in passage.text if self.examiner.examine(one.offer, checked=False).eligible), None
        )
        if variant is None:
            return NoVariantFits()
        worded = (Worded("passage", passage.id, (variant.id,)),) if len(passage.text) > 1 else ()
        part = Part(unit, continued=True, passages=(passage.id,))
        names = _by_id((passage.id, passage.offer), (variant.id, variant.offer))
        return replace(self._examined(passage.id, part, names.values(), names=names), worded=worded)

    def _examined(
        self,
        name: str,
        part: Part,
        offers: Iterable[Offer],
        *,
        names: Iterable[str] = (),
        needs: Condition = ALWAYS,
    ) -> Examined:
        assumed = self.examiner.pack.assumed
        return Examined(
            item=name,
            part=part,
            worded=(),
            reason=FactsAre(),
            needs=needs,
            tags=frozenset(tag for offer in offers for tag in offer.tags),
            assumes=frozenset(one for each in (name, *names) for one in assumed.get(each, ())),
        )


def first_fitting(text: Iterable[Variant], examiner: Examiner) -> Variant:
    """Return the first wording of a text that fits; the last one fits every reader."""
    return next(one for one in text if examiner.examine(one.offer, checked=False).eligible)


def both_needed(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that several conditions are true."""
    found: Condition = ALWAYS
    for one in conditions:
        if not is_always(one):
            found = one if is_always(found) else both(found, one)
    return found


def _by_id(*pairs: tuple[str, Offer]) -> Mapping[str, Offer]:
    """Return offers by id; a single wording has the id of its owner."""
    found: dict[str, Offer] = {}
    for name, offer in pairs:
        held = found.get(name)
        found[name] = replace(held, tags=held.tags | offer.tags) if held else offer
    return found

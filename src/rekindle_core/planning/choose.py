"""The eligible content of one unit, by rank, and the wording of each text, with reasons for everything else.

Input: a step or an alternative, and an Examiner; later, a Plan that contains them. Output: the pools for
one reader; later, the wordings of the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar, assert_never

import msgspec

from rekindle_core.content.model.condition import is_always
from rekindle_core.content.model.pack import FramePart, Pack
from rekindle_core.content.model.step import (
    Exercise,
    Item,
    Moment,
    Passage,
    Prompt,
    Unit,
    Variant,
    Wordings,
)
from rekindle_core.content.model.template import FactSlot, slots_of
from rekindle_core.frozen import Frozen, replace
from rekindle_core.planning.deal import Candidate
from rekindle_core.planning.eligibility import Examiner
from rekindle_core.planning.plan import Decision, DecisionKind, PickedChecklist, Plan, TextKind, Worded
from rekindle_core.planning.rank import keyed
from rekindle_core.planning.reading_order import ALTERNATIVES, CLOSING, OPENING, stretches
from rekindle_core.planning.reasons import (
    NoLineFits,
    NoRoom,
    NotBrief,
    NoVariantFits,
    OtherWording,
    OutWith,
    Reason,
    TooDeep,
    TooLong,
    UsedBefore,
)

T = TypeVar("T", bound=Item)

ACTION = "action"
_NOT_BRIEF: frozenset[DecisionKind] = frozenset({"sample", "checklist", "exercise", "rating"})


class Pools(Frozen):
    """The content of a unit that one reader may get. Prompts and exercises are ranked; the rest is in file order.

    `asked` are the numbers of the core prompts that an earlier program asked.
    """

    passages: tuple[str, ...]
    samples: tuple[str, ...]
    checklists: tuple[PickedChecklist, ...]
    prompts: tuple[Candidate, ...]
    exercises: tuple[Exercise, ...]
    asked: frozenset[int] = frozenset()


class Chooser(msgspec.Struct):
    """Chooses for one reader, and records why.

    `brief_minutes` is the maximum length of a brief session, and None if sessions are not brief.
    """

    examiner: Examiner
    seed: int
    avoid: AbstractSet[str]
    highest_level: int
    decisions: list[Decision]
    brief_minutes: int | None = None

    def note(
        self,
        item: str,
        kind: DecisionKind,
        unit: str,
        included: bool,
        reason: Reason,
        *,
        place: int = 0,
        session: int = 0,
    ) -> None:
        """Record a decision."""
        self.decisions.append(Decision(item, kind, unit, included, reason, place, session))

    def leave_out(self, steps: Sequence[str]) -> None:
        """Record that steps that would be used have no room after all."""
        for at, one in enumerate(self.decisions):
            if one.item in steps:
                self.decisions[at] = replace(one, included=False, reason=NoRoom())
            elif one.unit in steps and one.included:
                self.decisions[at] = replace(
                    one, included=False, reason=OutWith("step", one.unit, NoRoom()), session=0
                )

    def pools(self, unit: Unit) -> Pools:
        """Return the content of a unit that the reader may get."""
        return Pools(
            passages=tuple(
                item.id for item in self.eligible(unit.passages, "passage", unit.id, note_all=True)
            ),
            samples=tuple(item.id for item in self.eligible(unit.samples, "sample", unit.id, note_all=True)),
            checklists=tuple(self._checklists(unit)),
            prompts=tuple(self._prompts(unit)),
            exercises=tuple(self.eligible(unit.exercises, "exercise", unit.id, note_all=False, ranked=True)),
            asked=frozenset(one.core for one in unit.prompts if one.core and one.id in self.avoid),
        )

    def eligible(
        self,
        items: Iterable[T],
        kind: DecisionKind,
        unit: str,
        *,
        note_all: bool,
        ranked: bool = False,
        checked: bool = True,
    ) -> list[T]:
        """Return the items that fit; refusals are always recorded, and with `note_all` the others too.

        Content that is not `checked` is in a place without a self-check.
        """
        kept: list[tuple[int, T]] = []
        for item in items:
            found = self.examiner.examine(item.offer, checked=checked)
            if found.eligible and self._spared(kind, unit):
                self.note(item.id, kind, unit, False, NotBrief())
                continue
            if found.eligible and kind == "exercise" and item.id in self.avoid:
                self.note(item.id, kind, unit, False, UsedBefore())
                continue
            if not found.eligible or note_all:
                self.note(item.id, kind, unit, found.eligible, found.reason)
            if found.eligible:
                kept.append((found.specific, item))
        if ranked:
            kept.sort(key=lambda pair: self._rank(pair[0], unit, pair[1].id))
        return [item for _, item in kept]

    def moments(self, moments: Sequence[Moment], pool: str) -> list[str]:
        """Return the moments that fit, in the order in which sessions use them."""
        if self.brief_minutes is not None and pool != ACTION:
            for moment in moments:
                self.note(moment.id, "moment", "", False, NotBrief())
            return []
        fitting = self.eligible(moments, "moment", "", note_all=False, checked=False)
        return [item.id for item in sorted(fitting, key=lambda item: keyed(self.seed, pool, item.id))]

    def passages(self, passages: Iterable[Passage]) -> tuple[str, ...]:
        """Return the passages around the sessions that fit."""
        fitting = self.eligible(passages, "passage", "", note_all=True, checked=False)
        return tuple(item.id for item in fitting)

    def _spared(self, kind: DecisionKind, unit: str) -> bool:
        """Return whether brief sessions leave out this kind of content; the pages around them keep it."""
        return self.brief_minutes is not None and (kind in _NOT_BRIEF or (kind == "passage" and bool(unit)))

    def _rank(self, specific: int, unit: str, item: str) -> tuple[int, int]:
        return (-specific, keyed(self.seed, unit, item))

    def _checklists(self, unit: Unit) -> Iterable[PickedChecklist]:
        for checklist in unit.checklists:
            found = self.examiner.examine(checklist.offer)
            items = tuple(item.id for item in checklist.items if self.examiner.examine(item.offer).eligible)
            refusal: Reason | None = None if found.eligible else found.reason
            if not refusal and not items:
                refusal = NoLineFits()
            elif not refusal and checklist.id in self.avoid:
                refusal = UsedBefore()
            elif not refusal and self._spared("checklist", unit.id):
                refusal = NotBrief()
            self.note(checklist.id, "checklist", unit.id, not refusal, refusal or found.reason)
            if not refusal:
                yield PickedChecklist(checklist.id, items)

    def _prompts(self, unit: Unit) -> list[Candidate]:
        ranked: list[tuple[tuple[int, int], Candidate]] = []
        for written, prompt in enumerate(unit.prompts):
            found = self.examiner.examine(prompt.offer)
            fitting = self._fitting(unit, prompt)
            if not found.eligible:
                self.note(prompt.id, "prompt", unit.id, False, found.reason)
            elif prompt.id in self.avoid:
                self.note(prompt.id, "prompt", unit.id, False, UsedBefore())
            elif prompt.level > self.highest_level:
                self.note(prompt.id, "prompt", unit.id, False, TooDeep(prompt.level, self.highest_level))
            elif self.brief_minutes is not None and prompt.minutes > self.brief_minutes:
                self.note(prompt.id, "prompt", unit.id, False, TooLong(prompt.minutes, self.brief_minutes))
            elif not fitting:
                self.note(prompt.id, "prompt", unit.id, False, NoVariantFits())
            else:
                variant = self._first(unit, fitting)
                candidate = Candidate(prompt, variant, found.reason, self._quotes(prompt, variant), written)
                ranked.append((self._rank(found.specific, unit.id, prompt.id), candidate))
        return [candidate for _, candidate in sorted(ranked, key=lambda pair: pair[0])]

    def _quotes(self, prompt: Prompt, variant: Variant) -> tuple[str, ...]:
        """Return the facts whose text a wording repeats; each adds a condition."""
        if is_always(prompt.offer.when) and is_always(variant.offer.when):
            return ()
        facts = self.examiner.pack.facts
        found = (slot.fact for slot in slots_of(variant.prose) if isinstance(slot, FactSlot))
        return tuple(fact for fact in found if facts[fact].kind == "text")

    def _fitting(self, unit: Unit, prompt: Prompt) -> list[tuple[int, Variant]]:
        """Return the wordings that fit, each with how specific it is."""
        fitting: list[tuple[int, Variant]] = []
        for variant in prompt.variants:
            found = self.examiner.examine(variant.offer)
            if found.eligible:
                fitting.append((found.specific, variant))
            elif variant.id != prompt.id:
                self.note(variant.id, "variant", unit.id, False, found.reason)
        return fitting

    def _first(self, unit: Unit, fitting: Sequence[tuple[int, Variant]]) -> Variant:
        if len(fitting) == 1:
            return fitting[0][1]
        return min(fitting, key=lambda pair: self._rank(pair[0], unit.id, pair[1].id))[1]


# ---------------------------------------------------------------------- wordings of texts


def choose_wordings(chooser: Chooser, plan: Plan) -> tuple[Worded, ...]:
    """Return the wordings of what a plan contains, and record why each is in or out.

    A reader gets the first wording of a text that fits, in file order; the last fits everyone. A wording that
    a gate that asks may remove is left out, because no self-check comes before a text.
    """
    pack = chooser.examiner.pack
    homes = {passage.id: unit.id for unit in pack.units.values() for passage in unit.passages}
    worded = []
    for kind, owner in dict.fromkeys(_owners(pack, plan)):
        home = owner if kind == "unit" else homes.get(owner, "")
        varied = (text for text in _texts(pack, kind, owner) if len(text) > 1)
        if chosen := tuple(_choose(chooser, home, text) for text in varied):
            worded.append(Worded(kind, owner, chosen))
    for step in _left_out(pack, plan):
        for variant in (one for text in _texts(pack, "unit", step) if len(text) > 1 for one in text):
            chooser.note(variant.id, "variant", step, False, NotBrief())
    return tuple(worded)


def _choose(chooser: Chooser, home: str, text: Wordings) -> str:
    """Return the first wording that fits."""
    chosen = ""
    for variant in text:
        found = chooser.examiner.examine(variant.offer, checked=False)
        late = bool(chosen) and found.eligible
        reason = OtherWording(found.reason) if late else found.reason
        chooser.note(variant.id, "variant", home, found.eligible and not late, reason)
        chosen = chosen or (variant.id if found.eligible else "")
    if not chosen:
        raise AssertionError(f"the last wording of {text[-1].id} does not fit every reader")
    return chosen


def _owners(pack: Pack, plan: Plan) -> Iterator[tuple[TextKind, str]]:
    """Yield everything with a text in a plan, in reading order."""
    for stretch in stretches(plan):
        session = stretch.session
        if session is None and stretch.name in _frame(pack):
            yield "frame", stretch.name
        for node in stretch.nodes:
            brief_step = session is not None and session.brief and node.id in pack.steps
            if node.kind in ("program", "page") or (node.kind == "lead" and not brief_step):
                yield "unit", node.id
            elif node.kind == "passage":
                yield "passage", node.id


def _left_out(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return the steps whose texts brief sessions leave out."""
    units = (part.unit for session in plan.sessions if session.brief for part in session.parts)
    return tuple(dict.fromkeys(unit for unit in units if unit in pack.steps))


def _texts(pack: Pack, kind: TextKind, owner: str) -> tuple[Wordings, ...]:
    match kind:
        case "unit":
            return pack.units[owner].opening, pack.units[owner].why
        case "passage":
            return (pack.item(owner, Passage).text,)
        case "frame":
            return (_frame(pack)[owner].text,)
        case _ as never:
            assert_never(never)


def _frame(pack: Pack) -> Mapping[str, FramePart]:
    frame = pack.frame
    return {OPENING: frame.opening, CLOSING: frame.closing, ALTERNATIVES: frame.alternatives}

"""Small packs whose content takes something for granted, here and there, and what denies it."""

from __future__ import annotations

from random import Random
from typing import TypeVar

from rekindle_core import Pack
from rekindle_core.content.model.assumption import Assumption
from rekindle_core.content.model.condition import Condition
from rekindle_core.content.model.counselor import CounselorPart, CounselorWords, Question
from rekindle_core.content.model.step import (
    CheckItem,
    Checklist,
    Exercise,
    LinesSpec,
    Moment,
    Passage,
    Prompt,
    SampleText,
    Unit,
    Variant,
    Wordings,
)
from rekindle_core.frozen import replace

T = TypeVar("T", Prompt, Variant, Passage, Checklist, CheckItem, Exercise, SampleText, Moment)
NAMES = ("wet", "dry")


class _Assuming:
    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def some(self) -> frozenset[str]:
        return frozenset(self.rng.sample(NAMES, self.rng.choice([0, 0, 0, 0, 1, 2])))

    def each(self, items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(replace(item, offer=replace(item.offer, assumes=self.some())) for item in items)

    def prompts(self, prompts: tuple[Prompt, ...]) -> tuple[Prompt, ...]:
        return tuple(replace(one, variants=self.each(one.variants)) for one in self.each(prompts))

    def wordings(self, text: Wordings) -> Wordings:
        return self.each(text) if len(text) > 1 else text

    def unit(self, unit: Unit) -> Unit:
        return replace(
            unit,
            assumes=self.some(),
            opening=self.wordings(unit.opening),
            why=self.wordings(unit.why),
            passages=self.each(unit.passages),
            prompts=self.prompts(unit.prompts),
            checklists=tuple(replace(one, items=self.each(one.items)) for one in self.each(unit.checklists)),
        )


def with_assumptions(pack: Pack, number: int, denied_when: tuple[Condition, ...]) -> Pack:
    """Return a small pack that assumes two things in places of a number; each is denied by a condition and by gates."""
    rng = Random(-1 - number)
    made = _Assuming(rng)
    gates = tuple(
        replace(
            gate,
            denies=tuple(sorted(made.some())),
            assumes=made.some(),
            alternatives=tuple(replace(item, unit=made.unit(item.unit)) for item in gate.alternatives),
        )
        for gate in pack.gates
    )
    frame = pack.frame
    question = Question("note-one", (), (), LinesSpec(1), made.some() if rng.random() < 0.2 else frozenset())
    return replace(
        pack,
        steps={name: made.unit(unit) for name, unit in pack.steps.items()},
        gates=gates,
        phrases={
            name: tuple(replace(phrase, assumes=made.some()) for phrase in phrases)
            for name, phrases in pack.phrases.items()
        },
        frame=replace(
            frame,
            opening=replace(frame.opening, assumes=made.some(), passages=made.each(frame.opening.passages)),
            settles=made.each(frame.settles),
        ),
        counselor=CounselorWords(before=CounselorPart((), (question,))),
        assumptions={
            name: Assumption(name, f"it is {name}", when)
            for name, when in zip(NAMES, denied_when, strict=True)
        },
    )

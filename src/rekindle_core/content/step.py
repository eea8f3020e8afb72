"""What a step holds: its texts, and the pools that a plan chooses from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rekindle_core.content.condition import ALWAYS, Condition
from rekindle_core.content.template import Prose, Spans

About: TypeAlias = Literal["self", "them", "us"]


@dataclass(frozen=True, slots=True)
class Offer:
    """For whom a piece of content is meant, and what a gate may remove it by."""

    when: Condition = ALWAYS
    tags: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LinesSpec:
    """Room for so many lines."""

    rows: int


@dataclass(frozen=True, slots=True)
class ScaleSpec:
    """Whole numbers from low to high."""

    low: int
    high: int
    low_label: Spans = ()
    high_label: Spans = ()


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """One thing to tick."""

    id: str
    text: Spans


@dataclass(frozen=True, slots=True)
class ChoicesSpec:
    """Things to tick: any number of them, or one."""

    options: tuple[OptionSpec, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class IfThenSpec:
    """A plan in two parts of so many lines each."""

    rows: int


ResponseSpec: TypeAlias = LinesSpec | ScaleSpec | ChoicesSpec | IfThenSpec


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a prompt."""

    id: str
    text: Prose
    offer: Offer


@dataclass(frozen=True, slots=True)
class Prompt:
    """One scene and one ask. A prompt with a single `text` has one variant, of the prompt's own id."""

    id: str
    variants: tuple[Variant, ...]
    offer: Offer
    level: int
    minutes: int
    technique: str
    about: About
    response: ResponseSpec
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to do, in steps."""

    id: str
    title: Spans
    minutes: int
    text: Prose
    offer: Offer
    steps: tuple[Spans, ...] = ()
    after: Prose = ()
    technique: str = ""
    response: ResponseSpec | None = None


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to tick in a checklist."""

    id: str
    text: Spans
    offer: Offer


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to tick."""

    id: str
    title: Spans
    text: Prose
    items: tuple[CheckItem, ...]
    offer: Offer


@dataclass(frozen=True, slots=True)
class Rating:
    """A number from 0 to 10, asked again in each session."""

    id: str
    text: Spans
    low_label: Spans
    high_label: Spans
    offer: Offer


@dataclass(frozen=True, slots=True)
class SampleText:
    """An example wording."""

    id: str
    title: Spans
    text: Prose
    offer: Offer


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of prose under a heading of its own."""

    id: str
    title: Spans
    text: Prose
    offer: Offer = Offer()


@dataclass(frozen=True, slots=True)
class Moment:
    """A short line that opens, moves or closes a session."""

    id: str
    text: Prose
    offer: Offer


Item: TypeAlias = Prompt | Exercise | Checklist | Rating | SampleText | Passage | Moment


@dataclass(frozen=True, slots=True)
class Unit:
    """A step, or an alternative that stands in a step's place: the same shape, so that plans treat them alike."""

    id: str
    title: Spans
    opening: Prose
    why: Prose = ()
    when: Condition = ALWAYS
    passages: tuple[Passage, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    samples: tuple[SampleText, ...] = ()

    def items(self) -> Iterator[Item]:
        """Yield everything in its pools."""
        yield from self.passages
        yield from self.prompts
        yield from self.exercises
        yield from self.checklists
        yield from self.samples

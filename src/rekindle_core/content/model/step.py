"""What a step contains: its texts, and the pools that a plan chooses from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from rekindle_core.content.model.condition import ALWAYS, Condition
from rekindle_core.content.model.response.option import OptionSpec as OptionSpec
from rekindle_core.content.model.response.table import TableSpec as TableSpec
from rekindle_core.content.model.template import Para, Prose, Spans
from rekindle_core.frozen import Frozen

About: TypeAlias = Literal["self", "them", "us"]


class Offer(Frozen):
    """For whom a piece of content is meant, what a gate may remove it by, and what it assumes of its own."""

    when: Condition = ALWAYS
    tags: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    assumes: frozenset[str] = frozenset()


class LinesSpec(Frozen):
    """Room for so many lines."""

    rows: int

    @property
    def labels(self) -> tuple[Spans, ...]:
        """The lines of text that it shows, such as the labels of options; none here."""
        return ()


class ScaleSpec(Frozen):
    """Whole numbers from low to high."""

    low: int
    high: int
    low_label: Spans = ()
    high_label: Spans = ()

    @property
    def labels(self) -> tuple[Spans, ...]:
        """What the ends mean."""
        return (self.low_label, self.high_label)


class ChoicesSpec(Frozen):
    """Things to tick: any number of them, or one."""

    options: tuple[OptionSpec, ...]
    many: bool

    @property
    def labels(self) -> tuple[Spans, ...]:
        """The labels of the options."""
        return tuple(option.text for option in self.options)


class IfThenSpec(Frozen):
    """A plan in two parts of so many lines each."""

    rows: int

    @property
    def labels(self) -> tuple[Spans, ...]:
        """None: its words are the interface's."""
        return ()


ResponseSpec: TypeAlias = LinesSpec | ScaleSpec | ChoicesSpec | IfThenSpec | TableSpec


class Variant(Frozen):
    """One wording of a prompt, or of a text such as an opening.

    A prompt's has `help`, a quieter line under it, and `starters`, which begin its places to write: one for each place,
    or none at all. A passage's has its key points in `key`.
    """

    id: str
    text: Prose
    offer: Offer
    help: Spans = ()
    starters: tuple[Spans, ...] = ()
    key: Prose = ()

    @property
    def prose(self) -> Prose:
        """All that a reader may read of it."""
        return (*self.text, *self.key, *(Para(line) for line in (self.help, *self.starters) if line))


Wordings: TypeAlias = tuple[Variant, ...]
"""A text in its wordings: a reader gets the first that fits, and the last one fits everyone.

A text with a single wording has one variant, of the id of what it belongs to. One that is not there has none.
"""


class Prompt(Frozen):
    """One scene and one ask. A prompt with a single `text` has one variant, of the prompt's own id.

    `core` is the number of the core prompt of its step that it is a version of; 0 for none. `look_back` is what the
    next session asks of its plan: None if nothing, empty for the words of the pack's frame.
    """

    id: str
    variants: tuple[Variant, ...]
    offer: Offer
    level: int
    minutes: int
    technique: str
    about: About
    response: ResponseSpec
    motif: str = ""
    core: int = 0
    look_back: Prose | None = None


class Exercise(Frozen):
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


class CheckItem(Frozen):
    """One thing to tick in a checklist."""

    id: str
    text: Spans
    offer: Offer


class Checklist(Frozen):
    """Things to tick."""

    id: str
    title: Spans
    text: Prose
    items: tuple[CheckItem, ...]
    offer: Offer


class Rating(Frozen):
    """A number from 0 to 10, asked again in each session. `worse` is the end that is worse; empty for neither."""

    id: str
    text: Spans
    low_label: Spans
    high_label: Spans
    offer: Offer
    worse: Literal["", "low", "high"] = ""


class SampleText(Frozen):
    """An example wording."""

    id: str
    title: Spans
    text: Prose
    offer: Offer


class Passage(Frozen):
    """A stretch of prose under a heading of its own, in one wording or several."""

    id: str
    title: Spans
    text: Wordings
    offer: Offer = Offer()


class Moment(Frozen):
    """A short line that opens, moves or closes a session."""

    id: str
    text: Prose
    offer: Offer


Item: TypeAlias = Prompt | Exercise | Checklist | Rating | SampleText | Passage | Moment


class Unit(Frozen):
    """A step, or an alternative that replaces the step: the same shape, so that plans treat them alike.

    `help` has the kinds of help line that an alternative sends its reader to.
    What it assumes, everything in it assumes.
    """

    id: str
    title: Spans
    opening: Wordings
    why: Wordings = ()
    when: Condition = ALWAYS
    passages: tuple[Passage, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    samples: tuple[SampleText, ...] = ()
    help: tuple[str, ...] = ()
    assumes: frozenset[str] = frozenset()

    def items(self) -> Iterator[Item]:
        """Yield everything in its pools."""
        yield from self.passages
        yield from self.prompts
        yield from self.exercises
        yield from self.checklists
        yield from self.samples


def first_cores(unit: Unit) -> tuple[Prompt, ...]:
    """Return the versions of a unit's first core prompt for readers of any highest level."""
    return tuple(prompt for prompt in unit.prompts if prompt.core == 1 and prompt.level == 1)

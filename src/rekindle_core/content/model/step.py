"""The contents of a step: its texts, and the pools that a plan chooses from."""

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
    """Who a piece of content is for, the tags by which a gate can remove it, and its own assumptions."""

    when: Condition = ALWAYS
    tags: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    assumes: frozenset[str] = frozenset()


class LinesSpec(Frozen):
    """Space for this many lines."""

    rows: int

    @property
    def labels(self) -> tuple[Spans, ...]:
        """The lines of text that it shows, such as the labels of options; empty here."""
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
    """A plan in two parts of this many lines each."""

    rows: int

    @property
    def labels(self) -> tuple[Spans, ...]:
        """Empty: its words come from the interface."""
        return ()


ResponseSpec: TypeAlias = LinesSpec | ScaleSpec | ChoicesSpec | IfThenSpec | TableSpec


class Variant(Frozen):
    """One wording of a prompt, or of a text such as an opening.

    A prompt's wording has `help`, a less prominent line under it, and `starters`, which begin its places to
    write: one for each place, or none at all. A passage's wording has its key points in `key`.
    """

    id: str
    text: Prose
    offer: Offer
    help: Spans = ()
    starters: tuple[Spans, ...] = ()
    key: Prose = ()

    @property
    def prose(self) -> Prose:
        """Everything in it that a reader may read."""
        return (*self.text, *self.key, *(Para(line) for line in (self.help, *self.starters) if line))


Wordings: TypeAlias = tuple[Variant, ...]
"""A text with its wordings: a reader gets the first that fits, and the last one fits everyone.

A text with a single wording has one variant, with the id of its owner. A missing text has none.
"""


class Prompt(Frozen):
    """One scene and one question or request. A prompt with a single `text` has one variant, with the prompt's own id.

    `core` is the number of the core prompt that it is a version of; 0 for none. `look_back` is the next
    session's question about its plan: None for no question, empty for the words from program.yaml.
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
    """A number from 0 to 10, asked again in each session. `worse` is the worse end; empty for neither."""

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
    """Prose under its own heading, in one or several wordings."""

    id: str
    title: Spans
    text: Wordings
    offer: Offer = Offer()


class Moment(Frozen):
    """A short line that opens a session, suggests a small action, or closes it."""

    id: str
    text: Prose
    offer: Offer


Item: TypeAlias = Prompt | Exercise | Checklist | Rating | SampleText | Passage | Moment


class Unit(Frozen):
    """A step, or an alternative that replaces it: the same structure, so that plans treat them alike.

    `help` has the kinds of help line that it refers the reader to. Everything in it assumes what it assumes.
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

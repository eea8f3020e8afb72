"""A Pack: the whole contents of a content folder, parsed, checked and frozen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import field

from rekindle_core.content.model.assumption import (
    Assumed,
    Assumption,
    assumed_by,
    assumed_by_wordings,
    assumed_within,
)
from rekindle_core.content.model.condition import ALWAYS, Condition
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.counselor import CounselorWords
from rekindle_core.content.model.expiry import Expiry
from rekindle_core.content.model.facts import Fact, by_section
from rekindle_core.content.model.gate import Alternative, Gate
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.reference import HelpDirectory, Phrase, Publication, Technique
from rekindle_core.content.model.step import (
    ChoicesSpec,
    Item,
    Moment,
    Passage,
    Prompt,
    Rating,
    Unit,
    Variant,
    Wordings,
)
from rekindle_core.content.model.stop import Stop
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.frozen import Frozen

T = TypeVar("T", bound=Item)

PACK_FORMAT = 1
"""The number of the pack format; a newer one is rejected by name."""


class Person(Frozen):
    """A person whom prose can name.

    `stand_in` is used if no name is known; words agree with it as `stand_in_class`, empty if the pack gives
    it none. `stand_in_pronouns` is the set to use if no pronouns are known, empty for the language's default.
    """

    id: str
    name_fact: str
    pronouns_fact: str
    stand_in: str
    stand_in_class: str
    stand_in_pronouns: str = ""


class DoseRow(Frozen):
    """The number of prompts and exercises in a session of at least `minutes` minutes.

    A `brief` session contains only its prompts, a small action, and what safety needs.
    """

    minutes: int
    prompts: int
    exercises: int
    brief: bool = False


class Gentle(Frozen):
    """No prompt above `highest_level` while the condition is true."""

    when: Condition
    highest_level: int


class Dose(Frozen):
    """How much a session asks. The `deep_` limits apply to level 3 prompts.

    `overhead` is the number of minutes for everything other than prompts and exercises: reading, checklist,
    ratings. None if exercises are not measured against the length of a session.
    """

    minutes: int
    every_days: int
    table: tuple[DoseRow, ...]
    deep_most: int
    deep_from_session: int
    deep_from_minutes: int
    gentle: tuple[Gentle, ...]
    overhead: int | None = None

    def row(self, minutes: int) -> DoseRow:
        """Return the row for a session of this length: the last row that it reaches, otherwise the first."""
        reached = [row for row in self.table if row.minutes <= minutes]
        return reached[-1] if reached else self.table[0]

    def left_for_exercises(self, minutes: int, prompts: Iterable[int]) -> float:
        """Return how many minutes of a session prompts leave, infinity if that isn't counted.

        A session may take a tenth more than its minutes: its page says "about".
        """
        if self.overhead is None:
            return math.inf
        return max(minutes + minutes // 10 - self.overhead - sum(prompts), 0)

    def brief_minutes(self, minutes: int) -> int | None:
        """Return the maximum minutes of a brief session, if a session of this length is brief; otherwise None."""
        if not self.row(minutes).brief:
            return None
        longer = [row.minutes for row in self.table if row.minutes > minutes and not row.brief]
        return max(minutes, min(longer) - 1) if longer else minutes


class Reorder(Frozen):
    """Steps that come first while the condition is true."""

    when: Condition
    first: tuple[str, ...]


class FramePart(Frozen):
    """One of the parts around the sessions. Its passages assume what it assumes."""

    title: Spans
    text: Wordings
    passages: tuple[Passage, ...] = ()
    assumes: frozenset[str] = frozenset()


class SelfCheckWords(Frozen):
    """The words around self-checks."""

    title: Spans
    text: Prose
    replace_program: Spans
    replace_steps: Spans
    remove_tags: Spans
    confirm: Spans


class HandoutWords(Frozen):
    """The words of a handout: what to do if a statement of its check is true, and when to stop."""

    check: Spans
    title: Spans
    stop: Wordings


class LookBackWords(Frozen):
    """How a session looks back on a plan, which it repeats only if `quoted_when` is known to be true."""

    text: Prose
    response: ChoicesSpec
    quoted_when: Condition = ALWAYS


class Frame(Frozen):
    """The parts around the steps. Without words for handouts or for looking back, the pack has none."""

    opening: FramePart
    self_checks: SelfCheckWords
    alternatives: FramePart
    closing: FramePart
    settles: tuple[Moment, ...] = ()
    actions: tuple[Moment, ...] = ()
    closes: tuple[Moment, ...] = ()
    ratings: tuple[Rating, ...] = ()
    handout: HandoutWords | None = None
    look_back: LookBackWords | None = None


class Pack(Frozen, dict=True):
    """A checked content pack.

    Attributes:
        id: The pack's id.
        version: The pack's own version.
        digest: SHA-256 of its canonical parsed form, in hex: comments and layout are ignored.
        language: Its language.
        title: The program's name.
        summary: A short description.
        licence: SPDX identifier.
        reviewed_by: The clinicians who reviewed it.
        facts: Every fact, the core's own included, by name.
        people: The people that prose can name, by id.
        reader: The id of the person the program is for; may be empty.
        to_reader_when: When the reader answers the questions themself; None for never.
        to_reader: Facts with the questions used then, by name; the others are asked as usual.
        private_device: The fact that says whether the reader's device and mailbox are private; may be empty.
        private_paper: The fact that says whether paper is safe with the reader; may be empty.
        tags: Each tag and what it marks.
        steps: The steps, in their usual order, by id.
        reorder: Changes to the order.
        dose: How much a session asks.
        frame: The parts around the steps.
        gates: The gates, in order.
        phrases: Phrase lists by name.
        help: Help lines.
        techniques: Techniques by id.
        publications: Sources by id.
        promised_prompts: The minimum number of prompts for any profile, in a step that is not replaced.
        conflicts: Answers that contradict each other, with their safer reading, in order.
        stops: What a person has to look at before a program is made.
        counselor: Its texts for the counselor's pages.
        expiry: Which answers expire; None if none does.
        assumptions: What content may assume, by id.
    """

    id: str
    version: str
    digest: str
    language: Language
    title: str
    summary: str
    licence: str
    reviewed_by: tuple[str, ...]
    facts: Mapping[str, Fact]
    people: Mapping[str, Person]
    reader: str
    tags: Mapping[str, str]
    steps: Mapping[str, Unit]
    reorder: tuple[Reorder, ...]
    dose: Dose
    frame: Frame
    gates: tuple[Gate, ...]
    phrases: Mapping[str, tuple[Phrase, ...]]
    help: HelpDirectory
    techniques: Mapping[str, Technique]
    publications: Mapping[str, Publication]
    promised_prompts: int = field(default=0)
    conflicts: tuple[Conflict, ...] = ()
    stops: tuple[Stop, ...] = ()
    counselor: CounselorWords = CounselorWords()
    to_reader_when: Condition | None = None
    to_reader: Mapping[str, Fact] = field(default_factory=dict)
    private_device: str = ""
    private_paper: str = ""
    expiry: Expiry | None = None
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)

    @property
    def private_facts(self) -> tuple[str, ...]:
        """The facts that say whether the reader's things are private; unless all are yes, pages are discreet."""
        return tuple(filter(None, (self.private_device, self.private_paper)))

    @cached_property
    def sections(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts under their headings, in the order of asking."""
        return by_section(self.facts.values())

    @cached_property
    def alternatives(self) -> Mapping[str, Alternative]:
        """Every gate's alternatives, by the id of their unit."""
        return {item.unit.id: item for gate in self.gates for item in gate.alternatives}

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Steps and alternatives, by id."""
        return {**self.steps, **{id_: item.unit for id_, item in self.alternatives.items()}}

    @cached_property
    def has_cores(self) -> bool:
        """Whether any step or alternative has core prompts."""
        return any(prompt.core for unit in self.units.values() for prompt in unit.prompts)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Everything that a plan can choose, by id."""
        return {item.id: item for item in self._items()}

    @cached_property
    def assumed(self) -> Mapping[str, Assumed]:
        """The assumptions of each step, alternative and piece of content, by id: its own and its container's."""
        units = [
            *((unit, frozenset[str]()) for unit in self.steps.values()),
            *((item.unit, gate.assumes) for gate in self.gates for item in gate.alternatives),
        ]
        frame, found = self.frame, assumed_within(units)
        for part in (frame.opening, frame.alternatives, frame.closing):
            found |= assumed_by_wordings(part.text, part.assumes)
            found |= assumed_by(part.passages, part.assumes)
        return found | assumed_by((*frame.settles, *frame.actions, *frame.closes, *frame.ratings))

    @cached_property
    def variants(self) -> Mapping[str, Variant]:
        """Every wording of a prompt or text with several, by id."""
        return {one.id: one for text in self._texts() if len(text) > 1 for one in text}

    def gate_name(self, gate: str) -> str:
        """Return the name of a gate that the counselor sees instead of its id."""
        return self._gate_names[gate]

    @cached_property
    def _gate_names(self) -> Mapping[str, str]:
        return {gate.id: gate.name for gate in self.gates}

    def item(self, id_: str, kind: type[T]) -> T:
        """Return a piece of content by its id.

        Raises:
            KeyError: There is none with that id and kind.
        """
        found = self.items[id_]
        if not isinstance(found, kind):
            raise KeyError(id_)
        return found

    def look_back_text(self, prompt: Prompt) -> Prose:
        """Return the question of a session that looks back on a prompt; empty if the pack has no words for it."""
        return prompt.look_back or (self.frame.look_back.text if self.frame.look_back else ())

    def _texts(self) -> Iterator[Wordings]:
        for unit in self.units.values():
            yield from (unit.opening, unit.why)
        frame = self.frame
        yield from (part.text for part in (frame.opening, frame.alternatives, frame.closing))
        for item in self.items.values():
            if isinstance(item, Prompt):
                yield item.variants
            elif isinstance(item, Passage):
                yield item.text

    def _items(self) -> Iterator[Item]:
        for unit in self.units.values():
            yield from unit.items()
        frame = self.frame
        for part in (frame.opening, frame.alternatives, frame.closing):
            yield from part.passages
        yield from frame.settles
        yield from frame.actions
        yield from frame.closes
        yield from frame.ratings

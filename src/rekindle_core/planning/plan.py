"""A Plan: what one reader gets, by id, and the reason for every choice and every refusal.

It is frozen data without words in any language: the realiser looks up each id in the pack, and reasons are
values. Reasons are for the counselor: nothing for the client uses `gates`, `decisions` or `shortfalls`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import Enum
from typing import Literal, TypeAlias

from rekindle_core.frozen import Frozen
from rekindle_core.planning.reasons import GateReason, Reason
from rekindle_core.planning.shortfalls import Shortfall
from rekindle_core.profile.conflicts import Reading
from rekindle_core.profile.current import Asked
from rekindle_core.profile.profile import Profile
from rekindle_core.profile.stopped import Halt


class Answer(Enum):
    """A gate's answer for a profile."""

    HOLDS = "holds"
    PASSES = "passes"
    ASKS = "asks"


class GateVerdict(Frozen):
    """A gate's answer, and why."""

    gate: str
    answer: Answer
    reason: GateReason


DecisionKind: TypeAlias = Literal[
    "step",
    "prompt",
    "variant",
    "exercise",
    "checklist",
    "line",
    "passage",
    "sample",
    "rating",
    "moment",
    "alternative",
    "look-back",
]


class Decision(Frozen):
    """Whether a piece of content is in, and why.

    Attributes:
        item: Its id.
        kind: What it is.
        unit: The step or alternative that it belongs to; empty for the parts around the sessions.
        included: Whether it is in.
        reason: Why or why not.
        place: Its place in its unit's ranked list, from 1; 0 if it is not ranked.
        session: The first session that contains it; 0 for none.
    """

    item: str
    kind: DecisionKind
    unit: str
    included: bool
    reason: Reason
    place: int = 0
    session: int = 0


TextKind: TypeAlias = Literal["unit", "passage", "frame"]
"""The owner of a text: a step or alternative, a passage, or a part around the sessions."""


class Pick(Frozen):
    """A prompt, its wording, and whether it came first as a core prompt of its step."""

    prompt: str
    variant: str
    core: bool = False


class Worded(Frozen):
    """A text with several wordings, and the wordings chosen: for a unit's opening, and for its why.

    `owner` is the id of a unit or passage, or the name of a part around the sessions.
    """

    kind: TextKind
    owner: str
    variants: tuple[str, ...]


class PickedChecklist(Frozen):
    """A checklist, and its items that fit."""

    checklist: str
    items: tuple[str, ...]


class Check(Frozen):
    """A self-check: pairs of a gate, whose statement is asked, and the alternative to read if it is true.

    `scope` says what stays after it: the whole program, a step, or only some of a step's content.
    """

    id: str
    scope: Literal["program", "step", "content"]
    statements: tuple[tuple[str, str], ...]


class Part(Frozen):
    """What a session takes from one step or alternative. `continued` parts leave out the opening."""

    unit: str
    continued: bool
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    picks: tuple[Pick, ...] = ()
    exercises: tuple[str, ...] = ()
    checklists: tuple[PickedChecklist, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether it has a prompt, a note, or a question that a note depends on."""
        return bool(self.picks or self.notes) or any(check.scope == "content" for check in self.checks)


class LookBack(Frozen):
    """A look-back at a plan of the previous session: the prompt, and the unit that asked it.

    `repeated` is whether pages may repeat the plan if they have it.
    """

    prompt: str
    unit: str
    repeated: bool = False


class PlannedSession(Frozen):
    """One session. Moments are empty once the pack's are used up; `look_back` is None if there is none.

    A `brief` one has its prompts and a small action, and of each unit only what safety needs.
    """

    number: int
    date: dt.date | None
    minutes: int
    parts: tuple[Part, ...]
    settle: str = ""
    ratings: tuple[str, ...] = ()
    action: str = ""
    close: str = ""
    brief: bool = False
    look_back: LookBack | None = None


class Plan(Frozen):
    """The program for one reader.

    Attributes:
        pack: The pack's id.
        pack_digest: The digest of its pack.
        reading: The reader's answers as they count on that day, and how contradictory ones were read.
        seed: The seed that varies the choice: 0 to 2³²−1.
        date: The program's date.
        code: The printable code that makes it again.
        program_id: The program's id outside its pages; it can't be computed from facts.
        gates: The answer of each gate, in the pack's order.
        replaced_by: Alternatives that replace the whole program; empty if it is not replaced.
        front_check: The self-check at the front, if gates that would replace the program ask.
        front_notes: Alternatives added before the first session.
        opening: Passages of the opening.
        sessions: The sessions.
        closing: Passages of the closing.
        appendix: Alternatives that self-checks point to.
        pages: For each alternative that is read as a page, and for the appendix, the passages that fit.
        worded: The wordings of texts with several, each text once; not those of prompts.
        decisions: Why each piece of content is in or out.
        shortfalls: The requests that could not be met; usually empty.
        asked: When the answers that expire were asked for; None if there are none. For the counselor.
        halts: The stops that hold. If the program is replaced, nothing stops it: the page that replaces it is
            what someone in danger should get, without delay.
    """

    pack: str
    pack_digest: str
    reading: Reading
    seed: int
    date: dt.date
    code: str
    program_id: str
    gates: tuple[GateVerdict, ...]
    replaced_by: tuple[str, ...]
    front_check: Check | None
    front_notes: tuple[str, ...]
    opening: tuple[str, ...]
    sessions: tuple[PlannedSession, ...]
    closing: tuple[str, ...]
    appendix: tuple[str, ...]
    pages: tuple[tuple[str, tuple[str, ...]], ...]
    decisions: tuple[Decision, ...]
    shortfalls: tuple[Shortfall, ...]
    worded: tuple[Worded, ...] = ()
    asked: Asked | None = None
    halts: tuple[Halt, ...] = ()

    @property
    def profile(self) -> Profile:
        """The reader's answers as they count on that day; `profile.set_aside` names those that don't."""
        return self.reading.given

    def page(self, name: str) -> tuple[str, ...]:
        """Return the passages of an alternative that is read as a page, or of the appendix."""
        return dict(self.pages)[name]

    def wordings(self, kind: TextKind, owner: str) -> tuple[str, ...]:
        """Return the chosen wordings of something with several; empty if it has only one."""
        return next((one.variants for one in self.worded if (one.kind, one.owner) == (kind, owner)), ())

    def picks(self) -> Iterator[Pick]:
        """Yield the prompts in order."""
        for session in self.sessions:
            for part in session.parts:
                yield from part.picks

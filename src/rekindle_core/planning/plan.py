"""A Plan: what one reader gets, by id, and the reason for every choice and every refusal.

It is frozen data without words of any language: the realiser looks each id up in the pack, and reasons are
values. Reasons are for the counselor; nothing that is made for the client takes anything from `gates`,
`decisions` or `shortfalls`.
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
    """What a gate says to a profile."""

    HOLDS = "holds"
    PASSES = "passes"
    ASKS = "asks"


class GateVerdict(Frozen):
    """What a gate says, and why."""

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
        unit: The step or alternative that it belongs to; empty for what frames the sessions.
        included: Whether it is in.
        reason: Why or why not.
        place: Where it is in its unit's ranked list, from 1; 0 for what is not ranked.
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
"""What a text belongs to: a step or alternative, a passage, or a part around the sessions."""


class Pick(Frozen):
    """A prompt, which of its wordings, and whether it came first as a core prompt of its step."""

    prompt: str
    variant: str
    core: bool = False


class Worded(Frozen):
    """What has a text in several wordings, and the wordings that were chosen: of a unit's opening, and of its why.

    `owner` is the id of a unit or passage, or the name of a part around the sessions.
    """

    kind: TextKind
    owner: str
    variants: tuple[str, ...]


class PickedChecklist(Frozen):
    """A checklist, and those of its items that fit."""

    checklist: str
    items: tuple[str, ...]


class Check(Frozen):
    """A self-check: pairs of a gate, whose statement is asked, and the alternative to read if it is so.

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
        """Whether it has a prompt, a note, or a question that a note hangs on."""
        return bool(self.picks or self.notes) or any(check.scope == "content" for check in self.checks)


class LookBack(Frozen):
    """A look back on a plan of the session before: the prompt, and the unit that asked it.

    `repeated` is whether pages may repeat the plan where they have it.
    """

    prompt: str
    unit: str
    repeated: bool = False


class PlannedSession(Frozen):
    """One session. Moments are empty where the pack's are spent; `look_back` is None where there is none.

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
    """What one reader gets.

    Attributes:
        pack: The pack's id.
        pack_digest: The digest of the pack that it was made from.
        reading: The reader's answers as they count on that day, and how they were read where some do not fit together.
        seed: What varies the choice: 0 to 2³²−1.
        date: The day for which it was made.
        code: What makes it again; printable.
        program_id: What names the program where it is seen apart from its pages; not to be computed from facts.
        gates: What each gate says, in the pack's order.
        replaced_by: Alternatives that replace the whole program; empty for a program.
        front_check: The self-check in front, if gates that would replace the program ask.
        front_notes: Alternatives added before the first session.
        opening: Passages of the opening.
        sessions: The sessions.
        closing: Passages of the closing.
        appendix: Alternatives that self-checks point to.
        pages: For each alternative that is read as a page, and for the appendix, the passages that fit.
        worded: The wordings of texts that have several, each text once; not those of prompts.
        decisions: Why each piece of content is in or out.
        shortfalls: What could not be kept; empty for most.
        asked: When the answers that expire were asked for; None where there is none of them. For the counselor.
        halts: The stops that hold. Where the program is replaced nothing stops: the page that replaces it is
            what someone in danger is to get, and it does not wait.
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
        """The reader's answers as they count on that day; `profile.set_aside` names those that do not."""
        return self.reading.given

    def page(self, name: str) -> tuple[str, ...]:
        """Return the passages of an alternative that is read as a page, or of the appendix."""
        return dict(self.pages)[name]

    def wordings(self, kind: TextKind, owner: str) -> tuple[str, ...]:
        """Return the chosen wordings of what has a text in several; none for what has not."""
        return next((one.variants for one in self.worded if (one.kind, one.owner) == (kind, owner)), ())

    def picks(self) -> Iterator[Pick]:
        """Yield the prompts in order."""
        for session in self.sessions:
            for part in session.parts:
                yield from part.picks

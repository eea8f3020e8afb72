"""The reasons for a gate's answer, and for a piece of content being in or out: as values.

The words are in `explanation/wording.py`. Reasons are for the counselor; none contains what a reader typed.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from rekindle_core.content.model.condition import Condition
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.planning.looking_back.reasons import LookBackReason
from rekindle_core.profile.profile import SetAside


class ReadAs(Frozen):
    """An answer that contradicts others (`against`) was read as a safer one; `given` is None if it is not repeated."""

    conflict: str
    given: Missing | str | int | tuple[str, ...] | None
    against: FactsAre


class FactIs(Frozen):
    """The profile's value of a fact: None if it is not repeated. `read` and `set_aside` say why it differs."""

    fact: str
    value: Missing | str | int | tuple[str, ...] | None
    read: ReadAs | None = None
    set_aside: SetAside | None = None


class FactsAre(Frozen):
    """The facts that decide a condition; empty for a condition that is for everyone."""

    facts: tuple[FactIs, ...] = ()


class GateHolds(Frozen):
    """A gate's condition is true. `words` are the pack's own."""

    words: str
    facts: FactsAre


class DeclinedHolds(Frozen):
    """Facts were declined, and declining them counts as holding."""

    facts: tuple[str, ...]


class UnknownHolds(Frozen):
    """The facts don't show it, and the gate then holds."""

    facts: FactsAre


class UnknownPasses(Frozen):
    """The facts don't show it, and the gate then passes."""

    facts: FactsAre


class UnknownAsks(Frozen):
    """The facts don't show it, and the reader is asked on the page."""

    facts: FactsAre


class GateSays(Frozen):
    """A gate, and the reason for its answer."""

    gate: str
    reason: Reason


class Fits(Frozen):
    """The profile meets its condition."""

    when: Condition


class Needs(Frozen):
    """The profile doesn't meet its condition, or doesn't show it."""

    when: Condition
    facts: FactsAre


class RemovedByTag(Frozen):
    """Gates that hold remove content with one of its tags."""

    tag: str
    gates: tuple[str, ...]


class NoSelfCheck(Frozen):
    """Gates that ask may remove content with one of its tags, and no self-check can come before it."""

    tag: str
    gates: tuple[str, ...]


class NoPhraseFits(Frozen):
    """It uses a phrase list without a fitting alternative."""

    phrases: str


class NoLineFits(Frozen):
    """No line of a checklist fits."""


class NoVariantFits(Frozen):
    """No wording of a prompt fits."""


class UsedBefore(Frozen):
    """An earlier program used it."""


class TooDeep(Frozen):
    """Its level is above the highest for this reader."""

    level: int
    highest: int


class TooLong(Frozen):
    """It takes more minutes than the session has left."""

    minutes: int
    most: int


class NotBrief(Frozen):
    """A brief session has only its prompts and a small action."""


class NoRoom(Frozen):
    """The sessions are too few and too short for this step."""


class StandsInstead(Frozen):
    """An alternative replaces a step because of some gates; they are empty if shown elsewhere."""

    alternative: str
    gates: tuple[GateSays, ...] = ()


class Chosen(Frozen):
    """A ranked prompt was dealt to a session; `core` is whether it came first, as a core prompt of its step."""

    reason: Reason
    place: int
    of: int
    session: int
    core: bool = False


class Taken(Frozen):
    """It was next in its list when a session took one."""

    reason: Reason
    session: int


class DeepTooEarly(Frozen):
    """Level 3 begins with a later session."""

    session: int


class DeepTooShort(Frozen):
    """Level 3 needs longer sessions than this program has."""

    minutes: int


class DeepTaken(Frozen):
    """The session has as many level 3 prompts as it may have."""

    most: int


class MotifTaken(Frozen):
    """The session already has a prompt of its motif."""

    motif: str


class QuotedAlready(Frozen):
    """It repeats the reader's own words, which the program has already repeated."""

    facts: tuple[str, ...]


class RankedOut(Frozen):
    """Items that rank above it filled the session."""


class GentleFirst(Frozen):
    """The session was full, with a lower-ranked level 1 prompt at its start."""

    item: str


class CoreFirst(Frozen):
    """The session was full, with a lower-ranked core prompt of its step."""

    item: str


class CoreTaken(Frozen):
    """The session has another version of the same core prompt."""

    number: int


class SharedOut(Frozen):
    """The session's prompts had all gone to steps that come before it."""

    prompts: int


class NoExercises(Frozen):
    """A step with this many minutes in a session has no exercise."""

    minutes: int


class ExerciseTaken(Frozen):
    """The session's exercises had all gone to steps that come before it."""


class NoSessions(Frozen):
    """The program has no session that could take it."""


Refusal: TypeAlias = (
    TooDeep
    | DeepTooEarly
    | DeepTooShort
    | DeepTaken
    | MotifTaken
    | QuotedAlready
    | RankedOut
    | GentleFirst
    | CoreFirst
    | CoreTaken
    | SharedOut
    | NoExercises
    | ExerciseTaken
    | TooLong
    | NoSessions
    | NoRoom
)
"""Why one session did not take content that fits."""


class Refused(Frozen):
    """Why some sessions did not take content that fits."""

    sessions: tuple[int, ...]
    refusal: Refusal


class NotDealt(Frozen):
    """It fits, but no session took it: for each possible session, why not."""

    reason: Reason
    refused: tuple[Refused, ...]
    place: int
    of: int


class FitsBut(Frozen):
    """The shared reason why no session took several pieces that fit."""

    refused: tuple[Refused, ...]


class NoAppendix(Frozen):
    """It belongs to the appendix, but there is none."""


class ProgramReplaced(Frozen):
    """The whole program is replaced, so nothing in it was considered."""

    alternatives: tuple[str, ...]


class OtherReplaces(Frozen):
    """An alternative is out, because others replace the whole program."""

    alternatives: tuple[str, ...]


class OutWith(Frozen):
    """Its container is out."""

    kind: Literal["step", "alternative", "prompt", "checklist", "passage"]
    item: str
    reason: Reason


class OtherWording(Frozen):
    """It fits, but another wording of its prompt or text was chosen."""

    reason: Reason


class ReadAsPage(Frozen):
    """Its alternative is read as a page, without prompts and exercises."""

    unit: str


class InPlaceOfProgram(Frozen):
    """An alternative replaces the whole program."""

    gates: tuple[GateSays, ...]


class AddedInFront(Frozen):
    """An alternative is added before the sessions."""

    gates: tuple[GateSays, ...]


class AddedAt(Frozen):
    """An alternative is added at a step."""

    unit: str
    gates: tuple[GateSays, ...]


class InsteadOf(Frozen):
    """An alternative replaces steps."""

    steps: tuple[str, ...]
    gates: tuple[GateSays, ...]


class InAppendix(Frozen):
    """An alternative is in the appendix, after a self-check."""

    gates: tuple[GateSays, ...]


class OtherAlternative(Frozen):
    """A gate holds, but another alternative came first."""

    gates: tuple[GateSays, ...]


class OnlyWhereGateHolds(Frozen):
    """An alternative is used only where its gate holds, but the gate doesn't."""

    gates: tuple[GateSays, ...]


GateReason: TypeAlias = FactsAre | GateHolds | DeclinedHolds | UnknownHolds | UnknownPasses | UnknownAsks
"""The reason for a gate's answer."""

Instead: TypeAlias = InPlaceOfProgram | AddedInFront | AddedAt | InsteadOf | InAppendix | OtherAlternative
"""Why an alternative is where it is."""

Reason: TypeAlias = (
    GateReason
    | Fits
    | Needs
    | RemovedByTag
    | NoSelfCheck
    | NoPhraseFits
    | NoLineFits
    | NoVariantFits
    | UsedBefore
    | TooDeep
    | TooLong
    | NotBrief
    | NoRoom
    | StandsInstead
    | Chosen
    | Taken
    | NotDealt
    | FitsBut
    | NoAppendix
    | ProgramReplaced
    | OtherReplaces
    | OutWith
    | OtherWording
    | ReadAsPage
    | Instead
    | OnlyWhereGateHolds
    | LookBackReason
)
"""The reason for something's state in a plan."""

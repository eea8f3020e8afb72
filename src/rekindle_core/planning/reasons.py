"""Why a gate answers as it does, and why a piece of content is in or out: as values.

Knows no words: `explanation/wording.py` has them. Reasons are for the counselor; what a reader typed is in none.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from rekindle_core.content.model.condition import Condition
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.planning.looking_back.reasons import LookBackReason
from rekindle_core.profile.profile import SetAside


class ReadAs(Frozen):
    """An answer that does not fit others (`against`) was read as a safer one; `given` is None if it is not repeated."""

    conflict: str
    given: Missing | str | int | tuple[str, ...] | None
    against: FactsAre


class FactIs(Frozen):
    """What a profile says of a fact: None if it is not repeated. `read` and `set_aside` say why it counts otherwise."""

    fact: str
    value: Missing | str | int | tuple[str, ...] | None
    read: ReadAs | None = None
    set_aside: SetAside | None = None


class FactsAre(Frozen):
    """The facts that decide a condition; none for a condition without any, which is for everyone."""

    facts: tuple[FactIs, ...] = ()


class GateHolds(Frozen):
    """A gate's condition is true. `words` are the pack's own."""

    words: str
    facts: FactsAre


class DeclinedHolds(Frozen):
    """Facts were declined, and declining them counts as holding."""

    facts: tuple[str, ...]


class UnknownHolds(Frozen):
    """The facts do not tell, and the gate then holds."""

    facts: FactsAre


class UnknownPasses(Frozen):
    """The facts do not tell, and the gate then passes."""

    facts: FactsAre


class UnknownAsks(Frozen):
    """The facts do not tell, and the reader is asked on the page."""

    facts: FactsAre


class GateSays(Frozen):
    """A gate, and why it answers as it does."""

    gate: str
    reason: Reason


class Fits(Frozen):
    """The profile meets its condition."""

    when: Condition


class Needs(Frozen):
    """The profile does not meet its condition, or does not tell."""

    when: Condition
    facts: FactsAre


class RemovedByTag(Frozen):
    """Gates that hold remove what has one of its tags."""

    tag: str
    gates: tuple[str, ...]


class NoSelfCheck(Frozen):
    """Gates that ask may remove what has one of its tags, and no self-check can come before it."""

    tag: str
    gates: tuple[str, ...]


class NoPhraseFits(Frozen):
    """Its words use a phrase list of which no alternative fits."""

    phrases: str


class NoLineFits(Frozen):
    """No line of a checklist fits."""


class NoVariantFits(Frozen):
    """No wording of a prompt fits."""


class UsedBefore(Frozen):
    """An earlier program used it."""


class TooDeep(Frozen):
    """Its level is above the highest that this reader is given now."""

    level: int
    highest: int


class TooLong(Frozen):
    """It takes more minutes than a session has for it."""

    minutes: int
    most: int


class NotBrief(Frozen):
    """A brief session has its prompts and a small action, and no more."""


class NoRoom(Frozen):
    """A step for which so few and such short sessions have no room."""


class StandsInstead(Frozen):
    """An alternative replaces a step, for some gates; none are given if they are shown elsewhere."""

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
    """Something was the next of its list when a session took one."""

    reason: Reason
    session: int


class DeepTooEarly(Frozen):
    """Level 3 begins with a later session."""

    session: int


class DeepTooShort(Frozen):
    """Level 3 needs longer sessions than this program has."""

    minutes: int


class DeepTaken(Frozen):
    """The session has as many prompts of level 3 as it may."""

    most: int


class MotifTaken(Frozen):
    """The session has a prompt of its motif."""

    motif: str


class QuotedAlready(Frozen):
    """It repeats the reader's own words, and the program has repeated these already."""

    facts: tuple[str, ...]


class RankedOut(Frozen):
    """What ranks above it filled the session."""


class GentleFirst(Frozen):
    """The session was full, with one of level 1 to begin with that ranks below it."""

    item: str


class CoreFirst(Frozen):
    """The session was full, with a core prompt of its step that ranks below it."""

    item: str


class CoreTaken(Frozen):
    """The session has another version of the same core prompt."""

    number: int


class SharedOut(Frozen):
    """The session's prompts had all been given to steps that come before in it."""

    prompts: int


class NoExercises(Frozen):
    """A step with so many minutes in a session has no exercise."""

    minutes: int


class ExerciseTaken(Frozen):
    """The session's exercises had all been given to steps that come before in it."""


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
"""Why one session did not take something that fits."""


class Refused(Frozen):
    """Why some sessions did not take something that fits."""

    sessions: tuple[int, ...]
    refusal: Refusal


class NotDealt(Frozen):
    """It fits, and no session took it: for each session that could have, why not."""

    reason: Reason
    refused: tuple[Refused, ...]
    place: int
    of: int


class FitsBut(Frozen):
    """What several pieces that fit have in common: why no session took them."""

    refused: tuple[Refused, ...]


class NoAppendix(Frozen):
    """It belongs to the appendix, and there is none."""


class ProgramReplaced(Frozen):
    """The whole program is replaced, and nothing of it was looked at."""

    alternatives: tuple[str, ...]


class OtherReplaces(Frozen):
    """An alternative is out, because others replace the whole program."""

    alternatives: tuple[str, ...]


class OutWith(Frozen):
    """What it belongs to is out."""

    kind: Literal["step", "alternative", "prompt", "checklist", "passage"]
    item: str
    reason: Reason


class OtherWording(Frozen):
    """It fits, and another wording of its prompt or text was chosen."""

    reason: Reason


class ReadAsPage(Frozen):
    """Its alternative is read as a page, without prompts and exercises."""

    unit: str


class InPlaceOfProgram(Frozen):
    """An alternative replaces the whole program."""

    gates: tuple[GateSays, ...]


class AddedInFront(Frozen):
    """An alternative is added in front of the sessions."""

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
    """A gate holds, and another alternative came first."""

    gates: tuple[GateSays, ...]


class OnlyWhereGateHolds(Frozen):
    """An alternative is used only where its gate holds, and it does not."""

    gates: tuple[GateSays, ...]


GateReason: TypeAlias = FactsAre | GateHolds | DeclinedHolds | UnknownHolds | UnknownPasses | UnknownAsks
"""Why a gate answers as it does."""

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
"""Why something is as it is in a plan."""

"""Making a Handout: one sheet of chosen items, if its reader may get them.

Input: a Pack, ids of items, and a Profile or nothing. Output: a Handout, or an error that says what is withheld.
Must not know: the Document, formats.

A sheet follows the same rules as a program: conflicts, expiry, gates, conditions, tags and levels apply. If
nothing is known about the reader, the sheet asks about every gate that may hold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import assert_never

from rekindle_core.content.model.condition import facts_of, is_always
from rekindle_core.content.model.pack import HandoutWords, Pack
from rekindle_core.content.model.step import Checklist, Exercise, Passage, Prompt
from rekindle_core.content.model.values import Missing
from rekindle_core.errors import UsageError
from rekindle_core.explanation.catalogue import kind_of
from rekindle_core.explanation.wording import reason_words
from rekindle_core.explanation.written import quoted_title
from rekindle_core.handout.contract import SHEET
from rekindle_core.handout.examine import Examined, ItemExaminer, first_fitting
from rekindle_core.handout.offered import Offerable, Offered, chosen, offered
from rekindle_core.handout.value import Handout, Withheld, WithheldError
from rekindle_core.planning.code import make_code, program_inputs
from rekindle_core.planning.deal import DEEP_LEVEL, highest_level
from rekindle_core.planning.eligibility import Examiner
from rekindle_core.planning.identity import UNNAMED, Identity
from rekindle_core.planning.judge import Ruling, denials, judge
from rekindle_core.planning.plan import Answer, Check, Decision, Plan, PlannedSession, Worded
from rekindle_core.planning.rank import MOST_SEED, keyed
from rekindle_core.planning.reasons import OnlyWhereGateHolds
from rekindle_core.profile.conflicts import Reading, safer_reading
from rekindle_core.profile.current import Current, current
from rekindle_core.profile.profile import Profile

CHECK = "check-handout"

_PASSAGE, _CHECKLIST, _EXERCISE = 0, 1, 2
"""The place of items without a level among those with one: first things to read, then lists, then things to do."""


def choose_handout(
    pack: Pack,
    items: Sequence[str],
    profile: Profile | None = None,
    *,
    seed: int = 1,
    date: dt.date = dt.date(1970, 1, 1),
    identity: Identity = UNNAMED,
) -> Handout:
    """Return a sheet of chosen items.

    Args:
        pack: The pack to choose from.
        items: Ids of prompts, exercises, checklists and passages. Levels rise on the sheet, whatever their
            order here.
        profile: The reader's facts. If they answer nothing that a gate or an item tests, the handout is
            general.
        seed: Varies wording among equals: 0 to 2³²−1.
        date: The date of the sheet.
        identity: Where the handout's id comes from.

    Raises:
        UsageError: There is no such item, the pack has no words for handouts, or the seed is out of range.
        WithheldError: The reader may not get one of the items, or the whole program is replaced for them.
    """
    words = _words(pack)
    if not 0 <= seed <= MOST_SEED:
        raise UsageError(
            f"The seed {seed} is out of range.", code="bad-seed", hint=f"it must be from 0 to {MOST_SEED}."
        )
    wanted = chosen(pack, items)
    profile = profile or Profile()
    now = current(pack, profile, date)
    reading = safer_reading(pack, now.profile)
    ruling = judge(pack, reading)
    _see_not_replaced(pack, ruling)
    examiner = Examiner(pack, reading, ruling)
    general = is_general(pack, reading, wanted)
    denied = frozenset(denials(pack, reading.given, ruling.verdicts))
    judge_item = ItemExaminer(examiner, seed, highest_level(pack, reading), general, denied)
    verdicts = [judge_item.examine(one) for one in wanted]
    if withheld := [one for one in verdicts if isinstance(one, Withheld)]:
        raise _withheld(pack, withheld)
    homes = {one.item.id: one for one in wanted}
    kept = sorted(
        (one for one in verdicts if isinstance(one, Examined)), key=lambda one: _order(homes[one.item].item)
    )
    return Handout(
        plan=_plan(examiner, now, words, kept, homes, seed, date, identity),
        general=general,
        waived=tuple((one.item, one.needs) for one in kept if not is_always(one.needs)),
        taken_by=tuple((one.item, _taking(pack, one)) for one in kept),
    )


def is_general(pack: Pack, reading: Reading, wanted: Sequence[Offered]) -> bool:
    """Return whether a reader has answered nothing that a gate, or one of these items, tests."""
    conditions = [
        *(gate.when for gate in pack.gates),
        *(one.unit.when for one in wanted),
        *(one.item.offer.when for one in wanted),
    ]
    facts = {fact for condition in conditions for fact in facts_of(condition)}
    given = reading.given
    # An answer that has expired was still given.
    return all(given[fact] is Missing.UNKNOWN and fact not in given.set_aside for fact in facts)


def _words(pack: Pack) -> HandoutWords:
    words = pack.frame.handout
    if words is None:
        hint = "add `handout` to program.yaml, with check, title and stop; see docs/authoring.md."
        raise UsageError(f"The pack {pack.id} has no handouts.", code="no-handouts", hint=hint)
    return words


def _see_not_replaced(pack: Pack, ruling: Ruling) -> None:
    if not ruling.replaced_by:
        return
    gates = {gate.id: gate for gate in pack.gates if gate.effect.replaces_program}
    says = "; ".join(
        f"{one.gate}: {reason_words(pack.language, one.reason)}"
        for one in ruling.verdicts
        if one.answer is Answer.HOLDS and one.gate in gates
    )
    pages = ", ".join(f"{quoted_title(pack, name)} ({name})" for name in ruling.replaced_by)
    raise WithheldError(
        f"No handout is made: a gate replaces the whole program for this reader ({says}). In its place: {pages}.",
        hint="run `rekindle explain` first; once you have decided how they get that page, make it with "
        "`rekindle build`.",
    )


def _withheld(pack: Pack, withheld: Sequence[Withheld]) -> WithheldError:
    said = []
    for one in withheld:
        instead = ", ".join(f"{quoted_title(pack, name)} ({name})" for name in one.instead)
        reason = reason_words(pack.language, one.reason)
        said.append(f"{one.item}: {reason}.{f' Instead: {instead}.' if instead else ''}")
    steps = {one.unit.id for one in offered(pack).values()}
    instead_of = next((name for one in withheld for name in one.instead if name in steps), "")
    if instead_of:
        hint = f"`rekindle catalogue --step {instead_of}` lists what replaces it."
    elif any(isinstance(one.reason, OnlyWhereGateHolds) for one in withheld):
        hint = "it needs a profile that the gate applies to: add --profile FILE, or choose an item of a step."
    else:
        hint = "choose something else; `rekindle explain --why-not ID` with the same profile says more."
    word = "one item is" if len(said) == 1 else f"{len(said)} items are"
    return WithheldError(
        f"No handout is made: {word} withheld from this reader. {' '.join(said)}",
        withheld=withheld,
        hint=hint,
    )


def _order(item: Offerable) -> tuple[int, bool]:
    """Return the place of an item on the sheet: at one level, prompts come last; else the order is as given."""
    return _depth(item), isinstance(item, Prompt)


def _depth(item: Offerable) -> int:
    match item:
        case Passage():
            return _PASSAGE
        case Checklist():
            return _CHECKLIST
        case Exercise():
            return _EXERCISE
        case Prompt():
            return item.level
        case _ as never:
            assert_never(never)


def _plan(
    examiner: Examiner,
    now: Current,
    words: HandoutWords,
    kept: Sequence[Examined],
    homes: dict[str, Offered],
    seed: int,
    date: dt.date,
    identity: Identity,
) -> Plan:
    pack, reading, ruling = examiner.pack, examiner.reading, examiner.ruling
    # The items and their order are part of the input, so that no two sheets share an id.
    inputs = program_inputs(pack, now.profile, seed, date, [" ".join((SHEET, *(one.item for one in kept)))])
    deep = any(_depth(homes[one.item].item) == DEEP_LEVEL for one in kept)
    session = PlannedSession(
        1,
        None,
        sum(_minutes(homes[one.item].item) for one in kept),
        tuple(one.part for one in kept),
        close=_close(examiner, seed, kept) if deep else "",
    )
    stop = first_fitting(words.stop, examiner)
    worded = (*(one for each in kept for one in each.worded), Worded("frame", SHEET, (stop.id,)))
    asked = _asking(pack, ruling, kept)
    return Plan(
        pack=pack.id,
        pack_digest=pack.digest,
        reading=reading,
        seed=seed,
        date=date,
        code=make_code(inputs, identity),
        program_id=identity.program_id(inputs.text),
        gates=ruling.verdicts,
        replaced_by=(),
        front_check=Check(CHECK, "program", tuple((gate, "") for gate in asked)) if asked else None,
        front_notes=(),
        opening=(),
        sessions=(session,),
        closing=(),
        appendix=(),
        pages=(),
        decisions=tuple(_decision(pack, one) for one in kept),
        shortfalls=(),
        worded=worded,
        asked=now.asked,
        halts=now.halts,
    )


def _asking(pack: Pack, ruling: Ruling, kept: Sequence[Examined]) -> tuple[str, ...]:
    """Return the gates that ask and that could remove the program or one of these items, strictest first."""
    return tuple(
        gate.id
        for gate in ruling.asking
        if gate.effect.replaces_program or any(gate.id in _taking(pack, one) for one in kept)
    )


def _taking(pack: Pack, one: Examined) -> tuple[str, ...]:
    """Return the gates that remove an item if they hold."""
    return tuple(
        gate.id
        for gate in pack.gates
        if one.part.unit in gate.effect.replaces_steps
        or one.tags & set(gate.effect.removes_tags)
        or one.assumes & set(gate.denies)
    )


def _close(examiner: Examiner, seed: int, kept: Sequence[Examined]) -> str:
    """Return the moment that closes a demanding sheet."""
    fitting = [
        one.id for one in examiner.pack.frame.closes if examiner.examine(one.offer, checked=False).eligible
    ]
    if not fitting:
        raise UsageError(
            f"{kept[-1].item} asks much (level {DEEP_LEVEL}), and the pack {examiner.pack.id} has no close that fits "
            "to end the sheet with.",
            code="no-handouts",
            hint="add one to `closes` in program.yaml, or leave the item out.",
        )
    return min(fitting, key=lambda name: keyed(seed, "close", name))


def _minutes(item: Offerable) -> int:
    return item.minutes if isinstance(item, Prompt | Exercise) else 0


def _decision(pack: Pack, one: Examined) -> Decision:
    return Decision(one.item, kind_of(pack.items[one.item]), one.part.unit, True, one.reason, session=1)

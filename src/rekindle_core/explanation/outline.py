"""The items of a unit that a plan uses, in reading order, and those it leaves out, grouped by reason.

Input: a Pack, a Plan made from it, and a unit's id. Output: an Outline of decisions. Must not know: how
it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rekindle_core.content.model.pack import Pack
from rekindle_core.document.ids import look_back_id
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.explanation.status import part_items, reading_order, standings
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Decision, Plan
from rekindle_core.planning.reasons import FitsBut, NotDealt, Reason

FRAME = ""
"""The name for content around the sessions, which belongs to no unit."""


class Outline(Frozen):
    """One unit of a plan.

    Attributes:
        unit: The step or alternative; empty for the parts around the sessions.
        inside: What is in, in reading order; added alternatives are where they are read.
        outside: What is out, by reason, in the order of the first item.
    """

    unit: str
    inside: tuple[Decision, ...]
    outside: tuple[tuple[Reason, tuple[Decision, ...]], ...]


def outlines(pack: Pack, plan: Plan) -> tuple[Outline, ...]:
    """Return an outline of every unit that a plan uses, in order, and of the parts around the sessions, last."""
    found = standings(pack, plan)
    units = dict.fromkeys(part.unit for session in plan.sessions for part in session.parts)
    return tuple(_outline(pack, plan, unit, found.values()) for unit in (*units, FRAME))


def outline(pack: Pack, plan: Plan, unit: str) -> Outline:
    """Return an outline of one unit; an unused unit has nothing inside."""
    return _outline(pack, plan, unit, standings(pack, plan).values())


def _outline(pack: Pack, plan: Plan, unit: str, found: Iterable[Decision]) -> Outline:
    by_id, entries = {decision.item: decision for decision in found}, catalogue(pack)
    read = _read_in_frame(plan) if unit == FRAME else _read_in(plan, unit)
    # A wording is in with its prompt or passage; wordings of the unit's own texts are listed separately.
    inside = [
        by_id[name] for name in (*read, *_looked_back(plan, unit)) if _stands_alone(entries[name], unit)
    ]
    if unit and not read:
        # An alternative that is read as a page, outside the sessions.
        held = (one for one in by_id.values() if one.unit == unit != one.item and one.included)
        inside = [one for one in held if not entries[one.item].parent]
    outside: dict[Reason, list[Decision]] = {}
    for entry in entries.values():
        decision = by_id[entry.id]
        own = entry.unit == unit and entry.id != unit
        # A wording is out with its prompt; for a prompt that is in, it is useful to say which were not
        # chosen.
        if own and not decision.included and not (entry.parent and not by_id[entry.parent].included):
            outside.setdefault(_shared(decision.reason), []).append(decision)
    for decisions in outside.values():
        decisions.sort(key=lambda decision: decision.place)
    return Outline(unit, tuple(inside), tuple((reason, tuple(kept)) for reason, kept in outside.items()))


def _shared(reason: Reason) -> Reason:
    """Return the part of a reason that it shares with others: without places, and without why each fits."""
    return FitsBut(reason.refused) if isinstance(reason, NotDealt) else reason


def _read_in(plan: Plan, unit: str) -> dict[str, None]:
    parts = [part for session in plan.sessions for part in session.parts if part.unit == unit]
    return dict.fromkeys(name for part in parts for name in part_items(plan, part) if name != unit)


def _stands_alone(entry: Entry, unit: str) -> bool:
    return entry.parent in ("", unit) or entry.kind == "look-back"


def _looked_back(plan: Plan, unit: str) -> Iterator[str]:
    """Yield the look-backs on plans of a unit, which are in the sessions after its own."""
    for session in plan.sessions:
        if session.look_back and session.look_back.unit == unit:
            yield look_back_id(session.look_back.prompt)


def _read_in_frame(plan: Plan) -> dict[str, None]:
    """Return what is read around the units: what opens and closes a session, and its ratings."""
    inner = {name for session in plan.sessions for part in session.parts for name in part_items(plan, part)}
    inner |= {look_back_id(session.look_back.prompt) for session in plan.sessions if session.look_back}
    return dict.fromkeys(name for name in reading_order(plan) if name not in inner)

"""The text output of `rekindle explain --against`: how two plans differ, and why.

Input: two plans with their packs and names. Output: lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rekindle_core.cli.conflicts import conflict_lines
from rekindle_core.cli.explain.text import ANSWERS, NOBODY, NOTICE
from rekindle_core.cli.terminal.page import Line, Tone
from rekindle_core.content.model.pack import Pack
from rekindle_core.diagnostics import counted
from rekindle_core.explanation.diff import ContentChange, GateChange, How, PlanDifference
from rekindle_core.explanation.wording import reason_words
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Decision, GateVerdict, Plan, PlannedSession

_HOW: dict[How, tuple[str, Tone]] = {
    "came-in": ("in        ", "go"),
    "went-out": ("out       ", "stop"),
    "moved": ("moved     ", "ask"),
    "other-reason": ("still out ", "faint"),
    "added": ("new       ", "go"),
    "removed": ("gone      ", "stop"),
    "rewritten": ("reworded  ", "ask"),
}
_FOLDED: dict[How, str] = {
    "moved": "still in, in another session",
    "other-reason": "still out, for another reason",
}


class Side(Frozen):
    """One of the two plans, and its name."""

    name: str
    pack: Pack
    plan: Plan


Sides: TypeAlias = tuple[Side, Side]
"""Before and after."""


def difference_page(before: Side, after: Side, found: PlanDifference, *, full: bool) -> Iterator[Line]:
    """Yield the page about the difference between two plans."""
    yield from _heading(before, after)
    if found.is_empty:
        yield Line()
        yield Line("Nothing differs.")
        return
    if found.facts:
        yield Line()
        yield Line("Facts", tone="title")
        yield from (Line(f"{one.fact}: {one.before} → {one.after}", indent=2) for one in found.facts)
    yield from _gates((before, after), found.gates, full=full)
    if not full and bool(before.plan.replaced_by) != bool(after.plan.replaced_by):
        yield Line()
        way = "in" if before.plan.replaced_by else "out"
        pieces = len(found.units) + len(found.content)
        yield Line(f"All of it goes {way} with the program: {counted(pieces, 'piece')} (--full)")
    else:
        yield from _changes((before, after), "Steps and alternatives", found.units, full=full)
        yield from _content((before, after), found, full=full)
    yield from _sessions(before, after, found)


def _heading(before: Side, after: Side) -> Iterator[Line]:
    yield Line(NOTICE, tone="title")
    for label, side in (("Before", before), ("After", after)):
        pack, plan = side.pack, side.plan
        text = f"{side.name}; pack {pack.id} {pack.version}, seed {plan.seed}, code {plan.code}"
        yield Line(text, f"{label + ':':<8}")
        yield from conflict_lines(pack, plan.reading)
    reviewed = [", ".join(side.pack.reviewed_by) or NOBODY for side in (before, after)]
    yield Line(f"Reviewed by: {'; now by: '.join(dict.fromkeys(reviewed))}")


def _gates(sides: Sides, changes: Sequence[GateChange], *, full: bool) -> Iterator[Line]:
    if not changes:
        return
    yield Line()
    yield Line("Gates", tone="title")
    for change in changes:
        if change.turned or full:
            tone: Tone = ANSWERS[change.after.answer][1] if change.after else "plain"
            old, new = _answer(change.before), _answer(change.after)
            yield Line(f"{old} → {new}" if old != new else f"{new}, unchanged", f"  {change.gate}: ", tone)
            yield from _reasons(sides, change.before, change.after)
    if not full and (same := sum(not change.turned for change in changes)):
        yield Line(f"{counted(same, 'gate')} with the same answer, for another reason (--full)", indent=2)


def _answer(verdict: GateVerdict | None) -> str:
    return ANSWERS[verdict.answer][0].strip() if verdict else "not in the pack"


def _content(sides: Sides, found: PlanDifference, *, full: bool) -> Iterator[Line]:
    # Whatever comes or goes with its step has been reported there.
    whole = {change.item for change in found.units if change.how in ("came-in", "went-out")}
    content = [one for one in found.content if full or one.decision.unit not in whole]
    for unit in dict.fromkeys(one.decision.unit for one in content):
        changes = [one for one in content if one.decision.unit == unit]
        yield from _changes(sides, f"In {unit}" if unit else "Outside the steps", changes, full=full)
    if full:
        return
    with_it = Counter(one.decision.unit for one in found.content if one.decision.unit in whole)
    folded = [f"{counted(number, 'piece')} of {unit}, with the whole" for unit, number in with_it.items()]
    for how, words in _FOLDED.items():
        if number := sum(one.how == how for one in (*found.units, *content)):
            folded.append(f"{number} {words}")
    if folded:
        yield Line()
        yield Line(f"Not listed: {'; '.join(folded)} (--full lists them)", tone="faint")


def _changes(sides: Sides, title: str, changes: Sequence[ContentChange], *, full: bool) -> Iterator[Line]:
    shown = [change for change in changes if full or change.how not in _FOLDED]
    if not shown:
        return
    yield Line()
    yield Line(title, tone="title")
    for change in shown:
        mark, tone = _HOW[change.how]
        decision = change.decision
        name = decision.item if decision.kind == "step" else f"{decision.kind} {decision.item}"
        yield Line(name, f"  {mark}", tone)
        if change.how != "rewritten":
            yield from _reasons(sides, change.before, change.after)


def _reasons(
    sides: Sides, before: GateVerdict | Decision | None, after: GateVerdict | Decision | None
) -> Iterator[Line]:
    if before:
        yield Line(reason_words(sides[0].pack.language, before.reason), "      before: ", "faint")
    if after:
        yield Line(reason_words(sides[1].pack.language, after.reason), "      after:  ", "faint")


def _sessions(before: Side, after: Side, found: PlanDifference) -> Iterator[Line]:
    yield Line()
    yield Line("Sessions, before and after", tone="title")
    for label, side in (("before", before), ("after", after)):
        if side.plan.replaced_by:
            names = ", ".join(side.plan.replaced_by)
            yield Line(f"{label}: the whole program is replaced by {names}", indent=2, tone="stop")
    rows = [_row(number, old, new) for number, (old, new) in enumerate(found.sessions, 1)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        number, old, new = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        same = row[1] == row[2]
        text = f"{number}  {old}  {'=' if same else '≠'}  {new}"
        yield Line(text, indent=2, tone="plain" if same else "ask")


def _row(number: int, old: PlannedSession | None, new: PlannedSession | None) -> tuple[str, str, str]:
    """Return the contents of a row: a date is printed once if it is the same."""
    same_day = bool(old and new and old.date == new.date)
    day = old.date.isoformat() if old and old.date and same_day else ""
    return (f"{number} {day}".rstrip(), _cell(old, dated=not same_day), _cell(new, dated=not same_day))


def _cell(session: PlannedSession | None, *, dated: bool) -> str:
    if session is None:
        return "none"
    units = " and ".join(part.unit for part in session.parts)
    day = f", {session.date.isoformat()}" if session.date and dated else ""
    return f"{units}, {session.minutes} minutes{day}"

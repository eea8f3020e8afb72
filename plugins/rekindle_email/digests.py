"""Which emails a program is split into: one for each session or day, depending on the kind requested.

Input: a Document and a kind. Output: digests, in the order in which they are sent. Must not know: email,
or the parts around the sessions.

- `weekly`: a session, whole.
- `daily`: a prompt a day, on as many days as there are until the next session. None of them is at level 3, and
  in any seven days in a row at most three look at the other person. The first day has what the session says
  before its prompts, a look-back and its why among it; the last has the ratings, the small action and the close.
- `two-minute`: a prompt and a small action, for a week when that is all there is.

Exercises and checklists take time, and are only in the weekly kind. Whatever keeps a reader safe is in every
kind: self-checks, and prose that the Document does not let be skipped.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from rekindle_core import (
    Addition,
    Document,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RatingsChart,
    Sample,
    Section,
    SelfCheck,
    Task,
    replace,
)
from rekindle_email.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind: TypeAlias = Literal["weekly", "daily", "two-minute"]

DEEP_LEVEL = 3
"""The level that asks too much of someone who reads in passing."""

WEEK = 7
OTHERS_IN_A_WEEK = 3
"""The number of days, out of seven, on which a prompt may be about the other person."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The part of a program's sessions in one email.

    Attributes:
        number: The session's number. It is 1 where a Document has no session: from outside, its email looks
            like any program's first.
        day: Which of the session's days it is, from 1; 0 for the whole session.
        date: The day to send it, where the program has dates.
        session: The session, with what this email shows of it; None for a Document without any.
        opens: Whether it is the program's first, and so has what comes before the sessions.
        ends: Whether it is the program's last, and so has what comes after them.
    """

    number: int
    day: int
    date: dt.date | None
    session: Section | None
    opens: bool
    ends: bool


def digests(document: Document, kind: Kind) -> tuple[Digest, ...]:
    """Return a program's digests.

    Args:
        document: The whole program.
        kind: Which emails to make from it.

    Returns:
        At least one: a Document without sessions, such as one page in a program's place, is one email.
    """
    found = sessions(document)
    if not found:
        return (Digest(1, 0, None, None, opens=True, ends=True),)
    shown = tuple(_shown(found, kind))
    numbers = {
        session.id: place if session.number is None else session.number
        for place, session in enumerate(found, 1)
    }
    return tuple(
        Digest(numbers[session.id], day, session.date, session, opens=place == 1, ends=place == len(shown))
        for place, (day, session) in enumerate(shown, 1)
    )


def _shown(found: Sequence[Section], kind: Kind) -> Iterator[tuple[int, Section]]:
    """Yield what each email shows of a session, and on which of its days."""
    match kind:
        case "weekly":
            yield from ((0, session) for session in found)
        case "daily":
            yield from _daily(found)
        case "two-minute":
            yield from ((0, _two_minutes(session)) for session in found)
        case _ as never:
            assert_never(never)


def sessions(document: Document) -> tuple[Section, ...]:
    """Return the Document's sessions, in order."""
    return tuple(part for part in document.parts if part.role == "session")


# ------------------------------------------------------------------ two minutes


def _two_minutes(session: Section) -> Section:
    """Return a session with its shortest prompt and its small action."""
    prompts = _light(session)
    shortest = min(prompts, key=_time, default=None)
    tasks = {task.id for task in _tasks(session) if task.kind == "action" or task is shortest}
    # If there is nothing to do, the session's text is all there is.
    short = shorten(session, tasks, "needed" if tasks else "all")
    return replace(short, minutes=None)


# ------------------------------------------------------------------ days


def _daily(found: Sequence[Section]) -> Iterator[tuple[int, Section]]:
    others: deque[int] = deque(maxlen=OTHERS_IN_A_WEEK)
    today = 0
    for session, days in zip(found, _room(found), strict=True):
        # Without dates, the time between sessions is unknown: their days are taken to follow directly.
        today = session.date.toordinal() if session.date else today + 1
        chosen = _choose(_light(session), today, days, others)
        yield from _days(session, chosen)
        today += max(len(chosen), 1) - 1


def _room(found: Sequence[Section]) -> Iterator[int]:
    """Yield for each session the number of its days: until the next session, and at most a week."""
    for session, after in zip(found, (*found[1:], None), strict=True):
        if after and session.date and after.date:
            yield min(max((after.date - session.date).days, 1), WEEK)
        else:
            yield WEEK


def _choose(prompts: Iterable[Task], today: int, days: int, others: deque[int]) -> list[Task]:
    """Choose a prompt for each day, in their order, as far as prompts about the other person are allowed that day.

    Args:
        prompts: The prompts to choose from.
        today: The first day, as a number.
        days: The number of days.
        others: The last days with a prompt about the other person; the chosen ones are added.
    """
    left, chosen = list(prompts), list[Task]()
    for day in range(today, today + days):
        spent = len(others) == OTHERS_IN_A_WEEK and day - others[0] < WEEK
        prompt = next((task for task in left if task.about != "them" or not spent), None)
        if prompt is None:
            break
        left.remove(prompt)
        chosen.append(prompt)
        if prompt.about == "them":
            others.append(day)
    return chosen


def _days(session: Section, prompts: Sequence[Task]) -> Iterator[tuple[int, Section]]:
    """Yield each day's part of a session; only one day if there are no prompts."""
    first = {task.id for task in _tasks(session) if task.kind in ("settle", "look-back")}
    last = {task.id for task in _tasks(session) if task.kind in ("rating", "action", "close")}
    count = max(len(prompts), 1)
    for day in range(1, count + 1):
        prompt = prompts[day - 1] if prompts else None
        tasks = {prompt.id} if prompt else set()
        tasks |= first if day == 1 else set()
        tasks |= last if day == count else set()
        shown = shorten(session, tasks, "all" if day == 1 else "none")
        date = session.date + dt.timedelta(days=day - 1) if session.date else None
        # The prompt says how long it takes; the session's time is for all its prompts.
        yield day, replace(shown, date=date, minutes=None)


# ------------------------------------------------------------------ what there is


def _tasks(section: Section) -> Iterator[Task]:
    """Yield the tasks of a session and its steps; anything in passages or additions is prose."""
    for block in section.children:
        match block:
            case Task():
                yield block
            case Section():
                yield from _tasks(block) if block.role == "step" else ()
            case (
                Paragraph()
                | ItemList()
                | Quotation()
                | Sample()
                | SelfCheck()
                | HelpLines()
                | RatingsChart()
                | Addition()
            ):
                pass
            case _ as never:
                assert_never(never)


def _time(task: Task) -> tuple[bool, int, int]:
    """Return a sort key by duration; a prompt without one comes last."""
    return task.minutes is None, task.minutes or 0, task.level or 0


def _light(session: Section) -> list[Task]:
    """Return the prompts that do not ask too much; one without a level counts as asking too much."""
    return [task for task in _tasks(session) if task.kind == "prompt" and (task.level or 0) < DEEP_LEVEL]

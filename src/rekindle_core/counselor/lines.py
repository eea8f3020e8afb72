"""The age of the sources of the help lines on a client's pages, and what to check.

Input: a plan's lines, as listed on the client's pages, and the practice's file. Output: a section. Must
not know: how the client's pages look; they show the numbers plainly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rekindle_core.content.model.reference import Service, is_recent
from rekindle_core.counselor.contract import LINES
from rekindle_core.counselor.speech import Speech
from rekindle_core.document.nodes import Block, Code, Datum, Inlines, Section, Text
from rekindle_core.document.words import written_date
from rekindle_core.frozen import Frozen
from rekindle_core.realisation.help_lines import Listed, listed_lines

if TYPE_CHECKING:
    from rekindle_core.practice.lines import LineCheck
    from rekindle_core.practice.load import PracticeFile


class _Row(Frozen):
    """A line: its name, what is known about its age, and what to do about it (empty if nothing)."""

    name: Inlines
    known: Inlines
    to_do: Inlines = ()


def lines_section(speech: Speech, file: PracticeFile | None) -> Section:
    """Return what to check about a client's help lines: first those that nobody has checked for a year."""
    rows = [*_own(speech, file), *_packs(speech, file)]
    due = [row for row in rows if row.to_do]
    done = [row for row in rows if not row.to_do]
    blocks: list[Block] = [speech.paragraph(speech.word("lines_about"))]
    for key, part in (("lines_to_check", due), ("lines_checked", done)):
        if part:
            blocks.append(speech.paragraph(speech.strong(f"{speech.word(key)} ({len(part)})")))
            blocks.append(speech.listed(map(_told, part)))
    if countries := _countries(speech, file):
        blocks.append(speech.paragraph(speech.word("lines_countries", n=countries)))
    return speech.section(LINES, speech.word("lines"), tuple(blocks))


def _told(row: _Row) -> Inlines:
    between = (Text("; "), *row.to_do) if row.to_do else ()
    return (*row.name, Text(" \N{EN DASH} "), *row.known, *between)


def _own(speech: Speech, file: PracticeFile | None) -> Iterator[_Row]:
    for line in file.help_lines if file else ():
        check = file.checked.get(line.id) if file else None
        name = (Datum(" ".join(filter(None, (line.name, line.number))), "practice.help_lines"),)
        known = _checked(speech, check) if check else (Text(speech.word("line_unchecked")),)
        fresh = check and is_recent(check.on, speech.plan.date)
        yield _Row(name, known, () if fresh else _to_do(speech, line.web))


def _packs(speech: Speech, file: PracticeFile | None) -> Iterator[_Row]:
    date = speech.plan.date
    for service in _services(speech, file):
        check = file.checked.get(service.id) if file else None
        known = _checked(speech, check) if check else (Text(_dated(speech, service)),)
        fresh = is_recent(check.on, date) if check else not service.is_stale(date)
        # A practice uses its id to record when it was checked.
        name = (Text(f"{_called(service)} ("), Code(service.id), Text(")"))
        yield _Row(name, known, () if fresh else _to_do(speech, service.web))


def _services(speech: Speech, file: PracticeFile | None) -> Iterator[Service]:
    for part in _listed(speech, file):
        if not part.places:
            yield from part.services


def _countries(speech: Speech, file: PracticeFile | None) -> int:
    """Return the number of countries for which the pages list one line each; nobody checks all of those."""
    return len({place for part in _listed(speech, file) for place in part.places})


def _listed(speech: Speech, file: PracticeFile | None) -> tuple[Listed, ...]:
    return listed_lines(speech.pack, speech.plan, file.country if file else "")


def _called(service: Service) -> str:
    number = service.number if service.number != service.name else ""
    return " ".join(filter(None, (service.name, number)))


def _dated(speech: Speech, service: Service) -> str:
    if service.source_date:
        return speech.word("line_dated", date=_day(speech, service.source_date))
    return speech.word("line_undated", date=_day(speech, service.read_on or dt.date.min))


def _checked(speech: Speech, check: LineCheck) -> Inlines:
    ahead = f" ({speech.word('line_ahead')})" if check.on > speech.plan.date else ""
    if not check.by:
        return (Text(speech.word("line_checked", date=_day(speech, check.on)) + ahead),)
    # The name of that person is typed text.
    before, _, after = speech.word("line_checked_by", date=_day(speech, check.on), name="\0").partition("\0")
    after += ahead
    return (Text(before), Datum(check.by, "practice.checked"), *((Text(after),) if after else ()))


def _to_do(speech: Speech, web: str) -> Inlines:
    site = web.removeprefix("https://").removeprefix("www.").removesuffix("/")
    return (Text(speech.word("line_compare", site=site) if site else speech.word("line_call")),)


def _day(speech: Speech, day: dt.date) -> str:
    return written_date(day, speech.pack.language.words)

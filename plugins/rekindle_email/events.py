"""A calendar of a program's sessions: one event for each session with a date.

Input: a Document and the digests of its sessions. Output: an iCalendar object (RFC 5545), as bytes.
Must not know: emails, or what a session contains.

A calendar is often shared, and shown on locked screens. So an event says which session it is and how long it
takes, in every program alike, and no alarm goes off that nobody asked for. It is a day, since the hour is the
reader's own to choose.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vText

from rekindle_core import Document, label
from rekindle_email.headers import header_text
from rekindle_email.message import opaque_name
from rekindle_email.selection import digest_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rekindle_email.digests import Digest

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def make_calendar(document: Document, digests: Iterable[Digest]) -> bytes:
    """Make the calendar of a program.

    Args:
        document: The whole program.
        digests: Its weekly digests; those without a date are left out.

    Returns:
        The calendar, the same for the same arguments; nothing if no session has a date.
    """
    events = [_event(document, digest, digest.date) for digest in digests if digest.date]
    if not events:
        return b""
    calendar = Calendar()
    calendar.add("prodid", "-//Rekindle//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in events:
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _event(document: Document, digest: Digest, day: dt.date) -> Event:
    minutes = digest.session.minutes if digest.session else None
    event = Event()
    event.add("uid", f"{opaque_name(document, 'event', digest.number)}@rekindle.invalid")
    # The date of the program, if it has one: the clock would make the bytes differ each time.
    event.add("dtstamp", dt.datetime.combine(document.date, dt.time(), tzinfo=dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", _text(document, digest_name(document, digest)))
    if minutes is not None:
        event.add("description", _text(document, label(document.words, "minutes", n=minutes)))
    # The day stays free for other things, and a shared calendar shows others only that the event exists.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _text(document: Document, words: str) -> vText:
    text = vText(header_text(words))
    if _LANGUAGE_TAG.fullmatch(document.language):
        text.params["LANGUAGE"] = document.language
    return text

"""Times: stored in UTC, shown in the counselor's local time; a week is a local week.

Input: times. Output: text, and dates. Must not know: what happened at them.
"""

from __future__ import annotations

import datetime as dt


def kept(when: dt.datetime) -> str:
    """Return a time as stored."""
    return when.astimezone(dt.UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def read(text: str) -> dt.datetime:
    """Return a stored time in local time."""
    return dt.datetime.fromisoformat(text).astimezone()


def local_day(text: str) -> dt.date:
    """Return the local date of a time."""
    return read(text).date()


def week_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week.

    >>> week_of(dt.date(2027, 1, 10)), week_of(dt.date(2027, 1, 11))
    (datetime.date(2027, 1, 4), datetime.date(2027, 1, 11))
    """
    return day - dt.timedelta(days=day.weekday())

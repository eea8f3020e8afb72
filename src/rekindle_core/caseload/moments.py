"""Times: kept in UTC, shown as they are where the counselor is; a week is a local one.

Comes in: times. Goes out: text, and days. Must not know: what happened then.
"""

from __future__ import annotations

import datetime as dt


def kept(when: dt.datetime) -> str:
    """Return a time as the store keeps it."""
    return when.astimezone(dt.UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def read(text: str) -> dt.datetime:
    """Return a time that the store keeps, as it is here."""
    return dt.datetime.fromisoformat(text).astimezone()


def local_day(text: str) -> dt.date:
    """Return the day that it was here."""
    return read(text).date()


def week_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week.

    >>> week_of(dt.date(2027, 1, 10)), week_of(dt.date(2027, 1, 11))
    (datetime.date(2027, 1, 4), datetime.date(2027, 1, 11))
    """
    return day - dt.timedelta(days=day.weekday())

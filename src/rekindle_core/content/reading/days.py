"""Dates as people write them: every date that a text may mean.

Input: a line of text, and the names of the months, if any. Output: dates; several if the order of day
and month is ambiguous. Must not know: which country uses which order, or who is asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_NUMBERS = re.compile(r"([0-9]{1,4})[ ./-]+([0-9]{1,2})[ ./-]+([0-9]{1,4})[.]?")
_LEAST_OF_MONTH = 3


def days_of(text: str, months: Sequence[str] = ()) -> tuple[dt.date, ...]:
    """Return the dates that a text may mean, earliest first; empty if it isn't a date.

    The year has four digits. It comes first (2026-12-07) or last (7/12/2026, which may be in July or in
    December). A month may be written out, or as its first three letters.
    """
    found = {day for numbers in _readings(" ".join(text.split()), months) if (day := _day(*numbers))}
    return tuple(sorted(found))


def _readings(text: str, months: Sequence[str]) -> list[tuple[int, int, int]]:
    if match := _NUMBERS.fullmatch(text):
        first, middle, last = (int(number) for number in match.groups())
        if len(match[1]) == 4:
            return [(first, middle, last)]
        return [(last, middle, first), (last, first, middle)] if len(match[3]) == 4 else []
    words = re.findall(r"[0-9]+|[^\W\d_]+", text)
    named = [number for word in words if (number := _month(word, months))]
    numbers = [word for word in words if word.isdecimal()]
    years = [int(word) for word in numbers if len(word) == 4]
    days = [int(word) for word in numbers if len(word) < 3]
    if len(named) == len(years) == len(days) == 1 and len(numbers) == 2:
        return [(years[0], named[0], days[0])]
    return []


def _month(word: str, months: Sequence[str]) -> int:
    """Return the number of the month that a word names or abbreviates; 0 for none."""
    typed = word.casefold()
    meant = [number for number, name in enumerate(months, 1) if name.casefold().startswith(typed)]
    return meant[0] if len(typed) >= _LEAST_OF_MONTH and len(meant) == 1 else 0


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

"""Dates as people write them, in the words that a Document carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping


def written_date(date: dt.date, words: Mapping[str, str]) -> str:
    """Return a date as it is written in a Document's language.

    Args:
        date: The date.
        words: `Document.words`: `date_form` holds {day}, {month} and {year}, `months` the twelve names.

    >>> import datetime
    >>> months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    >>> written_date(datetime.date(2027, 1, 11), {"date_form": "{day} {month} {year}", "months": months})
    '11 Jan 2027'
    """
    months = words["months"].split()
    return words["date_form"].format(day=date.day, month=months[date.month - 1], year=date.year)

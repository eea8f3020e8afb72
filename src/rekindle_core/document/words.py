"""The interface text that a Document carries, filled in: labels, and dates as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rekindle_core.errors import RenderError


def label(words: Mapping[str, str], key: str, **values: str | int) -> str:
    """Return one of the interface texts, with its `{…}` filled in.

    Args:
        words: `Document.words`.
        key: The key.
        values: The value for each `{name}`.

    Raises:
        RenderError: The Document doesn't carry it.

    >>> label({"session": "Session {n}"}, "session", n=3)
    'Session 3'
    """
    text = _word(words, key)
    for name, value in values.items():
        # Not str.format: a translator's stray brace must not cause a failure.
        text = text.replace(f"{{{name}}}", str(value))
    return text


def written_date(date: dt.date, words: Mapping[str, str]) -> str:
    """Return a date in the format of a Document's language.

    Args:
        date: The date.
        words: `Document.words`: `date_form` contains {day}, {month} and {year}, `months` the twelve names.

    >>> import datetime
    >>> months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    >>> written_date(datetime.date(2027, 1, 11), {"date_form": "{day} {month} {year}", "months": months})
    '11 Jan 2027'
    """
    months = _word(words, "months").split()
    return label(words, "date_form", day=date.day, month=months[date.month - 1], year=date.year)


def _word(words: Mapping[str, str], key: str) -> str:
    if key not in words:
        raise RenderError(f"The document has no word for “{key}” in its language.")
    return words[key]

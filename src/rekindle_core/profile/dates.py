"""Dates as people write them in a language.

Input: a line of text, and a language with the names of its months. Output: dates; several if the order
of day and month is ambiguous. Must not know: which country uses which order, or who is asked.
"""

from __future__ import annotations

import datetime as dt

from rekindle_core.content.model.language import Language
from rekindle_core.content.reading.days import days_of


def days_meant(language: Language, text: str) -> tuple[dt.date, ...]:
    """Return the dates that a text may mean, earliest first; empty if it isn't a date."""
    return days_of(text, language.words.get("months", "").split())

"""What a pack knows beside its steps: phrases, help lines, techniques and sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import field

from rekindle_core.content.model.condition import ALWAYS, Condition
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.frozen import Frozen

YEAR = dt.timedelta(days=366)


class Phrase(Frozen):
    """One wording of a phrase list; it comes `weight` times as often as one of weight 1."""

    text: Spans
    weight: int = 1
    when: Condition = ALWAYS
    assumes: frozenset[str] = frozenset()


class Service(Frozen):
    """One service to call or visit. Texts are empty where nothing is known."""

    id: str
    kind: str
    name: str
    serves: str
    source: str
    verified: dt.date
    number: str = ""
    hours: str = ""
    region: str = ""
    web: str = ""

    def is_stale(self, date: dt.date) -> bool:
        """Return whether its source is more than a year from a day, so that nobody may have looked since.

        It counts either way: a program that was given no date, which is then that of 1970, can vouch for no line.
        """
        return abs(date - self.verified) > YEAR


class Country(Frozen):
    """The services of one country."""

    name: str
    emergency: tuple[str, ...]
    services: tuple[Service, ...]


class HelpDirectory(Frozen):
    """All help lines of a pack. `kinds` are in the order in which they are shown."""

    title: Spans
    lead: Prose
    caution: Spans
    kinds: Mapping[str, Spans]
    general_title: Spans
    general: tuple[Service, ...]
    countries: Mapping[str, Country] = field(default_factory=dict)


class Technique(Frozen):
    """A technique, and the ids of its sources."""

    name: str
    note: str
    sources: tuple[str, ...]


class Publication(Frozen):
    """Where a technique comes from, and what was found, in a line of our own."""

    author: str
    year: int
    title: str
    found: str

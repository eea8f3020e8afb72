"""What a pack has in addition to its steps: phrases, help lines, techniques and sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec import field

from rekindle_core.content.model.condition import ALWAYS, Condition
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.frozen import Frozen

YEAR = dt.timedelta(days=366)


class Phrase(Frozen):
    """One wording of a phrase list; it is chosen `weight` times as often as one of weight 1."""

    text: Spans
    weight: int = 1
    when: Condition = ALWAYS
    assumes: frozenset[str] = frozenset()


def is_recent(day: dt.date, date: dt.date) -> bool:
    """Return whether a day is in the year before a program's date.

    A later day is not: it is mistyped, or the program has no date, which then counts as 1970.
    """
    return dt.timedelta(0) <= date - day <= YEAR


class Service(Frozen):
    """One service to call or visit. Unknown texts are empty.

    Attributes:
        source: Where the number and address were found.
        source_date: The date of the source. None if it has none: then its age is unknown.
        read_on: The day on which a source without a date was read.
    """

    id: str
    kind: str
    name: str
    serves: str
    source: str
    source_date: dt.date | None = None
    read_on: dt.date | None = None
    number: str = ""
    hours: str = ""
    region: str = ""
    web: str = ""

    def is_stale(self, date: dt.date) -> bool:
        """Return whether its source has no date, or one that is not in the year before a day."""
        return self.source_date is None or not is_recent(self.source_date, date)


class Country(Frozen):
    """The services of one country."""

    name: str
    emergency: tuple[str, ...]
    services: tuple[Service, ...]


class HelpDirectory(Frozen):
    """All help lines of a pack.

    Attributes:
        kinds: The kinds of line, in the order in which they are shown. Every program has a line of the first
            kind.
        countries_lead: The text above one line for each country, if the reader's country is unknown.
    """

    title: Spans
    lead: Prose
    caution: Spans
    kinds: Mapping[str, Spans]
    general_title: Spans
    general: tuple[Service, ...]
    countries: Mapping[str, Country] = field(default_factory=dict)
    countries_lead: Prose = ()

    def services(self) -> Iterator[Service]:
        """Yield every line, those for everywhere first."""
        yield from self.general
        for country in self.countries.values():
            yield from country.services


class Technique(Frozen):
    """A technique, and the ids of its sources."""

    name: str
    note: str
    sources: tuple[str, ...]


class Publication(Frozen):
    """The source of a technique, and its findings in one line.

    `journal` is where it was published, and `doi` its digital object identifier without the address; both may
    be empty.
    """

    author: str
    year: int
    title: str
    found: str
    journal: str = ""
    doi: str = ""

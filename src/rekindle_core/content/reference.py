"""What a pack knows beside its steps: phrases, help lines, techniques and sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from rekindle_core.content.condition import ALWAYS, Condition
from rekindle_core.content.template import Prose, Spans


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of a phrase list; it comes `weight` times as often as one of weight 1."""

    text: Spans
    weight: int = 1
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Service:
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


@dataclass(frozen=True, slots=True)
class Country:
    """The services of one country."""

    name: str
    emergency: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class HelpDirectory:
    """All help lines of a pack. `kinds` are in the order in which they are shown."""

    title: Spans
    lead: Prose
    caution: Spans
    kinds: Mapping[str, Spans]
    general_title: Spans
    general: tuple[Service, ...]
    countries: Mapping[str, Country] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Technique:
    """A technique, and the ids of its sources."""

    name: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a technique comes from, and what was found, in a line of our own."""

    author: str
    year: int
    title: str
    found: str

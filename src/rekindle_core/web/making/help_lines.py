"""Whom to call: a practice's own lines, and those of its country.

Input: a pack and the practice. Output: names and numbers. Must not know: whose answers it is for.
"""

from __future__ import annotations

from rekindle_core.content.model.countries import COUNTRIES
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import Frozen
from rekindle_core.web.making.practice import Signed


class Line(Frozen):
    """A help line: its name, and its number or address."""

    name: str
    number: str
    hours: str


class Call(Frozen):
    """Whom to call.

    Attributes:
        country: Where; empty if the practice doesn't say.
        emergency: The emergency numbers there.
        lines: The practice's own lines, and then the country's; those that serve everywhere, where it isn't known.
    """

    country: str
    emergency: tuple[str, ...]
    lines: tuple[Line, ...]


def whom_to_call(pack: Pack, signed: Signed, country: str = "") -> Call:
    """Return whom to call.

    Args:
        pack: The pack.
        signed: The practice, whose own lines come first.
        country: Where the client is, as a code; empty for where the practice is.
    """
    country = country or signed.country
    own = tuple(Line(one.name, one.number or one.web, one.hours) for one in signed.help_lines)
    there = pack.help.countries.get(country)
    services = there.services if there else pack.help.general
    lines = tuple(Line(one.name, one.number or one.web, one.hours) for one in services)
    name = there.name if there else COUNTRIES.get(country, "")
    return Call(name, there.emergency if there else (), (*own, *lines))

"""The bundled pack's help lines: enough of them, each with its source, and on every page that may need them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from tests.content.pack import PACK

from rekindle_core import HelpLines, load_profile, make_plan, plain, realise, walk
from rekindle_core.content.reference import Country, Service
from rekindle_core.frozen import replace

COUNTRIES = PACK.help.countries
SERVICES = [*PACK.help.general, *(line for country in COUNTRIES.values() for line in country.services)]


def of_kind(country: Country, kind: str) -> list[Service]:
    return [line for line in country.services if line.kind == kind]


def test_twenty_countries_have_a_crisis_line_and_one_for_abuse() -> None:
    whole = [code for code, item in COUNTRIES.items() if of_kind(item, "crisis") and of_kind(item, "abuse")]
    assert len(whole) >= 20
    assert PACK.help.general


@pytest.mark.parametrize("line", SERVICES, ids=lambda line: line.id)
def test_a_line_says_whom_it_serves_how_it_is_reached_and_where_that_was_seen(line: Service) -> None:
    assert line.name
    assert line.serves
    assert line.number or line.web
    assert re.match(r"https?://[^/\s]+\.[a-z]+/?", line.source)
    assert dt.date(2010, 1, 1) < line.verified


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_has_its_emergency_number(code: str) -> None:
    assert COUNTRIES[code].emergency


@pytest.mark.parametrize("gate", [gate.id for gate in PACK.gates if gate.effect.replaces_program])
def test_whatever_stands_instead_of_a_program_has_the_help_lines(gate: str) -> None:
    """Of the reader's own country, and those that serve everywhere."""
    (page,) = (item.unit.id for one in PACK.gates if one.id == gate for item in one.alternatives)
    profile = load_profile(PACK, {"country": "GB"})
    plan = replace(make_plan(PACK, profile), replaced_by=(page,), pages=((page, ()), ("alternatives", ())))
    document = realise(PACK, plan, confirmed=["replaced-program"])
    (lines,) = (block for block in walk(document) if isinstance(block, HelpLines))
    shown = [line.id for group in lines.groups for line in group.lines]
    assert shown[0].startswith("line-gb-")
    assert {line.id for line in PACK.help.general} <= set(shown)
    assert "before you rely on it" in plain(lines.caution)


# --------------------------------------------------------------------------- age


def stale(date: dt.date) -> set[str]:
    plan = make_plan(PACK, load_profile(PACK, {"country": "GB"}), date=date)
    (lines,) = (block for block in walk(realise(PACK, plan)) if isinstance(block, HelpLines))
    return {line.id for group in lines.groups for line in group.lines if line.stale}


def test_a_line_is_stale_a_year_after_its_source_and_not_before() -> None:
    """Against the program's date alone: the clock has no say."""
    gb = [*PACK.help.general, *COUNTRIES["GB"].services]
    for days in (0, 365, 366, 367, 3000):
        for seen in {line.verified for line in gb}:
            date = seen + dt.timedelta(days=days)
            wanted = {line.id for line in gb if abs(date - line.verified) > dt.timedelta(days=366)}
            assert stale(date) == wanted
    refuge = next(line for line in gb if line.id == "line-gb-refuge")
    assert refuge.id not in stale(refuge.verified + dt.timedelta(days=366))
    assert refuge.id in stale(refuge.verified + dt.timedelta(days=367))


def test_a_program_without_a_date_vouches_for_no_line() -> None:
    (lines,) = (
        block
        for block in walk(realise(PACK, make_plan(PACK, load_profile(PACK, {}))))
        if isinstance(block, HelpLines)
    )
    assert all(line.stale for group in lines.groups for line in group.lines)

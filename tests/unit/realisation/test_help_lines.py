"""Which help lines a program lists, on a pack of another subject: by country, by need, a practice's own first."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import garden_pack

from rekindle_core import (
    HelpGroup,
    HelpLine,
    HelpLines,
    load_profile,
    make_plan,
    plain,
    realise,
    replace,
    walk,
)
from rekindle_core.content.model.reference import Country, Service

GARDEN = garden_pack()
OWN = HelpLine("practice-line-1", "The shed", "01 23", "", "", "")


def service(name: str, kind: str, **more: Any) -> Service:
    return Service(id=f"line-{name}", kind=kind, name=name, serves="anyone", source="example.org", **more)


HELP = replace(
    GARDEN.help,
    countries={
        "ZA": Country("South", ("1",), (service("spade", "advice", number="10", hours="late"),)),
        "GB": Country(
            "Éire and more",
            ("9", "8"),
            (
                service("ward", "rescue", number="11"),
                service("hoe", "advice", number="12", web="https://example.org/hoe"),
                service("rake", "advice", web="https://example.org/rake"),
            ),
        ),
        "MX": Country("Flora", ("2",), (service("91", "rescue", number="91"),)),
    },
)
PACK = replace(GARDEN, help=HELP)
ALTERNATIVE = next(unit for gate in PACK.gates for item in gate.alternatives for unit in [item.unit])


def groups(
    practice: str = "", *, help_: str | None = None, own: tuple[HelpLine, ...] = (), **facts: str
) -> tuple[HelpGroup, ...]:
    """Return what is listed; with `help_`, where a page for that kind of line stands in place of the program."""
    plan, pack = make_plan(PACK, load_profile(PACK, facts)), PACK
    if help_ is not None:
        unit = replace(pack.units[ALTERNATIVE.id], help=(help_,))
        pack = replace(pack, gates=tuple(_with(gate, unit) for gate in pack.gates))
        plan = make_plan(pack, load_profile(pack, facts))
        plan = replace(plan, replaced_by=(unit.id,), pages=((unit.id, ()),))
    document = realise(
        pack, plan, country=practice, own_lines=own, confirmed=("replaced-program", "may-be-found")
    )
    (found,) = (block for block in walk(document) if isinstance(block, HelpLines))
    return found.groups


def _with(gate: Any, unit: Any) -> Any:
    changed = tuple(replace(one, unit=unit) if one.unit.id == unit.id else one for one in gate.alternatives)
    return replace(gate, alternatives=changed)


def rows(found: tuple[HelpGroup, ...]) -> dict[str, list[tuple[str, str]]]:
    return {
        plain(group.title): [(line.place, line.number or line.web) for line in group.lines]
        for group in found
        if any(line.place for line in group.lines)
    }


def test_a_known_country_has_all_its_lines_whole_and_before_those_of_everywhere() -> None:
    own, everywhere = groups("ZA", country="GB")
    assert plain(own.title) == "Éire and more"
    assert own.emergency == ("9", "8")
    assert [line.name for line in own.lines] == ["hoe", "rake", "ward"]
    assert not any(line.place or line.emergency for line in own.lines)
    assert plain(everywhere.title) == "Everywhere"


def test_where_none_is_known_each_country_has_one_line_in_the_order_of_names() -> None:
    """One with a line for the first need is listed under it; one without, under what it has."""
    everywhere, *_ = found = groups()
    assert plain(everywhere.title) == "Everywhere"
    assert rows(found) == {
        "When a plant is ill": [("Éire and more", "12"), ("South", "10")],
        "When somebody is hurt": [("Flora", "91")],
    }


def test_a_row_has_the_emergency_numbers_and_what_fits() -> None:
    lines = {line.place: line for group in groups() for line in group.lines}
    assert lines["Éire and more"].emergency == ("9", "8")
    # A number is enough; hours and an address make a row long.
    assert (lines["South"].hours, lines["Éire and more"].web) == ("", "")
    # A name that is the number is not said twice.
    assert (lines["Flora"].name, lines["Flora"].number) == ("", "91")


def test_a_page_in_place_of_the_program_says_which_kind_comes_first() -> None:
    found = rows(groups(help_="rescue"))
    assert found["When somebody is hurt"] == [("Éire and more", "11"), ("Flora", "91")]
    assert found["When a plant is ill"] == [("South", "10")]
    assert next(iter(found)) == "When somebody is hurt"
    own, _ = groups(help_="rescue", country="GB")
    assert [line.name for line in own.lines] == ["ward", "hoe", "rake"]


@pytest.mark.parametrize("facts", [{}, {"country": "GB"}, {"country": "PE"}, {"country": "declined"}])
def test_a_practices_own_lines_come_before_all_others(facts: dict[str, str]) -> None:
    first, *others = groups(own=(OWN,), **facts)
    assert first == HelpGroup(first.title, (), (OWN,))
    assert plain(first.title) == PACK.language.words["own_lines"]
    assert tuple(others) == groups(**facts)

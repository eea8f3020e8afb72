"""The help lines at the foot of a sheet: few, and those that its reader may be sent to."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import bundled_pack

from rekindle_core import (
    HelpLine,
    HelpLines,
    document_to_json,
    load_profile,
    make_handout,
    realise_handout,
    walk,
)

ITEM = "space-three-plans"
SAFE = {
    "safety.self_harm": "no",
    "safety.harm_others": "no",
    "child_at_risk": "no",
    "safety.abused": "no",
    "safety.afraid": "no",
    "partner_died": "no",
    "age_band": "adult",
    "partner.age_band": "adult",
    "filled_by": "client",
}


def foot(item: str = ITEM, *, country: str = "", own: tuple[HelpLine, ...] = (), **facts: Any) -> HelpLines:
    pack = bundled_pack()
    profile = load_profile(pack, facts) if facts else None
    made = make_handout(pack, [item], profile)
    document = realise_handout(pack, made, country=country, own_lines=own)
    (lines,) = (block for block in walk(document) if isinstance(block, HelpLines))
    return lines


def names(lines: HelpLines) -> list[str]:
    return [line.name for group in lines.groups for line in group.lines]


def test_a_known_country_has_its_emergency_number_and_the_lines_that_the_sheet_may_need() -> None:
    lines = foot(country="GB")
    (group,) = lines.groups
    assert group.emergency == ("999", "112")
    # Its check asks about all of these; and of a kind there are all lines, since one is for women and one for men.
    assert names(lines) == [
        "Samaritans",
        "Refuge",
        "Men’s Advice Line",
        "Galop",
        "NSPCC",
        "Childline",
        "Respect",
    ]
    assert not lines.lead


def test_where_nothing_is_asked_only_the_first_kind_and_those_of_the_step_are_listed() -> None:
    assert names(foot(country="GB", **SAFE, contact="none", ended_by="partner")) == ["Samaritans"]
    step = foot(
        "understand-four-causes",
        country="GB",
        **SAFE,
        contact="none",
        **{"safety.partner_afraid": "no", "safety.conduct": []},
    )
    assert names(step) == ["Samaritans", "Refuge", "Men’s Advice Line", "Galop"]


def test_without_a_country_the_lines_that_serve_everywhere_stand_there_with_where_to_call_first() -> None:
    lines = foot()
    assert names(lines) == ["Find A Helpline", "Child Helpline International"]
    assert len(lines.lead) == 1


def test_the_practices_own_lines_come_first_and_the_readers_country_before_the_practices() -> None:
    own = HelpLine("own", "The practice", "0100", "", "", "")
    assert names(foot(country="GB", own=(own,)))[:2] == ["The practice", "Samaritans"]
    pack = bundled_pack()
    made = make_handout(pack, [ITEM], load_profile(pack, {"country": "US"}))
    lines = next(
        block for block in walk(realise_handout(pack, made, country="GB")) if isinstance(block, HelpLines)
    )
    assert names(lines)[0] == "988 Lifeline"


@pytest.mark.parametrize("place", sorted(bundled_pack().help.countries))
def test_every_kind_that_a_sheet_asks_about_has_a_line_in_the_country_or_one_that_serves_everywhere(
    place: str,
) -> None:
    """The general sheet asks about thoughts of suicide, and whether its reader is under eighteen."""
    directory = bundled_pack().help
    kinds = {one.id: one.kind for one in (*directory.countries[place].services, *directory.general)}
    listed = {kinds[line.id] for group in foot(country=place).groups for line in group.lines}
    offered = {one.kind for one in (*directory.countries[place].services, *directory.general)}
    assert {"crisis", "child"} <= listed or not {"crisis", "child"} <= offered
    assert "crisis" in listed


def test_no_words_of_a_sheet_promise_a_number_that_is_not_on_it() -> None:
    """Where no country is known, the lines that serve everywhere have addresses alone."""
    pack = bundled_pack()
    text = document_to_json(realise_handout(pack, make_handout(pack, [ITEM])))
    assert not any(line.number for group in foot().groups for line in group.lines)
    assert "one of the numbers" not in text

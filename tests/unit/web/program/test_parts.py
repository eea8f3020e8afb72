"""The parts in which a pack's questions are asked, found in the pack's own data."""

from __future__ import annotations

import pytest
from tests.support import bundled_pack, garden_pack

from rekindle_core import Pack
from rekindle_core.content.model.facts import CORE_NAMES
from rekindle_core.web.program.parts import MOST_AT_ONCE, most_used, parts


@pytest.mark.parametrize("pack", [bundled_pack(), garden_pack()], ids=["bundled", "garden"])
def test_every_question_is_in_one_part_but_the_shape_of_the_program_and_the_day_of_asking(pack: Pack) -> None:
    asked = [fact.name for part in parts(pack) for fact in part.all]
    elsewhere = CORE_NAMES - {"country"} | ({pack.expiry.asked_on} if pack.expiry else set())
    assert sorted(asked) == sorted(set(pack.facts) - elsewhere)


def test_what_is_asked_of_everyone_is_in_the_part_about_safety() -> None:
    for pack in (bundled_pack(), garden_pack()):
        found = {part.key: {fact.name for fact in part.all} for part in parts(pack)}
        asked_of_everyone = {fact.name for fact in pack.facts.values() if fact.declined_holds}
        assert asked_of_everyone <= found["safety"]


def test_what_replaces_the_program_is_asked_before_anything_happened() -> None:
    keys = [part.key for part in parts(bundled_pack())]
    assert keys == ["who", "safety", "happened", "where"]
    who = [fact.name for fact in parts(bundled_pack())[0].facts]
    assert {"age_band", "partner_died", "filled_by", "client.name", "country"} <= set(who)


def test_eight_questions_are_asked_at_once_and_the_rest_on_request() -> None:
    happened = parts(bundled_pack())[2]
    assert len(happened.facts) == MOST_AT_ONCE
    assert happened.more
    # The most used are first among them, whatever they are about.
    assert {fact.name for fact in happened.facts} == most_used(bundled_pack(), happened.all)
    assert not parts(garden_pack())[2].more


def test_of_equally_used_questions_the_earlier_is_asked() -> None:
    facts = [garden_pack().facts[name] for name in ("dream", "gardener.name", "soil")]
    assert most_used(garden_pack(), facts, 2) == {"soil", "dream"}

"""What may be given to anyone, and the questions that a sheet depends on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support import bundled_pack, garden_pack

from rekindle_core import Pack, load_profile
from rekindle_core.engine import make_handout
from rekindle_core.handout.giving import facts_behind, givable
from rekindle_core.handout.offered import offered
from rekindle_core.handout.value import WithheldError


@pytest.mark.parametrize("load", [garden_pack, pytest.param(bundled_pack, marks=pytest.mark.slow)])
def test_what_is_givable_is_what_a_sheet_can_be_made_of_without_a_profile(load: Callable[[], Pack]) -> None:
    pack, can = load(), set()
    for name in offered(pack):
        try:
            make_handout(pack, [name])
        except WithheldError:
            continue
        can.add(name)
    assert givable(pack) == can
    assert 0 < len(can) < len(offered(pack))


def test_the_questions_are_those_of_the_gates_and_of_what_is_for_some_readers_only() -> None:
    pack = garden_pack()
    asked = {
        name: [fact.name for fact in facts_behind(pack, make_handout(pack, [name]))]
        for name in ("dig-rest", "look-water", "look-clay", "sow-bees")
    }
    assert asked == {
        "dig-rest": ["moved_away"],
        "look-water": ["pond", "moved_away"],
        # It is for clay alone, which no gate asks about.
        "look-clay": ["soil", "moved_away"],
        "sow-bees": ["allergy", "moved_away"],
    }
    both = facts_behind(pack, make_handout(pack, ["look-water", "look-clay"]))
    assert [fact.name for fact in both] == ["soil", "pond", "moved_away"]


def test_once_the_questions_behind_it_are_answered_a_sheet_asks_nothing() -> None:
    pack = garden_pack()
    handout = make_handout(pack, ["look-clay"])
    answers = {"soil": "clay", "moved_away": "no"}
    assert set(answers) == {fact.name for fact in facts_behind(pack, handout)}
    assert make_handout(pack, ["look-clay"], load_profile(pack, answers)).plan.front_check is None

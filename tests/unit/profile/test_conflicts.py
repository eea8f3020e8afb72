"""Conflicts between answers: when they hold, and what the answers are read as meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support import copy_pack, garden_pack

from rekindle_core import Pack, load_pack, load_profile, make_plan
from rekindle_core.content.model.condition import All, Condition, Has, Is
from rekindle_core.content.model.conflict import Conflict, SaferAnswer
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.frozen import replace
from rekindle_core.profile.conflicts import Reading, safer_reading

DRY = Is("pond", ("no",))
WET = Is("pond", ("yes",))


def conflict(id_: str, when: Condition, **read: str | int | tuple[str, ...]) -> Conflict:
    return Conflict(id_, when, tuple(SaferAnswer(*item) for item in read.items()), ())


def reading(*conflicts: Conflict, **facts: Any) -> Reading:
    pack = replace(garden_pack(), conflicts=conflicts)
    return safer_reading(pack, load_profile(pack, facts))


def test_the_safer_answer_is_read_and_the_profile_keeps_its_own() -> None:
    found = reading(
        conflict("slugs", All((DRY, Has("pests", ("slugs",)))), pond="yes"), pond="no", pests=["slugs"]
    )
    assert (found["pond"], found.given["pond"]) == ("yes", "no")
    assert [one.id for one in found.conflicts] == ["slugs"]
    blamed = found.conflict("pond")
    assert blamed is not None
    assert blamed.id == "slugs"
    assert found.conflict("pests") is None
    assert found.contested == {"pond", "pests"}


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ({"soil": "unknown"}, Missing.UNKNOWN),
        ({"soil": "sand"}, "sand"),
        ({"pests": ()}, ()),
        ({"pests": ("slugs", "moles")}, ("slugs", "moles")),
        ({"hours": 2}, 2),
    ],
)
def test_a_fact_of_any_kind_can_be_read_otherwise(read: dict[str, Any], value: Value) -> None:
    found = reading(conflict("x", WET, **read), pond="yes", soil="clay", pests=["pigeons"], hours=7)
    (name,) = read
    assert found[name] == value


@pytest.mark.parametrize("facts", [{}, {"pond": "declined"}, {"pond": "no"}, {"soil": "clay"}])
def test_what_is_not_known_to_hold_changes_nothing(facts: dict[str, str]) -> None:
    found = reading(conflict("x", All((WET, Is("soil", ("clay",)))), soil="sand"), **facts)
    assert found.safer is found.given
    assert (found.conflicts, found.contested) == ((), frozenset())


def test_conflicts_look_at_the_answers_as_given_so_that_their_order_does_not_matter() -> None:
    """The first takes away what the second looks at, and would bring about what the third does."""
    pair = (
        conflict("first", WET, pond="no"),
        conflict("second", WET, soil="sand"),
        conflict("third", DRY, hours=1),
    )
    for those in (pair, pair[::-1]):
        found = reading(*those, pond="yes", soil="clay", hours=9)
        assert (found["pond"], found["soil"], found["hours"]) == ("no", "sand", 9)
        assert {one.id for one in found.conflicts} == {"first", "second"}


def test_of_two_that_read_a_fact_differently_the_first_counts() -> None:
    one, other = conflict("one", WET, soil="sand"), conflict("other", WET, soil="unknown", hours=0)
    found = reading(one, other, pond="yes", soil="clay", hours=9)
    assert (found["soil"], found["hours"]) == ("sand", 0)
    assert reading(other, one, pond="yes", soil="clay")["soil"] is Missing.UNKNOWN


def test_a_program_of_the_safer_answer_is_made_and_its_inputs_are_those_given() -> None:
    pack = replace(garden_pack(), conflicts=(conflict("x", WET, soil="sand"),))
    given, safer = ({"pond": "yes", "soil": soil} for soil in ("clay", "sand"))
    plan, other = (make_plan(pack, load_profile(pack, facts)) for facts in (given, safer))
    assert plan.sessions == other.sessions
    assert plan.profile["soil"] == "clay"
    assert plan.program_id != other.program_id


TEXT = """\
conflicts:
  - id: dry-pond
    when: { pond: yes, hours: 0 }
    read: { pond: unknown, hours: 3, pests: none, soil: sand }
    say: "A pond is entered, and no hour for it, {helper}."
"""


def test_conflicts_are_kept_in_the_compiled_pack(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {"conflicts.yaml": TEXT})
    packs: list[Pack] = [load_pack(folder, cache=tmp_path / "cache") for _ in range(2)]
    for pack in packs:
        (found,) = pack.conflicts
        assert {one.fact: one.value for one in found.read} == {
            "pond": Missing.UNKNOWN,
            "hours": 3,
            "pests": (),
            "soil": "sand",
        }
    assert packs[0].conflicts == packs[1].conflicts
    assert packs[0].digest != garden_pack().digest

"""What a handout holds: the items that were chosen, in the order of their levels, or a refusal that says why."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import garden_pack, in_words

from rekindle_core import (
    Handout,
    Task,
    UsageError,
    WithheldError,
    load_profile,
    make_handout,
    make_plan,
    realise,
    realise_handout,
    render,
    replace,
    walk,
)
from rekindle_core.content.model.condition import Is
from rekindle_core.document.guard import GuardError, guard
from rekindle_core.handout.contract import handout_contract
from rekindle_core.handout.offered import offered

PACK = garden_pack()


def sheet(*items: str, facts: dict[str, Any] | None = None) -> Handout:
    profile = None if facts is None else load_profile(PACK, facts)
    return make_handout(PACK, items, profile, handout_id="sheet")


def asked(handout: Handout) -> tuple[str, ...]:
    check = handout.plan.front_check
    return tuple(gate for gate, _ in check.statements) if check else ()


def test_levels_rise_and_what_has_none_comes_where_it_asks_as_much() -> None:
    made = sheet("look-loss", "look-map", "look-bag", "look-corner", "look-clay", facts={"soil": "clay"})
    assert made.items == ("look-clay", "look-bag", "look-corner", "look-map", "look-loss")


def test_an_item_that_asks_much_is_followed_by_a_close_and_others_are_not() -> None:
    deep, light = sheet("look-loss", facts={"pond": "no"}), sheet("look-corner", facts={"pond": "no"})
    document = realise_handout(PACK, deep)
    tasks = [block.id for block in walk(document) if isinstance(block, Task)]
    assert deep.close
    assert tasks == ["look-loss", deep.close]
    assert not light.close


def test_a_pack_without_a_close_gives_no_sheet_that_asks_much() -> None:
    without = replace(PACK, frame=replace(PACK.frame, closes=()))
    with pytest.raises(UsageError, match="no close that fits"):
        make_handout(without, ["look-loss"])
    assert make_handout(without, ["look-corner"]).items == ("look-corner",)


def test_without_a_profile_the_sheet_asks_of_every_gate_that_could_take_an_item_away() -> None:
    general = sheet("look-water", "sow-row")
    assert general.general
    assert asked(general) == ("gone", "bees", "pond")
    # `moles` only adds a note, and passes where nothing is known.
    assert "moles" not in asked(general)
    assert asked(sheet("look-corner")) == ("gone",)


def test_with_a_profile_the_sheet_asks_of_what_it_leaves_open() -> None:
    known = {"moved_away": "no", "pond": "no", "allergy": "no"}
    assert asked(sheet("look-water", facts=known)) == ()
    assert asked(sheet("look-water", facts={"moved_away": "no"})) == ("pond",)


@pytest.mark.parametrize(
    ("item", "facts", "reason", "instead"),
    [
        ("look-water", {"pond": "yes"}, "removed by the gate pond (tag water)", ("alt-pond",)),
        ("look-clay", {"soil": "sand"}, "needs soil is clay; soil is sand", ()),
        ("look-clay", {"pond": "no"}, "needs soil is clay; soil is unknown", ()),
        ("alt-bees-fern", {"allergy": "no"}, "it is used only where its gate holds", ()),
    ],
)
def test_what_a_reader_is_not_given_is_refused_with_the_reason(
    item: str, facts: dict[str, Any], reason: str, instead: tuple[str, ...]
) -> None:
    with pytest.raises(WithheldError) as refused:
        sheet("look-corner", item, facts=facts)
    (one,) = refused.value.withheld
    assert (one.item, one.instead) == (item, instead)
    assert in_words(one.reason).startswith(reason)
    assert item in refused.value.message
    assert refused.value.exit_code == 1
    assert "look-corner:" not in refused.value.message


def test_an_item_of_a_replaced_step_is_refused_and_the_steps_own_item_given() -> None:
    step = next(unit for unit in PACK.steps if unit == "sow")
    item = next(name for name, one in offered(PACK).items() if one.unit.id == step)
    with pytest.raises(WithheldError, match=r"alt-bees.*Instead: “A plot without blossom” \(alt-bees\)"):
        sheet(item, facts={"allergy": "yes"})
    assert sheet("alt-bees-fern", facts={"allergy": "yes"}).items == ("alt-bees-fern",)


def test_a_replaced_program_gives_no_sheet_and_names_what_stands_in_its_place() -> None:
    with pytest.raises(WithheldError, match=r"gone.*In its place: “Without a plot” \(alt-gone\)") as refused:
        sheet("look-corner", facts={"moved_away": "yes"})
    assert not refused.value.withheld
    assert "rekindle build" in refused.value.hint


def test_a_general_sheet_gives_what_is_for_some_readers_and_says_for_whom_but_not_what_quotes_them() -> None:
    made = sheet("look-clay", "look-corner")
    ((name, needs),) = made.waived
    assert (name, needs) == ("look-clay", Is("soil", ("clay",)))
    with pytest.raises(WithheldError, match="look-dream"):
        sheet("look-dream")


def test_answers_that_nothing_asks_about_leave_a_sheet_general() -> None:
    assert sheet("look-clay", facts={"gardener.name": "Sam"}).general
    assert not sheet("look-corner", facts={"moved_away": "no"}).general


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("look-cornr", "did you mean “look-corner”"),
        ("look", "--step look"),
        ("rating-back", "a handout has prompts"),
        ("alt-gone", "a handout has prompts"),
    ],
)
def test_what_cannot_be_on_a_sheet_is_refused_with_help(name: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        sheet(name)
    assert refused.value.code == "unknown-item"
    assert hint in refused.value.hint


def test_a_handout_needs_items_and_a_pack_that_has_words_for_one() -> None:
    with pytest.raises(UsageError, match="at least one item"):
        sheet()
    with pytest.raises(UsageError, match="has no handouts"):
        make_handout(replace(PACK, frame=replace(PACK.frame, handout=None)), ["look-corner"])


def test_the_first_wording_of_when_to_stop_that_fits_is_used() -> None:
    def said(**facts: str) -> str:
        document = realise_handout(PACK, sheet("look-corner", facts=facts))
        return render(document, "text")[0].data.decode()

    assert "Stop when the sand burns" in said(soil="sand")
    assert "Stop when your back hurts" in said(soil="clay")
    assert "sand burns" not in said(soil="clay")


def test_the_guard_misses_whatever_is_taken_from_a_sheet_and_finds_what_is_added() -> None:
    made = sheet("look-loss", "look-water", "look-clay")
    document, wanted = realise_handout(PACK, made), handout_contract(PACK, made)
    first, help_ = document.parts
    guard(document, wanted)
    for at in range(len(first.children)):
        rest = (*first.children[:at], *first.children[at + 1 :])
        with pytest.raises(GuardError):
            guard(replace(document, parts=(replace(first, children=rest), help_)), wanted)
    with pytest.raises(GuardError):
        guard(replace(document, parts=(first,)), wanted)
    extra = realise(PACK, make_plan(PACK, load_profile(PACK, {}))).parts[0]
    with pytest.raises(GuardError):
        guard(replace(document, parts=(first, extra, help_)), wanted)


def test_two_sheets_of_other_items_have_ids_of_their_own_and_the_same_items_the_same() -> None:
    first, again, other = (
        make_handout(PACK, items).plan
        for items in (["look-corner", "look-sun"], ["look-corner", "look-sun"], ["look-corner"])
    )
    assert first.program_id == again.program_id != other.program_id
    # Items that ask as much stay in the order given, which makes another sheet.
    turned = make_handout(PACK, ["look-sun", "look-corner"])
    if turned.items != make_handout(PACK, ["look-corner", "look-sun"]).items:
        assert turned.plan.program_id != first.program_id


@pytest.mark.parametrize(
    ("items", "profile"),
    [("look-corner", None), (["look-corner", 3], None), (["look-corner"], {"country": "GB"})],
)
def test_arguments_of_a_wrong_type_are_named(items: Any, profile: Any) -> None:
    with pytest.raises(UsageError, match="make_handout takes a") as refused:
        make_handout(PACK, items, profile)
    assert refused.value.code == "wrong-type"


def test_a_reader_who_is_given_light_prompts_only_gets_no_deeper_item() -> None:
    with pytest.raises(WithheldError, match="look-wall: its level is 2; for now, this reader gets up to 1"):
        sheet("look-wall", facts={"hours": 1})
    assert sheet("look-wall", facts={"hours": 5}).items == ("look-wall",)

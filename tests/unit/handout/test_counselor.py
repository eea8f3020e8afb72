"""The counselor's page of a handout: for whom, for whom not, how to talk about it, and where it comes from."""

from __future__ import annotations

import pytest
from tests.support import bundled_pack, garden_pack

from rekindle_core import (
    Document,
    ItemList,
    Section,
    load_profile,
    make_handout,
    plain_blocks,
    realise_handout,
    realise_handout_for_counselor,
    render,
    replace,
    walk,
)
from rekindle_core.document.guard import GuardError, guard
from rekindle_core.handout.counselor import handout_counselor_contract

PACK = garden_pack()


def page(*items: str) -> Document:
    return realise_handout_for_counselor(PACK, make_handout(PACK, items))


def said(document: Document, name: str) -> str:
    section = next(one for one in walk(document) if isinstance(one, Section) and one.id == name)
    return " ".join(plain_blocks(section.children).split())


def test_it_says_for_whom_an_item_is_and_for_whom_not() -> None:
    document = page("look-clay", "look-water", "look-corner")
    assert said(document, "look-clay").startswith("For whom: soil is clay")
    assert "Not for whom: pond" in said(document, "look-water")
    assert "For whom: everyone" in said(document, "look-corner")
    assert "Not for whom" not in said(document, "look-corner")


def test_it_names_technique_and_source_once_for_all_items() -> None:
    document = page("look-water", "look-corner")
    lists = [one for one in walk(document) if isinstance(one, Section) and one.id == "handout-sources"]
    assert len(lists) == 1
    (sources,) = lists[0].children
    assert isinstance(sources, ItemList)
    assert len(sources.items) == len({plain_blocks(one) for one in sources.items})
    assert "Technique: level 1" in said(document, "look-corner")


def test_each_step_of_the_bundled_pack_says_how_to_talk_about_it() -> None:
    pack = bundled_pack()
    assert set(pack.steps) <= set(pack.counselor.talk_of_steps)
    document = realise_handout_for_counselor(pack, make_handout(pack, ["space-three-plans"]))
    assert "How to talk about it" in said(document, "space-three-plans")


def test_every_gate_that_a_sheet_asks_about_is_on_the_page() -> None:
    """Whether it takes away a step, a tag of what is shown, or what that assumes."""
    pack = bundled_pack()
    for name in ("understand-fair", "understand-own-reason", "moments-before-time-together", "space-hill"):
        made = make_handout(pack, [name])
        words = " ".join(plain_blocks((one,)) for one in realise_handout_for_counselor(pack, made).parts)
        check = made.plan.front_check
        assert check
        names = {gate.id: gate.name for gate in pack.gates}
        assert [gate for gate, _ in check.statements if names[gate] not in words] == []


def test_nothing_of_it_is_on_the_clients_sheet() -> None:
    pack = bundled_pack()
    made = make_handout(pack, ["space-three-plans", "understand-four-causes"])
    sheet = render(realise_handout(pack, made), "text")[0].data.decode()
    for gate in pack.gates:
        assert gate.reason not in sheet
    assert "Gollwitzer" not in sheet
    assert "level" not in sheet.casefold()


def test_names_and_own_words_are_not_on_it() -> None:
    facts = {"gardener.name": "Quentin", "dream": "a pond of my own", "pond": "no", "helper.name": "Wanda"}
    made = make_handout(PACK, ["look-dream"], load_profile(PACK, facts))
    text = render(realise_handout_for_counselor(PACK, made), "text")[0].data.decode()
    assert "Quentin" not in text
    assert "pond of my own" not in text


def test_the_guard_misses_an_item_that_is_taken_from_it() -> None:
    made = make_handout(PACK, ["look-corner", "look-water"])
    document = realise_handout_for_counselor(PACK, made)
    (part,) = document.parts
    kept = tuple(one for one in part.children if not (isinstance(one, Section) and one.id == "look-water"))
    with pytest.raises(GuardError, match="look-water"):
        guard(
            replace(document, parts=(replace(part, children=kept),)), handout_counselor_contract(PACK, made)
        )

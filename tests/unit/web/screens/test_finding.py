"""Looking for something to put on tonight's sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.serving import Visitor, new_desk, words
from tests.support import bundled_pack

from rekindle_core.web.making.catalogue import PER_PAGE, Catalogue
from rekindle_core.web.state.sheets import Search


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/sheets")
    return visitor


def offered(visitor: Visitor) -> list[str]:
    return re.findall(r'<button name="add" value="([^"]+)"', visitor.page)


def test_what_anyone_may_be_given_is_found_a_page_at_a_time_with_things_to_do_first(visitor: Visitor) -> None:
    first = offered(visitor)
    assert len(first) == PER_PAGE
    assert first[0] == "look-map"
    assert "16 found, page 1 of 2" in words(visitor.page)
    visitor.post(visitor.address, {"page": "2"})
    rest = offered(visitor)
    assert len(rest) == 4
    assert not set(first) & set(rest)
    for page in ("0", "99", "x", "-1", "²"):
        assert visitor.post(visitor.address, {"page": page}).status_code == 200
        assert offered(visitor) in (first, rest)


def test_words_and_filters_narrow_it_and_stay_in_the_form(visitor: Visitor) -> None:
    visitor.post(
        visitor.address, {"words": "bees", "kind": "prompt", "minutes": "30", "level": "3", "step": "sow"}
    )
    assert offered(visitor) == ["sow-bees"]
    assert 'value="bees"' in visitor.page
    assert '<option value="prompt" selected>Writing prompt</option>' in visitor.page
    assert '<option value="30" selected>30 minutes at most</option>' in visitor.page
    visitor.post(visitor.address, {"words": "bees", "kind": "exercise"})
    assert offered(visitor) == []
    assert "Nothing was found" in words(visitor.page)
    assert "Without what narrows it, 1 is found with these words." in words(visitor.page)
    visitor.post(visitor.address, {"widen": "yes"})
    assert offered(visitor) == ["sow-bees"]
    visitor.post(visitor.address, {"words": "zebra", "kind": "exercise"})
    assert "Try fewer words" in words(visitor.page)
    visitor.post(visitor.address, {"all": "yes"})
    assert len(offered(visitor)) == PER_PAGE


@pytest.mark.parametrize("field", ["kind", "step", "technique", "minutes", "level"])
def test_a_filter_that_is_not_on_the_form_is_no_error(visitor: Visitor, field: str) -> None:
    assert visitor.post(visitor.address, {field: "<script>"}).status_code == 200
    assert "<script>" not in visitor.page.replace("<script nonce", "")


def test_what_is_for_some_clients_only_says_so_in_the_words_of_the_question(visitor: Visitor) -> None:
    visitor.post(visitor.address, {"words": "clay"})
    assert "Only for some clients. “What is your soil like?”: heavy clay." in words(visitor.page)


def test_two_tabs_are_two_sheets_and_what_one_looks_for_the_other_does_not(visitor: Visitor) -> None:
    one = visitor.address
    visitor.post("/sheets")
    other = visitor.address
    assert one != other
    visitor.post(other, {"words": "bees"})
    visitor.get(one)
    assert len(offered(visitor)) == PER_PAGE
    # Who comes back goes on with what they did last.
    visitor.get("/sheets")
    assert visitor.address == other


def test_what_is_not_in_the_catalogue_cannot_be_put_on_a_sheet(visitor: Visitor) -> None:
    home = visitor.address
    visitor.post(home, {"add": "no-such-thing"})
    assert visitor.address == home


def test_nothing_that_the_catalogue_of_the_bundled_pack_says_is_the_name_of_a_fact() -> None:
    pack = bundled_pack()
    catalogue, said = Catalogue(pack), ""
    for page in range(1, catalogue.find(Search()).pages + 1):
        said += " ".join(map(str, catalogue.find(Search(page=page)).entries))
    assert "“What contact is there now?”: none, only about practical things, not known, or not said" in said
    assert [name for name in pack.facts if ("." in name or "_" in name) and name in said] == []

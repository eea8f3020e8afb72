"""How an item reads for whoever looks for one: in words, with nobody's name, and without a slot."""

from __future__ import annotations

import re

from tests.support import bundled_pack, garden_pack

from rekindle_core.handout.giving import givable
from rekindle_core.handout.shown import ItemWords, ShownItem


def test_an_item_reads_as_it_does_on_a_sheet() -> None:
    words = ItemWords(garden_pack())
    assert words.shown("look-map") == ShownItem("A map", "Draw the plot.")
    # A checklist that says nothing before its lines is known by these.
    assert words.shown("look-bag") == ShownItem("In the bag", "String A net")
    assert words.shown("look-clay") == ShownItem("On clay", "It holds water.")
    assert words.shown("dig-rest") == ShownItem("", "Rest where your helper rests.")


def test_no_item_of_the_bundled_pack_shows_a_slot_or_nothing() -> None:
    words = ItemWords(bundled_pack())
    for name in givable(bundled_pack()):
        shown = words.shown(name)
        assert shown.words, name
        assert not re.search(r"[{}]", shown.title + shown.words), name

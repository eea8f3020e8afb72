"""What is said of help lines, for every way in which a reader's and a practice's country can be known."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import garden_pack

from rekindle_core import load_profile, make_plan, plain, realise_for_counselor, replace, walk
from rekindle_core.document.nodes import Paragraph
from rekindle_core.practice.load import PracticeFile
from rekindle_core.profile.help_lines import help_notes, help_sentence

PACK = garden_pack()
BARE = replace(PACK, help=replace(PACK.help, countries={}))


@pytest.mark.parametrize(
    ("reader", "practice", "kinds"),
    [
        ("GB", "", []),
        ("GB", "MX", []),
        ("MX", "", ["reader MX"]),
        ("MX", "GB", ["reader MX"]),
        ("unknown", "", ["all "]),
        ("unknown", "GB", []),
        ("unknown", "MX", ["practice MX", "all "]),
        ("declined", "", ["all "]),
        ("declined", "GB", ["all "]),
        ("declined", "MX", ["practice MX", "all "]),
    ],
)
def test_what_is_said(reader: str, practice: str, kinds: list[str]) -> None:
    profile = load_profile(PACK, {"country": reader})
    notes = help_notes(PACK, profile, practice)
    assert [f"{one.kind} {one.country}" for one in notes] == kinds
    assert all(one.country in help_sentence(PACK, one) for one in notes)
    # Lines that are not by country are for everybody.
    assert help_notes(BARE, profile, practice) == ()


@pytest.mark.parametrize(
    ("facts", "practice", "said"),
    [
        ({"country": "GB"}, "", ""),
        ({"country": "MX"}, "", "for the client’s country, MX (Mexico), and no emergency number"),
        ({}, "MX", "for the practice’s country, MX (Mexico)"),
        ({}, "", "The country is unknown"),
        ({}, "GB", ""),
    ],
)
def test_the_counselors_pages_say_it_before_anything_is_handed_over(
    facts: dict[str, Any], practice: str, said: str
) -> None:
    plan = make_plan(PACK, load_profile(PACK, facts))
    file = PracticeFile(practice=_practice(), country=practice)
    texts = [
        plain(block.children)
        for block in walk(realise_for_counselor(PACK, plan, file))
        if isinstance(block, Paragraph)
    ]
    about = [text for text in texts if "help line" in text]
    assert any(said in text for text in about) if said else not about


def _practice() -> Any:
    from rekindle_core.document.nodes import Practice

    return Practice(name="Aldgate")

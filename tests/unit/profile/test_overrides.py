"""Which facts of a profile are set otherwise, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import garden_pack

from rekindle_core import Override, find_overrides, load_profile
from rekindle_core.content.model.values import Missing
from rekindle_core.profile.load import read_profile
from rekindle_core.profile.overrides import told_override, typed_override

HELD: dict[str, Any] = {
    "gardener.name": "Sam",
    "soil": "clay",
    "pests": ["slugs", "moles"],
    "hours": 5,
    "pond": "declined",
    "allergy": "unknown",
    "dream": "a pear tree",
    "program.start": "2027-01-04",
}


def overrides(*settings: str) -> tuple[Override, ...]:
    read = read_profile(garden_pack(), HELD, settings=settings)
    assert read.profile == load_profile(garden_pack(), HELD, settings=settings)
    assert read.held == load_profile(garden_pack(), HELD)
    return find_overrides(read.held, read.profile)


@pytest.mark.parametrize(
    "setting",
    [
        "soil=clay",
        "pests=moles,slugs",
        "hours=5",
        "pond=declined",
        "gardener.name= Sam ",
        "allergy=yes",
        "allergy=declined",
        "country=GB",
    ],
)
def test_the_same_again_and_what_was_not_known_is_no_override(setting: str) -> None:
    assert overrides(setting) == ()


@pytest.mark.parametrize(
    ("setting", "said", "told"),
    [
        ("soil=sand", "--set soil=sand replaces the profile's “clay”.", ("clay", "sand")),
        (
            "pests=pigeons",
            "--set pests=pigeons replaces the profile's “slugs,moles”.",
            ("slugs and moles", "pigeons"),
        ),
        ("pests=none", "--set pests=none replaces the profile's “slugs,moles”.", ("slugs and moles", "none")),
        ("hours=6", "--set hours=6 replaces the profile's “5”.", ("5", "6")),
        ("pond=yes", "--set pond=yes replaces the profile's “declined”.", ("declined", "yes")),
        ("soil=unknown", "--set soil=unknown replaces the profile's “clay”.", ("clay", "unknown")),
        ("soil=declined", "--set soil=declined replaces the profile's “clay”.", ("clay", "declined")),
        ("gardener.name=Kim", "--set gardener.name=Kim replaces the profile's “Sam”.", ("given", "given")),
        (
            "program.start=2027-02-01",
            "--set program.start=2027-02-01 replaces the profile's “2027-01-04”.",
            ("2027-01-04", "2027-02-01"),
        ),
    ],
)
def test_both_values_are_said_to_who_typed_one_and_own_words_to_nobody_else(
    setting: str, said: str, told: tuple[str, str]
) -> None:
    (override,) = overrides(setting)
    assert typed_override(garden_pack(), override) == said
    assert told_override(garden_pack(), override) == told


def test_of_several_settings_of_a_fact_the_last_one_counts() -> None:
    assert overrides("soil=sand", "soil=clay") == ()
    assert overrides("soil=clay", "soil=unknown") == (Override("soil", "clay", Missing.UNKNOWN),)


def test_a_long_text_is_cut_in_a_note() -> None:
    (override,) = overrides("dream=" + "one more tree " * 50)
    said = typed_override(garden_pack(), override)
    assert said.startswith("--set dream=one more tree one")
    assert "…" in said
    assert len(said) < 150

"""Who is to be given pages that leave nothing behind: everybody but those who say that their device is theirs alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import bundled_pack, copy_pack, faults_with, garden_pack, garden_text

from rekindle_core import Pack, load_pack, load_profile, make_plan, realise
from rekindle_core.counselor.pages import realise_for_counselor


def discreet(pack: Pack, facts: dict[str, object]) -> bool:
    return realise(pack, make_plan(pack, load_profile(pack, facts))).discreet


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"safe_device": "no"}, True),
        ({"safe_device": "unknown"}, True),
        ({"safe_device": "declined"}, True),
        ({"safe_device": "yes"}, False),
    ],
)
def test_a_program_is_discreet_unless_the_reader_says_that_the_device_is_private(
    facts: dict[str, object], expected: bool
) -> None:
    assert discreet(bundled_pack(), facts) is expected


def test_a_page_in_place_of_the_program_is_as_discreet_as_the_program() -> None:
    assert discreet(bundled_pack(), {"safety.afraid": "yes"})
    assert not discreet(bundled_pack(), {"safety.afraid": "yes", "safe_device": "yes"})


def test_the_counselors_pages_are_discreet_whatever_the_clients_device_is() -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, {"safe_device": "yes"}))
    assert realise_for_counselor(pack, plan).discreet


def test_the_pack_names_the_fact_and_one_that_names_none_is_discreet_always(tmp_path: Path) -> None:
    assert discreet(garden_pack(), {"pond": "yes"})
    named = garden_text("pack.yaml", "reader: gardener", "reader: gardener\nprivate_device: pond")
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": named}))
    assert not discreet(pack, {"pond": "yes"})


def test_a_fact_that_cannot_tell_is_refused_where_it_is_named(tmp_path: Path) -> None:
    named = "reader: gardener\nprivate_device: soil"
    (fault,) = faults_with(tmp_path, "pack.yaml", "reader: gardener", named)
    assert fault.startswith("pack.yaml:17:17: unknown-fact: ")

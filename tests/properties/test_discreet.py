"""Who is to be given pages that leave nothing behind: everybody but those who say that their device is theirs alone."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from tests.support import CONFIRMED, bundled_pack, copy_pack, faults_with, garden_pack, garden_text

from rekindle_core import Document, Pack, load_pack, load_profile, make_plan, realise, render, replace
from rekindle_core.counselor.pages import realise_for_counselor

ANSWERS = ("yes", "no", "declined", "unknown")
SAFE = {"safe_device": "yes", "may_print": "yes"}


def made(pack: Pack, facts: Mapping[str, object]) -> Document:
    return realise(pack, make_plan(pack, load_profile(pack, facts)), confirmed=CONFIRMED)


def discreet(pack: Pack, facts: Mapping[str, object]) -> bool:
    return made(pack, facts).discreet


@pytest.mark.parametrize(("device", "paper"), list(product(ANSWERS, ANSWERS)))
def test_a_program_is_discreet_unless_device_and_paper_are_known_to_be_safe(device: str, paper: str) -> None:
    facts = {"safe_device": device, "may_print": paper}
    assert discreet(bundled_pack(), facts) is (facts != SAFE)


def test_a_page_in_place_of_the_program_is_discreet_whatever_is_known() -> None:
    assert discreet(bundled_pack(), {"safety.afraid": "yes"})
    assert discreet(bundled_pack(), {"safety.afraid": "yes", **SAFE})


@pytest.mark.slow
@pytest.mark.parametrize("fact", ["safe_device", "may_print"])
@pytest.mark.parametrize("format_name", ["json", "text", "html", "pdf"])
def test_what_is_made_does_not_tell_no_from_declined_or_never_asked(fact: str, format_name: str) -> None:
    other = "may_print" if fact == "safe_device" else "safe_device"
    facts = {"client.name": "Qvorzhyk", other: "yes"}
    documents = [made(bundled_pack(), {**facts, fact: answer}) for answer in ("no", "declined", "unknown")]
    # The code stands for the whole profile, and so differs; it tells nobody which answer it was.
    same = [replace(document, code="20000", program_id="2027-014") for document in documents]
    assert same[0] == same[1] == same[2]
    assert len({render(document, format_name)[0].data for document in same}) == 1


def test_the_counselors_pages_are_discreet_whatever_the_clients_device_is() -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, SAFE))
    assert realise_for_counselor(pack, plan).discreet


def test_the_pack_names_the_fact_and_one_that_names_none_is_discreet_always(tmp_path: Path) -> None:
    assert discreet(garden_pack(), {"pond": "yes"})
    named = garden_text("pack.yaml", "reader: gardener", "reader: gardener\nprivate_device: pond")
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": named}))
    assert not discreet(pack, {"pond": "yes"})


@pytest.mark.parametrize("paper", ["yes", "no"])
def test_each_fact_that_the_pack_names_has_to_be_yes(tmp_path: Path, paper: str) -> None:
    put = "reader: gardener\nprivate_device: pond\nprivate_paper: allergy"
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": garden_text("pack.yaml", "reader: gardener", put)}))
    assert discreet(pack, {"pond": "yes", "allergy": paper}) is (paper == "no")


@pytest.mark.parametrize("key", ["private_device", "private_paper"])
def test_a_fact_that_cannot_tell_is_refused_where_it_is_named(tmp_path: Path, key: str) -> None:
    named = f"reader: gardener\n{key}: soil"
    (fault,) = faults_with(tmp_path, "pack.yaml", "reader: gardener", named)
    assert fault.startswith(f"pack.yaml:17:{len(key) + 3}: unknown-fact: ")

"""Own words that were filled in and that no page quotes: named, each with the content that could have quoted it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from tests.gardens import Case, cases
from tests.support import QUICK, copy_pack, garden_pack, garden_text, rekindle

from rekindle_core import Pack, load_pack, load_profile, make_plan
from rekindle_core.document.codec import document_to_json
from rekindle_core.explanation.own_words import UnusedWords, unused_own_words
from rekindle_core.frozen import replace


def unused(pack: Pack, **facts: object) -> tuple[UnusedWords, ...]:
    return unused_own_words(pack, make_plan(pack, load_profile(pack, facts)))


def varied(tmp_path: Path, when: str) -> Pack:
    """Return the garden with no page that quotes the dream but a passage's first wording, for some readers."""
    look = garden_text("steps/01-look.yaml", "You dream of {dream}. Where would it stand?", "Where is it?")
    look = look.replace(
        'text: "It holds water.", key: [ "Clay", "holds water" ], when: { soil: clay }',
        f'variants: [{{ id: clay-dream, when: {when}, text: "For {{dream}}." }}, {{ id: clay-any, text: "No." }}]',
    )
    program = garden_text("program.yaml", "You said: {dream}", "You said it.")
    return load_pack(copy_pack(tmp_path, {"steps/01-look.yaml": look, "program.yaml": program}))


def test_words_that_a_page_quotes_are_not_named() -> None:
    assert unused(garden_pack(), dream="plums") == ()


@pytest.mark.parametrize("facts", [{}, {"dream": "unknown"}, {"dream": "declined"}])
def test_words_that_were_not_filled_in_are_not_named(facts: dict[str, object]) -> None:
    assert unused(garden_pack(), **facts) == ()


def test_where_the_program_is_replaced_nothing_is_said() -> None:
    assert unused(garden_pack(), dream="plums", moved_away="yes") == ()


def test_a_wording_that_is_not_chosen_quotes_nothing(tmp_path: Path) -> None:
    pack = varied(tmp_path, "{ soil: clay }")
    assert unused(pack, dream="plums", soil="clay") == ()
    assert unused(pack, dream="plums", soil="sand") == (UnusedWords("dream", ("clay-dream",)),)


def test_words_for_the_counselor_alone_are_not_named(tmp_path: Path) -> None:
    pack = varied(tmp_path, "{ soil: clay }")
    fact = pack.facts["dream"]
    assert fact.kind == "text"
    private = replace(pack, facts={**pack.facts, "dream": replace(fact, for_counselor=True)})
    assert unused(private, dream="plums", soil="sand") == ()


@pytest.mark.slow
@QUICK
@given(cases({"dream": "Qx9 plums"}))
def test_words_are_named_exactly_where_no_page_holds_them(case: Case) -> None:
    if case.plan.replaced_by:
        return
    named = [one.fact for one in unused_own_words(case.pack, case.plan)]
    assert named == ([] if "Qx9 plums" in document_to_json(case.document) else ["dream"])


@pytest.mark.slow
def test_build_and_profile_check_say_it_and_never_what_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    varied(folder, "{ soil: clay }")
    profile = tmp_path / "alex.yaml"
    profile.write_text('dream: "Qx9 plums"\nsoil: sand\n', encoding="utf-8")
    sentence = (
        "Note: dream is filled in, but no page of the program quotes it. `rekindle explain --why-not "
        "clay-dream` gives the reason."
    )
    built = rekindle("build", "--pack", folder / "garden", "--profile", profile, "--output", f"{tmp_path}/")
    checked = rekindle("profile", "check", profile, "--pack", folder / "garden")
    assert sentence in built.stderr.splitlines()
    assert sentence in checked.stderr.splitlines()
    assert "Qx9" not in built.stderr + checked.stderr + checked.stdout
    report = rekindle("profile", "check", profile, "--pack", folder / "garden", "--report", "json")
    assert json.loads(report.stdout)["unused_own_words"] == [{"fact": "dream", "places": ["clay-dream"]}]

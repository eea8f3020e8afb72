"""What was filled in, as a profile holds it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import bundled_pack

from rekindle_core import load_profile
from rekindle_core.web.forms.form import Form
from rekindle_core.web.questions.reading import read_answers


@pytest.mark.parametrize(
    ("name", "given", "answer"),
    [
        ("safety.afraid", ("yes",), "yes"),
        ("safety.afraid", ("declined",), "declined"),
        ("contact", ("none",), "none"),
        ("boundary", ("blocked", "told-to-stop"), ["blocked", "told-to-stop"]),
        ("boundary", ("none",), ["none"]),
        ("boundary", ("declined",), "declined"),
        ("weeks_since", (" 12 ",), 12),
        ("weeks_since", ("12 weeks",), 12),
        ("weeks_since", ("", "declined"), "declined"),
        ("country", ("United Kingdom",), "GB"),
        ("program.start", ("2027-01-31",), "2027-01-31"),
        ("partner.name", ("Alex",), "Alex"),
        ("partner.pronouns", ("they/them",), "they/them"),
    ],
)
def test_each_kind_is_read_as_a_profile_holds_it(name: str, given: tuple[str, ...], answer: Any) -> None:
    pack = bundled_pack()
    filled = read_answers(pack, [pack.facts[name]], Form({name: given}))
    assert (filled.faults, filled.answers) == ({}, {name: answer})
    load_profile(pack, filled.answers)


@pytest.mark.parametrize("given", [(), ("",), ("  ",), ("unknown",)])
def test_what_nobody_knows_is_not_there(given: tuple[str, ...]) -> None:
    pack = bundled_pack()
    facts = [pack.facts["safety.afraid"], pack.facts["boundary"], pack.facts["weeks_since"]]
    filled = read_answers(pack, facts, Form({fact.name: given for fact in facts if given != ("unknown",)}))
    assert (filled.answers, filled.faults) == ({}, {})


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("safety.afraid", ("perhaps",), "yes, no"),
        ("contact", ("x",), "living-together"),
        ("boundary", ("none", "blocked"), "“None of these”"),
        ("boundary", ("declined", "blocked"), "“Rather not say”"),
        ("weeks_since", ("many",), "Type a whole number from 0 to 2600."),
        ("weeks_since", ("-1",), "Type a whole number from 0 to 2600."),
        ("weeks_since", ("12", "declined"), "“Rather not say”"),
        ("country", ("Nowhere",), "Type a country"),
        ("program.start", ("1/2/2027",), "Type a date"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_to_do_and_kept_as_it_was_typed(
    name: str, given: tuple[str, ...], said: str
) -> None:
    pack = bundled_pack()
    filled = read_answers(pack, [pack.facts[name]], Form({name: given}))
    assert filled.answers == {}
    assert said in filled.faults[name]
    assert name in filled.typed

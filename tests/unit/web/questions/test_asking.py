"""A pack's question as a field: every kind, with a way not to answer."""

from __future__ import annotations

import pytest
from tests.support import bundled_pack, garden_pack

from rekindle_core.web.questions.asking import question


@pytest.mark.parametrize(
    ("name", "form", "choices"),
    [
        ("pond", "one", ["yes", "no", "unknown", "declined"]),
        ("soil", "one", ["clay", "sand", "unknown", "declined"]),
        ("hours", "typed", ["declined"]),
        ("country", "typed", ["declined"]),
    ],
)
def test_each_kind_has_its_choices_and_ways_not_to_answer(name: str, form: str, choices: list[str]) -> None:
    pack = garden_pack()
    one = question(pack, pack.facts[name], {})
    assert (one.form, [choice.value for choice in one.choices]) == (form, choices)
    assert [choice.value for choice in one.choices if choice.chosen] == (["unknown"] if form == "one" else [])


def test_every_question_of_the_bundled_pack_can_be_asked() -> None:
    pack = bundled_pack()
    for fact in pack.facts.values():
        one = question(pack, fact, {})
        assert "declined" in [choice.value for choice in one.choices], fact.name
        assert all(choice.words for choice in one.choices), fact.name


def test_what_was_answered_is_chosen_or_typed() -> None:
    pack = bundled_pack()
    several = question(pack, pack.facts["boundary"], {"boundary": ["blocked", "space-requested"]})
    assert {one.value for one in several.choices if one.chosen} == {"blocked", "space-requested"}
    number = question(pack, pack.facts["weeks_since"], {"weeks_since": 12})
    assert (number.text, number.digits) == ("12", True)
    declined = question(pack, pack.facts["weeks_since"], {"weeks_since": "declined"})
    assert (declined.text, [one.chosen for one in declined.choices]) == ("", [True])

"""Which facts decide a condition, and that nothing which somebody typed is among what they say."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import garden_pack, in_words

from rekindle_core import load_profile
from rekindle_core.content.model.condition import All, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.planning.deciding import because
from rekindle_core.planning.reasons import FactIs, FactsAre
from rekindle_core.profile.conflicts import safer_reading

PACK = garden_pack()
SOIL, POND = Is("soil", ("clay",)), Is("pond", ("yes",))


@pytest.mark.parametrize(
    ("when", "facts", "words"),
    [
        (SOIL, {"soil": "clay"}, "soil is clay"),
        (All((SOIL, POND)), {"soil": "clay", "pond": "yes"}, "soil is clay, pond is yes"),
        (All((SOIL, POND)), {"soil": "clay", "pond": "no"}, "pond is no"),
        (AnyOf((SOIL, POND)), {"soil": "sand", "pond": "yes"}, "pond is yes"),
        (AnyOf((SOIL, POND)), {"soil": "clay", "pond": "yes"}, "soil is clay, pond is yes"),
        (
            AnyOf((SOIL, POND, AtLeast("hours", 9))),
            {"soil": "clay", "pond": "yes", "hours": 3},
            "soil is clay, pond is yes",
        ),
        (
            All((SOIL, POND, AtLeast("hours", 2))),
            {"soil": "sand", "pond": "no", "hours": 3},
            "soil is sand, pond is no",
        ),
        (Has("pests", ("moles",)), {"pests": ["slugs", "moles"]}, "pests is slugs and moles"),
        (Not(Has("pests", ("moles",))), {"pests": []}, "pests is none"),
        (All((AtLeast("hours", 2), AtMost("hours", 5))), {"hours": 3}, "hours is 3"),
        (Is("helper.name", ("unknown",)), {"helper.name": "Sam"}, "helper.name is given"),
        (
            Not(Is("helper.pronouns", ("unknown",))),
            {"helper.pronouns": "she/her"},
            "helper.pronouns is given",
        ),
        (Not(Is("program.start", ("unknown",))), {"program.start": "2027-01-01"}, "program.start is given"),
        (All(()), {}, "for every reader"),
    ],
)
def test_the_facts_that_decide_are_named(when: Condition, facts: dict[str, Any], words: str) -> None:
    assert in_words(because(when, safer_reading(PACK, load_profile(PACK, facts)))) == words


def test_a_reason_never_tells_what_somebody_typed() -> None:
    """The module's own promise: texts and names are nobody's business there."""
    profile = load_profile(PACK, {"helper.name": "Sam", "dream": "a pear tree"})
    when = All((Not(Is("helper.name", ("unknown",))), Not(Is("dream", ("unknown",)))))
    assert because(when, safer_reading(PACK, profile)) == FactsAre(
        (FactIs("helper.name", None), FactIs("dream", None))
    )

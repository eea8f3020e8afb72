"""Looking for items: words in titles and texts, and what narrows them."""

from __future__ import annotations

import pytest
from tests.support import bundled_pack, garden_pack, spanish_pack

from rekindle_core import UsageError
from rekindle_core.handout.catalogue import find_items

PACK = garden_pack()


def ids(*words: str, **narrowed: object) -> list[str]:
    return [one.id for one in find_items(PACK, words, **narrowed)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["clay"], ["look-clay"]),
        (["CLAY", "water"], ["look-clay"]),
        (["water", "kneel"], ["look-water"]),
        # The beginning of a word, but nothing from within one.
        (["hol", "wat"], ["look-clay"]),
        (["olds"], []),
        (["clay", "moss"], []),
        # In the steps of an exercise, the lines of a checklist, each wording of a prompt.
        (["pace"], ["look-map"]),
        (["net"], ["look-bag"]),
        (["ask", "wall"], ["look-wall"]),
        # In the quieter line under a prompt.
        (["pot", "counts"], ["look-corner"]),
    ],
)
def test_all_words_are_found_wherever_they_stand(words: list[str], found: list[str]) -> None:
    assert ids(*words) == found


def test_accents_and_quotation_marks_do_not_count() -> None:
    pack = spanish_pack()
    texts = {one.id: one.words for one in find_items(pack)}
    name, words = next((name, text) for name, text in texts.items() if any(c in text for c in "áéíóúñ"))
    word = next(word.strip(".,;:¿?¡!«»{}") for word in words.split() if any(c in word for c in "áéíóúñ"))
    plain = word.translate(str.maketrans("áéíóúñ", "aeioun"))
    assert name in [one.id for one in find_items(pack, [plain.upper()])]


def test_it_is_narrowed_by_step_technique_minutes_and_level() -> None:
    assert set(ids(step="look")) == {name for name in ids() if name.startswith("look-")}
    assert ids(step="Look at the plot") == ids(step="look")
    assert ids(step="alt-bees") == ["alt-bees-fern", "alt-bees-moss"]
    assert "look-loss" in ids(level=3)
    assert "look-loss" not in ids(level=2)
    assert "look-map" in ids(minutes=20)
    assert "look-map" not in ids(minutes=19)
    # What does not say how long it takes is in no list of short things.
    assert "look-bag" in ids()
    assert "look-bag" not in ids(minutes=60)
    assert set(ids(technique="looking")) == {one.id for one in find_items(PACK) if one.technique == "looking"}


def test_a_step_or_technique_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as refused:
        ids(step="lok")
    assert "did you mean “look”" in refused.value.hint
    with pytest.raises(UsageError, match="no technique “glancing”"):
        ids(technique="glancing")


def test_pages_in_place_of_the_program_are_in_no_catalogue() -> None:
    pack = bundled_pack()
    steps = {one.step for one in find_items(pack)}
    pages = {
        each.unit.id for gate in pack.gates if gate.effect.replaces_program for each in gate.alternatives
    }
    assert pages
    assert not steps & pages
    assert set(pack.steps) <= steps


def test_the_wording_that_fits_everyone_comes_first() -> None:
    words = {one.id: one.words for one in find_items(bundled_pack())}["space-urge-plan"]
    general = "Make a plan for times when you want to write to {partner}."
    assert words.startswith(general)
    # The others can still be searched for.
    assert "There is a limit on contact." in words

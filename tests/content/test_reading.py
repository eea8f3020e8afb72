"""How hard the bundled pack is to read: Flesch-Kincaid grades of its running prose, as textstat counts them.

Titles, labels and what is ticked are left out: taken for sentences they would make every text look easy.
Source: J. P. Kincaid et al., 1975; textstat 0.7.4, whose syllables come with the package.
"""

from __future__ import annotations

import statistics
import warnings
from functools import cache

import pytest
from tests.content.pack import ALTERNATIVES, LENGTHS, PACK, STEPS, at_length, frame_texts, unit_texts

MOST_GRADE, MOST_MEDIAN = 8.0, 7.0
PROSE = {"opening", "why", "prompt", "exercise", "checklist", "sample", "passage", "key", "moment", "handout"}
UNITS = {unit.id: unit for unit in (*STEPS, *ALTERNATIVES)}


@cache
def grade(text: str) -> float:
    with warnings.catch_warnings():
        # textstat still asks for pkg_resources.
        warnings.simplefilter("ignore")
        import textstat
    return float(textstat.flesch_kincaid_grade(text))


def prose(unit: str, length: str) -> str:
    read = at_length(unit_texts(UNITS[unit]), length)
    return " ".join(line for one in read if one.kind in PROSE for line in one.lines)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("unit", UNITS)
def test_a_step_or_an_alternative_is_at_grade_eight_or_below(unit: str, length: str) -> None:
    assert grade(prose(unit, length)) <= MOST_GRADE


def test_key_points_are_at_grade_eight_or_below_by_themselves() -> None:
    """Long and easy prompts beside them would hide hard ones."""
    found = {
        unit: grade(" ".join(line for read in reads for line in read.lines))
        for unit, item in UNITS.items()
        if (reads := [read for read in unit_texts(item) if read.kind == "key" and read.lines])
    }
    assert len(found) == len(STEPS)
    assert {unit: hard for unit, hard in found.items() if hard > MOST_GRADE} == {}


@pytest.mark.parametrize("length", LENGTHS)
def test_the_median_is_at_grade_seven_or_below(length: str) -> None:
    assert statistics.median(grade(prose(unit, length)) for unit in UNITS) <= MOST_MEDIAN


@pytest.mark.parametrize("length", LENGTHS)
def test_the_pages_around_the_steps_are_at_grade_eight_or_below(length: str) -> None:
    read = at_length(frame_texts(), length)
    text = " ".join(line for one in read if one.kind in PROSE for line in one.lines)
    assert grade(text) <= MOST_GRADE


def test_the_grade_tells_hard_prose_from_easy() -> None:
    """A test that could not fail would prove nothing."""
    hard = (
        "Notwithstanding considerable methodological heterogeneity, the aforementioned interventions "
        "demonstrated statistically significant improvements in interpersonal communication."
    )
    assert grade(hard) > 15
    assert grade("The cat sat on the mat. It was warm.") < 3
    assert PACK.steps

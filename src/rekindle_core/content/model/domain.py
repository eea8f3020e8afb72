"""The values that a fact can have, as far as any rule distinguishes them.

Input: a fact, and all tests of it in a pack's conditions. Output: a short list of cells.

A number is cut where a condition or the engine does: what is between two cuts is one cell, and its least
number stands for it. For a name, a text, a date or pronouns, rules only test whether it is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from rekindle_core.content.model.condition import AtLeast, AtMost, Has, Is, Test
from rekindle_core.content.model.countries import COUNTRIES
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.frozen import Frozen


class Cell(Frozen):
    """Values that no rule distinguishes: one of them, and its form in a profile's file."""

    value: Value
    given: Any


UNKNOWN = Cell(Missing.UNKNOWN, Missing.UNKNOWN.value)
DECLINED = Cell(Missing.DECLINED, Missing.DECLINED.value)


def cells(fact: Fact, tests: Iterable[Test], cuts: Iterable[int], language: Language) -> tuple[Cell, ...]:
    """Return the cells of a fact with a single value, with the missing ones last.

    Args:
        fact: The fact; not a list of choices.
        tests: All tests of it.
        cuts: For a number: additional thresholds of the engine.
        language: The language, for its pronoun sets.
    """
    return (*_known(fact, tuple(tests), cuts, language), DECLINED, UNKNOWN)


def engine_cuts(pack: Pack) -> dict[str, tuple[int, ...]]:
    """Return the engine's own thresholds for numbers: the length of a session, and the number of sessions."""
    dose = pack.dose
    return {
        "program.minutes": (*(row.minutes for row in dose.table), dose.deep_from_minutes),
        "program.sessions": (dose.deep_from_session, len(pack.steps), len(pack.steps) + 1),
    }


def _known(fact: Fact, tests: tuple[Test, ...], cuts: Iterable[int], language: Language) -> tuple[Cell, ...]:
    match fact.kind:
        case "choice" | "choices" | "yes-no":
            return tuple(Cell(value, value) for value in fact.allowed)
        case "number":
            starts = {fact.least, *cuts, *(start for test in tests for start in _starts(test))}
            return tuple(Cell(n, n) for n in sorted(starts) if fact.least <= n <= fact.most)
        case "date":
            return (Cell(dt.date(2027, 1, 4), "2027-01-04"),)
        case "pronouns":
            name = language.pronoun_names[0]
            return (Cell(language.pronoun_set(name), name),)
        case "country":
            named = [
                str(v)
                for test in tests
                if isinstance(test, Is | Has)
                for v in test.values
                if len(str(v)) == 2
            ]
            # A pack that names every country has no other one.
            other = [code for code in ("GB", *COUNTRIES) if code not in named][:1]
            return tuple(Cell(code, code) for code in (*dict.fromkeys(named), *other))
        case "name":
            return (Cell("Alex", "Alex"),)
        case "text":
            return (Cell("In their own words.", "In their own words."),)


def _starts(test: Test) -> tuple[int, ...]:
    """Return the numbers at which the result of a test may change."""
    match test:
        case AtLeast():
            return (test.bound,)
        case AtMost():
            return (test.bound + 1,)
        case Is():
            return tuple(n for value in test.values if isinstance(value, int) for n in (value, value + 1))
        case Has():
            return ()

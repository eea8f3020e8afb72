"""What the counselor reads of a client's help lines: how old each source is, who checked, what to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.support import garden_pack

from rekindle_core import (
    HelpLine,
    ItemList,
    Practice,
    PracticeFile,
    Section,
    load_profile,
    make_plan,
    plain_blocks,
    realise,
    realise_for_counselor,
    walk,
)
from rekindle_core.practice.lines import LineCheck

PACK = garden_pack()
SOON = dt.date(2026, 3, 1)
LATER = dt.date(2028, 3, 1)


def told(date: dt.date = SOON, country: str = "GB", **more: Any) -> tuple[str, list[str]]:
    """Return the whole section, and its lines."""
    plan = make_plan(PACK, load_profile(PACK, {"country": country}), date=date)
    document = realise_for_counselor(PACK, plan, PracticeFile(Practice("Aldgate"), **more))
    (section,) = (one for one in walk(document) if isinstance(one, Section) and one.id == "counselor-lines")
    lines = [
        plain_blocks(item) for one in section.children if isinstance(one, ItemList) for item in one.items
    ]
    return plain_blocks(section.children), lines


def test_a_line_with_a_young_source_needs_nothing() -> None:
    text, lines = told()
    assert "First Aid 0800 000 (line-gb) – source dated 2 January 2026" in lines
    assert "To check" not in text
    assert "Nothing to check now (2)" in text


def test_a_line_with_an_old_source_is_to_be_checked_where_there_is_something_to_compare_it_with() -> None:
    text, lines = told(LATER)
    assert "First Aid 0800 000 (line-gb) – source dated 2 January 2026; call it, or look it up again" in lines
    assert (
        "A library (line-book) – source dated 2 January 2026; compare the number and hours with example.org"
        in lines
    )
    assert "To check before you hand it over (2)" in text


@pytest.mark.parametrize("date", [SOON, dt.date(1970, 1, 1)])
def test_a_check_or_a_source_after_the_date_of_the_program_counts_for_nothing(date: dt.date) -> None:
    later = LineCheck(dt.date(2026, 3, 2), "Ada Marsh")
    _, lines = told(date, checked={"line-gb": later})
    (line,) = (one for one in lines if "line-gb" in one)
    assert "checked on 2 March 2026 by Ada Marsh (which is after the program’s date); call it" in line
    own = (HelpLine("practice-line-1", "The shed", "01 23", "", "", ""),)
    _, lines = told(date, help_lines=own, checked={"practice-line-1": LineCheck(later.on)})
    assert lines[0].startswith("The shed 01 23 – checked on 2 March 2026 (which is after")
    assert "call it, or look" in lines[0]


@pytest.mark.parametrize(("on", "due"), [(dt.date(2028, 1, 1), False), (dt.date(2026, 1, 2), True)])
def test_a_check_counts_for_a_year(on: dt.date, due: bool) -> None:
    _, lines = told(LATER, checked={"line-gb": LineCheck(on, "Ada Marsh")})
    (line,) = (one for one in lines if "line-gb" in one)
    assert f"checked on {on.day} January {on.year} by Ada Marsh" in line
    assert ("call it, or look" in line) == due


def test_a_practices_own_lines_come_first_with_who_checked_them() -> None:
    own = (
        HelpLine("practice-line-1", "The shed", "01 23", "", "", ""),
        HelpLine("practice-line-2", "B", "9", "", "", ""),
    )
    _, lines = told(help_lines=own, checked={"practice-line-1": LineCheck(SOON)})
    assert lines[0] == "B 9 – added by the practice, without a date; call it, or look it up again"
    assert lines[1] == "The shed 01 23 – checked on 1 March 2026"


def test_lines_of_many_countries_are_counted_and_not_listed() -> None:
    text, lines = told(country="unknown")
    assert "one line for each country (1 in all)" in text
    assert len(lines) == 1


def test_a_client_reads_nothing_of_it() -> None:
    plan = make_plan(PACK, load_profile(PACK, {"country": "GB"}), date=LATER)
    assert "2026" not in repr(realise(PACK, plan).parts)

"""Days as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import bundled_pack, spanish_pack

from rekindle_core.profile.dates import days_meant

ENGLISH = bundled_pack().language


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-12-07", ["2026-12-07"]),
        ("2026/12/7", ["2026-12-07"]),
        ("25/12/2026", ["2026-12-25"]),
        ("12/25/2026", ["2026-12-25"]),
        ("7/12/2026", ["2026-07-12", "2026-12-07"]),
        ("7.12.2026", ["2026-07-12", "2026-12-07"]),
        ("7/7/2026", ["2026-07-07"]),
        ("7 December 2026", ["2026-12-07"]),
        ("Dec 7, 2026", ["2026-12-07"]),
        ("December 7th, 2026", ["2026-12-07"]),
        ("7/12/26", []),
        ("31/31/2026", []),
        ("soon", []),
        ("2026", []),
    ],
)
def test_a_text_is_every_day_that_it_may_mean(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in days_meant(ENGLISH, text)] == days


def test_months_are_those_of_the_language() -> None:
    assert days_meant(spanish_pack().language, "7 de diciembre de 2026") == (dt.date(2026, 12, 7),)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2200, 1, 1)))
def test_a_day_is_among_what_each_way_to_write_it_means(day: dt.date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.day}. {day.month}. {day.year}",
        f"{day:%d %B %Y}",
        f"{day:%b %d, %Y}",
    ):
        assert day in days_meant(ENGLISH, text), text

"""The sheets that are being put together: each by a name of chance, and answers forgotten when it locks."""

from __future__ import annotations

import pytest

from rekindle_core.web.security.refused import Refused
from rekindle_core.web.state.sheets import Sheet, Sheets


def test_names_are_of_chance_and_the_latest_is_the_one_that_was_changed_last() -> None:
    sheets = Sheets()
    assert sheets.latest() == ""
    one, two = sheets.new(), sheets.new()
    assert one != two
    assert len(one) >= 12
    sheets.keep(one, Sheet(items=("a",)))
    assert (sheets.latest(), sheets.get(one).items) == (one, ("a",))


def test_the_oldest_of_many_is_forgotten_and_one_that_never_was_is_refused() -> None:
    sheets = Sheets()
    first, *_, last = [sheets.new() for _ in range(51)]
    sheets.get(last)
    for name in (first, "x"):
        with pytest.raises(Refused) as refused:
            sheets.get(name)
        assert (refused.value.status, refused.value.why) == (404, "ended")


def test_forgetting_answers_leaves_what_was_chosen() -> None:
    sheets = Sheets()
    name = sheets.new(Sheet(items=("a",), answers={"pond": "yes"}, checked=True))
    sheets.forget_answers()
    assert sheets.get(name) == Sheet(items=("a",))

"""The questions behind a sheet: only those, each with why, and nothing of what comes of them before all are checked."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from tests.serving import Visitor, new_desk, words
from tests.support import bundled_pack

from rekindle_core.web.state.locking import Locking


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    visitor = Visitor(new_desk(tmp_path, today=lambda: dt.date(2027, 1, 4))).enter()
    visitor.get("/sheets")
    visitor.post(visitor.address, {"add": "look-water"})
    visitor.get(f"{visitor.address}/ask")
    return visitor


def asked(page: str) -> list[str]:
    form = page[page.index("<main") : page.index("</main>")]
    return list(dict.fromkeys(re.findall(r'<input type="(?:radio|checkbox|text)"[^>]* name="([^"]+)"', form)))


def test_it_asks_what_the_gates_need_and_offers_not_to_know_and_not_to_say(visitor: Visitor) -> None:
    assert asked(visitor.page) == ["pond", "moved_away"]
    said = words(visitor.page)
    assert said.count("Don’t know, or not asked") == said.count("Rather not say") == 2
    # Nothing is known at first.
    assert len(re.findall(r'value="unknown" checked', visitor.page)) == 2


def test_nothing_is_shown_of_what_an_answer_does_until_all_are_checked(visitor: Visitor) -> None:
    home = visitor.address.removesuffix("/ask")
    assert "held back" not in words(visitor.page)
    visitor.post(visitor.address, {"pond": "no", "moved_away": "no"})
    assert visitor.address == home
    assert "Nothing was held back on these answers, asked on 4 January 2027." in words(visitor.page)
    assert "lines to read first" not in words(visitor.page)
    visitor.get(f"{home}/ask")
    assert len(re.findall(r'value="no" checked', visitor.page)) == 2


def test_what_was_not_answered_is_still_asked_on_the_page(visitor: Visitor) -> None:
    visitor.post(visitor.address, {"moved_away": "no", "pond": "unknown"})
    assert "The page still begins with 1 line to read first" in words(visitor.page)


def test_answers_can_be_forgotten_and_are_when_it_locks(visitor: Visitor) -> None:
    ask = visitor.address
    visitor.post(ask, {"pond": "no"})
    assert visitor.desk.locking.active
    visitor.get(ask)
    visitor.post(ask, {"pond": "no", "forget": "yes"})
    assert "held back" not in words(visitor.page)
    visitor.get(ask)
    visitor.post(ask, {"pond": "no"})
    visitor.post("/lock")
    visitor.get(ask)
    assert len(re.findall(r'value="unknown" checked', visitor.page)) == 2


def test_an_answer_that_cannot_be_used_is_told_with_a_way_to_it_and_stays_as_typed(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path, bundled_pack())).enter()
    visitor.get("/sheets")
    visitor.post(visitor.address, {"add": "acknowledge-before-supper"})
    home = visitor.address
    visitor.get(f"{home}/ask")
    assert "weeks_since" in asked(visitor.page)
    response = visitor.post(
        f"{home}/ask", {"weeks_since": "many", "boundary": ["none", "blocked"], "safety.abused": "no"}
    )
    assert response.status_code == 422
    assert visitor.page.count("<title>Please check: ") == 1
    said = words(visitor.page)
    assert "2 answers need another look" in said
    assert "Type a whole number from 0 to 2600." in said
    assert "Tick either some of the answers" in said
    for name in ("weeks_since", "boundary"):
        assert f'<a href="#{name}">' in visitor.page
        assert f'id="{name}"' in visitor.page
        assert f'id="{name}-fault"' in visitor.page
    assert 'value="many"' in visitor.page
    assert 'name="safety.abused" value="no" checked' in visitor.page
    # Nothing was kept of a form that was not right.
    visitor.get(f"{home}/ask")
    assert 'name="safety.abused" value="no" checked' not in visitor.page


def test_who_asked_and_when_is_said_where_the_pack_keeps_it(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path, bundled_pack(), today=lambda: dt.date(2027, 1, 4))).enter()
    visitor.get("/sheets")
    visitor.post(visitor.address, {"add": "space-wave"})
    home = visitor.address
    visitor.get(f"{home}/ask")
    visitor.post(f"{home}/ask", {"safety.self_harm": "no", "asked-by": "R.K."})
    assert "Nothing was held back on these answers, asked on 4 January 2027 by R.K." in words(visitor.page)
    # None of it is the client's.
    assert "R.K." not in words(visitor.get(f"{home}/look").text)


def test_a_lock_that_is_due_forgets_the_answers(tmp_path: Path) -> None:
    locking = Locking(after=0.0)
    visitor = Visitor(new_desk(tmp_path, locking=locking)).enter()
    visitor.get("/sheets")
    visitor.post(visitor.address, {"add": "look-water"})
    home = visitor.address
    visitor.get(f"{home}/ask")
    visitor.post(f"{home}/ask", {"pond": "no"})
    name = home.rpartition("/")[2]
    assert visitor.desk.sheets.get(name).answers == {"pond": "no"}
    locking.lock()
    assert visitor.desk.sheets.get(name).answers == {}

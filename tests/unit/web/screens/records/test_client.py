"""The page of a client: risk first, and what to do next."""

from __future__ import annotations

from pathlib import Path

from tests.serving import with_client, words
from tests.support import bundled_pack, garden_pack
from tests.unit.web.screens.visits.clients import NOW, give, sample, store_of, the_client, with_program

from rekindle_core import load_profile
from rekindle_core.caseload.profiles import save_profile


def test_risk_comes_first_and_what_came_back_after_it(tmp_path: Path) -> None:
    visitor, home = sample(tmp_path)
    visitor.get(home)
    said = words(visitor.page)
    order = ["Sample-1", "the answer went from", "no longer count", "Make another program", "What you gave",
             "5 of 9 in session 1", "Look at the ratings", "The record"]  # fmt: skip
    assert sorted(order, key=said.index) == order
    assert "Keep answers from a file" not in said
    assert "Asked again alone" in said
    assert "A rating has gotten worse two weeks in a row" in said
    assert "safety." not in said


def test_a_new_client_and_an_empty_record_are_no_all_clear(tmp_path: Path) -> None:
    visitor = with_client(tmp_path, bundled_pack())
    home = visitor.address
    assert "Nothing is known about this client yet." in words(visitor.page)
    facts = load_profile(bundled_pack(), {"contact": "none"})
    save_profile(store_of(visitor), the_client(visitor), bundled_pack(), facts, NOW)
    visitor.get(home)
    assert "That isn’t the same as no risk." in words(visitor.page)
    assert "questions about safety without an answer" in words(visitor.page)


def test_a_worrying_answer_is_named_in_the_words_of_its_question(tmp_path: Path) -> None:
    visitor = with_client(tmp_path, bundled_pack())
    home = visitor.address
    facts = load_profile(bundled_pack(), {"safety.afraid": "yes"})
    save_profile(store_of(visitor), the_client(visitor), bundled_pack(), facts, NOW)
    visitor.get(home)
    assert "afraid of the other person? yes" in words(visitor.page)


def test_a_pack_without_questions_about_safety_has_no_such_part(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    assert garden_pack().expiry is None
    assert "First, before you look" not in words(visitor.page)


def test_answers_to_another_packs_questions_are_not_shown_but_the_record_is(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    home = visitor.address
    facts = load_profile(bundled_pack(), {"safety.afraid": "yes"})
    save_profile(store_of(visitor), the_client(visitor), bundled_pack(), facts, NOW)
    assert visitor.get(home).status_code == 200
    assert "other content" in words(visitor.page)
    assert "Rename, hold or erase" in words(visitor.page)
    assert visitor.get(f"{home}/copy").status_code == 409
    assert "--pack" not in words(visitor.page)
    assert visitor.get(f"{home}/history").status_code == 200


def test_what_was_given_is_listed_the_latest_first(tmp_path: Path) -> None:
    visitor, home, _ = with_program(tmp_path)
    give(visitor)
    visitor.get(home)
    assert visitor.page.index(f"{home}/given/2") < visitor.page.index(f"{home}/given/1")

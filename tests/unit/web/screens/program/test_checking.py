"""Checking the answers, and answers that do not fit together."""

from __future__ import annotations

from pathlib import Path

from tests.programs import Program, begun
from tests.serving import words
from tests.support import bundled_pack


def at_odds(tmp_path: Path) -> Program:
    program = begun(tmp_path, bundled_pack())
    program.fill("who", {"partner.name": "Jules"})
    program.fill("safety", {"boundary": ["told-to-stop"]})
    program.fill("happened", {"contact": "open"})
    program.check()
    return program


def test_every_answer_is_shown_in_words_with_a_way_to_change_it(tmp_path: Path) -> None:
    program = begun(tmp_path, bundled_pack())
    program.fill("who", {"country": "Germany", "client.name": "Jo"})
    program.fill("safety", {"safety.conduct": ["none"], "safety.afraid": "declined"})
    program.visitor.get(f"{program.home}/check")
    said = words(program.page)
    assert "DE (Germany)" in said
    assert "Is the person the program is for afraid of the other person? Rather not say" in said
    assert "7 questions are not answered. Change" in said
    assert f'href="{program.home}/ask/who"' in program.page


def test_answers_that_were_changed_since_they_were_shown_are_shown_again(tmp_path: Path) -> None:
    program = begun(tmp_path)
    program.visitor.get(f"{program.home}/check")
    shown = program.form
    program.fill("happened", {"soil": "clay"})
    program.visitor.post(f"{program.home}/check", shown)
    assert program.address == "/check"
    program.check()
    assert program.address == "/result"


def test_a_change_of_an_answer_asks_for_a_check_again(tmp_path: Path) -> None:
    program = begun(tmp_path)
    program.check()
    program.fill("happened", {"soil": "clay"})
    program.visitor.get(f"{program.home}/read")
    assert program.address == "/check"


def test_answers_that_do_not_fit_are_put_side_by_side_in_the_names_of_the_profile(tmp_path: Path) -> None:
    program = at_odds(tmp_path)
    assert program.address == "/conflict"
    said = words(program.page)
    assert "contact is welcome, another that Jules asked for it to stop" in said
    assert "What contact is there now?" in said
    assert "Has the other person set a limit?" in said


def test_what_nobody_knows_yet_stays_and_the_pages_keep_to_the_safer_answer(tmp_path: Path) -> None:
    program = at_odds(tmp_path)
    program.send("conflict", {"open": "yes"})
    assert program.address == "/result"
    said = words(program.page)
    assert "Two answers do not fit together" in said
    assert "the pages follow the request" in said


def test_a_corrected_answer_settles_it(tmp_path: Path) -> None:
    program = at_odds(tmp_path)
    program.send("conflict", {"contact": "none", "boundary": ["told-to-stop"]})
    assert program.address == "/result"
    assert "Two answers do not fit together" not in words(program.page)


def test_settling_it_by_easing_a_safety_answer_needs_the_note(tmp_path: Path) -> None:
    program = begun(tmp_path, bundled_pack())
    program.fill("safety", {"safety.partner_afraid": "yes"})
    program.fill("happened", {"contact": "open"})
    program.check()
    assert program.address == "/conflict"
    answers = {"contact": "open", "safety.partner_afraid": "no"}
    assert program.send("conflict", answers).status_code == 422
    assert "Before: “Yes”. Now: “No”." in words(program.page)
    program.send("conflict", {**answers, "note": "said so by mistake; asked again"})
    assert program.address == "/result"


def test_where_nothing_is_at_odds_the_screen_leads_on(tmp_path: Path) -> None:
    program = begun(tmp_path)
    program.check()
    program.visitor.get(f"{program.home}/conflict")
    assert program.address == "/result"
    program.fill("happened", {"soil": "clay"})
    assert program.visitor.post(f"{program.home}/conflict", {"conflict": "x"}).status_code == 200
    assert program.address == "/check"

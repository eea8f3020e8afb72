"""What a client gets: what is held back and why, no program for now, and pages that may be found."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest
from tests.programs import Program, begun
from tests.serving import words
from tests.support import bundled_pack

Answers: TypeAlias = dict[str, str | list[str]]
SAFE: Answers = dict.fromkeys(
    (
        "child_at_risk",
        "safety.afraid",
        "safety.abused",
        "safety.partner_afraid",
        "safety.self_harm",
        "safety.harm_others",
        "safety.threat_of_suicide_by_partner",
    ),
    "no",
)
KNOWN: dict[str, Answers] = {
    "who": {"filled_by": "together", "age_band": "adult", "partner.age_band": "adult", "partner_died": "no"},
    "safety": {**SAFE, "safety.conduct": "none", "boundary": "none", "safety.asked_by": "M."},
    "happened": {
        "ended_by": "partner",
        "contact": "open",
        "their_answer": "open",
        "unanswered_attempts": "0",
    },
    "where": {"safe_device": "yes", "may_print": "yes"},
}
MORE: Answers = {
    "breakups_before": "0",
    "new_partner": "none",
    "shared_home": "no",
    "shared_work": "no",
    "authority": "none",
    "legal_case": "no",
    "children": "no",
    "weeks_since": "20",
    "causes": ["communication"],
}


def told(tmp_path: Path, **more: Answers) -> Program:
    program = begun(tmp_path, bundled_pack())
    for part, answers in KNOWN.items():
        program.fill(part, {**answers, **(MORE if part == "happened" else {}), **more.get(part, {})})
    program.check()
    return program


def test_nothing_held_back_says_when_and_by_whom_it_was_asked(tmp_path: Path) -> None:
    program = told(tmp_path, who={"partner.age_band": "adult"})
    day = program.visitor.desk.today()
    said = words(program.page)
    assert f"Nothing was held back on these answers, asked on {day.day} {day:%B %Y} by M." in said
    assert "A “no” means “not told today”. Ask again next time." in said
    assert "✓" not in program.page


def test_what_is_held_back_names_the_answers_that_decide_it_and_what_is_not_answered(tmp_path: Path) -> None:
    program = told(tmp_path, happened={"their_answer": "unknown"}, safety={"boundary": ["blocked"], **SAFE})
    if program.address == "/conflict":
        program.send("conflict", {"open": "yes"})
    said = words(program.page)
    assert "Held back on these answers" in said
    assert "Has the other person set a limit? Blocked calls, messages or accounts" in said
    assert "This question is not answered: What has the other person said about trying again?" in said
    assert "boundary" not in said
    assert "Nothing was held back" not in said


def test_a_client_who_does_not_get_the_program_gets_one_page_on_screen_and_no_file(tmp_path: Path) -> None:
    program = told(tmp_path, safety={"safety.self_harm": "yes"}, who={"country": "GB"})
    said = words(program.page)
    assert "No worksheet for now" in said
    assert "See them alone and follow your service’s protocol" in said
    assert "Whom to call in United Kingdom" in said
    assert "116 123" in said
    program.visitor.get(f"{program.home}/read")
    assert "Print or save" not in words(program.page)
    look = program.visitor.get(f"{program.home}/read/look")
    assert look.status_code == 200
    assert "sandbox" in look.headers["content-security-policy"]
    for place in ("give", "where"):
        program.visitor.get(f"{program.home}/{place}")
    program.send("where", {"agreed": "yes"})
    program.visitor.get(f"{program.home}/give")
    assert program.address == "/result"


@pytest.mark.parametrize("answer", ["no", "declined"])
def test_pages_that_may_be_found_become_files_only_once_that_was_agreed(tmp_path: Path, answer: str) -> None:
    program = told(tmp_path, where={"may_print": answer})
    assert f'href="{program.home}/where"' in program.page
    program.visitor.get(f"{program.home}/give")
    assert program.address == "/where"
    assert "These pages may not be safe to take along" in words(program.page)
    assert program.send("where", {}).status_code == 422
    program.visitor.get(f"{program.home}/give")
    assert program.address == "/where"
    program.send("where", {"agreed": "yes"})
    assert program.address == "/size"
    program.visitor.get(f"{program.home}/give")
    assert program.address == "/give"
    # Other answers: it has to be agreed again.
    program.fill("happened", {})
    program.check()
    program.visitor.get(f"{program.home}/give")
    assert program.address == "/where"


def test_words_that_someone_has_to_read_stop_everything_until_a_day_is_given(tmp_path: Path) -> None:
    program = told(tmp_path, happened={"own_words.what_happened": "the police came and he hit me"})
    assert "Read these words first" in words(program.page)
    assert "the police came" not in words(program.page)
    for place in ("read", "give"):
        program.visitor.get(f"{program.home}/{place}")
        assert program.address == "/result", place
    assert program.visitor.get(f"{program.home}/read/look").status_code == 404
    today = program.visitor.desk.today()
    for wrong in ("", "soon", "2020-01-01", f"{today.year + 1}-01-01"):
        assert program.send("result", {"stop": "own-words", "day": wrong}).status_code == 422, wrong
    program.send("result", {"stop": "own-words", "day": today.isoformat()})
    program.visitor.get(f"{program.home}/read")
    assert program.address == "/read"
    assert program.visitor.get(f"{program.home}/read/look").status_code == 200

"""The questions about a client, a part at a time: saved when they are sent, and nothing shown of what they lead to."""

from __future__ import annotations

import re
from pathlib import Path

from tests.programs import Program, begun
from tests.serving import words
from tests.support import bundled_pack


def test_the_start_says_how_far_each_part_is(tmp_path: Path) -> None:
    program = begun(tmp_path)
    assert "Who it is for Not begun" in words(program.page)
    program.fill("who", {"gardener.name": "Robin"})
    program.visitor.get(program.home)
    assert "Who it is for 1 of 5 answered" in words(program.page)
    assert "What happened Not begun" in words(program.page)


def test_each_part_leads_to_the_next_and_safety_begins_with_how_to_ask(tmp_path: Path) -> None:
    program = begun(tmp_path)
    program.fill("who", {})
    assert program.address == "/before"
    assert "Ask by voice, with the client alone" in words(program.page)
    assert re.findall(rf'href="{program.home}/([^"]+)"', program.page) == ["ask/safety", "ask/happened"]
    program.fill("safety", {})
    assert program.address == "/ask/happened"
    program.fill("happened", {})
    # The garden's pages need to know nothing of devices.
    assert program.address == "/check"


def test_answers_are_saved_and_stay_when_another_cannot_be_used(tmp_path: Path) -> None:
    program = begun(tmp_path)
    response = program.fill("happened", {"soil": "clay", "hours": "many"})
    assert response.status_code == 422
    assert "Type a whole number from 0 to 60." in words(program.page)
    assert 'value="clay" checked' in program.page
    assert 'value="many"' in program.page
    program.fill("happened", {"soil": "clay", "hours": "3"})
    program.visitor.get(f"{program.home}/ask/happened")
    assert 'value="clay" checked' in program.page
    assert 'value="3"' in program.page


def test_nothing_is_said_of_what_answers_lead_to_before_all_are_checked(tmp_path: Path) -> None:
    program = begun(tmp_path, pack=bundled_pack())
    before = words(program.visitor.get(f"{program.home}/ask/happened").text)
    program.fill("safety", {"safety.self_harm": "yes"})
    # The next page is the same as if nothing had been answered.
    assert words(program.page) == before
    for place in ("result", "where", "size", "read", "give"):
        program.visitor.get(f"{program.home}/{place}")
        assert program.address == "/check", place
    assert program.visitor.get(f"{program.home}/read/look").status_code == 404


def test_a_form_that_is_older_than_the_answers_shows_both_values(tmp_path: Path) -> None:
    program = begun(tmp_path)
    program.visitor.get(f"{program.home}/ask/happened")
    old = program.form
    program.fill("happened", {"soil": "clay"})
    response = program.visitor.post(f"{program.home}/ask/happened", {**old, "soil": "sand"})
    assert response.status_code == 422
    said = words(program.page)
    assert "other answers were saved for this client" in said
    assert "Meanwhile this was saved as “Heavy clay”" in said
    assert 'value="sand" checked' in program.page
    # Sent once more, the answer that was chosen counts.
    program.visitor.post(f"{program.home}/ask/happened", {**program.form, "soil": "sand"})
    program.visitor.get(f"{program.home}/check")
    assert "Light sand" in words(program.page)


def test_a_no_about_safety_that_was_a_yes_needs_a_note(tmp_path: Path) -> None:
    program = begun(tmp_path, pack=bundled_pack())
    program.fill("safety", {"safety.self_harm": "yes", "safety.afraid": "no"})
    answers = {"safety.self_harm": "no", "safety.afraid": "no", "asked": "today"}
    response = program.fill("safety", answers)
    assert response.status_code == 422
    said = words(program.page)
    assert "Are there thoughts of suicide or self-harm? Before: “Yes”. Now: “No”." in said
    assert program.fill("safety", {**answers, "note": "asked again, alone"}).status_code == 200
    assert program.address == "/ask/happened"


def test_on_request_more_questions_are_asked_and_those_without_an_answer_stay_closed(tmp_path: Path) -> None:
    program = begun(tmp_path, pack=bundled_pack())
    program.visitor.get(f"{program.home}/ask/happened")
    assert "8 more questions" in words(program.page)
    assert '<details class="more">' in program.page
    program.fill("happened", {"legal_case": "yes"})
    program.visitor.get(f"{program.home}/ask/happened")
    assert '<details class="more" open>' in program.page


def test_what_earlier_answers_settle_is_not_asked_and_not_lost(tmp_path: Path) -> None:
    program = begun(tmp_path, pack=bundled_pack())
    program.fill("happened", {"contact": "none"})
    program.fill("who", {"partner_died": "yes"})
    program.visitor.get(f"{program.home}/ask/happened")
    assert 'name="shown" value="contact"' not in program.page
    program.fill("happened", {})
    program.fill("who", {"partner_died": "no"})
    program.visitor.get(f"{program.home}/ask/happened")
    assert re.search(r'name="contact" value="none" checked', program.page)


def test_a_reader_who_answers_alone_is_asked_as_you(tmp_path: Path) -> None:
    program = begun(tmp_path, pack=bundled_pack())
    program.fill("who", {"filled_by": "client"})
    program.visitor.get(f"{program.home}/ask/safety")
    assert "Are you afraid of the other person?" in words(program.page)


def test_own_pronouns_that_a_form_cannot_show_are_kept(tmp_path: Path) -> None:
    from rekindle_core import load_profile
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.profiles import current_profile, save_profile

    program = begun(tmp_path)
    desk = program.visitor.desk
    store, pack = desk.records.store, desk.content.pack
    assert store
    client = find_client(store, "K-14")
    own = {
        "they": "xe",
        "them": "xem",
        "their": "xyr",
        "theirs": "xyrs",
        "themself": "xemself",
        "number": "singular",
    }
    save_profile(store, client, pack, load_profile(pack, {"gardener.pronouns": own}), desk.now())
    program.fill("who", {"gardener.name": "Robin"})
    version = current_profile(store, client)
    assert version
    assert version.facts["gardener.pronouns"]["they"] == "xe"


def test_a_version_that_is_none_counts_as_the_oldest(tmp_path: Path) -> None:
    program = begun(tmp_path)
    program.fill("happened", {"soil": "clay"})
    for version in ("", "x", "²", "9" * 5_000):
        assert program.fill("happened", {"soil": "sand", "version": version}).status_code == 422


def test_an_unknown_part_is_no_page(tmp_path: Path) -> None:
    program = begun(tmp_path)
    assert program.visitor.get(f"{program.home}/ask/nothing").status_code == 404


def test_made_up_clients_take_no_answer(tmp_path: Path) -> None:
    from tests.serving import Visitor, new_desk

    visitor = Visitor(new_desk(tmp_path, bundled_pack())).enter()
    visitor.get("/clients")
    visitor.post("/clients/sample")
    home = re.findall(r'<h2><a href="(/clients/[^"]+)"', visitor.page)[0]
    program = Program(visitor, f"{home}/program")
    assert program.fill("happened", {"contact": "open"}).status_code == 409
    assert "Nothing was saved" in words(program.page)

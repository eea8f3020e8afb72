"""`rekindle profile show`: a profile in plain words, and what follows from it, for the counselor."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.support import CONFIRMED, GARDEN, PROFILES, rekindle

from rekindle_core import Pack, SelfCheck, load_pack, load_profile, make_plan, plain, realise, walk
from rekindle_core.planning.plan import Answer
from rekindle_core.realisation.wording import Wording

ASKED = "Gates that print a self-check"
IDLE = "Gates with an unknown answer that affect nothing in this program"


@cache
def bundled() -> Pack:
    """Return the bundled pack, loaded once."""
    return load_pack()


def parts(said: str) -> dict[str, list[str]]:
    """Return what stands under each title."""
    found: dict[str, list[str]] = {}
    for line in said.splitlines():
        if line and not line.startswith(" "):
            found[line] = []
        elif line:
            found[next(reversed(found))].append(line.strip())
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_it_is_for_the_counselor_and_every_question_stands_in_one_place(path: Path) -> None:
    pack = bundled()
    said = rekindle("profile", "show", path).stdout
    assert said.startswith("For the counselor, not for the client.\n")
    for fact in pack.facts.values():
        assert said.count(f"    {fact.ask}\n") == 1, fact.name


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_gates_are_named_by_title_and_those_that_ask_are_those_of_the_page(path: Path) -> None:
    pack = bundled()
    plan = make_plan(pack, load_profile(pack, path))
    document = realise(pack, plan, confirmed=CONFIRMED)
    wording = Wording(pack, plan.profile, plan.seed)
    asked = {
        gate.name
        for gate in pack.gates
        for block in walk(document)
        if isinstance(block, SelfCheck)
        for statement in block.statements
        if plain(statement.text) == plain(wording.inlines(gate.ask, block.id))
    }
    shown = {title: names(lines) for title, lines in parts(rekindle("profile", "show", path).stdout).items()}
    unknown = {pack.gate_name(one.gate) for one in plan.gates if one.answer is Answer.ASKS}
    assert set(shown[ASKED]) - {"none"} == asked
    assert set(shown.get(IDLE, ())) == unknown - asked
    holding = [pack.gate_name(one.gate) for one in plan.gates if one.answer is Answer.HOLDS]
    assert shown["Gates that hold"] == (holding or ["none"])


def names(lines: list[str]) -> list[str]:
    """Return the gates of a list: each has a line that names it, and one with its reason."""
    return [line.split(":")[0] for line in lines if not line.endswith("replaces the whole program.")][::2]


def test_answers_stand_in_words_under_the_questions_of_their_section() -> None:
    said = rekindle("profile", "show", PROFILES / "custom-pronouns-arabic.yaml").stdout
    assert (
        "  Contact and limits\n    What contact is there now?\n        we are in touch and it is welcome\n"
        in said
    )
    assert "        xe/xem/xyr/xyrs/xemself (singular)\n" in said
    assert "        ليلى\n" in said
    assert "    Has the other person set a limit?\n        none\n" in said


def test_what_was_declined_is_apart_from_what_is_not_known_and_from_what_is_moot() -> None:
    done = rekindle(
        "profile", "show", "-", stdin="causes: [grew-apart]\nlow_mood: declined\nrumination: unknown\n"
    )
    shown = parts(done.stdout)
    assert (
        "Has mood been low most of the day for two weeks or more?"
        in shown["Declined: the reader would rather not say"]
    )
    assert "Do thoughts go round and round for hours on most days?" in shown["Not known"]
    assert "If trust was broken, by whom?" in shown["Not asked, because another answer makes it unnecessary"]


def test_it_says_what_stands_in_place_of_a_replaced_program() -> None:
    shown = parts(rekindle("profile", "show", PROFILES / "abused.yaml").stdout)
    first, second, *_ = shown["Gates that hold"]
    assert first == "“A different kind of help” replaces the whole program."
    assert second == "Afraid or abused: replaces the program"


def test_it_says_first_that_nothing_is_made_before_a_person_has_looked(tmp_path: Path) -> None:
    text = 'boundary: none\nown_words.what_happened: "She blocked me in March."\n'
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    shown = rekindle("profile", "show", "a.yaml", cwd=tmp_path).stdout
    head = shown.partition("\nKnown\n")[0]
    assert "`build` won’t create anything until someone has read own_words.what_happened." in head
    assert "add --confirm own-words=YYYY-MM-DD." in head
    assert "a limit that the other person has set" in head
    assert "in March" not in shown
    (tmp_path / "a.yaml").write_text(text.replace("none", "[blocked]"), encoding="utf-8")
    assert "won't make any files yet" not in rekindle("profile", "show", "a.yaml", cwd=tmp_path).stdout


def test_it_shows_a_profile_of_another_pack(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("moved_away: no\nallergy: no\npond: no\nhours: 3\n", encoding="utf-8")
    shown = parts(rekindle("profile", "show", "a.yaml", "--pack", GARDEN, cwd=tmp_path).stdout)
    assert shown["Gates that hold"] == shown["Gates that print a self-check"] == ["none"]


def test_a_profile_at_fault_is_refused_as_by_check(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("contct: none\n", encoding="utf-8")
    done = rekindle("profile", "show", "a.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "did you mean “contact”?" in done.stderr

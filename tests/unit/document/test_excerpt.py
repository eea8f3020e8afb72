"""Excerpts: a few steps of a program by themselves, with all that keeps their reader safe, in every format."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.support import bundled_pack, example, garden_pack

from rekindle_core import (
    Document,
    Paragraph,
    Reference,
    Section,
    SelfCheck,
    Statement,
    Text,
    UsageError,
    excerpt,
    load_profile,
    make_plan,
    plain,
    realise,
    realise_for_counselor,
    render,
    replace,
    walk,
)
from rekindle_core.testing.samples import every_node


def general() -> Document:
    pack = bundled_pack()
    return realise(pack, make_plan(pack, load_profile(pack, {}), date=dt.date(2027, 1, 4)))


def words_of(document: Document) -> str:
    (artifact,) = render(document, "text")
    return " ".join(artifact.data.decode().split())


def steps_of(document: Document) -> list[str]:
    return [part.step for part in document.parts if part.role == "session"]


def test_an_excerpt_holds_a_step_and_what_keeps_its_reader_safe() -> None:
    shown = words_of(excerpt(example("trust-broken-by-client"), "space"))
    assert "Room to breathe" in shown
    assert "Someone to talk to" in shown
    assert "Your own life first" not in shown
    assert "Before you begin" not in shown


def test_self_checks_come_along_with_every_excerpt() -> None:
    document = general()
    kept = [part for part in document.parts if part.role in ("self-checks", "alternatives", "help")]
    assert len(kept) == 3
    shown = excerpt(document, "space")
    assert [part.id for part in kept] == [part.id for part in shown.parts if part.role != "session"]


def test_an_excerpt_leaves_out_pages_that_nothing_in_it_leads_to() -> None:
    document = general()
    shown = excerpt(document, "understand")
    before, after = (
        {block.id for block in walk(each) if isinstance(block, Section) and block.role == "alternative"}
        for each in (document, shown)
    )
    led_to = {
        statement.target
        for block in walk(shown)
        if isinstance(block, SelfCheck)
        for statement in block.statements
    }
    assert led_to <= after < before
    assert len(after) < len(before) / 2


def test_a_page_that_another_page_leads_to_comes_along() -> None:
    def page(name: str, *inlines: Any) -> Section:
        return Section(name, "alternative", (Text(name),), (Paragraph((Text("See "), *inlines)),))

    check = SelfCheck("c", (Text("If"),), (Statement((Text("So"),), "one"),), None, brief=True)
    session = Section("s", "session", (Text("S"),), (check,), number=1)
    pages = Section(
        "more",
        "alternatives",
        (Text("More"),),
        (page("one", Reference("two", (Text("two"),))), page("two"), page("three")),
    )
    shown = excerpt(replace(every_node(), parts=(session, pages)), "1")
    assert [block.id for block in walk(shown) if isinstance(block, Section)] == ["s", "more", "one", "two"]


def walks(*titles: str) -> Document:
    """Return a Document of sessions that show steps called s1, s2, … with these titles."""
    sessions = tuple(
        Section(f"part-{number}", "session", (Text(title),), (), number, step=f"s{number}")
        for number, title in enumerate(titles, start=1)
    )
    return replace(every_node(), parts=sessions)


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("space", ["space"]),
        ("1, space", ["understand", "space"]),
        ("Room to breathe", ["space"]),
        ("room TO  breathe", ["space"]),
        ("room", ["space"]),
        ("SPACE,1,", ["understand", "space"]),
    ],
)
def test_steps_are_named_by_title_or_id_in_any_case_by_a_beginning_or_by_their_session(
    typed: str, steps: list[str]
) -> None:
    assert steps_of(excerpt(example("trust-broken-by-client"), typed)) == steps


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("Stop, look, listen", ["s1"]),
        ("Stop, look, listen, Rest", ["s1", "s2"]),
        ("rest,stop , look,  listen", ["s1", "s2"]),
        ("Rest", ["s2"]),
        ("rest a", ["s3"]),
        ("don't hurry", ["s4"]),
        ("Don’t hurry", ["s4"]),
    ],
)
def test_a_title_may_hold_commas_quotes_or_begin_another(typed: str, steps: list[str]) -> None:
    document = walks("Stop, look, listen", "Rest", "Rest again", "Don’t hurry")
    assert steps_of(excerpt(document, typed)) == steps


def test_a_beginning_that_several_steps_share_is_refused_and_they_are_listed() -> None:
    with pytest.raises(UsageError, match="Several steps start with “walk”") as caught:
        excerpt(walks("Walk home", "Walk on", "Rest"), "walk")
    assert "s1  Walk home" in caught.value.hint
    assert "s2  Walk on" in caught.value.hint
    assert "Rest" not in caught.value.hint


def test_an_unknown_step_is_refused_and_all_are_listed_by_session_id_and_title() -> None:
    document = example("trust-broken-by-client")
    with pytest.raises(UsageError, match="no step “spade”") as caught:
        excerpt(document, "spade")
    rows = [line.split(maxsplit=2) for line in caught.value.hint.splitlines()[1:]]
    first: dict[str, Section] = {}
    for part in document.parts:
        if part.role == "session":
            first.setdefault(part.step, part)
    assert rows == [[str(part.number), step, plain(part.title)] for step, part in first.items()]


def test_a_step_in_which_nothing_is_to_be_answered_can_be_handed_out() -> None:
    assert steps_of(excerpt(walks("Rest", "Walk"), "walk")) == ["s2"]


def test_of_joined_steps_those_that_are_asked_for_are_shown_under_their_own_title() -> None:
    steps = tuple(
        Section(f"{number}", "step", (Text(step.title()),), (), step=step)
        for number, step in enumerate(("rest", "walk"), start=1)
    )
    session = Section("a", "session", (), steps, number=1, joined=tuple(step.title for step in steps))
    (shown,) = excerpt(replace(every_node(), parts=(session,)), "walk").parts
    assert shown.children == steps[1:]
    assert plain(shown.title) == "Walk"


def test_an_excerpt_of_a_replaced_program_is_refused() -> None:
    part = Section("leave", "alternative", (Text("A page instead"),), ())
    with pytest.raises(UsageError, match="no step"):
        excerpt(replace(every_node(), parts=(part,)), "space")


def test_the_counselors_pages_are_whole() -> None:
    pack = garden_pack()
    pages = realise_for_counselor(pack, make_plan(pack, load_profile(pack, {"moved_away": "no"})))
    assert excerpt(pages, "look") == pages

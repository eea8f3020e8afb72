"""What is true of every interview and of every profile that one writes."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK, garden_pack, spanish_pack

from rekindle_core import Pack, Profile, load_pack, load_profile
from rekindle_core.content.model.countries import COUNTRIES
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.document.visible import shows_something
from rekindle_core.profile.clean import clean_text
from rekindle_core.profile.edit import edited_profile
from rekindle_core.profile.file import profile_text
from rekindle_core.profile.interview import Interview, begin, is_moot, respond


@cache
def packs() -> tuple[Pack, ...]:
    return load_pack(), garden_pack(), spanish_pack()


def texts(most: int) -> st.SearchStrategy[str]:
    """Texts of any letters, and such as YAML might take for something else."""
    odd = st.sampled_from(
        ["- a", "a: b", "x # y", "{a}", "[", "'", '"', "null", "true", "~", "0x1", "|", "\ufeff", "\\n", "é"]
    )
    made = st.one_of(
        st.text(max_size=most), odd, st.lists(odd | st.text(max_size=9), max_size=60).map(" ".join)
    )
    return made.filter(lambda text: len(clean_text(text)) <= most and shows_something(clean_text(text)))


def answers(pack: Pack, fact: Fact) -> st.SearchStrategy[Any]:
    """What a profile can hold for a fact."""
    match fact.kind:
        case "choice" | "yes-no":
            return st.sampled_from(fact.allowed)
        case "choices":
            return st.lists(st.sampled_from(list(fact.values)))
        case "number":
            return st.integers(fact.least, fact.most)
        case "name" | "text":
            return texts(120 if fact.kind == "name" else 2000)
        case "date":
            return st.dates(min_value=_day(1900), max_value=_day(2200)).map(str)
        case "country":
            return st.sampled_from(list(COUNTRIES))
        case "pronouns":
            own = {**dict.fromkeys(pack.language.cases, "xe"), "number": pack.language.classes[0]}
            return st.sampled_from([*pack.language.pronoun_names, own])


def _day(year: int) -> Any:
    import datetime as dt

    return dt.date(year, 1, 1)


@st.composite
def profiles(draw: st.DrawFn) -> tuple[Pack, Profile]:
    """A pack, and anything that may be known of a reader of it."""
    pack = draw(st.sampled_from(packs()))
    missing = st.sampled_from(["unknown", "declined"])
    optional = {name: answers(pack, fact) | missing for name, fact in pack.facts.items()}
    return pack, load_profile(pack, draw(st.fixed_dictionaries({}, optional=optional)))


WORDS = (
    "",
    "?",
    "back",
    "stop",
    "unknown",
    "pass",
    "rather not say",
    "y",
    "no",
    "1",
    "2",
    "1,2",
    "none",
    "GB",
)
LINES = st.lists(
    st.sampled_from(WORDS)
    | st.sampled_from(["client", "broken-trust", "they/them", "a/b/c/d/e", "2027-01-31", "7", "'back'"])
    | st.text(max_size=30),
    max_size=60,
)


def held(pack: Pack, lines: list[str], known: dict[str, Value] | None = None) -> Interview:
    """Return the interview after these lines, or as many of them as it takes."""
    interview = begin(pack, known)
    for line in lines:
        if interview.question is None:
            break
        interview = respond(interview, line).interview
    return interview


@pytest.mark.slow
@QUICK
@given(profiles())
def test_any_profile_is_written_so_that_it_reads_back_to_the_same_facts(case: tuple[Pack, Profile]) -> None:
    pack, profile = case
    assert load_profile(pack, profile_text(pack, profile.values).encode()) == profile


@QUICK
@given(st.sampled_from([0, 1, 2]), LINES)
def test_any_lines_give_a_file_that_reads_back_to_the_answers(which: int, lines: list[str]) -> None:
    pack = packs()[which]
    values = held(pack, lines).values
    assert load_profile(pack, profile_text(pack, values).encode()) == Profile(values)


@QUICK
@given(st.sampled_from([0, 1, 2]), LINES, st.sampled_from(WORDS) | st.text(max_size=30))
def test_a_line_that_cannot_be_used_changes_nothing_and_is_said(
    which: int, lines: list[str], line: str
) -> None:
    """So whoever reads answers from a pipe can stop there; any other line has its place."""
    interview = held(packs()[which], lines)
    if interview.question is not None:
        turn = respond(interview, line)
        assert not turn.faults or (turn.interview == interview and turn.remark)


@QUICK
@given(st.sampled_from([0, 1, 2]), LINES)
def test_going_back_takes_nothing_away(which: int, lines: list[str]) -> None:
    interview = held(packs()[which], [line for line in lines if line != "stop"])
    if interview.question is not None:
        assert respond(interview, "back").interview.values == interview.values


@pytest.mark.slow
@QUICK
@given(st.sampled_from([0, 1, 2]), LINES)
def test_an_interview_ends_after_one_answer_to_each_question(which: int, lines: list[str]) -> None:
    """Whatever was typed before, one pass for each fact is enough; what is moot was not asked for."""
    pack = packs()[which]
    interview = held(pack, [*lines, *["pass"] * len(pack.facts)])
    assert interview.question is None
    if not interview.stopped:
        recorded = pack.expiry.asked_on if pack.expiry else ""
        for fact in pack.facts.values():
            moot = fact.name == recorded or is_moot(fact, interview.values)
            assert fact.name in interview.answers or moot


@pytest.mark.slow
@QUICK
@given(profiles())
def test_resuming_asks_what_is_missing_and_keeps_what_is_there(case: tuple[Pack, Profile]) -> None:
    pack, profile = case
    old = profile_text(pack, profile.values)
    interview = begin(pack, dict(profile.values))
    while (fact := interview.question) is not None:
        assert fact.name not in profile.values
        assert not is_moot(fact, interview.values)
        interview = respond(interview, "rather not say").interview
    recorded = pack.expiry.asked_on if pack.expiry else ""
    for name, fact in pack.facts.items():
        assert name == recorded or name in interview.values or is_moot(fact, interview.values)
    edited = edited_profile(pack, old.encode(), interview.values)
    assert not edited.anew
    new = edited.text
    assert load_profile(pack, new.encode()) == Profile(interview.values)
    # Each line is as it was, or is a fact that was commented out and is now filled in, in its place.
    before, after = old.splitlines(), new.splitlines()
    assert len(before) == len(after)
    for was, is_ in zip(before, after, strict=True):
        assert was == is_ or is_ == f"{was.removeprefix('# ')} {Missing.DECLINED.value}"

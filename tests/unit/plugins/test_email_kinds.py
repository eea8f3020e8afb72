"""Mails of every kind: what a day has, what two minutes have, and what keeps a reader safe in all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import CONFIRMED, QUICK, bundled_pack

from rekindle_core import (
    Addition,
    Block,
    Document,
    HelpLines,
    Section,
    SelfCheck,
    Task,
    Text,
    label,
    load_profile,
    make_plan,
    plain,
    realise,
    walk,
)
from rekindle_core.document.nodes import Lines, Paragraph
from rekindle_core.frozen import replace
from rekindle_core.testing.profiles import random_facts
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents
from rekindle_email.digests import Digest, Kind, digests
from rekindle_email.selection import mail_document

KINDS: tuple[Kind, ...] = ("weekly", "daily", "two-minute")
START = dt.date(2027, 1, 11)
READERS = 40


@cache
def programs(minutes: int | None = None) -> tuple[Document, ...]:
    """Return programs of the bundled pack for readers as different as can be."""
    pack = bundled_pack()
    given = {} if minutes is None else {"program.minutes": minutes}
    made = []
    for number in range(READERS):
        profile = load_profile(pack, {**random_facts(pack, Random(number)), **given})
        made.append(realise(pack, make_plan(pack, profile, seed=number), confirmed=CONFIRMED))
    return tuple(made)


def prompt(name: str, level: int | None = 1, about: str = "self", minutes: int | None = 3) -> Task:
    body = (Paragraph((Text(f"Ask {name}."),)),)
    return Task(f"p-{name}", "prompt", body, Lines(f"a-{name}", 2), minutes=minutes, level=level, about=about)  # type: ignore[arg-type]


def program(*sessions: tuple[Task, ...], every: int | None = 7) -> Document:
    """Return a program of these sessions, so many days apart, or without days."""
    made = tuple(
        Section(
            f"session-{n}",
            "session",
            (Text(f"Step {n}"),),
            tasks,
            number=n,
            date=None if every is None else START + dt.timedelta(days=every * (n - 1)),
        )
        for n, tasks in enumerate(sessions, 1)
    )
    return replace(every_node(), parts=made)


def prompts_of(digest: Digest) -> list[Task]:
    if digest.session is None:
        return []
    return [block for block in walk(digest.session) if isinstance(block, Task) and block.kind == "prompt"]


def blocks_of(document: Document, digest: Digest) -> list[object]:
    return list(walk(mail_document(document, digest)))


# ------------------------------------------------------------------ daily


def asked(document: Document) -> list[str]:
    return [
        task.id.removeprefix("p-") for digest in digests(document, "daily") for task in prompts_of(digest)
    ]


def test_a_day_has_one_prompt_and_days_follow_one_another() -> None:
    document = program((prompt("a"), prompt("b"), prompt("c")), (prompt("d"),))
    found = digests(document, "daily")
    assert [[task.id for task in prompts_of(digest)] for digest in found] == [
        ["p-a"],
        ["p-b"],
        ["p-c"],
        ["p-d"],
    ]
    assert [(digest.number, digest.day) for digest in found] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    assert [digest.date for digest in found] == [START + dt.timedelta(days=day) for day in (0, 1, 2, 7)]


def test_no_day_has_a_prompt_of_level_three() -> None:
    assert asked(program((prompt("a"), prompt("b", 3), prompt("c", 2), prompt("d", None)))) == ["a", "c", "d"]


def test_a_session_has_no_more_days_than_there_are_until_the_next() -> None:
    many = tuple(prompt(f"a{n}") for n in range(9))
    assert asked(program(many, (prompt("b"),), every=3)) == ["a0", "a1", "a2", "b"]
    assert asked(program(many, (prompt("b"),), every=30)) == [*(f"a{n}" for n in range(7)), "b"]
    assert asked(program(many, (prompt("b"),), every=None)) == [*(f"a{n}" for n in range(7)), "b"]


def test_on_three_days_of_seven_at_most_a_prompt_looks_at_the_other() -> None:
    them = tuple(prompt(f"t{n}", about="them") for n in range(7))
    own = tuple(prompt(f"s{n}") for n in range(2))
    # What would be too much on its day comes later, if there is a day left for it.
    assert asked(program((*them, *own))) == ["t0", "t1", "t2", "s0", "s1"]
    # The week goes on where one session ends and another begins.
    assert asked(program((own[0], *them[:3]), (*them[3:6], own[1]), every=4)) == [
        "s0",
        "t0",
        "t1",
        "t2",
        "s1",
    ]
    assert asked(program(them[:3], them[3:], every=7)) == ["t0", "t1", "t2", "t3", "t4", "t5"]


LEVELS = st.sampled_from([None, 1, 2, 3])
ABOUT = st.sampled_from(["", "self", "them", "us"])


@pytest.mark.slow
@QUICK
@given(
    sessions=st.lists(st.lists(st.tuples(LEVELS, ABOUT), max_size=9), min_size=1, max_size=6),
    every=st.sampled_from([1, 2, 3, 5, 7, 14, None]),
)
def test_whatever_the_sessions_days_keep_to_what_they_promise(
    sessions: list[list[tuple[int | None, str]]], every: int | None
) -> None:
    made = [
        tuple(prompt(f"{n}-{m}", level, about) for m, (level, about) in enumerate(row))
        for n, row in enumerate(sessions)
    ]
    document = program(*made, every=every)
    found = digests(document, "daily")
    assert {digest.number for digest in found} == set(range(1, len(sessions) + 1))
    days = [digest.date.toordinal() if digest.date else place for place, digest in enumerate(found)]
    assert all(earlier < later for earlier, later in pairwise(days))
    others = []
    for day, digest in zip(days, found, strict=True):
        shown = prompts_of(digest)
        assert len(shown) <= 1
        assert all(task.level != 3 for task in shown)
        others += [day for task in shown if task.about == "them"]
    assert all(sum(day <= other < day + 7 for other in others) <= 3 for day in others)
    assert len(asked(document)) == len(set(asked(document)))


@pytest.mark.slow
def test_the_first_day_has_the_why_and_all_that_is_said_before_the_prompts() -> None:
    seen = 0
    for document in programs():
        for digest in digests(document, "daily"):
            if digest.session is None:
                continue
            whole = next(part for part in document.parts if part.id == digest.session.id)
            written = [
                block.id for block in walk(whole) if isinstance(block, Section) and block.role == "passage"
            ]
            shown = [b.id for b in walk(digest.session) if isinstance(b, Section) and b.role == "passage"]
            assert shown == (written if digest.day == 1 else [])
            seen += any(name.endswith("-why") for name in shown)
    assert seen


def test_ratings_the_small_action_and_the_close_come_on_the_last_day() -> None:
    for document in programs():
        found = digests(document, "daily")
        for digest, after in zip(found, (*found[1:], None), strict=True):
            if digest.session is None:
                continue
            whole = next(part for part in document.parts if part.id == digest.session.id)
            ends = after is None or after.number != digest.number
            for kind, day in (
                ("settle", digest.day == 1),
                ("rating", ends),
                ("action", ends),
                ("close", ends),
            ):
                written = [b.id for b in walk(whole) if isinstance(b, Task) and b.kind == kind]
                shown = [b.id for b in walk(digest.session) if isinstance(b, Task) and b.kind == kind]
                assert shown == (written if day else [])


# ------------------------------------------------------------------ two minutes


def test_two_minutes_are_the_shortest_light_prompt_and_the_small_action() -> None:
    action = Task("act", "action", (), None)
    tasks = (
        Task("settle", "settle", (), None),
        prompt("long", minutes=9),
        prompt("deep", 3, minutes=1),
        prompt("untold", minutes=None),
        prompt("short", 2, minutes=2),
        prompt("light", 1, minutes=2),
        Task("walk", "exercise", (), None),
        Task("rate", "rating", (), None),
        action,
        Task("close", "close", (), None),
    )
    (digest,) = digests(program(tasks), "two-minute")
    assert digest.session is not None
    assert [block.id for block in digest.session.children if isinstance(block, Task)] == ["p-light", "act"]


@pytest.mark.slow
@pytest.mark.parametrize("minutes", [None, 60])
def test_two_minutes_ask_one_prompt_and_leave_out_no_words_of_a_gate(minutes: int | None) -> None:
    """For every reader a session has what a session of five minutes would have of what safety needs."""
    checks = notes = 0
    for document in programs(minutes):
        for digest, weekly in zip(digests(document, "two-minute"), digests(document, "weekly"), strict=True):
            if digest.session is None or weekly.session is None:
                continue
            assert (digest.number, digest.date) == (weekly.number, weekly.date)
            assert len(prompts_of(digest)) <= 1
            assert all(task.level != 3 for task in prompts_of(digest))
            for needed in (SelfCheck, HelpLines):
                whole = [block for block in blocks_of(document, weekly) if isinstance(block, needed)]
                short = [block for block in blocks_of(document, digest) if isinstance(block, needed)]
                assert short == whole
                checks += len(short)
            kept = [b for b in walk(weekly.session) if isinstance(b, Section) and not b.skippable]
            left = {block.id for block in walk(digest.session) if isinstance(block, Section)}
            assert {section.id for section in kept if section.children} <= left
            notes += len(kept)
    assert checks
    assert notes


# ------------------------------------------------------------------ every kind


@pytest.mark.slow
def test_two_minutes_keep_a_passage_that_a_plugin_added_and_does_not_let_be_skipped() -> None:
    words = (Paragraph((Text("Never alone in the water."),)),)
    passage = Section("safety", "passage", (Text("Before you go in"),), words)
    for skippable in (False, True):
        addition = Addition("swimming", (replace(passage, skippable=skippable),))
        session = Section("s", "session", (), (prompt("a"), addition), number=1, skippable=True)
        document = replace(every_node(), parts=(session,))
        (digest,) = digests(document, "two-minute")
        assert (addition in blocks_of(document, digest)) is not skippable


@pytest.mark.parametrize("kind", KINDS)
def test_a_self_check_that_is_due_opens_the_mail_and_nothing_is_asked_before_it(kind: Kind) -> None:
    """Each step's self-check stands in every mail that shows anything of what it is about."""
    due = 0
    for document in programs():
        for digest in digests(document, kind):
            shown = mail_document(document, digest)
            blocks = list(walk(shown))
            places = [place for place, block in enumerate(blocks) if isinstance(block, SelfCheck)]
            if places and digest.session is not None:
                assert shown.parts[0].role == "self-checks"
                tasks = [place for place, block in enumerate(blocks) if isinstance(block, Task)]
                asked_later = [p for p in places if tasks and p > min(tasks)]
                # Those that come later are an alternative's own, in the pages at the end.
                appendix = {id(b) for part in shown.parts if part.role == "alternatives" for b in walk(part)}
                assert all(id(blocks[place]) in appendix for place in asked_later)
            due += len(places)
            for step in _steps(document, digest):
                own = [block.id for block in step.children if isinstance(block, SelfCheck)]
                assert set(own) <= {block.id for block in blocks if isinstance(block, SelfCheck)}
    assert due


def _steps(document: Document, digest: Digest) -> Iterator[Section]:
    """Yield what a digest shows something of, as it stands in the Document: a session, or steps inside it."""
    if digest.session is None:
        return
    whole = next(part for part in document.parts if part.id == digest.session.id)
    shown = {block.id for block in walk(digest.session) if isinstance(block, Section)}
    yield from (block for block in walk(whole) if isinstance(block, Section) and block.id in shown)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_sent_to_another_page_finds_it_in_the_same_mail(kind: Kind) -> None:
    for document in programs():
        for digest in digests(document, kind):
            blocks = blocks_of(document, digest)
            there = {block.id for block in blocks if isinstance(block, Section)}
            checks = [block for block in blocks if isinstance(block, SelfCheck)]
            assert {s.target for check in checks for s in check.statements if s.target} <= there


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_help_is_in_every_mail_and_what_frames_the_sessions_in_one(kind: Kind) -> None:
    for document in programs():
        found = [mail_document(document, digest) for digest in digests(document, kind)]
        roles = [[part.role for part in shown.parts] for shown in found]
        assert all("help" in has for has in roles)
        framed = [part.role for part in document.parts if part.role in ("opening", "closing")]
        assert [role for has in roles for role in has if role in ("opening", "closing")] == framed
        if framed:
            assert "opening" in roles[0]
            assert "closing" in roles[-1]


def help_of(parts: Iterable[Block]) -> list[HelpLines]:
    return [block for part in parts for block in walk(part) if isinstance(block, HelpLines)]


@pytest.mark.slow
@QUICK
@given(document=documents(), kind=st.sampled_from(KINDS))
def test_help_is_whole_but_on_the_days_after_a_sessions_first(document: Document, kind: Kind) -> None:
    """Those have the number for emergencies and the first line of each group, and say where the rest is."""
    whole = help_of(part for part in document.parts if part.role == "help")
    for digest in digests(document, kind):
        shown = [part for part in mail_document(document, digest).parts if part.role == "help"]
        if digest.day <= 1:
            assert help_of(shown) == whole
            continue
        more = any(len(group.lines) > 1 for one in whole for group in one.groups)
        for brief, all_ in zip(help_of(shown), whole, strict=True):
            assert [group.emergency for group in brief.groups] == [group.emergency for group in all_.groups]
            assert [group.lines for group in brief.groups] == [group.lines[:1] for group in all_.groups]
        assert more or help_of(shown) == whole
        if more:
            name = label(document.words, "session_day", n=digest.number, day=1)
            assert label(document.words, "mail_help_rest", name=name) in repr(shown)


def test_the_first_line_of_each_country_is_for_a_crisis() -> None:
    """A mail in brief shows it alone."""
    pack = bundled_pack()
    crisis = "When it is too much to carry, or life does not feel worth living"
    found: dict[str, list[bool]] = {}
    for code in pack.help.countries:
        document = realise(pack, make_plan(pack, load_profile(pack, {"country": code})))
        (lines,) = help_of(document.parts)
        found[code] = [plain(line.purpose) == crisis for line in lines.groups[0].lines]
    assert sum(map(any, found.values())) > 20
    assert all(lines[0] for lines in found.values() if any(lines))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_help_can_stand_before_all_but_the_self_checks(kind: Kind) -> None:
    for document in programs():
        for digest in digests(document, kind):
            usual, first = (mail_document(document, digest, help_first=way) for way in (False, True))
            assert sorted(part.id for part in first.parts) == sorted(part.id for part in usual.parts)
            roles = [part.role for part in first.parts]
            assert set(roles[: roles.index("help")]) <= {"self-checks"}


@pytest.mark.slow
@QUICK
@given(document=documents(), kind=st.sampled_from(KINDS))
def test_a_mail_of_any_document_holds_blocks_of_its_own_and_no_others(document: Document, kind: Kind) -> None:
    """Blocks are left out and moved, never changed: only headings are made up."""
    known = {id(block) for block in walk(document)}
    for digest in digests(document, kind):
        for block in walk(mail_document(document, digest)):
            brief = isinstance(block, HelpLines) and digest.day > 1
            assert id(block) in known or isinstance(block, Section | Paragraph) or brief


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_a_programs_place_is_one_mail_whatever_the_kind(kind: Kind) -> None:
    pack = bundled_pack()
    document = realise(
        pack, make_plan(pack, load_profile(pack, {"safety.afraid": "yes"})), confirmed=CONFIRMED
    )
    (digest,) = digests(document, kind)
    assert digest.session is None
    shown = blocks_of(document, digest)
    assert all(block in shown for block in walk(document) if not isinstance(block, Section))

"""What a Document says for those who show only some of it: how deep a prompt goes, and which prose can be left out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from tests.support import CONFIRMED, bundled_pack

from rekindle_core import Document, Section, Task, load_profile, make_plan, realise, walk
from rekindle_core.content.model.step import Prompt
from rekindle_core.testing.profiles import random_facts


def programs(count: int) -> Iterator[Document]:
    for number in range(count):
        facts = random_facts(bundled_pack(), Random(number))
        yield realise(
            bundled_pack(),
            make_plan(bundled_pack(), load_profile(bundled_pack(), facts), seed=number),
            confirmed=CONFIRMED,
        )


@pytest.mark.slow
def test_a_prompt_says_how_deep_it_goes_and_whom_it_looks_at_as_its_author_wrote() -> None:
    seen = set()
    for document in programs(60):
        for task in walk(document):
            if isinstance(task, Task) and task.kind == "prompt":
                written = bundled_pack().item(task.id, Prompt)
                assert (task.level, task.about) == (written.level, written.about)
                seen.add((task.level, task.about))
            elif isinstance(task, Task):
                assert (task.level, task.about) == (None, "")
    assert {level for level, _ in seen} == {1, 2, 3}
    assert {about for _, about in seen} == {"self", "them", "us"}


@pytest.mark.slow
def test_nothing_that_a_gate_brought_is_ever_to_be_skipped() -> None:
    """Notes, what stands in a step's place, and the pages around the sessions."""
    pack = bundled_pack()
    brought = {name: unit for name, unit in pack.units.items() if name not in pack.steps}
    theirs = {*brought, *(f"{name}-why" for name in brought)}
    theirs |= {passage.id for unit in brought.values() for passage in unit.passages}
    seen = skippable = 0
    for document in programs(120):
        for section in (block for block in walk(document) if isinstance(block, Section)):
            placed = {section.id.removeprefix(f"session-{number}-") for number in range(1, 53)}
            if section.id in theirs or placed & theirs:
                assert not section.skippable, section.id
                seen += 1
            skippable += section.skippable
        assert not any(part.skippable for part in document.parts if part.role not in ("session", "review"))
    assert seen
    assert skippable


def test_the_prose_of_a_step_can_be_skipped_and_what_stands_in_its_place_cannot() -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, {"boundary": ["told-to-stop"], "program.sessions": 9}))
    document = realise(pack, plan)
    whole = {
        session.number: all(part.unit in pack.steps for part in session.parts) for session in plan.sessions
    }
    assert set(whole.values()) == {True, False}
    for part in document.parts:
        if part.role == "session":
            assert part.skippable is whole[part.number]

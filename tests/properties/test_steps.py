"""What a Document says of the steps that its sessions show: a renderer never has to read it out of an id or a title."""

from __future__ import annotations

from hypothesis import given, settings
from tests.gardens import Case, cases
from tests.support import QUICK

from rekindle_core import Section, walk
from rekindle_core.document.walk import joined_title


@settings(QUICK, max_examples=100)
@given(cases())
def test_a_session_names_the_steps_of_its_plan_itself_or_in_its_sections(case: Case) -> None:
    parts = {part.number: part for part in case.document.parts if part.role == "session"}
    for session in case.plan.sessions:
        shown, planned = parts[session.number], [part.unit for part in session.parts]
        steps = [block for block in shown.children if isinstance(block, Section) and block.role == "step"]
        assert [step.step for step in steps or [shown]] == planned
        assert bool(shown.step) == (len(planned) == 1)
        assert shown.joined == tuple(step.title for step in steps)
        assert not steps or shown.title == joined_title(shown.joined)


@settings(QUICK, max_examples=100)
@given(cases())
def test_no_section_but_a_session_and_its_steps_has_a_step(case: Case) -> None:
    for block in walk(case.document):
        if isinstance(block, Section) and block.role not in ("session", "step"):
            assert (block.step, block.joined) == ("", ())

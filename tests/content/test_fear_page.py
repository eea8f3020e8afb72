"""A reader who finds out on the way that they are afraid has a page, and so has everybody else.

The page is in every program alike, and names nobody: someone who finds it learns nothing about its reader.
"""

from __future__ import annotations

import pytest
from tests.content.pack import PACK, lines_of
from tests.content.readers import facts_of_readers, lines, program

from rekindle_core.content.model.template import slots_of

PAGE = "opening-if-afraid"
READERS = 8
PASSAGE = next(one for one in PACK.frame.opening.passages if one.id == PAGE)


@pytest.mark.parametrize("conduct", ["none", ["threatened"], "unknown"])
def test_every_program_has_the_page_whatever_was_answered(conduct: object) -> None:
    fixed = {"safety.conduct": conduct, "partner.age_band": "adult"}
    for number, facts in enumerate(facts_of_readers(fixed, READERS)):
        plan, document = program(facts, number)
        assert PAGE in plan.opening, facts
        assert any("stop here, even if you saw it differently" in line for line in lines(document))


def test_it_depends_on_no_answer_and_names_nobody() -> None:
    (text,) = PASSAGE.text
    assert not PASSAGE.offer.tags
    for part in (text.text, text.key):
        assert not list(slots_of(part))
        said = " ".join(lines_of(part))
        assert "in every copy" in said
        assert "help lines" in said
        assert "someone is afraid of" in said

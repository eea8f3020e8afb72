"""Programs that are being made, in memory."""

from __future__ import annotations

from rekindle_core.web.state.drafts import Draft, Drafts


def test_the_oldest_draft_is_forgotten_and_one_that_was_changed_is_young() -> None:
    drafts = Drafts()
    for number in range(20):
        drafts.keep(str(number), Draft(str(number)))
    drafts.keep("0", Draft("again"))
    drafts.keep("20", Draft("20"))
    assert drafts.get("0") == Draft("again")
    assert drafts.get("1") is None
    drafts.forget()
    assert drafts.get("20") is None

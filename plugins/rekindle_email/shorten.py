"""A session with only some of its tasks, for an email that doesn't contain a whole session.

Input: a session's section, the tasks to show, and how much of its prose. Output: the section with only
these, in their order. Must not know: which tasks those are, or email.

Self-checks always stay with what follows them: someone who reads only a part is asked the same questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from rekindle_core import (
    Addition,
    Block,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RatingsChart,
    Sample,
    Section,
    SelfCheck,
    Task,
    replace,
)

if TYPE_CHECKING:
    from collections.abc import Collection

Prose: TypeAlias = Literal["all", "needed", "none"]
"""How much of a session's prose an email shows: `needed` is the prose that must not be skipped."""


def shorten(section: Section, tasks: Collection[str], prose: Prose) -> Section:
    """Return a section with only some of its tasks.

    Args:
        section: A session, or a step inside one.
        tasks: The ids of the tasks to keep.
        prose: Which openings, passages and example wordings to keep.

    Returns:
        The section; a step inside it of which nothing is left is gone, with its self-checks.
    """
    whole = prose == "all" or (prose == "needed" and not section.skippable)
    kept: list[Block] = []
    for block in section.children:
        match block:
            case Section(role="step"):
                step = shorten(block, tasks, prose)
                # An email for the whole session asks everything that the session asks.
                asked = prose != "none" and step.children
                if asked or any(not isinstance(left, SelfCheck) for left in step.children):
                    kept.append(step)
            case Section():
                if prose == "all" or (prose == "needed" and not block.skippable):
                    kept.append(block)
            case Task():
                if block.id in tasks:
                    kept.append(block)
            case SelfCheck() | HelpLines():
                kept.append(block)
            case Paragraph() | ItemList() | Quotation() | Sample() | RatingsChart() | Addition():
                if whole or (prose == "needed" and _is_needed(block)):
                    kept.append(block)
            case _ as never:
                assert_never(never)
    return replace(section, children=tuple(kept))


def _is_needed(block: Block) -> bool:
    """Return whether it is an addition with a passage that is marked as not skippable."""
    inside = block.children if isinstance(block, Addition) else ()
    return any(isinstance(one, Section) and not one.skippable for one in inside)

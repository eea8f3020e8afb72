"""Help lines in brief, for the emails on the days after one that lists them all.

Input: a part about help, and where the full list is. Output: the part with only what cannot wait. Must
not know: the rest of the email.

What cannot wait is the number for emergencies, and the first line of each group. If the reader's country is
not known, it is the first line for each country: a number for another country is a smaller fault than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Addition,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RatingsChart,
    Sample,
    Section,
    SelfCheck,
    Task,
    Text,
    replace,
    walk,
)

if TYPE_CHECKING:
    from rekindle_core import Block, HelpGroup


def in_brief(part: Section, rest: str) -> Section:
    """Return a part about help with the first line of each group, and a sentence about where the rest is.

    Args:
        part: The part in the Document.
        rest: The sentence.

    Returns:
        The part itself if it has no more lines than that.
    """
    helped = [block for block in walk(part) if isinstance(block, HelpLines)]
    if all(_groups(block) == block.groups for block in helped):
        return part
    children = tuple(_shortened(block) for block in part.children)
    kept = tuple(block for block in children if isinstance(block, HelpLines | Section))
    return replace(part, children=(*kept, Paragraph((Text(rest),))))


def _shortened(block: Block) -> Block:
    match block:
        case HelpLines():
            return replace(block, lead=block.lead[:1], groups=_groups(block), caution=())
        case Section():
            return replace(block, children=tuple(_shortened(child) for child in block.children))
        case (
            Paragraph()
            | ItemList()
            | Quotation()
            | Task()
            | Sample()
            | SelfCheck()
            | RatingsChart()
            | Addition()
        ):
            return block
        case _ as never:
            assert_never(never)


def _groups(block: HelpLines) -> tuple[HelpGroup, ...]:
    """Return the groups with their first lines; of lines for many places, those of the first group that has any."""
    groups: list[HelpGroup] = []
    placed = False
    for group in block.groups:
        lines = tuple(
            line for number, line in enumerate(group.lines) if (not placed if line.place else number == 0)
        )
        placed = placed or any(line.place for line in lines)
        if lines or not group.lines:
            groups.append(replace(group, lines=lines))
    return tuple(groups)

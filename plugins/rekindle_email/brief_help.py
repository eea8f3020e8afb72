"""Help lines in brief, for a mail that comes on the days after one that has them all.

Comes in: a part about help, and where all of it is. Goes out: the part with what cannot wait.
Must not know: the rest of the mail.

What cannot wait is the number for emergencies, and of each country the first line. A pack lists the line for a crisis
first. Where the reader's country is not known it is still a line for each: a number for another country is a smaller
fault than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Addition,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
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
    """Return a part about help with the first line of each group, and a sentence that says where the rest is.

    Args:
        part: The part, as the Document has it.
        rest: The sentence.

    Returns:
        The part itself if it has no more lines than that.
    """
    helped = [block for block in walk(part) if isinstance(block, HelpLines)]
    if all(len(group.lines) <= 1 for block in helped for group in block.groups):
        return part
    children = tuple(_shortened(block) for block in part.children)
    kept = tuple(block for block in children if isinstance(block, HelpLines | Section))
    return replace(part, children=(*kept, Paragraph((Text(rest),))))


def _shortened(block: Block) -> Block:
    match block:
        case HelpLines():
            return replace(
                block, lead=block.lead[:1], groups=tuple(_first(group) for group in block.groups), caution=()
            )
        case Section():
            return replace(block, children=tuple(_shortened(child) for child in block.children))
        case Paragraph() | ItemList() | Quotation() | Task() | Sample() | SelfCheck() | Addition():
            return block
        case _ as never:
            assert_never(never)


def _first(group: HelpGroup) -> HelpGroup:
    return replace(group, lines=group.lines[:1])

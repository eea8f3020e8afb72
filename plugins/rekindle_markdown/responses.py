"""Places for an answer, to be typed into or ticked.

Comes in: a Response. Goes out: chunks.
Must not know: the task around it.

Room to write is empty lines: they are there in the editor, and leave no trace once something is typed or
where a program shows the page as it will be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, Emphasis, IfThen, Lines, Response, Scale, Text
from rekindle_markdown.inlines import one_line, paragraph
from rekindle_markdown.layout import Chunk, Listing

if TYPE_CHECKING:
    from rekindle_markdown.page import Page

_MOST_NUMBERS = 21
"""A longer scale shows its ends only."""


def response_chunks(response: Response, page: Page) -> list[Chunk]:
    """Return the place for an answer."""
    match response:
        case Lines():
            return [_room(f"{page.word('writing_space')}:", page)] if page.space else []
        case Scale():
            return _scale(response, page)
        case Choices():
            return [choices_list(response, page)]
        case IfThen():
            return [_room(f"{page.word(part)} …", page) for part in ("if", "then")]
        case _ as never:
            assert_never(never)


def choices_list(choices: Choices, page: Page) -> Listing:
    """Return boxes to tick: square, as note programs know them, where any number may be; else round."""
    box = "[ ]" if choices.many else "( )"
    return Listing(tuple([f"{box} {one_line(option.label, page)}".rstrip()] for option in choices.options))


def _room(label: str, page: Page) -> Chunk:
    return [*paragraph((Emphasis((Text(label),)),), page), *[""] * page.space]


def _scale(scale: Scale, page: Page) -> list[Chunk]:
    numbers = [str(number) for number in range(scale.low, scale.high + 1)]
    if len(numbers) > _MOST_NUMBERS:
        numbers = [numbers[0], "…", numbers[-1]]
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    named = [(Text(f"{number} = "), *label) for number, label in ends if label]
    return [[" ".join(numbers)], *(paragraph(words, page) for words in named)]

"""Places for an answer: room to write, numbers and options to tick.

Comes in: a Response, and what its task is called. Goes out: blocks with content controls in them.
Must not know: the task around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Inlines, Lines, Response, Scale, Text, plain
from rekindle_docx.controls import checkbox, rich_text
from rekindle_docx.inlines import Look, runs, words
from rekindle_docx.paragraphs import paragraph
from rekindle_docx.xml import element, text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page

_LAST_NUMBER = 2.6
"""Room for the last number of a scale, in letters."""
_ON_ONE_LINE = 60
"""Words for both ends of a scale that are longer together stand on two lines."""


def response(answer: Response, page: Page, title: str) -> Iterator[_Element]:
    """Yield the place for an answer.

    Args:
        answer: What kind of answer there is room for.
        page: Where it stands.
        title: What its task is called, such as “Prompt 3”.
    """
    match answer:
        case Lines():
            yield _room(answer.answer_id, answer.rows, page, title)
        case Scale():
            yield from _scale(answer, page, title)
        case Choices():
            yield from choices(answer, page, title)
        case IfThen():
            for word, name in (("if", answer.if_id), ("then", answer.then_id)):
                yield paragraph(
                    words(f"{page.word(word)} …", page, Look(stressed=True)), page, "Part", keep=True
                )
                yield _room(name, answer.rows, page, f"{title}: {page.word(word)}")
        case _ as never:
            assert_never(never)


def choices(answer: Choices, page: Page, title: str) -> Iterator[_Element]:
    """Yield options to tick, a line for each; the last of them may be parted from what follows."""
    for number, option in enumerate(answer.options, start=1):
        box = checkbox(
            page,
            "square" if answer.many else "round",
            title=f"{title}: {plain(option.label)}",
            tag=f"{answer.answer_id}-{option.value}",
        )
        shown = [box, _tab(), *runs(option.label, page)]
        yield paragraph(shown, page, "Choice", keep=number < len(answer.options))


def _room(name: str, rows: int, page: Page, title: str) -> _Element:
    """Return a box to type into, high enough to be written in by hand as long as nothing is typed."""
    hint = element(
        "w:r",
        element("w:rPr", element("w:rStyle", val="PlaceholderText")),
        text(page.word("writing_space")),
    )
    first = paragraph([hint], page, "Answer", keep=rows > 0)
    # Paragraphs, since there is no other way to rule lines; all of them go with the hint.
    lines = [paragraph((), page, "AnswerRow", keep=row < rows) for row in range(1, rows + 1)]
    return rich_text([first, *lines], page, title=title, tag=name)


def _scale(scale: Scale, page: Page, title: str) -> Iterator[_Element]:
    numbers = range(scale.low, scale.high + 1)
    points: list[_Element] = []
    for number in numbers:
        box = checkbox(page, "round", title=f"{title}: {number}", tag=f"{scale.answer_id}-{number}")
        points += [*([_tab()] if points else []), box, *words(f"\u00a0{number}", page)]
    # Spread over the line, so that its ends stand over what they mean.
    step = (page.width - round(_LAST_NUMBER * page.letter)) / max(len(numbers) - 1, 1)
    stops = tuple(round(at * step) for at in range(1, len(numbers)))
    ends = [
        _end(number, said) for number, said in ((scale.low, scale.low_label), (scale.high, scale.high_label))
    ]
    named = [end for end in ends if end]
    yield paragraph(points, page, "Scale", keep=bool(named), tabs=[("left", stop) for stop in stops])
    if len(named) > 1 and sum(len(plain(end)) for end in named) <= _ON_ONE_LINE:
        low, high = named
        shown = [*runs(low, page), _tab(), *runs(high, page)]
        yield paragraph(shown, page, "ScaleEnds", tabs=[("right", page.width)])
    else:
        for end in named:
            yield paragraph(runs(end, page), page, "ScaleEnds")


def _tab() -> _Element:
    return element("w:r", element("w:tab"))


def _end(number: int, said: Inlines) -> Inlines:
    return (Text(f"{number} = "), *said) if said else ()

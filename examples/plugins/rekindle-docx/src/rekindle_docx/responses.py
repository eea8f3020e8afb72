"""Places for an answer: room to write, numbers and options to tick.

Input: a Response, and what its task is called. Output: blocks with content controls in them.
Must not know: the task around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Choices,
    IfThen,
    Inlines,
    Lines,
    Ratings,
    Response,
    Scale,
    Table,
    Text,
    chosen,
    plain,
    rated,
    row_question,
    written,
)
from rekindle_docx.answers.record import Spot, mark_question
from rekindle_docx.answers.typed import typed
from rekindle_docx.controls import checkbox, rich_text
from rekindle_docx.inlines import Look, runs, words
from rekindle_docx.paragraphs import paragraph
from rekindle_docx.tables import table
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
            if answer.starter:
                yield paragraph(runs(answer.starter, page), page, "Starter", keep=True)
            yield _room(answer.answer_id, answer.rows, page, title)
        case Scale():
            yield from _scale(answer, page, title)
        case Ratings():
            yield from _ratings(answer, page, title)
        case Choices():
            yield from choices(answer, page, title)
        case IfThen():
            parts = (
                ("if", answer.if_id, answer.if_starter),
                ("then", answer.then_id, answer.then_starter),
            )
            for word, name, starter in parts:
                led = words(f"{page.word(word)} {'' if starter else '…'}", page, Look(stressed=True))
                yield paragraph([*led, *runs(starter, page)], page, "Part", keep=True)
                yield _room(name, answer.rows, page, f"{title}: {page.word(word)}")
        case Table():
            yield from table(answer, page, title)
        case _ as never:
            assert_never(never)


def choices(answer: Choices, page: Page, title: str) -> Iterator[_Element]:
    """Yield options to tick, a line for each; the last of them may be parted from what follows."""
    chose = chosen(page.record.answers.get(answer.answer_id))
    for number, option in enumerate(answer.options, start=1):
        spot = Spot(answer.answer_id, "choices" if answer.many else "choice", option.value, page.asked)
        box = checkbox(
            page,
            "square" if answer.many else "round",
            title=f"{title}: {plain(option.label)}",
            tag=page.record.tag(spot),
            checked=option.value in chose,
        )
        shown = [box, _tab(), *runs(option.label, page)]
        yield paragraph(shown, page, "Choice", keep=number < len(answer.options))


def _room(name: str, rows: int, page: Page, title: str) -> _Element:
    """Return a box to type into, high enough to be written in by hand as long as nothing is typed."""
    tag = page.record.tag(Spot(name, "text", "", page.asked))
    answer = page.record.answers.get(name)
    if answer is not None:
        said = [paragraph(typed(line, page), page, "Answer") for line in written(answer).split("\n")]
        return rich_text(said, page, title=title, tag=tag, filled=True)
    hint = element(
        "w:r",
        element("w:rPr", element("w:rStyle", val="PlaceholderText")),
        text(page.word("writing_space")),
    )
    first = paragraph([hint], page, "Answer", keep=rows > 0)
    # Paragraphs, since there is no other way to rule lines; all of them go with the hint.
    lines = [paragraph((), page, "AnswerRow", keep=row < rows) for row in range(1, rows + 1)]
    return rich_text([first, *lines], page, title=title, tag=tag)


def _ratings(ratings: Ratings, page: Page, title: str) -> Iterator[_Element]:
    """Yield a question and a row of numbers for each rating; what the ends mean stands first if they share it."""
    ends = _ends(ratings.low, ratings.high, ratings.low_label, ratings.high_label)
    if ends:
        said = tuple(inline for end in ends for inline in (Text(", "), *end))[1:]
        yield paragraph(runs(said, page), page, "ScaleEnds", keep=True)
    for row in ratings.rows:
        label = paragraph(runs(row.label, page), page, "RatingRow", keep=True)
        bookmark = mark_question([label], row_question(row), next(page.ids))
        yield label
        scale = Scale(row.answer_id, ratings.low, ratings.high, row.low_label, row.high_label)
        yield from _scale(scale, page.asking(bookmark), f"{title}: {plain(row.label)}")


def _scale(scale: Scale, page: Page, title: str) -> Iterator[_Element]:
    numbers = range(scale.low, scale.high + 1)
    rating = rated(page.record.answers.get(scale.answer_id))
    points: list[_Element] = []
    for number in numbers:
        tag = page.record.tag(Spot(scale.answer_id, "number", str(number), page.asked))
        box = checkbox(page, "round", title=f"{title}: {number}", tag=tag, checked=number == rating)
        points += [*([_tab()] if points else []), box, *words(f"\u00a0{number}", page)]
    # Spread over the line, so that its ends stand over what they mean.
    step = (page.width - round(_LAST_NUMBER * page.letter)) / max(len(numbers) - 1, 1)
    stops = tuple(round(at * step) for at in range(1, len(numbers)))
    named = _ends(scale.low, scale.high, scale.low_label, scale.high_label)
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


def _ends(low: int, high: int, low_label: Inlines, high_label: Inlines) -> list[Inlines]:
    """Return what the numbers at the ends mean, where anything says it."""
    return [(Text(f"{number} = "), *said) for number, said in ((low, low_label), (high, high_label)) if said]

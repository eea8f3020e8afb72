"""Places for an answer, to type into or tick; or the answer, if there is one.

Input: a Response. Output: chunks.
Must not know: the task around it.

Space to write consists of empty lines: they are visible in the editor, but not once something is typed, or in
the rendered page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Choices,
    Datum,
    Emphasis,
    IfThen,
    Inline,
    Inlines,
    LineBreak,
    Lines,
    Ratings,
    RatingsChart,
    Response,
    Scale,
    Strong,
    Table,
    Text,
    charted,
    chosen,
    rated,
    written,
)
from rekindle_markdown.inlines import one_line, paragraph
from rekindle_markdown.layout import Chunk, Listing, joined, quoted
from rekindle_markdown.tables import table_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rekindle_markdown.page import Page

_MOST_NUMBERS = 21
"""Only the ends of a longer scale are shown."""


def response_chunks(response: Response, page: Page) -> list[Chunk]:
    """Return the place for an answer."""
    match response:
        case Lines():
            return _room(response.starter, response.answer_id, page, f"{page.word('writing_space')}:")
        case Scale():
            return _scale(response, page)
        case Choices():
            return [choices_list(response, page)]
        case Ratings():
            return _ratings(response, page)
        case IfThen():
            parts = (
                ("if", response.if_id, response.if_starter),
                ("then", response.then_id, response.then_starter),
            )
            return [
                chunk
                for part, name, starter in parts
                for chunk in _room(_part(page.word(part), starter), name, page)
            ]
        case Table():
            return [table_list(response, page)]
        case _ as never:
            assert_never(never)


def choices_list(choices: Choices, page: Page) -> Listing:
    """Return boxes to tick: square, as note programs have them, if any number may be ticked; else round."""
    empty, ticked = ("[ ]", "[x]") if choices.many else ("( )", "(x)")
    taken = chosen(page.answers.get(choices.answer_id))
    return Listing(
        tuple(
            [f"{ticked if option.value in taken else empty} {one_line(option.label, page)}".rstrip()]
            for option in choices.options
        )
    )


def _part(word: str, starter: Inlines) -> Inlines:
    """Return the beginning of half of a plan."""
    return (Emphasis((Text(word if starter else f"{word} …"),)), *((Text(" "), *starter) if starter else ()))


def _room(begins: Inlines, name: str, page: Page, label: str = "") -> list[Chunk]:
    """Return space to write, or the written answer as a quotation.

    Args:
        begins: The beginning of the answer, shown even if there is no space; may be empty.
        name: The name of the place.
        page: The page.
        label: The text above the space or the answer.
    """
    text = written(page.answers.get(name))
    named = paragraph((Emphasis((Text(label),)),), page) if label and (text or page.space) else []
    above = [lines for lines in (named, paragraph(begins, page)) if lines]
    if text:
        return [*above, quoted(joined(_paragraphs(text, page)))]
    return [*above[:-1], [*above[-1], *[""] * page.space]] if above else []


def _paragraphs(text: str, page: Page) -> Iterator[Chunk]:
    """Yield the written answer: empty lines separate paragraphs, other line breaks are kept."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines: list[Inline] = []
        for line in block.split("\n"):
            lines += [*([LineBreak()] if lines else []), Datum(line.strip(), "")]
        yield paragraph(tuple(lines), page)


def _scale(scale: Scale, page: Page) -> list[Chunk]:
    shown = _numbers(scale.low, scale.high, scale.answer_id, page)
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    named = [(Text(f"{number} = "), *label) for number, label in ends if label]
    return [paragraph(shown, page), *(paragraph(words, page) for words in named)]


def _ratings(ratings: Ratings, page: Page) -> list[Chunk]:
    """Return a grid as a list: a line for each row, and the meaning of the ends once, if the rows share it."""
    low, high = ratings.low, ratings.high
    shared = _ends(low, high, ratings.low_label, ratings.high_label)
    items = []
    for row in ratings.rows:
        own = _ends(low, high, row.low_label, row.high_label)
        meaning = (LineBreak(), *own) if own else ()
        shown = _numbers(low, high, row.answer_id, page)
        items.append(paragraph((*row.label, Text(" – "), *shown, *meaning), page))
    return [*([paragraph(shared, page)] if shared else []), Listing(tuple(items))]


def chart_chunks(chart: RatingsChart, page: Page) -> Iterator[Chunk]:
    """Yield the ratings of all sessions as a list, each with its answer or a place for it."""
    values = charted(chart, page.answers)
    if all(value is None for row in values for value in row):
        yield paragraph((Text(page.word("review_by_hand")),), page)
    items = []
    for series, row in zip(chart.series, values, strict=True):
        told = zip(chart.sessions, series.answer_ids, row, strict=False)
        held = (
            f"{page.word('session', n=session)}: {value if value is not None else '…' if name else '–'}"
            for session, name, value in told
        )
        items.append(paragraph((*series.label, LineBreak(), Text(", ".join(held))), page))
    yield Listing(tuple(items))


def _numbers(low: int, high: int, name: str, page: Page) -> Inlines:
    """Return the numbers of a scale, with the chosen one in bold."""
    numbers = [str(number) for number in range(low, high + 1)]
    point = rated(page.answers.get(name))
    if len(numbers) > _MOST_NUMBERS:
        between = [] if point in (None, low, high) else [str(point), "…"]
        numbers = [numbers[0], "…", *between, numbers[-1]]
    shown: list[Inline] = []
    for number in numbers:
        word = Text(number)
        shown += [*([Text(" ")] if shown else []), Strong((word,)) if number == str(point) else word]
    return tuple(shown)


def _ends(low: int, high: int, low_label: Inlines, high_label: Inlines) -> Inlines:
    """Return what the numbers at the ends mean, on one line."""
    named = [
        (Text(f"{number} = "), *label) for number, label in ((low, low_label), (high, high_label)) if label
    ]
    return tuple(inline for one in named for inline in (Text(", "), *one))[1:]

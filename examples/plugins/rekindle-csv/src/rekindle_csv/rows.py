"""Which rows a Document has: its prompts, and whatever their reader is not to be without.

Input: a Document. Output: rows, in the Document's order. Must not know: how a table is written.

Self-checks stand before the prompts that they are about. Pages to read instead, help lines, notes, and what stands in
the place of a step or of the whole program come along: all prose of sections that are not `skippable`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never

from rekindle_core import (
    Addition,
    Block,
    Document,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RatingsChart,
    Sample,
    Section,
    SelfCheck,
    Task,
    on_one_line,
)
from rekindle_csv.row import Row
from rekindle_csv.texts import added_by, answer, check, group, question, text
from rekindle_csv.wording import Wording


def rows(document: Document) -> list[Row]:
    """Return the rows of a Document."""
    return list(_told_apart(_rows(document)))


def _rows(document: Document) -> Iterator[Row]:
    if document.notice:
        yield Row(id=document.program_id, text=on_one_line(document.notice))
    wording = Wording(document)
    for part in document.parts:
        place = Row(
            session=str(part.number or ""),
            date=part.date.isoformat() if part.date else "",
            part=wording.line(part.title),
        )
        yield from _inside(part, place, wording)


def _inside(section: Section, place: Row, wording: Wording) -> Iterator[Row]:
    if section.role == "alternative":
        place = place._replace(kind=wording.word("alternative"))
    yield from _blocks(section.children, section.id, place, wording, prose=not section.skippable)


def _blocks(
    blocks: Iterable[Block], name: str, place: Row, wording: Wording, *, prose: bool
) -> Iterator[Row]:
    """Yield the rows of blocks: one for all prose that follows on another."""
    for is_prose, run in groupby(
        blocks, key=lambda block: isinstance(block, Paragraph | ItemList | Quotation | Sample | RatingsChart)
    ):
        if not is_prose:
            for block in run:
                yield from _block(block, name, place, wording, prose=prose)
        elif prose:
            yield place._replace(id=name, text=text(run, wording))


def _block(block: Block, name: str, place: Row, wording: Wording, *, prose: bool) -> Iterator[Row]:
    match block:
        case Task():
            if block.kind == "prompt":
                yield _prompt(block, place, wording)
        case SelfCheck():
            yield place._replace(
                id=block.id, text=check(block, wording), answer=answer(block.confirm, wording)
            )
        case HelpLines():
            yield from _help(block, place, wording)
        case Addition():
            by = _under(place, added_by(block, wording))
            # Who has added something is said even where the table shows nothing of it.
            yield from tuple(_blocks(block.children, name, by, wording, prose=prose)) or (
                by._replace(id=name),
            )
        case Section():
            yield from _inside(block, _under(place, wording.line(block.title)), wording)
        case Paragraph() | ItemList() | Quotation() | Sample() | RatingsChart():
            pass
        case _ as never:
            assert_never(never)


def _prompt(task: Task, place: Row, wording: Wording) -> Row:
    return place._replace(
        id=task.id,
        item=task.item,
        kind=wording.word(task.kind),
        number=str(task.number or ""),
        minutes=str(task.minutes or ""),
        text=question(task, wording),
        answer=answer(task.response, wording),
    )


def _help(block: HelpLines, place: Row, wording: Wording) -> Iterator[Row]:
    yield place._replace(id=block.id, text=text(block.lead, wording))
    for one in block.groups:
        yield _under(place, wording.line(one.title))._replace(id=block.id, text=group(one, wording))
    yield place._replace(id=block.id, text=wording.line(block.caution))


def _under(place: Row, title: str) -> Row:
    return place._replace(heading=": ".join(filter(None, (place.heading, title))))


def _told_apart(found: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that say something, each with an id of its own: Anki keeps one card for each."""
    times: Counter[str] = Counter()
    for row in found:
        if row.text or row.answer or row.heading:
            times[row.id] += 1
            yield row._replace(id=f"{row.id}.{times[row.id]}") if times[row.id] > 1 else row

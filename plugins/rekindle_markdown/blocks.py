"""Blocks as Markdown: every kind of block has its layout here.

Input: blocks, and the page they are on. Output: chunks, to be joined.
Must not know: the Document as a whole, or files.

Quotations, examples and plugins' additions are set as quotations, so that their end is visible; words say
which it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Addition,
    Block,
    Blocks,
    Emphasis,
    HelpGroup,
    HelpLine,
    HelpLines,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    RatingsChart,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Statement,
    Strong,
    Task,
    Text,
    recalled,
    set_apart,
    shows_something,
    written_date,
)
from rekindle_markdown.escaping import title
from rekindle_markdown.inlines import one_line, paragraph
from rekindle_markdown.layout import Chunk, Listing, joined, quoted
from rekindle_markdown.page import heading
from rekindle_markdown.responses import chart_chunks, choices_list, response_chunks

if TYPE_CHECKING:
    from rekindle_markdown.page import Page


def chunks(blocks: Blocks, page: Page) -> Iterator[Chunk]:
    """Yield blocks as chunks of Markdown."""
    for block in blocks:
        yield from _block(block, page)


def heading_chunk(words: Inlines, marks: str, page: Page) -> Chunk:
    """Return a heading; nothing if it has no words."""
    text = title(one_line(words, page))
    return [f"{marks} {text}"] if shows_something(text) else []


def _block(block: Block, page: Page) -> Iterator[Chunk]:
    match block:
        case Paragraph():
            yield paragraph(block.children, page)
        case ItemList():
            yield Listing(tuple(joined(chunks(item, page)) for item in block.items), block.ordered)
        case Quotation():
            yield quoted(joined(chunks(block.children, page)))
        case Task():
            yield from _task(block, page)
        case Sample():
            label = (Text(page.word("sample")), *((Text(": "), *block.title) if block.title else ()))
            yield paragraph((Strong(label),), page)
            yield quoted(joined(chunks(block.body, page)))
        case SelfCheck():
            yield from _self_check(block, page)
        case HelpLines():
            yield from _help_lines(block, page)
        case RatingsChart():
            yield from chart_chunks(block, page)
        case Addition():
            label = (Text(f"{page.word('added_by', name=block.plugin)}:"),)
            yield quoted(joined([paragraph((Strong(label),), page), *chunks(block.children, page)]))
        case Section():
            yield from _section(block, page)
        case _ as never:
            assert_never(never)


def _section(section: Section, page: Page) -> Iterator[Chunk]:
    yield heading_chunk(heading(section, page.words), page.marks, page)
    day = f"{page.word('date')}: {written_date(section.date, page.words)}" if section.date else ""
    minutes = page.word("minutes", n=section.minutes) if section.minutes is not None else ""
    yield paragraph((Text(", ".join(filter(None, (day, minutes)))),), page)
    yield from chunks(section.children, page.below())


def _task(task: Task, page: Page) -> Iterator[Chunk]:
    label = page.word(task.kind) + (f" {task.number}" if task.number is not None else "")
    strong = Strong((Text(f"{label}: "), *task.title) if task.title else (Text(label),))
    minutes = f" ({page.word('minutes', n=task.minutes)})" if task.minutes is not None else ""
    yield [one_line((strong, Text(minutes)), page)]
    yield from chunks((*recalled(task, page.answers, page.words), *task.body), page)
    if task.help:
        yield paragraph((Emphasis(task.help),), page)
    if task.response:
        yield from response_chunks(task.response, page)


def _self_check(check: SelfCheck, page: Page) -> Iterator[Chunk]:
    yield paragraph(check.lead, page)
    yield Listing(tuple(paragraph(_stated(statement, page), page) for statement in check.statements))
    if check.confirm:
        yield choices_list(check.confirm, page)


def _stated(statement: Statement, page: Page) -> Inlines:
    if statement.target not in page.places:
        return statement.text
    instead = (Text(f"{page.word('instead')}: "), Reference(statement.target, ()))
    return (*statement.text, LineBreak(), *instead)


def _help_lines(help_lines: HelpLines, page: Page) -> Iterator[Chunk]:
    yield from chunks(help_lines.lead, page)
    for group in help_lines.groups:
        yield heading_chunk(group.title, page.marks, page)
        yield _services(group, page)
    yield paragraph(help_lines.caution, page)


def _services(group: HelpGroup, page: Page) -> Listing:
    """Return services as a list; the number comes first, since someone in need looks for it."""
    emergency = (
        [paragraph(_numbered(" / ".join(group.emergency), page.word("emergency"), page), page)]
        if group.emergency
        else []
    )
    lines = (_placed(line, page) if line.place else _service(line, page) for line in group.lines)
    return Listing((*emergency, *lines))


def _service(line: HelpLine, page: Page) -> list[str]:
    served = "; ".join(filter(None, (line.serves, _hours(line, page))))
    site = (Link(line.web, ()),) if line.web else ()
    said = [lines for words in (line.purpose, (Text(served),), site) if (lines := paragraph(words, page))]
    return [*paragraph(_numbered(line.number, line.name, page), page), *joined([Listing(tuple(said))])]


def _placed(line: HelpLine, page: Page) -> list[str]:
    """Return the line for one of many places: the place first, with its emergency numbers."""
    place: Inlines = (Strong((Text(line.place),)),)
    if line.emergency:
        number = set_apart(" / ".join(line.emergency), right_to_left=page.right_to_left)
        place = (*place, Text(f" ({page.word('emergency')}: {number})"))
    said = [words for words in (line.purpose, *_texts(line.serves, _hours(line, page))) if words]
    said += [(Link(line.web, ()),)] if line.web else []
    name = _numbered(line.number, line.name, page) if line.number or line.name else ()
    parts = [part for part in (name, *said) if part]
    about = [inline for part in parts for inline in (Text("; "), *part)][1:]
    return paragraph((*place, Text(": "), *about), page)


def _texts(*texts: str) -> tuple[Inlines, ...]:
    return tuple((Text(text),) for text in texts if text)


def _hours(line: HelpLine, page: Page) -> str:
    return f"{page.word('hours')}: {line.hours}" if line.hours else ""


def _numbered(number: str, name: str, page: Page) -> Inlines:
    shown = Text(set_apart(number, right_to_left=page.right_to_left))
    if not number:
        return (Text(name),)
    return (Strong((shown,)), Text(f" {name}")) if name else (Strong((shown,)),)

"""Blocks as paragraphs, headings and callouts: every kind of block has its layout here.

Input: blocks, and the page they stand on. Output: what a document's body is made of.
Must not know: the Document as a whole, or files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Addition,
    Block,
    Blocks,
    HelpLines,
    Inlines,
    ItemList,
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
    on_one_line,
    plain,
    recalled,
    shows_something,
    task_question,
    written_date,
)
from rekindle_docx.answers.record import mark_question
from rekindle_docx.charts import chart
from rekindle_docx.helplines import help_group
from rekindle_docx.inlines import Look, runs, words
from rekindle_docx.paragraphs import callout, paragraph
from rekindle_docx.responses import choices, response
from rekindle_docx.xml import element

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page

BETWEEN = " · "


def blocks(nodes: Blocks, page: Page) -> Iterator[_Element]:
    """Yield blocks one after the other."""
    for node in nodes:
        yield from _block(node, page)


def _block(node: Block, page: Page) -> Iterator[_Element]:
    match node:
        case Paragraph():
            yield paragraph(runs(node.children, page), page)
        case ItemList():
            yield from _list(node, page)
        case Quotation():
            yield from blocks(node.children, page.set_in("Quote"))
        case Task():
            yield from _task(node, page)
        case Sample():
            label = page.word("sample")
            said = (Text(f"{label}: "), *node.title) if node.title else (Text(label),)
            head = paragraph(runs(said, page), page, "CalloutTitle")
            yield from callout([head, *blocks(node.body, page)], page, "Sample", label)
        case SelfCheck():
            yield from _self_check(node, page)
        case HelpLines():
            yield from blocks(node.lead, page)
            for group in node.groups:
                yield from help_group(group, page)
            yield paragraph(runs(node.caution, page), page, "Small")
        case RatingsChart():
            yield from chart(node, page)
        case Addition():
            label = page.word("added_by", name=node.plugin)
            head = paragraph(words(label, page), page, "CalloutTitle")
            yield from callout([head, *blocks(node.children, page)], page, "Addition", label)
        case Section():
            yield from section(node, page)
        case _ as never:
            assert_never(never)


def section(
    node: Section, page: Page, *, above: Inlines = (), fresh_page: bool = False
) -> Iterator[_Element]:
    """Yield a section and all that is in it.

    Args:
        node: The section.
        page: Where it stands.
        above: The title of the section around it.
        fresh_page: Whether it begins a page.
    """
    anchor = element("w:bookmarkStart", id=(number := next(page.ids)), name=page.anchors[node.id])
    end = element("w:bookmarkEnd", id=number)
    # A session of one step bears the step's title; read twice in a row it would look like a mistake.
    if node.title == above or not shows_something(plain(titled(node, page))):
        yield from (anchor, end)
    else:
        shown = [anchor, *runs(titled(node, page), page), end]
        yield paragraph(shown, page, page.heading, fresh_page=fresh_page)
    day = written_date(node.date, page.words) if node.date else ""
    minutes = page.word("minutes", n=node.minutes) if node.minutes is not None else ""
    if when := BETWEEN.join(filter(None, (day, minutes))):
        yield paragraph(words(when, page), page, "When")
    for child in node.children:
        if isinstance(child, Section):
            yield from section(child, page.below(), above=node.title)
        else:
            yield from _block(child, page.below())


def titled(node: Section, page: Page) -> Inlines:
    """Return a section's title, after the number of a session, or that it is read instead."""
    if node.number is not None:
        label = page.word("session", n=node.number)
    elif node.role == "alternative":
        label = page.word("alternative")
    else:
        return node.title
    return (Text(f"{label}: "), *node.title) if node.title else (Text(label),)


def _list(node: ItemList, page: Page) -> Iterator[_Element]:
    inside = page.inside()
    number = page.listed(node.ordered)
    for item in node.items:
        match item:
            case (Paragraph(children=said), *rest):
                yield paragraph(runs(said, page), inside, mark=number)
                yield from blocks(tuple(rest), inside)
            case _:
                yield paragraph((), inside, mark=number)
                yield from blocks(item, inside)


def _task(task: Task, page: Page) -> Iterator[_Element]:
    name = page.word(task.kind) + (f" {task.number}" if task.number is not None else "")
    minutes = page.word("minutes", n=task.minutes) if task.minutes is not None else ""
    label = [*words(name, page, Look("TaskName")), *words(f"{BETWEEN}{minutes}" if minutes else "", page)]
    yield paragraph(label, page, "TaskLabel", keep=True)
    yield from blocks(recalled(task, page.record.answers, page.words), page)
    asked = list(_question(task, page))
    yield from asked
    if task.help:
        yield paragraph(runs(task.help, page), page, "TaskHelp", keep=task.response is not None)
    if task.response:
        bookmark = mark_question(asked, task_question(task), next(page.ids))
        yield from response(task.response, page.asking(bookmark), name)


def _question(task: Task, page: Page) -> Iterator[_Element]:
    if shows_something(plain(task.title)):
        yield paragraph(runs(task.title, page), page, "TaskTitle", keep=True)
    yield from blocks(task.body, page.before(task.response))


def _self_check(check: SelfCheck, page: Page) -> Iterator[_Element]:
    lead = paragraph(runs((Strong(check.lead),), page), page, keep=True)
    number = page.listed(False)
    inside = page.inside()
    lines = [paragraph(_stated(one, page), inside, mark=number) for one in check.statements]
    title = on_one_line(plain(check.lead))
    confirm = choices(check.confirm, page, title) if check.confirm else ()
    yield from callout([lead, *lines, *confirm], page, "Check", title)


def _stated(statement: Statement, page: Page) -> Iterator[_Element]:
    yield from runs(statement.text, page)
    if statement.target in page.places:
        yield element("w:r", element("w:br"))
        instead = (Text(f"{page.word('instead')}: "), Reference(statement.target, ()))
        yield from runs(instead, page)

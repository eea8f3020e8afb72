"""Blocks as HTML that email programs can show: every kind of block has its layout here.

Input: blocks, and the page they are on. Output: HTML with inline styles.
Must not know: the Document as a whole, or email.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Addition,
    Block,
    Blocks,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RatingsChart,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Task,
    written_date,
)
from rekindle_email.helplines import help_group
from rekindle_email.inlines import heading, inline_html, shown
from rekindle_email.markup import LINE_BREAK, NOTHING, Markup, escape, join
from rekindle_email.responses import chart_html, choices_html, response_html

if TYPE_CHECKING:
    from rekindle_email.place import Page


def blocks_html(blocks: Blocks, page: Page) -> Markup:
    """Return blocks one after another."""
    return join(_block(block, page) for block in blocks)


def section_html(section: Section, page: Page) -> Markup:
    """Return a section with its heading."""
    pieces: list[Markup] = []
    # A session of one step has the step's title; seen twice in a row, it would look like a mistake.
    if section.title != page.above and (title := heading(section, page)):
        pieces.append(heading_html(title, page))
        page = page.below(section.title)
    day = f"{page.word('date')}: {written_date(section.date, page.words)}" if section.date else ""
    minutes = page.word("minutes", n=section.minutes) if section.minutes is not None else ""
    if when := ", ".join(filter(None, (day, minutes))):
        pieces.append(page.element("p.note", escape(when)))
    return join((*pieces, blocks_html(section.children, page)))


def heading_html(text: Markup, page: Page) -> Markup:
    """Return a heading; HTML has six levels."""
    return page.element(f"h{min(page.level, 6)}", text)


def _block(block: Block, page: Page) -> Markup:
    match block:
        case Paragraph():
            return page.element("p", inline_html(block.children, page))
        case ItemList():
            items = (page.element("li", _item(item, page)) for item in block.items)
            return page.element("ol" if block.ordered else "ul", join(items))
        case Quotation():
            return page.element("blockquote", blocks_html(block.children, page))
        case Task():
            return _task(block, page)
        case Sample():
            title = _label("p.title", page, page.word("sample"), inline_html(block.title, page))
            return _boxed("td.set-apart", (title, blocks_html(block.body, page)), page)
        case SelfCheck():
            return _self_check(block, page)
        case HelpLines():
            return _help_lines(block, page)
        case RatingsChart():
            return chart_html(block, page)
        case Addition():
            title = _label("p.title", page, page.word("added_by", name=block.plugin))
            return _boxed("td.set-apart", (title, blocks_html(block.children, page)), page)
        case Section():
            return section_html(block, page)
        case _ as never:
            assert_never(never)


def _item(blocks: Blocks, page: Page) -> Markup:
    match blocks:
        case (Paragraph() as only,):
            return inline_html(only.children, page)
        case _:
            return blocks_html(blocks, page)


def _boxed(look: str, pieces: tuple[Markup, ...], page: Page) -> Markup:
    """Set pieces apart in a cell: Outlook on Windows gives no other element a border and padding."""
    return page.table("table.box", page.row(look, join(pieces)))


def _label(look: str, page: Page, label: str, title: Markup = NOTHING, note: str = "") -> Markup:
    text = join((escape(label), title), escape(": "))
    return page.element(look, join((text, escape(f" ({note})" if note else ""))))


def _task(task: Task, page: Page) -> Markup:
    label = page.word(task.kind) + (f" {task.number}" if task.number is not None else "")
    minutes = page.word("minutes", n=task.minutes) if task.minutes is not None else ""
    head = _label("p.label", page, label, inline_html(task.title, page), minutes)
    response = response_html(task.response, page) if task.response else NOTHING
    help_ = page.element("p.note", inline_html(task.help, page)) if task.help else NOTHING
    return join((head, blocks_html(task.body, page), help_, response))


def _self_check(check: SelfCheck, page: Page) -> Markup:
    items: list[Markup] = []
    for statement in check.statements:
        text = inline_html(statement.text, page)
        if target := inline_html((Reference(statement.target, ()),), page):
            text = join((text, join((escape(f"{page.word('instead')}: "), target))), LINE_BREAK)
        items.append(page.element("li", text))
    lead = page.element("p", inline_html(check.lead, page))
    confirm = choices_html(check.confirm, page) if check.confirm else NOTHING
    return _boxed("td.panel", (lead, page.element("ul", join(items)), confirm), page)


def _help_lines(help_lines: HelpLines, page: Page) -> Markup:
    parts = [blocks_html(help_lines.lead, page)]
    for group in help_lines.groups:
        title = inline_html(shown(group.title), page)
        parts += (heading_html(title, page) if title else NOTHING, help_group(group, page))
    if help_lines.caution:
        parts.append(page.element("p", inline_html(help_lines.caution, page)))
    return join(parts)

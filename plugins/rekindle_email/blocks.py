"""Blocks as HTML that mail programs can show: every kind of block has its layout here.

Comes in: blocks, and the page they stand on. Goes out: HTML with inline styles.
Must not know: the Document as a whole, or mail.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Addition,
    Block,
    Blocks,
    HelpGroup,
    HelpLine,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Task,
    written_date,
)
from rekindle_email import style
from rekindle_email.inlines import heading, inline_html, link
from rekindle_email.markup import LINE_BREAK, Markup, element, escape, join
from rekindle_email.responses import choices_html, response_html

if TYPE_CHECKING:
    from rekindle_email.place import Page


def blocks_html(blocks: Blocks, page: Page) -> Markup:
    """Return blocks one after another."""
    return join(_block(block, page) for block in blocks)


def heading_html(text: Markup, level: int, page: Page) -> Markup:
    """Return a heading; HTML has six levels, and the looks of this page four."""
    look = style.HEADINGS[min(level, len(style.HEADINGS)) - 1]
    return element(f"h{min(level, 6)}", text, style=page.style(look))


def _block(block: Block, page: Page) -> Markup:
    match block:
        case Paragraph():
            return _paragraph(inline_html(block.children, page))
        case ItemList():
            items = (element("li", blocks_html(item, page), style=style.ITEM) for item in block.items)
            return element("ol" if block.ordered else "ul", join(items), style=page.style(style.LIST))
        case Quotation():
            return element("blockquote", blocks_html(block.children, page), style=page.style(style.QUOTATION))
        case Task():
            return _task(block, page)
        case Sample():
            label = _labelled(page, page.word("sample"), inline_html(block.title, page))
            return element("div", join((label, blocks_html(block.body, page))), style=style.PLAIN_BOX)
        case SelfCheck():
            return _self_check(block, page)
        case HelpLines():
            return _help_lines(block, page)
        case Addition():
            label = _labelled(page, page.word("added_by", name=block.plugin))
            return element("div", join((label, blocks_html(block.children, page))), style=style.PLAIN_BOX)
        case Section():
            return _section(block, page)
        case _ as never:
            assert_never(never)


def _paragraph(content: Markup) -> Markup:
    return element("p", content, style=style.PARAGRAPH)


def _labelled(page: Page, label: str, title: Markup | None = None, note: str = "") -> Markup:
    text = join(filter(None, (escape(label), title)), escape(": "))
    return element("p", join((text, escape(f" ({note})" if note else ""))), style=page.style(style.LABEL))


def _section(section: Section, page: Page) -> Markup:
    title = heading(section, page)
    day = f"{page.word('date')}: {written_date(section.date, page.words)}" if section.date else ""
    minutes = page.word("minutes", n=section.minutes) if section.minutes is not None else ""
    when = escape(", ".join(filter(None, (day, minutes))))
    head = [heading_html(title, page.level, page)] if title else []
    if when:
        head.append(element("p", when, style=style.NOTE))
    return join((*head, blocks_html(section.children, page.below())))


def _task(task: Task, page: Page) -> Markup:
    label = page.word(task.kind) + (f" {task.number}" if task.number is not None else "")
    minutes = page.word("minutes", n=task.minutes) if task.minutes is not None else ""
    parts = [_labelled(page, label, inline_html(task.title, page), minutes), blocks_html(task.body, page)]
    if task.response:
        parts.append(response_html(task.response, page))
    return element("div", join(parts), style=style.TASK)


def _self_check(check: SelfCheck, page: Page) -> Markup:
    items: list[Markup] = []
    for statement in check.statements:
        text = inline_html(statement.text, page)
        if target := inline_html((Reference(statement.target, ()),), page):
            text = join((text, LINE_BREAK, escape(f"{page.word('instead')}: "), target))
        items.append(element("li", text, style=style.ITEM))
    parts = [
        _paragraph(inline_html(check.lead, page)),
        element("ul", join(items), style=page.style(style.LIST)),
    ]
    if check.confirm:
        parts.append(choices_html(check.confirm, page))
    return element("div", join(parts), style=style.PANEL_BOX)


def _help_lines(help_lines: HelpLines, page: Page) -> Markup:
    parts = [blocks_html(help_lines.lead, page)]
    parts += [_help_group(group, page) for group in help_lines.groups]
    if help_lines.caution:
        parts.append(_paragraph(inline_html(help_lines.caution, page)))
    return join(parts)


def _help_group(group: HelpGroup, page: Page) -> Markup:
    title = inline_html(group.title, page)
    parts = [heading_html(title, page.level, page)] if title else []
    if group.emergency:
        number = element("strong", escape(group.emergency))
        parts.append(_paragraph(join((escape(f"{page.word('emergency')}: "), number))))
    parts += [_service(line, page) for line in group.lines]
    return join(parts)


def _service(line: HelpLine, page: Page) -> Markup:
    name = element("strong", escape(line.name))
    digits = re.sub(r"[ -]", "", line.number)
    # A number that can be dialled is a link for telephones; anything else stands as it is.
    dialled = f"tel:{digits}" if digits.isascii() and digits.isdigit() else ""
    number = element("strong", link(dialled, escape(line.number), page)) if line.number else escape("")
    hours = f"{page.word('hours')}: {line.hours}" if line.hours else ""
    served = "; ".join(filter(None, (line.serves, hours)))
    source = element(
        "span",
        escape(f"({page.word(line.source_word)} {written_date(line.verified, page.words)})"),
        style=f"font-size:14px;color:{style.MUTED}",
    )
    web = link(line.web, escape(line.web), page) if line.web else escape("")
    rows = (
        join(filter(None, (name, number)), escape(": ")),
        inline_html(line.purpose, page),
        escape(served),
        join(filter(None, (web, source)), escape(" ")),
    )
    return element("p", join(filter(None, rows), LINE_BREAK), style=style.SERVICE)

"""Blocks as lines: every kind of block has its layout here.

Input: blocks, and the page they are on. Output: lines, none with white space at its end.
Must not know: the Document as a whole, or files.

Indents show what belongs together, and words repeat it, so that nothing is lost on a listener: quotations and
examples have a bar beside them, and only bars and the underlines of headings are drawn with characters.
"""

from __future__ import annotations

from itertools import pairwise
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
    on_one_line,
    recalled,
    written_date,
)
from rekindle_text.helplines import group_lines
from rekindle_text.inlines import heading, inline_text, one_line
from rekindle_text.ratings import chart_lines
from rekindle_text.responses import choice_lines, response_lines
from rekindle_text.wrapping import cells, indent, wrap

if TYPE_CHECKING:
    from rekindle_text.page import Page

_UNDERLINES = "=-~."
"""For a heading of the first level, the second, and so on; the last one is used for all deeper levels."""
_LONGEST_UNDERLINE = 72
_BAR = "| "
_STEP = "    "
_HELP = "  "
"""Placed before text that is less prominent than a question, directly below it."""


def block_lines(blocks: Blocks, page: Page) -> list[str]:
    """Return blocks one after another, with an empty line between them (three before a part)."""
    lines: list[str] = []
    for block in blocks:
        new = _block(block, page)
        if not any(new):
            continue
        if lines:
            lines += [""] * (3 if isinstance(block, Section) and page.level == 1 else 1)
        lines += new
    return lines


def heading_lines(text: str, level: int, page: Page) -> list[str]:
    """Return a heading, underlined by its level."""
    lines = wrap(text, page.width)
    mark = _UNDERLINES[min(level, len(_UNDERLINES)) - 1]
    return [*lines, mark * min(max(map(cells, lines)), _LONGEST_UNDERLINE)]


def _block(block: Block, page: Page) -> list[str]:
    match block:
        case Paragraph():
            return wrap(inline_text(block.children, page), page.width)
        case ItemList():
            return _list(block, page)
        case Quotation():
            return indent(block_lines(block.children, page.inside(_BAR)), _BAR)
        case Task():
            return _task(block, page)
        case Sample():
            return _sample(block, page)
        case SelfCheck():
            return _self_check(block, page)
        case HelpLines():
            return _help_lines(block, page)
        case RatingsChart():
            return chart_lines(block, page)
        case Addition():
            label = wrap(f"{page.word('added_by', name=on_one_line(block.plugin))}:", page.width)
            return [*label, *indent(block_lines(block.children, page.inside(_STEP)), _STEP)]
        case Section():
            return _section(block, page)
        case _ as never:
            assert_never(never)


def _section(section: Section, page: Page) -> list[str]:
    title = heading(section, page)
    day = f"{page.word('date')}: {written_date(section.date, page.words)}" if section.date else ""
    minutes = page.word("minutes", n=section.minutes) if section.minutes is not None else ""
    when = ", ".join(filter(None, (day, minutes)))
    head = [
        *(heading_lines(title, page.level, page) if title else []),
        *(wrap(when, page.width) if when else []),
    ]
    body = block_lines(section.children, page.below())
    return [*head, "", *body] if head and body else head + body


def _list(items: ItemList, page: Page) -> list[str]:
    marks = [f"{n}. " if items.ordered else "- " for n, _ in enumerate(items.items, start=1)]
    size = max(map(len, marks), default=0)
    beside = page.inside(" " * size)
    # An item of several blocks is hard to recognize unless empty lines separate all items.
    gap = [""] if any(len(item) > 1 for item in items.items) else []
    lines: list[str] = []
    for mark, item in zip(marks, items.items, strict=True):
        body = block_lines(item, beside) or [""]
        lines += (gap if lines else []) + indent(body, mark.rjust(size), " " * size)
    return lines


def _task(task: Task, page: Page) -> list[str]:
    label = page.word(task.kind) + (f" {task.number}" if task.number is not None else "")
    if task.title:
        label += f": {one_line(task.title, page)}"
    if task.minutes is not None:
        label += f" ({page.word('minutes', n=task.minutes)})"
    inside = page.inside(_STEP)
    body = block_lines((*recalled(task, page.answers, page.words), *task.body), inside)
    if task.help:
        beside = inside.inside(_HELP)
        body += indent(wrap(inline_text(task.help, beside), beside.width), _HELP, _HELP)
    answer = response_lines(task.response, inside) if task.response else []
    return [*wrap(label, page.width), *indent([*body, *([""] if body and answer else []), *answer], _STEP)]


def _sample(sample: Sample, page: Page) -> list[str]:
    label = ": ".join(filter(None, (page.word("sample"), one_line(sample.title, page))))
    return [*wrap(label, page.width), *indent(block_lines(sample.body, page.inside(_BAR)), _BAR)]


def _self_check(check: SelfCheck, page: Page) -> list[str]:
    beside = page.inside("- ")
    parts = [wrap(inline_text(check.lead, page), page.width)]
    for statement in check.statements:
        target = inline_text((Reference(statement.target, ()),), page)
        lines = wrap(inline_text(statement.text, beside), beside.width)
        if target:
            lines += wrap(f"{page.word('instead')}: {target}", beside.width)
        parts.append(indent(lines, "- ", "  "))
    if check.confirm:
        parts.append(choice_lines(check.confirm, page))
    gap = [] if check.brief else [""]
    return [line for number, part in enumerate(parts) for line in (gap if number else []) + part]


def _help_lines(help_lines: HelpLines, page: Page) -> list[str]:
    parts = [block_lines(help_lines.lead, page)]
    for group in help_lines.groups:
        title = one_line(group.title, page)
        parts.append(heading_lines(title, page.level, page) if title else [])
        parts.append(group_lines(group, page))
    parts.append(wrap(one_line(help_lines.caution, page), page.width) if help_lines.caution else [])
    shown = [part for part in parts if part]
    lines: list[str] = list(shown[0]) if shown else []
    for _, part in pairwise(shown):
        lines += ["", *part]
    return lines

"""Blocks as the text of a cell: every kind of block and of answer has its wording here.

Input: blocks. Output: text of several lines. Must not know: which of them have a row of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from rekindle_core import (
    Addition,
    Block,
    Choices,
    HelpGroup,
    HelpLine,
    HelpLines,
    IfThen,
    ItemList,
    Lines,
    Paragraph,
    Quotation,
    RatingRow,
    Ratings,
    RatingsChart,
    Response,
    Sample,
    Scale,
    Section,
    SelfCheck,
    Statement,
    Table,
    TableCell,
    Task,
    column_label,
    on_one_line,
    table_rows,
)
from rekindle_csv.wording import Wording


def text(blocks: Iterable[Block], wording: Wording) -> str:
    """Return blocks one under the other."""
    return joined(_block(block, wording) for block in blocks)


def joined(pieces: Iterable[str]) -> str:
    """Return pieces one under the other, without those that are empty."""
    return "\n".join(filter(None, pieces))


def _block(block: Block, wording: Wording) -> str:
    match block:
        case Paragraph():
            return wording.line(block.children)
        case ItemList():
            marks = [f"{number}." if block.ordered else "•" for number in range(1, len(block.items) + 1)]
            items = zip(marks, block.items, strict=True)
            return joined(f"{mark} {text(item, wording)}" for mark, item in items)
        case Quotation():
            return text(block.children, wording)
        case Task():
            return joined(
                (wording.word(block.kind), question(block, wording), answer(block.response, wording))
            )
        case Sample():
            return joined((wording.word("sample"), wording.line(block.title), text(block.body, wording)))
        case SelfCheck():
            return joined((check(block, wording), answer(block.confirm, wording)))
        case HelpLines():
            groups = (joined((wording.line(one.title), group(one, wording))) for one in block.groups)
            return joined((text(block.lead, wording), *groups, wording.line(block.caution)))
        case RatingsChart():
            return joined(wording.line(series.label) for series in block.series)
        case Addition():
            return joined((added_by(block, wording), text(block.children, wording)))
        case Section():
            return joined((wording.line(block.title), text(block.children, wording)))
        case _ as never:
            assert_never(never)


def question(task: Task, wording: Wording) -> str:
    """Return what a task asks."""
    return joined((wording.line(task.title), text(task.body, wording), wording.line(task.help)))


def answer(response: Response | None, wording: Wording) -> str:
    """Return what kind of answer there is to give; nothing where there is none."""
    match response:
        case None:
            return ""
        case Lines():
            return joined((f"{wording.word('writing_space')} …", wording.line(response.starter)))
        case Scale():
            return joined((f"{response.low}–{response.high}", *_ends(response, response, wording)))
        case Ratings():
            rows = (
                joined((wording.line(row.label), *_ends(response, row, wording))) for row in response.rows
            )
            ends = _ends(response, response, wording)
            return joined((f"{response.low}–{response.high}", *ends, *rows))
        case Choices():
            box = "☐" if response.many else "○"
            return joined(f"{box} {wording.line(option.label)}" for option in response.options)
        case IfThen():
            halves = (("if", response.if_starter), ("then", response.then_starter))
            return joined(f"{wording.word(part)} {wording.line(starter) or '…'}" for part, starter in halves)
        case Table():
            return joined(
                f"{wording.line(row.title)}: {'; '.join(_cell(cell, wording) for cell in row.cells)}"
                for row in table_rows(response)
            )
        case _ as never:
            assert_never(never)


def _cell(cell: TableCell, wording: Wording) -> str:
    """Return what a cell of a table asks."""
    asked = wording.line(column_label(cell.column))
    match cell.response:
        case Lines() | Scale():
            return f"{asked} …"
        case Choices() if cell.response.many:
            return f"☐ {asked}"
        case Choices():
            options = (f"○ {wording.line(option.label)}" for option in cell.response.options)
            return f"{asked} {' '.join(options)}"
        case _ as never:
            assert_never(never)


def _ends(scale: Scale | Ratings, labels: Scale | Ratings | RatingRow, wording: Wording) -> Iterator[str]:
    """Yield what the numbers at the ends mean."""
    ends = ((scale.low, labels.low_label), (scale.high, labels.high_label))
    yield from (f"{number} = {wording.line(said)}" for number, said in ends if said)


def added_by(addition: Addition, wording: Wording) -> str:
    """Say which plugin has added something."""
    return wording.word("added_by", name=on_one_line(addition.plugin))


def check(self_check: SelfCheck, wording: Wording) -> str:
    """Return a self-check: what to do if something is so, and for each statement what to read instead."""
    statements = (f"• {_statement(statement, wording)}" for statement in self_check.statements)
    return joined((wording.line(self_check.lead), *statements))


def _statement(statement: Statement, wording: Wording) -> str:
    said, title = wording.line(statement.text), wording.title(statement.target)
    return f"{said} ({wording.word('instead')}: {title})" if title else said


def group(group: HelpGroup, wording: Wording) -> str:
    """Return a group of help lines, its numbers for emergencies first."""
    emergency = (f"{wording.word('emergency')}: {on_one_line(number)}" for number in group.emergency)
    return joined((*emergency, *(f"• {', '.join(_help_line(line, wording))}" for line in group.lines)))


def _help_line(line: HelpLine, wording: Wording) -> Iterator[str]:
    yield from (on_one_line(told) for told in (line.place, line.name, line.number) if told)
    yield from (f"{wording.word('emergency')}: {on_one_line(number)}" for number in line.emergency)
    if purpose := wording.line(line.purpose):
        yield purpose
    if line.serves:
        yield on_one_line(line.serves)
    if line.hours:
        yield f"{wording.word('hours')}: {on_one_line(line.hours)}"
    if line.web:
        yield on_one_line(line.web)

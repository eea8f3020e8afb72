"""Help lines as an aligned list: numbers in a separate column, found at a glance.

Input: a group of services. Output: lines.
Must not know: other blocks.

The number comes first, since someone in need looks for it; a screen reader then says number, name, when to
turn to it, whom it serves, hours, address. If each line has its own place, the place comes first, and its
emergency numbers come next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import on_one_line
from rekindle_text.inlines import one_line, typed
from rekindle_text.wrapping import cells, indent, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rekindle_core import HelpGroup, HelpLine
    from rekindle_text.page import Page

_GAP = 2
_STACKED = "  "


def group_lines(group: HelpGroup, page: Page) -> list[str]:
    """Return the services of a group, without its heading."""
    emergency = typed(" / ".join(group.emergency), page)
    above = [(emergency, [page.word("emergency")])] if emergency else []
    blocks: list[list[str]] = []
    for run in group.runs or ((),):
        placed = any(line.place for line in run)
        # The emergency number is in one column with the numbers of the services below it.
        blocks += (
            [_services([*above, *(() if placed else _rows(run, page))], page)] if above or not placed else []
        )
        blocks += [_table(run, page)] if placed else []
        above = []
    return [line for number, block in enumerate(blocks) for line in ([""] if number else []) + block]


def _services(rows: Sequence[tuple[str, list[str]]], page: Page) -> list[str]:
    column = max((cells(number) for number, _ in rows), default=0)
    column = column + _GAP if column else 0
    # Numbers that would take more than half of the line are placed above their services.
    beside = not page.width or column * 2 <= page.width
    blocks = [_row(number, about, page, column if beside else 0) for number, about in rows]
    return [line for number, block in enumerate(blocks) for line in ([""] if number else []) + block]


def _rows(lines: Sequence[HelpLine], page: Page) -> list[tuple[str, list[str]]]:
    return [(typed(line.number, page), _about(line, page)) for line in lines]


def _about(line: HelpLine, page: Page) -> list[str]:
    served = "; ".join(filter(None, (on_one_line(line.serves), _hours(line, page))))
    address = on_one_line(line.web)
    return [text for text in (on_one_line(line.name), one_line(line.purpose, page), served, address) if text]


def _hours(line: HelpLine, page: Page) -> str:
    return f"{page.word('hours')}: {on_one_line(line.hours)}" if line.hours else ""


def _row(number: str, about: list[str], page: Page, column: int) -> list[str]:
    if not column:
        above = wrap(number, page.width) if number else []
        return above + [line for text in about for line in wrap(text, page.width)]
    rest = " " * column
    first = number + " " * (column - cells(number))
    return indent([line for text in about for line in wrap(text, page.inside(rest).width)], first, rest)


# ------------------------------------------------------------------ a line for each place


def _table(lines: Sequence[HelpLine], page: Page) -> list[str]:
    """Return lines as rows: the place, its emergency numbers, the line."""
    head = (page.word("place"), page.word("emergency"), page.word("line"))
    rows = [
        (on_one_line(line.place), typed(" / ".join(line.emergency), page), _in_a_row(line, page))
        for line in lines
    ]
    sizes = [max(cells(row[column]) for row in (head, *rows)) + _GAP for column in (0, 1)]
    if page.width and sum(sizes) * 2 > page.width:
        return [line for row in rows for line in _stacked(head, row, page)]
    rest = " " * sum(sizes)
    width = page.inside(rest).width
    return [line for row in (head, *rows) for line in indent(wrap(row[2], width), _start(row, sizes), rest)]


def _start(row: tuple[str, str, str], sizes: Sequence[int]) -> str:
    return "".join(text + " " * (size - cells(text)) for text, size in zip(row[:2], sizes, strict=True))


def _stacked(head: tuple[str, str, str], row: tuple[str, str, str], page: Page) -> Iterator[str]:
    place, emergency, line = row
    inside = page.inside(_STACKED)
    yield from wrap(place, page.width)
    if emergency:
        yield from indent(wrap(f"{head[1]}: {emergency}", inside.width), _STACKED)
    yield from indent(wrap(line, inside.width), _STACKED)


def _in_a_row(line: HelpLine, page: Page) -> str:
    name = " ".join(filter(None, (typed(line.number, page), on_one_line(line.name))))
    about = (
        one_line(line.purpose, page),
        on_one_line(line.serves),
        _hours(line, page),
        on_one_line(line.web),
    )
    return "; ".join(filter(None, (name, *about)))

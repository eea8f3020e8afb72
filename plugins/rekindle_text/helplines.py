"""Help lines as an aligned list: numbers in a column of their own, found at a glance.

Comes in: a group of services. Goes out: lines.
Must not know: other blocks.

The number stands first, since it is what somebody in need looks for; a screen reader then says number,
name, when to turn to it, whom it serves, hours, address, date of the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import on_one_line, written_date
from rekindle_text.inlines import one_line, typed
from rekindle_text.wrapping import cells, indent, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rekindle_core import HelpGroup, HelpLine
    from rekindle_text.page import Page

_GAP = 2


def group_lines(group: HelpGroup, page: Page) -> list[str]:
    """Return the services of a group, without its heading."""
    rows = list(_rows(group, page))
    column = max((cells(number) for number, _ in rows), default=0)
    column = column + _GAP if column else 0
    # Numbers that would take more than half of the line stand above their services instead.
    beside = not page.width or column * 2 <= page.width
    blocks = [_row(number, about, page, column if beside else 0) for number, about in rows]
    return [line for number, block in enumerate(blocks) for line in ([""] if number else []) + block]


def _rows(group: HelpGroup, page: Page) -> Iterator[tuple[str, list[str]]]:
    if group.emergency:
        yield typed(" / ".join(group.emergency), page), [page.word("emergency")]
    for line in group.lines:
        yield typed(line.number, page), _about(line, page)


def _about(line: HelpLine, page: Page) -> list[str]:
    hours = f"{page.word('hours')}: {on_one_line(line.hours)}" if line.hours else ""
    source = f"({page.word(line.source_word)} {written_date(line.verified, page.words)})"
    served = "; ".join(filter(None, (on_one_line(line.serves), hours)))
    address = " ".join(filter(None, (on_one_line(line.web), source)))
    return [text for text in (on_one_line(line.name), one_line(line.purpose, page), served, address) if text]


def _row(number: str, about: list[str], page: Page, column: int) -> list[str]:
    if not column:
        above = wrap(number, page.width) if number else []
        return above + [line for text in about for line in wrap(text, page.width)]
    rest = " " * column
    first = number + " " * (column - cells(number))
    return indent([line for text in about for line in wrap(text, page.inside(rest).width)], first, rest)

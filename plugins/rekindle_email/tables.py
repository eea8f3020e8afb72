"""A table to fill in, in an email: its columns and rows, and where to fill it in.

Input: a Table. Output: HTML. Must not know: the task around it.

An email is too narrow for it, and cannot be typed into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import ChoiceCell, Table, TableColumn, column_label
from rekindle_email.inlines import inline_html
from rekindle_email.markup import Markup, escape, join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rekindle_email.place import Page

_BETWEEN = escape(" · ")


def table_html(table: Table, page: Page) -> Markup:
    """Return the questions of a table."""
    titles = [inline_html(row.title, page) for row in table.rows if row.title]
    said = page.element("p", escape(page.word("table_elsewhere")))
    columns = _named("table_columns", (_column(column, page) for column in table.columns), page)
    return join((said, columns, _named("table_rows", titles or [escape(str(len(table.rows)))], page)))


def _named(word: str, items: Iterable[Markup], page: Page) -> Markup:
    return page.element("p", join((escape(f"{page.word(word)}: "), join(items, _BETWEEN))))


def _column(column: TableColumn, page: Page) -> Markup:
    label = inline_html(column_label(column), page)
    options = column.cell.options if isinstance(column.cell, ChoiceCell) else ()
    listed = join((inline_html(option.label, page) for option in options), escape(" / "))
    return join((label, listed), escape(": "))

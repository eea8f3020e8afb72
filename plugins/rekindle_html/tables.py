"""A table to fill in: a real one, with a control in each cell, that a narrow screen shows as cards.

Input: a Table, and its question. Output: markup, each control named by row and column. Must not know:
tasks, or what happens to an answer.

Each cell repeats the title of its column for narrow screens, where the heads of columns are out of sight; on others the
style sheet hides it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    CellResponse,
    CellRow,
    Choices,
    Lines,
    Scale,
    Table,
    TableCell,
    chosen,
    column_note,
    rated,
    table_rows,
    written,
)
from rekindle_html.inlines import inlines
from rekindle_html.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rekindle_html.place import Place


def table(node: Table, asked: Markup | None, by: str | None, place: Place) -> Markup:
    """Write a table.

    Args:
        node: The table.
        asked: Its question; None if it is already written, in the element with the id `by`.
        by: That id.
        place: The table's place on the page.
    """
    heads = [f"{node.answer_id}--{column.id}" for column in node.columns]
    head = (
        element(
            "th",
            *_head(cell, place),
            id=id_,
            scope="col",
            class_=None if isinstance(cell.response, Lines) else "narrow",
        )
        for cell, id_ in zip(table_rows(node)[0].cells, heads, strict=True)
    )
    rows = (
        _row(row, f"{node.answer_id}--{given.id}--row", heads, place)
        for row, given in zip(table_rows(node), node.rows, strict=True)
    )
    return element(
        "table",
        element("caption", asked) if asked is not None else None,
        element("thead", element("tr", element("td"), *head)),
        element("tbody", *rows),
        class_="cells",
        aria_labelledby=by,
    )


def _head(cell: TableCell, place: Place) -> Iterator[Markup]:
    yield inlines(cell.column.title, place)
    if note := column_note(cell.column):
        yield Markup(" ")
        yield element("small", inlines(note, place))


def _row(row: CellRow, id_: str, heads: list[str], place: Place) -> Markup:
    cells = (_cell(cell, f"{id_} {head}", place) for cell, head in zip(row.cells, heads, strict=True))
    return element("tr", element("th", inlines(row.title, place), id=id_, scope="row"), *cells)


def _cell(cell: TableCell, by: str, place: Place) -> Markup:
    seen = element("span", *_head(cell, place), class_="column", aria_hidden="true")
    return element("td", seen, _control(cell.response, by, place))


def _control(response: CellResponse, by: str, place: Place) -> Markup:
    name = response.answer_id
    answer = place.answers.get(name)
    match response:
        case Lines():
            text = written(answer)
            # The first line break in a field is not part of its text.
            held = f"\n{text}" if text else None
            return element("textarea", held, name=name, rows=response.rows, aria_labelledby=by)
        case Scale():
            return element(
                "input",
                type="number",
                name=name,
                min=response.low,
                max=response.high,
                value=rated(answer),
                aria_labelledby=by,
            )
        case Choices() if response.many:
            (option,) = response.options
            ticked = option.value in chosen(answer)
            return element(
                "input", type="checkbox", name=name, value=option.value, checked=ticked, aria_labelledby=by
            )
        case Choices():
            options = (
                element(
                    "label",
                    element(
                        "input",
                        type="radio",
                        name=name,
                        value=option.value,
                        checked=option.value in chosen(answer),
                    ),
                    " ",
                    inlines(option.label, place),
                )
                for option in response.options
            )
            return element("fieldset", *options, aria_labelledby=by)
        case _ as never:
            assert_never(never)

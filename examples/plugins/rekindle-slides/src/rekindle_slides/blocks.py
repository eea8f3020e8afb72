"""Blocks as HTML, for a wall: nothing is to be typed or ticked there.

Input: blocks. Output: markup, each block once and in order.
Must not know: on which slide they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from rekindle_core import (
    Addition,
    Block,
    Blocks,
    ChoiceCell,
    Choices,
    HelpGroup,
    HelpLine,
    HelpLines,
    IfThen,
    Inlines,
    ItemList,
    Lines,
    Paragraph,
    Place,
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
    TableColumn,
    Task,
    Text,
    column_note,
    label,
    on_one_line,
    table_rows,
    written_date,
)
from rekindle_slides.inlines import inlines
from rekindle_slides.markup import Markup, element, fragment

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Room:
    """What a block has to know beside itself: the interface's words, and the sections that are shown."""

    words: Mapping[str, str]
    places: Mapping[str, Place]

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, filled in."""
        return label(self.words, key, **values)

    def line(self, nodes: Inlines) -> Markup:
        """Write inlines."""
        return inlines(nodes, self.places)


def blocks(nodes: Blocks, room: Room) -> Markup:
    """Write blocks one after the other."""
    return fragment(*(_block(node, room) for node in nodes))


def _block(node: Block, room: Room) -> Markup:
    match node:
        case Paragraph():
            return element("p", room.line(node.children))
        case ItemList():
            return element(
                "ol" if node.ordered else "ul", *(element("li", blocks(item, room)) for item in node.items)
            )
        case Quotation():
            return element("blockquote", blocks(node.children, room))
        case Task():
            return _task(node, room)
        case Sample():
            kind = element("p", room.word("sample"), class_="kind")
            return element("div", kind, heading(node.title, room), blocks(node.body, room), class_="sample")
        case SelfCheck():
            return _self_check(node, room)
        case HelpLines():
            groups = (_group(group, room) for group in node.groups)
            return fragment(
                blocks(node.lead, room), *groups, element("p", room.line(node.caution), class_="small")
            )
        case RatingsChart():
            return _chart(node, room)
        case Addition():
            by = element("p", room.word("added_by", name=on_one_line(node.plugin)), class_="kind")
            return element("div", by, blocks(node.children, room), class_="addition")
        case Section():
            # Only in an Addition; all others have slides of their own.
            return element(
                "div",
                heading(titled(node, room), room),
                when(node, room),
                blocks(node.children, room),
                id=node.id,
            )
        case _ as never:
            assert_never(never)


def heading(title: Inlines, room: Room) -> Markup | None:
    """Write a heading within a slide; nothing where there is no title."""
    return element("h3", room.line(title)) if title else None


def titled(section: Section, room: Room) -> Inlines:
    """Return a section's title, after the number of a session, or that it is read instead."""
    if section.number is not None:
        return (Text(f"{room.word('session', n=section.number)}: "), *section.title)
    if section.role == "alternative":
        return (Text(f"{room.word('alternative')}: "), *section.title)
    return section.title


def when(section: Section, room: Room) -> Markup | None:
    """Write a section's day and how long it takes, where it has either."""
    day = written_date(section.date, room.words) if section.date else ""
    minutes = room.word("minutes", n=section.minutes) if section.minutes is not None else ""
    said = _BETWEEN.join(filter(None, (day, minutes)))
    return element("p", said, class_="when") if said else None


def _task(task: Task, room: Room) -> Markup:
    name = room.word(task.kind) + (f" {task.number}" if task.number is not None else "")
    minutes = room.word("minutes", n=task.minutes) if task.minutes is not None else ""
    kind = element("p", _BETWEEN.join(filter(None, (name, minutes))), class_="kind")
    help_ = element("p", room.line(task.help), class_="small") if task.help else None
    answer = _response(task.response, room) if task.response else None
    asked = fragment(heading(task.title, room), blocks(task.body, room), help_)
    return element("div", kind, asked, answer, class_=f"task {task.kind}")


def _response(response: Response, room: Room) -> Markup | None:
    match response:
        case Lines():
            return element("p", room.line(response.starter), class_="part") if response.starter else None
        case Scale():
            return fragment(_numbers(response.low, response.high), _ends(response, response, room))
        case Ratings():
            rows = (
                fragment(
                    element("p", room.line(row.label)),
                    _numbers(response.low, response.high),
                    _ends(response, row, room),
                )
                for row in response.rows
            )
            return fragment(_ends(response, response, room), *rows)
        case Choices():
            return _options(response, room)
        case IfThen():
            halves = (("if", response.if_starter), ("then", response.then_starter))
            return fragment(
                *(
                    element("p", f"{room.word(part)} ", room.line(starter) if starter else "…", class_="part")
                    for part, starter in halves
                )
            )
        case Table():
            return _fill_in(response, room)
        case _ as never:
            assert_never(never)


def _numbers(low: int, high: int) -> Markup:
    return element("p", " ".join(map(str, range(low, high + 1))), class_="scale")


def _ends(scale: Scale | Ratings, labels: Scale | Ratings | RatingRow, room: Room) -> Markup | None:
    """Write what the numbers at the ends mean; None where nothing says it."""
    ends = ((scale.low, labels.low_label), (scale.high, labels.high_label))
    named = [element("li", f"{number} = ", room.line(said)) for number, said in ends if said]
    return element("ul", *named, class_="ends") if named else None


def _chart(chart: RatingsChart, room: Room) -> Markup:
    """Write what is rated in each session: on a wall nobody's numbers are shown."""
    sessions = ", ".join(map(str, chart.sessions))
    rows = (element("li", room.line(series.label)) for series in chart.series)
    return fragment(
        element("p", f"{room.word('review_session')} {sessions}", class_="small"), element("ul", *rows)
    )


def _options(choices: Choices, room: Room) -> Markup:
    options = (element("li", room.line(option.label)) for option in choices.options)
    return element("ul", *options, class_="boxes" if choices.many else "rounds")


def _fill_in(table: Table, room: Room) -> Markup:
    """Write a table that is filled in elsewhere: what its columns ask, and its rows."""
    rows = table_rows(table)
    heads = (_head(cell.column, room) for cell in rows[0].cells)
    lines = (
        element("tr", element("th", room.line(row.title), scope="row"), *(element("td") for _ in row.cells))
        for row in rows
    )
    head = element("thead", element("tr", element("td"), *heads))
    return element("table", head, element("tbody", *lines), class_="places small")


def _head(column: TableColumn, room: Room) -> Markup:
    note = column_note(column)
    options = column.cell.options if isinstance(column.cell, ChoiceCell) else ()
    listed = element("ul", *(element("li", room.line(one.label)) for one in options)) if options else None
    small = element("p", room.line(note), class_="small") if note else None
    return element("th", room.line(column.title), small, listed, scope="col")


def _self_check(check: SelfCheck, room: Room) -> Markup:
    statements = (element("li", _stated(statement, room)) for statement in check.statements)
    confirm = _options(check.confirm, room) if check.confirm else None
    return element(
        "div",
        element("p", room.line(check.lead), class_="lead"),
        element("ul", *statements),
        confirm,
        class_="check",
    )


def _stated(statement: Statement, room: Room) -> Markup:
    place = room.places.get(statement.target)
    if place is None:
        return room.line(statement.text)
    title = inlines(place.section.title, room.places, linked=True)
    link = element("a", title, href=f"#{statement.target}")
    return fragment(room.line(statement.text), element("br"), f"{room.word('instead')}: ", link)


def _group(group: HelpGroup, room: Room) -> Markup:
    emergency = (
        element("p", element("strong", " / ".join(group.emergency)), f" {room.word('emergency')}")
        if group.emergency
        else None
    )
    parts = (_table(run, room) if run[0].place else _services(run, room) for run in group.runs)
    return fragment(heading(group.title, room), emergency, *parts)


def _services(lines: tuple[HelpLine, ...], room: Room) -> Markup:
    return element("ul", *(element("li", *_service(line, room)) for line in lines), class_="services")


def _service(line: HelpLine, room: Room) -> Iterator[Markup]:
    number = _number(line.number) if line.number else None
    yield element("p", number, " " if number else None, line.name)
    rows = [
        room.line(line.purpose),
        *map(fragment, filter(None, (line.serves, _hours(line, room), _web(line)))),
    ]
    yield from (element("p", row, class_="small") for row in rows if row)


def _table(lines: tuple[HelpLine, ...], room: Room) -> Markup:
    """Write lines that each have a place of their own as rows."""
    head = (element("th", room.word(key), scope="col") for key in ("place", "emergency", "line"))
    rows = (_row(line, room) for line in lines)
    return element(
        "table", element("thead", element("tr", *head)), element("tbody", *rows), class_="places small"
    )


def _row(line: HelpLine, room: Room) -> Markup:
    said = [fragment(_number(line.number), " ", line.name) if line.number else fragment(line.name)]
    said += [room.line(line.purpose), *map(fragment, (line.serves, _hours(line, room), _web(line)))]
    shown = [part for part in said if part]
    return element(
        "tr",
        element("th", line.place, scope="row"),
        element("td", " / ".join(line.emergency)),
        element("td", *[piece for part in shown for piece in ("; ", part)][1:]),
    )


def _number(number: str) -> Markup:
    return element("strong", element("bdi", number, dir="ltr"))


def _hours(line: HelpLine, room: Room) -> str:
    return f"{room.word('hours')}: {line.hours}" if line.hours else ""


def _web(line: HelpLine) -> str:
    return line.web.removeprefix("https://").removeprefix("www.").removesuffix("/")

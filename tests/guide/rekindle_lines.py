"""A program as bare lines: the least that shows all of a Document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rekindle_core import (
    Addition,
    Artifact,
    Blocks,
    Choices,
    Code,
    Datum,
    Document,
    Emphasis,
    Format,
    HelpLine,
    HelpLines,
    IfThen,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Lines,
    Link,
    Paragraph,
    Practice,
    Quotation,
    Ratings,
    RatingsChart,
    Reference,
    Renderer,
    RenderError,
    Request,
    Response,
    Sample,
    Scale,
    Section,
    SelfCheck,
    Strong,
    Table,
    Task,
    Text,
    column_label,
    hookimpl,
    label,
    on_one_line,
    places,
    set_apart,
    table_rows,
)

_ROOM = "_" * 40


def render(document: Document, request: Request) -> Sequence[Artifact]:
    """Return the Document as one file of lines."""
    try:
        lines = [on_one_line(line) for line in _Writer(document).lines()]
    except RecursionError:
        raise RenderError("The document is nested too deeply for lines.") from None
    text = "\n".join(filter(None, lines)) + "\n"
    return (Artifact(".lines.txt", "text/plain", text.encode()),)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.titles = {name: self.line(place.section.title) for name, place in places(document).items()}

    def typed(self, text: str) -> str:
        """Return what somebody typed, kept from turning the line round that it stands in."""
        return set_apart(text, right_to_left=self.document.direction == "rtl")

    def line(self, inlines: Inlines) -> str:
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text() | Code():
                return inline.text
            case Datum():
                return self.typed(inline.text)
            case LineBreak():
                return " "
            case Emphasis() | Strong() | Reference():
                return self.line(inline.children)
            case Link():
                return f"{self.line(inline.children)} ({inline.url})"
            case _ as never:
                assert_never(never)

    def lines(self) -> Iterator[str]:
        document = self.document
        yield from (document.title, self.typed(document.reader), document.notice)
        yield from self.blocks(document.parts)
        if document.practice:
            yield from self.practice(document.practice)
        yield document.code

    def practice(self, practice: Practice) -> Iterator[str]:
        yield from map(self.typed, (practice.name, practice.clinician, practice.phone))
        yield from map(self.typed, (practice.email, practice.web, practice.footer))

    def blocks(self, blocks: Blocks) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield self.line(block.children)
                case ItemList():
                    yield from self.blocks(tuple(inner for item in block.items for inner in item))
                case Quotation():
                    yield from self.blocks(block.children)
                case Task():
                    yield label(self.words, block.kind)
                    yield self.line(block.title)
                    yield from self.blocks(block.body)
                    yield self.line(block.help)
                    yield from self.response(block.response)
                case Sample():
                    yield f"{label(self.words, 'sample')} {self.line(block.title)}"
                    yield from self.blocks(block.body)
                case SelfCheck():
                    yield from self.self_check(block)
                case HelpLines():
                    yield from self.help_lines(block)
                case RatingsChart():
                    yield from self.chart(block)
                case Addition():
                    yield label(self.words, "added_by", name=block.plugin)
                    yield from self.blocks(block.children)
                case Section():
                    yield self.line(block.title)
                    yield from self.blocks(block.children)
                case _ as never:
                    assert_never(never)

    def chart(self, chart: RatingsChart) -> Iterator[str]:
        for series in chart.series:
            yield self.line(series.label)
            yield " ".join(f"{session}: __" for session in chart.sessions)

    def self_check(self, check: SelfCheck) -> Iterator[str]:
        yield self.line(check.lead)
        for statement in check.statements:
            yield self.line(statement.text)
            if statement.target in self.titles:
                yield f"{label(self.words, 'instead')} {self.titles[statement.target]}"
        yield from self.response(check.confirm)

    def response(self, response: Response | None) -> Iterator[str]:  # noqa: C901 -- one case each
        match response:
            case None:
                pass
            case Lines():
                yield f"{label(self.words, 'writing_space')} {self.line(response.starter)}"
                yield from [_ROOM] * response.rows
            case Scale():
                yield " ".join(map(str, range(response.low, response.high + 1)))
                yield f"{response.low} {self.line(response.low_label)}"
                yield f"{response.high} {self.line(response.high_label)}"
            case Ratings():
                yield f"{response.low} {self.line(response.low_label)}"
                yield f"{response.high} {self.line(response.high_label)}"
                for row in response.rows:
                    yield self.line(row.label)
                    yield " ".join(map(str, range(response.low, response.high + 1)))
                    yield f"{self.line(row.low_label)} {self.line(row.high_label)}"
            case Choices():
                for option in response.options:
                    yield f"[ ] {self.line(option.label)}"
            case IfThen():
                halves = (("if", response.if_starter), ("then", response.then_starter))
                for half, starter in halves:
                    yield from (f"{label(self.words, half)} {self.line(starter)}", *[_ROOM] * response.rows)
            case Table():
                for shown in table_rows(response):
                    yield self.line(shown.title)
                    for cell in shown.cells:
                        yield self.line(column_label(cell.column))
                        yield from self.response(cell.response)
            case _ as never:
                assert_never(never)

    def help_lines(self, block: HelpLines) -> Iterator[str]:
        yield from self.blocks(block.lead)
        for group in block.groups:
            yield from (self.line(group.title), *group.emergency)
            for line in group.lines:
                yield from self.help_line(line)
        yield self.line(block.caution)

    def help_line(self, line: HelpLine) -> Iterator[str]:
        yield from (line.number, line.name, self.line(line.purpose), line.serves, line.hours, line.web)
        yield from (line.place, *line.emergency)


def load() -> Renderer:
    """Return the renderer."""
    return render


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer the format `lines`."""
    return (Format("lines", "a program as bare lines", load),)

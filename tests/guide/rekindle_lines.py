"""A program as bare lines: the least that shows all of a Document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rekindle_core import (
    Addition,
    Artifact,
    Blocks,
    Choices,
    Document,
    Format,
    HelpLine,
    HelpLines,
    IfThen,
    ItemList,
    Lines,
    Paragraph,
    Practice,
    Quotation,
    Renderer,
    RenderError,
    Request,
    Response,
    Sample,
    Scale,
    Section,
    SelfCheck,
    Task,
    hookimpl,
    label,
    on_one_line,
    places,
    plain,
)


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
        self.titles = {name: plain(place.section.title) for name, place in places(document).items()}

    def lines(self) -> Iterator[str]:
        document = self.document
        yield from (document.title, document.reader, document.notice)
        yield from self.blocks(document.parts)
        if document.practice:
            yield from self.practice(document.practice)
        yield document.code

    def practice(self, practice: Practice) -> Iterator[str]:
        yield from (practice.name, practice.clinician, practice.phone)
        yield from (practice.email, practice.web, practice.footer)

    def blocks(self, blocks: Blocks) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield plain(block.children)
                case ItemList():
                    for item in block.items:
                        yield from self.blocks(item)
                case Quotation():
                    yield from self.blocks(block.children)
                case Task():
                    yield label(self.words, block.kind)
                    yield plain(block.title)
                    yield from self.blocks(block.body)
                    yield from self.response(block.response)
                case Sample():
                    yield f"{label(self.words, 'sample')} {plain(block.title)}"
                    yield from self.blocks(block.body)
                case SelfCheck():
                    yield from self.self_check(block)
                case HelpLines():
                    yield from self.help_lines(block)
                case Addition():
                    yield label(self.words, "added_by", name=block.plugin)
                    yield from self.blocks(block.children)
                case Section():
                    yield plain(block.title)
                    yield from self.blocks(block.children)
                case _ as never:
                    assert_never(never)

    def self_check(self, check: SelfCheck) -> Iterator[str]:
        yield plain(check.lead)
        for statement in check.statements:
            yield plain(statement.text)
            if statement.target in self.titles:
                yield f"{label(self.words, 'instead')} {self.titles[statement.target]}"
        yield from self.response(check.confirm)

    def response(self, response: Response | None) -> Iterator[str]:
        match response:
            case None | Lines():
                yield ""
            case Scale():
                yield f"{response.low} {plain(response.low_label)}"
                yield f"{response.high} {plain(response.high_label)}"
            case Choices():
                for option in response.options:
                    yield plain(option.label)
            case IfThen():
                yield from (label(self.words, "if"), label(self.words, "then"))
            case _ as never:
                assert_never(never)

    def help_lines(self, block: HelpLines) -> Iterator[str]:
        yield from self.blocks(block.lead)
        for group in block.groups:
            yield from (plain(group.title), *group.emergency)
            for line in group.lines:
                yield from self.help_line(line)
        yield plain(block.caution)

    def help_line(self, line: HelpLine) -> Iterator[str]:
        yield from (line.number, line.name, plain(line.purpose), line.serves, line.hours, line.web)
        yield from (line.place, *line.emergency)


def load() -> Renderer:
    """Return the renderer."""
    return render


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer the format `lines`."""
    return (Format("lines", "a program as bare lines", load),)

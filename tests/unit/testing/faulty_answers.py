"""Formats without places for answers, without addresses, and with names that turn lines round."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.unit.testing.faulty import change_blocks, fault, file, offer, text_of

from rekindle_core import (
    Artifact,
    Block,
    Blocks,
    Choices,
    Document,
    IfThen,
    ItemList,
    Lines,
    Link,
    Paragraph,
    Request,
    Response,
    Scale,
    Strong,
    Task,
    Text,
    replace,
    walk,
    written,
)
from rekindle_core.testing.rebuilding import rebuilt
from rekindle_lines import render as sound

Change = Callable[[Response, Document], tuple[Response | None, Blocks]]


def change_answers(name: str, kind: type[Response], change: Change) -> None:
    """Offer a format in which responses of a kind are others, or words behind the task's own."""

    def render(document: Document, request: Request) -> Sequence[Artifact]:
        def changed(node: Any) -> Any:
            if not isinstance(node, Task) or not isinstance(node.response, kind):
                return node
            response, words = change(node.response, document)
            return replace(node, body=(*node.body, *words), response=response)

        return sound(replace(document, parts=rebuilt(document.parts, changed)), request)

    offer(name, render)


def as_words(*texts: str) -> Blocks:
    return tuple(Paragraph((Text(text),)) for text in texts)


def in_a_list(response: Response, document: Document) -> tuple[Response | None, Blocks]:
    return None, (ItemList(False, tuple((Paragraph(label),) for label in response.labels)),)


def less_for_more(block: Block) -> Blocks:
    if not isinstance(block, Task) or not isinstance(block.response, Lines):
        return (block,)
    return (replace(block, response=replace(block.response, rows=max(1, 20 - block.response.rows))),)


change_answers("leaves-no-room", Lines, lambda response, document: (None, ()))
change_answers(
    "labels-without-room",
    IfThen,
    lambda response, document: (None, as_words(document.words["if"], document.words["then"])),
)
change_answers(
    "one-room-for-two-parts", IfThen, lambda response, document: (Lines(response.answer_ids[0], 2), ())
)
change_answers("options-in-a-list", Choices, in_a_list)
change_answers(
    "options-in-paragraphs",
    Choices,
    lambda response, document: (None, tuple(map(Paragraph, response.labels))),
)
change_answers(
    "scales-without-numbers",
    Scale,
    lambda response, document: (None, tuple(map(Paragraph, response.labels))),
)
change_blocks("less-room-for-more", less_for_more)


def _with_every_answer(document: Document, request: Request) -> Any:
    """Return a file with what was written at its end, once for each task that asks for it or looks back on it."""
    tasks = [block for block in walk(document) if isinstance(block, Task)]
    return file(
        "\n".join(
            [text_of(document, request), *(written(one) for one in request.answers.values() for _ in tasks)]
        )
    )


def _with_answers(document: Document, request: Request) -> Any:
    return file("\n".join([text_of(document, request), *map(written, request.answers.values())]))


offer("repeats-no-plan", _with_answers, takes_answers=True)
offer("repeats-every-plan", _with_every_answer, takes_answers=True)


@fault
def drops_addresses(document: Document, request: Request) -> Any:
    def unlinked(node: Any) -> Any:
        return Strong(node.children) if isinstance(node, Link) else node

    return sound(replace(document, parts=rebuilt(document.parts, unlinked)), request)


# ------------------------------------------------------------------ directions

_ISOLATES = re.compile("[\u2066-\u2069]")


def page(document: Document, request: Request, line: str, direction: str) -> tuple[Artifact, ...]:
    """Return an HTML page; `line` says how a line of text is written."""
    lines = (html.escape(_ISOLATES.sub("", text)) for text in text_of(document, request).splitlines())
    body = "".join(line.format(text) for text in lines)
    head = f'<!doctype html><html lang="{document.language}" dir="{direction}">'
    return file(f"{head}<body>{body}</body></html>", ".html", "text/html")


@fault
def sets_nothing_apart(document: Document, request: Request) -> Any:
    return file(_ISOLATES.sub("", text_of(document, request)))


@fault
def sets_nothing_apart_from_right_to_left(document: Document, request: Request) -> Any:
    text = text_of(document, request)
    return file(_ISOLATES.sub("", text) if document.direction == "rtl" else text)


@fault
def lacks_bdi(document: Document, request: Request) -> Any:
    return page(document, request, "<p>{}</p>", document.direction)


@fault
def sets_whole_lines_apart(document: Document, request: Request) -> Any:
    return page(document, request, '<p><span dir="auto">{}</span></p>', document.direction)


@fault
def always_runs_from_left_to_right(document: Document, request: Request) -> Any:
    return page(document, request, "<p>{}</p>", "ltr")

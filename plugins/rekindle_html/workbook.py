"""What makes the page a workbook: the bar that is always visible, the box about answers, and the script.

Input: a Document. Output: markup, and the script with the data that it needs for this page. Must not
know: how blocks look, or what the script does with a page.

Anything that needs the script is `hidden` until it runs, so that a page without it has no button that does
nothing.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from rekindle_core import SelfCheck, Task, walk
from rekindle_html.inlines import inlines, without_links
from rekindle_html.markup import Markup, element, fragment
from rekindle_html.sources import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rekindle_core import Answer, Document, Section
    from rekindle_html.place import Place

ANSWERS_FORMAT = 4
"""The number of the format in which answers are saved: answers.schema.json."""

AT_HAND = ("page.js", "theme.js", "leaving.js", "contents.js")
LOOKED_AT = ("looking.js",)
ANSWERS = (
    *("controls.js", "fields.js", "charts.js", "recalling.js", "ids.js", "records.js"),
    *("keeping.js", "files.js", "progress.js", "writing.js"),
)
"""The files of the script, in order: what every page has, what a preview has as well, and what a page with places for
answers has. A preview has none of those, so nothing in it could keep an answer."""

SAID = (
    *("answered", "clear", "cleared", "continue", "damaged", "elsewhere", "erase", "erase_ask", "erased"),
    *("fit", "fit_ask", "full", "has_answer"),
    *(
        "keep_none",
        "keep_off",
        "keep_on",
        "left",
        "loaded",
        "newer",
        "nothing",
        "other",
        "replace",
        "replace_ask",
    ),
    *("saved", "too_large", "too_long"),
)
"""The words (`workbook_…`) that the script uses, as opposed to those on the page from the start."""


def answer_ids(document: Document) -> Iterator[str]:
    """Yield the name of each place for an answer, in reading order."""
    for block in walk(document):
        response = (
            block.response
            if isinstance(block, Task)
            else block.confirm
            if isinstance(block, SelfCheck)
            else None
        )
        if response is not None:
            yield from response.answer_ids


def bar(document: Document, place: Place, exit_: bool) -> Markup:
    """Write the bar that stays visible while reading: help, the answers, light or dark, and the way out."""
    links = [
        element(
            "a",
            inlines(without_links(part.title), place),
            href=f"#{part.id}",
            accesskey=place.word("workbook_help_key") if n == 0 else None,
        )
        for n, part in enumerate(part for part in document.parts if part.role == "help")
    ]
    if any(answer_ids(document)):
        links.append(
            element(
                "a", place.word("workbook_answers"), href="#page--answers", id="page--to-answers", hidden=True
            )
        )
    links.append(
        element(
            "button",
            place.word("workbook_dark"),
            type="button",
            id="page--dark",
            aria_pressed="false",
            hidden=True,
        )
    )
    if exit_:
        way_out = place.word("workbook_exit_to")
        links.append(
            element(
                "a",
                place.word("workbook_exit"),
                href=way_out,
                id="page--exit",
                rel="noreferrer",
                hidden=True,
            )
        )
    said = element("p", role="status", id="page--said")
    return element(
        "section", element("div", *links), said, class_="bar", aria_label=place.word("workbook_at_hand")
    )


def answers_box(document: Document, place: Place, exit_: bool, *, preview: bool = False) -> Markup:
    """Write the box about answers, and what leaving the page does; it waits for the script. A preview has none."""
    if preview or not any(answer_ids(document)):
        return _exit_said(place) if exit_ else Markup("")
    word, title = place.word, "page--answers-title"
    keep = element("input", type="checkbox", id="page--keep", aria_describedby="page--keep-said")
    return element(
        "section",
        place.heading(word("workbook_answers"), id_=title),
        element("p", id="page--progress"),
        element("p", element("a", id="page--continue", href="#page--main", hidden=True)),
        element("p", element("label", keep, " ", element("span", word("workbook_keep"))), class_="option"),
        element("p", id="page--keep-said", class_="said"),
        element(
            "p",
            *(
                element(
                    "button", word(f"workbook_{name}"), type="button", id=f"page--{name.replace('_', '-')}"
                )
                for name in ("save", "save_text", "load", "erase")
            ),
            element(
                "input",
                type="file",
                id="page--file",
                accept=".json,application/json",
                aria_label=word("workbook_load"),
                hidden=True,
            ),
            class_="buttons",
        ),
        element(
            "div",
            element("p", id="page--rest-said"),
            element("ul", id="page--rest-list"),
            id="page--rest",
            hidden=True,
        ),
        _exit_said(place) if exit_ else None,
        element(
            "dialog",
            element("p", id="page--ask-said"),
            element(
                "p",
                element("button", type="button", id="page--ask-yes"),
                element("button", word("workbook_ask_no"), type="button", id="page--ask-no"),
                class_="buttons",
            ),
            id="page--ask",
            aria_labelledby="page--ask-said",
        ),
        id="page--answers",
        class_="answers",
        aria_labelledby=title,
        hidden=True,
    )


def _exit_said(place: Place) -> Markup:
    return element("p", place.word("workbook_exit_said"), id="page--exit-said", class_="said", hidden=True)


def turn(document: Document, session: Section, place: Place) -> Markup | None:
    """Write the links from one session to its neighbors."""
    sessions = [part for part in document.parts if part.role == "session" and part.number is not None]
    at = next((n for n, part in enumerate(sessions) if part.id == session.id), None)
    if at is None:
        return None
    beside = (("workbook_previous", sessions[:at][-1:]), ("workbook_next", sessions[at + 1 :][:1]))
    links = [
        element("a", place.word(word, name=place.word("session", n=part.number or 0)), href=f"#{part.id}")
        for word, found in beside
        for part in found
    ]
    return element("p", *links, class_="turn") if links else None


def script(document: Document, *, preview: bool = False) -> Markup:
    """Return the script; it is the same for every Document with places for answers, and for every one without.

    Args:
        document: The Document.
        preview: Whether the page is only to be looked at.
    """
    if preview:
        return _script(AT_HAND + LOOKED_AT)
    return _script(AT_HAND + ANSWERS if any(answer_ids(document)) else AT_HAND)


@cache
def _script(names: tuple[str, ...]) -> Markup:
    text = bare(tuple(f"script/{name}" for name in names))
    # A separate scope, so that nothing is added to the page's window.
    return Markup(f'(() => {{\n"use strict";\n{text}\n}})();')


def script_data(document: Document, place: Place) -> Markup:
    """Write the script's data about this page, as JSON."""
    names, answers = tuple(answer_ids(document)), place.answers
    data = {
        "format": ANSWERS_FORMAT,
        "program_id": document.program_id,
        "pack": {"id": document.pack, "version": document.pack_version} if document.pack else None,
        "key": storage_key(document.program_id, names),
        "discreet": document.discreet,
        "filled": {name: _origin(answers[name]) for name in names if name in answers},
        "words": {name: place.word(f"workbook_{name}") for name in SAID},
    }
    # In a script element, `<` alone could end it or begin a comment; JSON can write it differently.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return element("script", Markup(text), type="application/json", id="page--data")


def _origin(answer: Answer) -> list[str | None]:
    """Return where an answer comes from, and when it was given; the answer itself is in its place."""
    return [answer.source, answer.when.isoformat() if answer.when else None]


def storage_key(program_id: str, names: tuple[str, ...]) -> str:
    """Return the name under which a browser keeps the answers to one page.

    It is a hash of the program's id and of its places for answers, so it reveals nothing about the program,
    and no two pages share one, not even the client's and the counselor's for the same program.
    """
    return "page-" + hashlib.sha256("\n".join((program_id, *names)).encode()).hexdigest()


def scripts(document: Document, place: Place, *, preview: bool = False) -> Markup:
    """Write the data and the script, which go to the end of the page."""
    return fragment(script_data(document, place), element("script", script(document, preview=preview)))

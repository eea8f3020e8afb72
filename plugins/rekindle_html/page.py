"""The page around the blocks: what the `html` format returns.

Input: a Document. Output: one file that contains all it needs.
Must not know: how any block is written.

The page fetches nothing, and says so to the browser: its Content-Security-Policy allows its one style sheet
and its one script, by hash, a logo that is in the page itself, and nothing else. Names of readers stay out
of `<title>`, which ends up in a browser's history and in the list of open windows; that of a discreet page
says nothing about the program either.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from rekindle_core import (
    Artifact,
    Document,
    RenderError,
    Request,
    Section,
    Table,
    Task,
    shows_something,
    walk,
)
from rekindle_html.blocks import label, section, when
from rekindle_html.inlines import day, inlines, shown, typed, without_links
from rekindle_html.markup import Markup, element, fragment
from rekindle_html.options import Options
from rekindle_html.place import Place, start
from rekindle_html.practice import accent_style, imprint, letterhead
from rekindle_html.sources import bare
from rekindle_html.workbook import answers_box, bar, script, scripts, turn

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLES, TABLES = ("style.css", "workbook.css"), ("tables.css",)
_LARGE = "\n:root { --size: 1.4; }\n@media print { :root { --size: 1.7; } }"


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the Document as one HTML page.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options
    try:
        page = _page(document, options, start(document, request.warn, request.answers))
    except RecursionError:
        raise RenderError("The document's sections or lists are nested too deeply for a page.") from None
    # Half of a surrogate pair isn't a character; it becomes the replacement character, and the rest is kept.
    data = page.encode("utf-8", errors="xmlcharrefreplace")
    return (Artifact(".html", "text/html; charset=utf-8", data),)


def _can_be_left(document: Document, options: Options) -> bool:
    """Whether the page can be left quickly. One with a notice is for someone who works with it.

    A preview is in another page's frame, and isn't left.
    """
    if options.preview == "yes":
        return False
    if options.exit == "auto":
        return document.discreet and not document.notice.strip()
    return options.exit == "yes"


def _page(document: Document, options: Options, place: Place) -> str:
    exit_, preview = _can_be_left(document, options), options.preview == "yes"
    body = element(
        "body",
        element("a", place.word("skip"), href="#page--main", class_="skip"),
        bar(document, place, exit_),
        _header(document, place, answers_box(document, place, exit_, preview=preview)),
        # All of a sheet is seen at a glance.
        None if document.sheet else _contents(document, place),
        # This attribute of the form keeps browsers from saving what is typed and ticked, where the next
        # person could see it. Its method is that of a dialog, and there is none, so it cannot be sent
        # anywhere.
        element("form", _main(document, place), method="dialog", autocomplete="off", **_unsent(document)),
        _footer(document, place),
        scripts(document, place, preview=preview),
        element("span", id="page--end", hidden=True),
        class_="sheet" if document.sheet else None,
    )
    root = element(
        "html", _head(document, options, place), body, lang=document.language, dir=document.direction
    )
    return f"<!doctype html>\n{root}"


def _unsent(document: Document) -> dict[str, str]:
    """Return what keeps browsers from sending what is typed to a service that checks its spelling or continues it.

    Each field inherits it from the form: said at each, it would be thousands of bytes. Capitals and corrections are
    left alone, since a keyboard makes them on the device.
    """
    return {"spellcheck": "false", "writingsuggestions": "false"} if document.discreet else {}


def _main(document: Document, place: Place) -> Markup:
    parts = (
        piece for part in document.parts for piece in (section(part, place), turn(document, part, place))
    )
    return element("main", *parts, id="page--main", tabindex=-1)


def _head(document: Document, options: Options, place: Place) -> Markup:
    practice = document.practice
    style = fragment(
        stylesheet(),
        # Most programs have none, and do without these bytes.
        Markup(bare(TABLES)) if _has_table(document) else None,
        Markup(_LARGE) if options.size == "large" else None,
        accent_style(practice.accent if practice else ""),
        _on_paper(document),
    )
    images = "img-src data:; " if practice and practice.logo else ""
    run = _hash(script(document, preview=options.preview == "yes"))
    sources = f"{images}script-src '{run}'; style-src '{_hash(style)}'"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        # Otherwise some phones take the code, or a year, for a phone number.
        element("meta", name="format-detection", content="telephone=no"),
        # Nothing is shown before the script has put everything in place; otherwise the text would jump while
        # being read.
        element("link", rel="expect", href="#page--end", blocking="render"),
        element("title", place.word("discreet_title") if document.discreet else _named(document)),
        element("style", style),
    )


def _has_table(document: Document) -> bool:
    return any(isinstance(block, Task) and isinstance(block.response, Table) for block in walk(document))


@cache
def stylesheet() -> Markup:
    """Return the style sheet, which is the same for every Document."""
    return Markup(bare(STYLES))


def _on_paper(document: Document) -> Markup:
    """Return the style that prints the notice at the head of every page, where the page's text cannot go."""
    notice = document.notice.strip()
    if not notice:
        return Markup("")
    said = "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in notice)
    box = f'color: #000; content: "{said}"; font: 600 8.5pt sans-serif'
    return Markup(f"\n@page {{ @top-center {{ {box} }} }}")


def _hash(text: str) -> str:
    # No text here begins or ends with white space, which some interpretations of the policy hash and others
    # do not.
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _header(document: Document, place: Place, answers: Markup) -> Markup:
    facts = (
        _fact(place.word("for"), typed(document.reader)) if document.reader else None,
        _fact(place.word("made_on"), day(document.date, document.words)),
        _fact(place.word("code"), element("code", document.code, dir="ltr")),
    )
    head = letterhead(document.practice) if document.practice else None
    return element(
        "header", head, element("h1", _named(document)), _notice(document), element("dl", *facts), answers
    )


def _named(document: Document) -> str:
    """Return the program's title, or a neutral text that distinguishes it, if the title must not be shown."""
    return next(filter(shows_something, (document.title, document.code)), "–")


def _notice(document: Document) -> Markup | None:
    """Write the sentence for every page; on paper, it is at the head of each."""
    return element("p", document.notice, class_="notice") if document.notice.strip() else None


def _fact(name: str, value: str) -> Markup:
    return element("div", element("dt", name), element("dd", value))


def _contents(document: Document, place: Place) -> Markup:
    title = "page--contents"
    return element(
        "nav",
        place.heading(place.word("contents"), id_=title),
        element(
            "ul", *(_entry(part, place) for part in document.parts if label(part, place) or shown(part.title))
        ),
        aria_labelledby=title,
    )


def _entry(part: Section, place: Place) -> Markup:
    return element(
        "li",
        element("a", label(part, place), inlines(without_links(part.title), place), href=f"#{part.id}"),
        when(part, place),
        class_=part.role,
    )


def _footer(document: Document, place: Place) -> Markup:
    links = (
        element("li", element("a", inlines(without_links(part.title), place), href=f"#{part.id}"))
        for part in document.parts
        if part.role == "help"
    )
    contents = (
        None
        if document.sheet
        else element("li", element("a", place.word("contents"), href="#page--contents"))
    )
    return element(
        "footer",
        _notice(document),
        imprint(document.practice) if document.practice else None,
        element("p", document.title, " · ", element("code", document.code, dir="ltr")),
        element("ul", *links, contents),
    )

"""The page around the blocks: what the `html` format returns.

Input: a Document. Output: one file that contains all it needs.
Must not know: how blocks are written.

The page fetches nothing and tells the browser so: its Content-Security-Policy allows only its style sheet and script
(by hash) and a logo embedded in the page. Names of readers stay out of `<title>`, which ends up in a browser's history
and in the list of open windows; a discreet page's title doesn't mention the program, either.
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
    """Whether the page has a quick-exit button. A page with a notice is for a professional, who doesn't need one.

    A preview is framed in another page, so it has no exit button.
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
        # A sheet is short enough to take in at a glance.
        None if document.sheet else _contents(document, place),
        # `autocomplete="off"` keeps browsers from saving what someone types or checks, since the next person could
        # see it. The form's method is “dialog”, and there is no dialog, so it can't be submitted anywhere.
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
    """Return the attributes that keep browsers from sending typed text to a spell-checking or autocomplete service.

    Fields inherit them from the form; repeating them on every field would add thousands of bytes. Autocapitalization
    and autocorrection stay on, because the keyboard does them on the device.
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
        # Most programs have no tables, so they skip this CSS.
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
        # Nothing is shown until the script has put everything in place; otherwise the text would jump while
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
    """Return the CSS that prints the notice at the top of every page, outside the text area."""
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
    """Return the program's title or, if it must not be shown, a neutral label that tells it apart from others."""
    return next(filter(shows_something, (document.title, document.code)), "–")


def _notice(document: Document) -> Markup | None:
    """Write the notice, which on paper is at the top of every page."""
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

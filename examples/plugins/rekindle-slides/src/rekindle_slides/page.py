"""The `slides` format: one page that holds all slides, and all that they need.

Input: a Document and the options. Output: one file.
Must not know: how a block is written, or where slides begin.

The page fetches nothing and runs nothing, and says so to the browser. Slides are as high as the window; the
space bar and PageDown go to the next, since the page snaps to them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from rekindle_core import (
    Artifact,
    Document,
    Practice,
    RenderError,
    Request,
    on_one_line,
    places,
    readable,
    written_date,
)
from rekindle_slides import Options
from rekindle_slides.blocks import Room, blocks, titled, when
from rekindle_slides.deck import Slide, deck, only_session
from rekindle_slides.inlines import typed
from rekindle_slides.markup import Markup, element

_SUFFIX = ".slides.html"
_GROUNDS = {"light": "#ffffff", "dark": "#1b1b1f"}
_ACCENTS = {"light": "#2f5d57", "dark": "#8fc7bb"}


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the Document as one page of slides.

    Raises:
        UsageError: The program has no session of the number that is asked for.
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options
    try:
        shown = only_session(document, options.session) if options.session else document
        page = _page(shown, list(deck(shown)), options)
    except RecursionError:
        raise RenderError("The document's sections or lists are nested too deeply for slides.") from None
    return (Artifact(_SUFFIX, "text/html; charset=utf-8", page.encode("utf-8", "xmlcharrefreplace")),)


def _page(document: Document, slides: list[Slide], options: Options) -> str:
    shown = {slide.section.id for slide in slides if slide.section}
    room = Room(document.words, {name: place for name, place in places(document).items() if name in shown})
    total = len(slides) + 1
    body = element(
        "body",
        element("section", *_title(document, room), _foot(document, room, 1, total), class_="slide title"),
        *(
            element(
                "section",
                *_head(slide, room),
                blocks(slide.blocks, room),
                _foot(document, room, number, total),
                class_="slide",
                id=slide.section.id if slide.section else None,
            )
            for number, slide in enumerate(slides, start=2)
        ),
    )
    style = _style(document, options)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"default-src 'none'; style-src '{_hash(style)}'",
        ),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", document.title),
        element("style", style),
    )
    root = element("html", head, body, lang=document.language, dir=document.direction, class_=options.ground)
    return f"<!doctype html>\n{root}\n"


def _title(document: Document, room: Room) -> Sequence[Markup]:
    practice = [element("p", typed(document.practice.name), class_="practice")] if document.practice else []
    reader = [element("p", f"{room.word('for')}: ", typed(document.reader))] if document.reader else []
    made = element("p", f"{room.word('made_on')}: {written_date(document.date, room.words)}", class_="small")
    code = (
        [element("p", f"{room.word('code')}: ", element("bdi", document.code), class_="small")]
        if document.code
        else []
    )
    imprint = [_imprint(document.practice)] if document.practice else []
    return (*practice, element("h1", document.title), *reader, made, *code, *imprint)


def _imprint(practice: Practice) -> Markup:
    web = practice.web.removeprefix("https://").removeprefix("www.").removesuffix("/")
    rows = (practice.clinician, practice.phone, practice.email, web, practice.footer)
    return element("address", *(element("p", typed(row)) for row in rows if row))


def _head(slide: Slide, room: Room) -> Sequence[Markup | None]:
    section = slide.section
    if section is None:
        return ()
    if section.title == slide.above or not titled(section, room):
        return (when(section, room),)
    level = min(slide.level + 1, 6)
    return (element(f"h{level}", room.line(titled(section, room))), when(section, room))


def _foot(document: Document, room: Room, number: int, total: int) -> Markup:
    notice = element("strong", on_one_line(document.notice)) if document.notice.strip() else None
    page = element("span", room.word("page_of", n=number, total=total))
    return element("footer", notice, page)


def _style(document: Document, options: Options) -> Markup:
    own = document.practice.accent if document.practice else ""
    accent = readable(own or _ACCENTS[options.ground], _GROUNDS[options.ground])
    rules = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    return Markup(f":root {{ --accent: {accent}; }}\n{rules}")


def _hash(style: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

"""A mail's HTML part as a whole: one column of 600 pixels, and nothing to be fetched.

Comes in: a mail's Document, and its subject. Goes out: an HTML page, as text.
Must not know: headers, or other parts of the mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import written_date
from rekindle_email import style
from rekindle_email.blocks import blocks_html, heading_html
from rekindle_email.inlines import link, typed
from rekindle_email.markup import LINE_BREAK, Markup, element, escape, join
from rekindle_email.place import make_page

if TYPE_CHECKING:
    from rekindle_core import Document, Practice
    from rekindle_email.place import Page


# What a mail program previews beside the subject is the first words of the page. These characters show
# nothing and fill it up, so that a notification on a locked screen does not show what the mail says.
_FILLER = Markup("&#847;&#8204;&#160;" * 120)


def html_page(document: Document, subject: str, *, preheader: str = "") -> str:
    """Return the Document as a page for mail programs.

    Args:
        document: The mail's own Document, as `selection` makes it.
        subject: The mail's subject, which is the page's title too.
        preheader: What a mail program previews beside the subject; it is seen there alone.
    """
    page = make_page(document)
    content = join(
        (
            element("div", join((escape(preheader), _FILLER)), style=style.HIDDEN, aria_hidden="true"),
            heading_html(escape(document.title), 1, page),
            blocks_html(document.parts, page),
            _foot(document, page),
        )
    )
    # Mail programs throw `html` and `body` away, so language and direction stand on the cell as well.
    cell = element(
        "td", content, lang=document.language, dir=document.direction, align=page.start, style=style.CONTENT
    )
    sheet = _table(element("tr", cell), width="600", style=style.SHEET)
    frame = _table(
        element("tr", element("td", sheet, align="center", style=style.FRAME)),
        width="100%",
        style="width:100%",
    )
    head = join(
        (
            Markup('<meta charset="utf-8">'),
            Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            element("title", escape(subject)),
        )
    )
    whole = element(
        "html",
        join((element("head", head), element("body", frame, style=style.BODY))),
        lang=document.language,
        dir=document.direction,
    )
    return f"<!DOCTYPE html>\n{whole}\n"


def _table(rows: Markup, **attributes: str) -> Markup:
    # `presentation`: a frame, which a screen reader does not announce as a table.
    return element(
        "table", rows, role="presentation", cellpadding="0", cellspacing="0", border="0", **attributes
    )


def _foot(document: Document, page: Page) -> Markup:
    words = document.words
    lines = [escape(f"{words['made_on']}: {written_date(document.date, words)}")]
    if document.code:
        lines.append(escape(f"{words['code']}: {document.code}"))
    notice = element("p", escape(document.notice), style=style.NOTE) if document.notice else None
    practice = _practice(document.practice, page) if document.practice else None
    foot = element("p", join(lines, LINE_BREAK), style=style.NOTE)
    return join(filter(None, (notice, practice, foot)))


def _practice(practice: Practice, page: Page) -> Markup:
    """Say from whom the mail is; without the logo, which many mail programs would only show as missing."""
    web = practice.web.removeprefix("https://").removesuffix("/")
    reached = (
        _typed(practice.phone),
        link(f"mailto:{practice.email}", _typed(practice.email), page) if practice.email else None,
        link(practice.web, _typed(web), page) if web else None,
    )
    rows = (
        element("strong", _typed(practice.name)),
        _typed(practice.clinician),
        join(filter(None, reached), escape(" · ")),
        _typed(practice.footer),
    )
    return element("p", join(filter(None, rows), LINE_BREAK), style=style.NOTE)


def _typed(text: str) -> Markup:
    return typed(text) if text else escape("")

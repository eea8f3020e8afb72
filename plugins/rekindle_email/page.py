"""The whole HTML part of an email: one column of 600 pixels, with nothing to load.

Input: an email's Document, its subject, and the preview text beside it. Output: an HTML page, as text.
Must not know: headers, or other parts of the email.

There are no pictures. A practice's logo would be either a separate part, which email programs list as an
attachment, or an address, which would reveal when and where an email was opened; so the practice signs with
its name, in its color.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import written_date
from rekindle_email.blocks import section_html
from rekindle_email.inlines import link, phone, site, typed
from rekindle_email.markup import LINE_BREAK, NOTHING, Markup, element, escape, join, write_attributes
from rekindle_email.place import make_page

if TYPE_CHECKING:
    from rekindle_core import Document, Practice
    from rekindle_email.place import Page

_FILLER = Markup("\u034f\u00a0" * 120)
"""Characters that show nothing. Email programs preview the first words of a page beside its subject; these fill
the preview up, so that a notification on a locked screen does not go on to show what the email says."""

_OUTLOOK = (
    Markup('<!--[if mso]><table role="presentation" align="center" width="600"><tr><td><![endif]-->'),
    Markup("<!--[if mso]></td></tr></table><![endif]-->"),
)
"""A column only for Outlook on Windows, which does not support a maximum width."""


def html_page(document: Document, subject: str, *, session: int | None = None, preheader: str = "") -> str:
    """Return the Document as a page for email programs.

    Args:
        document: The email's own Document, made by `selection`.
        subject: The email's subject, which is the page's title too.
        session: The number of the session that the Document's title names, whose heading goes without it.
        preheader: What email programs preview beside the subject; empty: the Document's title.
    """
    page = make_page(document, session)
    # Email programs drop `html` and `body`, so language and direction are also set on the elements inside.
    tongue = write_attributes({"lang": document.language, "dir": document.direction})
    content = join((_preview(preheader or document.title, page), _frame(document, page)))
    article = element("div", content, tongue, role="article", aria_label=subject)
    html = element("html", join((_head(subject, page), page.element("body", article))), tongue)
    return f"<!DOCTYPE html>\n{html}\n"


def _head(subject: str, page: Page) -> Markup:
    return element(
        "head",
        join(
            (
                Markup('<meta charset="utf-8">'),
                Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
                Markup('<meta name="color-scheme" content="light dark">'),
                element("title", escape(subject)),
                element("style", Markup(page.style.head)),
            )
        ),
    )


def _preview(words: str, page: Page) -> Markup:
    return page.element("div.preheader", join((escape(words), _FILLER)), aria_hidden="true")


def _frame(document: Document, page: Page) -> Markup:
    title = page.element("h1", escape(document.title))
    notice = page.element("p", element("strong", escape(document.notice))) if document.notice else NOTHING
    # The title is in the row of the first part, so that there is no rule between them.
    first, *others = [section_html(part, page) for part in document.parts] or [NOTHING]
    rows = [page.row("td.part", join((title, notice, first)))]
    rows += (page.row("td.part", part) for part in others)
    rows.append(page.row("td.foot", _foot(document, page)))
    column = page.element("div.column", page.table("table.sheet", join(rows)))
    return page.table("table.whole", page.row("td.frame", join((_OUTLOOK[0], column, _OUTLOOK[1]))))


def _foot(document: Document, page: Page) -> Markup:
    words = document.words
    lines = [escape(f"{words['made_on']}: {written_date(document.date, words)}")]
    if document.code:
        lines.append(escape(f"{words['code']}: {document.code}"))
    signed = _practice(document.practice, page) if document.practice else NOTHING
    return join((signed, page.element("p.note", join(lines, LINE_BREAK))))


def _practice(practice: Practice, page: Page) -> Markup:
    """Say who the email is from."""
    reached = (
        phone(practice.phone, page) if practice.phone else NOTHING,
        link(f"mailto:{practice.email}", escape(practice.email), page) if practice.email else NOTHING,
        site(practice.web, page),
    )
    name = page.element("p.title", typed(practice.name, page))
    rows = (typed(practice.clinician, page), join(reached, escape(" · ")), typed(practice.footer, page))
    said = join(rows, LINE_BREAK)
    return join((name, page.element("p.note", said))) if said else name

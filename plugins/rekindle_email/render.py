"""The renderer: a Document as a folder of mails, and a calendar.

Comes in: a Document, the options, and a way to render text. Goes out: an `.eml` for each digest, and an
`.ics` where the sessions have days.
Must not know: what a mail holds, or how it is put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Artifact, Document, RenderError, Request
from rekindle_email import Options
from rekindle_email.digests import Digest, digests
from rekindle_email.message import make_message, message_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import EmailMessage

CLIPPED_AT = 100_000
"""Bytes of HTML that every mail program shows whole; Gmail hides what comes after 102 KB."""


def render(document: Document, request: Request) -> Sequence[Artifact]:
    """Return the mails in the order in which they are sent, then the calendar.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options
    if not isinstance(options, Options):
        raise TypeError(f"the email renderer takes rekindle_email.Options, not {type(options).__name__}")

    def render_text(shown: Document) -> str:
        return "".join(artifact.data.decode() for artifact in request.render("text", shown))

    artifacts: list[Artifact] = []
    for digest in digests(document, options.kind):
        try:
            message = make_message(document, digest, render_text, options)
        except RecursionError:
            raise RenderError("The document's sections or lists are nested too deeply for a mail.") from None
        if _size(message) > CLIPPED_AT:
            request.warn(
                f"Mail {digest.number} is so long that some mail programs cut off its end, where the help lines "
                "are: fewer countries make it shorter."
            )
        data = message_bytes(message)
        artifacts.append(Artifact(f"{_name(digest)}.eml", "message/rfc822", data))
    return (*artifacts, *_calendar(document))


def _size(message: EmailMessage) -> int:
    """Return the bytes of a mail's HTML, as far as they matter: encoded, it is never shorter than that."""
    html = message.get_body(("html",))
    if html is None or len(html.get_payload()) <= CLIPPED_AT:
        return 0
    return len(html.get_content().encode())


def _name(digest: Digest) -> str:
    """Return the end of the file's name: it sorts as it counts, and nothing else is told."""
    day = f"-day-{digest.day}" if digest.day else ""
    date = f"-{digest.date.isoformat()}" if digest.date else ""
    return f"-session-{digest.number:02}{day}{date}"


def _calendar(document: Document) -> Sequence[Artifact]:
    dated = [digest for digest in digests(document, "weekly") if digest.date]
    if not dated:
        return ()
    # Slow to import, and of use only here.
    from rekindle_email.events import make_calendar

    return (Artifact("-sessions.ics", "text/calendar", make_calendar(document, dated)),)

"""The renderer: a Document as a folder of emails, and a calendar.

Input: a Document, the options, and a way to render text. Output: an `.eml` for each digest, and an
`.ics` if the sessions have dates. Must not know: what an email contains, or how it is assembled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Artifact, Document, HelpLines, RenderError, Request, walk
from rekindle_email.digests import Digest, digests
from rekindle_email.message import make_message, message_bytes
from rekindle_email.options import Options
from rekindle_email.selection import digest_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import EmailMessage

CLIPPED_AT = 100_000
"""The bytes of HTML that every email program shows completely; Gmail hides anything after 102 KB."""


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the emails in the order in which they are sent, then the calendar.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options

    def render_text(shown: Document) -> str:
        return "".join(artifact.data.decode() for artifact in request.render("text", shown))

    artifacts: list[Artifact] = []
    for digest in digests(document, options.kind):
        try:
            message = make_message(document, digest, render_text, options)
            if size := _size(message):
                message = make_message(document, digest, render_text, options, help_first=True)
        except RecursionError:
            raise RenderError(
                "The document's sections or lists are nested too deeply for an email."
            ) from None
        if size:
            request.warn(_too_long(document, digest, size))
        data = message_bytes(message)
        artifacts.append(Artifact(f"{_name(document, digest)}.eml", "message/rfc822", data))
    return (*artifacts, *_calendar(document))


def _too_long(document: Document, digest: Digest, size: int) -> str:
    """Say that an email is too long, what was done about it, and what makes it shorter."""
    helped = [block for part in document.parts for block in walk(part) if isinstance(block, HelpLines)]
    countries = len({line.place for block in helped for group in block.groups for line in group.lines} - {""})
    ways = ["more sessions (`program.sessions: 4` in the profile)"]
    if not digest.day:
        ways.append("`--option email.kind=daily`")
    if countries > 1:
        ways.insert(
            0, f"the reader's country in the profile (`country: GB`), because it lists help for {countries}"
        )
    return (
        f"The email “{digest_name(document, digest)}” has {size // 1000} KB of HTML. Gmail hides "
        f"everything after about {CLIPPED_AT // 1000} KB, so its help lines are near the top. To make it "
        f"shorter: {', or '.join(ways)}."
    )


def _size(message: EmailMessage) -> int:
    """Return the bytes of an email's HTML if there are too many, and 0 if not."""
    html = message.get_body(("html",))
    # The encoded text is never shorter than that.
    if html is None or len(html.get_payload()) <= CLIPPED_AT:
        return 0
    size = len(html.get_content().encode())
    return size if size > CLIPPED_AT else 0


def _name(document: Document, digest: Digest) -> str:
    """Return the end of the file's name: it sorts in order, and reveals nothing else."""
    if document.sheet:
        return ""
    day = f"-day-{digest.day}" if digest.day else ""
    date = f"-{digest.date.isoformat()}" if digest.date else ""
    return f"-session-{digest.number:02}{day}{date}"


def _calendar(document: Document) -> Sequence[Artifact]:
    dated = [digest for digest in digests(document, "weekly") if digest.date]
    if not dated:
        return ()
    # Slow to import, and only needed here.
    from rekindle_email.events import make_calendar

    return (Artifact("-sessions.ics", "text/calendar", make_calendar(document, dated)),)

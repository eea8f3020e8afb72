"""The renderer: a Document as a folder of mails.

Comes in: a Document, the options, and a way to render text. Goes out: an `.eml` for each session.
Must not know: what a mail holds, or how it is put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core import Artifact, Document, RenderError, Request, Section
from rekindle_email import Options
from rekindle_email.message import POLICY, make_message
from rekindle_email.selection import session_number, sessions

if TYPE_CHECKING:
    from collections.abc import Sequence

CLIPPED_AT = 100_000
"""Bytes of HTML that every mail program shows whole; Gmail hides what comes after 102 KB."""


def render(document: Document, request: Request) -> Sequence[Artifact]:
    """Return one mail for each session; one in all where there is no session.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    options = request.options
    if not isinstance(options, Options):
        raise TypeError(f"the email renderer takes rekindle_email.Options, not {type(options).__name__}")

    def render_text(shown: Document) -> str:
        return "".join(artifact.data.decode() for artifact in request.render("text", shown))

    artifacts: list[Artifact] = []
    for session in sessions(document) or (None,):
        try:
            message = make_message(document, session, render_text, sender=options.sender)
        except RecursionError:
            raise RenderError("The document's sections or lists are nested too deeply for a mail.") from None
        html = message.get_body(("html",))
        if html is not None and len(html.get_content().encode()) > CLIPPED_AT:
            request.warn(
                f"Mail {session_number(document, session)} is so long that some mail programs cut off "
                "its end, where the help lines are: fewer countries make it shorter."
            )
        artifacts.append(
            Artifact(
                suffix=_suffix(document, session),
                media_type="message/rfc822",
                data=message.as_bytes(policy=POLICY),
            )
        )
    return tuple(artifacts)


def _suffix(document: Document, session: Section | None) -> str:
    """Return the end of the file's name: numbers sort as they count, and nothing else is told."""
    number = f"{session_number(document, session):02}"
    if session is not None and session.date is not None:
        return f"-session-{number}-{session.date.isoformat()}.eml"
    return f"-session-{number}.eml"

"""One mail: headers, a text part, and an HTML part.

Comes in: a Document, one of its sessions, and a way to make plain text. Goes out: an EmailMessage.
Must not know: what a mail holds (that is `selection`), files, or sending.

Headers are read by whoever sees the mailbox, so they say nothing but the session's number, and the name of
the practice that it comes from.

A mail is made as a draft: `X-Unsent: 1` asks the mail program to open it for editing, ready to be
addressed and sent, so it has no To. It has the From that RFC 5322 asks for; the default address is in
a domain that is reserved never to exist (RFC 2606), so that nothing can be sent in its name by mistake.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import TYPE_CHECKING

from rekindle_core import Document, Practice, Section, UsageError
from rekindle_email.page import html_page
from rekindle_email.selection import mail_document, session_heading, session_number

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_LINE = 76
POLICY = policy.SMTP.clone(max_line_length=_LONGEST_LINE)
"""CRLF, and nothing but ASCII in lines of at most 76 characters: fit for every server on the way."""

NOBODY = "program@rekindle.invalid"
_MORNING = dt.time(8, tzinfo=dt.UTC)


def make_message(
    document: Document, session: Section | None, render_text: Callable[[Document], str], *, sender: str
) -> EmailMessage:
    """Make the mail of one session.

    Args:
        document: The whole program.
        session: One of its sessions; None for a Document without any, which goes out as one mail.
        render_text: Makes plain text of the mail's own Document.
        sender: The address for From; empty: the practice's, or one that cannot exist.

    Returns:
        The same message, to the byte, for the same arguments.

    Raises:
        UsageError: `sender` is not an address.
    """
    shown = mail_document(document, session)
    subject = header_text(session_heading(document, session))
    name = _message_name(document, session)
    day = session.date if session is not None and session.date is not None else document.date
    language = header_text(document.language)

    message = EmailMessage(policy=POLICY)
    message["Date"] = dt.datetime.combine(day, _MORNING)
    message["Message-ID"] = f"<{name}@rekindle.invalid>"
    message["Subject"] = subject
    message["From"] = _sender(sender, document.practice)
    message["X-Unsent"] = "1"
    # Text first: of the alternatives, a mail program shows the last that it can.
    text, html = render_text(shown), html_page(shown, subject)
    message.set_content(text, cte=_encoding(text))
    message.add_alternative(html, subtype="html", cte=_encoding(html))
    # No encoded body holds an equals sign before a low line, and no plain one this hash.
    message.set_boundary(f"=_{name}")
    # Last, since setting a body clears the fields that are about it.
    message["Content-Language"] = language
    for part in message.iter_parts():
        part["Content-Language"] = language
        del part["MIME-Version"]
    return message


def header_text(text: str) -> str:
    r"""Return text fit for a header: one line, without control characters, encodable.

    >>> header_text("Session 1\r\nBcc: a@example.org")
    'Session 1 Bcc: a@example.org'
    """
    text = " ".join(text.split())
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs"))


def _message_name(document: Document, session: Section | None) -> str:
    """Return what names a message: from the whole digest, but not to be traced back to the code."""
    key = f"{document.digest}/{session_number(document, session)}".encode(errors="replace")
    return hashlib.sha256(key).hexdigest()[:32]


def _encoding(text: str) -> str:
    """Choose how a body travels: as it is, readable in the source, or in fewer bytes.

    Left to itself, the email package judges by the first ten lines, and so turns English text with a
    late quotation mark into base64.
    """
    if text.isascii() and all(len(line) <= _LONGEST_LINE for line in text.splitlines()):
        return "7bit"
    data = text.encode()
    beyond_ascii = sum(byte > 127 for byte in data)
    # Each such byte takes three characters in quoted-printable; base64 takes four for any three bytes.
    return "quoted-printable" if len(data) + 2 * beyond_ascii <= len(data) * 4 / 3 else "base64"


def _sender(sender: str, practice: Practice | None) -> Address:
    name = header_text(practice.name) if practice else ""
    return _address(sender or (practice.email if practice else "") or NOBODY, name)


def _address(sender: str, name: str) -> Address:
    try:
        if not sender.isascii():
            raise ValueError(sender)
        return Address(name, addr_spec=sender)
    except (MessageError, ValueError, IndexError) as error:
        raise UsageError(
            f"The option sender of the format email does not take “{sender}”.",
            code="bad-option",
            hint="it takes one bare address, such as me@example.org.",
        ) from error

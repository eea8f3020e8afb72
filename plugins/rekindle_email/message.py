"""One email: headers, a text part, and an HTML part.

Input: a Document, one of its digests, and a way to make plain text. Output: an EmailMessage.
Must not know: what an email contains (that is `selection`), files, or sending.

Headers, and the first words of either part, are read by anyone who sees the mailbox or a locked screen. In a
discreet email they say nothing but the session's number; its sender is the practice only if that is requested.

An email is made as a draft: `X-Unsent: 1` asks the email program to open it for editing, ready to be
addressed and sent, so it has no To. It has the From that RFC 5322 asks for; the default address is in
a domain that is reserved never to exist (RFC 2606), so that nothing can be sent in its name by mistake.
Anyone who sends it by program asks for none of that (`draft=False`), and adds a To.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime
from typing import TYPE_CHECKING

from rekindle_core import Datum, Document, Inlines, Paragraph, Section, Text, label, plain, replace
from rekindle_email.headers import LONGEST_LINE, POLICY, header_text, mailbox, unsubscribe_headers
from rekindle_email.page import html_page
from rekindle_email.selection import digest_name, mail_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from rekindle_email.digests import Digest
    from rekindle_email.options import Options

NOBODY = "program@rekindle.invalid"
_MORNING = dt.time(8, tzinfo=dt.UTC)


def make_message(
    document: Document,
    digest: Digest,
    render_text: Callable[[Document], str],
    options: Options,
    *,
    help_first: bool = False,
) -> EmailMessage:
    """Make one email.

    Args:
        document: The whole program.
        digest: Which of its emails, as `digests` gives them for `options.kind`.
        render_text: Makes plain text of the email's own Document.
        options: The format's options.
        help_first: Whether help comes before all but the self-checks, for an email whose end may be cut off.

    Returns:
        The message, byte for byte the same for the same arguments.

    Raises:
        UsageError: One of the addresses in `options` is none.
    """
    shown = mail_document(document, digest, help_first=help_first)
    discreet = is_discreet(document, options)
    subject = _subject(document, digest, discreet=discreet)
    name = opaque_name(document, options.kind, digest.number, digest.day)
    # The sender is visible in any list of emails, beside the subject.
    practice = None if discreet else document.practice
    sender = options.sender or (practice.email if practice else "") or NOBODY

    message = EmailMessage(policy=POLICY)
    message.set_raw("Date", format_datetime(dt.datetime.combine(digest.date or document.date, _MORNING)))
    message.set_raw("Message-ID", f"<{name}@rekindle.invalid>")
    message["Subject"] = subject
    message["From"] = mailbox(sender, practice.name if practice else "")
    if options.draft:
        message.set_raw("X-Unsent", "1")
    if options.unsubscribe:
        for field, value in unsubscribe_headers(options.unsubscribe).items():
            message[field] = value
    # Text first: an email program shows the last alternative that it supports.
    opening = label(document.words, "mail_cover") if discreet else ""
    text = render_text(_covered(shown, opening))
    html = html_page(shown, subject, session=digest.number, preheader=opening or document.title)
    message["Content-Language"] = header_text(document.language)
    # No encoded body contains an equals sign before a low line, and no plain one this hash.
    message.set_raw("Content-Type", f'multipart/alternative; boundary="=_{name}"')
    message.set_raw("MIME-Version", "1.0")
    language = message["Content-Language"]
    message.set_payload([_part(text, "plain", language), _part(html, "html", language)])
    return message


def message_bytes(message: EmailMessage) -> bytes:
    """Return a message as bytes, like `as_bytes`, which writes line by line and takes three times as long."""
    mark = b"--" + str(message.get_boundary()).encode()
    pieces = [_head(message)]
    for part in message.iter_parts():
        pieces += (
            mark,
            b"\r\n",
            _head(part),
            str(part.get_payload()).replace("\n", "\r\n").encode(),
            b"\r\n",
        )
    return b"".join((*pieces, mark, b"--\r\n"))


def _head(message: MIMEPart) -> bytes:
    return b"".join(POLICY.fold_binary(name, value) for name, value in message.raw_items()) + b"\r\n"


def is_discreet(document: Document, options: Options) -> bool:
    """Whether everything visible from outside must be neutral; an option cannot ask for less than the Document does."""
    return document.discreet or options.private == "yes"


def opaque_name(document: Document, *parts: str | int) -> str:
    """Return an identifier for something in a program; it reveals nothing, since the program's id does not either."""
    key = "/".join(map(str, (document.program_id, *parts))).encode(errors="replace")
    return hashlib.sha256(key).hexdigest()[:32]


def _subject(document: Document, digest: Digest, *, discreet: bool) -> str:
    """Return the subject; pages that replace the program are always named by number."""
    title = digest.session.title if digest.session else ()
    # A name is visible to anyone who opens the email.
    pieces = (digest_name(document, digest), "" if discreet or _names_somebody(title) else plain(title))
    return header_text(": ".join(filter(None, pieces)))


def _names_somebody(title: Inlines) -> bool:
    return any(isinstance(one, Datum) or _names_somebody(getattr(one, "children", ())) for one in title)


def _covered(shown: Document, cover: str) -> Document:
    """Put neutral words in front: servers and notifications preview the text part's first 256 (RFC 8970)."""
    if not cover:
        return shown
    first = Section("mail-cover", "passage", (), (Paragraph((Text(cover),)),))
    return replace(shown, parts=(first, *shown.parts))


def _part(text: str, subtype: str, language: str) -> MIMEPart:
    """Return a text part.

    The email package's own way (`set_content`) takes twice as long as everything else together: it encodes in
    Python, and parses the headers that it writes. Headers that are set raw stay exactly as they are, and need
    no parser.
    """
    encoding, payload = _encoded(text)
    part = MIMEPart(policy=POLICY)
    part.set_raw("Content-Type", f'text/{subtype}; charset="utf-8"')
    part.set_raw("Content-Language", language)
    part.set_raw("Content-Transfer-Encoding", encoding)
    part.set_payload(payload.decode("ascii"))
    return part


def _encoded(text: str) -> tuple[str, bytes]:
    """Choose how a body is encoded: unchanged, readable in the source, or in fewer bytes."""
    data = b"".join(line + b"\n" for line in text.encode().splitlines())
    if text.isascii() and all(len(line) <= LONGEST_LINE for line in text.splitlines()):
        return "7bit", data
    beyond_ascii = len(data) - len(text.encode("ascii", errors="ignore"))
    # Each such byte takes three characters in quoted-printable; base64 takes four for every three bytes.
    if len(data) + 2 * beyond_ascii <= len(data) * 4 / 3:
        return "quoted-printable", binascii.b2a_qp(data)
    return "base64", base64.encodebytes(data)

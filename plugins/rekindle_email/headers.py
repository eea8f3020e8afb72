"""The headers of an email: safe text, addresses, and the one header that is never folded.

Input: text and addresses as typed. Output: values for an `EmailMessage`, and the policy for writing it.
Must not know: Documents, or what an email contains.
"""

from __future__ import annotations

import re
import unicodedata
from email import policy
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from functools import cache
from typing import TYPE_CHECKING, Any

from rekindle_core import UsageError

if TYPE_CHECKING:
    from email.policy import Policy

LONGEST_LINE = 76
_LONGEST_ADDRESS = 900
"""A line of an email has at most 998 characters (RFC 5322), some of them the header's name."""

_LONGEST_NAME = 120
"""The limit in practice.yaml; a name without spaces shares a line with its address, whatever its length."""

_TURNING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Direction marks: invisible, and able to reorder the text beside them in a list of emails."""

_UNSUBSCRIBE = re.compile(r"(?:https://[!-~]+|mailto:[!-~]+@[!-~]+)")


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header on one line, written unchanged.

    The email package cuts a word that is longer than a line into encoded words (RFC 2047), which no program
    decodes inside an address.
    """

    def fold(self, *, policy: Policy[Any]) -> str:
        """Return the header's line."""
        return f"{self.name}: {self}{policy.linesep}"


class _Registry(HeaderRegistry):
    """The email package's version defines a new class for every header; this one caches them."""

    __getitem__ = cache(HeaderRegistry.__getitem__)


_REGISTRY = _Registry()
_REGISTRY.map_to_type("list-unsubscribe", _Verbatim)

POLICY = policy.SMTP.clone(max_line_length=LONGEST_LINE, header_factory=_REGISTRY)
"""CRLF, and only ASCII in lines of at most 76 characters, except long addresses: safe for every server."""


def header_text(text: str) -> str:
    r"""Return text that is safe in a header: one line, without controls and marks of direction, encodable.

    >>> header_text("Session 1\r\nBcc: a@example.org")
    'Session 1 Bcc: a@example.org'
    """
    text = _TURNING.sub("", " ".join(text.split()))
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs"))
    # Text that looks like an encoded word would be decoded by the recipient's program.
    return text.replace("=?", "=\N{WORD JOINER}?").strip()


def mailbox(address: str, name: str) -> Address:
    """Return an address with a name, for From.

    Args:
        address: One bare address.
        name: The owner's name, as typed; may be empty.

    Raises:
        UsageError: It isn't an address.
    """
    try:
        if not address.isascii():
            raise ValueError(address)
        return Address(header_text(name)[:_LONGEST_NAME].strip(), addr_spec=address)
    except (MessageError, ValueError, IndexError) as error:
        raise UsageError(
            f"The “sender” option of email can't be “{address}”.",
            code="bad-option",
            hint="use one address without a name, such as me@example.org.",
        ) from error


def unsubscribe_headers(address: str) -> dict[str, str]:
    """Return the headers with which an email program offers to unsubscribe (RFC 2369 and RFC 8058).

    Args:
        address: Where the request goes: `https://…`, which then has to unsubscribe with one POST, or
            `mailto:…`.

    Raises:
        UsageError: It is neither, or could not be used in a header.
    """
    if not _UNSUBSCRIBE.fullmatch(address) or set(address) & set("<>,") or len(address) > _LONGEST_ADDRESS:
        raise UsageError(
            "The “unsubscribe” option of email can't be that address.",
            code="bad-option",
            hint=(
                f"use https://… or mailto:…, with at most {_LONGEST_ADDRESS} ASCII characters and without "
                "spaces, commas or angle brackets; write those as %20, %2C, %3C and %3E."
            ),
        )
    headers = {"List-Unsubscribe": f"<{address}>"}
    if address.startswith("https:"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers

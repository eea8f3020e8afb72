"""Inlines as data for the template: words as strings, everything else as an object with the key `is`.

Input: inline nodes. Output: JSON values. Must not know: blocks, or how anything looks.

What a Document can contain but a page cannot show is sorted out here: a link within a link, an address that
no page should link to, a reference to a section that this Document lacks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, assert_never

from rekindle_core import (
    Code,
    Datum,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
    isolated,
    plain,
    shows_something,
    tel_url,
)

Data: TypeAlias = dict[str, Any]
Words: TypeAlias = str | Data

_RTL = {"R", "AL", "AN"}
_LTR = {"L"}
_ALLOWED = ("https:", "mailto:", "tel:")
LONG_WORD = re.compile(r"\S{30,}")
"""A word that may be too long for a line; `long.typ` handles it."""
_IDLE_HYPHEN = re.compile(r"\u00ad(?!\w)")


@dataclass(slots=True)
class Setting:
    """What turning inlines to data needs to know of their Document, and what it finds on the way.

    Attributes:
        rtl: Whether the page runs from right to left.
        anchors: For each section's id, the name of its place in the file. Ids stay out of the file: they
            may say more than the page does.
        typed: Collects what someone typed, for error messages.
    """

    rtl: bool
    anchors: Mapping[str, str]
    typed: list[Datum] = field(default_factory=list)

    def inlines(self, nodes: Inlines, *, linked: bool = False, around: Inlines = ()) -> list[Words]:
        """Return inlines as data.

        Args:
            nodes: The inlines.
            linked: Whether they are inside a link, so that no other may begin.
            around: All that is in the same line, if they are a part of it.
        """
        return [word for node in nodes for word in self._inline(node, linked, around or nodes)]

    def heading(self, nodes: Inlines) -> list[Words]:
        """Return a heading as data: nothing if it shows nothing, and without links, since it is listed as one."""
        return self.inlines(nodes, linked=True) if shows_something(plain(nodes)) else []

    def datum(self, datum: Datum, around: Inlines = ()) -> str:
        """Return what someone typed, kept from changing the direction of what is around it.

        The marks that do this are copied along with the text, so they are only added where they are needed.
        """
        self.typed.append(datum)
        foreign = {*(_LTR if self.rtl else _RTL)}
        # Only right-to-left letters move digits.
        if self.rtl or _runs(plain(around), _RTL):
            foreign.add("EN")
        return isolated(datum.text) if _runs(datum.text, foreign) else datum.text

    def _inline(self, node: Inline, linked: bool, around: Inlines) -> Sequence[Words]:
        match node:
            case Text():
                return (_words(node.text),)
            case Datum():
                return (_words(self.datum(node, around)),)
            case Emphasis():
                return (
                    {"is": "emphasis", "body": self.inlines(node.children, linked=linked, around=around)},
                )
            case Strong():
                return ({"is": "strong", "body": self.inlines(node.children, linked=linked, around=around)},)
            case Code():
                return ({"is": "code", "text": _shown(node.text)},)
            case LineBreak():
                return ({"is": "break"},)
            case Link() if not linked and node.url.lower().startswith(_ALLOWED):
                words = plain(node.children)
                body = (
                    self.inlines(node.children, linked=True, around=around)
                    if words
                    else [_words(bare(node.url))]
                )
                # Paper cannot be clicked, so the address is printed beside the link, unless it is the link's
                # text.
                address = "" if not words or bare(node.url) in words else bare(node.url)
                return ({"is": "link", "url": node.url, "body": body, "address": address},)
            case Reference() if not linked and node.target in self.anchors:
                body = self.inlines(node.children, linked=True, around=around)
                return ({"is": "reference", "anchor": self.anchors[node.target], "body": body},)
            case Link() | Reference():
                return self.inlines(node.children, linked=linked, around=around)
            case _ as never:
                assert_never(never)


def _words(text: str) -> Words:
    """Return words as data; those that may be too long for a line are marked, so that the template can break them."""
    text = _shown(text)
    return {"is": "long", "text": text} if LONG_WORD.search(text) else text


def _shown(text: str) -> str:
    """Return text without soft hyphens that no letter follows: no more than places where a line may break.

    After a link, in a line from right to left, the compiler fails on them.
    """
    return _IDLE_HYPHEN.sub("", text)


def _runs(text: str, ways: Collection[str]) -> bool:
    """Return whether a text has a character of these directions."""
    return any(unicodedata.bidirectional(char) in ways for char in text)


def contains_datum(nodes: Inlines) -> bool:
    """Return whether inlines show something that someone typed."""
    return any(
        isinstance(node, Datum)
        or (isinstance(node, Emphasis | Strong | Link | Reference) and contains_datum(node.children))
        for node in nodes
    )


def phone(number: str) -> Data:
    """Return a number to dial, and the address that dials it if it consists only of a number."""
    return {"text": number, "url": tel_url(number)}


def site(address: str) -> Data:
    """Return a web address, and the part of it that is worth reading aloud."""
    url = address if address.lower().startswith(_ALLOWED) else ""
    return {"text": bare(address), "url": url}


def bare(url: str) -> str:
    """Return an address without the parts that nobody writes down.

    >>> bare("https://www.example.org/")
    'example.org'
    """
    text = url
    for prefix in ("https://", "mailto:", "tel:", "www."):
        text = text.removeprefix(prefix)
    return text.removesuffix("/")

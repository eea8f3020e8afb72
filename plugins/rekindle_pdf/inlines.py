"""Inlines as data for the template: words as strings, everything else as an object with the key `is`.

Comes in: inline nodes. Goes out: JSON values. Must not know: blocks, or how anything looks.

What a Document can hold but a page cannot show is sorted out here: a link within a link, an address that
no page should link to, a reference to a section that this Document lacks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
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
)

Data: TypeAlias = dict[str, Any]
Words: TypeAlias = str | Data

_RTL = {"R", "AL", "AN"}
_LTR = {"L"}
_ALLOWED = ("https:", "mailto:", "tel:")
_LONG = re.compile(r"\S{30}")
_IDLE_HYPHEN = re.compile(r"\u00ad(?!\w)")
_DIALLED = re.compile(r"\+?[0-9][0-9 ().-]*")


@dataclass(slots=True)
class Setting:
    """What turning inlines to data needs to know of their Document, and what it finds on the way.

    Attributes:
        rtl: Whether the page runs from right to left.
        anchors: For each section's id, the name of its place in the file. Ids stay out of the file: they
            may say more than the page does.
        typed: Collects what somebody typed, for error messages.
    """

    rtl: bool
    anchors: Mapping[str, str]
    typed: list[Datum] = field(default_factory=list)

    def inlines(self, nodes: Inlines, *, linked: bool = False) -> list[Words]:
        """Return inlines as data.

        Args:
            nodes: The inlines.
            linked: Whether they stand inside a link, so that no other may begin.
        """
        return [word for node in nodes for word in self._inline(node, linked)]

    def heading(self, nodes: Inlines) -> list[Words]:
        """Return a heading as data: nothing if it shows nothing, and without links, since it is listed as one."""
        return self.inlines(nodes, linked=True) if plain(nodes).strip() else []

    def datum(self, datum: Datum) -> str:
        """Return what somebody typed, kept from changing the direction of what stands around it."""
        self.typed.append(datum)
        foreign = {"EN", *(_LTR if self.rtl else _RTL)}
        if any(unicodedata.bidirectional(char) in foreign for char in datum.text):
            return isolated(datum.text)
        return datum.text

    def _inline(self, node: Inline, linked: bool) -> Sequence[Words]:
        match node:
            case Text():
                # Nothing but places to break shows nothing; after a link, the typesetter stumbles over it.
                return (_words(node.text),) if node.text.strip("\u00ad") else ()
            case Datum():
                return (_words(self.datum(node)),)
            case Emphasis():
                return ({"is": "emphasis", "body": self.inlines(node.children, linked=linked)},)
            case Strong():
                return ({"is": "strong", "body": self.inlines(node.children, linked=linked)},)
            case Code():
                return ({"is": "code", "text": _shown(node.text)},)
            case LineBreak():
                return ({"is": "break"},)
            case Link() if not linked and node.url.lower().startswith(_ALLOWED):
                words = plain(node.children)
                body = self.inlines(node.children, linked=True) if words else [bare(node.url)]
                # Paper cannot be clicked, so the address stands beside the link, unless its words are it.
                address = "" if not words or bare(node.url) in words else bare(node.url)
                return ({"is": "link", "url": node.url, "body": body, "address": address},)
            case Reference() if not linked and node.target in self.anchors:
                body = self.inlines(node.children, linked=True)
                return ({"is": "reference", "anchor": self.anchors[node.target], "body": body},)
            case Link() | Reference():
                return self.inlines(node.children, linked=linked)
            case _ as never:
                assert_never(never)


def _words(text: str) -> Words:
    """Return words as data; those that no line may be able to hold are told apart, for the template to break."""
    text = _shown(text)
    return {"is": "long", "text": text} if _LONG.search(text) else text


def _shown(text: str) -> str:
    """Return text without soft hyphens that no letter follows: no more than places where a line may break.

    After a link, in a line from right to left, the compiler fails on them.
    """
    return _IDLE_HYPHEN.sub("\u200b", text)


def contains_datum(nodes: Inlines) -> bool:
    """Return whether inlines show something that somebody typed."""
    return any(
        isinstance(node, Datum)
        or (isinstance(node, Emphasis | Strong | Link | Reference) and contains_datum(node.children))
        for node in nodes
    )


def phone(number: str) -> Data:
    """Return a number to dial, and the address that dials it where it is nothing but a number."""
    url = "tel:" + re.sub(r"[^+0-9]", "", number) if _DIALLED.fullmatch(number) else ""
    return {"text": number, "url": url}


def site(address: str) -> Data:
    """Return a web address, and what of it is worth reading aloud."""
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

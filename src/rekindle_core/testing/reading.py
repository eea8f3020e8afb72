"""Reading a file back, as the conformance suite does: what a person reads in it, and what else it contains.

Input: an Artifact. Output: its Readings.
Must not know: what a file ought to say.

Readers are included for plain text, Markdown, HTML, email and tables of comma- or tab-separated values. Any
other kind of format provides its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser
from types import MappingProxyType
from typing import TYPE_CHECKING

from rekindle_core.extension.format import Artifact
from rekindle_core.frozen import Frozen, replace

if TYPE_CHECKING:
    from markdown_it.token import Token


LEFT_TO_RIGHT, RIGHT_TO_LEFT, FIRST_STRONG, POP = "\u2066\u2067\u2068\u2069"
"""The marks that begin an isolate, and the one that ends it."""


class Reading(Frozen):
    """The contents of a file.

    Attributes:
        words: Everything that a person reads, in reading order; white space doesn't matter.
        language: The language that the file itself names, such as `en`; None where there is no place for it.
        beside: Whatever a file contains that is not on its page: metadata, headers, names, addresses of
            links.
        isolates: Whether `words` has the marks U+2066 to U+2069 around text that the file isolates in
            direction, and a line for each paragraph, as the ready readers return them. Leave it False for
            files such as PDFs, in which the program that writes them orders the text.
        direction: The direction that the file itself names, `ltr` or `rtl`; None where there is no place for
            it.
    """

    words: str
    language: str | None = None
    beside: str = ""
    isolates: bool = False
    direction: str | None = None


def read_file(artifact: Artifact) -> Sequence[Reading]:
    """Read plain text, Markdown, HTML, email or a table, by its media type.

    Returns:
        One Reading, or one for each form of an email; none for a calendar, which is an attachment.

    Raises:
        LookupError: There is no reader for such a file.
    """
    kind = artifact.media_type.partition(";")[0].strip().lower()
    if kind not in _READERS:
        raise LookupError(kind)
    return _READERS[kind](artifact.data)


def read_text(data: bytes) -> Sequence[Reading]:
    """Read plain text: it contains only words."""
    return (Reading(data.decode(), isolates=True),)


def read_markdown(data: bytes) -> Sequence[Reading]:
    """Read CommonMark as rendered."""
    from markdown_it import MarkdownIt

    tokens = [
        found
        for token in MarkdownIt("commonmark").parse(data.decode())
        for found in (token.children if token.children is not None else [token])
    ]
    words = "".join(map(_shown, tokens))
    raw = [token.content for token in tokens if token.type in _RAW]
    # The links to a heading on the page are made from the heading's words, whatever program shows it.
    links = [link for token in tokens for value in token.attrs.values() if (link := str(value))[:1] != "#"]
    return (Reading(words, beside="\n".join([*raw, *links]), isolates=True),)


_RAW = ("html_block", "html_inline")


def _shown(token: Token) -> str:
    if token.type in _RAW:
        tag = re.match(r"</?bdi\b", token.content, re.IGNORECASE)
        return (POP if tag[0][1] == "/" else FIRST_STRONG) if tag else ""
    return token.content or ("\n" if token.block else " " if token.type.endswith("break") else "")


def read_html(data: bytes) -> Sequence[Reading]:
    """Read a page: the text of its body, without scripts and styles."""
    page = _Page()
    page.feed(data.decode())
    page.close()
    return (
        Reading(
            "".join(page.words),
            page.language,
            "\n".join(page.beside),
            isolates=True,
            direction=page.direction,
        ),
    )


def read_mail(data: bytes) -> Sequence[Reading]:
    """Read a message: each of its forms separately, since an email program shows only one of them."""
    import email
    from email import policy

    message = email.message_from_bytes(data, policy=policy.default)
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    language = str(message.get("Content-Language", ""))
    readings: list[Reading] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not part.is_attachment():
            (found,) = _READERS[kind](str(part.get_content()).encode())
            beside = f"{headers}\n{found.beside}"
            readings.append(replace(found, language=language, beside=beside))
    return readings


def read_table(data: bytes, separator: str) -> Sequence[Reading]:
    """Read rows of cells: each cell is a separate paragraph, and the first row names the columns.

    Raises:
        ValueError: A cell begins with the characters of a formula, or a row has more or fewer cells than the
            first one.
    """
    import csv
    import io

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
    names = rows.pop(0) if rows else []
    for number, row in enumerate(rows, start=2):
        if len(row) != len(names):
            raise ValueError(
                f"row {number} has {len(row)} cells, but the first row names {len(names)} columns"
            )
        for name, cell in zip(names, row, strict=True):
            _see_no_formula(cell, f"the column {name} of row {number}")
    words = "\n".join(cell for row in rows for cell in row)
    return (Reading(words, beside="\n".join(names), isolates=True),)


def _see_no_formula(cell: str, place: str) -> None:
    """Check that a cell isn't a formula: typed words could make a spreadsheet open an address."""
    begins = unicodedata.normalize("NFKC", cell.lstrip())[:1]
    if begins in ("=", "+", "-", "@"):
        raise ValueError(
            f"{place} begins with “{begins}”, so a spreadsheet reads it as a formula; put an apostrophe before it"
        )


_READERS: Mapping[str, Callable[[bytes], Sequence[Reading]]] = MappingProxyType(
    {
        "text/plain": read_text,
        "text/markdown": read_markdown,
        "text/html": read_html,
        "message/rfc822": read_mail,
        "text/csv": lambda data: read_table(data, ","),
        "text/tab-separated-values": lambda data: read_table(data, "\t"),
        "text/calendar": lambda data: (),
    }
)


class _Page(HTMLParser):
    """Separates the words of a page from everything else in it."""

    _UNSEEN = frozenset({"head", "script", "style", "template"})
    _SPOKEN = frozenset({"alt", "aria-label", "aria-description", "title", "placeholder"})
    _IN_LINE = frozenset(
        {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "small"}
        | {"span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
    )

    _REPLACED = frozenset({"button", "img", "input", "label", "object", "select", "svg", "textarea"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.beside: list[str] = []
        self.language = ""
        self.direction = "ltr"
        self._unseen: list[str] = []
        self._isolates: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        direction = given.get("dir", "").lower()
        if tag == "html":
            self.language = given.get("lang", "")
        if tag in ("html", "body") and direction:
            self.direction = direction
        self.beside += [value for name, value in given.items() if name not in self._SPOKEN]
        if tag in self._UNSEEN:
            self._unseen.append(tag)
        elif tag not in self._IN_LINE:
            self.words.append(" " if tag in self._REPLACED else "\n")
        elif tag != "wbr":
            apart = tag == "bdi" or bool(direction)
            self._isolates.append((tag, apart))
            if apart:
                self.words.append({"ltr": LEFT_TO_RIGHT, "rtl": RIGHT_TO_LEFT}.get(direction, FIRST_STRONG))

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()
        elif tag not in self._IN_LINE:
            self.words.append("\n")
        elif self._isolates and self._isolates[-1][0] == tag and self._isolates.pop()[1]:
            self.words.append(POP)

    def handle_data(self, data: str) -> None:
        (self.beside if self._unseen else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        self.beside.append(data)


UNSEEN = re.compile("[\\s|\u2502\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def squeezed(text: str) -> str:
    """Return text without white space, controls and invisible marks, with accents separated from letters.

    Every format breaks lines differently, and some draw bars beside quotations; what is left can be compared.
    """
    # Decomposed, and not composed again: the result for a character must not depend on its neighbors.
    text = UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs"))

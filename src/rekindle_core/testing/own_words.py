"""Whether a format adds words, which would not be in the Document's language.

Input: a Document whose interface speaks in codes, and the words of the files made from it. Output: the
words that are neither. Must not know: pytest, or how files are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from rekindle_core.document import nodes as n
from rekindle_core.document.cover import IMPRINT
from rekindle_core.document.walk import walk
from rekindle_core.frozen import Frozen, replace
from rekindle_core.testing.promises import MOST, bare
from rekindle_core.testing.reading import UNSEEN, squeezed
from rekindle_core.testing.rebuilding import rebuilt

_OWN_WORD = re.compile(r"[^\W\d_]{2,}")


def with_coded_words(document: n.Document) -> n.Document:
    """Return a Document whose interface words and ids are in no real language.

    A table shows ids; in a sample Document they are English words.
    """
    words: dict[str, str] = {}
    for key, text in document.words.items():
        pieces = re.split(r"(\{\w+\})", text)
        words[key] = "".join(
            piece if piece.startswith("{") else _OWN_WORD.sub(lambda _: f"zq{len(words)}qz", piece)
            for piece in pieces
        )
    codes: dict[str, str] = {}

    def coded(node: Any) -> Any:
        names = [name for name in node.__struct_fields__ if name in _NAMES or name.endswith("_id")]
        found = {name: value for name in names if (value := getattr(node, name))}
        return replace(
            node, **{name: codes.setdefault(value, f"zq{len(codes)}qz") for name, value in found.items()}
        )

    return replace(document, words=words, parts=rebuilt(document.parts, coded))


_NAMES = ("id", "item", "step", "target")


def own_words(document: n.Document, readings: Iterable[str]) -> list[str]:
    """Return the words that a format added: they would not be in the Document's language.

    Args:
        document: The rendered Document: marked, with coded words.
        readings: The words of each file, as read.
    """
    practice = document.practice
    known = [document.title, document.reader, document.code, document.notice, IMPRINT]
    if practice:
        web = (practice.web, bare(practice.web))
        known += [practice.name, practice.clinician, practice.phone, practice.email, *web, practice.footer]
        # A discreet Document has it as a link, which a format may write out.
        known.append(f"mailto:{practice.email}")
    for block in walk(document):
        if isinstance(block, n.HelpLines):
            lines = [line for group in block.groups for line in group.lines]
            known += [text for line in lines for text in (line.web, bare(line.web), line.number)]
    known += [text for url in _urls(document) for text in (url, bare(url), url.partition(":")[2])]
    if document.direction == "rtl":
        # A file may contain the words of a line in visual order.
        known += [word for text in known for word in text.split() if word.isalpha()]
    found: dict[str, None] = {}
    for reading in readings:
        words = unicodedata.normalize("NFKD", reading)
        for text in sorted({squeezed(text) for text in known if text}, key=len, reverse=True):
            # Lines may break anywhere in an address.
            words = re.sub(f"{UNSEEN.pattern}*".join(map(re.escape, text)), " ", words)
        words = _broken("zq", r"\d", "qz").sub(" ", _broken("qx", r"\d", "xq").sub(" ", words))
        found |= dict.fromkeys(_OWN_WORD.findall(words))
    if not found:
        return []
    listed = ", ".join(f"“{word}”" for word in list(found)[:MOST])
    return [
        (
            f"The format adds its own words: {listed}. Take them from `document.words`, so that they match "
            "the Document's language."
        )
    ]


def _broken(before: str, digit: str, after: str) -> re.Pattern[str]:
    """Return a pattern for a word of digits that may be broken across lines anywhere."""
    gap = f"{UNSEEN.pattern}*"
    return re.compile(gap.join([*before, f"(?:{digit}{gap})+{after[0]}", *after[1:]]), re.IGNORECASE)


def _urls(value: object) -> Iterator[str]:
    if isinstance(value, n.Link):
        yield value.url
    if isinstance(value, tuple):
        for item in value:
            yield from _urls(item)
    elif isinstance(value, Frozen):
        for name in value.__struct_fields__:
            yield from _urls(getattr(value, name))

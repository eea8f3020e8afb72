"""Which of the engine's English words a text in Spanish holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from tests.support import ROOT, fold

ENGLISH, OWN = (ROOT / f"src/rekindle_core/content/languages/{tag}.yaml" for tag in ("en", "es"))
# What a file of any language holds, and what is no word: names of files, commands and standards.
_KEYWORDS = {"unknown", "declined", "yes", "no", "none", "name-only"}


def words_of(path: Path) -> dict[str, Any]:
    """Return what a language file holds."""
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return data


def sections() -> tuple[str, ...]:
    """Return the sections of the Spanish file that hold words of the core."""
    return tuple(name for name, words in words_of(OWN).items() if isinstance(words, dict))


def english_in(text: str, pack: Path) -> set[str]:
    """Return the English words of the core that a text holds, but for those that Spanish or the pack has as well."""
    text = _folded(text)
    found = {word for word in _english() if _stands(word.casefold(), text)}
    return {word for word in found if not _stands(word.casefold(), _own(pack))}


@cache
def _own(pack: Path) -> str:
    """Return what Spanish and a pack say."""
    files = (path.read_text(encoding="utf-8") for path in pack.rglob("*.yaml"))
    return _folded("\n".join((*_strings(words_of(OWN)), *files)))


def words_of_page(html: str) -> str:
    """Return what a page says, to whoever sees or hears it: its text, and the labels of what it holds."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    labels = re.findall(r' (?:aria-label|title|alt|placeholder)="([^"]*)"', html)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", html), *labels]))


def _strings(data: Any) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from _strings(value)
        case list():
            for value in data:
                yield from _strings(value)


@cache
def _english() -> frozenset[str]:
    words = {one for name in sections() if name != "pronouns" for one in _texts(words_of(ENGLISH)[name])}
    return frozenset(word for word in words if len(word) > 2 and word not in _KEYWORDS)


def _texts(data: Any) -> Iterator[str]:
    for text in _strings(data):
        # What is filled in parts a text; what is left on either side is the core's own.
        yield from (part.strip(" .,:;!?()“”‘’") for part in re.split(r"\{\w+\}", text))


def _folded(text: str) -> str:
    return fold(text).casefold()


def _stands(word: str, text: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None

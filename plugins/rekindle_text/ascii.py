"""The ASCII fallback: a Document in characters that every terminal, printer and email supports.

Input: a Document. Output: the same in ASCII, and the sources of letters without an ASCII form. Must not
know: how anything is laid out.

Typographic marks become typewriter marks, and letters lose their accents. Text without such a form (a name in
Thai) is never left out: it is written as the numbers of its characters, in angle brackets.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any
from urllib.parse import quote

from rekindle_core import Answer, Document, TextValue, document_from_json, document_to_json, replace, written

_FORMS = {
    **dict.fromkeys("‘’‚‛‹›′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐–−", "-"), "—": "--",
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "•": "*", "·": "*", "×": "x", "÷": "/", "⁄": "/",
    "☐": "[ ]", "□": "[ ]", "☑": "[x]", "✓": "[x]", "○": "( )", "€": "EUR", "£": "GBP", "¿": "?", "¡": "!",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H",
}  # fmt: skip
_UNSEEN = {"Cf", "Mn", "Me"}
"""Joiners and direction marks; accents and selectors, once separated from their letters."""


def ascii_text(text: str) -> str:
    """Return text in ASCII.

    >>> ascii_text("“Zoë” … Łukasz")
    '"Zoe" ... Lukasz'
    >>> ascii_text("สม")
    '<U+0E2A U+0E21>'
    """
    if text.isascii():
        return text
    return re.sub(r"[^\x00-\x7f]+", lambda found: _numbers(found[0]), "".join(map(_form, text)))


def is_lost(text: str) -> bool:
    """Return whether a text has characters that are written as numbers."""
    return not "".join(map(_form, text)).isascii()


def ascii_answer(answer: Answer) -> Answer:
    """Return an answer with its text in ASCII."""
    text = written(answer)
    return replace(answer, value=TextValue(ascii_text(text))) if text else answer


def ascii_document(document: Document) -> tuple[Document, tuple[str, ...]]:
    """Return the Document in ASCII, and what contains characters that are written as numbers.

    Returns:
        The Document, and the names of facts, or of the practice's details, such as `practice.name`; an
        empty name stands for the program's own words.
    """
    lost: dict[str, None] = {}
    shown = _mapped(json.loads(document_to_json(document)), lost)
    return document_from_json(json.dumps(shown)), tuple(lost)


def _form(char: str) -> str:
    """Return the ASCII form of a character, or the character itself if it has none."""
    parts = unicodedata.normalize("NFKD", _FORMS.get(char, char))
    kept = "".join(_FORMS.get(part, part) for part in parts if unicodedata.category(part) not in _UNSEEN)
    return kept if kept.isascii() else char


def _numbers(text: str) -> str:
    return f"<{' '.join(f'U+{ord(char):04X}' for char in text)}>"


def _mapped(value: Any, lost: dict[str, None], source: str = "") -> Any:
    match value:
        case dict():
            return {
                key: quote(item, safe="%!#$&'()*+,/:;=?@[]~")
                if key in ("url", "web")
                else _mapped(item, lost, _source(key, value, source))
                for key, item in value.items()
            }
        case list():
            return [_mapped(item, lost, source) for item in value]
        case str():
            if is_lost(value):
                lost[source] = None
            return ascii_text(value)
        case _:
            return value


def _source(key: str, node: dict[str, Any], source: str) -> str:
    """Return who wrote the text under a key of a node: a fact, the practice, or, if empty, the pack."""
    match key:
        case "text":
            return str(node.get("fact", source))
        case "reader":
            return str(node.get("reader_fact", source))
        case "practice":
            return key
        case _ if source == "practice":
            return f"{source}.{key}"
        case _:
            return source

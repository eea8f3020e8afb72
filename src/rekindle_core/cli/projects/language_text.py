"""A language.yaml to start from: each key with its purpose, and its words or the English ones to translate.

Input: a language tag. Output: the text of the file. The purpose of each key comes from the file's
schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from rekindle_core.content.reading.language_words import LANGUAGES, bundled_language, english
from rekindle_core.content.reading.shapes.schemas import schemas
from rekindle_core.errors import UsageError

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WIDTH = 116
_SOME = ("date_forms", "verbs", "spelling")
"""Sections that few languages need: they are written only if a language has them."""
_DONE = """\
# The words of the pack's language. They come with Rekindle; change them here to suit your readers. The
# comment above each key says what it is for, and gives the English. Without this file, Rekindle uses its own
# words.
"""
_OPEN = """\
# The words of the pack's language. The comment above each key says what it is for; after its number sign is
# the English. Translate each line, and remove its number sign. `rekindle check` lists what is still missing.
# Words in {braces} are filled in, so don't translate them.
"""


def language_tag(typed: str) -> str:
    """Return a language tag in its usual form: es, pt-BR, sr-Latn.

    Raises:
        UsageError: It isn't a valid tag.
    """
    if not _TAG.fullmatch(typed):
        hint = "use a BCP 47 tag, such as es for Spanish or pt-BR for the Portuguese of Brazil."
        raise UsageError(f"“{typed}” is not a language tag.", code="bad-language", hint=hint)
    first, *rest = typed.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join((first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)))


def words_come_with(tag: str) -> str:
    """Return the tag of the included language that has the words for this one, or an empty string."""
    return next((one for one in (tag, tag.partition("-")[0]) if (LANGUAGES / f"{one}.yaml").is_file()), "")


def language_text(tag: str) -> str:
    """Return the text of a language.yaml for a tag: with all words if the language is included, else to translate."""
    bundled = words_come_with(tag)
    return "".join(_lines(tag, bundled_language(bundled) if bundled else {}))


def _lines(tag: str, own: Mapping[str, Any]) -> Iterator[str]:
    schema = schemas()["language.schema.json"]
    yield f"{_DONE if own else _OPEN}language: {tag}\n"
    for name, about in schema["properties"].items():
        if name == "language" or (name in _SOME and name not in own):
            continue
        beside = english()[name] if name in english() else about["enum"][0]
        yield "\n"
        if "properties" not in about:
            yield from _key(name, about, own.get(name), beside)
            continue
        yield from _comment(about["description"])
        yield f"{name}:\n"
        for key, told in about["properties"].items():
            lines = _key(key, told, own.get(name, {}).get(key), beside[key], told=bool(own))
            yield from (f"  {line}" for line in lines)


def _key(name: str, schema: Mapping[str, Any], own: Any, beside: Any, *, told: bool = False) -> Iterator[str]:
    """Yield the lines of a key: its purpose, and its value, or the English after number signs."""
    yield from _comment(schema["description"])
    if told and isinstance(beside, str):
        yield f"# English: {_flow(beside)}\n"
    sign = "# " if own is None else ""
    yield from (f"{sign}{line}\n" for line in _value(name, beside if own is None else own))


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}\n" for line in wrap(text, _WIDTH))


def _value(name: str, value: Any) -> Iterator[str]:
    """Yield the lines of a key and its value; a mapping has one line for each of its keys."""
    if isinstance(value, Mapping):
        yield f"{name}:"
        for key, held in value.items():
            yield f"  {key}: {_flow(held)}"
    else:
        yield f"{name}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key}: {_flow(held)}' for key, held in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return json.dumps(value, ensure_ascii=False)

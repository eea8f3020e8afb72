"""A profile as a file for people to edit: YAML with every question as a comment, under its heading.

Input: a pack and the values of facts. Output: text that `load_profile` reads back to the same values.
Must not know: where the text is kept, or how the values came about.

An unknown fact is a comment, such as `# contact:`, where it can be filled in.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NONE, Missing, PronounSet, Value
from rekindle_core.profile.answer import offered, pronoun_name
from rekindle_core.profile.clean import clean_text

WIDTH = 100
_PLAIN = re.compile(r"[a-z][a-z0-9_-]*")
_SPECIAL = {"null", "true", "false"}


def profile_text(pack: Pack, values: Mapping[str, Value]) -> str:
    """Return a whole file: known and declined facts as facts, everything else as comments to fill in.

    Args:
        pack: The pack that declares the facts.
        values: Facts by name; unknown ones may be included.
    """
    said = pack.language.said
    lines = [
        *_comment(said("file_title", pack=f"{pack.title} ({pack.id} {pack.version})")),
        *_comment(said("file_open")),
        *_comment(said("file_fill")),
        *_comment(said("file_keep")),
    ]
    for heading, facts in pack.sections.items():
        lines += section_lines(pack, heading, ((fact, values.get(fact.name)) for fact in facts))
    return "\n".join(lines) + "\n"


def section_lines(pack: Pack, heading: str, facts: Iterable[tuple[Fact, Value | None]]) -> Iterator[str]:
    """Yield the lines of one section: its heading, and for each fact the question and the answer."""
    if heading:
        yield ""
        yield from _comment(f"---- {heading} ----")
    for fact, value in facts:
        yield ""
        yield from _comment(fact.ask)
        for word, meaning in offered(pack, fact):
            yield from _comment(f"{word}: {meaning}" if meaning else word, indent="  ")
        if value is None or value is Missing.UNKNOWN:
            yield commented_out(fact)
        else:
            yield entry(fact, value, pack.language)


def commented_out(fact: Fact) -> str:
    """Return the line for an unknown fact."""
    return f"# {fact.name}:"


def entry(fact: Fact, value: Value, language: Language) -> str:
    """Return a fact as lines of YAML, without a line end."""
    if isinstance(value, str) and fact.kind in ("name", "text"):
        return f"{fact.name}: {_text(value)}"
    return f"{fact.name}: {_flow(plain_value(fact, value, language))}"


def plain_value(fact: Fact, value: Value, language: Language) -> Any:
    """Return a value as plain data, in the form used by a YAML or JSON profile."""
    match value:
        case Missing():
            return value.value
        case PronounSet():
            own = {**dict(value.forms), **({"number": value.number} if value.number else {})}
            return pronoun_name(language, value) or own
        case dt.date():
            return value.isoformat()
        case ():
            # If ‘none’ is one of the values, it is not the empty list.
            return [] if NONE in fact.values else NONE
        case tuple():
            return list(value)
        case str() | int():
            return value
        case _ as never:
            assert_never(never)


def _flow(data: Any) -> str:
    match data:
        case dict():
            return "{ " + ", ".join(f"{_flow(key)}: {_flow(value)}" for key, value in data.items()) + " }"
        case list():
            return "[" + ", ".join(map(_flow, data)) + "]"
        case int():
            return str(data)
        case _:
            return data if _PLAIN.fullmatch(data) and data not in _SPECIAL else _quoted(data)


def _text(text: str) -> str:
    """Return a text in quotes, or folded over several lines if it is long."""
    if len(text) < WIDTH - 20 or "\ufeff" in text:
        return _quoted(text)
    folded = textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return "\n  ".join([">-", *folded])


def _quoted(text: str) -> str:
    """Return a text in double quotes, where JSON and YAML agree except about a byte order mark inside it."""
    return json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff")


def _comment(text: str, indent: str = "") -> list[str]:
    first = f"# {indent}"
    # A pack's texts may contain line ends and, escaped, what no YAML file can: in a comment they do harm.
    return textwrap.wrap(
        clean_text(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=f"{first}{indent}",
        break_on_hyphens=False,
    )

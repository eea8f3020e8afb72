"""The stops of a pack: stops.yaml, with the lists in its words expanded.

Input: the root of stops.yaml. Output: Stops. Must not know: profiles, or how texts are searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from rekindle_core.content.model.stop import Recorded, Stop
from rekindle_core.content.model.stop_words import is_stop_word
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.diagnostics import did_you_mean

_LIST = re.compile(r"<([a-z][a-z0-9-]*)>")
_PERSON = re.compile(r"\{([^{}]*)\}")


def build_stops(at: Cursor) -> tuple[Stop, ...]:
    """Return the stops of a pack."""
    lists = {name: tuple(map(str, item.data)) for name, item in at.entries("lists")}
    return tuple(_stop(item, lists) for item in at.each("stops"))


def _stop(at: Cursor, lists: Mapping[str, tuple[str, ...]]) -> Stop:
    texts = [name for name, fact in at.ledger.facts.items() if fact.kind == "text"]
    facts = at.words("facts", texts, "unknown-fact", "text fact called")
    recorded = tuple(
        Recorded(item.condition(), tuple(_words(item, "words", lists))) for item in at.each("recorded")
    )
    words, harmless = (tuple(_words(at, key, lists)) for key in ("words", "harmless"))
    return Stop(at.id(), facts, words, at.value("says"), recorded, harmless)


def _words(at: Cursor, key: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the words under a key, once for each combination of the lists that they name."""
    for word in at.each(key):
        written = str(word.data)
        named = _LIST.findall(written)
        if unknown := [name for name in named if name not in lists]:
            hint = did_you_mean(unknown[0], lists) or "declare it under `lists`."
            word.fault("unknown-slot", f"There is no list “{unknown[0]}”.", hint)
            continue
        for person in _PERSON.findall(written):
            _see_person(word, person)
        if not is_stop_word(_PERSON.sub("", _LIST.sub("", written))) and not named:
            word.fault(
                "bad-value", f"“{written}” contains nothing to look for.", "write a word, or delete it."
            )
            continue
        parts = _LIST.split(written)[::2]
        for filled in product(*(lists[name] for name in named)):
            yield parts[0] + "".join(item + rest for item, rest in zip(filled, parts[1:], strict=True))


def _see_person(at: Cursor, written: str) -> None:
    name, _, case = written.partition(".")
    if name not in at.ledger.people or (case and case not in at.ledger.language.cases):
        hint = did_you_mean(name, at.ledger.people) or "write {partner} or {partner.them}, for example."
        at.fault("unknown-slot", f"There is no person “{written}”.", hint)

"""Checking the texts of a pack against its own copy rules.

Input: rules, and every text. Output: a fault for each breach, at its words. Must not know: what the
rules are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rekindle_core.content.authoring.copy_rules import Breach, CopyRule, CopyRules
from rekindle_core.content.model.word_list import plain_quotes
from rekindle_core.content.reading.pack_text import PackText, StandInReader
from rekindle_core.diagnostics import Diagnostic, Position

_MOST_SHOWN = 60


def check_copy(rules: CopyRules, texts: Iterable[PackText], reader: StandInReader) -> tuple[Diagnostic, ...]:
    """Return the breaches of the rules, and the exceptions that are not used.

    Args:
        rules: The rules.
        texts: The texts of the pack.
        reader: Reads the texts as for a reader about whom nothing is known.
    """
    allowed = {(exception.item, exception.rule): exception for exception in rules.exceptions}
    unused = dict(allowed)
    # A breach that appears in several readings of a text is one fault.
    found: dict[Diagnostic, None] = {}
    for text in texts:
        places, item = text.places, text.owner
        for words in map("\n".join, reader.readings(text.prose)):
            for rule in rules.rules:
                if not rule.is_about(places):
                    continue
                for breach in rule.breaches(words, reader.language):
                    unused.pop((item, rule.id), None)
                    if (item, rule.id) not in allowed:
                        found[_fault(rule, text, words, breach)] = None
    return (*found, *_unused(rules, unused))


def _fault(rule: CopyRule, text: PackText, words: str, breach: Breach) -> Diagnostic:
    said = " ".join(breach.words.split())
    shown = said if len(said) <= _MOST_SHOWN else f"{said[:_MOST_SHOWN].rstrip()} …"
    message = f"“{shown}” breaks the rule {rule.id}: {rule.reason}"
    return Diagnostic(place_of(text, words, breach), "copy-rule", message, rule.hint)


def place_of(text: PackText, words: str, breach: Breach) -> Position:
    """Return the position of the words of a breach; if they are written differently than read, the text's position."""
    whole = text.source.position(text.path)
    first = breach.words.split("\n")[0]
    for needle in (first, first.split()[0] if first.split() else ""):
        plain = plain_quotes(needle)
        nth = plain_quotes(words[: breach.start]).count(plain) if plain else 0
        at = text.source.find(text.path, plain, nth)
        if at != whole:
            return at
    return whole


def _unused(rules: CopyRules, unused: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    left = set(unused)
    for exception in rules.exceptions:
        if (exception.item, exception.rule) in left:
            message = f"Nothing in “{exception.item}” breaks the rule {exception.rule}."
            position = rules.source.position(("exceptions", exception.index))
            yield Diagnostic(position, "bad-copy-rule", message, "delete this exception.")

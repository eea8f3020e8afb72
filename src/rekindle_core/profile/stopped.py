"""Texts by a reader that a person has to review first, found by the stops of a pack.

Input: a Pack and a Profile. Output: the stops that hold, and the facts whose text must not be repeated.
Must not know: plans, or what the words are about. Its messages never quote the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.stop import Stop
from rekindle_core.content.model.stop_words import any_stop_word
from rekindle_core.content.model.values import PronounSet
from rekindle_core.frozen import Frozen
from rekindle_core.profile.profile import Profile

_PERSON = re.compile(r"\{([^{}]*)\}")


class Halt(Frozen):
    """A stop that holds, and the facts that contain its words."""

    stop: Stop
    facts: tuple[str, ...]


def find_halts(pack: Pack, profile: Profile) -> tuple[Halt, ...]:
    """Return the stops that hold: a text has their words, and the profile does not say what was done about it."""
    found = []
    for stop in pack.stops:
        if not any(map(profile.text, stop.facts)):
            continue
        open_words = (
            *stop.words,
            *(
                word
                for group in stop.recorded
                if evaluate(group.when, profile.__getitem__) is not Truth.TRUE
                for word in group.words
            ),
        )
        if facts := tuple(_facts(pack, stop, open_words, profile)):
            found.append(Halt(stop, facts))
    return tuple(found)


def stopped_facts(pack: Pack, profile: Profile) -> frozenset[str]:
    """Return the facts whose text contains a word of any stop, whatever else the profile says."""
    return frozenset(
        name
        for stop in pack.stops
        if any(map(profile.text, stop.facts))
        for name in _facts(pack, stop, stop.all_words, profile)
    )


def stops_in(pack: Pack, profile: Profile, texts: Iterable[str]) -> tuple[Stop, ...]:
    """Return the stops that have a word in one of some texts, such as answers that a reader wrote on the page.

    Actions recorded in the profile do not count here: each text is new.

    Args:
        pack: The pack whose stops they go through.
        profile: The reader's facts, for the names in them.
        texts: What was written.
    """
    written = tuple(texts)
    found = []
    for stop in pack.stops:
        words, harmless = _named(pack, stop.all_words, profile), _named(pack, stop.harmless, profile)
        if any(any_stop_word(words, text, harmless) for text in written):
            found.append(stop)
    return tuple(found)


def _facts(pack: Pack, stop: Stop, words: tuple[str, ...], profile: Profile) -> Iterator[str]:
    words, harmless = _named(pack, words, profile), _named(pack, stop.harmless, profile)
    for name in stop.facts:
        if any_stop_word(words, profile.text(name), harmless):
            yield name


def _named(pack: Pack, words: tuple[str, ...], profile: Profile) -> tuple[str, ...]:
    """Return words with the names and pronouns of people in them; those of which none is known are left out."""
    return _filled(words, tuple(_people(pack, profile).items()))


# A program and its explanations ask for the same words and people several times.
@lru_cache(maxsize=64)
def _filled(words: tuple[str, ...], called: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    known = dict(called)
    filled = (_PERSON.sub(lambda slot: known.get(slot[1], slot[0]), word) for word in words)
    return tuple(word for word in filled if "{" not in word)


def _people(pack: Pack, profile: Profile) -> dict[str, str]:
    called: dict[str, str] = {}
    for id_, person in pack.people.items():
        # A person with a name of several words is usually called by the first.
        if words := profile.text(person.name_fact).replace("*", " ").replace("…", " ").split():
            called[id_] = words[0]
        pronouns = profile[person.pronouns_fact]
        if isinstance(pronouns, PronounSet):
            called |= {f"{id_}.{case}": form for case, form in pronouns.forms}
    return called

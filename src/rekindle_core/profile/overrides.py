"""Facts in a profile that were set to another value for one program.

Input: a profile, and what its file alone says. Output: each fact with both values. Must not know: who
reads about them.

An override may undo an answer about safety. So it is reported wherever the program is made or explained.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Value
from rekindle_core.frozen import Frozen
from rekindle_core.profile.profile import Profile
from rekindle_core.profile.telling import told_in

_MOST = 60


class Override(Frozen):
    """A fact in a profile, known or declined, and the value set for this program instead.

    Attributes:
        fact: The name of the fact.
        held: The profile's value.
        given: The value that replaces it; `Missing.UNKNOWN` takes it away.
    """

    fact: str
    held: Value
    given: Value


def find_overrides(held: Profile, profile: Profile) -> tuple[Override, ...]:
    """Return the overridden facts of a profile, by name.

    Args:
        held: The content of the profile's file.
        profile: The profile that the program is made from.

    >>> find_overrides(Profile({"soil": "clay"}), Profile({"soil": "sand", "sun": "full"}))
    (Override(fact='soil', held='clay', given='sand'),)
    """
    return tuple(
        Override(name, value, profile[name]) for name, value in held.values.items() if profile[name] != value
    )


def typed_override(pack: Pack, override: Override) -> str:
    """Return an override in words, for the person who typed it, with both values as typed."""
    held, given = (_typed(pack, override.fact, value) for value in (override.held, override.given))
    return f"--set {override.fact}={given} replaces the profile's “{held}”."


def _typed(pack: Pack, fact: str, value: Value) -> str:
    from rekindle_core.profile.file import plain_value

    plain = plain_value(pack.facts[fact], value, pack.language)
    match plain:
        case dict():
            text = json.dumps(plain, ensure_ascii=False)
        case list():
            text = ",".join(plain)
        case _:
            text = str(plain)
    text = " ".join(text.split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def told_override(pack: Pack, override: Override) -> tuple[str, str]:
    """Return both values of an override as shown to a counselor: the profile's, and its replacement.

    Names and texts are not repeated: both are only shown as given.
    """
    fact = pack.facts[override.fact]
    return told_in(pack.language, fact, override.held), told_in(pack.language, fact, override.given)


def override_sentences(pack: Pack, overrides: Sequence[Override]) -> Iterator[str]:
    """Yield a sentence with both values for each overridden fact of the profile."""
    for one in overrides:
        held, given = told_override(pack, one)
        key = "show_set" if given != held else "show_set_own"
        yield pack.language.said(key, fact=one.fact, given=given, held=held)

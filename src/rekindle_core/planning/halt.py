"""Whether a person has to look before a program is made, by what the reader wrote in their own words.

Comes in: a Pack and a Plan. Goes out: the stops that hold, or an error for those that nobody has confirmed.
Must not know: what the words are about. What is told of them never quotes the reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from rekindle_core.content.pack import Pack
from rekindle_core.content.stop import Stop
from rekindle_core.content.word_list import plain_quotes, whole_words
from rekindle_core.errors import ConfirmationError
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Plan
from rekindle_core.planning.profile import Profile


class Halt(Frozen):
    """A stop that holds, and the facts in which its words stand."""

    stop: Stop
    facts: tuple[str, ...]


def halts(pack: Pack, plan: Plan) -> tuple[Halt, ...]:
    """Return the stops that hold for a plan.

    Where the program is replaced nothing stops: the page that stands instead is what somebody in danger is to
    get, and it does not wait.
    """
    if plan.replaced_by:
        return ()
    found = (Halt(stop, _facts(stop, plan.profile)) for stop in pack.stops)
    return tuple(halt for halt in found if halt.facts)


def see_confirmed(pack: Pack, plan: Plan, confirmed: Collection[str]) -> None:
    """See that a person has confirmed every stop that holds.

    Args:
        pack: The pack that the plan was made from.
        plan: The plan.
        confirmed: The names of what somebody has looked at.

    Raises:
        ConfirmationError: Somebody has to look first; the error tells at what, and quotes nothing.
    """
    for halt in halts(pack, plan):
        if halt.stop.id not in confirmed:
            message = f"A person has to look at {' and '.join(halt.facts)} first. {halt.stop.says}"
            raise ConfirmationError(message, name=halt.stop.id)


def _facts(stop: Stop, profile: Profile) -> tuple[str, ...]:
    given = {name: text for name in stop.facts if (text := profile.text(name))}
    if not given:
        return ()
    return tuple(name for name, text in given.items() if _one_of(stop.words, text))


def _one_of(words: Iterable[str], text: str) -> bool:
    """Whether any of some words stands in a text, whole and in any case."""
    text = plain_quotes(unicodedata.normalize("NFKC", text))
    if text.isascii():
        # A pattern of all the words takes longer to compile than a program takes to plan, and what letters are
        # the same in another case is plain here: so only words whose beginning is somewhere in the text are in it.
        low = text.lower()
        words = [word for word in words if not word.isascii() or _beginning(word) in low]
    return bool(words and re.search(whole_words(words), text, re.IGNORECASE))


def _beginning(word: str) -> str:
    return word.partition("*")[0].partition(" ")[0].lower()

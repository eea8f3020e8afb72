"""Whether a person has to look before a program is made, by what the reader wrote in their own words.

Comes in: a Pack and a Plan. Goes out: the stops that hold, or an error for those that nobody has confirmed.
Must not know: what the words are about. What is told of them never quotes the reader.
"""

from __future__ import annotations

from collections.abc import Collection

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.stop import Stop
from rekindle_core.content.model.stop_words import any_stop_word
from rekindle_core.errors import ConfirmationError
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Plan
from rekindle_core.profile.profile import Profile


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
    return tuple(name for name, text in given.items() if any_stop_word(stop.words, text))

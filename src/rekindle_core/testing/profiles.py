"""Random profiles of any pack: readers as different as its facts allow.

Comes in: a pack and a source of random numbers. Goes out: facts as a profile file holds them.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.gate import Gate
from rekindle_core.content.model.pack import Pack
from rekindle_core.planning.judge import judge_gate
from rekindle_core.planning.plan import Answer
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.load import load_profile

NAMES = ("Sam", "Zoë", "נועה", "Ana-Lu de la O", "J. R. Jr.", "{partner}", "<b>*x*</b>", "o'Neill")
TEXTS = ("A pear tree.", "One quiet year, and then another", "# no *heading*", "שלום", "…")
MOST_TRIES = 20
_FIRST_DAY, _DAYS = dt.date(1900, 1, 1), 109_000


def random_facts(pack: Pack, rng: Random) -> dict[str, Any]:
    """Return a profile as it is written down, from one that tells next to nothing to one that tells all.

    Args:
        pack: The pack whose facts it answers.
        rng: Where chance comes from; the same state gives the same profile.
    """
    silent = rng.random()
    facts = {name: _told(pack, fact, rng) for name, fact in pack.facts.items() if rng.random() >= silent}
    if rng.randrange(10) == 0:
        return facts
    # Most readers get a program: by chance alone hardly one would, where many gates replace it.
    for gate in pack.gates:
        names = sorted(facts_of(gate.when) & facts.keys()) if gate.effect.replaces_program else ()
        for _ in range(MOST_TRIES):
            if not names or _answer_of(pack, gate, facts) is not Answer.HOLDS:
                break
            facts |= {name: _told(pack, pack.facts[name], rng) for name in names}
    return facts


def _answer_of(pack: Pack, gate: Gate, facts: dict[str, Any]) -> Answer:
    return judge_gate(pack, gate, safer_reading(pack, load_profile(pack, facts))).answer


def _told(pack: Pack, fact: Fact, rng: Random) -> Any:
    return "declined" if rng.randrange(20) == 0 else _answer(pack, fact, rng)


def _answer(pack: Pack, fact: Fact, rng: Random) -> Any:
    match fact.kind:
        case "choice" | "yes-no":
            return rng.choice(fact.allowed)
        case "choices":
            return rng.sample(tuple(fact.values), min(len(fact.values), rng.choice((0, 0, 1, 1, 2, 3))))
        case "number":
            # Its ends, and what lies near the lower one, as numbers of a life do.
            low, high = fact.least, fact.most
            return rng.choice((low, high, rng.randint(low, high), min(high, low + rng.randrange(12))))
        case "name":
            return rng.choice(NAMES)
        case "text":
            return rng.choice(TEXTS)
        case "date":
            return str(_FIRST_DAY + dt.timedelta(days=rng.randrange(_DAYS)))
        case "country":
            return rng.choice(("US", "GB", *pack.help.countries))
        case "pronouns":
            own = {case: f"x{case}" for case in pack.language.cases} | {
                "number": rng.choice(pack.language.classes)
            }
            return rng.choice((*pack.language.pronoun_names, own))

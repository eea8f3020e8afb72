"""Random profiles of any pack: readers that differ as much as its facts allow.

Input: a pack and a source of random numbers. Output: facts in the form of a profile file.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from rekindle_core.content.model.condition import facts_of, tests_of
from rekindle_core.content.model.domain import cells
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.gate import Gate
from rekindle_core.content.model.pack import Pack
from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import UsageError
from rekindle_core.planning.judge import judge_gate
from rekindle_core.planning.plan import Answer
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.load import load_profile

NAMES = ("Sam", "Zoë", "נועה", "Ana-Lu de la O", "J. R. Jr.", "{partner}", "<b>*x*</b>", "o'Neill")
TEXTS = ("A pear tree.", "One quiet year, and then another", "# no *heading*", "שלום", "…")
MOST_TRIES = 20
MOST_TRIES_FOR_A_GATE = 400
_FIRST_DAY, _DAYS = dt.date(1900, 1, 1), 109_000


def random_facts(pack: Pack, rng: Random, *, gate: str = "") -> dict[str, Any]:
    """Return a profile in its written form: anything from nearly empty to complete.

    Args:
        pack: The pack whose facts it answers.
        rng: The random numbers; the same state gives the same profile.
        gate: The id of a gate that holds for this reader. Without one, any gates may hold.

    Raises:
        UsageError: The pack has no such gate, or no reader was found for whom it holds.
    """
    silent = rng.random()
    facts = {name: _told(pack, fact, rng) for name, fact in pack.facts.items() if rng.random() >= silent}
    if gate:
        return _with_gate(pack, facts, _gate(pack, gate), rng)
    if rng.randrange(10) == 0:
        return facts
    # Most readers get a program; by chance hardly any would, where many gates replace it.
    for each in pack.gates:
        names = sorted(facts_of(each.when) & facts.keys()) if each.effect.replaces_program else ()
        for _ in range(MOST_TRIES):
            if not names or _answer_of(pack, each, facts) is not Answer.HOLDS:
                break
            facts |= {name: _told(pack, pack.facts[name], rng) for name in names}
    return facts


def _gate(pack: Pack, id_: str) -> Gate:
    known = {gate.id: gate for gate in pack.gates}
    if id_ in known:
        return known[id_]
    hint = did_you_mean(id_, known) or f"it has {', '.join(known) or 'no gates'}."
    raise UsageError(f"The pack {pack.id} has no gate “{id_}”.", code="unknown-gate", hint=hint)


def _with_gate(pack: Pack, facts: dict[str, Any], gate: Gate, rng: Random) -> dict[str, Any]:
    """Return facts in which the answers that a gate asks about make it hold."""
    # An answer may expire; without the day on which it was given, it counts.
    records = pack.expiry.records if pack.expiry else ()
    facts = {name: given for name, given in facts.items() if name not in records}
    near = {name: _near(pack, gate, name) for name in sorted(facts_of(gate.when))}
    for number in range(MOST_TRIES_FOR_A_GATE):
        if _answer_of(pack, gate, facts) is Answer.HOLDS:
            return facts
        if number > MOST_TRIES and (others := sorted(facts.keys() - near.keys())):
            # Other answers may contradict it, and then the safer answer counts.
            del facts[rng.choice(others)]
        told = {name: _told(pack, pack.facts[name], rng) for name in near}
        facts |= {name: rng.choice((given, *near[name])) for name, given in told.items()}
    message = f"No reader was found for whom the gate {gate.id} holds, in {MOST_TRIES_FOR_A_GATE} tries."
    hint = "check its `when`; `rekindle audit` shows whether it can hold for anyone."
    raise UsageError(message, code="gate-never-holds", hint=hint)


def _near(pack: Pack, gate: Gate, name: str) -> tuple[Any, ...]:
    """Return answers that a gate distinguishes, such as the number from which it holds."""
    fact = pack.facts[name]
    if fact.kind == "choices":
        return ()
    tests = [test for test in tests_of(gate.when) if test.fact == name]
    return tuple(cell.given for cell in cells(fact, tests, (), pack.language))


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
            # Its ends, and values near the lower one, which are typical numbers.
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
            own = {case: f"x{case}" for case in pack.language.cases}
            if pack.language.classes:
                own["number"] = rng.choice(pack.language.classes)
            return rng.choice((*pack.language.pronoun_names, own))

"""Whether each step has enough for everyone who gets it, and something that fits a short session.

Input: the Rules. Output: findings, and for each unit the smallest number that any reader gets.

Motifs are counted, not prompts: a session contains at most one prompt of a motif, so two of them offer no
more choice than one. The promise is about steps. An alternative that replaces a step is a small pool by
nature; it only has to have a prompt for each of its readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rekindle_core.audit.circuit import Literal
from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.rules import Rules, motif
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Unit
from rekindle_core.diagnostics import counted, plural
from rekindle_core.explanation.wording import reason_words
from rekindle_core.frozen import Frozen
from rekindle_core.planning.deal import DEEP_LEVEL
from rekindle_core.planning.reasons import (
    Needs,
    NoPhraseFits,
    NoVariantFits,
    Reason,
    RemovedByTag,
    TooDeep,
)


class Least(Frozen):
    """The smallest number of motifs of a unit that any reader gets; None if nobody gets the unit.

    `at_every_level` ignores readers who get only gentle prompts.
    """

    anybody: int | None
    at_every_level: int | None


def leasts(rules: Rules) -> Mapping[str, Least]:
    """Return for each unit with prompts the smallest number that any reader gets."""
    return {unit.id: least(rules, unit) for unit in rules.pack.units.values() if unit.prompts}


def least(rules: Rules, unit: Unit) -> Least:
    """Return the smallest number of motifs that a reader of a unit may get."""
    counted, stands = rules.motifs(unit), rules.stands(unit.id)
    return Least(_least(rules, counted, stands), _least(rules, counted, stands, rules.level(DEEP_LEVEL)))


def _least(rules: Rules, counted: Sequence[Literal], *where: Literal) -> int | None:
    circuit = rules.circuit
    number: int | None = None
    while (model := circuit.model(*where)) is not None:
        number = sum(1 for literal in counted if literal in model)
        where = (*where, -circuit.at_least(counted, number))
    return number


def short_steps(rules: Rules, found: Mapping[str, Least], promised: int) -> Iterator[Finding]:
    """Yield the steps that have less than the pack promises, and units with nothing left."""
    for name, few in found.items():
        unit, number = rules.pack.units[name], few.anybody
        if number == 0:
            yield _empty(rules, unit)
        elif number is not None and name in rules.pack.steps and number < promised:
            yield _short(rules, unit, number, promised)


def _shortest(rules: Rules, unit: Unit, number: int) -> Trial:
    """Return the smallest profile that is left with this few motifs."""
    enough = rules.circuit.at_least(rules.motifs(unit), number + 1)
    given = rules.readers.smallest(rules.stands(unit.id), -enough)
    if given is None:
        raise AssertionError("the solver found such a profile before")
    trial = Trial(rules.pack, given)
    found = len({motif(prompt) for prompt in trial.eligible(unit.id)})
    trial.confirm(trial.stands(unit.id), f"{unit.id} is used")
    trial.confirm(found == number, f"{unit.id} has {number} motifs")
    return trial


def _short(rules: Rules, unit: Unit, number: int, promised: int) -> Finding:
    trial = _shortest(rules, unit, number)
    prompts = f"{'is' if number == 1 else 'are'} only {counted(number, 'prompt')}"
    return Finding(
        "fewer-than-promised",
        Place("id", unit.id),
        (
            f"In the step {unit.id}, there {prompts} for some reader, counted by motif; the pack promises "
            f"{promised}."
        ),
        f"add prompts that fit this reader. {_account(trial, unit)}",
        trial.given,
    )


def _empty(rules: Rules, unit: Unit) -> Finding:
    trial = _shortest(rules, unit, 0)
    kind = "step" if unit.id in rules.pack.steps else "alternative"
    return Finding(
        "empty-step",
        Place("id", unit.id),
        f"The {kind} {unit.id} is given to a reader who may get none of its prompts.",
        f"add a prompt that fits this reader, or a gate that replaces it. {_account(trial, unit)}",
        trial.given,
    )


def _account(trial: Trial, unit: Unit) -> str:
    """Return a sentence that says what happened to a unit's prompts."""
    eligible = trial.eligible(unit.id)
    counts: Counter[str] = Counter()
    for prompt in unit.prompts:
        if prompt not in eligible:
            counts[_briefly(trial, trial.standings[prompt.id].reason)] += 1
    if twice := len(eligible) - len({motif(prompt) for prompt in eligible}):
        counts["with a motif that is already counted"] = twice
    words = ", ".join(f"{number} {reason}" for reason, number in counts.most_common())
    return f"Of its {len(unit.prompts)} prompts, {words}." if words else ""


def _briefly(trial: Trial, reason: Reason) -> str:
    """Return a reason in the form that is counted: without the parts that differ from prompt to prompt."""
    if isinstance(reason, RemovedByTag):
        return f"removed by the {plural('gate', len(reason.gates))} {', '.join(reason.gates)}"
    if isinstance(reason, TooDeep):
        return "of a higher level than this reader gets"
    if isinstance(reason, Needs | NoVariantFits | NoPhraseFits):
        return "for other readers"
    return reason_words(trial.pack.language, reason)


def short_sessions(rules: Rules) -> Iterator[Finding]:
    """Yield for each unit the shortest session of the dose's table that none of its prompts fits."""
    for unit in rules.pack.units.values():
        for row in rules.pack.dose.table:
            if unit.prompts and (found := _short_session(rules, unit, row.minutes)):
                yield found
                break


def fits_in(pack: Pack, level: int, needed: int, minutes: int) -> bool:
    """Return whether a prompt fits a first session of this length, by its own minutes and its level."""
    dose = pack.dose
    deep = dose.deep_most > 0 and dose.deep_from_session <= 1 and minutes >= dose.deep_from_minutes
    return needed <= minutes and (level < DEEP_LEVEL or deep)


def _short_session(rules: Rules, unit: Unit, minutes: int) -> Finding | None:
    pack, circuit = rules.pack, rules.circuit
    fitting = [
        rules.prompt(prompt)
        for prompt in unit.prompts
        if fits_in(pack, prompt.level, prompt.minutes, minutes)
    ]
    # If nothing is left at all, that is a separate finding.
    some = circuit.any_of(rules.motifs(unit))
    length = rules.readers.at("program.minutes", minutes)
    given = rules.readers.smallest(rules.stands(unit.id), length, some, -circuit.any_of(fitting))
    if given is None:
        return None
    trial = Trial(pack, given)
    trial.confirm(
        trial.stands(unit.id)
        and not any(fits_in(pack, one.level, one.minutes, minutes) for one in trial.eligible(unit.id)),
        f"no prompt of {unit.id} fits {minutes} minutes",
    )
    words = counted(minutes, "minute")
    return Finding(
        "no-prompt-fits",
        Place("id", unit.id),
        (
            f"In a session of {words} (a row of the dose's table) some reader may get no prompt of "
            f"{unit.id} that is short enough and below level {DEEP_LEVEL}."
        ),
        f"add a shorter prompt that fits this reader, or start the table at more than {words}.",
        given,
    )

"""What a client gets on their answers, in words for the counselor: what is held back and why, and the sessions.

Input: a pack, a plan, and the client's facts. Output: values in words, without the name of any fact.
Must not know: what any question is about.
"""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.gate import NOTE, Gate
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.explanation.wording import shortfall_words
from rekindle_core.explanation.written import unit_title, written
from rekindle_core.frozen import Frozen
from rekindle_core.planning.exposure import is_private, unsafe_facts
from rekindle_core.planning.plan import Answer, GateVerdict, Plan, PlannedSession
from rekindle_core.planning.reasons import (
    DeclinedHolds,
    FactsAre,
    GateHolds,
    UnknownAsks,
    UnknownHolds,
    UnknownPasses,
)
from rekindle_core.profile.current import Asked
from rekindle_core.profile.interview import is_moot
from rekindle_core.realisation.conflicts import deciding_conflicts
from rekindle_core.web.questions.plain import said


class Held(Frozen):
    """Something that is held back.

    Attributes:
        title: What it is about.
        answers: The answers that decide it, each with its question.
        missing: The questions without an answer that decide it.
        steps: The titles of the steps that other pages replace.
        without: What else is left out, in words.
        advice: What the pack says to the counselor, a paragraph each.
    """

    title: str
    answers: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    steps: tuple[str, ...]
    without: tuple[str, ...]
    advice: tuple[str, ...]


class Session(Frozen):
    """A session: its number, its day if that is known, its minutes, and the titles of what it is about."""

    number: int
    date: dt.date | None
    minutes: int
    about: tuple[str, ...]


class Stopped(Frozen):
    """Words that a person has to look at first.

    Attributes:
        id: What names the stop.
        asks: The questions in whose answers the words are.
        says: What the pack says to do.
    """

    id: str
    asks: tuple[str, ...]
    says: str


class Gets(Frozen):
    """What a client gets.

    Attributes:
        replaced: The titles of what replaces the program; empty for a program.
        held: What is held back; of a program that is replaced, why it is.
        open: The questions that nobody answered and that the pages put to the reader instead.
        asked: When the questions about safety were asked; None where there is no such answer.
        sessions: The sessions.
        shortfalls: What could not be kept, in sentences.
        conflicts: Answers that don't fit together.
        stopped: Words that a person has to look at first.
        unsafe: Whether someone else may find what the client takes along.
        private: Whether device and papers are known to be the client's alone.
        left_out: How many items were left out because the client had them.
    """

    replaced: tuple[str, ...]
    held: tuple[Held, ...]
    open: tuple[str, ...]
    asked: Asked | None
    sessions: tuple[Session, ...]
    shortfalls: tuple[str, ...]
    conflicts: tuple[str, ...]
    stopped: tuple[Stopped, ...]
    unsafe: bool
    private: bool
    left_out: int


def what_is_given(pack: Pack, plan: Plan, left_out: int) -> Gets:
    """Return what a plan gives its client."""
    gates = {gate.id: gate for gate in pack.gates}
    holding = [one for one in plan.gates if one.answer is Answer.HOLDS]
    if plan.replaced_by:
        holding = [one for one in holding if gates[one.gate].effect.replaces_program]
    asking = [gates[one.gate] for one in plan.gates if one.answer is Answer.ASKS]
    return Gets(
        tuple(unit_title(pack, name) for name in plan.replaced_by),
        tuple(
            _held(pack, plan, gates[one.gate], one)
            for one in holding
            if gates[one.gate].effect.strictness < NOTE
        ),
        _open(pack, plan, asking),
        plan.asked,
        tuple(_session(pack, one) for one in plan.sessions),
        tuple(shortfall_words(pack, one) for one in plan.shortfalls),
        tuple(one.says for one in deciding_conflicts(pack, plan.reading, named=True)),
        tuple(
            Stopped(halt.stop.id, tuple(pack.facts[name].ask for name in halt.facts), halt.stop.says)
            for halt in plan.halts
        ),
        bool(unsafe_facts(pack, plan)),
        is_private(pack, plan.reading),
        left_out,
    )


def _held(pack: Pack, plan: Plan, gate: Gate, verdict: GateVerdict) -> Held:
    effect, given = gate.effect, plan.reading.given
    names = _deciding(verdict)
    return Held(
        gate.name,
        tuple(
            (pack.facts[name].ask, said(pack, pack.facts[name], given[name]))
            for name in names
            if given[name] is not Missing.UNKNOWN
        ),
        tuple(pack.facts[name].ask for name in names if given[name] is Missing.UNKNOWN),
        tuple(unit_title(pack, step) for step in pack.steps if step in effect.replaces_steps),
        tuple(pack.tags[tag] for tag in effect.removes_tags),
        tuple(written((piece,)) for piece in gate.counselor),
    )


def _deciding(verdict: GateVerdict) -> tuple[str, ...]:
    """Return the facts for which a gate holds."""
    reason = verdict.reason
    match reason:
        case FactsAre(facts=decided):
            return tuple(one.fact for one in decided)
        case DeclinedHolds(facts=names):
            return names
        case GateHolds() | UnknownHolds() | UnknownPasses() | UnknownAsks():
            return tuple(one.fact for one in reason.facts.facts)
        case _ as never:
            assert_never(never)


def _open(pack: Pack, plan: Plan, asking: list[Gate]) -> tuple[str, ...]:
    names = {name for gate in asking for name in facts_of(gate.when)}
    return tuple(
        fact.ask
        for fact in pack.facts.values()
        if fact.name in names
        and plan.reading[fact.name] is Missing.UNKNOWN
        and not is_moot(fact, plan.reading.given.values)
    )


def _session(pack: Pack, one: PlannedSession) -> Session:
    about = dict.fromkeys(unit_title(pack, part.unit) for part in one.parts)
    return Session(one.number, one.date, one.minutes, tuple(about))

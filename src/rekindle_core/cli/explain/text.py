"""The text output of `rekindle explain` about a whole plan in full, or about one of its steps.

Input: a Pack and a Plan. Output: lines. The page about a whole plan has a line with the reason for every
gate, step and piece of content. The page about a step folds what is as expected, unless everything is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rekindle_core.cli.conflicts import conflict_lines
from rekindle_core.cli.explain.wording import words_of_entry
from rekindle_core.cli.terminal.page import Line, Tone
from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.outline import FRAME, Outline, outline, outlines
from rekindle_core.explanation.status import gates_at, gates_of, standings, stands_instead
from rekindle_core.explanation.wording import asked_words, reason_words, shortfall_words, verdict_words
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.plan import Answer, Check, Decision, GateVerdict, Plan, PlannedSession
from rekindle_core.profile.overrides import Override, override_sentences

NOTICE = "For the counselor, not for the client."
NOBODY = "no clinician yet"
ANSWERS: dict[Answer, tuple[str, Tone]] = {
    Answer.HOLDS: ("HOLDS   ", "stop"),
    Answer.ASKS: ("ASKS    ", "ask"),
    Answer.PASSES: ("passes  ", "go"),
}
"""The mark before a gate, by its answer: the most important ones are in capitals."""
IDLE = "  -       "
"""The mark before a gate whose answer is unknown and that the reader is not asked about."""


def full_overview(pack: Pack, plan: Plan) -> Iterator[Line]:
    """Yield the page about a whole plan, with every gate, step and piece of content."""
    yield from heading(pack, plan)
    yield Line()
    yield Line("Gates", tone="title")
    yield from gate_lines(pack, plan, plan.gates, full=True)
    yield from halt_lines(pack, plan)
    if plan.replaced_by:
        yield Line()
        names = ", ".join(plan.replaced_by)
        yield Line(
            f"The whole program is replaced by {names}; no step or prompt was considered.", tone="stop"
        )
        return
    yield Line()
    yield Line("Steps", tone="title")
    for decision in plan.decisions:
        if decision.kind == "step":
            reason = reason_words(pack.language, decision.reason)
            yield decision_line(pack, decision, f"{decision.item}: {reason}")
    yield Line()
    yield Line("Sessions", tone="title")
    yield from (Line(session_words(session), indent=2) for session in plan.sessions)
    yield from _checks(plan)
    for each in outlines(pack, plan):
        yield Line()
        yield from _unit(pack, each)
    yield from shortfall_lines(pack, plan)


def halt_lines(pack: Pack, plan: Plan) -> Iterator[Line]:
    """Yield what a person has to look at before the program is made."""
    for halt in plan.halts:
        yield Line()
        yield Line(f"Building stops until --confirm {halt.stop.id}=YYYY-MM-DD", tone="stop")
        yield Line(f"for {' and '.join(halt.facts)}. {halt.stop.says}", indent=2)


def shortfall_lines(pack: Pack, plan: Plan) -> Iterator[Line]:
    """Yield the requests that the plan could not meet."""
    if plan.shortfalls:
        yield Line()
        yield Line("Requests that could not be met", tone="title")
        yield from (Line(shortfall_words(pack, one), indent=2) for one in plan.shortfalls)


def step_page(pack: Pack, plan: Plan, unit: str, *, full: bool) -> Iterator[Line]:
    """Yield the page about one step or alternative: every piece of it, with its words."""
    entries, decision = catalogue(pack), standings(pack, plan)[unit]

    def words(one: Decision) -> Line:
        return Line(f"“{words_of_entry(pack, entries[one.item], plan)}”", indent=9, tone="faint")

    yield from heading(pack, plan)
    yield Line()
    yield Line(f"{decision.kind.capitalize()} {unit}: {words(decision).text}", tone="title")
    yield decision_line(pack, decision, f"{unit}: {_short_reason(pack, plan, decision)}")
    concerned = {*gates_at(pack, entries[unit]), *gates_of(pack, unit)}
    yield from gate_lines(pack, plan, [one for one in plan.gates if one.gate in concerned], full=full)
    if not decision.included:
        yield Line("None of it was considered.", indent=2)
        return
    held, session = outline(pack, plan, unit), 0
    for one in held.inside:
        if one.session != session:
            session = one.session
            yield Line()
            yield Line(f"In session {session_words(plan.sessions[session - 1])}", tone="title")
        yield decision_line(pack, one)
        yield words(one)
    for reason, kept_out in held.outside:
        yield Line()
        yield Line(reason_words(pack.language, reason), "  out  ", "faint")
        for one in kept_out:
            yield Line(f"{one.kind} {one.item}{f', place {one.place}' if one.place else ''}", indent=7)
            yield words(one)


def with_overrides(page: Iterable[Line], pack: Pack, overrides: Sequence[Override]) -> Iterator[Line]:
    """Yield a page, with the facts that override the profile below its first line."""
    for number, line in enumerate(page):
        yield line
        if number == 0:
            yield from (Line(sentence, tone="stop") for sentence in override_sentences(pack, overrides))


def heading(pack: Pack, plan: Plan) -> Iterator[Line]:
    """Yield the lines above every page: who it is for, what it is about, and who has reviewed it."""
    yield Line(NOTICE, tone="title")
    yield Line(f"Pack {pack.id} {pack.version}, seed {plan.seed}, code {plan.code}")
    yield Line(f"Reviewed by: {', '.join(pack.reviewed_by) or NOBODY}")
    if plan.asked and pack.expiry:
        tone: Tone = "plain" if plan.asked.state == "current" else "stop"
        yield Line(asked_words(pack, pack.expiry, plan.asked, plan.date), tone=tone)
    yield from conflict_lines(pack, plan.reading)


def gate_lines(pack: Pack, plan: Plan, verdicts: Iterable[GateVerdict], *, full: bool) -> Iterator[Line]:
    """Yield gates with their reasons: those that hold, those that ask, those that pass."""
    said, asked = tuple(verdicts), asked_gates(plan)
    for answer, (mark, tone) in ANSWERS.items():
        gates = [one for one in said if one.answer is answer]
        if answer is Answer.PASSES and gates and not full:
            names = ", ".join(pack.gate_name(verdict.gate) for verdict in gates)
            yield Line(f"{names} (--full gives the reasons)", f"  {mark}", tone)
        else:
            yield from (_gate(pack, one, asked=one.gate in asked) for one in gates)


def _gate(pack: Pack, verdict: GateVerdict, *, asked: bool) -> Line:
    words = f"{gate_words(pack, verdict.gate)}: {verdict_words(pack.language, verdict, asked=asked)}"
    if verdict.answer is Answer.ASKS and not asked:
        return Line(f"{words}; not asked, because nothing in this program depends on it", IDLE)
    mark, tone = ANSWERS[verdict.answer]
    return Line(words, f"  {mark}", tone)


def gate_words(pack: Pack, gate: str) -> str:
    """Return a gate's title with its id, which reasons name it by."""
    name = pack.gate_name(gate)
    return gate if name == gate else f"{name} ({gate})"


def decision_line(pack: Pack, decision: Decision, text: str = "") -> Line:
    """Return the line for a decision: in or out, what it is, and why."""
    text = text or f"{decision.kind} {decision.item}: {reason_words(pack.language, decision.reason)}"
    return Line(text, "  in   ", "go") if decision.included else Line(text, "  out  ", "faint")


def session_words(session: PlannedSession) -> str:
    """Return a session as one line."""
    when = f", {session.date.isoformat()}" if session.date else ""
    units = " and ".join(part.unit for part in session.parts)
    brief = ", brief" if session.brief else ""
    return f"{session.number}{when}: {units}, {session.minutes} minutes{brief}"


def _short_reason(pack: Pack, plan: Plan, decision: Decision) -> str:
    """Return a step's reason without those of its gates, which are listed above it."""
    instead = stands_instead(pack, plan, decision.item)
    if decision.kind != "step" or not instead:
        return reason_words(pack.language, decision.reason)
    concerned = gates_at(pack, catalogue(pack)[decision.item])
    holding = [one.gate for one in plan.gates if one.answer is Answer.HOLDS and one.gate in concerned]
    return f"replaced by {instead} ({', '.join(holding)})"


def _unit(pack: Pack, each: Outline) -> Iterator[Line]:
    if each.unit == FRAME:
        yield Line("Outside the steps", tone="title")
    else:
        title = words_of_entry(pack, catalogue(pack)[each.unit])
        yield Line(f"In {each.unit}: “{title}”", tone="title")
    yield from (decision_line(pack, one) for one in each.inside)
    for _, kept_out in each.outside:
        yield from (decision_line(pack, one) for one in kept_out)


def _checks(plan: Plan) -> Iterator[Line]:
    found: list[tuple[str, Check]] = []
    if plan.front_check:
        found.append(("everything", plan.front_check))
    for session in plan.sessions:
        for part in session.parts:
            for check in part.checks:
                some = "some of " if check.scope == "content" else ""
                found.append((f"session {session.number}, {some}{part.unit}", check))
    if found:
        yield Line()
        yield Line("After a self-check, and the gates that ask there", tone="title")
        for where, check in found:
            yield Line(f"{where}: {', '.join(gate for gate, _ in check.statements)}", indent=2)

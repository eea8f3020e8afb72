"""The text output of `rekindle explain` about a whole plan: on one screen if possible, for the counselor.

Input: a Pack and a Plan. Output: lines. First what is withheld or asked, and why; then the sessions;
then the requests that could not be met, and how to see more.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.cli.explain.text import ANSWERS, IDLE, halt_lines, heading, shortfall_lines
from rekindle_core.cli.terminal.page import Line
from rekindle_core.content.model.pack import Pack
from rekindle_core.diagnostics import counted
from rekindle_core.explanation.status import pages_of, stands_instead
from rekindle_core.explanation.wording import reason_words, verdict_words
from rekindle_core.explanation.written import quoted_title, unit_title
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.plan import Answer, GateVerdict, Part, Plan, PlannedSession
from rekindle_core.planning.reasons import Needs

_HANG = " " * 10


def overview(pack: Pack, plan: Plan) -> Iterator[Line]:
    """Yield the page about a whole plan, with what a counselor has to know."""
    yield from heading(pack, plan)
    yield from _gates(pack, plan)
    yield from halt_lines(pack, plan)
    if not plan.replaced_by:
        yield Line()
        prompts = sum(1 for _ in plan.picks())
        yield Line(f"{counted(len(plan.sessions), 'session')}, {counted(prompts, 'prompt')}", tone="title")
        yield from (_session(pack, session) for session in plan.sessions)
        yield from _left_out(pack, plan)
    yield from shortfall_lines(pack, plan)
    yield Line()
    yield Line(
        "More: --full (every reason), --step STEP (one step with its full text), --why-not ID.", tone="faint"
    )


def _gates(pack: Pack, plan: Plan) -> Iterator[Line]:
    yield Line()
    yield Line("Gates", tone="title")
    asked = asked_gates(plan)
    those = {answer: [one for one in plan.gates if one.answer is answer] for answer in Answer}
    for one in those[Answer.HOLDS]:
        yield _gate(pack, one, reason_words(pack.language, one.reason))
        yield from (Line(words, _HANG) for words in _instead(pack, plan, one.gate))
    for one in those[Answer.ASKS]:
        if one.gate in asked:
            # The mark shows that it asks, so only the missing facts have to be named.
            yield _gate(pack, one, verdict_words(pack.language, one, asked=False))
    if idle := [pack.gate_name(one.gate) for one in those[Answer.ASKS] if one.gate not in asked]:
        yield Line(f"not asked, because nothing in this program depends on them: {', '.join(idle)}", IDLE)
    if passing := those[Answer.PASSES]:
        mark, tone = ANSWERS[Answer.PASSES]
        yield Line(counted(len(passing), "gate"), f"  {mark}", tone)


def _gate(pack: Pack, verdict: GateVerdict, words: str) -> Line:
    mark, tone = ANSWERS[verdict.answer]
    return Line(f"{pack.gate_name(verdict.gate)}: {words}", f"  {mark}", tone)


def _instead(pack: Pack, plan: Plan, gate: str) -> Iterator[str]:
    """Yield which pages of a gate that holds replace what."""
    for page in pages_of(pack, gate):
        if page in plan.replaced_by:
            yield f"{quoted_title(pack, page)} replaces the whole program"
        elif steps := [step for step in pack.steps if stands_instead(pack, plan, step) == page]:
            instead = " and ".join(quoted_title(pack, step) for step in steps)
            yield f"{quoted_title(pack, page)} replaces {instead}"


def _session(pack: Pack, session: PlannedSession) -> Line:
    titles = " · ".join(_title(pack, part) for part in session.parts)
    date = f"{session.date.isoformat()}  " if session.date else ""
    prompts = sum(len(part.picks) for part in session.parts)
    exercises = sum(len(part.exercises) for part in session.parts)
    held = [
        counted(number, what) for number, what in ((prompts, "prompt"), (exercises, "exercise")) if number
    ]
    brief = ", brief" if session.brief else ""
    return Line(
        f"{titles}: {', '.join(held) or 'to read'} ({session.minutes} minutes{brief})",
        f"  {session.number:>2}  {date}",
    )


def _title(pack: Pack, part: Part) -> str:
    return f"{unit_title(pack, part.unit)}{' (continued)' if part.continued else ''}"


def _left_out(pack: Pack, plan: Plan) -> Iterator[Line]:
    """Yield the steps that are out, unless a listed page replaces them or there was too little time."""
    for one in plan.decisions:
        if one.kind == "step" and not one.included and isinstance(one.reason, Needs):
            words = reason_words(pack.language, one.reason)
            yield Line(f"{unit_title(pack, one.item)}: {words}", "  out ", "faint")

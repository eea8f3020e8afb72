"""The gates, as the counselor reads of them: which hold, ask or pass, why, and what they took out.

Comes in: a Speech. Goes out: sections.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.content.model.gate import Gate
from rekindle_core.counselor.contract import GATES, PASSING, UNKNOWN, gate_id
from rekindle_core.counselor.speech import Speech
from rekindle_core.counselor.unsettled import Unsettled, unsettled
from rekindle_core.document.nodes import Block, Inlines, Section, Text
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.status import reading_order, stands_instead
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.plan import Answer, GateVerdict


def gate_sections(speech: Speech) -> Iterator[Block]:
    """Yield what is said of every gate: those that hold and those that ask in full, the others in a line."""
    plan, pack = speech.plan, speech.pack
    gates = {gate.id: gate for gate in pack.gates}
    yield from speech.prose(pack.counselor.gates, GATES)
    speaking = [
        (one, gates[one.gate])
        for answer in (Answer.HOLDS, Answer.ASKS)
        for one in plan.gates
        if one.answer is answer
    ]
    if not speaking:
        yield speech.paragraph(speech.word("no_gate_holds"))
    yield from (_gate(speech, verdict, gate) for verdict, gate in speaking)
    if missing := unsettled(pack, plan):
        lines = (_question(speech, one) for one in missing)
        yield speech.section(UNKNOWN, speech.word("unknown"), (speech.listed(lines),))
    if passing := [one for one in plan.gates if one.answer is Answer.PASSES]:
        lines = (
            (speech.strong(f"{pack.gate_name(one.gate)}:"), Text(f" {speech.reason(one.reason)}"))
            for one in passing
        )
        yield speech.section(PASSING, speech.word("passes"), (speech.listed(lines),))


def _gate(speech: Speech, verdict: GateVerdict, gate: Gate) -> Section:
    holds = verdict.answer is Answer.HOLDS
    why = f" {speech.verdict(verdict)}"
    blocks: list[Block] = [speech.paragraph(speech.strong(f"{speech.word('why')}:"), why)]
    if holds:
        taken = [(Text(line),) for line in _taken(speech, gate)]
        if taken:
            blocks += [speech.paragraph(speech.strong(f"{speech.word('out')}:")), speech.listed(taken)]
    elif gate.id in asked_gates(speech.plan):
        statement = speech.line(gate.ask, gate.id)
        blocks.append(speech.paragraph(speech.word("asks_where", statement=statement)))
    else:
        blocks.append(speech.paragraph(speech.word("asks_nowhere")))
    blocks += speech.prose(gate.counselor, gate_id(gate.id))
    title = f"{speech.word('holds' if holds else 'asks')}: {gate.name}"
    return speech.section(gate_id(gate.id), title, tuple(blocks))


def _taken(speech: Speech, gate: Gate) -> Iterator[str]:
    """Yield what a gate that holds took out of this plan, and what stands in its place."""
    pack, plan = speech.pack, speech.plan
    if gate.effect.replaces_program:
        pages = "; ".join(speech.quoted(speech.title(name)) for name in plan.replaced_by)
        yield speech.word("replaces_program", pages=pages)
    if plan.replaced_by:
        return
    for step in gate.effect.replaces_steps:
        if instead := stands_instead(pack, plan, step):
            page = speech.quoted(speech.title(instead))
            yield speech.word("replaces_step", step=speech.title(step), pages=page)
    read = reading_order(plan)
    entries = [one for one in catalogue(pack).values() if not one.unit or one.unit in read]
    for tag in gate.effect.removes_tags:
        if number := sum(tag in one.offer.tags for one in entries):
            yield f"{pack.tags[tag]} ({speech.count('piece', number)})"


def _question(speech: Speech, missing: Unsettled) -> Inlines:
    fact = missing.fact
    said = [speech.word("unknown_why", gates=", ".join(map(speech.pack.gate_name, missing.gates)))]
    if missing.declined:
        said.insert(0, speech.word("declined_holds" if fact.declined_holds else "fact_declined"))
    return (speech.strong(fact.ask), Text(f" {' '.join(said)}"))

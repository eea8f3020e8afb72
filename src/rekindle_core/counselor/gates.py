"""The gates, for the counselor: which hold or ask, why, and what they removed.

Input: a Speech. Output: sections.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.content.model.gate import Gate
from rekindle_core.counselor.contract import GATES, UNKNOWN, gate_id, speaking_gates
from rekindle_core.counselor.speech import Speech
from rekindle_core.counselor.unsettled import Unsettled, unsettled
from rekindle_core.document.nodes import Block, Datum, Inlines, Section, Text
from rekindle_core.document.words import written_date
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.status import reading_order, stands_instead
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.plan import Answer, GateVerdict


def gate_sections(speech: Speech) -> Iterator[Block]:
    """Yield the pages about the gates that hold or ask, or one sentence if there are none."""
    plan, pack = speech.plan, speech.pack
    gates = {gate.id: gate for gate in pack.gates}
    if speaking := [(one, gates[one.gate]) for one in speaking_gates(plan)]:
        yield from speech.prose(pack.counselor.gates, GATES)
        yield from (_gate(speech, verdict, gate) for verdict, gate in speaking)
    else:
        yield speech.paragraph(*_nothing_held(speech))
    if missing := unsettled(pack, plan):
        lines = (_question(speech, one) for one in missing)
        yield speech.section(UNKNOWN, speech.word("unknown"), (speech.listed(lines),))


def _nothing_held(speech: Speech) -> Inlines:
    """Return the sentence for a program with nothing withheld: when its questions were asked, and by whom."""
    expiry, asked = speech.pack.expiry, speech.plan.asked
    if not expiry:
        return (Text(speech.word("nothing_held")),)
    date = written_date(asked.on, speech.pack.language.words) if asked and asked.on else ""
    if not asked or not asked.by:
        return (Text(speech.word("nothing_held_on" if date else "nothing_held_undated", date=date)),)
    key = "nothing_held_by" if date else "nothing_held_by_undated"
    # The name of that person is typed text.
    before, _, after = speech.word(key, date=date, name="\0").partition("\0")
    return (Text(before), Datum(asked.by, expiry.asked_by), Text(after))


def _gate(speech: Speech, verdict: GateVerdict, gate: Gate) -> Section:
    holds, asked = verdict.answer is Answer.HOLDS, gate.id in asked_gates(speech.plan)
    why = f" {speech.verdict(verdict)}"
    blocks: list[Block] = [speech.paragraph(speech.strong(f"{speech.word('why')}:"), why)]
    if holds:
        taken = [(Text(line),) for line in _taken(speech, gate)]
        if taken:
            blocks += [speech.paragraph(speech.strong(f"{speech.word('out')}:")), speech.listed(taken)]
    elif asked:
        statement = speech.line(gate.ask, gate.id)
        blocks.append(speech.paragraph(speech.word("asks_where", statement=statement)))
    else:
        blocks.append(speech.paragraph(speech.word("asks_nowhere")))
    blocks += speech.prose(gate.counselor, gate_id(gate.id))
    title = f"{speech.word('holds' if holds else 'asks' if asked else 'not_asked')}: {gate.name}"
    return speech.section(gate_id(gate.id), title, tuple(blocks))


def _taken(speech: Speech, gate: Gate) -> Iterator[str]:
    """Yield what a gate that holds removed from this plan, and what replaces it."""
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

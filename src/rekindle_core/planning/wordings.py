"""Which wording of a text a reader gets: the first that fits, in the order of the file.

Comes in: a Plan that holds everything else. Goes out: the wordings of texts that have several, and by way of the
Chooser why each is in or out. The last wording of a text fits everybody, so every reader gets exactly one.

A wording that a gate may remove which asks the reader is left out: no self-check stands before a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from rekindle_core.content.model.pack import FramePart, Pack
from rekindle_core.content.model.step import Passage, Wordings
from rekindle_core.planning.choose import Chooser
from rekindle_core.planning.plan import Plan, TextKind, Worded
from rekindle_core.planning.reading_order import ALTERNATIVES, CLOSING, OPENING, stretches
from rekindle_core.planning.reasons import NotBrief, OtherWording


def choose_wordings(chooser: Chooser, plan: Plan) -> tuple[Worded, ...]:
    """Return the wordings of what a plan holds, and take down why each is in or out."""
    pack = chooser.examiner.pack
    homes = {passage.id: unit.id for unit in pack.units.values() for passage in unit.passages}
    worded = []
    for kind, owner in dict.fromkeys(_owners(pack, plan)):
        home = owner if kind == "unit" else homes.get(owner, "")
        varied = (text for text in _texts(pack, kind, owner) if len(text) > 1)
        if chosen := tuple(_choose(chooser, home, text) for text in varied):
            worded.append(Worded(kind, owner, chosen))
    for step in _left_out(pack, plan):
        for variant in (one for text in _texts(pack, "unit", step) if len(text) > 1 for one in text):
            chooser.note(variant.id, "variant", step, False, NotBrief())
    return tuple(worded)


def _choose(chooser: Chooser, home: str, text: Wordings) -> str:
    """Return the first wording that fits."""
    chosen = ""
    for variant in text:
        found = chooser.examiner.examine(variant.offer, checked=False)
        late = bool(chosen) and found.eligible
        reason = OtherWording(found.reason) if late else found.reason
        chooser.note(variant.id, "variant", home, found.eligible and not late, reason)
        chosen = chosen or (variant.id if found.eligible else "")
    if not chosen:
        raise AssertionError(f"the last wording of {text[-1].id} does not fit everybody")
    return chosen


def _owners(pack: Pack, plan: Plan) -> Iterator[tuple[TextKind, str]]:
    """Yield what a plan holds that has a text, in the order of reading."""
    for stretch in stretches(plan):
        session = stretch.session
        if session is None and stretch.name in _frame(pack):
            yield "frame", stretch.name
        for node in stretch.nodes:
            brief_step = session is not None and session.brief and node.id in pack.steps
            if node.kind in ("program", "page") or (node.kind == "lead" and not brief_step):
                yield "unit", node.id
            elif node.kind == "passage":
                yield "passage", node.id


def _left_out(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return the steps whose texts brief sessions leave out."""
    units = (part.unit for session in plan.sessions if session.brief for part in session.parts)
    return tuple(dict.fromkeys(unit for unit in units if unit in pack.steps))


def _texts(pack: Pack, kind: TextKind, owner: str) -> tuple[Wordings, ...]:
    match kind:
        case "unit":
            return pack.units[owner].opening, pack.units[owner].why
        case "passage":
            return (pack.item(owner, Passage).text,)
        case "frame":
            return (_frame(pack)[owner].text,)
        case _ as never:
            assert_never(never)


def _frame(pack: Pack) -> Mapping[str, FramePart]:
    frame = pack.frame
    return {OPENING: frame.opening, CLOSING: frame.closing, ALTERNATIVES: frame.alternatives}

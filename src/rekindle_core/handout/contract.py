"""What the Document of a handout must contain: the ids of its nodes, in order.

It is computed from the Handout alone, independently of the realiser, so that the guard compares two separate
results: the check, every chosen item, the close, when to stop, and help; nothing else.
"""

from __future__ import annotations

from rekindle_core.content.model.assumption import Assumed
from rekindle_core.content.model.pack import Pack
from rekindle_core.handout.value import Handout
from rekindle_core.planning.contract import HELP, HELP_LINES, Contract, see_assumed

SHEET = "handout"
STOP = "handout-stop"


def handout_contract(pack: Pack, handout: Handout) -> Contract:
    """Return the contents of a handout's Document.

    Raises:
        DeniedContentError: It contains something whose assumption is denied for its reader.
    """
    see_assumed(pack, handout.plan, _held(pack, handout))
    check, close = handout.plan.front_check, handout.close
    ids = (*((check.id,) if check else ()), *handout.items, *((close,) if close else ()), STOP)
    return ((SHEET, ids), (HELP, (HELP_LINES,)))


def _held(pack: Pack, handout: Handout) -> list[tuple[str, Assumed]]:
    names = [*handout.items, handout.close]
    for part in handout.parts:
        names += (pick.variant for pick in part.picks)
        names += (line for picked in part.checklists for line in picked.items)
    names += (name for one in handout.plan.worded if one.kind == "passage" for name in one.variants)
    held: list[tuple[str, Assumed]] = [(name, pack.assumed.get(name, frozenset())) for name in names]
    if words := pack.frame.handout:
        stop = handout.plan.wordings("frame", SHEET)
        held += ((one.id, one.offer.assumes) for one in words.stop if one.id in stop)
    return held

"""From a Handout to a Document: one part with the items, and the help lines at the end.

Input: a Pack and a Handout. Output: a Document that has passed the guard.
Must not know: why anything was chosen, or what any format looks like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from rekindle_core.content.model.pack import HandoutWords, Pack
from rekindle_core.document.guard import guard
from rekindle_core.document.nodes import Block, Document, HelpLine, Inlines, Practice, Section, Task
from rekindle_core.document.walk import joined_title
from rekindle_core.frozen import replace
from rekindle_core.handout.contract import SHEET, STOP, handout_contract
from rekindle_core.handout.help import brief_lines
from rekindle_core.handout.value import Handout
from rekindle_core.planning.contract import HELP
from rekindle_core.planning.exposure import see_agreed
from rekindle_core.planning.halt import see_confirmed
from rekindle_core.planning.plan import Part
from rekindle_core.realisation.realise import Realiser


def realise_handout(
    pack: Pack,
    handout: Handout,
    practice: Practice | None = None,
    *,
    country: str = "",
    own_lines: Sequence[HelpLine] = (),
    confirmed: Collection[str] = (),
    on_screen: bool = False,
) -> Document:
    """Word a handout.

    Args:
        pack: The pack of the handout.
        handout: The handout.
        practice: Who it is from. It changes neither the handout nor the code.
        country: The country whose help lines are listed if the reader's is unknown.
        own_lines: The practice's own help lines, which come before all others.
        confirmed: The names that a person has confirmed, as for `realise`.
        on_screen: Whether it is only shown on a private screen.

    Returns:
        The Document, guarded: it contains only the check, the items, when to stop, and help.

    Raises:
        ValueError: The handout was made from another pack.
        ConfirmationError: A person has to look at something first, as for `realise`.
        GuardError: The realiser left something out; that is a bug in Rekindle.
        RekindleError: The handout contains something whose assumption is denied for its reader
            (`denied-content`).
    """
    plan, words = handout.plan, pack.frame.handout
    if plan.pack_digest != pack.digest or words is None:
        raise ValueError("the handout was made from another pack, or another version of this one")
    see_confirmed(pack, plan, confirmed)
    if not on_screen:
        see_agreed(pack, plan, confirmed)
    realiser = Realiser(pack, plan, practice, country, own_lines)
    lines = brief_lines(pack, handout, realiser.wording, country=country, own_lines=own_lines)
    sheet = Section(SHEET, "passage", _title(realiser, handout), tuple(_blocks(realiser, handout, words)))
    help_ = realiser.section(HELP, "help", realiser.wording.inlines(pack.help.title, HELP), (lines,))
    document = replace(realiser.made_of((sheet, help_)), sheet=True)
    guard(document, handout_contract(pack, handout))
    return document


def _title(realiser: Realiser, handout: Handout) -> Inlines:
    units = dict.fromkeys(part.unit for part in handout.parts)
    return joined_title(
        tuple(realiser.wording.inlines(realiser.pack.units[unit].title, unit) for unit in units)
    )


def _blocks(realiser: Realiser, handout: Handout, words: HandoutWords) -> Iterator[Block]:
    wording = realiser.wording
    if check := handout.plan.front_check:
        # There is no page to read instead, and no box, because a sheet may lie around.
        lead = wording.inlines(words.check, check.id)
        yield replace(realiser.check(check), lead=lead, confirm=None, brief=True)
    items = [block for part in handout.parts for block in _items(realiser, part)]
    kinds = Counter(block.kind for block in items if isinstance(block, Task))
    # A single prompt needs no number.
    alone = kinds["prompt"] == 1
    yield from (
        replace(block, number=None) if alone and isinstance(block, Task) else block for block in items
    )
    if handout.close:
        yield realiser.tasks.moment(handout.close, "close", 1)
    stop = realiser.text(words.stop, SHEET, STOP)
    yield realiser.section(STOP, "passage", wording.inlines(words.title, STOP), stop)


def _items(realiser: Realiser, part: Part) -> Iterator[Block]:
    yield from realiser.tasks.passages(part, realiser.passage)
    yield from realiser.tasks.work(part, 1)

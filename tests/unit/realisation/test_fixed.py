"""Prose without a slot is made into nodes once, and they are those that any reader would get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from tests.support import bundled_pack, garden_pack

from rekindle_core import Pack, load_profile
from rekindle_core.content.model.template import (
    Agreement,
    Break,
    FactSlot,
    Hyperlink,
    Mention,
    Para,
    PhraseSlot,
    Prose,
    Quote,
    Spans,
    Styled,
    Verbatim,
    Words,
    inner_spans,
)
from rekindle_core.document.nodes import Emphasis, Paragraph, Quotation, Text
from rekindle_core.frozen import Frozen
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.realisation.fixed import fixed_blocks, fixed_line
from rekindle_core.realisation.wording import Wording, _Line

SLOTS = Mention | Agreement | FactSlot | PhraseSlot
SPANS = Words | Verbatim | Break | Styled | Hyperlink | SLOTS
PACKS = (garden_pack(), bundled_pack())


def lines(value: object) -> Iterator[Spans]:
    """Yield every line of prose in a pack."""
    if isinstance(value, Frozen):
        for name in value.__struct_fields__:
            yield from lines(getattr(value, name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from lines(one)
    elif isinstance(value, tuple):
        if value and all(isinstance(one, SPANS) for one in value):
            yield value
        for one in value:
            yield from lines(one)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_a_line_is_fixed_if_it_has_no_slot_and_then_reads_as_it_would_for_a_reader(pack: Pack) -> None:
    wording = Wording(pack, safer_reading(pack, load_profile(pack)), 1)
    found = set()
    for line in lines(pack):
        fixed = fixed_line(line)
        has_slot = any(isinstance(span, SLOTS) for span in inner_spans(line))
        assert (fixed is None) == has_slot
        if fixed is not None:
            assert fixed == _Line(wording, "any", line).fill(line)
        found.add(has_slot)
    assert found == {True, False}


SLOT = (Words("For "), Mention("helper"))
PLAIN = (Words("Dig "), Words("here."))


@pytest.mark.parametrize(
    "prose",
    [
        (Para(SLOT),),
        (Para(PLAIN), Quote((Para(SLOT),))),
        (Para((Styled("strong", SLOT),)),),
        (Para((Hyperlink("https://example.org", SLOT),)),),
    ],
)
def test_prose_with_a_slot_anywhere_is_not_fixed(prose: Prose) -> None:
    assert fixed_blocks(prose) is None


def test_prose_without_one_is_made_once() -> None:
    prose: Prose = (Para((*PLAIN, Styled("emphasis", PLAIN))), Quote((Para(PLAIN),)))
    made = fixed_blocks(prose)
    assert made == (
        Paragraph((Text("Dig here."), Emphasis((Text("Dig here."),)))),
        Quotation((Paragraph((Text("Dig here."),)),)),
    )
    assert fixed_blocks(prose) is made

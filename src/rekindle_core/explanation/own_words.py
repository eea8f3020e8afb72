"""Own words that were filled in but that no page of a program quotes.

Input: a Pack, and a Plan made from it. Output: facts, each with the content that could have quoted it.
Must not know: the words themselves, which are never repeated here.

A fact contains own words if its kind is `text` and it is not only for the counselor.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Item,
    Moment,
    Passage,
    Prompt,
    Rating,
    SampleText,
)
from rekindle_core.content.model.template import FactSlot, Para, Prose, Spans, slots_of
from rekindle_core.explanation.status import reading_order
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Plan


class UnusedWords(Frozen):
    """Own words that a program does not quote.

    Attributes:
        fact: The fact that contains them.
        places: The ids of the content that quotes this fact for some reader, in the pack's order.
    """

    fact: str
    places: tuple[str, ...]


def unused_own_words(pack: Pack, plan: Plan) -> tuple[UnusedWords, ...]:
    """Return the own words that were filled in but that no page of a plan quotes, in the order of asking.

    If the program is replaced, nothing in the profile is used, so there is nothing to report.
    """
    if plan.replaced_by:
        return ()
    given = [
        fact.name
        for fact in pack.facts.values()
        if fact.kind == "text" and not fact.for_counselor and plan.profile.text(fact.name)
    ]
    if not given:
        return ()
    held = reading_order(plan)
    found = []
    for name in given:
        places = tuple(place for place, facts in _quotes(pack) if name in facts)
        if not any(place in held for place in places):
            found.append(UnusedWords(name, places))
    return tuple(found)


def unused_sentence(one: UnusedWords) -> str:
    """Return the message for the person who filled in the profile."""
    why = f"`rekindle explain --why-not {one.places[0]}` gives the reason." if one.places else ""
    return f"{one.fact} is filled in, but no page of the program quotes it. {why}".rstrip()


def _quotes(pack: Pack) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield, for every text of a pack that can quote facts, its id in a plan, and those facts."""
    frame = pack.frame
    units = (text for unit in pack.units.values() for text in (unit.opening, unit.why))
    parts = (part.text for part in (frame.opening, frame.alternatives, frame.closing))
    wordings = ((one.id, one.prose) for text in (*units, *parts) for one in text)
    items = (text for item in pack.items.values() for text in _texts(item))
    for name, text in (*items, *wordings):
        yield name, frozenset(slot.fact for slot in slots_of(text) if isinstance(slot, FactSlot))


def _texts(item: Item) -> Iterator[tuple[str, Prose]]:
    match item:
        case Prompt():
            yield from ((variant.id, variant.prose) for variant in item.variants)
        case Exercise():
            yield item.id, (*_lines(item.title, *item.steps), *item.text, *item.after)
        case Checklist():
            yield item.id, (*_lines(item.title), *item.text)
            yield from ((one.id, _lines(one.text)) for one in item.items)
        case Rating():
            yield item.id, _lines(item.text, item.low_label, item.high_label)
        case Passage():
            yield item.id, _lines(item.title)
            yield from ((variant.id, variant.prose) for variant in item.text)
        case SampleText():
            yield item.id, (*_lines(item.title), *item.text)
        case Moment():
            yield item.id, item.text
        case _ as never:
            assert_never(never)


def _lines(*lines: Spans) -> Prose:
    return tuple(map(Para, lines))

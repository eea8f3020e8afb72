"""The texts of the bundled pack as somebody reads them of whom nothing is known, for tests of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.support import bundled_pack

from rekindle_core import Pack
from rekindle_core.content.model.step import (
    Checklist,
    ChoicesSpec,
    Exercise,
    Moment,
    Passage,
    Prompt,
    Rating,
    SampleText,
    Unit,
)
from rekindle_core.content.model.template import Para, Prose, Spans
from rekindle_core.content.reading.pack_text import StandInReader

PACK: Pack = bundled_pack()
LANGUAGE = PACK.language
LENGTHS = ("full", "key")
"""Passages in full, and their key points in the place of those that have some."""
READER = StandInReader(LANGUAGE, {name: person.stand_in for name, person in PACK.people.items()})
STEPS = tuple(PACK.steps.values())
ALTERNATIVES = tuple(item.unit for item in PACK.alternatives.values())


@dataclass(frozen=True)
class Read:
    """Some words, and what they are of: `step what-asks` or `prompt look-sun`."""

    kind: str
    id: str
    lines: tuple[str, ...]
    one_of: str = ""
    """What this is one of several wordings of: a reader gets one of them."""

    @property
    def home(self) -> str:
        return self.one_of or self.id

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def lines_of(prose: Prose) -> tuple[str, ...]:
    """Return the words of some prose; what begins a sentence is given a capital, as the realiser gives one."""
    return tuple(line[:1].upper() + line[1:] for line in READER.lines(prose))


def line_of(spans: Spans) -> tuple[str, ...]:
    return lines_of((Para(spans),)) if spans else ()


def unit_texts(unit: Unit) -> Iterator[Read]:
    """Yield all that a step or an alternative says."""
    yield Read("title", unit.id, line_of(unit.title))
    yield from (Read("opening", one.id, lines_of(one.text), f"{unit.id}/opening") for one in unit.opening)
    yield from (Read("why", one.id, lines_of(one.text), f"{unit.id}/why") for one in unit.why)
    for item in unit.items():
        yield from item_texts(item)


def item_texts(item: object) -> Iterator[Read]:
    """Yield all that one piece of content says."""
    match item:
        case Prompt():
            yield from (
                Read("prompt", variant.id, lines_of(variant.text), item.id) for variant in item.variants
            )
            beside = dict.fromkeys(line for one in item.variants for line in one.prose[len(one.text) :])
            yield from (Read("help", item.id, lines_of((line,))) for line in beside)
            options = item.response.options if isinstance(item.response, ChoicesSpec) else ()
            yield from (Read("option", f"{item.id}/{option.id}", line_of(option.text)) for option in options)
        case Exercise():
            yield Read("title", item.id, line_of(item.title))
            yield Read("exercise", item.id, lines_of(item.text))
            yield from (
                Read("exercise", f"{item.id}/{n}", line_of(step)) for n, step in enumerate(item.steps, 1)
            )
            yield Read("exercise", f"{item.id}/after", lines_of(item.after))
        case Checklist():
            yield Read("title", item.id, line_of(item.title))
            yield Read("checklist", item.id, lines_of(item.text))
            yield from (Read("line", line.id, line_of(line.text)) for line in item.items)
        case SampleText():
            yield Read("title", item.id, line_of(item.title))
            yield Read("sampletext", item.id, lines_of(item.text))
        case Passage():
            yield Read("title", item.id, line_of(item.title))
            yield from (Read("passage", one.id, lines_of(one.text), item.id) for one in item.text)
            # On shorter pages they have its place.
            yield from (Read("key", one.id, lines_of(one.key), item.id) for one in item.text)
        case Moment():
            yield Read("moment", item.id, lines_of(item.text))
        case Rating():
            yield Read("rating", item.id, line_of(item.text))
        case _:
            raise AssertionError(item)


def frame_texts() -> Iterator[Read]:
    """Yield what stands around the steps."""
    frame = PACK.frame
    for name, part in (
        ("opening", frame.opening),
        ("alternatives", frame.alternatives),
        ("closing", frame.closing),
    ):
        yield Read("title", name, line_of(part.title))
        yield from (Read("opening", one.id, lines_of(one.text), f"{name}/opening") for one in part.text)
        for passage in part.passages:
            yield from item_texts(passage)
    yield Read("opening", "self-checks", lines_of(frame.self_checks.text))
    for item in (*frame.settles, *frame.actions, *frame.closes, *frame.ratings):
        yield from item_texts(item)
    if frame.handout:
        yield Read("handout", "handout-check", line_of(frame.handout.check))
        yield Read("title", "handout", line_of(frame.handout.title))
        yield from (Read("handout", one.id, lines_of(one.text)) for one in frame.handout.stop)
    yield Read("opening", "help", lines_of(PACK.help.lead))
    for gate in PACK.gates:
        yield Read("ask", gate.id, line_of(gate.ask))


def texts() -> tuple[Read, ...]:
    """Return all that the pack says to its reader."""
    found = [*frame_texts()]
    for unit in (*STEPS, *ALTERNATIVES):
        found += unit_texts(unit)
    return tuple(item for item in found if item.lines)


def at_length(texts: Iterable[Read], length: str) -> tuple[Read, ...]:
    """Return what a reader is given at a length: a passage or its key points, and all the rest."""
    all_texts = tuple(item for item in texts if item.lines)
    short = {item.id for item in all_texts if item.kind == "key"} if length == "key" else set()
    left_out = {("passage", True), ("key", False)}
    return tuple(item for item in all_texts if (item.kind, item.id in short) not in left_out)

"""Every text of a pack that a reader may read, and when it can be read, as a wire.

Input: when content can be given. Output: texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rekindle_core.audit.circuit import TRUE, Literal
from rekindle_core.audit.finding import Place
from rekindle_core.audit.given import GivenContent
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Item,
    Moment,
    Passage,
    Prompt,
    Rating,
    ResponseSpec,
    SampleText,
    Wordings,
)
from rekindle_core.content.model.template import Para, Prose
from rekindle_core.frozen import Frozen


class Text(Frozen):
    """A text: where it belongs, its name in messages, and when it can be read.

    `entry` is the id of the content that is left out if a slot would stay empty; texts that every reader of
    the place gets have none.
    """

    place: Place
    what: str
    prose: Prose
    read: Literal
    entry: str = ""


def every_text(content: GivenContent) -> Iterator[Text]:
    """Yield every text that readers can get and that has, or can have, slots."""
    pack, program, wires = content.pack, content.rules.program, content.wires
    for unit in pack.units.values():
        yield Text(Place("id", unit.id), unit.id, (Para(unit.title),), wires[unit.id])
        for text in (unit.opening, unit.why):
            yield from _wordings(text, content)
    for item in pack.items.values():
        yield from _texts(item, content)
    for gate in pack.gates:
        asks = content.circuit.all_of((program, content.rules.asks[gate.id]))
        yield Text(Place("id", gate.id, key="ask"), f"the statement of {gate.id}", (Para(gate.ask),), asks)
    frame, words = pack.frame, pack.frame.self_checks
    for name, part in (
        ("opening", frame.opening),
        ("closing", frame.closing),
        ("alternatives", frame.alternatives),
    ):
        # A single wording has no separate id.
        single = part.text[0].text if len(part.text) == 1 else ()
        for prose in ((Para(part.title),), single):
            yield Text(Place("program", name), f"the {name} in program.yaml", prose, program)
        if not single:
            yield from _wordings(part.text, content)
    lines = (words.title, words.replace_program, words.replace_steps, words.remove_tags, words.confirm)
    for prose in (words.text, *((Para(line),) for line in lines)):
        yield Text(Place("program", "self_checks"), "the words of self-checks", prose, program)
    yield from _handout(content)
    help_ = pack.help
    said = (help_.title, help_.caution, help_.general_title, *help_.kinds.values())
    for prose in (help_.lead, help_.countries_lead, *((Para(line),) for line in said)):
        yield Text(Place("help"), "the help lines", prose, TRUE)


def _handout(content: GivenContent) -> Iterator[Text]:
    """Yield the words of handouts, which any reader of the program may get."""
    words, rules = content.pack.frame.handout, content.rules
    if words is None:
        return
    place = Place("program", "handout")
    for line in (words.check, words.title):
        yield Text(place, "the words of handouts", (Para(line),), rules.program)
    for one in words.stop:
        read = content.circuit.all_of((rules.program, rules.readers.true(one.offer.when)))
        yield Text(place, "the words of handouts", one.text, read)


def _texts(item: Item, content: GivenContent) -> Iterator[Text]:
    def text(name: str, *texts: Prose) -> Iterator[Text]:
        for one in texts:
            yield Text(Place("id", name), name, one, content.wires[name], name)

    match item:
        case Prompt():
            yield from text(item.id, *_labels(item.response))
            for variant in item.variants:
                yield from text(variant.id, variant.prose)
        case Exercise():
            lines = ((Para(line),) for line in (item.title, *item.steps))
            yield from text(item.id, item.text, item.after, *lines, *_labels(item.response))
        case Checklist():
            yield from text(item.id, (Para(item.title),), item.text)
            for line in item.items:
                yield from text(line.id, (Para(line.text),))
        case Rating():
            yield from text(item.id, *((Para(one),) for one in (item.text, item.low_label, item.high_label)))
        case SampleText():
            yield from text(item.id, (Para(item.title),), item.text)
        case Passage():
            yield from text(item.id, (Para(item.title),))
            yield from _wordings(item.text, content, item.id)
        case Moment():
            yield from text(item.id, item.text)
        case _ as never:
            assert_never(never)


def _wordings(text: Wordings, content: GivenContent, single: str = "") -> Iterator[Text]:
    """Yield the wordings of a text; `single` is the id that a single wording is given with."""
    for one in text:
        entry = one.id if len(text) > 1 else single
        yield Text(Place("id", one.id), one.id, one.prose, content.wires[one.id], entry)


def _labels(response: ResponseSpec | None) -> Iterator[Prose]:
    yield from ((Para(label),) for label in (response.labels if response else ()))

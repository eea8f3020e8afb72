"""From checked data to the values of a pack: one small function for each structure that an author writes."""

from __future__ import annotations

import datetime as dt

from rekindle_core.content.building.look_backs import build_look_back
from rekindle_core.content.building.options import build_options
from rekindle_core.content.building.starters import build_starters
from rekindle_core.content.building.tables import build_table
from rekindle_core.content.model.condition import Condition, both, known
from rekindle_core.content.model.pack import FramePart
from rekindle_core.content.model.step import (
    CheckItem,
    Checklist,
    ChoicesSpec,
    Exercise,
    IfThenSpec,
    LinesSpec,
    Moment,
    Offer,
    Passage,
    Prompt,
    Rating,
    ResponseSpec,
    SampleText,
    ScaleSpec,
    Unit,
    Variant,
    Wordings,
)
from rekindle_core.content.model.template import FactSlot, Listing, Para, PhraseSlot, Prose, Spans, slots_of
from rekindle_core.content.reading.cursor import Cursor


def build_unit(at: Cursor) -> Unit:
    """Return a step or an alternative."""
    name = at.id()
    opening = "opening" if "opening" in at else "text"
    return Unit(
        id=name,
        title=at.line("title", fixed=True),
        opening=build_wordings(at, opening, name),
        why=build_wordings(at, "why", name),
        when=at.condition(),
        passages=tuple(build_passage(item) for item in at.each("passages")),
        prompts=tuple(_prompt(item) for item in at.each("prompts")),
        exercises=tuple(_exercise(item) for item in at.each("exercises")),
        checklists=tuple(_checklist(item) for item in at.each("checklists")),
        samples=tuple(_sample(item) for item in at.each("samples")),
        help=at.words("help", at.ledger.help_kinds, "unknown-kind", "kind of help line"),
        assumes=at.assumes(),
    )


def _offer(at: Cursor, *texts: Prose) -> Offer:
    """Return who it is for: the author's condition, and the facts that its slots need."""
    when = at.condition()
    phrases: set[str] = set()
    facts: dict[str, Condition] = {}
    for text in texts:
        for slot in slots_of(text):
            if isinstance(slot, FactSlot):
                facts[slot.fact] = _quotable(at, slot.fact)
            elif isinstance(slot, PhraseSlot):
                phrases.add(slot.name)
    for needed in facts.values():
        when = both(when, needed)
    tags = at.words("tags", at.ledger.tags, "unknown-tag", "tag")
    return Offer(when, frozenset(tags), frozenset(phrases), at.assumes())


def _quotable(at: Cursor, name: str) -> Condition:
    """Return when a fact's text can be read on a page: it is known, and may be quoted."""
    fact = at.ledger.facts.get(name)
    return both(known(name), fact.quoted_when) if fact and fact.quoted_when is not None else known(name)


def _lines(*lines: Spans) -> Prose:
    return tuple(Para(line) for line in lines)


def build_passage(at: Cursor) -> Passage:
    """Return a passage."""
    name, title = at.id(), at.line("title")
    # A single wording decides by its slots who the passage is for; if there are several, each decides for
    # itself.
    text = (
        (Variant(name, at.prose("text"), Offer(), key=_key(at)),)
        if "text" in at
        else build_wordings(at, "text", name)
    )
    single = text[0].prose if len(text) == 1 else ()
    return Passage(name, title, text, _offer(at, _lines(title), single))


def build_moment(at: Cursor) -> Moment:
    """Return a moment."""
    text = at.prose("text")
    return Moment(at.id(), text, _offer(at, text))


def build_rating(at: Cursor) -> Rating:
    """Return a rating."""
    text, low, high = at.line("text"), at.line("low_label"), at.line("high_label")
    return Rating(at.id(), text, low, high, _offer(at, _lines(text, low, high)), at.value("worse") or "")


def build_frame_part(at: Cursor) -> FramePart:
    """Return a part around the sessions."""
    passages = tuple(build_passage(item) for item in at.each("passages"))
    text = build_wordings(at, "text", str(at.path[-1]))
    return FramePart(at.line("title", fixed=True), text, passages, assumes=at.assumes())


def build_wordings(at: Cursor, key: str, owner: str) -> Wordings:
    """Return a text: one wording under the key, or several under `variants`.

    Args:
        at: The object that it belongs to.
        key: Its key. The `variants` of a `text` are siblings of that key, as in a prompt.
        owner: The id of a single wording.
    """
    held = at.get(key)
    if held is not None and isinstance(held.data, str):
        return (Variant(owner, held.prose_here(fixed=True), Offer()),)
    if held is None and key != "text":
        return ()
    *some, last = (held or at).each("variants")
    for unfit in ("when", "tags"):
        if unfit in last:
            last[unfit].fault(
                "no-wording-for-all",
                "The last variant must fit every reader, but this one doesn't.",
                f"delete `{unfit}` here, or add a variant without `when` and `tags` after it.",
            )
    return (*map(_variant, some), _variant(last, fixed=True))


def _prompt(at: Cursor) -> Prompt:
    name = at.id()
    response = build_response(at) or LinesSpec(4)
    shared = Variant(name, at.prose("text"), Offer(), at.line("help"), build_starters(at, response))
    several = tuple(_prompt_variant(item, shared, response) for item in at.each("variants"))
    return Prompt(
        id=name,
        variants=several or (shared,),
        offer=_offer(at, shared.prose),
        level=at.value("level"),
        minutes=at.value("minutes"),
        technique=_technique(at),
        about=at.value("about"),
        response=response,
        motif=at.value("motif"),
        core=at.value("core", 0),
        look_back=build_look_back(at, response),
    )


def _prompt_variant(at: Cursor, shared: Variant, response: ResponseSpec) -> Variant:
    """Return a wording of a prompt; help and starters that it doesn't have come from the prompt."""
    text, help_, starters = at.prose("text"), at.line("help"), build_starters(at, response)
    offer = _offer(at, text, _lines(help_, *starters))
    return Variant(at.id(), text, offer, help_ or shared.help, starters or shared.starters)


def _variant(at: Cursor, *, fixed: bool = False) -> Variant:
    text, key = at.prose("text", fixed=fixed), _key(at, fixed=fixed)
    return Variant(at.id(), text, _offer(at, text, key), key=key)


def _key(at: Cursor, *, fixed: bool = False) -> Prose:
    """Return the key points of a passage as a list; empty if it has none."""
    points = tuple(_lines(item.line_here(fixed=fixed)) for item in at.each("key"))
    return (Listing(ordered=False, items=points),) if points else ()


def _exercise(at: Cursor) -> Exercise:
    title, text, after = at.line("title"), at.prose("text"), at.prose("after")
    steps = tuple(item.line_here() for item in at.each("steps"))
    return Exercise(
        id=at.id(),
        title=title,
        minutes=at.value("minutes"),
        text=text,
        offer=_offer(at, _lines(title, *steps), text, after),
        steps=steps,
        after=after,
        technique=_technique(at),
        response=build_response(at),
    )


def _checklist(at: Cursor) -> Checklist:
    title, text = at.line("title"), at.prose("text")
    items = tuple(_check_item(item) for item in at.each("items"))
    return Checklist(at.id(), title, text, items, _offer(at, _lines(title), text))


def _check_item(at: Cursor) -> CheckItem:
    text = at.line("text")
    return CheckItem(at.id(), text, _offer(at, _lines(text)))


def _sample(at: Cursor) -> SampleText:
    title, text = at.line("title"), at.prose("text")
    return SampleText(at.id(), title, text, _offer(at, _lines(title), text))


def _technique(at: Cursor) -> str:
    technique = at.get("technique")
    return technique.one_of(at.ledger.techniques, "unknown-technique", "technique") if technique else ""


def build_response(at: Cursor) -> ResponseSpec | None:
    """Return the place for an answer, or None if there is none."""
    given = at.get("response")
    if given is None:
        return None
    ((kind, value),) = given.data.items()
    match kind:
        case "lines":
            return LinesSpec(value)
        case "if_then":
            return IfThenSpec(value)
        case "scale":
            scale = given["scale"]
            labels = scale.line("low_label", fixed=True), scale.line("high_label", fixed=True)
            return ScaleSpec(scale.value("low"), scale.value("high"), *labels)
        case "table":
            return build_table(given["table"])
        case _:
            return ChoicesSpec(build_options(given, kind), many=kind == "checklist")


def build_date(at: Cursor, key: str) -> dt.date:
    """Return a date; one that doesn't exist is a fault."""
    try:
        return dt.date.fromisoformat(at.value(key))
    except ValueError:
        at[key].fault("bad-date", f"“{at.value(key)}” is not a valid date.", "write it as 2026-01-31.")
        return dt.date.min

"""The words of a piece of content, as its author wrote them: slots stay slots, so nothing about a reader is shown.

Input: prose from a pack. Output: one line of text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from rekindle_core.content.model.condition import Is, is_always
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
from rekindle_core.content.model.template import Agreement, Para, Prose, inner_spans, lines_of
from rekindle_core.content.model.values import Missing
from rekindle_core.explanation.catalogue import Entry
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.detail import Account
from rekindle_core.explanation.wording import facts_words
from rekindle_core.explanation.written import written
from rekindle_core.planning.deciding import because
from rekindle_core.planning.plan import Plan
from rekindle_core.realisation.people import Agreed, Referent, referent


def words_of_entry(pack: Pack, entry: Entry, plan: Plan | None = None) -> str:
    """Return the title of a piece of content, or its words if it has no title: for a prompt, those that a plan uses."""
    return written(prose_of_entry(pack, entry, plan))


def prose_of_entry(pack: Pack, entry: Entry, plan: Plan | None = None) -> Prose:
    """Return what `words_of_entry` returns, as prose."""
    if entry.kind in ("step", "alternative"):
        return (Para(pack.units[entry.unit].title),)
    if entry.kind == "variant":
        return pack.variants[entry.id].text
    if entry.kind == "look-back":
        return pack.look_back_text(pack.item(entry.parent, Prompt))
    item = pack.items[entry.parent or entry.id]
    match item:
        case Checklist() if entry.parent:
            return next((Para(one.text),) for one in item.items if one.id == entry.id)
        case Prompt() if plan:
            used = next((pick.variant for pick in plan.picks() if pick.prompt == item.id), "")
            return next((one.text for one in item.variants if one.id == used), item.variants[0].text)
    return _prose(item)


def agreement_of(pack: Pack, plan: Plan, prose: Prose) -> Mapping[str, str]:
    """Return who the words of some prose agree with, in which form and why; empty if they agree with mentions.

    The class of someone's own pronouns is private, and is left out.
    """
    if pack.language.agreement == "mention":
        return {}
    found: dict[str, dict[str, None]] = {}
    for line in lines_of(prose):
        for slot in (span for span in inner_spans(line) if isinstance(span, Agreement)):
            person = referent(pack, plan.reading, slot.person)
            words = _agreed_words(pack, plan, person, person.agrees(slot.case, line))
            found.setdefault(slot.person, {})[words] = None
    return {name: "; ".join(words) for name, words in found.items()}


def _agreed_words(pack: Pack, plan: Plan, person: Referent, agreed: Agreed) -> str:
    known = Is(person.person.pronouns_fact, tuple(one.value for one in Missing))
    told = facts_words(pack.language, because(known, plan.reading))
    match agreed.by:
        case "pronouns":
            return f"by pronouns ({told})"
        case "stand-in":
            return f"as {agreed.of_class}, like “{person.person.stand_in}”"
        case "default" | "mention":
            return f"as {agreed.of_class} ({told})"
        case _ as never:
            assert_never(never)


def needs_words(pack: Pack, found: Account) -> str:
    """Return who a piece of content is for."""
    return "everybody" if is_always(found.needs) else condition_words(pack.language, found.needs)


def _prose(item: Item) -> Prose:
    match item:
        case Prompt():
            return item.variants[0].text
        case Exercise() | Checklist() | Passage() | SampleText():
            return (Para(item.title),)
        case Rating():
            return (Para(item.text),)
        case Moment():
            return item.text
        case _ as never:
            assert_never(never)

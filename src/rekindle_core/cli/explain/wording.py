"""What a piece of content says, as its author wrote it: slots stay slots, so that nothing of a reader is shown.

Comes in: prose of a pack. Goes out: one line of text.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.condition import is_always
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
from rekindle_core.explanation.catalogue import Entry
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.detail import Account
from rekindle_core.explanation.written import unit_title, written, written_line
from rekindle_core.planning.plan import Plan


def words_of_entry(pack: Pack, entry: Entry, plan: Plan | None = None) -> str:
    """Return the title of a piece of content, or its words if it has none: of a prompt, those that a plan uses."""
    if entry.kind in ("step", "alternative"):
        return unit_title(pack, entry.unit)
    if entry.kind == "variant":
        return written(pack.variants[entry.id].text)
    item = pack.items[entry.parent or entry.id]
    match item:
        case Checklist() if entry.parent:
            return next(written_line(one.text) for one in item.items if one.id == entry.id)
        case Prompt() if plan:
            used = next((pick.variant for pick in plan.picks() if pick.prompt == item.id), "")
            return written(next((one.text for one in item.variants if one.id == used), item.variants[0].text))
    return _words(item)


def needs_words(pack: Pack, found: Account) -> str:
    """Return for whom a piece of content is."""
    return "everybody" if is_always(found.needs) else condition_words(pack.language, found.needs)


def _words(item: Item) -> str:
    match item:
        case Prompt():
            return written(item.variants[0].text)
        case Exercise() | Checklist() | Passage() | SampleText():
            return written_line(item.title)
        case Rating():
            return written_line(item.text)
        case Moment():
            return written(item.text)
        case _ as never:
            assert_never(never)

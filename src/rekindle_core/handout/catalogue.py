"""Searching for items of a handout: by words, step, technique, minutes and level.

Input: a Pack and search criteria. Output: the items, in the pack's order. Must not know: how they are
shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import assert_never

from rekindle_core.content.model.condition import Condition, is_always
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Checklist, Exercise, Passage, Prompt, Variant, Wordings
from rekindle_core.content.model.template import Para
from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import UsageError
from rekindle_core.explanation.catalogue import kind_of
from rekindle_core.explanation.written import unit_title, written, written_line
from rekindle_core.frozen import Frozen
from rekindle_core.handout.examine import both_needed
from rekindle_core.handout.offered import Offerable, Offered, offered
from rekindle_core.planning.plan import DecisionKind


class CatalogueItem(Frozen):
    """An item of the catalogue.

    Attributes:
        id: Its id.
        kind: What it is.
        step: The id of its step or alternative.
        minutes: How long it takes; None if unknown.
        level: How demanding it is, from 1 to 3; None if it has no level.
        technique: The id of its technique; may be empty.
        title: Its title; empty for prompts.
        words: Its text, on one line, as its author wrote it.
        needs: Who it is for.
    """

    id: str
    kind: DecisionKind
    step: str
    minutes: int | None
    level: int | None
    technique: str
    title: str
    words: str
    needs: Condition

    @property
    def first_words(self) -> str:
        """Its title or, without one, its text."""
        return self.title or self.words


def find_items(
    pack: Pack,
    words: Sequence[str] = (),
    *,
    step: str = "",
    technique: str = "",
    minutes: int | None = None,
    level: int | None = None,
) -> tuple[CatalogueItem, ...]:
    """Return the items of a pack that can be on a handout, narrowed as `narrowed` does.

    Raises:
        UsageError: There is no such step or technique.
    """
    return narrowed(
        pack, all_items(pack), words, step=step, technique=technique, minutes=minutes, level=level
    )


def all_items(pack: Pack) -> tuple[CatalogueItem, ...]:
    """Return every item of a pack that can be on a handout."""
    return tuple(map(_catalogue_item, offered(pack).values()))


def narrowed(
    pack: Pack,
    items: Iterable[CatalogueItem],
    words: Sequence[str] = (),
    *,
    step: str = "",
    technique: str = "",
    minutes: int | None = None,
    level: int | None = None,
) -> tuple[CatalogueItem, ...]:
    """Return the items that are looked for.

    Args:
        pack: The pack.
        items: Items of its catalogue.
        words: Words that their titles or texts contain, in any order, ignoring case and accents: all of these
            words, or their beginnings.
        step: Only items of a step or alternative, by its id or title.
        technique: Only items that use a technique, by its id or name.
        minutes: Only items that take no longer, if their time is known.
        level: Only items up to this level.

    Raises:
        UsageError: There is no such step or technique.
    """
    unit = _known_step(pack, step) if step else ""
    made_with = _known_technique(pack, technique) if technique else ""
    wanted = [folded for word in words for folded in fold(word).split()]
    return tuple(
        item
        for item in items
        if (not unit or item.step == unit)
        and (not made_with or item.technique == made_with)
        and (minutes is None or (item.minutes is not None and item.minutes <= minutes))
        and (level is None or (item.level is not None and item.level <= level))
        and all(_begins_a_word(word, fold(f"{item.title} {item.words}")) for word in wanted)
    )


def _begins_a_word(beginning: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(beginning)}", text) is not None


@lru_cache(4_096)
def fold(text: str) -> str:
    """Normalize words for comparison: without case and accents, with plain quotes and single spaces."""
    plain = text.translate(dict.fromkeys(map(ord, "’‘`´"), "'"))
    letters = unicodedata.normalize("NFKD", plain).casefold()
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def _catalogue_item(one: Offered) -> CatalogueItem:
    item = one.item
    needs = both_needed((one.unit.when, item.offer.when))
    words = " ".join(" ".join(_texts(item)).split())
    title = "" if isinstance(item, Prompt) else written_line(item.title)
    minutes = item.minutes if isinstance(item, Prompt | Exercise) else None
    level = item.level if isinstance(item, Prompt) else None
    technique = item.technique if isinstance(item, Prompt | Exercise) else ""
    return CatalogueItem(item.id, kind_of(item), one.unit.id, minutes, level, technique, title, words, needs)


def _texts(item: Offerable) -> Iterator[str]:
    match item:
        case Prompt():
            # With the quieter line under it, and what begins the answer.
            yield from (written(one.prose) for one in _general_first(item.variants))
        case Exercise():
            yield from (written(item.text), *map(written_line, item.steps), written(item.after))
        case Checklist():
            yield from (written(item.text), *(written((Para(one.text),)) for one in item.items))
        case Passage():
            yield from (written(one.text) for one in _general_first(item.text))
        case _ as never:
            assert_never(never)


def _general_first(wordings: Wordings) -> Sequence[Variant]:
    """Return wordings with those for everyone first: without a profile, those describe the item best."""
    return sorted(wordings, key=lambda one: not is_always(one.offer.when))


def _known_step(pack: Pack, name: str) -> str:
    units = dict.fromkeys(one.unit.id for one in offered(pack).values())
    found = [unit for unit in units if fold(name) in (fold(unit), fold(unit_title(pack, unit)))]
    if found:
        return found[0]
    hint = did_you_mean(name, units) or f"there are {', '.join(units)}."
    raise UsageError(f"There is no step “{name}” in the pack {pack.id}.", code="unknown-item", hint=hint)


def _known_technique(pack: Pack, name: str) -> str:
    found = [one for one, said in pack.techniques.items() if fold(name) in (fold(one), fold(said.name))]
    if found:
        return found[0]
    hint = did_you_mean(name, pack.techniques) or f"there are {', '.join(pack.techniques)}."
    raise UsageError(
        f"There is no technique “{name}” in the pack {pack.id}.", code="unknown-technique", hint=hint
    )

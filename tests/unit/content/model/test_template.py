"""The template tree: walking through it."""

from __future__ import annotations

from rekindle_core.content.model.template import (
    FactSlot,
    Mention,
    PhraseSlot,
    Prose,
    inner_spans,
    slots_of,
    spans_of,
    words_of,
)
from rekindle_core.content.reading.prose import ProseParser


def prose(text: str) -> Prose:
    """Return the tree of Markdown that is in order."""
    tree, faults = ProseParser(frozenset({"partner", "reader"}), "‘’“”").parse(text)
    assert faults == ()
    return tree


def test_spans_and_slots_come_in_reading_order_with_outer_ones_first() -> None:
    tree = prose("{partner} *a {reader}*\n\n- {@b}\n\n> [{c.d}](https://x.org)")
    assert list(slots_of(tree)) == [Mention("partner"), Mention("reader"), PhraseSlot("b"), FactSlot("c.d")]
    kinds = [type(span).__name__ for span in spans_of(tree)]
    assert kinds == ["Mention", "Words", "Styled", "Words", "Mention", "PhraseSlot", "Hyperlink", "FactSlot"]


def test_inner_spans_of_nothing_is_nothing() -> None:
    assert list(inner_spans(())) == []


def test_words_are_what_is_left_without_slots() -> None:
    assert list(words_of(prose("Ask {partner} about `x`."))) == ["Ask", "about", "x", "."]

"""Going through a Document: every block once, in reading order; and the words of it without marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core import (
    Addition,
    Block,
    Code,
    Datum,
    Document,
    Emphasis,
    HelpLines,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    RatingsChart,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Strong,
    Task,
    Text,
    document_to_json,
    plain,
    plain_blocks,
    walk,
)
from rekindle_core.document.walk import children
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents

BLOCKS = (Paragraph, ItemList, Quotation, Task, Sample, SelfCheck, HelpLines, RatingsChart, Addition, Section)
NAMES = {block.__name__ for block in BLOCKS}
SOME = settings(QUICK, max_examples=60)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of a Document's JSON form, in the order in which they are written."""
    if isinstance(value, dict):
        yield value
    # Key points are beside the blocks, and walk leaves them out.
    inner = [item for key, item in value.items() if key != "key"] if isinstance(value, dict) else value
    for item in inner if isinstance(inner, list) else ():
        yield from objects(item)


@pytest.mark.slow
@SOME
@given(documents())
def test_walk_yields_every_block_once_in_the_order_of_the_json_form(document: Document) -> None:
    """The JSON form is made from the nodes' declarations, and knows nothing of walk."""
    written = [
        (node["type"], node.get("id"))
        for node in objects(json.loads(document_to_json(document)))
        if node.get("type") in NAMES
    ]
    walked = [(type(block).__name__, getattr(block, "id", None)) for block in walk(document)]
    assert walked == written


@pytest.mark.slow
@SOME
@given(documents())
def test_walk_of_a_block_begins_with_it_and_goes_on_with_its_children(document: Document) -> None:
    for block in walk(document):
        inner = [found for child in children(block) for found in walk(child)]
        assert list(map(id, walk(block))) == [id(block), *map(id, inner)]


def test_walk_meets_every_kind_of_block() -> None:
    assert {type(block) for block in walk(every_node())} == set(BLOCKS)


def test_walk_goes_down_as_deep_as_anything_can_be_nested() -> None:
    block: Block = Paragraph((Text("deep"),))
    for _ in range(20_000):
        block = Quotation((block,))
    document = replace(every_node(), parts=(Section("only", "passage", (), (block,)),))
    assert sum(1 for _ in walk(document)) == 20_002


def test_plain_leaves_out_marks_and_turns_a_line_break_into_a_space() -> None:
    inlines: Inlines = (
        Text("Dear "),
        Strong((Emphasis((Datum("Sam", "helper.name"),)),)),
        LineBreak(),
        Code("a * b"),
        Link("https://example.org", (Text(", a page"),)),
        Reference("help", (Text(" and help"),)),
    )
    assert plain(inlines) == "Dear Sam a * b, a page and help"
    assert plain(()) == ""


@pytest.mark.slow
@SOME
@given(documents(parts=2))
def test_plain_holds_every_character_of_every_inline_in_order(document: Document) -> None:
    for block in walk(document):
        if isinstance(block, Paragraph):
            (node,) = json.loads(document_to_json(replace(document, parts=(_section(block),))))["parts"]
            parts = [
                " " if item["type"] == "LineBreak" else item.get("text", "")
                for item in objects(node["children"][0]["children"])
            ]
            assert plain(block.children) == "".join(parts)


def _section(block: Block) -> Section:
    return Section("only", "passage", (), (block,))


@SOME
@given(st.lists(st.text(" ab\u00a0\n", max_size=5), max_size=4))
def test_plain_blocks_is_one_line_of_the_words_of_all_paragraphs(texts: list[str]) -> None:
    blocks = tuple(Quotation((Paragraph((Text(text),)),)) for text in texts)
    assert plain_blocks(blocks) == " ".join(" ".join(texts).split())

"""Words in a PDF can be looked for and copied: what is read back from a file is what was typed."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tagged_pdf import faults
from tests.unit.plugins.test_pdf import (
    a_task,
    assert_on_the_pages,
    bookmarks,
    boxes,
    make,
    one_page,
    opened,
    poppler,
)

from rekindle_core import (
    Choices,
    Code,
    Datum,
    Document,
    Emphasis,
    HelpGroup,
    HelpLine,
    HelpLines,
    Lines,
    Link,
    Option,
    Paragraph,
    Scale,
    Section,
    Text,
    replace,
)
from rekindle_core.testing.samples import practice
from rekindle_pdf.inlines import Setting

SURNAME = "Wolfeschlegelsteinhausenbergerdorff"
LONG = {
    "a surname": SURNAME,
    "a place": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "an email": "somebody.with.a.long.name@counselling.harbourlane.example",
    "an address": "https://www.harbourlane.example/a/very/long/path-to/some/page?with=parameters&and=more",
    "sixty wide letters": "W" * 60,
    "a wall of letters": "lorem" * 60,
}


def in_every_place(text: str) -> Document:
    """Return a Document that shows a text everywhere where somebody could have typed it."""
    line = HelpLine("l", text, "116 123", text, text, f"https://{text}")
    document = one_page(
        Paragraph((Text("Before "), Datum(text, "client.name"), Text(", after.\u00ad"))),
        Paragraph((Text(f"In words {text} "), Emphasis((Text(text),)), Text(" "), Code(text))),
        Paragraph((Link("https://example.org/", (Text(text),)), Text(" "), Link(f"https://{text}", ()))),
        a_task(Choices("c", (Option("a", (Datum(text, "x.y"),)),), True), text),
        a_task(Scale("s", 0, 10, (Text(text),), (Text(text),)), "How?"),
        replace(a_task(Lines("a", 3), "And?"), title=(Text(text),)),
        HelpLines("h", (), (HelpGroup((Text(text),), ("999",), (line,)),), (Text(text),)),
        Section("inner", "passage", (Text(text),), (Paragraph((Text("Words."),)),)),
    )
    signed = replace(practice(text), clinician=text, footer=text[:30])
    return replace(document, title=text, reader=text, practice=signed)


def read_by(data: bytes) -> dict[str, str]:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return {
        "poppler": poppler("pdftotext", data, "-raw"),
        "pypdf": "\n".join(page.extract_text() for page in pages),
    }


def together(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_word_is_read_back_as_it_was_typed(text: str, size: str) -> None:
    data = make(in_every_place(text), size=size)
    assert_on_the_pages(data)
    assert faults(opened(data)) == []
    for reader, shown in read_by(data).items():
        unseen = {char for char in shown if unicodedata.category(char) == "Cf"}
        assert unseen == set(), reader
        assert together(shown).count(text) >= 17, reader
    with opened(data) as pdf:
        assert {"A page", text} >= {title for title in bookmarks(pdf.open_outline().root) if len(title) > 8}


def test_a_long_word_at_the_foot_of_a_page_is_broken_within_its_width() -> None:
    data = make(replace(one_page(), practice=replace(practice(), footer="W" * 70)))
    shown = [(word, left, right) for word, left, _, right, _ in boxes(data) if word.startswith("WWW")]
    assert "".join(word for word, _, _ in shown) == "W" * 70
    assert all(0.1 < left < right < 0.9 for _, left, right in shown)


@pytest.mark.slow
def test_a_long_word_that_a_line_can_hold_stands_in_one_piece() -> None:
    for lead in range(40):
        page = one_page(Paragraph((Text("so " * lead + SURNAME + " and so on"),)))
        assert SURNAME in poppler("pdftotext", make(page))


def test_an_address_that_no_line_can_hold_is_broken_behind_one_of_its_marks() -> None:
    shown = poppler("pdftotext", make(one_page(Paragraph((Text(LONG["an address"]),)))))
    assert "some/page?with=\nparameters" in shown


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(["W", "i", "m/", "é"]), st.integers(20, 140)), min_size=1, max_size=6),
    st.sampled_from(["normal", "large"]),
)
@settings(deadline=None, derandomize=True, max_examples=20)
def test_words_of_any_length_stay_whole_on_their_pages(words: list[tuple[str, int]], size: str) -> None:
    texts = [(letters * count)[:count] for letters, count in words]
    data = make(one_page(a_task(Lines("a", 4), " ".join(texts), *texts)), size=size)
    assert_on_the_pages(data)
    assert "".join(texts) in together(poppler("pdftotext", data, "-raw"))


@pytest.mark.parametrize("text", ["12 Long Street", "Flat 3b, 7–9 High St", "10115 Berlin", "Zoë"])
@pytest.mark.parametrize("shown", [Text, lambda text: Datum(text, "client.name")])
def test_an_address_with_digits_has_no_marks_around_it(text: str, shown: Callable[[str], Text]) -> None:
    signed = replace(practice(text), footer=text)
    data = make(replace(one_page(Paragraph((Text("At "), shown(text), Text("!")))), practice=signed))
    for read in read_by(data).values():
        assert f"At {text}!" in read
        assert not [char for char in read if unicodedata.category(char) == "Cf"]


def test_digits_beside_words_from_right_to_left_keep_their_place() -> None:
    place = Datum("12 34", "client.name")
    beside = Emphasis((Text("ليلى "), Emphasis((place,))))
    for nodes in ((Text("ليلى "), place), (Text("ליאור "), Emphasis((place,))), (beside,)):
        assert "\u206812 34\u2069" in json.dumps(
            Setting(rtl=False, anchors={}).inlines(nodes), ensure_ascii=False
        )
    assert Setting(rtl=True, anchors={}).inlines((place,)) == ["\u206812 34\u2069"]

"""Titles that show nothing: no format makes a heading, a link or a name of them."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pikepdf
import pytest
from tests.tagged_pdf import faults

from rekindle_core import (
    Choices,
    Document,
    HelpGroup,
    HelpLines,
    Lines,
    Option,
    Paragraph,
    Sample,
    Scale,
    Section,
    Task,
    Text,
    render,
    replace,
)
from rekindle_core.testing.samples import every_node, practice

NOTHING = ["", " ", "\u00ad", "\u200b", "\u2060\u200d", "\u3164", "\ufe0f", "\u2800"]


def untitled(text: str) -> Document:
    """Return a Document all of whose titles and names are a text."""
    title = (Text(text),)
    words = (Paragraph((Text("Words."),)),)
    tasks = (
        Task("t", "exercise", words, Lines("a", 2), title=title),
        Task("u", "prompt", (Paragraph(title),), Choices("c", (Option("o", title),), True), title=title),
        Task("v", "rating", (Paragraph(title),), Scale("s", 0, 10, title, title), title=title),
        Sample("x", title, words),
        Section("inner", "passage", title, words),
        HelpLines("h", words, (HelpGroup(title, ("999",), ()),), title),
    )
    part = Section("part", "opening", title, (*tasks, Section("deep", "step", (Text("Shown"),), words)))
    sessions = tuple(
        Section(f"session-{number}", "session", title, words, number=number) for number in (1, 2)
    )
    document = replace(every_node(), title=text, code="", parts=(part, *sessions), notice=text)
    return replace(document, practice=practice(text))


def made(document: Document, format_: str) -> bytes:
    return render(document, format_, warn=lambda sentence: None)[0].data


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_a_pdf_has_no_heading_that_shows_nothing(text: str) -> None:
    with pikepdf.open(io.BytesIO(made(untitled(text), "pdf"))) as pdf:
        assert faults(pdf) == []


@pytest.mark.parametrize("format_", ["html", "email"])
@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_a_page_has_no_heading_and_no_link_that_shows_nothing(text: str, format_: str) -> None:
    page = made(untitled(text), format_).decode("utf-8", "replace")
    # What is hidden gets its words from the script before it is shown.
    for tag, inside in re.findall(r"<(h[1-6]|a|title)\b(?![^>]* hidden)[^>]*>(.*?)</\1>", page, re.DOTALL):
        assert re.search(r"\w|–", re.sub("<[^>]*>", "", inside)), (tag, inside)
    # Where a heading is left out, what stands under it takes its level.
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_text_has_no_heading_that_shows_nothing(text: str) -> None:
    markdown, plain = (made(untitled(text), name).decode() for name in ("markdown", "text"))
    assert not re.search(r"^#+\W*$", markdown, re.MULTILINE)
    assert not re.search(r"^\W*\n(===|---)", plain, re.MULTILINE)

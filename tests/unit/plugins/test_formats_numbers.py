"""Numbers to dial and days, in every format: dialled as they are meant, and in order on pages from right to left."""

from __future__ import annotations

import io
import re
from email import message_from_bytes
from email.policy import default
from html import unescape

import pikepdf
import pytest
from tests.unit.plugins.test_pdf import boxes, make

from rekindle_core import Document, HelpGroup, HelpLine, HelpLines, Section, Text, render, replace
from rekindle_core.testing.samples import every_node, practice

ABROAD, DIALLED = "+49 (0)30 1234567", "tel:+49301234567"
MONTHS = "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"


def document(direction: str = "ltr") -> Document:
    """Return a Document with a number of each kind, among its help lines and of its practice."""
    line = HelpLine("l", "A service", ABROAD, "", "", "https://example.org")
    lines = HelpLines("h", (), (HelpGroup((Text("Germany"),), ("112", "110"), (line,)),), ())
    base = every_node(language="he" if direction == "rtl" else "en", direction=direction)  # type: ignore[arg-type]
    part = Section("help", "help", (Text("Help"),), (lines,))
    return replace(base, parts=(*base.parts[:-1], part), practice=replace(practice(), phone=ABROAD))


def made(shown: Document, format_: str) -> bytes:
    return render(shown, format_, warn=lambda sentence: None)[0].data


def dialled_in(data: bytes, format_: str) -> list[str]:
    if format_ == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
            uris = [str(note.A.URI) for note in notes if "/URI" in note.get("/A", {})]
        return [uri for uri in uris if uri.startswith("tel:")]
    if format_ == "email":
        part = message_from_bytes(data, policy=default).get_body(("html",))
        data = part.get_content().encode() if part else b""
    text = data.decode()
    return [unescape(url) for url in re.findall(r"href=\"?(tel:[^\s\">]+)", text)]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("format_", ["pdf", "html", "email"])
def test_every_number_is_dialled_without_the_zero_in_brackets(format_: str, direction: str) -> None:
    dialled = dialled_in(made(document(direction), format_), format_)
    assert dialled.count(DIALLED) == 2
    assert set(dialled) == {DIALLED, "tel:112", "tel:110"}


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_text_from_right_to_left_keeps_the_groups_of_a_number_in_order(format_: str) -> None:
    shown = made(document("rtl"), format_).decode()
    assert shown.count(ABROAD) == shown.count(f"\u2068{ABROAD}\u2069") == 2
    assert "\u2068112 / 110\u2069" in shown
    assert "\u2068" not in made(document(), format_).decode()


def order(data: bytes, *words: str) -> list[str]:
    """Return words as they stand on the first page, from left to right."""
    at = {word: left for word, left, *_ in reversed(list(boxes(data)))}
    return sorted(words, key=lambda word: at[word])


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_number_on_a_page_stands_from_left_to_right(direction: str) -> None:
    groups = ("+49", "(0)30", "1234567")
    assert order(make(document(direction)), *groups) == list(groups)


def test_a_day_on_a_page_stands_in_the_order_of_its_language() -> None:
    english = make(document("rtl"))
    assert order(english, "4", "January", "2027") == ["4", "January", "2027"]
    words = document("rtl").words | {"months": MONTHS}
    hebrew = make(replace(document("rtl"), words=words))
    shown = [(word, left) for word, left, *_ in boxes(hebrew)]
    # Some programs read letters from right to left one by one.
    year, day = (next(left for word, left in shown if word == wanted) for wanted in ("2027", "4"))
    assert year < day

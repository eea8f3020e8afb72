"""The text format: what it shows, that lines fit, and that names stay names."""

from __future__ import annotations

import datetime as dt
import doctest
import os
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import iter_graphemes, width

import rekindle_core.document.characters
import rekindle_text.ascii
import rekindle_text.wrapping
from rekindle_core import (
    Document,
    HelpGroup,
    HelpLine,
    HelpLines,
    Lines,
    Link,
    Paragraph,
    Quotation,
    Reference,
    Request,
    Sample,
    Scale,
    Section,
    Task,
    Text,
    UsageError,
)
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import HOSTILE, every_node, practice
from rekindle_text import Options, rekindle_register_formats
from rekindle_text.wrapping import wrap

ANY_NAME = st.text(min_size=1, max_size=60)
TURNED = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")


def text_of(document: Document, **options: int) -> str:
    (format_,) = rekindle_register_formats()
    request = Request(options=Options(**options), render=lambda name, shown: (), warn=pytest.fail)
    (artifact,) = format_.load()(document, request)
    assert artifact.suffix == ".txt"
    assert artifact.media_type == "text/plain"
    return artifact.data.decode()


def with_blocks(*blocks: object) -> Document:
    return replace(every_node(), parts=(Section("only", "passage", (Text("Only"),), blocks),))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def without_spaces(text: str) -> str:
    return "".join(text.translate(TURNED).split())


@pytest.mark.parametrize(
    "module", [rekindle_text.wrapping, rekindle_text.ascii, rekindle_core.document.characters]
)
def test_examples_in_docstrings_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


# ------------------------------------------------------------------ what is shown


def test_the_sample_is_shown_whole_and_in_order():
    expected = [
        "A Sample Program", "Before you begin", "First, a look", "I am under eighteen.",
        "[ ] I have read these; none is true.", "Session 1: Look back", "Date: 11 January 2027, about 30 minutes",
        "Leave this out if:", "To begin", "Prompt 1 (about 5 minutes)", "Name a quiet hour with Alex.",
        "Prompt 2", "0 1 2 3 4 5 6 7 8 9 10", "0 = not at all", "10 = very", "Prompt 3",
        "( ) Morning", "( ) Night", "Prompt 4", "If it is late and", "then I will first",
        "Exercise: A walk (about 20 minutes)",
        "Checklist: Small things",
        "[ ] I slept.", "Sample wording: A short message", "Hello Alex", "Ratings", "0 = bad",
        "A small action", "[ ] Done", "To close", "Added by a-plugin:", "A word from a plugin.",
        "To end with", "Looking back",
        "If you are young", "United Kingdom", "999", "116 123", "Samaritans", "https://www.samaritans.org",
        "When it is too much to carry", "Country", "Emergency number", "Help line",
        "Australia", "000 / 112", "13 11 14", "Lifeline", "None of this", "Made on: 4 January 2027", "Code: 10000-",
    ]  # fmt: skip
    text = text_of(every_node())
    place = 0
    for words in expected:
        found = text.find(words, place)
        assert found >= 0, f"{words!r} is not shown after {text[max(0, place - 40) : place]!r}"
        place = found + len(words)


def test_a_heading_is_underlined_by_its_depth():
    lines = text_of(every_node()).splitlines()
    assert lines[lines.index("Before you begin") + 1] == "=" * len("Before you begin")
    assert lines[lines.index("Look back") + 1] == "-" * len("Look back")
    assert lines[lines.index("For Alex") + 1] == "~" * len("For Alex")


def test_contents_name_each_part_with_its_day_where_there_are_several_sessions():
    document = every_node()
    session = next(part for part in document.parts if part.role == "session")
    second = replace(session, id="session-2", number=2, date=dt.date(2027, 1, 18))
    text = text_of(replace(document, parts=(*document.parts, second)))
    contents = text[text.index("Contents") : text.index("Before you begin\n=")]
    assert "- Session 2: Look back, 18 January 2027" in contents
    assert contents.count("\n- ") == len(document.parts) + 1
    assert "Contents" not in text_of(document)


def test_a_reference_says_where_its_section_stands():
    document = replace(
        every_node(),
        parts=(
            *every_node().parts,
            Section(
                "more", "passage", (), (Paragraph((Reference("session-1-step-a", (Text("That step"),)),)),)
            ),
        ),
    )
    assert "That step (Session 1: Look back)" in text_of(document)


def test_a_link_is_its_words_and_its_address():
    mail = Link("mailto:a@example.org", (Text("a@example.org"),))
    text = text_of(with_blocks(Paragraph((Text("Write to "), mail, Text(".")))))
    assert "Write to a@example.org." in text
    assert "a page <https://example.org/a?b=1&c=2>." in text_of(every_node())


def test_what_is_quoted_or_an_example_has_a_bar_on_every_line():
    words = paragraph("so many words " * 12)
    for block in (Quotation((words, words)), Sample("s", (), (words, words))):
        lines = text_of(with_blocks(block)).splitlines()
        barred = [line for line in lines if line.startswith("|")]
        inside = lines[lines.index(barred[0]) : lines.index(barred[0]) + len(barred)]
        assert inside == barred
        assert "|" in barred
        assert sum(line.count("words") for line in barred) == 24


def test_help_lines_stand_in_columns():
    services = (
        HelpLine(
            "a",
            "First",
            "116 123",
            "anyone",
            "day and night",
            "https://a.example",
            (Text("When in need"),),
        ),
        HelpLine("b", "Second", "0808 2000 247", "women", "", ""),
        HelpLine("c", "Third", "", "anyone", "", "https://c.example"),
    )
    block = HelpLines("h", (), (HelpGroup((Text("Here"),), ("999", "112"), services),), ())
    lines = text_of(with_blocks(block)).splitlines()
    starts = {
        line.index(word)
        for word in ("Emergency number", "First", "When in need", "Second", "Third")
        for line in lines
        if word in line
    }
    assert len(starts) == 1
    rows = [" ".join(line.split()) for line in lines]
    place = rows.index("116 123 First")
    assert rows[place + 1 : place + 3] == ["When in need", "anyone; Hours: day and night"]
    assert [line for line in lines if ".example" in line and "https" in line] == [
        " " * starts.copy().pop() + text for text in ("https://a.example", "https://c.example")
    ]


def test_lines_of_many_places_are_rows_with_the_place_in_front():
    rows = (
        HelpLine("a", "First", "116 123", "anyone", "", "", place="Narnia", emergency=("999", "112")),
        HelpLine("b", "", "7", "women", "late", "https://b.example", (Text("In need"),), "Far Away"),
    )
    block = HelpLines("h", (), (HelpGroup((Text("Here"),), (), rows),), ())
    lines = text_of(with_blocks(block)).splitlines()
    head = next(line for line in lines if line.startswith("Country"))
    start = lines.index(head)
    assert [line.split("  ")[0] for line in lines[start : start + 3]] == ["Country", "Narnia", "Far Away"]
    column = head.index("Help line")
    assert lines[start + 1][head.index("Emergency") :].startswith("999 / 112")
    assert lines[start + 1][column:] == "116 123 First; anyone"
    assert " ".join(lines[start + 2][column:].split()).startswith("7; In need; women; Hours: late;")
    narrow = text_of(with_blocks(block), width=40)
    assert "Narnia\n  Emergency number: 999 / 112\n  116 123 First; anyone" in narrow


def test_a_long_scale_shows_its_ends():
    task = Task("t", "rating", (), Scale("a", 0, 1000, (Text("none"),), (Text("all"),)))
    assert "0 … 1000" in text_of(with_blocks(task))


# ------------------------------------------------------------------ layout


@pytest.mark.parametrize("space", [0, 1, 3, 7])
def test_space_is_the_number_of_empty_lines_for_a_written_answer(space):
    task = Task("t", "prompt", (paragraph("Ask."),), Lines("a", 4), number=1)
    text = text_of(with_blocks(task, paragraph("After.")), space=space)
    if space:
        between = text[text.index("Space to write:") : text.index("After.")]
        # One line feed ends the label, and one empty line parts any two blocks.
        assert between.count("\n") == 1 + space + 1
    else:
        assert "Space to write" not in text


@pytest.mark.parametrize("columns", [20, 40, 72])
@pytest.mark.parametrize("name", [*HOSTILE, "名前" * 150, "e\u0301" * 300, "👩‍👩‍👧" * 40])
def test_no_line_is_wider_than_asked_but_for_addresses(name, columns):
    for line in text_of(every_node(name), width=columns).splitlines():
        assert width(line) <= columns or "://" in line


@pytest.mark.parametrize("columns", [20, 40, 72])
def test_an_address_is_never_broken(columns):
    url = "https://example.org/" + "a" * 200
    text = text_of(with_blocks(Paragraph((Text("See "), Link(url, (Text("this"),))))), width=columns)
    assert f"<{url}>" in text


def test_without_a_width_a_paragraph_is_one_line():
    words = "so many words " * 40
    assert words.strip() in text_of(with_blocks(paragraph(words)), width=0).splitlines()


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200), st.integers(20, 80))
def test_wrapping_loses_nothing(text, columns):
    assert without_spaces("".join(wrap(text, columns))) == without_spaces(text)


@given(
    st.lists(st.sampled_from(["e\u0301", "👩‍👧", "名", "a", " ", "🇬🇧", "ô"]), max_size=120),
    st.integers(4, 30),
)
def test_wrapping_never_parts_what_is_seen_as_one_character(pieces, columns):
    text = "".join(pieces)
    wrapped = [piece for line in wrap(text, columns) for piece in iter_graphemes(line) if piece != " "]
    assert wrapped == [piece for piece in iter_graphemes(text) if piece != " "]


def test_wide_text_breaks_inside_words_but_not_before_punctuation():
    assert wrap("見て、聞いて。", 6) == ["見て、", "聞い", "て。"]


@pytest.mark.parametrize("option", [{"width": 7}, {"width": 19}, {"space": 41}, {"space": -1}])
def test_options_that_make_no_page_are_refused(option):
    with pytest.raises(UsageError) as caught:
        Options(**option)
    assert caught.value.code == "bad-option"
    assert caught.value.hint


# ------------------------------------------------------------------ names are data


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ANY_NAME, st.sampled_from([0, 30, 72]))
def test_whatever_the_name_the_file_is_clean(name, columns):
    """No control characters, no white space at the end of a line, one final line feed."""
    text = text_of(every_node(name), width=columns)
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char != "\n"]
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert text.endswith("Z\n")
    assert text[0] == "="


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ANY_NAME)
def test_a_name_adds_no_line_to_an_unwrapped_file(name):
    plain = text_of(every_node("Alex"), width=0)
    assert text_of(every_node(f"A{name}"), width=0).count("\n") == plain.count("\n")


@pytest.mark.parametrize("columns", [20, 40, 72])
@pytest.mark.parametrize("name", ["נועה", "ليلى " * 30, "Alex \u202eevil", "\u2066\u2066\u2069x"])
def test_a_name_turns_nothing_round_outside_itself(name, columns):
    """Marks of direction are closed on the line they are opened on, and a name brings none of its own."""
    for line in text_of(every_node(name), width=columns).splitlines():
        assert line.count("\u2068") == line.count("\u2069")
        assert "\u202e" not in line
        assert "\u2066" not in line


def test_only_names_against_the_page_are_set_apart():
    assert "\u2068נועה\u2069" in text_of(every_node("נועה"))
    assert "\u2068" not in text_of(every_node("Alex"))
    assert "\u2068Alex\u2069" in text_of(every_node("Alex", language="he", direction="rtl"))
    hebrew = every_node("נועה", language="he", direction="rtl")
    shown = text_of(replace(hebrew, practice=None))
    # Digits in groups would stand in the opposite order.
    assert re.findall("\u2068.*?\u2069", shown) == [
        f"\u2068{number}\u2069" for number in ("116 123", "000 / 112", "13 11 14")
    ]
    assert "999" in shown
    assert "\u2068Dr Ada Marsh\u2069\n" in text_of(hebrew)


# ------------------------------------------------------------------ ASCII


def ascii_of(document: Document) -> tuple[str, list[str]]:
    (format_,) = rekindle_register_formats()
    warned: list[str] = []
    request = Request(options=Options(ascii=True), render=lambda name, shown: (), warn=warned.append)
    (artifact,) = format_.load()(document, request)
    return artifact.data.decode("ascii"), warned


def test_typographic_marks_and_accents_have_an_ascii_form():
    text, warned = ascii_of(every_node("Zoë Łukasz"))
    assert "Name a quiet hour with Zoe Lukasz." in text
    assert '| "I listened badly."' in text
    assert "Mine is usually ...\n" in text
    assert warned == []


def test_a_name_without_an_ascii_form_is_written_in_numbers_and_told_by_its_fact():
    text, warned = ascii_of(every_node("สม"))
    assert "Name a quiet hour with <U+0E2A U+0E21>." in text
    assert [line.split()[0] for line in warned] == ["client.name", "partner.name"]
    assert "สม" not in "".join(warned)


def test_letters_of_the_practice_and_of_the_program_without_an_ascii_form_are_told_too():
    document = replace(every_node(), practice=practice("สม"), title="สวน", reader="")
    text, warned = ascii_of(document)
    assert "<U+0E2A U+0E21>" in text
    assert [line.split(" has ")[0] for line in warned] == ["The program", "practice.name"]
    assert "Latin letters" in warned[1]
    assert "Latin letters" not in warned[0]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ANY_NAME)
def test_whatever_the_name_ascii_loses_no_letter_unsaid(name):
    text, warned = ascii_of(every_node(name))
    assert text.isascii()
    assert bool(warned) == ("<U+" in text.replace(name, ""))


# ------------------------------------------------------------------ as a plugin


def test_registering_imports_neither_the_renderer_nor_wcwidth():
    code = (
        "import sys, rekindle_text; rekindle_text.rekindle_register_formats(); "
        "print([name for name in ('wcwidth', 'rekindle_text.render') if name in sys.modules])"
    )
    assert _python(code, "0") == "[]\n"


def _python(code: str, seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout

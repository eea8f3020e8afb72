"""Texts that a comment cuts short: what is refused, in which file, and what is written instead."""

from __future__ import annotations

import re
from collections.abc import Container

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.support import GARDEN, QUICK, garden_pack

from rekindle_core import ProfileError, load_profile
from rekindle_core.content.reading.cut_text import cut_texts
from rekindle_core.content.reading.raw import kind_of
from rekindle_core.content.reading.source import KeyPath, ReadError
from rekindle_core.content.reading.text_places import free_texts
from rekindle_core.content.reading.yaml_reader import read_yaml


class Everywhere(Container[KeyPath]):
    """All values are text by their place."""

    def __contains__(self, path: object) -> bool:
        return True


def cuts(text: str, *, texts: Container[KeyPath] = ()) -> list[tuple[KeyPath, str]]:
    """Return which texts are cut, and where."""
    found = cut_texts(read_yaml(text, "f"), lambda: texts)
    return [(path, str(fault.position).removeprefix("f:")) for path, fault in found.items()]


@pytest.mark.parametrize(
    ("text", "path", "where"),
    [
        ("a: b c # d", ("a",), "1:8"),
        ("a: b c\t# d", ("a",), "1:8"),
        ("a: b c #d", ("a",), "1:8"),
        ("a: b c\n  # d\n", ("a",), "2:3"),
        ("a: b c\n\n # d\nb: 1", ("a",), "3:2"),
        ("a:\n  b c # d\n", ("a",), "2:7"),
        ("a: # d\n  b c\n", ("a",), "1:4"),
        ("a:\n  # d\n  b c\n", ("a",), "2:3"),
        ("a:\n# e\n  # d\n  b c\n", ("a",), "3:3"),
        ("- b c # d", (0,), "1:7"),
        ("- e\n# e\n- # d\n  b c", (1,), "3:3"),
        ("- - # d\n    b c", (0, 0), "1:5"),
        ("a:\n- b c\n # d", ("a", 0), "3:2"),
        ("- a: b c\n   # d", (0, "a"), "2:4"),
        ("a: [b c # d\n]", ("a", 0), "1:9"),
        ("a: [\n  b c\n# d\n]", ("a", 0), "3:1"),
        ("{ a: b c # d\n}", ("a",), "1:10"),
        ("[a: b c # d\n]", (0, "a"), "1:9"),
        ("a: b c\u2028#d", ("a",), "1:8"),
        ("a: b c\n# e\n  # d\n", ("a",), "3:3"),
        ("a: >\n  b\n# e\n # d\n", ("a",), "4:2"),
        ("a: b c\x85#d", ("a",), "1:8"),
        ("a: > # d\n  b", ("a",), "1:6"),
        ("- |-2 #d\n   b", (0,), "1:7"),
        ("a: |\n   b\n  # d\n", ("a",), "3:3"),
        ("a: >\n  b\n\n # d\nb: 1", ("a",), "4:2"),
        ("a: 'b'#d", ("a",), "1:7"),
        ('- "b"#d', (0,), "1:6"),
    ],
)
def test_a_comment_that_could_be_more_of_a_text_is_found_at_its_sign(
    text: str, path: KeyPath, where: str
) -> None:
    assert cuts(text) == [(path, where)]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c",
        "a: # c\nb: 1",
        "a: 5  # c d",
        "a: b#c d",
        "# c\na: b c",
        "a: b c\n# d\nb: 1",
        "a:\n# d\n  b c",
        "a:\n  - b c\n  # d\n  - e f\n",
        "a:\n- b c\n# d\n- e f\n",
        "- a: b c\n  # d\n  b: 1",
        "- a: b c\n# d\n- a: 1",
        "a: [b, # c\n  d e, # f\n  g]",
        "a: [  # c\n  # d\n  b c, d]",
        'a: "b c" # d',
        "a: 'b c'  # d",
        "a: |\n  b # c\n  #d\nb: 1",
        "a: >\n  b\n# c\n",
        "- a: |\n    b\n\n  # c\n  b: |\n    c\n# d\n- a: 1",
        "a: { b: c }  # d e",
        "# nothing at all\n",
        "---  # c\na: b\n...\n# d e\n",
    ],
)
def test_a_comment_that_nobody_takes_for_text_is_left(text: str) -> None:
    assert cuts(text) == []


@pytest.mark.parametrize(
    "text", ["a: b # c", "a: # c", "a: 5 # c", "a:\n  # c\n", "- # c\n- b", "- true # c"]
)
def test_where_a_value_is_text_by_its_place_one_word_is_enough(text: str) -> None:
    assert len(cuts(text, texts=Everywhere())) == 1


def test_places_are_asked_for_only_if_there_is_a_comment_to_judge() -> None:
    for text in ("a: b\n# c\nb: 1", "a: b c # d", 'a: "b" # c'):
        cut_texts(read_yaml(text, "f"), lambda: pytest.fail("asked"))


# ------------------------------------------------------------------ what is written instead

WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["#1", "#", "# 2", "it's", '"so"', "C:\\new", "a,b", "é", "‘no’", "{x}", "'", "\\", "100%", "`"]
        ),
        st.text("abcxyz", min_size=1, max_size=5),
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
START = st.text("abcxyz", min_size=1, max_size=3)


@pytest.mark.slow
@settings(QUICK, max_examples=300)
@given(START, WORDS, st.sampled_from(["a: ", "a:\n  ", "- ", "b: 1\na: "]))
def test_the_line_that_is_suggested_says_all_that_was_typed(start: str, words: str, before: str) -> None:
    text = f"{start} {words}"
    assume(" #" in text)
    (fault,) = cut_texts(read_yaml(before + text, "f"), Everywhere).values()
    match = re.match(r"write (?P<line>.*)\. If it is a comment, ", fault.hint)
    assert match
    data = read_yaml(match["line"], "f").data
    assert (data[0] if isinstance(data, list) else data["a"]) == text
    assert not cut_texts(read_yaml(match["line"], "f"), Everywhere)


def test_a_long_text_is_shown_by_its_beginning_and_its_end() -> None:
    text = "a: " + "word " * 100 + "#1 the end"
    (fault,) = cut_texts(read_yaml(text, "f"), Everywhere).values()
    assert fault.hint.startswith('write a: "word word ')
    assert " … " in fault.hint
    assert '#1 the end". If' in fault.hint
    assert len(fault.hint) < 300


# ------------------------------------------------------------------ nothing is lost

PIECES = st.lists(
    st.sampled_from(
        [
            "word",
            "#1",
            "#",
            "# 2",
            " ",
            "\n  ",
            "\n ",
            "\n\n   ",
            "\n",
            "\t",
            "\u2028",
            "\x85",
            "it's",
            "-",
            "%",
            "...",
        ]
    ),
    max_size=10,
).map("".join)


@settings(QUICK, max_examples=500)
@given(
    st.sampled_from(["dream: my ", "dream: ", "dream:\n  my ", "dream: >\n  my\n", "dream: |-\n    my\n"]),
    PIECES,
)
def test_a_word_of_a_profile_is_read_or_refused_and_never_lost(before: str, typed: str) -> None:
    """Of a text without quotes nothing is lost but lines that begin as a comment of the file would: at its edge."""
    text = f"{before}{typed}\nhours: 5\n"
    try:
        profile = load_profile(garden_pack(), text.encode())
    except ProfileError:
        return
    said = re.sub(r"(?m)^#[^\n]*$", "", text.removesuffix("hours: 5\n").removeprefix("dream:"))
    if before[7:9] in {"> ", ">\n", "|-"}:
        said = said.lstrip().lstrip(">|-")
    assert profile.text("dream").split() == said.split()
    assert profile["hours"] == 5


# ------------------------------------------------------------------ every file

FILES = sorted(path.relative_to(GARDEN).as_posix() for path in GARDEN.rglob("*.yaml"))


@pytest.mark.parametrize("file", FILES)
def test_no_text_of_a_pack_can_be_cut_unnoticed(file: str) -> None:
    """Whichever text of a file loses its quotes and gets a comment, that is found."""
    text = (GARDEN / file).read_text(encoding="utf-8")
    source = read_yaml(text, file)
    tried = 0
    for path in free_texts(source, kind_of(file)):
        mark = source.marks[path]
        for words in ("Some words #1 of all", "Word # 1"):
            put = f"{words}\n{' ' * 60}" if text[mark.end : mark.end + 1] != "\n" else words
            try:
                read = read_yaml(text[: mark.start] + put + text[mark.end :], file)
            except ReadError:
                continue
            tried += 1
            assert path in cut_texts(read, lambda read=read: free_texts(read, kind_of(file)))
    assert tried

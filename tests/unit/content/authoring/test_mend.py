"""Mending a file: what is mended, what is left alone, and that nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import GARDEN, QUICK, garden_text

from rekindle_core.content.authoring.mend import Mended, mend
from rekindle_core.content.building.load import load_pack
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.content.reading.file_names import FOLDERS
from rekindle_core.content.reading.raw import kind_of
from rekindle_core.content.reading.source import KeyPath, ReadError, Source, plain_line_ends
from rekindle_core.content.reading.text_places import TextPlace, text_places
from rekindle_core.content.reading.yaml_reader import read_yaml

SCHEMA = "../schema/step.schema.json"
LINE = f"# yaml-language-server: $schema={SCHEMA}\n"
FILES = sorted(path.relative_to(GARDEN).as_posix() for path in GARDEN.rglob("*.yaml"))


def texts_of(kind: str) -> Callable[[Source], Iterable[TextPlace]]:
    """Return what tells the texts of a kind of file."""
    return lambda source: text_places(source, kind)


def mended(text: str, kind: str = "step") -> Mended:
    """Mend a file of a kind, without the line that names its schema."""
    return mend(text, texts_of(kind))


def data(text: str) -> Any:
    """Return what a file says, by the reader that loads it, or None where it cannot be read."""
    try:
        return read_yaml(plain_line_ends(text).removeprefix("\ufeff"), "f.yaml").data
    except ReadError:
        return None


# ------------------------------------------------------------------ layout


def test_a_file_in_order_stays_as_it_is() -> None:
    for file in FILES:
        text = LINE + garden_text(file)
        assert mend(text, texts_of(kind_of(file)), SCHEMA) == Mended(text)


def test_each_mend_has_its_place_in_the_mended_text_and_says_what_was_done() -> None:
    text = '\ufeffid: look \r\ntitle: Look\r\nopening: "Go."\r\n'
    done = mend(text, texts_of("step"), SCHEMA)
    assert done.text == LINE + 'id: look\ntitle: "Look"\nopening: "Go."\n'
    assert [(mend.line, mend.column, mend.what) for mend in done.mends] == [
        (1, 1, "removed the byte order mark"),
        (1, 1, "changed line endings to LF"),
        (1, 1, "added the line that names the schema"),
        (2, 9, "removed trailing white space"),
        (3, 8, "put quotes around the text"),
    ]


@pytest.mark.parametrize("line", [LINE, "# note\n  #yaml-language-server : $schema=x\n"])
def test_a_file_that_names_its_schema_anywhere_gets_no_second_line(line: str) -> None:
    assert mend(line + "id: look\n", texts_of("step"), SCHEMA).mends == ()


def test_without_a_schema_no_line_is_added() -> None:
    assert mended("id: look\n").mends == ()


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_lines_end_with_a_line_feed(ends: str) -> None:
    assert mended(f'id: look{ends}title: "Look"{ends}').text == 'id: look\ntitle: "Look"\n'


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("id: look  \n", "id: look\n"),
        (
            "id: look\t\n# a note \t\n  \nwhen: { \n  soil: clay } ",
            "id: look\n# a note\n\nwhen: {\n  soil: clay }",
        ),
        # Two spaces at the end of a line of Markdown are a line break.
        ("why: |  \n  one  \n  two \n\n  \nid: look \n", "why: |\n  one  \n  two \n\n  \nid: look\n"),
        ("why: >-\n  one  \n  two \n", "why: >-\n  one  \n  two \n"),
        # A space after a backslash is part of the text.
        ('why: "one\\ \n  two" \n', 'why: "one\\ \n  two"\n'),
        ("why: 'one \n  two' \n", "why: 'one \n  two'\n"),
    ],
)
def test_white_space_at_the_end_of_lines_goes_but_in_texts_it_stays(text: str, put: str) -> None:
    assert mended(text).text == put


# ------------------------------------------------------------------ quotes


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("title: Look", 'title: "Look"'),
        ('title: Say "hello" \\{ twice', 'title: "Say \\"hello\\" \\\\{ twice"'),
        ("title: It's", 'title: "It\'s"'),
        ("why: one\n  two\n\n  three\n", 'why: "one\n  two\n\n  three"\n'),
        (
            "why:\n  one\n# a note on what follows\nid: look",
            'why:\n  "one"\n# a note on what follows\nid: look',
        ),
        ("exercises: [{ steps: [Pace it out.] }]", 'exercises: [{ steps: ["Pace it out."] }]'),
        (
            "exercises:\n  - steps:\n    - Pace it out.\n    - Look, again.",
            'exercises:\n  - steps:\n    - "Pace it out."\n    - "Look, again."',
        ),
        ("prompts: [{ text: Look up, id: a }]", 'prompts: [{ text: "Look up", id: a }]'),
        # What was read as something else, where nothing but text can stand.
        ("title: 1999", 'title: "1999"'),
        ("title: 007", 'title: "007"'),
        ("title: True", 'title: "True"'),
        ("title: {helper}", 'title: "{helper}"'),
        ("title: {helper's}", 'title: "{helper\'s}"'),
        ("title: {helper.they: was | were}", 'title: "{helper.they: was | were}"'),
        # Of an id a number would be no better in quotes.
        ("id: 5", "id: 5"),
    ],
)
def test_a_text_gets_quotes_where_it_is_plain_what_was_meant(text: str, put: str) -> None:
    assert mended(text).text == put
    assert mended(put).mends == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("version: 1.0\n", "pack"),  # its pattern wants three numbers
        ("id: look\nmotif: corner\n", "pack"),
        ("title:\n", "step"),
        ("title: ~\n", "step"),
        ("title: null\n", "step"),
        ('title: "Look"\nwhy: |\n  Look.\n', "step"),
        ("title: { text: Look }\n", "step"),
        ("title: {helper: was}\n", "step"),
        ("title: {a, b}\n", "step"),
        ("title: [Look]\n", "step"),
        # Who means the mapping, and who the words?
        ("exercises:\n  - steps:\n    - text: Pace it out.\n", "step"),
    ],
)
def test_what_is_no_text_or_may_be_meant_gets_no_quotes(text: str, kind: str) -> None:
    assert mended(text, kind) == Mended(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: Write three words #hard\n",
        "title: Write three words # a note\n",
        "title: Write three words\n  #hard\n",
        "prompts: [{ text: Look, then go, id: a }]\n",
        "exercises: [{ steps: [Look, then go] }]\n",
        "title: 5 #hard\n",
    ],
)
def test_a_text_that_may_have_been_cut_is_left_to_its_author(text: str) -> None:
    """Quotes would make the cut final, and take away the fault that points to it."""
    assert mended(text) == Mended(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: Look: there\n",
        "\ufeffid: [ \r\n",
        "id: a \nid: b \n",
        "title: \x07 \n",
        "id: &a look \n",
        'title: "open \n',
        "\ufeff\ufeff@ \r\n",
    ],
)
def test_a_file_that_cannot_be_read_is_not_touched(text: str) -> None:
    assert mend(text, texts_of("step"), SCHEMA) == Mended(text)


def test_numbers_of_a_help_line_are_meant_as_they_are_written() -> None:
    text = "countries: { GB: { emergency: [0999], lines: [ { number: 0800 } ] } }\n"
    put = 'countries: { GB: { emergency: ["0999"], lines: [ { number: "0800" } ] } }\n'
    assert mended(text, "helplines").text == put


# ------------------------------------------------------------------ where texts are


@pytest.mark.slow
def test_every_place_that_the_builders_read_as_prose_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[tuple[str, KeyPath]] = set()
    sources: dict[str, Source] = {}
    original = Cursor._check_prose

    def record(self: Cursor, *args: Any, **words: Any) -> None:
        read.add((self.source.file, self.path))
        sources[self.source.file] = self.source
        original(self, *args, **words)

    monkeypatch.setattr(Cursor, "_check_prose", record)
    load_pack(GARDEN)
    load_pack()
    assert len(read) > 500
    for file, source in sources.items():
        folder, name = file.split("/")[-2:]
        kind = kind_of(f"{folder}/{name}" if f"{folder}/" in FOLDERS else name)
        known = {place.path for place in text_places(source, kind) if place.prose}
        assert {path for other, path in read if other == file} <= known, file


# ------------------------------------------------------------------ damaged files

_BITS = [*"\t \n\r#'\"{},:|>\\5~-é&", "  \n", " #x", "- ", "\r\n", "\xa0", "\x85", "\u2028", "\ufeff"]


def without_quotes(text: str, random: Random) -> str:
    """Take away the quotes of some texts."""
    share = random.random()
    return re.sub(r'"((?:[^"\\]|\\.)*)"', lambda match: match[1 if random.random() < share else 0], text)


def dressed(text: str, random: Random) -> str:
    """Give a text other line ends, white space at the end of lines, or a byte order mark."""
    if random.random() < 0.5:
        text = re.sub("\n", lambda _: random.choice(["\n", " \n", "\t \n"]), text)
    if random.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if random.random() < 0.3 else text


def damaged(text: str, random: Random) -> str:
    """Put characters in, or take some out, anywhere."""
    for _ in range(random.randrange(5)):
        at = random.randrange(len(text))
        text = text[:at] + (text[at + 1 :] if random.random() < 0.3 else random.choice(_BITS) + text[at:])
    return text


def says_the_same(before: Any, after: Any) -> bool:
    """Return whether two values are the same, save for what was no text and now is."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(says_the_same(before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(says_the_same, before, after))
    if isinstance(after, str) and isinstance(before, int | float | dict):
        return True
    return bool(before == after)


@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
@QUICK
def test_a_damaged_file_is_mended_once_for_all_and_says_what_it_said(file: str, random: Random) -> None:
    texts = texts_of(kind_of(file))
    text = dressed(damaged(without_quotes(garden_text(file), random), random), random)
    done = mend(text, texts, SCHEMA)
    if data(text) is None:
        assert done == Mended(text)
        return
    assert says_the_same(data(text), data(done.text))
    assert mend(done.text, texts, SCHEMA) == Mended(done.text)
    assert (done.text == text) == (not done.mends)


@pytest.mark.slow
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
@QUICK
def test_what_needs_no_thought_is_as_it_was_before_the_damage(file: str, random: Random) -> None:
    """All but the texts whose quotes YAML needs, or that a comma cuts: those are never taken away here."""
    text = garden_text(file)

    def bare(match: re.Match[str]) -> str:
        unsafe = re.search(r"[,:#{}\[\]\\]|^[ -@`>|]|^$|^[\d.]+$|^(?:text|looking)$", match[1])
        return match[0] if unsafe or random.random() < 0.5 else match[1]

    done = mend(dressed(re.sub(r'"([^"]*)"', bare, text), random), texts_of(kind_of(file)), SCHEMA)
    # Words that are no prose may stay without quotes: what they say is the same.
    assert data(done.text) == data(text)
    source = read_yaml(done.text, "f.yaml")
    prose = [place.path for place in text_places(source, kind_of(file)) if place.prose]
    lists = [path for path in prose if path and isinstance(path[-1], int)]
    assert not [path for path in prose if source.marks[path].plain and path not in lists]
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in done.text.splitlines() if line.startswith("#")] == [LINE.rstrip(), *comments]

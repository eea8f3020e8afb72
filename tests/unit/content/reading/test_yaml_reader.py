"""The YAML reader: what it refuses, what plain words mean, and that every value knows its place."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.support import GARDEN, QUICK

import rekindle_core.content.reading.yaml_reader as reader
from rekindle_core.content.reading.source import KeyPath, Mark, ReadError, Source
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic, Position


def refusal(text: str) -> Diagnostic:
    """Return the fault for which some text is refused."""
    with pytest.raises(ReadError) as caught:
        read_yaml(text, "f.yaml")
    return caught.value.diagnostic


def data(text: str) -> Any:
    """Return the data of some text."""
    return read_yaml(text, "f.yaml").data


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "4:3", "yaml-duplicate-key"),
        ('{a: 1, "a": 2}', "1:8", "yaml-duplicate-key"),
        ("1: x\n'1': y\n", "2:1", "yaml-duplicate-key"),
        ("a: &x 1", "1:4", "yaml-anchor"),
        ("- &x {a: 1}", "1:3", "yaml-anchor"),
        ("&k a: 1", "1:1", "yaml-anchor"),
        ("a: 1\nb: *x", "2:4", "yaml-anchor"),
        ("a:\n  <<: {b: 1}\n", "2:3", "yaml-anchor"),
        ("a: !!str b", "1:4", "yaml-tag"),
        ("a: !mine b", "1:4", "yaml-tag"),
        ("- ! b", "1:3", "yaml-tag"),
        ("- !!python/object:os.system x", "1:3", "yaml-tag"),
        ("!!map {a: 1}", "1:1", "yaml-tag"),
        ("a: !Important text", "1:4", "yaml-tag"),
        ("a: 1\n---\nb: 2\n", "2:1", "yaml-documents"),
        ("---\n---\n", "2:1", "yaml-documents"),
        ("a: 1\n...\n---\nb: 1\n", "3:1", "yaml-documents"),
        ("p:\n  -{ id: a }\n", "2:3", "yaml-syntax"),
        ("? [a]\n: b\n", "1:3", "yaml-key"),
        ("x: {{a: b}: c}", "1:5", "yaml-key"),
        ("a: {partner}: was", "1:4", "yaml-syntax"),
        ("{partner}: was", "1:1", "yaml-key"),
        ("- {partner.name} came", "1:3", "yaml-syntax"),
        ("a: b: c", "1:5", "yaml-syntax"),
        ("a: 'x", "1:4", "yaml-syntax"),
        ("a:\n  - ]\n", "2:5", "yaml-syntax"),
        ("a: |\n  x\n y\n", "3:2", "yaml-syntax"),
        ("é: “😀” \nb: @", "2:4", "yaml-syntax"),
        ('a: "\\q"', "1:5", "yaml-syntax"),
        ("%words of mine\n---\na: 1\n", "1:1", "yaml-syntax"),
        ("# c\n\n%YAML 1.2\n%TAG ! x\n---\na: 1\n", "4:1", "yaml-syntax"),
        ("a: 1\n...\nof words\n", "2:1", "yaml-syntax"),
        ("a: 1\n... of words\n", "2:1", "yaml-syntax"),
        ("a: 1\nb: x\x07y", "2:5", "yaml-character"),
        ("\x00", "1:1", "yaml-character"),
        ("a: 1 # \x1b[0m", "1:8", "yaml-character"),
        ("a: é\x7f", "1:5", "yaml-character"),
        ("a: \x9f", "1:4", "yaml-character"),
        ("a: \ud800", "1:4", "yaml-character"),
        ("a: 😀\udfff", "1:5", "yaml-character"),
        ("a: \uffff", "1:4", "yaml-character"),
        ("[" * 41, "1:41", "yaml-depth"),
        ("[" * 41 + "]" * 41, "1:41", "yaml-depth"),
    ],
)
def test_what_an_author_cannot_mean_is_refused_with_code_and_place(text: str, place: str, code: str) -> None:
    fault = refusal(text)
    assert (fault.code, str(fault.position)) == (code, f"f.yaml:{place}"), fault
    assert fault.message.endswith(".")
    assert fault.hint


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a: *now there", 'a: "*now there"'),
        ("- *now", '- "*now"'),
        ("a: { b: *now, c: 1 }", '"*now"'),
        ("a: &x y", 'a: "&x y"'),
        ("a: !Important text", 'a: "!Important text"'),
    ],
)
def test_text_that_begins_with_a_sign_of_yaml_is_shown_in_quotes(text: str, shown: str) -> None:
    assert refusal(text).hint.endswith(f"if it is text, put quotes around it: {shown}")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a: 1\n\na: 2", "“a” is repeated; it first appears on line 1"),
        ("a: !!int 1", "tag:yaml.org,2002:int"),
        ("a: \x0c", "U+000C"),
    ],
)
def test_a_refusal_names_what_it_is_about(text: str, part: str) -> None:
    assert part in refusal(text).message


def test_forty_levels_are_read() -> None:
    assert data("[" * 40 + "]" * 40)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "[{" * 50_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: " * 100_000,
        "'" * 100_001,
        "&a " * 100_000,
        "!" * 100_000,
        "#\n" * 100_000 + "[",
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in pairwise("abcdefghi")),
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_hostile_file_is_answered_within_a_second(text: str) -> None:
    """Deep nesting and aliases that multiply (“a billion laughs”) cost neither time nor the process."""
    start = time.perf_counter()
    refusal(text)
    assert time.perf_counter() - start < 1


def test_a_text_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 10)
    assert data("a: 3456789")
    fault = refusal("a: 34567890")
    assert (fault.code, str(fault.position)) == ("yaml-size", "f.yaml:1:1")
    assert "11" in fault.message
    assert "10" in fault.message


def test_a_text_of_too_many_values_is_refused_where_they_become_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "MOST_VALUES", 4)
    assert data("[1, 2, 3]") == [1, 2, 3]
    fault = refusal("[1, 2,\n 3, 4]")
    assert (fault.code, str(fault.position)) == ("yaml-size", "f.yaml:2:5")


@pytest.mark.parametrize("text", ['a: "\\0"', 'a: "\\x07"', 'a: "\\x1b"', 'a: "\\uFFFF"', '"\\x07": 1'])
def test_a_character_that_is_refused_is_refused_as_an_escape_too(text: str) -> None:
    """What a file cannot hold, no value may hold: it would reach pages, mails and XML."""
    assert refusal(text).code == "yaml-character"


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_editors_count_them(character: str) -> None:
    """Unicode's own line ends shift no position, unless they are refused for it."""
    try:
        place = read_yaml(f'a: "x{character}y"\nb: 1\n', "f.yaml").position(("b",))
    except ReadError as refused:
        place = refused.diagnostic.position
    assert place in (Position("f.yaml", 2, 4), Position("f.yaml", 1, 6))


def test_a_byte_order_mark_left_in_text_shifts_no_mark() -> None:
    source = read_yaml("\ufeffa: word\n", "f.yaml")
    mark = source.marks[("a",)]
    assert source.text[mark.start : mark.end] == "word"


# ------------------------------------------------------------------ what plain words mean


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "y", "n", "No", "YES", "tRue", "nULL", "None"])
def test_a_word_that_yaml_1_1_took_for_something_else_is_text(word: str) -> None:
    assert data(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    "word",
    ["2026-01-31", "12:30", "1:30:00", "1_000", "0b11", "0o14", "0x1F", ".inf", ".nan", "=", "1.0.0", "+", "."],
)  # fmt: skip
def test_a_date_a_time_or_a_number_of_unusual_form_is_text(word: str) -> None:
    assert data(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("0", 0), ("012", 12), ("-7", -7), ("+5", 5), ("999999999999999999", 10**18 - 1),
        ("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("-1e3", -1000.0), ("1.0E-2", 0.01),
    ],
)  # fmt: skip
def test_plain_words_have_the_meaning_of_yaml_1_2(word: str, value: object) -> None:
    read = data(f"a: {word}")["a"]
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize("word", ["null", "true", "12", "1.5", "~", ""])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_what_stands_in_quotes_is_text(word: str, quote: str) -> None:
    assert data(f"a: {quote}{word}{quote}") == {"a": word}


def test_what_stands_in_a_block_is_text() -> None:
    assert data("a: |\n  12\nb: >-\n  true\n") == {"a": "12\n", "b": "true"}


def test_a_key_is_always_text() -> None:
    assert data("1: a\ntrue: b\n~: c\n") == {"1": "a", "true": "b", "~": "c"}


def test_a_merge_key_in_quotes_is_a_key() -> None:
    assert data("'<<': 1") == {"<<": 1}


@pytest.mark.parametrize("digits", [19, 20, 400])
def test_a_whole_number_is_never_rounded(digits: int) -> None:
    """A long one is read as it is, kept as text, or refused by name; never made a float."""
    try:
        read = data(f"a: {'9' * digits}")["a"]
    except ReadError:
        return
    assert str(read) == "9" * digits


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "~"])
def test_an_empty_file_is_nothing_and_stands_at_its_beginning(text: str) -> None:
    source = read_yaml(text, "f.yaml")
    assert source.data is None
    assert source.position(("a", 0)).file == "f.yaml"


def test_only_a_scalar_without_quotes_is_plain() -> None:
    source = read_yaml("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >\n  x\nf: [x]\ng:\n", "f.yaml")
    assert {path for path, mark in source.marks.items() if mark.plain} == {("a",), ("f", 0), ("g",)}


# ------------------------------------------------------------------ any data, any text

TEXT = st.text(
    st.one_of(
        st.sampled_from("\n\t :#-?!&*[]{},|>@`\"'%\\0é"),
        st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029\ufeff"),
    ),
    max_size=20,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=15,
)


class Quoting(yaml.SafeDumper):
    """Writes text in quotes, as PyYAML leaves without them what YAML 1.2 reads as a number."""


Quoting.add_representer(str, lambda self, text: self.represent_scalar("tag:yaml.org,2002:str", text, '"'))
FLOW = {"block": False, "flow": True}


@pytest.mark.parametrize("form", ["block", "flow", "json", "indented json"])
@given(value=VALUES)
@QUICK
def test_data_that_is_written_is_read_back_and_every_value_knows_its_text(form: str, value: Any) -> None:
    """The slice of the text that a mark names holds that value, and begins at its line and column."""
    if form in FLOW:
        text = yaml.dump(
            value, Dumper=Quoting, default_flow_style=FLOW[form], allow_unicode=True, sort_keys=False
        )
    else:
        text = json.dumps(value, ensure_ascii=False, indent=2 if "indented" in form else None)
    source = read_yaml(text, "f.yaml")
    assert same(source.data, value)
    assert set(source.marks) == set(paths(value))
    for path, inner in paths(value).items():
        check_place(source, source.marks[path], inner)
        if path and isinstance(path[-1], str):
            check_place(source, source.keys[path], path[-1])


def check_place(source: Source, mark: Mark, value: Any) -> None:
    """Check that the text of a mark is its value's, and that line and column agree with it."""
    before = source.text[: mark.start]
    assert (mark.line, mark.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    alone = " " * (mark.column - 1) + source.text[mark.start : mark.end]
    assert same(data(alone), value)


def paths(value: Any, path: KeyPath = ()) -> dict[KeyPath, Any]:
    """Return every value inside some data, by its path."""
    found = {path: value}
    inner: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, item in inner:
        found |= paths(item, (*path, key))
    return found


def same(first: Any, second: Any) -> bool:
    """Return whether two pieces of data are the same in value, type and order of keys."""
    return repr(first) == repr(second)


MARKUP = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'", '"', "|", ">", "&x ",
         "*x", "!t ", "!!", "%YAML 1.2\n", "---", "...", "# c", "\\", "<<", "\t", "@", "`", "\ufeff", "\x85", "\u2028",
         "\\u", "\\x", "é", "😀", "1", "1e9", "~"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(st.one_of(MARKUP, st.text(st.characters(), max_size=30)))
@QUICK
def test_any_text_gives_data_or_one_fault(text: str) -> None:
    check_answer(text)


@given(st.data())
@QUICK
def test_a_damaged_file_gives_data_or_one_fault(draw: st.DataObject) -> None:
    whole = (GARDEN / "gates.yaml").read_text(encoding="utf-8")
    start = draw.draw(st.integers(0, len(whole)))
    end = draw.draw(st.integers(start, min(len(whole), start + 30)))
    check_answer(whole[:start] + draw.draw(MARKUP) + whole[end:])


def check_answer(text: str) -> None:
    """Check that reading gives plain data with a place for each value, or a fault that has a place."""
    try:
        source = read_yaml(text, "f.yaml")
    except ReadError as refused:
        fault = refused.diagnostic
    else:
        assert source.data is None or set(source.marks) == set(paths(source.data))
        assert json.dumps(source.data)
        return
    assert fault.message
    assert fault.position >= Position("f.yaml", 1, 1)


@pytest.mark.parametrize(
    "text",
    ["a: [1, 'b', {c: \"d\"}]\n", "a: 1\na: 2", "&x a", "!t a", "a\n---\nb", "[" * 50, "a: 'x", "? [a]\n: b",
     "%words\n---\na: 1\n", "%YAML 1.2\n---\na: 1\n", "a: 1\n...\nb",
    ],
)  # fmt: skip
def test_without_the_c_library_the_answer_is_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer() -> object:
        try:
            return read_yaml(text, "f.yaml")
        except ReadError as refused:
            return refused.diagnostic.code

    fast = answer()
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)
    assert answer() == fast

"""A file that was read: its bytes as text, and where each value of it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

import rekindle_core.content.reading.source as source_module
from rekindle_core.content.reading.source import KeyPath, ReadError, Source, decode, read_bytes
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Position

# ------------------------------------------------------------------ bytes and files


def test_a_byte_order_mark_and_any_line_ends_are_taken_away() -> None:
    assert decode(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n", "f.yaml") == "a: 1\nb: 2\nc: 3\n"


def test_positions_do_not_depend_on_line_ends_or_byte_order_mark() -> None:
    plain = "a: é\nb: [x, 'y\n\n  z']\n"
    dressed = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    assert read_yaml(decode(dressed, "f.yaml"), "f.yaml") == read_yaml(plain, "f.yaml")


@pytest.mark.parametrize(
    ("bytes_", "place", "byte"),
    [
        (b"\xff", "1:1", "0xFF"),
        (b"ab: \xe9t\xe9", "1:5", "0xE9"),
        ("é: 1\nè: ".encode() + b"\xe9", "2:4", "0xE9"),
        (b"a\r\nb\r\nc\xff", "3:2", "0xFF"),
        (b"a\rb\rc\xff", "3:2", "0xFF"),
        (b"ab\xc3", "1:3", "0xC3"),
        (b"a: \xed\xa0\x80", "1:4", "0xED"),
        (b"\xef\xbb\xbfab\xff", "1:3", "0xFF"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_where_they_stand(bytes_: bytes, place: str, byte: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(bytes_, "f.yaml")
    fault = caught.value.diagnostic
    assert (fault.code, str(fault.position)) == ("not-utf-8", f"f.yaml:{place}")
    assert byte in fault.message
    assert fault.hint == "save the file as UTF-8, or convert it, for example with `iconv -f latin1 -t utf-8`."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_by_name(encoding: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode("\ufeffa: 1".encode(encoding), "f.yaml")
    fault = caught.value.diagnostic
    assert str(fault) == (
        "f.yaml:1:1: not-utf-8: The file is UTF-16, not UTF-8. Hint: save the file as UTF-8, or convert "
        "it, for example with `iconv -f utf-16 -t utf-8`."
    )


@given(st.binary(max_size=60))
@QUICK
def test_any_bytes_give_text_or_one_fault(bytes_: bytes) -> None:
    try:
        answer = decode(bytes_, "f.yaml")
    except ReadError as refused:
        answer = refused.diagnostic.code
        assert bytes_.decode("utf-8", "ignore").encode() != bytes_
    assert "\r" not in answer


def test_the_bytes_of_a_file_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xff\r\n")
    assert read_bytes(path, "f.yaml") == b"\xef\xbb\xbfa: \xff\r\n"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f.yaml"
    monkeypatch.setattr(source_module, "MOST_BYTES", 10)
    path.write_bytes(b"\xff" * 10)
    assert len(read_bytes(path, "f.yaml")) == 10
    path.write_bytes(b"\xff" * 11)
    with pytest.raises(ReadError) as caught:
        read_bytes(path, "f.yaml")
    fault = caught.value.diagnostic
    assert (fault.code, str(fault.position), fault.hint) == ("yaml-size", "f.yaml:1:1", "split it.")


def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    """A folder, or a file that is not there; the message does not give the path of somebody's home away."""
    for place in (tmp_path, tmp_path / "absent.yaml"):
        with pytest.raises(ReadError) as caught:
            read_bytes(place, "f.yaml")
        fault = caught.value.diagnostic
        assert (fault.code, str(fault.position)) == ("unreadable", "f.yaml:1:1")
        assert str(tmp_path) not in str(caught.value)


# ------------------------------------------------------------------ places

SOURCE = read_yaml(
    """\
title: "A “title”"
list:
  - é: 'one'
    flow: { b: [x, {slot} ] }
  - |
    First line.
    Second {slot} line, {slot} twice.
folded: "it folds
  here"
empty:
""",
    "f.yaml",
)


@pytest.mark.parametrize(
    ("path", "place", "key"),
    [
        ((), (1, 1), None),
        (("title",), (1, 8), (1, 1)),
        (("list",), (3, 3), (2, 1)),
        (("list", 0), (3, 5), None),
        (("list", 0, "é"), (3, 8), (3, 5)),
        (("list", 0, "flow"), (4, 11), (4, 5)),
        (("list", 0, "flow", "b", 1), (4, 20), None),
        (("list", 0, "flow", "b", 1, "slot"), (4, 25), (4, 21)),
        (("list", 1), (5, 5), None),
        (("folded",), (8, 9), (8, 1)),
        (("empty",), (10, 7), (10, 1)),
    ],
)
def test_values_and_keys_know_their_places(
    path: KeyPath, place: tuple[int, int], key: tuple[int, int] | None
) -> None:
    assert SOURCE.position(path) == Position("f.yaml", *place)
    assert SOURCE.position(path, key=True) == Position("f.yaml", *(key or place))


def test_a_path_that_leads_nowhere_stands_where_it_was_left() -> None:
    assert SOURCE.position(("list", 0, "absent", 3)) == SOURCE.position(("list", 0))
    assert SOURCE.position(("absent",), key=True) == Position("f.yaml", 1, 1)
    assert Source("g.yaml", "", None).position(("a",)) == Position("g.yaml", 1, 1)


@pytest.mark.parametrize(
    ("path", "needle", "nth", "place"),
    [
        (("title",), "“title”", 0, (1, 11)),
        (("list", 1), "{slot}", 0, (7, 12)),
        (("list", 1), "{slot}", 1, (7, 25)),
        (("list", 1), "Second", 0, (7, 5)),
        (("folded",), "here", 0, (9, 3)),
    ],
)
def test_characters_are_found_inside_a_value(
    path: KeyPath, needle: str, nth: int, place: tuple[int, int]
) -> None:
    assert SOURCE.find(path, needle, nth) == Position("f.yaml", *place)


@pytest.mark.parametrize(
    ("path", "needle", "nth"),
    [
        (("list", 1), "{slot}", 2),  # there are two
        (("list", 1), "x", 0),  # it stands in the file, but not here
        (("folded",), "folds here", 0),  # a line ends between the words
        (("title",), "", 0),
    ],
)
def test_what_is_not_found_stands_at_its_value(path: KeyPath, needle: str, nth: int) -> None:
    assert SOURCE.find(path, needle, nth) == SOURCE.position(path)


def test_what_is_looked_for_in_no_value_stands_at_the_nearest_one() -> None:
    assert SOURCE.find(("list", 0, "absent"), "é") == SOURCE.position(("list", 0))

"""Forms with files, in memory."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle_core.web.forms.form import MOST_FIELDS
from rekindle_core.web.forms.multipart import read_multipart
from rekindle_core.web.security.refused import Refused

KIND = "multipart/form-data; boundary=x"


def part(name: str, value: bytes, more: str = "") -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"


def test_fields_and_files_are_told_apart_and_a_file_is_whole() -> None:
    data = bytes(range(256)) * 10 + b"\r\n--y\r\n"
    body = (
        part("name", "é".encode())
        + part("logo", data, '; filename="../a.png"\r\nContent-Type: image/png')
        + part("none", b"", '; filename=""\r\nContent-Type: application/octet-stream')
        + part("name", b"two\r\nlines")
        + b"--x--\r\n"
    )
    form = read_multipart(KIND, body)
    assert form.fields == {"name": ("é", "two\nlines")}
    assert {name: upload.data for name, upload in form.files.items()} == {"logo": data}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (KIND, b""),
        (KIND, part("a", b"1")),
        (KIND, part("a", b"1") + b"--x"),
        (KIND, b"nothing of the kind"),
        (KIND, b"--x\r\n\r\n\r\n\r\n--x--"),
        ("multipart/form-data", part("a", b"1") + b"--x--\r\n"),
        ("multipart/form-data; boundary=", part("a", b"1") + b"--x--\r\n"),
        (KIND, part("a", b"1") * (MOST_FIELDS + 1) + b"--x--\r\n"),
    ],
)
def test_what_is_damaged_or_has_too_many_parts_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_multipart(kind, body)
    assert (refused.value.status, refused.value.why) == (400, "malformed")


PIECES = (b"--x", b"--", b"\r\n", b"Content-Disposition: form-data; name=", b'"a"', b"\x00", b": ")


@given(st.lists(st.sampled_from(PIECES)))
def test_whatever_arrives_is_read_or_refused(pieces: list[bytes]) -> None:
    with suppress(Refused):
        assert read_multipart(KIND, b"".join(pieces)).files == {}

"""PNGs as logos: whole pictures come through without what was written beside them, all else is refused."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pictures import KINDS, Kind
from tests.pictures import png as kind_of_png

from rekindle_core.practice.logo import MOST_BYTES, read_logo
from rekindle_core.practice.logo_error import LogoError

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def head(width: int, height: int, depth: int = 8, kind: int = 2, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + bytes((depth, kind, 0, 0, interlaced)))


def png(*between: bytes, width: int = 4, height: int = 2, rows: bytes | None = None) -> bytes:
    data = rows if rows is not None else (b"\0" + b"abc" * width) * height
    return (
        SIGNATURE
        + head(width, height)
        + b"".join(between)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND")
    )


def fault(data: bytes) -> str:
    with pytest.raises(LogoError) as caught:
        read_logo(data)
    assert caught.value.code == "bad-logo"
    assert caught.value.hint
    return caught.value.message


def test_a_picture_keeps_its_bytes_and_has_its_shape() -> None:
    logo = read_logo(png())
    assert (logo.media_type, logo.data, logo.aspect) == ("image/png", png(), 2.0)


def test_what_is_written_beside_a_picture_is_left_out() -> None:
    beside = (
        chunk(b"tEXt", b"Author\0Somebody"),
        chunk(b"eXIf", b"51.5N"),
        chunk(b"tIME", bytes(7)),
        chunk(b"prVt"),
    )
    assert read_logo(png(*beside) + b"and what was appended").data == png()


def test_what_says_how_a_picture_looks_stays() -> None:
    looks = chunk(b"gAMA", (45455).to_bytes(4))
    assert read_logo(png(looks)).data == png(looks)


@pytest.mark.parametrize(("kind", "depth", "size"), [(0, 1, 1), (3, 2, 2), (4, 16, 20), (6, 8, 20)])
def test_every_kind_of_pixel_is_measured(kind: int, depth: int, size: int) -> None:
    palette = chunk(b"PLTE", bytes(3)) if kind == 3 else b""
    data = (
        SIGNATURE + head(5, 3, depth, kind) + palette + chunk(b"IDAT", zlib.compress(bytes((1 + size) * 3)))
    )
    assert read_logo(data + chunk(b"IEND")).aspect == 5 / 3


def test_an_interlaced_picture_is_measured_pass_by_pass() -> None:
    # Eight by eight pixels of one byte: seven passes of 1, 1, 2, 4, 8, 16 and 32 pixels in 15 rows.
    data = SIGNATURE + head(8, 8, 8, 0, 1) + chunk(b"IDAT", zlib.compress(bytes(64 + 15)))
    assert read_logo(data + chunk(b"IEND")).aspect == 1


@pytest.mark.parametrize(
    "data",
    [
        png()[:-5],
        png().replace(b"IDAT", b"IDAX"),
        SIGNATURE,
        SIGNATURE + chunk(b"IEND"),
        SIGNATURE + head(4, 2) + chunk(b"IEND"),
        SIGNATURE + chunk(b"IDAT") + head(4, 2) + chunk(b"IEND"),
        SIGNATURE + head(0, 2) + chunk(b"IEND"),
        SIGNATURE + head(4, 2, 3) + chunk(b"IEND"),
        SIGNATURE + head(4, 2, 8, 5) + chunk(b"IEND"),
        SIGNATURE + head(4, 2, 8, 2, 2) + chunk(b"IEND"),
        SIGNATURE + head(4, 2) + chunk(b"IDAT", b"no stream") + chunk(b"IEND"),
        png(rows=b"short"),
        png(rows=bytes(1000)),
        b"\x89PNG\n\n",
        # What programs that show it would stumble over: no palette, one where none belongs, a chunk twice or too late.
        SIGNATURE + head(1, 1, 8, 3) + chunk(b"IDAT", zlib.compress(bytes(2))) + chunk(b"IEND"),
        SIGNATURE
        + head(1, 1, 8, 0)
        + chunk(b"PLTE", bytes(3))
        + chunk(b"IDAT", zlib.compress(bytes(2)))
        + chunk(b"IEND"),
        png(head(4, 2)),
        png(chunk(b"gAMA", bytes(4)), chunk(b"gAMA", bytes(4))),
        png()[:-12] + chunk(b"PLTE", bytes(3)) + chunk(b"IEND"),
        png()[:-12] + chunk(b"gAMA", bytes(4)) + chunk(b"IDAT") + chunk(b"IEND"),
        png(rows=(b"\x05" + b"abc" * 4) * 2),
    ],
)
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    assert fault(data) == "The PNG is damaged."


def profile(kind: bytes = b"RGB ", size: int = 200) -> bytes:
    return (size.to_bytes(4) + bytes(12) + kind + bytes(16) + b"acsp").ljust(size, b"\0")


def test_a_colour_profile_stays_if_it_is_one() -> None:
    for body, stays in (
        (b"ours\0\0" + zlib.compress(profile()), True),
        (b"ours\0\0" + zlib.compress(profile(b"CMYK")), False),
        (b"ours\0\0" + zlib.compress(b"no profile"), False),
        (b"ours\0\0no stream", False),
        (b"ours", False),
        # A few hundred bytes that unpack to many.
        (b"ours\0\0" + zlib.compress(profile(size=50_000_000)), False),
    ):
        given = chunk(b"iCCP", body)
        assert read_logo(png(given)).data == (png(given) if stays else png())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_picture_is_read_as_it_is(kind: Kind) -> None:
    logo = read_logo(kind_of_png(kind))
    assert (logo.data, logo.aspect) == (kind_of_png(kind), 2)


def test_a_picture_that_is_nearly_a_line_is_refused() -> None:
    assert "100 times" in fault(png(width=404, height=2))


def test_a_picture_of_too_many_pixels_or_bytes_is_refused_before_it_is_unpacked() -> None:
    assert "pixels" in fault(SIGNATURE + head(4001, 2) + chunk(b"IEND"))
    assert "pixels" in fault(SIGNATURE + head(3000, 3000) + chunk(b"IEND"))
    assert f"{MOST_BYTES:,}" in fault(png() + bytes(MOST_BYTES))


@given(st.integers(0, len(png()) - 1), st.integers(0, 255))
def test_whatever_byte_is_wrong_the_picture_is_whole_or_refused(at: int, byte: int) -> None:
    data = png()[:at] + bytes((byte,)) + png()[at + 1 :]
    try:
        logo = read_logo(data)
    except LogoError:
        return
    assert logo.data == png()

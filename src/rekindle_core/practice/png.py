"""PNG: the image itself, complete and undamaged, without the metadata that programs add.

Input: bytes that begin like a PNG. Output: a Logo.

Text, dates and locations (such as a camera's) are left out, because every client would get them.

Source: Portable Network Graphics, third edition (W3C): chunks, their checks, and the size of a picture's
data.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from rekindle_core.document.nodes import Logo
from rekindle_core.practice.logo_error import LogoError

MOST_SIDE = 4_000
MOST_PIXELS = 4_000_000
MOST_PROFILE = 1_000_000
"""The maximum size of an unpacked color profile; an image is shown without a larger one."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Chunks that affect how the image looks; all others are about where it came from.
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"IDAT", b"IEND")
# Chunks that an image has at most once.
_ONCE = (b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs")
_LAST_FILTER = 4
# For each color type: the number of samples in a pixel, and their possible bit depths.
_SAMPLES = {0: (1, (1, 2, 4, 8, 16)), 2: (3, (8, 16)), 3: (1, (1, 2, 4, 8)), 4: (2, (8, 16)), 6: (4, (8, 16))}
# The passes of an interlaced image: where each begins, and the distance of its pixels.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def read_png(data: bytes) -> Logo:
    """Return a PNG as a logo.

    Raises:
        LogoError: It is damaged, or too large.
    """
    kept = [chunk for chunk in _chunks(data) if chunk[0] in _KEPT]
    width, height, rows = _measure(kept[0][1])
    colours = kept[0][1][9]
    if not _is_in_order([kind for kind, _ in kept], colours) or not _is_whole(kept, rows):
        raise _damaged()
    kept = [chunk for chunk in kept if chunk[0] != b"iCCP" or _is_profile(chunk[1], colours)]
    written = b"".join(
        len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4) for kind, body in kept
    )
    return Logo("image/png", _SIGNATURE + written, width / height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks, up to the end of the image; anything appended to a file is not read."""
    if not data.startswith(_SIGNATURE):
        raise _damaged()
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        end = at + 8 + int.from_bytes(data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : end]
        if len(data) < end + 4 or zlib.crc32(kind + body) != int.from_bytes(data[end : end + 4]):
            raise _damaged()
        yield kind, body
        at = end + 4


def _is_in_order(kinds: list[bytes], colours: int) -> bool:
    """Return whether a program that shows the image finds each chunk once, and in the expected place."""
    once = kinds.count(b"IHDR") == kinds.count(b"IEND") == 1 and max(map(kinds.count, _ONCE)) <= 1
    if not once or (kinds[0], kinds[-1]) != (b"IHDR", b"IEND") or b"IDAT" not in kinds:
        return False
    start, pictures = kinds.index(b"IDAT"), kinds.count(b"IDAT")
    if kinds[start : start + pictures] != [b"IDAT"] * pictures or not set(kinds[start:]) <= {
        b"IDAT",
        b"IEND",
    }:
        return False
    palette = kinds.index(b"PLTE") if b"PLTE" in kinds else -1
    if (palette < 0 and colours == 3) or (palette >= 0 and colours in (0, 4)):
        return False
    return b"tRNS" not in kinds or (colours < 4 and kinds.index(b"tRNS") > palette)


def _is_profile(body: bytes, colours: int) -> bool:
    """Return whether a color profile is valid, of the image's color type, and not too large to unpack."""
    name, _, packed = body.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(packed[1:], MOST_PROFILE)
    except zlib.error:
        return False
    whole = name and packed[:1] == b"\0" and unpacker.eof and int.from_bytes(profile[:4]) == len(profile)
    kind = b"GRAY" if colours in (0, 4) else b"RGB "
    return bool(whole) and profile[36:40] == b"acsp" and profile[16:20] == kind


def _measure(head: bytes) -> tuple[int, int, list[tuple[int, int]]]:
    """Return the width, the height and, for each pass, the number of rows and the bytes in each."""
    if len(head) != 13:
        raise _damaged()
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    depth, kind, packing, filtering, interlaced = head[8:]
    samples, depths = _SAMPLES.get(kind, (0, ()))
    if not width or not height or depth not in depths or packing or filtering or interlaced > 1:
        raise _damaged()
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        hint = "make it smaller; a thousand pixels wide is sharp enough for print."
        raise LogoError("bad-logo", f"The logo has {width:,} by {height:,} pixels.", hint)
    passes: list[tuple[int, int]] = []
    for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            passes.append((rows, 1 + -(-columns * samples * depth // 8)))
    return width, height, passes


def _is_whole(chunks: Iterable[tuple[bytes, bytes]], passes: Iterable[tuple[int, int]]) -> bool:
    """Return whether the image data unpack to exactly the right number of bytes, in rows with known filters."""
    passes = list(passes)
    length = sum(rows * size for rows, size in passes)
    unpacker = zlib.decompressobj()
    try:
        # One byte too many is enough to know.
        unpacked = unpacker.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"), length + 1)
    except zlib.error:
        return False
    if len(unpacked) != length or not unpacker.eof:
        return False
    at = 0
    for rows, size in passes:
        if max(unpacked[at : at + rows * size : size]) > _LAST_FILTER:
            return False
        at += rows * size
    return True


def _damaged() -> LogoError:
    return LogoError("bad-logo", "The PNG is damaged.", "open it in an image editor, and save it again.")

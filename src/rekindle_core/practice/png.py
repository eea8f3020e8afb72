"""PNG: the picture itself, whole and undamaged, and none of what programs write beside it.

Comes in: bytes that begin as a PNG does. Goes out: a Logo.

Text, dates and places (a camera's, say) are left out, for they would go to every client.

Source: Portable Network Graphics, third edition (W3C): chunks, their checks, and the size of a picture's
data.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from rekindle_core.document.nodes import Logo
from rekindle_core.practice.logo import LogoError

MOST_SIDE = 4_000
MOST_PIXELS = 4_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What says how the picture looks; all other chunks say something of where it came from.
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"IDAT", b"IEND")
# For each colour type: how many samples a pixel has, and of how many bits they may be.
_SAMPLES = {0: (1, (1, 2, 4, 8, 16)), 2: (3, (8, 16)), 3: (1, (1, 2, 4, 8)), 4: (2, (8, 16)), 6: (4, (8, 16))}
# The passes of an interlaced picture: where each begins, and how far apart its pixels are.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def read_png(data: bytes) -> Logo:
    """Return a PNG as a logo.

    Raises:
        LogoError: It is damaged, or larger than any logo.
    """
    kept = [chunk for chunk in _chunks(data) if chunk[0] in _KEPT]
    width, height, length = _measure(kept[0][1])
    if (kept[0][0], kept[-1][0]) != (b"IHDR", b"IEND") or not _is_whole(kept, length):
        raise _damaged()
    written = b"".join(
        len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4) for kind, body in kept
    )
    return Logo("image/png", _SIGNATURE + written, width / height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks, up to the end of the picture; what is appended to a file goes unread."""
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


def _measure(head: bytes) -> tuple[int, int, int]:
    """Return width, height, and the bytes of the picture's data once they are unpacked."""
    if len(head) != 13:
        raise _damaged()
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    depth, kind, packing, filtering, interlaced = head[8:]
    samples, depths = _SAMPLES.get(kind, (0, ()))
    if not width or not height or depth not in depths or packing or filtering or interlaced > 1:
        raise _damaged()
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        hint = "make it smaller: a thousand pixels across are sharp enough on paper."
        raise LogoError("bad-logo", f"The logo has {width:,} by {height:,} pixels.", hint)
    length = 0
    for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            length += rows * (1 + -(-columns * samples * depth // 8))
    return width, height, length


def _is_whole(chunks: Iterable[tuple[bytes, bytes]], length: int) -> bool:
    """Return whether the picture's data unpack, to just as many bytes as it has."""
    unpacker = zlib.decompressobj()
    try:
        # One byte more than there should be tells as much as all of them would.
        unpacked = unpacker.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"), length + 1)
    except zlib.error:
        return False
    return len(unpacked) == length


def _damaged() -> LogoError:
    return LogoError(
        "bad-logo", "The PNG is damaged.", "open it in a program for pictures, and save it anew."
    )

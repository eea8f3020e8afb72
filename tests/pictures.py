"""PNGs of every kind that the format allows, each with a red (or dark) left half and a blue (or light) right one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

WIDTH, HEIGHT = 40, 20
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of PNG.

    Attributes:
        name: What it is called.
        colour: The colour type.
        depth: Bits for each sample.
        interlaced: Whether it comes in seven passes.
        see_through: Whether its right half is transparent.
    """

    name: str
    colour: int
    depth: int
    interlaced: bool = False
    see_through: bool = False

    @property
    def shown(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """The colours of both halves on white paper."""
        grey = self.colour in (0, 4)
        left, right = ((0, 0, 0), (170, 170, 170)) if grey else ((255, 0, 0), (0, 0, 255))
        if self.depth == 1 and grey:
            right = (255, 255, 255)
        return left, (255, 255, 255) if self.see_through else right


KINDS = tuple(
    Kind(f"{name}, {depth} bits{', interlaced' if interlaced else ''}", colour, depth, interlaced, clear)
    for name, colour, depths, clear in (
        ("grey", 0, (1, 2, 4, 8, 16), False),
        ("grey with tRNS", 0, (1, 2, 4, 8, 16), True),
        ("RGB", 2, (8, 16), False),
        ("RGB with tRNS", 2, (8, 16), True),
        ("palette", 3, (1, 2, 4, 8), False),
        ("palette with tRNS", 3, (1, 2, 4, 8), True),
        ("grey with alpha", 4, (8, 16), True),
        ("RGBA", 6, (8, 16), True),
    )
    for depth in depths
    for interlaced in (False, True)
)


def png(kind: Kind, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """Return a PNG of a kind."""
    head = width.to_bytes(4) + height.to_bytes(4)
    head += bytes((kind.depth, kind.colour, 0, 0, kind.interlaced))
    passes = _PASSES if kind.interlaced else ((0, 0, 1, 1),)
    rows = b"".join(_rows(kind, width, height, one) for one in passes)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + b"".join(_chunk(*chunk) for chunk in _colours(kind))
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND")
    )


def _chunk(kind: bytes, body: bytes = b"") -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _colours(kind: Kind) -> Iterator[tuple[bytes, bytes]]:
    if kind.colour == 3:
        yield b"PLTE", b"\xff\0\0\0\0\xff"
    if kind.see_through and kind.colour in (0, 2, 3):
        yield b"tRNS", b"\xff\0" if kind.colour == 3 else b"".join(n.to_bytes(2) for n in _pixel(kind, 1))


def _pixel(kind: Kind, half: int) -> tuple[int, ...]:
    """Return the samples of a pixel in the left half (0) or the right one (1)."""
    most = (1 << kind.depth) - 1
    alpha = (0 if half and kind.see_through else most,)
    match kind.colour:
        case 0:
            return (half * (most * 2 // 3 or 1),)
        case 2:
            return (0, 0, most) if half else (most, 0, 0)
        case 3:
            return (half,)
        case 4:
            return (half * (most * 2 // 3), *alpha)
        case _:
            return ((0, 0, most) if half else (most, 0, 0)) + alpha


def _rows(kind: Kind, width: int, height: int, one: tuple[int, int, int, int]) -> bytes:
    left, top, across, down = one
    columns = range(left, width, across)
    row = _packed(kind.depth, [sample for x in columns for sample in _pixel(kind, int(x >= width // 2))])
    return (b"\0" + row) * len(range(top, height, down)) if columns else b""


def _packed(depth: int, samples: list[int]) -> bytes:
    bits = "".join(f"{sample:0{depth}b}" for sample in samples)
    return bytes(int(bits[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(bits), 8))

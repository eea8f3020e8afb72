"""A PDF as the compiler writes it, taken apart into its objects and put together again, smaller.

Comes in: bytes. Goes out: objects that can be changed, and bytes. Must not know: what any object means.

The compiler writes a plain file: one table of references, every object in full. That is all that is read
here; a library that reads every PDF there is takes longer for it than the compiler takes to set the pages.
What is written has its objects in compressed streams, with a stream of references (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass

_TRAILER = re.compile(
    rb"trailer\n<</Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R/ID\[\((.*?)\)\((?:.*?)\)\]>>", re.DOTALL
)
_ENTRY = 20
_TOGETHER = 200
"""How many objects share a stream; a program that shows one of them has to unpack all."""
_LEVEL = 3


@dataclass(slots=True)
class PdfFile:
    """The objects of a file.

    Attributes:
        head: Its first two lines.
        objects: Each object's bytes, at its number; nothing is at 0.
        root: The number of the catalog.
        info: That of the information dictionary.
    """

    head: bytes
    objects: list[bytes]
    root: int
    info: int

    def add(self, body: bytes) -> int:
        """Add an object, and return its number."""
        self.objects.append(body)
        return len(self.objects) - 1

    def add_stream(self, entries: bytes, content: bytes) -> int:
        """Add a stream with entries in its dictionary, and return its number."""
        packed = zlib.compress(content, _LEVEL)
        if len(packed) < len(content):
            entries, content = entries + b"/Filter/FlateDecode", packed
        return self.add(b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content))


def read_pdf(pdf: bytes) -> PdfFile:
    """Return the objects of a file that the compiler wrote.

    Raises:
        ValueError: It is not written as this version of the compiler writes.
    """
    start = int(pdf[pdf.rindex(b"startxref") + 9 : pdf.rindex(b"%%EOF")])
    trailer = _TRAILER.search(pdf, start)
    if not trailer or not pdf.startswith(b"xref\n0 ", start):
        raise ValueError("the compiler's file has another kind of table")
    count = int(trailer[1])
    first = pdf.index(b"\n", start + 5) + 1
    places = [int(pdf[at : at + 10]) for at in range(first + _ENTRY, first + count * _ENTRY, _ENTRY)]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], start], strict=True))
    objects = [b""]
    for number, place in enumerate(places, start=1):
        body = pdf[place : ends[place]].rstrip(b"\n")
        before, after = b"%d 0 obj\n" % number, b"\nendobj"
        if not (body.startswith(before) and body.endswith(after)):
            raise ValueError(f"the compiler's file has no object {number} in its place")
        objects.append(body[len(before) : -len(after)])
    return PdfFile(pdf[: min(places)].rstrip(b"\n") + b"\n", objects, int(trailer[2]), int(trailer[3]))


def write_pdf(file: PdfFile) -> bytes:
    """Return the bytes of a file, the same for the same objects."""
    parts, length = [file.head], len(file.head)
    # Of each object: 1 and its place, or 2, the stream that holds it and its place in there.
    table: list[tuple[int, int, int]] = [(0, 0, 65535)] * len(file.objects)

    def put(number: int, body: bytes) -> None:
        nonlocal length
        table[number] = (1, length, 0)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        length += len(parts[-1])

    plain: list[int] = []
    for number, body in enumerate(file.objects[1:], start=1):
        if body.endswith(b"endstream"):
            put(number, body)
        else:
            plain.append(number)
    for at in range(0, len(plain), _TOGETHER):
        together = plain[at : at + _TOGETHER]
        holder = len(table)
        table.append((0, 0, 0))
        index: list[bytes] = []
        place = 0
        for number in together:
            table[number] = (2, holder, len(index))
            index.append(b"%d %d" % (number, place))
            place += len(file.objects[number]) + 1
        start = b" ".join(index) + b"\n"
        packed = zlib.compress(start + b"\n".join(file.objects[number] for number in together), _LEVEL)
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (
            len(together),
            len(start),
            len(packed),
        )
        put(holder, b"<<%b>>\nstream\n%b\nendstream" % (entries, packed))
    number = len(table)
    table.append((1, length, 0))
    name = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().encode()
    rows = b"".join(
        kind.to_bytes(1, "big") + one.to_bytes(4, "big") + other.to_bytes(2, "big")
        for kind, one, other in table
    )
    packed = zlib.compress(rows, _LEVEL)
    entries = (
        b"/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d"
        % (len(table), file.root, file.info, name, name, len(packed))
    )
    parts.append(b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed))
    return b"".join(parts) + b"startxref\n%d\n%%%%EOF\n" % length


def text_string(text: str) -> bytes:
    """Return text as PDF writes it."""
    if text.isascii() and text.isprintable():
        return b"(%b)" % re.sub(rb"([\\()])", rb"\\\1", text.encode())
    return b"<feff%b>" % text.encode("utf-16-be", "surrogatepass").hex().encode()

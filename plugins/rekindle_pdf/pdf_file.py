"""A PDF as the compiler writes it, taken apart into its objects and put together again, smaller.

Input: bytes. Output: objects that can be changed, and bytes. Must not know: what any object means.

The compiler writes a plain file: one table of references, every object in full. That is all that is read
here; a library that reads every PDF there is takes longer for it than the compiler takes to set the pages.
What is written has its objects in compressed streams, with a stream of references (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import codecs
import hashlib
import re
import struct
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, starmap

_TRAILER = re.compile(
    rb"trailer\n<</Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R/ID\[\((.*?)\)\((?:.*?)\)\]>>", re.DOTALL
)
REFERENCE = re.compile(rb"(\d+) 0 R")
"""How one object names another."""
_ENTRY = 20
_TOGETHER = 200
"""How many objects share a stream; a program that shows one of them has to unpack all."""
_LEVEL = 3
_ROW = struct.Struct(">BIH")


@dataclass(slots=True)
class PdfFile:
    """The objects of a file.

    Attributes:
        head: Its first two lines.
        objects: Each object's bytes, at its number; nothing is at 0.
        root: The number of the catalog.
        info: That of the information dictionary.
        together: Objects that anyone who reads the file needs all at once; they are packed together.
    """

    head: bytes
    objects: list[bytes]
    root: int
    info: int
    together: set[int] = field(default_factory=set)

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

    def take(self, other: PdfFile, number: int, taken: dict[int, int]) -> int:
        """Add an object of another file that the compiler wrote, with all that it names, and return its number.

        Args:
            other: The other file.
            number: The object's number there.
            taken: What was taken from it before, and each object's number here; it is added to.
        """
        if number not in taken:
            taken[number] = here = self.add(b"")
            entries, stream, content = other.objects[number].partition(b"\nstream\n")
            moved = REFERENCE.sub(lambda one: b"%d 0 R" % self.take(other, int(one[1]), taken), entries)
            self.objects[here] = moved + stream + content
        return taken[number]

    def content(self, number: int) -> bytes:
        """Return what is in a stream, unpacked."""
        entries, _, content = self.objects[number].partition(b"\nstream\n")
        content = content.removesuffix(b"\nendstream")
        return zlib.decompress(content) if b"/Filter/FlateDecode" in entries else content


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
    places = [int(entry[:10]) for entry in pdf[first + _ENTRY : first + count * _ENTRY].split(b"\n")[:-1]]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], start], strict=True))
    objects = [b""]
    for number, place in enumerate(places, start=1):
        before = b"%d 0 obj\n" % number
        end = pdf.rfind(b"\nendobj", place, ends[place])
        if end < 0 or not pdf.startswith(before, place):
            raise ValueError(f"the compiler's file has no object {number} in its place")
        objects.append(pdf[place + len(before) : end])
    return PdfFile(pdf[: min(places)].rstrip(b"\n") + b"\n", objects, int(trailer[2]), int(trailer[3]))


def is_page(body: bytes) -> bool:
    """Return whether an object is a page, as the compiler writes one."""
    return body.startswith(b"<</Type/Page/")


def write_pdf(file: PdfFile) -> bytes:
    """Return the bytes of a file, the same for the same objects."""
    parts, length = [file.head], len(file.head)
    # Of each object: 1 and its place, or 2, the stream that contains it and its place in there.
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
    plain.sort(key=lambda number: number not in file.together)
    for at in range(0, len(plain), _TOGETHER):
        together = plain[at : at + _TOGETHER]
        bodies = [file.objects[number] for number in together]
        holder = len(table)
        table.append((0, 0, 0))
        for place, number in enumerate(together):
            table[number] = (2, holder, place)
        starts = accumulate((len(body) + 1 for body in bodies), initial=0)
        index = b" ".join(b"%d %d" % pair for pair in zip(together, starts, strict=False)) + b"\n"
        packed = zlib.compress(index + b"\n".join(bodies), _LEVEL)
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (
            len(together),
            len(index),
            len(packed),
        )
        put(holder, b"<<%b>>\nstream\n%b\nendstream" % (entries, packed))
    number = len(table)
    table.append((1, length, 0))
    name = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().encode()
    packed = zlib.compress(b"".join(starmap(_ROW.pack, table)), _LEVEL)
    entries = (
        b"/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d"
        % (len(table), file.root, file.info, name, name, len(packed))
    )
    parts.append(b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed))
    return b"".join(parts) + b"startxref\n%d\n%%%%EOF\n" % length


_UNDEFINED = "\ufffe"
PDFDOC_LETTERS = (
    _UNDEFINED * 24
    + "˘ˇˆ˙˝˛˚˜"
    + "".join(map(chr, range(0x20, 0x7F)))
    + _UNDEFINED
    + "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž"
    + _UNDEFINED
    + "€"
    + "".join(map(chr, range(0xA1, 0x100))).replace("\u00ad", _UNDEFINED)
)
"""The letters of strings with one byte each (ISO 32000-1, D.3), but for controls."""
_PDFDOC = codecs.charmap_build(PDFDOC_LETTERS)
_MARKS = (b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")
"""What a string in another encoding begins with."""
_TO_ESCAPE = re.compile(rb"([\\()])")


@lru_cache(4096)
def text_string(text: str) -> bytes:
    """Return text as PDF writes it: with a byte for each letter if possible, otherwise as UTF-16."""
    try:
        encoded = codecs.charmap_encode(text, "strict", _PDFDOC)[0]
    except UnicodeEncodeError:
        encoded = b""
    if encoded.startswith(_MARKS) or not encoded:
        return b"<feff%b>" % text.encode("utf-16-be", "surrogatepass").hex().encode()
    return b"(%b)" % _TO_ESCAPE.sub(rb"\\\1", encoded)

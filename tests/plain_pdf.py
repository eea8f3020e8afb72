"""PDFs written as plainly as can be, of objects as a test has them: for what no program would write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MARK = (
    b"/PieceInfo<</Rekindle<</LastModified(D:20270104120000Z)/Private"
    b"<</Format 1/Program(p1)/Pack(garden)/Version(1)/Fields 1>>>>>>"
)


def plain_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of objects numbered from 1, of which the first is the catalog."""
    parts, places = [b"%PDF-1.7\n"], []
    for number, body in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table))
    parts.append(b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return b"".join(parts)


def form_pdf(
    fields: Sequence[bytes], *, form: bytes = b"", mark: bytes = MARK, more: Mapping[int, bytes] | None = None
) -> bytes:
    """Return a PDF with a form: the first field is object 10, and the page is object 3.

    Args:
        fields: The fields' objects, each in the form itself.
        form: More entries of the form.
        mark: What the catalog notes.
        more: More objects, by their numbers.
    """
    objects = dict.fromkeys(range(1, 10 + len(fields)), b"null")
    held = b" ".join(b"%d 0 R" % number for number in range(10, 10 + len(fields)))
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%b]%b>>%b>>" % (held, form, mark)
    objects[2] = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    objects[3] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
    objects |= dict(enumerate(fields, start=10))
    objects |= more or {}
    return plain_pdf([objects.get(number, b"null") for number in range(1, max(objects) + 1)])


def text_field(
    value: bytes = b"", *, name: bytes = b"(p1.a)", answer: bytes = b"a", more: bytes = b""
) -> bytes:
    """Return a field for text; its value is in PDF's own writing."""
    entry = b"/V %b" % value if value else b""
    note = b"/Rekindle<</Answer(%b)/Type/text/Asked(How?)>>" % answer
    return b"<</FT/Tx/T%b%b%b%b>>" % (name, entry, note, more)

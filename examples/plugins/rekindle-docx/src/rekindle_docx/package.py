"""The file around the document: a zip of XML, the same bytes for the same program.

Input: the folder `template`, and later the finished document. Output: an open document; bytes.
Must not know: what the document says.

A zip holds the time at which each file was packed, and packers press differently from one release to the next. So
the day of the program stands for the time, and nothing is pressed; an email program or Word itself does that.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

if TYPE_CHECKING:
    import datetime as dt

    from docx.document import Document as WordDocument

_TEMPLATE = Path(__file__).parent / "template"
_FIRST_YEAR = 1980
"""A zip knows no earlier year."""


def open_template() -> WordDocument:
    """Return a document without words."""
    return docx.Document(io.BytesIO(_template()))


@cache
def _template() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        for path in sorted(_TEMPLATE.rglob("*")):
            if path.is_file():
                files.write(path, path.relative_to(_TEMPLATE).as_posix())
    return packed.getvalue()


def add_part(document: WordDocument, name: str, data: bytes) -> None:
    """Add a part in XML of our own, which programs that do not know it leave alone."""
    part = Part(PackURI(name), "application/xml", data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def packed(document: WordDocument, day: dt.date) -> bytes:
    """Return a document as the bytes of its file.

    Args:
        document: The finished document.
        day: The day that stands for the time of packing.
    """
    saved, same = io.BytesIO(), io.BytesIO()
    document.save(saved)
    moment = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(same, "w") as files:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, moment)
            # Else it would tell the system on which it was made.
            entry.create_system = 0
            files.writestr(entry, given.read(name))
    return same.getvalue()

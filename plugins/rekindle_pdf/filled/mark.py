"""Notes in a file for reading answers back: which program it belongs to, and what each field is about.

Input: a program's id and pack; for a field, its answer, its question and options. Output: PDF's dictionaries,
which `notes` reads back. Must not know: Documents, or how a field looks.

The notes are data of our own where PDF has a place for such data: page-piece dictionaries (ISO 32000-1, 14.5)
for the file, our own key in a field. Programs that change a file in place keep them.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple, TypeAlias

from rekindle_pdf.pdf_file import PdfFile, text_string

Type: TypeAlias = Literal["text", "number", "choice", "choices"]

FORMAT = 1


class FileMark(NamedTuple):
    """Which program a file belongs to.

    Attributes:
        program: The program's id.
        pack: The pack's id; empty if it is not known.
        version: The pack's version.
        fields: How many fields the file had when it was made.
    """

    program: str
    pack: str
    version: str
    fields: int


class Note(NamedTuple):
    """What a field is about.

    Attributes:
        answer: The id of the answer that is noted down in it.
        type: What kind of answer that is.
        asked: The question.
        options: What can be chosen: the values of a group's options in order; for a box, that of the one.
    """

    answer: str
    type: Type
    asked: str
    options: tuple[str, ...] = ()


def write_mark(file: PdfFile, mark: FileMark, day: dt.date) -> None:
    """Note in a file's catalog which program it belongs to."""
    entries = b"<</Format %d/Program%b/Pack%b/Version%b/Fields %d>>" % (
        FORMAT,
        text_string(mark.program),
        text_string(mark.pack),
        text_string(mark.version),
        mark.fields,
    )
    moment = f"(D:{day:%Y%m%d}120000Z)".encode()
    piece = b"<</PieceInfo<</Rekindle<</LastModified%b/Private%b>>>>" % (moment, entries)
    file.objects[file.root] = file.objects[file.root].replace(b"<<", piece, 1)


def note_entry(note: Note) -> bytes:
    """Return the entry of a field's dictionary that notes what it is about."""
    options = b"/Options[%b]" % b"".join(map(text_string, note.options)) if note.options else b""
    return b"/Rekindle<</Answer%b/Type/%b/Asked%b%b>>" % (
        text_string(note.answer),
        note.type.encode(),
        text_string(note.asked),
        options,
    )

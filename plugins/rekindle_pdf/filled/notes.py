"""What a file that came back notes of its program and of each field, as `mark` wrote it.

Input: PDF's objects, of which nothing is known. Output: marks and notes; nothing for what makes no sense.
Must not know: what is in any field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pikepdf import Array, Dictionary, String

from rekindle_pdf.filled.entries import entry
from rekindle_pdf.filled.mark import FileMark, Note, Type
from rekindle_pdf.filled.strings import decoded

_TYPES: Mapping[str, Type] = {
    "/text": "text",
    "/number": "number",
    "/choice": "choice",
    "/choices": "choices",
}
_MOST_OPTIONS = 1_000
_LONGEST, _LONGEST_ID, _LONGEST_QUESTION = 100, 300, 20_000


def read_mark(catalog: Any) -> FileMark | None:
    """Return of which program a file is; None if it does not tell."""
    held: Any = catalog
    for key in ("/PieceInfo", "/Rekindle", "/Private"):
        held = entry(held, key)
    if not isinstance(held, Dictionary):
        return None
    program, pack, version = (_text(entry(held, key), _LONGEST) for key in ("/Program", "/Pack", "/Version"))
    fields: Any = entry(held, "/Fields")
    if program is None or pack is None or version is None or not isinstance(fields, int):
        return None
    return FileMark(program, pack, version, fields)


def is_noted(note: Any) -> bool:
    """Return whether a field has a note of ours."""
    return isinstance(note, Dictionary) and "/Answer" in note


def read_note(note: Any) -> Note | None:
    """Return what a field is about; None if nothing is noted that makes sense."""
    answer, asked = (
        _text(entry(note, "/Answer"), _LONGEST_ID),
        _text(entry(note, "/Asked"), _LONGEST_QUESTION),
    )
    type_ = _TYPES.get(str(entry(note, "/Type")))
    held = entry(note, "/Options", Array())
    if (
        not answer
        or asked is None
        or type_ is None
        or not isinstance(held, Array)
        or len(held) > _MOST_OPTIONS
    ):
        return None
    options = [_text(item, _LONGEST_ID) for item in held]
    given = tuple([option for option in options if option is not None])
    return Note(answer, type_, asked, given) if len(given) == len(options) else None


def _text(item: Any, most: int) -> str | None:
    """Return a text that has at most so many letters; None if it is something else."""
    if not isinstance(item, String):
        return None
    text = decoded(bytes(item))
    return text if len(text) <= most else None

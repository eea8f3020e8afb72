"""Reading the answers in a returned PDF.

Input: a file's bytes, and its password. Output: Answers; None if the file is not a PDF. Must not know:
Documents.

Each field has a note that says what it is about (`mark`), so nothing is guessed from names. A field that contains what
it cannot hold makes the whole file suspect, and is an error that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rekindle_core import (
    Answer,
    AnswerId,
    Answers,
    AnswersError,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    NumberValue,
    PackName,
    TextValue,
    Value,
)
from rekindle_pdf.filled.form import Fault, FilledField, one_of, read_fields
from rekindle_pdf.filled.mark import Note
from rekindle_pdf.filled.names import Noted, ours
from rekindle_pdf.filled.notes import read_mark
from rekindle_pdf.filled.opening import damaged, is_pdf, opened
from rekindle_pdf.filled.unfit import unfit

_FAULTS: Mapping[Fault, str] = {
    "wrong-type": "contains something other than text or a choice",
    "too-long": "contains more text than any answer can",
    "unknown-state": "has a choice selected that it doesn't offer",
    "two-values": "appears twice, with different answers",
}
_SHOWN = 60
_LONGEST, _LONGEST_ID, _MOST_OPTIONS = 100, 300, 1_000
_NUMBER = re.compile(r"\s*(-?[0-9]{1,9})\s*")
_KINDS = {"text": ("text",), "number": ("radio", "text"), "choice": ("radio",), "choices": ("check",)}
"""The kinds of fields that answers of each type are in."""


def read_pdf_answers(data: bytes, password: str) -> Answers | None:
    """Return the answers in a PDF; None if the file is none.

    Args:
        data: The file.
        password: What opens it, if it is locked.

    Raises:
        AnswersError: No answers can be read from it; the error says what the file is, and what to do.
    """
    if not is_pdf(data):
        return None
    from pikepdf import Dictionary

    with opened(data, password) as pdf:
        form = pdf.Root.get("/AcroForm")
        if isinstance(form, Dictionary) and "/XFA" in form:
            raise _xfa()
        mark = read_mark(pdf.Root)
        fields = read_fields(form)
        found = ours(fields)
        if not found:
            raise unfit(pdf, mark, fields=bool(fields))
        if len(found.programs) > 1:
            raise _several(len(found.programs))
        (program,) = found.programs
        if len(program) > _LONGEST:
            raise damaged()
        answers = tuple(_answers(found.fields))
    pack = PackName(mark.pack, mark.version) if mark and mark.pack else None
    return Answers(program, pack, answers)


def _answers(touched: Sequence[Noted]) -> Iterator[Answer]:
    by_answer: dict[str, list[Noted]] = {}
    for one in touched:
        if one.field.fault or one.field.kind not in _KINDS[one.note.type]:
            raise _unreadable(one.note, one.field.fault or "wrong-type")
        by_answer.setdefault(one.note.answer, []).append(one)
    for name, places in by_answer.items():
        if len({one.note.type for one in places}) > 1:
            raise _unreadable(places[0].note, "two-values")
        value = _ticked(places) if places[0].note.type == "choices" else _single(places)
        if value is not None:
            yield Answer(_id(name, counted=places[0].counted), value, places[0].note.asked, "pdf")


def _id(name: str, *, counted: bool) -> AnswerId:
    found = AnswerId.from_name(name, counted=counted)
    if len(found.item) > _LONGEST_ID or len(found.unit) > _LONGEST:
        raise damaged()
    return found


def _ticked(places: Sequence[Noted]) -> Value:
    """Return the boxes that are ticked, among those that someone has touched."""
    ticked = [option for one in places if one.field.state for option in one.note.options]
    if ticked:
        if len(ticked) > _MOST_OPTIONS or not all(map(_is_option, ticked)):
            raise _unreadable(places[0].note, "unknown-state")
        return ChoicesValue(tuple(dict.fromkeys(ticked)))
    return Cleared()


def _single(places: Sequence[Noted]) -> Value | None:
    """Return what is in a field; if there are several for one answer, all have to say the same."""
    note, field = places[0].note, places[0].field
    for other in places[1:]:
        field = one_of(field, other.field)
    if field.fault:
        raise _unreadable(note, field.fault)
    value = _written(field) if field.kind == "text" else _chosen(note, field)
    return value if note.type == "text" else _as_number(value, note)


def _written(field: FilledField) -> Value | None:
    if field.text is None:
        return None
    return TextValue(field.text) if field.text.strip() else Cleared()


def _chosen(note: Note, field: FilledField) -> Value | None:
    if field.chosen is None:
        return None
    if field.chosen < 0:
        return Cleared()
    if note.options and field.chosen >= len(note.options):
        raise _unreadable(note, "unknown-state")
    option = note.options[field.chosen] if note.options else field.state
    if not _is_option(option):
        raise _unreadable(note, "unknown-state")
    return ChoiceValue(option)


def _is_option(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_ID


def _as_number(value: Value | None, note: Note) -> Value | None:
    """Return a written or chosen value as a number, if it is one; otherwise unchanged, since its meaning is unclear.

    If a field has no note, a number that is chosen is one of a scale or the name of an option; anyone who
    knows the program takes it for either.
    """
    if note.type == "choice" and note.options:
        return value
    if isinstance(value, TextValue | ChoiceValue) and (found := _NUMBER.fullmatch(value.value)):
        return NumberValue(int(found[1]))
    return value


def _unreadable(note: Note, fault: Fault) -> AnswersError:
    asked = note.asked if len(note.asked) <= _SHOWN else f"{note.asked[:_SHOWN].rstrip()}…"
    field = (
        f"the field of “{asked}” ({note.answer[:_SHOWN]})" if asked else f"the field {note.answer[:_SHOWN]}"
    )
    return AnswersError(
        f"The PDF is damaged: {field} {_FAULTS[fault]}.",
        code="damaged-answers",
        hint="open it in a PDF viewer, answer that question again, and save the file.",
    )


def _several(count: int) -> AnswersError:
    return AnswersError(
        f"This PDF contains the fields of {count} programs.",
        code="other-program",
        hint="use each program's own file, from before they were combined.",
    )


def _xfa() -> AnswersError:
    return AnswersError(
        "This PDF contains a second copy of its form, in XFA, and the two may have different answers.",
        code="xfa-form",
        hint="use the file as Rekindle made it; another program has added the XFA form, and can often remove it.",
    )

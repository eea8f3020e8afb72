"""The parts of a field's name: the program, the answer and, for a box, the option.

Input: fields. Output: each with its program, and with what it is about. Must not know: how answers are typed.

What is noted beside a field says more than its name, and says it exactly. But some programs that fill in a file write
it again and leave the notes out; its name is what every program keeps. Then the question is not known, and a box of a
file without a program, as earlier versions made them, cannot be told from another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rekindle_core import AnswerId
from rekindle_pdf.filled.form import FilledField
from rekindle_pdf.filled.mark import Note, Type
from rekindle_pdf.filled.notes import is_noted, read_note


class Noted(NamedTuple):
    """A field, the program that it is of, and what it is about."""

    program: str
    note: Note
    field: FilledField

    @property
    def counted(self) -> bool:
        """Whether its name tells which time the program asks it; earlier versions, which named no program, did not."""
        return bool(self.program)


class Ours(NamedTuple):
    """What a form has of ours: the ids of its programs, and the fields that someone has touched."""

    programs: frozenset[str]
    fields: list[Noted]


def ours(fields: Sequence[FilledField]) -> Ours | None:
    """Return what a form has of ours; None if it is of another origin."""
    known = [field for field in fields if is_noted(field.note)]
    if known:
        read = ((field, read_note(field.note)) for field in known if field.is_touched)
        found = [Noted(_program(field), note, field) for field, note in read if note]
        return Ours(frozenset(map(_program, known)), found)
    named = [one for field in fields if (one := _by_name(field)) is not None]
    if not any(_is_ours(one.note.answer) for one in named):
        return None
    return Ours(frozenset(one.program for one in named), [one for one in named if one.field.is_touched])


def _program(field: FilledField) -> str:
    """Return the name above a field, if there is one beyond what its answer needs."""
    program, *rest = field.name.split(".")
    return program if len(rest) == _depth(field) else ""


def _depth(field: FilledField) -> int:
    return 2 if field.kind == "check" else 1


def _by_name(field: FilledField) -> Noted | None:
    program, (answer, *option) = _program(field), field.name.split(".")[-_depth(field) :]
    if field.kind == "check":
        return (
            Noted(program, Note(answer, "choices", "", tuple(option)), field) if program and option else None
        )
    type_: Type = "text" if field.kind == "text" else "choice"
    return Noted(program, Note(answer, type_, ""), field)


def _is_ours(answer: str) -> bool:
    return AnswerId.from_name(answer).session > 0

"""Fields: links that the template laid as placeholders become a form that can be filled in.

Comes in: a PDF with a link to `rekindle-field:NAME` wherever an answer goes, and the fields that belong
there. Goes out: the same PDF, changed in place. Must not know: Documents, or the template.

The compiler has already put each link in its exact place, in the structure tree and in reading order; what
is left is to say that it is a field (ISO 32000-1, 12.7) and what it is called. This is one module so that
it can go as soon as the compiler makes fields itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from rekindle_core import RenderError
from rekindle_pdf.marks import mark
from rekindle_pdf.pdf_file import PdfFile, text_string
from rekindle_pdf.responses import FormField

_FONT = Path(__file__).resolve().parent / "answers"
_MANY_LINES, _RADIO = 1 << 12, 1 << 15
_INK = b"0.16 0.14 0.13 rg"

_LINK = re.compile(
    rb"<</Type/Annot/Subtype/Link/Rect\[(?P<sides>[-0-9. ]+)\].*?"
    rb"/URI\(rekindle-field:(?P<name>[^:()]+)(?::(?P<number>\d+))?\).*?/StructParent (?P<parent>\d+)",
    re.DOTALL,
)
_NOTES = re.compile(rb"/Annots\[([0-9R ]*)\]")
_PARENTS = re.compile(rb"/ParentTree<</Nums\[([0-9R ]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")


class _Place(NamedTuple):
    """A placeholder: the number of its object, its page's, and that of its element in the structure tree."""

    link: int
    page: int
    element: int
    parent: bytes
    sides: bytes

    @property
    def extent(self) -> tuple[float, float]:
        left, bottom, right, top = map(float, self.sides.split())
        return right - left, top - bottom


@dataclass(slots=True)
class _Writer:
    file: PdfFile
    answer: bytes
    resources: int
    drawings: dict[tuple[str, int, int], tuple[int, int]] = field(default_factory=dict)

    def widget(self, place: _Place, says: str, entries: bytes) -> None:
        """Make a placeholder a widget, and its element in the structure tree a form's."""
        self.file.objects[place.link] = (
            b"<</Type/Annot/Subtype/Widget/Rect[%b]/F 4/StructParent %b/P %d 0 R/TU%b%b>>"
            % (place.sides, place.parent, place.page, text_string(says), entries)
        )
        element = self.file.objects[place.element]
        self.file.objects[place.element] = element.replace(b"/S/Link", b"/S/Form", 1)

    def text(self, place: _Place, wanted: FormField) -> int:
        """Set a field for text, empty, with an appearance of its own: some programs edit it in place."""
        drawing = self._drawing(b"/Tx BMC EMC", *place.extent)
        flags = b"/Ff %d" % _MANY_LINES if wanted.kind == "text" else b""
        # White once it is filled in, so that no ruled line runs through what is typed.
        self.widget(
            place,
            wanted.says,
            b"/FT/Tx%b/T%b/DA(%b)/MK<</BG[1 1 1]>>/AP<</N %d 0 R>>"
            % (flags, text_string(wanted.name), self.answer, drawing),
        )
        return place.link

    def check(self, place: _Place, wanted: FormField) -> int:
        """Set a box to tick."""
        (choice,) = wanted.choices
        entries = b"/FT/Btn/T%b/V/Off/MK<</CA(4)>>%b" % (
            text_string(wanted.name),
            self._states("check", choice.state, place),
        )
        self.widget(place, wanted.says, entries)
        return place.link

    def radio(self, places: dict[int, _Place], wanted: FormField) -> int:
        """Set circles of which one can be chosen."""
        group = self.file.add(b"")
        for number, choice in enumerate(wanted.choices):
            states = self._states("radio", choice.state, places[number])
            self.widget(places[number], choice.says, b"/Parent %d 0 R/MK<</CA(l)>>%b" % (group, states))
        kids = b" ".join(b"%d 0 R" % places[number].link for number in range(len(wanted.choices)))
        self.file.objects[group] = b"<</FT/Btn/Ff %d/T%b/TU%b/V/Off/Kids[%b]>>" % (
            _RADIO,
            text_string(wanted.name),
            text_string(wanted.says),
            kids,
        )
        return group

    def _states(self, kind: str, state: str, place: _Place) -> bytes:
        width, height = place.extent
        key = (kind, round(width), round(height))
        if key not in self.drawings:
            on, off = (self._drawing(mark(shown, width, height), width, height) for shown in (kind, ""))
            self.drawings[key] = on, off
        on, off = self.drawings[key]
        return b"/AS/Off/AP<</N<</%b %d 0 R/Off %d 0 R>>>>" % (state.encode(), on, off)

    def _drawing(self, content: bytes, width: float, height: float) -> int:
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources %d 0 R"
        return self.file.add_stream(entries % (width, height, self.resources), content)


def place_fields(file: PdfFile, fields: Sequence[FormField], *, size: int) -> None:
    """Make fields of the placeholders.

    Args:
        file: The file.
        fields: Those that it must hold, in reading order.
        size: That of answers' letters, in points.

    Raises:
        RenderError: A field has no place, a place too many, or a name that is not known.
    """
    places = _places(file)
    _compare(places, fields)
    if not fields:
        return
    font = _answer_font(file)
    answer = b"/Answers %d Tf %b" % (size, _INK)
    writer = _Writer(file, answer, file.add(b"<</Font<</Answers %d 0 R>>>>" % font))
    form = [_field(writer, wanted, places[wanted.name]) for wanted in fields]
    dingbats = file.add(b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>")
    number = file.add(
        b"<</Fields[%b]/DR<</Font<</Answers %d 0 R/ZaDb %d 0 R>>>>/DA(%b)>>"
        % (b" ".join(b"%d 0 R" % one for one in form), font, dingbats, answer)
    )
    catalog = file.objects[file.root]
    file.objects[file.root] = catalog.replace(b"<<", b"<</AcroForm %d 0 R" % number, 1)


def _field(writer: _Writer, wanted: FormField, places: dict[int, _Place]) -> int:
    if wanted.kind == "radio":
        return writer.radio(places, wanted)
    return writer.check(places[0], wanted) if wanted.kind == "check" else writer.text(places[0], wanted)


def _places(file: PdfFile) -> dict[str, dict[int, _Place]]:
    """Return the placeholders, by the field's name and the number of the choice."""
    trees = (body for body in file.objects if body.startswith(b"<</Type/StructTreeRoot"))
    tree = _PARENTS.search(next(trees, b""))
    pairs = tree[1].replace(b" 0 R", b"").split() if tree else []
    elements = dict(zip(pairs[::2], map(int, pairs[1::2]), strict=True))
    places: dict[bytes, dict[int, _Place]] = {}
    for page, body in enumerate(file.objects):
        for notes in _NOTES.findall(body) if body.startswith(b"<</Type/Page/") else ():
            for number in map(int, _REFERENCE.findall(notes)):
                if link := _LINK.match(file.objects[number]):
                    place = _Place(number, page, elements[link["parent"]], link["parent"], link["sides"])
                    choices = places.setdefault(link["name"], {})
                    choice = int(link["number"] or 0)
                    if choice in choices:
                        raise _misplaced(f"two places for the field {unquote(link['name'].decode())}")
                    choices[choice] = place
    return {unquote(name.decode()): choices for name, choices in places.items()}


def _compare(places: dict[str, dict[int, _Place]], fields: Sequence[FormField]) -> None:
    wanted = {field.name: field for field in fields}
    for name, choices in places.items():
        if name not in wanted:
            raise _misplaced(f"a field {name} that the program has not")
        if set(choices) != set(range(max(1, len(wanted[name].choices)))):
            raise _misplaced(f"not one place for each choice of the field {name}")
    for name in wanted:
        if name not in places:
            raise _misplaced(f"no place for the field {name}")


def _misplaced(what: str) -> RenderError:
    return RenderError(
        f"The template gives {what}.",
        code="fields-differ",
        hint="set each place for an answer once, as answers.typ of the theme warm does.",
    )


@cache
def _answer_font_data() -> tuple[bytes, dict[str, Any]]:
    return (_FONT / "Answers.ttf").read_bytes(), json.loads((_FONT / "Answers.json").read_bytes())


def _answer_font(file: PdfFile) -> int:
    """Add the font that answers are typed in: all of WinAnsi, so that whatever is typed is embedded."""
    program, metrics = _answer_font_data()
    stream = file.add_stream(b"/Length1 %d" % len(program), program)
    descriptor = file.add(metrics["descriptor"].encode().replace(b"<<", b"<</FontFile2 %d 0 R" % stream, 1))
    return file.add(metrics["font"].encode().replace(b"<<", b"<</FontDescriptor %d 0 R" % descriptor, 1))

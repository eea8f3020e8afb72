"""Fields: links that the template laid as placeholders become a form that can be filled in.

Input: a PDF with a link to `rekindle-field:NAME` wherever an answer goes, and the fields that belong
there. Output: the same PDF, changed in place. Must not know: Documents, or the template.

The compiler has already put each link in its exact place, in the structure tree and in reading order; what
is left is to say that it is a field (ISO 32000-1, 12.7) and what it is called. This is one module so that
it can go as soon as the compiler makes fields itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from rekindle_core import RenderError
from rekindle_pdf.filled.mark import note_entry
from rekindle_pdf.form import FormField
from rekindle_pdf.marks import INK, mark
from rekindle_pdf.pdf_file import REFERENCE, PdfFile, is_page, text_string
from rekindle_pdf.row_heads import head_rows

if TYPE_CHECKING:
    from rekindle_pdf.filled.drawing import Drawing

_FONT = Path(__file__).resolve().parent / "answers"
_MANY_LINES, _RADIO = 1 << 12, 1 << 15

_LINK = re.compile(
    rb"<</Type/Annot/Subtype/Link/Rect\[(?P<sides>[-0-9. ]+)\].*?"
    rb"/URI\(rekindle-field:(?P<name>[^:()]+)(?::(?P<number>\d+))?\).*?/StructParent (?P<parent>\d+)",
    re.DOTALL,
)
_NOTES = re.compile(rb"/Annots\[([0-9R ]*)\]")
_PARENTS = re.compile(rb"/ParentTree<</Nums\[([0-9R ]*)\]")


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
    font: int
    resources: int
    top: int
    """The number of the field above all others, which has the program's name; 0 for none."""
    groups: dict[str, tuple[int, list[int]]] = field(default_factory=dict)
    """Fields of several boxes, by their names: the number of each, and of its boxes."""
    drawings: dict[tuple[str, int, int], tuple[int, int]] = field(default_factory=dict)

    def widget(self, place: _Place, says: str, entries: bytes) -> None:
        """Make a placeholder a widget, and its element in the structure tree a form's."""
        self.file.objects[place.link] = (
            b"<</Type/Annot/Subtype/Widget/Rect[%b]/F 4/StructParent %b/P %d 0 R/TU%b%b>>"
            % (place.sides, place.parent, place.page, text_string(says), entries)
        )
        element = self.file.objects[place.element]
        self.file.objects[place.element] = element.replace(b"/S/Link", b"/S/Form", 1)

    def named(self, wanted: FormField, above: int = 0) -> bytes:
        """Return the entries of a field's name, and of what is noted beside it."""
        above = above or self.top
        parent = b"/Parent %d 0 R" % above if above else b""
        return b"/T%b%b%b" % (text_string(wanted.path[-1]), parent, note_entry(wanted.note))

    def text(self, place: _Place, wanted: FormField, drawn: Drawing | None) -> int:
        """Set a field for text, with its own appearance: some programs edit it in place."""
        width, height = place.extent
        if drawn:
            # White, so that no ruled line runs through typed text.
            ground = b"q 1 1 1 rg 0 0 %.2f %.2f re f Q" % (width, height)
            content = b"%b /Tx BMC q\n%b\nQ EMC" % (ground, drawn.content)
            resources = self.file.add(b"<</Font<</Answers %d 0 R%b>>>>" % (self.font, drawn.fonts))
            drawing = self._drawing(content, width, height, resources)
        else:
            drawing = self._drawing(b"/Tx BMC EMC", width, height)
        flags = b"/Ff %d" % _MANY_LINES if wanted.kind == "text" else b""
        held = b"/V%b" % text_string(wanted.held) if isinstance(wanted.held, str) else b""
        # White once it is filled in, as above.
        self.widget(
            place,
            wanted.says,
            b"/FT/Tx%b%b%b/DA(%b)/MK<</BG[1 1 1]>>/AP<</N %d 0 R>>"
            % (flags, self.named(wanted), held, self.answer, drawing),
        )
        return place.link

    def check(self, place: _Place, wanted: FormField) -> int:
        """Set a box to tick, and return the group that it is in."""
        (choice,), (answer, _) = wanted.choices, wanted.path
        if answer not in self.groups:
            self.groups[answer] = self.file.add(b""), []
        group, boxes = self.groups[answer]
        boxes.append(place.link)
        entries = b"/FT/Btn%b%b/MK<</CA(4)>>%b" % (
            self.named(wanted, group),
            _chosen(wanted),
            self._states("check", choice.state, place, on=wanted.held == 0),
        )
        self.widget(place, wanted.says, entries)
        self.file.objects[group] = self.parent(answer, boxes, self.top)
        return group

    def radio(self, places: dict[int, _Place], wanted: FormField) -> int:
        """Set circles of which one can be chosen."""
        group = self.file.add(b"")
        for number, choice in enumerate(wanted.choices):
            states = self._states("radio", choice.state, places[number], on=wanted.held == number)
            self.widget(places[number], choice.says, b"/Parent %d 0 R/MK<</CA(l)>>%b" % (group, states))
        kids = [places[number].link for number in range(len(wanted.choices))]
        self.file.objects[group] = b"<</FT/Btn/Ff %d%b/TU%b%b/Kids[%b]>>" % (
            _RADIO,
            self.named(wanted),
            text_string(wanted.says),
            _chosen(wanted),
            _references(kids),
        )
        return group

    def parent(self, name: str, kids: Sequence[int], above: int = 0) -> bytes:
        """Return a field that is not on any page, and contains others."""
        parent = b"/Parent %d 0 R" % above if above else b""
        return b"<</T%b%b/Kids[%b]>>" % (text_string(name), parent, _references(kids))

    def _states(self, kind: str, state: str, place: _Place, *, on: bool) -> bytes:
        width, height = place.extent
        key = (kind, round(width), round(height))
        if key not in self.drawings:
            ticked, empty = (self._drawing(mark(shown, width, height), width, height) for shown in (kind, ""))
            self.drawings[key] = ticked, empty
        ticked, empty = self.drawings[key]
        shown = state.encode() if on else b"Off"
        return b"/AS/%b/AP<</N<</%b %d 0 R/Off %d 0 R>>>>" % (shown, state.encode(), ticked, empty)

    def _drawing(self, content: bytes, width: float, height: float, resources: int = 0) -> int:
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources %d 0 R"
        return self.file.add_stream(entries % (width, height, resources or self.resources), content)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _chosen(wanted: FormField) -> bytes:
    """Return what a field notes as chosen; nothing where nobody has touched it, unlike what was taken back."""
    if not isinstance(wanted.held, int):
        return b""
    return b"/V/%b" % (wanted.choices[wanted.held].state.encode() if wanted.held >= 0 else b"Off")


def place_fields(
    file: PdfFile, fields: Sequence[FormField], *, program: str, size: int, fonts: str = ""
) -> str:
    """Make fields of the placeholders.

    Args:
        file: The file.
        fields: Those that it must hold, in reading order.
        program: The program's id, which the names of all fields begin with; none for no such name.
        size: That of answers' letters, in points.
        fonts: A folder with more fonts.

    Returns:
        The letters of answers that no font has.

    Raises:
        RenderError: A field has no place, a place too many, or a name that is not known.
    """
    places = _places(file)
    _compare(places, fields)
    if not fields:
        return ""
    font = _answer_font(file)
    answer = b"/Answers %d Tf %b rg" % (size, INK.encode())
    resources = file.add(b"<</Font<</Answers %d 0 R>>>>" % font)
    top = file.add(b"") if program else 0
    writer = _Writer(file, answer, font, resources, top)
    drawn, missing = _drawn(file, fields, places, size, fonts)
    form = list(
        dict.fromkeys(
            _field(writer, wanted, places[wanted.name], drawn.get(wanted.name)) for wanted in fields
        )
    )
    # Who reads answers needs every field, and little else.
    file.together.update(form, (place.link for choices in places.values() for place in choices.values()))
    head_rows(file, (place.element for choices in places.values() for place in choices.values()))
    if top:
        # A dot would split it into two names.
        file.objects[top] = writer.parent(program.replace(".", "-"), form)
        form = [top]
    dingbats = file.add(b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>")
    number = file.add(
        b"<</Fields[%b]/DR<</Font<</Answers %d 0 R/ZaDb %d 0 R>>>>/DA(%b)>>"
        % (_references(form), font, dingbats, answer)
    )
    file.together.update((file.root, number, *form))
    catalog = file.objects[file.root]
    file.objects[file.root] = catalog.replace(b"<<", b"<</AcroForm %d 0 R" % number, 1)
    return missing


def _drawn(
    file: PdfFile, fields: Sequence[FormField], places: dict[str, dict[int, _Place]], size: int, fonts: str
) -> tuple[dict[str, Drawing], str]:
    """Return drawings of the texts that are in fields already, by the fields' names, and letters without a shape."""
    filled = {one.name: one for one in fields if isinstance(one.held, str) and one.held}
    if not filled:
        return {}, ""
    # Its drawing code is only loaded for files with answers.
    from rekindle_pdf.filled.drawing import Lettering, draw_texts

    texts = [
        Lettering(str(one.held), *places[name][0].extent, many=one.kind == "text")
        for name, one in filled.items()
    ]
    drawings, missing = draw_texts(file, texts, size=size, fonts=fonts)
    return dict(zip(filled, drawings, strict=True)), missing


def _field(writer: _Writer, wanted: FormField, places: dict[int, _Place], drawn: Drawing | None) -> int:
    if wanted.kind == "radio":
        return writer.radio(places, wanted)
    return (
        writer.check(places[0], wanted) if wanted.kind == "check" else writer.text(places[0], wanted, drawn)
    )


def _places(file: PdfFile) -> dict[str, dict[int, _Place]]:
    """Return the placeholders, by the field's name and the number of the choice."""
    trees = (body for body in file.objects if body.startswith(b"<</Type/StructTreeRoot"))
    tree = _PARENTS.search(next(trees, b""))
    pairs = tree[1].replace(b" 0 R", b"").split() if tree else []
    elements = dict(zip(pairs[::2], map(int, pairs[1::2]), strict=True))
    places: dict[bytes, dict[int, _Place]] = {}
    for page, body in enumerate(file.objects):
        for notes in _NOTES.findall(body) if is_page(body) else ():
            for number in map(int, REFERENCE.findall(notes)):
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
            raise _misplaced(f"a field {name} that the program doesn't have")
        if set(choices) != set(range(max(1, len(wanted[name].choices)))):
            raise _misplaced(f"not one place for each choice of the field {name}")
    for name in wanted:
        if name not in places:
            raise _misplaced(f"no place for the field {name}")


def _misplaced(what: str) -> RenderError:
    return RenderError(
        f"The template has {what}.",
        code="fields-differ",
        hint="draw each answer field once, as answers.typ in the theme warm does.",
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

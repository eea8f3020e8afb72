"""Fields: links that the template laid as placeholders become a form that can be filled in.

Comes in: a PDF with a link to `rekindle-field:NAME` wherever an answer goes, and the fields that belong
there. Goes out: the same PDF, changed in place. Must not know: Documents, or the template.

The compiler has already put each link in its exact place, in the structure tree and in reading order; what
is left is to say that it is a field (ISO 32000-1, 12.7) and what it is called. This is one module so that
it can go as soon as the compiler makes fields itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from rekindle_core import RenderError
from rekindle_pdf.responses import FormField

_SCHEME = "rekindle-field:"
_FONT = Path(__file__).resolve().parent / "answers"
_MANY_LINES, _RADIO = 1 << 12, 1 << 15
_INK = "0.16 0.14 0.13"
# The curve that comes closest to a quarter of a circle.
_ARC = 0.5523


@dataclass(slots=True)
class _Writer:
    pdf: Pdf
    size: int
    resources: Object
    parents: pikepdf.NumberTree
    drawings: dict[tuple[str, int, int], Object] = field(default_factory=dict)

    def widget(self, link: Object, page: Object, said: str) -> None:
        """Make a link a widget, and its element in the structure tree a form's."""
        for key in ("/A", "/Border", "/Contents"):
            if key in link:
                del link[key]
        link.Subtype = Name.Widget
        link.P = page
        link.TU = String(said)
        # The highest key of the tree's entries for annotations leads to the one element that holds it.
        self.parents[int(link.StructParent)].S = Name.Form

    def text(self, link: Object, wanted: FormField) -> None:
        """Make a widget a field for text, empty, with an appearance of its own: some programs edit it in place."""
        width, height = _extent(link)
        link.FT = Name.Tx
        link.T = String(wanted.name)
        if wanted.kind == "text":
            link.Ff = _MANY_LINES
        link.DA = f"/Answers {self.size} Tf {_INK} rg".encode()
        # White once it is filled in, so that no ruled line runs through what is typed.
        link.MK = Object.parse(b"<</BG[1 1 1]>>")
        link.AP = Dictionary(N=self._drawing(b"/Tx BMC EMC", width, height))

    def button(self, link: Object, kind: str, state: str) -> None:
        """Make a widget a box or a circle that can be on or off."""
        width, height = _extent(link)
        drawn = []
        for on in (True, False):
            key = (kind if on else "", round(width), round(height))
            if key not in self.drawings:
                self.drawings[key] = self._drawing(_mark(*key), width, height)
            drawn.append(self.drawings[key])
        link.AS = Name.Off
        link.AP = Dictionary(N=Dictionary({f"/{state}": drawn[0], "/Off": drawn[1]}))
        link.MK = Object.parse(b"<</CA(4)>>" if kind == "check" else b"<</CA(l)>>")

    def _drawing(self, content: bytes, width: float, height: float) -> Object:
        return self.pdf.make_indirect(
            Stream(
                self.pdf,
                content,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, round(width, 2), round(height, 2)]),
                Resources=self.resources,
            )
        )


def place_fields(pdf: Pdf, fields: Sequence[FormField], *, size: int) -> None:
    """Make fields of the placeholders.

    Args:
        pdf: The file.
        fields: Those that it must hold, in reading order.
        size: That of answers' letters, in points.

    Raises:
        RenderError: A field has no place, a place too many, or a name that is not known.
    """
    places = _places(pdf)
    _compare(places, fields)
    if not fields:
        return
    font = _answer_font(pdf)
    resources = Dictionary(Font=Dictionary(Answers=font))
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    writer = _Writer(pdf, size, pdf.make_indirect(resources), parents)
    form = [_field(writer, wanted, places[wanted.name]) for wanted in fields]
    dingbats = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array(form),
            DR=Dictionary(Font=Dictionary(Answers=font, ZaDb=pdf.make_indirect(dingbats))),
            DA=f"/Answers {size} Tf {_INK} rg".encode(),
        )
    )


def _field(writer: _Writer, wanted: FormField, places: dict[int, tuple[Object, Object]]) -> Object:
    if wanted.kind in ("text", "line"):
        link, page = places[0]
        writer.widget(link, page, wanted.says)
        writer.text(link, wanted)
        return link
    if wanted.kind == "check":
        link, page = places[0]
        writer.widget(link, page, wanted.says)
        writer.button(link, "check", wanted.choices[0].state)
        link.FT = Name.Btn
        link.T = String(wanted.name)
        link.V = Name.Off
        return link
    group = writer.pdf.make_indirect(
        Dictionary(
            FT=Name.Btn, Ff=_RADIO, T=String(wanted.name), TU=String(wanted.says), V=Name.Off, Kids=Array()
        )
    )
    for number, choice in enumerate(wanted.choices):
        link, page = places[number]
        writer.widget(link, page, choice.says)
        writer.button(link, "radio", choice.state)
        link.Parent = group
        group.Kids.append(link)
    return group


def _places(pdf: Pdf) -> dict[str, dict[int, tuple[Object, Object]]]:
    """Return the placeholders, by the field's name and the number of the choice, with their pages."""
    found: dict[str, dict[int, tuple[Object, Object]]] = {}
    for page in pdf.pages:
        for link in cast("Any", page.obj.get("/Annots", ())):
            address = str(link.get("/A", {}).get("/URI", "")) if "/A" in link else ""
            if not address.startswith(_SCHEME):
                continue
            name, _, number = address.removeprefix(_SCHEME).partition(":")
            choices = found.setdefault(unquote(name), {})
            if int(number or 0) in choices:
                raise _misplaced(f"two places for the field {unquote(name)}")
            choices[int(number or 0)] = (link, page.obj)
    return found


def _compare(places: dict[str, dict[int, tuple[Object, Object]]], fields: Sequence[FormField]) -> None:
    wanted = {field.name: field for field in fields}
    for name, choices in places.items():
        if name not in wanted:
            raise _misplaced(f"a field {name} that the program has not")
        if len(choices) != max(1, len(wanted[name].choices)):
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


def _answer_font(pdf: Pdf) -> Object:
    """Return the font that answers are typed in: all of WinAnsi, so that whatever is typed is embedded."""
    program, metrics = _answer_font_data()
    descriptor = Object.parse(metrics["descriptor"].encode("ascii"))
    descriptor.FontFile2 = pdf.make_indirect(Stream(pdf, program, Length1=len(program)))
    font = Object.parse(metrics["font"].encode("ascii"))
    font.FontDescriptor = pdf.make_indirect(descriptor)
    return pdf.make_indirect(font)


def _extent(link: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in cast("Any", link.Rect))
    return right - left, top - bottom


def _mark(kind: str, width: int, height: int) -> bytes:
    """Return the drawing of a box or circle that is on; of one that is off, nothing: the page has drawn it."""
    if kind == "check":
        points = ((0.22, 0.52), (0.42, 0.28), (0.8, 0.76))
        path = " ".join(
            f"{x * width:.2f} {y * height:.2f} {'l' if number else 'm'}"
            for number, (x, y) in enumerate(points)
        )
        return f"q {_INK} RG {0.13 * width:.2f} w 1 J 1 j {path} S Q".encode()
    if kind == "radio":
        # A dot where there is nothing in the circle, a broad ring where there is a number.
        small = width < 20
        radius = width * (0.28 if small else 0.43)
        paint = f"{_INK} rg" if small else f"{_INK} RG 2.2 w"
        return f"q {paint} {_circle(width / 2, height / 2, radius)} {'f' if small else 's'} Q".encode()
    return b""


def _circle(x: float, y: float, radius: float) -> str:
    bow = radius * _ARC
    curves = (
        (x + radius, y + bow, x + bow, y + radius, x, y + radius),
        (x - bow, y + radius, x - radius, y + bow, x - radius, y),
        (x - radius, y - bow, x - bow, y - radius, x, y - radius),
        (x + bow, y - radius, x + radius, y - bow, x + radius, y),
    )
    lines = (" ".join(f"{at:.2f}" for at in curve) + " c" for curve in curves)
    return f"{x + radius:.2f} {y:.2f} m " + " ".join(lines)

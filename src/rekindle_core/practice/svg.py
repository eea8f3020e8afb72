"""SVG logos: shapes only, nothing that could run, load or grow without limit when the file is opened.

Input: bytes of XML. Output: a Logo whose SVG is rewritten from harmless parts.

An SVG is a document that can contain scripts, links and images. Elements that draw are kept; those that could
do more are rejected, with their position; data that programs write for themselves (layers, guides, author) is
left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from rekindle_core.document.nodes import Logo
from rekindle_core.practice.logo_error import LogoError
from rekindle_core.practice.svg_style import classes, fetched, referred, rules

MOST_DEPTH = 100
MOST_LETTERS = 2_000
"""The maximum number of letters of text in a logo, because each is drawn separately."""
MOST_STYLE = 50_000
"""The maximum number of characters in its style sheets."""
MOST_COPIED = 5_000_000
"""The maximum number of characters of shapes, fills, clips and masks that are drawn by reference, counted each time."""
MOST_UNITS, LEAST_UNITS = 1e6, 1e-3
"""The largest and smallest size of a side, in its own units."""
_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_XML_BASE = "http://www.w3.org/XML/1998/namespace base"
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_HOLDERS = frozenset(("clipPath", "mask"))
_PAINTS = frozenset(("linearGradient", "radialGradient", "stop"))
_DRAWS = _SHAPES | _HOLDERS | _PAINTS | {"svg", "g", "defs", "text", "tspan", "style", "use"}
_SAYS = frozenset(("title", "desc", "metadata"))

_NUMBER = r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(?:px)?\s*")
_SIDE = re.compile(r"[0-9.]{1,12}(?:%|[a-z]{2,4})?")
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]+)""")
_ENCODINGS = (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252")
_LONGEST_NUMBER = 40
_PLAIN = "export it as a plain SVG, with its text as paths."


def read_svg(data: bytes) -> Logo:
    """Return an SVG as a logo.

    Raises:
        LogoError: It isn't an SVG, has no size, or contains something that a logo doesn't need.
    """
    declared = _ENCODING.match(data)
    # The parser asks Python for others, some of which are not character encodings and raise their own errors.
    if declared and declared[1].lower() not in _ENCODINGS:
        message = f"The SVG has the encoding “{declared[1][:40].decode('ascii', 'replace')}”."
        raise LogoError("bad-logo", message, "save it again as UTF-8.", line=1, column=1)
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"The SVG is damaged: {expat.ErrorString(error.code)}."
        raise LogoError("bad-logo", message, _PLAIN, line=error.lineno, column=error.offset + 1) from None
    reader.see_uses()
    return Logo("image/svg+xml", "".join(reader.written).encode(), reader.aspect)


class _Use(NamedTuple):
    """A reference to a part of the same image.

    `drawn` distinguishes a copy (`<use>`) from a fill, a clip or a mask, and `inside` marks what is in a clip
    or a mask.
    """

    target: str
    drawn: bool
    inside: bool
    line: int
    column: int


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.SkippedEntityHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction
        self.written: list[str] = []
        self.open: list[str] = []
        self.dropped = 0
        # For each open element with an id: the id, and how much was written before it.
        self.begun: list[tuple[str, int]] = []
        self.length = self.letters = 0
        # The number of open elements that are clips or masks.
        self.holding = 0
        self.style: list[str] = []
        self.style_length = 0
        self.sizes: dict[str, int] = {}
        self.twice: set[str] = set()
        self.ids: dict[str, str] = {}
        self.uses: list[_Use] = []
        # The references in style rules, by class; and the classes used inside a clip or a mask.
        self.rules: dict[str, set[str]] = {}
        self.classes: list[_Use] = []
        self.aspect = 0.0

    def place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def refuse(self, code: str, message: str) -> LogoError:
        line, column = self.place()
        return LogoError(code, message, _PLAIN, line=line, column=column)

    # ------------------------------------------------------------------ events of the parser

    def doctype(self, name: str, system: str | None, public: str | None, subset: int) -> None:
        # Without its own declarations it is only a label, which is not written.
        if subset:
            raise self.refuse("unsafe-logo", "The SVG declares entities, which can expand without limit.")

    def entity(self, name: str, parameter: int) -> None:
        raise self.refuse("bad-logo", f"The SVG contains &{name};, which is undefined.")

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise self.refuse("unsafe-logo", "The SVG fetches a style sheet.")

    def start(self, name: str, attributes: list[str]) -> None:
        space, _, tag = name.rpartition(" ")
        if tag.lower() == "script":
            raise self.refuse("unsafe-logo", "The SVG contains a script.")
        if self.dropped or space != _SVG or tag in _SAYS:
            if not self.open:
                raise self.refuse("bad-logo", "The image is not an SVG: its root element isn’t <svg>.")
            self.dropped += 1
            return
        if tag not in _DRAWS or (tag == "svg") == bool(self.open):
            raise self.refuse("unsafe-logo", f"The SVG contains <{tag}>, which isn't allowed in a logo.")
        if len(self.open) >= MOST_DEPTH:
            raise self.refuse("bad-logo", "The SVG is nested too deeply.")
        if self.open and self.open[-1] == "style":
            raise self.refuse("bad-logo", f"A style in the SVG contains <{tag}>.")
        pairs = dict(self.attributes(tag, attributes))
        if not self.open:
            pairs = {"xmlns": _SVG, **self.size(pairs)}
        self.open.append(tag)
        self.holding += tag in _HOLDERS
        self.begun.append((pairs.get("id", ""), self.length))
        written = "".join(f' {key}="{escape(value)}"' for key, value in pairs.items())
        self.write(f"<{tag}{written}>")

    def write(self, markup: str) -> None:
        self.written.append(markup)
        self.length += len(markup)

    def end(self, name: str) -> None:
        if self.dropped:
            self.dropped -= 1
            return
        if self.open[-1] == "style":
            self.see_rules("".join(self.style))
            self.style.clear()
        tag = self.open.pop()
        self.holding -= tag in _HOLDERS
        self.write(f"</{tag}>")
        name, before = self.begun.pop()
        if name:
            self.sizes[name] = self.length - before

    def text(self, text: str) -> None:
        if self.dropped or self.open[-1] not in ("style", "text", "tspan"):
            return
        if self.open[-1] == "style":
            self.style.append(text)
            self.style_length += len(text)
            if self.style_length > MOST_STYLE:
                raise self.refuse("bad-logo", f"The SVG’s styles have more than {MOST_STYLE:,} characters.")
        else:
            self.letters += len(text)
            if self.letters > MOST_LETTERS:
                raise self.refuse("bad-logo", f"The SVG shows more than {MOST_LETTERS:,} letters of text.")
        self.write(escape(text, quote=False))

    # ------------------------------------------------------------------ attributes and styles

    def attributes(self, tag: str, given: list[str]) -> Iterator[tuple[str, str]]:
        for name, value in zip(given[::2], given[1::2], strict=True):
            if name == _XML_BASE:
                raise self.refuse("unsafe-logo", "The SVG sets a base address for its references.")
            if name in ("href", _XLINK_HREF):
                if not value.strip().startswith("#"):
                    raise self.refuse(
                        "unsafe-logo", f"The SVG refers to “{value[:60]}”, which is outside the file."
                    )
                self.uses.append(self.use(tag, value.strip()[1:], drawn=tag == "use"))
                yield "href", value.strip()
            elif " " not in name and not name.startswith("data-"):
                if name.lower().startswith("on"):
                    raise self.refuse("unsafe-logo", f"The SVG has “{name}”, which runs a script.")
                self.uses += [self.use(tag, target) for target in self.targets(value)]
                if name == "id":
                    if value in self.ids:
                        self.twice.add(value)
                    self.ids[value] = tag
                if name == "class":
                    self.classes += [self.use(tag, word) for word in value.split()]
                yield name, value

    def targets(self, style: str) -> list[str]:
        """Return the references in a style; none of them leads outside."""
        if found := fetched(style):
            message = f"A style in the SVG contains “{found[:60]}”, which can load something."
            raise self.refuse("unsafe-logo", message)
        return referred(style)

    def use(self, tag: str, target: str, *, drawn: bool = False) -> _Use:
        inside = tag in _HOLDERS or self.holding > 0
        # A browser treats #%61 like #a.
        return _Use(unquote(target), drawn, inside, *self.place())

    def see_rules(self, style: str) -> None:
        if not self.targets(style):
            return
        for selector, body in rules(style):
            if targets := referred(body):
                if (words := classes(selector)) is None:
                    message = f"A style in the SVG refers to “{targets[0][:60]}” for more than a class."
                    raise self.refuse("unsafe-logo", message)
                for word in words:
                    self.rules.setdefault(word, set()).update(map(unquote, targets))

    def see_uses(self) -> None:
        """Check that nothing is drawn through itself, or multiplied step by step: references go one deep.

        What a single step multiplies is counted.
        """
        copied = 0
        for use in self.uses:
            if use.target in self.twice:
                message = f"The SVG refers to “{use.target[:60]}”, which names two of its parts."
                raise LogoError("unsafe-logo", message, _PLAIN, line=use.line, column=use.column)
            kind = self.ids.get(use.target, "")
            if (use.drawn and kind not in _SHAPES) or (use.inside and kind in _HOLDERS):
                raise self.by_another(use.target, use)
            copied += self.sizes.get(use.target, 0)
        if twice := self.twice & set().union(*self.rules.values()):
            message = f"The SVG refers to “{min(twice)[:60]}”, which names two of its parts."
            raise LogoError("unsafe-logo", message, _PLAIN)
        held = {
            word: next((name for name in sorted(names) if self.ids.get(name) in _HOLDERS), "")
            for word, names in self.rules.items()
        }
        drawn = {word: sum(self.sizes.get(name, 0) for name in names) for word, names in self.rules.items()}
        for use in self.classes:
            if use.inside and held.get(use.target):
                raise self.by_another(held[use.target], use)
            copied += drawn.get(use.target, 0)
        if copied > MOST_COPIED:
            raise LogoError("bad-logo", "The SVG repeats its parts too many times.", _PLAIN)

    def by_another(self, target: str, use: _Use) -> LogoError:
        message = f"The SVG draws “{target[:60]}” through another part."
        return LogoError("unsafe-logo", message, _PLAIN, line=use.line, column=use.column)

    def size(self, pairs: dict[str, str]) -> dict[str, str]:
        """Record the image's size, and check that it can be drawn at any size."""
        sides = [pairs.get("width", ""), pairs.get("height", "")]
        corner = ["0", "0"]
        if "viewBox" in pairs:
            words = pairs["viewBox"].replace(",", " ").split()
            corner, sides = (words[:2], words[2:]) if len(words) == 4 else (corner, ["", ""])
        left, top = map(_length, corner)
        width, height = map(_length, sides)
        if not width > 0 or not height > 0 or not abs(left) + abs(top) < math.inf:
            raise self.refuse("bad-logo", "The SVG has no viewBox, so its size is unknown.")
        if (
            not all(LEAST_UNITS <= side <= MOST_UNITS for side in (width, height))
            or max(abs(left), abs(top)) > MOST_UNITS
        ):
            raise self.refuse("bad-logo", "The SVG has a viewBox that is far too large or too small.")
        self.aspect = width / height
        # A size that can't be read counts as missing; pages then set the size of the logo.
        kept = {
            key: value
            for key, value in pairs.items()
            if key not in ("width", "height") or _SIDE.fullmatch(value.strip())
        }
        return {**kept, "viewBox": pairs.get("viewBox", f"0 0 {width:g} {height:g}")}


def _length(text: str) -> float:
    """Return a length in units; NaN if it isn't one."""
    if len(text) > _LONGEST_NUMBER:
        return math.nan
    return float(found[1]) if (found := _LENGTH.fullmatch(text)) else math.nan

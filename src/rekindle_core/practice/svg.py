"""SVG: shapes, and nothing that could run, fetch, or grow beyond all bounds when it is opened.

Comes in: bytes of XML. Goes out: a Logo whose SVG is written anew from what is known to be harmless.

An SVG is a document with scripts, links and pictures of its own. Of its elements those that draw are let
through; those that could do more are refused, with their place; what programs write for themselves
(layers, guides, author) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from rekindle_core.document.nodes import Logo
from rekindle_core.practice.logo import LogoError

MOST_DEPTH = 100
_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_XML_BASE = "http://www.w3.org/XML/1998/namespace base"
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_HOLDERS = frozenset(("clipPath", "mask"))
_PAINTS = frozenset(("linearGradient", "radialGradient", "stop"))
_DRAWS = _SHAPES | _HOLDERS | _PAINTS | {"svg", "g", "defs", "text", "tspan", "style", "use"}
_SAYS = frozenset(("title", "desc", "metadata"))

# In a style: anything that names, or could spell, something outside.
_FETCHES = re.compile(
    r"""@|\\|//|(?:image|image-set|cross-fade|src|expression)\s*\(|url\(\s*["']?(?!\s*\#)""", re.IGNORECASE
)
_LOCAL = re.compile(r"""url\(\s*["']?\s*#([^"')\s]+)""", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASSES = re.compile(r"\s*\.[\w-]+\s*(,\s*\.[\w-]+\s*)*")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(?:px)?\s*")
_PLAIN = "export it as a plain SVG, with its text as paths."


def read_svg(data: bytes) -> Logo:
    """Return an SVG as a logo.

    Raises:
        LogoError: It is no SVG, has no size, or holds something that a logo has no use for.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"The SVG is damaged: {expat.ErrorString(error.code)}."
        raise LogoError("bad-logo", message, _PLAIN, line=error.lineno, column=error.offset + 1) from None
    reader.see_uses()
    return Logo("image/svg+xml", "".join(reader.written).encode(), reader.aspect)


class _Use(NamedTuple):
    """A reference to a part of the same picture.

    `drawn` tells a copy (`<use>`) from a fill, a clip or a mask, and `inside` what is in a clip or a mask.
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
        self.style = ""
        self.ids: dict[str, str] = {}
        self.uses: list[_Use] = []
        # What rules of style refer to, by class; and the classes of what is inside a clip or a mask.
        self.rules: dict[str, set[str]] = {}
        self.classes: list[_Use] = []
        self.aspect = 0.0

    def place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def refuse(self, code: str, message: str) -> LogoError:
        line, column = self.place()
        return LogoError(code, message, _PLAIN, line=line, column=column)

    # ------------------------------------------------------------------ what the parser meets

    def doctype(self, name: str, system: str | None, public: str | None, subset: int) -> None:
        # Without declarations of its own it is a mere label, which is not written again.
        if subset:
            raise self.refuse("unsafe-logo", "The SVG declares entities, which can grow without end.")

    def entity(self, name: str, parameter: int) -> None:
        raise self.refuse("bad-logo", f"The SVG holds &{name};, which stands for nothing.")

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise self.refuse("unsafe-logo", "The SVG fetches a style sheet.")

    def start(self, name: str, attributes: list[str]) -> None:
        space, _, tag = name.rpartition(" ")
        if tag.lower() == "script":
            raise self.refuse("unsafe-logo", "The SVG holds a script.")
        if self.dropped or space != _SVG or tag in _SAYS:
            if not self.open:
                raise self.refuse("bad-logo", "The picture is no SVG: its first element is none of SVG’s.")
            self.dropped += 1
            return
        if tag not in _DRAWS or (tag == "svg") == bool(self.open):
            raise self.refuse("unsafe-logo", f"The SVG holds <{tag}>, which a logo cannot have.")
        if len(self.open) >= MOST_DEPTH:
            raise self.refuse("bad-logo", "The SVG is nested too deeply.")
        pairs = dict(self.attributes(tag, attributes))
        if not self.open:
            pairs = {"xmlns": _SVG, **self.size(pairs)}
        self.open.append(tag)
        written = "".join(f' {key}="{escape(value)}"' for key, value in pairs.items())
        self.written.append(f"<{tag}{written}>")

    def end(self, name: str) -> None:
        if self.dropped:
            self.dropped -= 1
            return
        if self.open[-1] == "style":
            self.see_rules()
        self.written.append(f"</{self.open.pop()}>")

    def text(self, text: str) -> None:
        if self.dropped or self.open[-1] not in ("style", "text", "tspan"):
            return
        if self.open[-1] == "style":
            self.style += text
        self.written.append(escape(text, quote=False))

    # ------------------------------------------------------------------ attributes and styles

    def attributes(self, tag: str, given: list[str]) -> Iterator[tuple[str, str]]:
        for name, value in zip(given[::2], given[1::2], strict=True):
            if name == _XML_BASE:
                raise self.refuse("unsafe-logo", "The SVG says where to fetch what it refers to.")
            if name in ("href", _XLINK_HREF):
                if not value.strip().startswith("#"):
                    raise self.refuse(
                        "unsafe-logo", f"The SVG refers to “{value[:60]}”, which is outside of it."
                    )
                self.uses.append(self.use(tag, value.strip()[1:], drawn=tag == "use"))
                yield "href", value.strip()
            elif " " not in name and not name.startswith("data-"):
                if name.lower().startswith("on"):
                    raise self.refuse("unsafe-logo", f"The SVG has “{name}”, which runs a script.")
                self.uses += [self.use(tag, target) for target in self.targets(value)]
                if name == "id":
                    self.ids[value] = tag
                if name == "class":
                    self.classes += [self.use(tag, word) for word in value.split()]
                yield name, value

    def targets(self, style: str) -> list[str]:
        """Return what a style refers to; nothing of it is outside."""
        if found := _FETCHES.search(style):
            message = f"A style in the SVG holds “{found[0]}”, which can fetch something."
            raise self.refuse("unsafe-logo", message)
        return _LOCAL.findall(style)

    def use(self, tag: str, target: str, *, drawn: bool = False) -> _Use:
        inside = tag in _HOLDERS or not _HOLDERS.isdisjoint(self.open)
        return _Use(target, drawn, inside, *self.place())

    def see_rules(self) -> None:
        if not self.targets(self.style):
            return
        for selector, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", self.style, flags=re.DOTALL)):
            if targets := _LOCAL.findall(body):
                if not _CLASSES.fullmatch(selector):
                    message = f"A style in the SVG refers to “{targets[0][:60]}” for more than a class."
                    raise self.refuse("unsafe-logo", message)
                for word in selector.split(","):
                    self.rules.setdefault(word.strip()[1:], set()).update(targets)

    def see_uses(self) -> None:
        """See that nothing is drawn by way of itself, or multiplied step by step: references go one deep."""
        styled = [
            use._replace(target=name) for use in self.classes for name in self.rules.get(use.target, ())
        ]
        for use in (*self.uses, *styled):
            kind = self.ids.get(use.target, "")
            if (use.drawn and kind not in _SHAPES) or (use.inside and kind in _HOLDERS):
                message = f"The SVG draws “{use.target[:60]}” by way of another part."
                raise LogoError("unsafe-logo", message, _PLAIN, line=use.line, column=use.column)

    def size(self, pairs: dict[str, str]) -> dict[str, str]:
        """Take down the picture's shape, and see that it can be drawn at any size."""
        sides = [pairs.get("width", ""), pairs.get("height", "")]
        if "viewBox" in pairs:
            words = pairs["viewBox"].replace(",", " ").split()
            sides = words[2:] if len(words) == 4 else ["", ""]
        width, height = (float(found[1]) if (found := _LENGTH.fullmatch(side)) else 0.0 for side in sides)
        if not width or not height:
            raise self.refuse("bad-logo", "The SVG does not say how large it is: it has no viewBox.")
        self.aspect = width / height
        return {**pairs, "viewBox": pairs.get("viewBox", f"0 0 {width:g} {height:g}")}

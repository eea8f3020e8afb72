"""What stands on each page of a PDF, and where: lines of text with the size of their letters, and fields."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import dataclass
from xml.etree import ElementTree

import pikepdf
import pytest


@dataclass(frozen=True)
class Line:
    """A line of text on a page: the distance of its ends from the page's edges, in shares of the page."""

    text: str
    left: float
    bottom: float
    points: float


@dataclass(frozen=True)
class Page:
    """The lines of a page without its foot, and the lower ends of its fields, as shares of the page."""

    lines: tuple[Line, ...]
    fields: tuple[float, ...]

    @property
    def reach(self) -> float:
        """How far down the page anything stands."""
        return max((*(line.bottom for line in self.lines), *self.fields), default=0.0)

    @property
    def lowest(self) -> Line | None:
        """The last line of text, if nothing stands lower."""
        last = max(self.lines, key=lambda line: line.bottom, default=None)
        return last if last and last.bottom >= max(self.fields, default=0.0) else None


_FOOT = 0.94
"""Lower than this, a page has its foot alone."""


def pages(data: bytes) -> list[Page]:
    """Return the pages of a PDF."""
    tool = shutil.which("pdftohtml") or pytest.skip("pdftohtml (poppler-utils) is not installed")
    command = [tool, "-xml", "-i", "-stdout", "-nodrm", "-fontfullname", "-", "-"]
    run = subprocess.run(command, input=data, capture_output=True, check=True)
    # What it says of links, it says between the pages.
    written = run.stdout[run.stdout.index(b"<pdf2xml") :]
    root = ElementTree.fromstring(written)
    sizes = {one.get("id"): float(one.get("size", 0)) for one in root.iter("fontspec")}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fields = [_fields(page) for page in pdf.pages]
    return [_page(one, sizes, fields[number]) for number, one in enumerate(root.iter("page"))]


def _page(page: ElementTree.Element, sizes: dict[str | None, float], fields: tuple[float, ...]) -> Page:
    height, width = float(page.get("height", 1)), float(page.get("width", 1))
    lines = tuple(
        Line(
            text=" ".join("".join(one.itertext()).split()),
            left=float(one.get("left", 0)) / width,
            bottom=(float(one.get("top", 0)) + float(one.get("height", 0))) / height,
            points=sizes[one.get("font")] / 1.5,
        )
        for one in page.iter("text")
        if "".join(one.itertext()).strip()
    )
    return Page(tuple(line for line in lines if line.bottom < _FOOT), fields)


def _fields(page: pikepdf.Page) -> tuple[float, ...]:
    height = float(page.mediabox[3])
    return tuple(
        1 - float(one.Rect[1]) / height for one in page.get("/Annots", ()) if one.get("/Subtype") == "/Widget"
    )

"""The files are sound for everybody, by a checker that is itself put to the test with seeded faults."""

from __future__ import annotations

import io
import itertools
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.support import EXAMPLES, example
from tests.tagged_pdf import faults

from rekindle_core import render
from rekindle_core.testing.samples import every_node

pytestmark = pytest.mark.slow

DESIGNS: tuple[dict[str, str], ...] = (
    {},
    {"theme": "plain", "paper": "letter"},
    {"size": "large"},
    {"fillable": "no", "writing": "dots"},
)


@cache
def sample() -> bytes:
    return render(every_node(), "pdf")[0].data


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


# Every example as it comes, and each other design on one of them; all with all where there is time for it.
THOROUGH = "TESTS_THOROUGH" in os.environ
CASES = [
    (name, design)
    for name, design in itertools.product(EXAMPLES, DESIGNS)
    if THOROUGH or not design or name.startswith("drifted")
]


@pytest.mark.parametrize(("name", "options"), CASES)
def test_every_example_is_sound_in_every_design(name: str, options: dict[str, str], tmp_path: Path) -> None:
    (artifact,) = render(example(name), "pdf", options)
    with opened(artifact.data) as pdf:
        assert faults(pdf) == []
    path = tmp_path / "example.pdf"
    path.write_bytes(artifact.data)
    if tool := shutil.which("qpdf"):
        assert subprocess.run([tool, "--check", path], capture_output=True, check=False).returncode == 0
    if tool := shutil.which("pdfinfo"):
        run = subprocess.run([tool, path], capture_output=True, text=True, check=True)
        assert run.stderr == ""
        assert re.search(r"Tagged: +yes", run.stdout)


def test_poppler_reads_the_tree_aloud(tmp_path: Path) -> None:
    tool = shutil.which("pdfinfo") or pytest.skip("pdfinfo (poppler-utils) is not installed")
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample())
    run = subprocess.run([tool, "-struct-text", path], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    assert run.stdout.startswith("Document")
    with opened(sample()) as pdf:
        assert len(re.findall(r"^ *Form\b", run.stdout, re.MULTILINE)) == len(widgets(pdf)) > 30


# ---------------------------------------------------------------- the checker itself


def boxes(pdf: pikepdf.Pdf) -> list[Any]:
    return [widget for widget in widgets(pdf) if "/AS" in widget]


def widgets(pdf: pikepdf.Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Widget"]


def links(pdf: pikepdf.Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == f"/{kind}"]


def texts(pdf: pikepdf.Pdf) -> list[Any]:
    return [note for note in widgets(pdf) if note.get("/FT") == "/Tx"]


def metadata(pdf: pikepdf.Pdf, find: bytes, put: bytes) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(find, put))


def paint(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].contents_add(b"0 0 9 9 re f")


def lose_mark(pdf: pikepdf.Pdf) -> None:
    (paragraph, *_) = (one for one in elements(pdf, "P") if isinstance(one.get("/K"), Array) and len(one.K))
    paragraph.K = Array()


def forget_parent(pdf: pikepdf.Pdf) -> None:
    number = int(widgets(pdf)[0].StructParent)
    del pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[number]


def swap_notes(pdf: pikepdf.Pdf) -> None:
    (page, *_) = (page for page in pdf.pages if len(page.get("/Annots", [])) > 3)
    page.Annots = Array(reversed(list(page.Annots)))


def leave_placeholder(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].A = Dictionary(S=Name.URI, URI=pikepdf.String("rekindle-field:a"))


def share_appearance(pdf: pikepdf.Pdf) -> None:
    one, other, *_ = texts(pdf)
    other.AP.N = one.AP.N


def unembed(pdf: pikepdf.Pdf) -> None:
    font = pdf.Root.AcroForm.DR.Font.Answers
    del font.FontDescriptor


def unembed_page_font(pdf: pikepdf.Pdf) -> None:
    (font, *_) = (font for page in pdf.pages for _, font in page.Resources.get("/Font", {}).items())
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def lose_tabs(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page.obj.Tabs


def skip_level(pdf: pikepdf.Pdf) -> None:
    for heading in elements(pdf, "H2"):
        heading.S = Name.H3


SEEDED: dict[str, Callable[[pikepdf.Pdf], Any]] = {
    "the language is not named": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "does not say that it is tagged": lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False),
    "its tags are suspect": lambda pdf: pdf.Root.MarkInfo.__setitem__("/Suspects", True),
    "the title is not displayed": lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
    "do not say PDF/UA-1": lambda pdf: metadata(pdf, b"pdfuaid:part>1", b"pdfuaid:part>0"),
    "do not say PDF/A-2": lambda pdf: metadata(pdf, b"pdfaid:part>2", b"pdfaid:part>1"),
    "do not say level A": lambda pdf: metadata(pdf, b"conformance>A", b"conformance>B"),
    "hold no title": lambda pdf: metadata(pdf, b"A Sample Program", b""),
    "no output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "does something of itself": lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.GoTo)),
    "holds a script": lambda pdf: links(pdf)[0].__setitem__("/A", Dictionary(S=Name.JavaScript, JS="1")),
    "no bookmarks": lambda pdf: pdf.Root.__delitem__("/Outlines"),
    "there is no structure tree": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "is no kind of element": lambda pdf: elements(pdf, "BlockQuote")[0].__setitem__("/S", Name.Blockquote),
    "names another parent": lambda pdf: elements(pdf, "LI")[0].__setitem__("/P", elements(pdf, "L")[-1]),
    "stands in a L": lambda pdf: elements(pdf, "LI")[0].__setitem__("/S", Name.P),
    "no alternative text": lambda pdf: elements(pdf, "BlockQuote")[0].__setitem__("/S", Name.Figure),
    "the first heading is not of level 1": lambda pdf: elements(pdf, "H1")[0].__setitem__("/S", Name.P),
    "a level of headings is skipped": skip_level,
    "neither tagged nor set aside": paint,
    "the structure tree does not hold the mark": lose_mark,
    "leads from a field or link to another element": forget_parent,
    "does not follow the structure": lambda pdf: [
        page.obj.__delitem__("/Tabs") for page in pdf.pages if "/Tabs" in page
    ],
    "in another order than that of reading": swap_notes,
    "is hidden, or not printed": lambda pdf: widgets(pdf)[0].__setitem__("/F", 6),
    "a link is tagged as Span": lambda pdf: elements(pdf, "Link")[0].__setitem__("/S", Name.Span),
    "a link has no words of its own": lambda pdf: links(pdf)[0].__delitem__("/Contents"),
    "a placeholder was left": leave_placeholder,
    "a field is tagged as Link": lambda pdf: elements(pdf, "Form")[0].__setitem__("/S", Name.Link),
    "no accessible name": lambda pdf: widgets(pdf)[0].__delitem__("/TU"),
    "a field has no appearance": lambda pdf: widgets(pdf)[0].__delitem__("/AP"),
    "cannot be ticked": lambda pdf: boxes(pdf)[-1].AP.__setitem__("/N", Dictionary(Off=texts(pdf)[0].AP.N)),
    "has no appearance for": lambda pdf: boxes(pdf)[-1].__setitem__("/AS", Name.Nowhere),
    "a field does something": lambda pdf: widgets(pdf)[0].__setitem__("/AA", Dictionary()),
    "too small to hit": lambda pdf: widgets(pdf)[0].__setitem__("/Rect", Array([0, 0, 3, 3])),
    "leaves it to the program": lambda pdf: pdf.Root.AcroForm.__setitem__("/NeedAppearances", True),
    "2 fields are called": lambda pdf: texts(pdf)[1].__setitem__("/T", texts(pdf)[0].T),
    "a field's name is “a.b”": lambda pdf: texts(pdf)[0].__setitem__("/T", pikepdf.String("a.b")),
    "other fields than the pages": lambda pdf: pdf.Root.AcroForm.Fields[0].Kids.__delitem__(0),
    "names no font": lambda pdf: texts(pdf)[0].__setitem__("/DA", b"/Helv 10 Tf"),
    "a font that is not embedded": unembed,
    "share one appearance": share_appearance,
    "is not embedded": unembed_page_font,
}


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize("fault", SEEDED)
def test_a_seeded_fault_is_found(fault: str) -> None:
    with opened(sample()) as pdf:
        assert faults(pdf) == []
        SEEDED[fault](pdf)
        # Written and read again, as any program would find it.
        out = io.BytesIO()
        pdf.save(out)
    with opened(out.getvalue()) as pdf:
        assert any(re.search(re.escape(fault), found) for found in faults(pdf)), faults(pdf)

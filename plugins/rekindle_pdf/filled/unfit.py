"""Why no answers can be read from a PDF, and what to do.

Input: an open PDF without fields of ours. Output: an AnswersError. Must not know: fields.

Text on a page is never read as an answer: printed and typed text cannot be distinguished.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from rekindle_core import AnswersError
from rekindle_pdf.filled.mark import FileMark
from rekindle_pdf.filled.strings import decoded

_PRINTERS = {
    "quartz pdfcontext": "macOS",
    "cairo": "cairo",
    "skia/pdf": "a browser",
    "ghostscript": "Ghostscript",
    "microsoft: print to pdf": "Windows",
    "microsoft print to pdf": "Windows",
    "libreoffice": "LibreOffice",
    "pdfium": "a browser",
}
"""What programs that print a page to a file call themselves, and what people call them."""
_OUR_FONTS = ("SourceSerif4", "Inter-")
_MOST_PAGES = 40
_MOST_FONTS = 100
_MOST_NODES = 500
_HINT = (
    "use the filled-in file from before that. If you don't have it, copy the answers by hand: build the "
    "program with --format html or --format pdf, and type them in."
)


def unfit(pdf: Pdf, mark: FileMark | None, *, fields: bool) -> AnswersError:
    """Return why a PDF has no answers that can be read.

    Args:
        pdf: The file.
        mark: Of which program it says it is.
        fields: Whether it has a form, which is not ours.
    """
    if mark and not mark.fields:
        return AnswersError(
            f"This PDF of program {mark.program} was made without fields, to be written in by hand.",
            code="no-fields",
            hint="to store its answers, build the program with --format pdf, and type them in.",
        )
    if mark:
        return AnswersError(
            f"This PDF of program {mark.program} has lost its fields: it was flattened, so the answers are "
            "part of the page.",
            code="no-fields",
            hint=_HINT,
        )
    if fields:
        return AnswersError(
            "This PDF is a different form: it has none of a program's fields.",
            code="foreign-file",
            hint="use a PDF that rekindle build made, with its answers filled in.",
        )
    pages = list(_pages(pdf))
    if pages and all(_is_picture(page) for page in pages):
        return AnswersError(
            "This PDF contains images of pages, such as a scan or photos: it has no fields.",
            code="no-fields",
            hint=_HINT,
        )
    printer = _printer(pdf)
    if any(font.startswith(_OUR_FONTS) for page in pages for font in _fonts(page)):
        by = f" by {printer}" if printer else ""
        return AnswersError(
            f"This PDF looks like a program that was printed to a new file{by}: its fields are gone.",
            code="no-fields",
            hint=_HINT,
        )
    by = f" It was printed to a file by {printer}." if printer else ""
    return AnswersError(
        f"This PDF has no fields, and isn't marked as a Rekindle program.{by}",
        code="foreign-file",
        hint="use a PDF that rekindle build made, with its answers filled in.",
    )


def _pages(pdf: Pdf) -> Iterator[Any]:
    """Yield the first pages; the library's own walk complains aloud about a tree that is not in order."""
    waiting: list[Any] = [pdf.Root.get("/Pages")]
    found = 0
    for _ in range(_MOST_NODES):
        if not waiting or found >= _MOST_PAGES:
            return
        node = waiting.pop()
        kids = node.get("/Kids") if isinstance(node, Dictionary) else None
        if isinstance(kids, Array):
            waiting.extend(reversed(list(kids)[:_MOST_NODES]))
        elif isinstance(node, Dictionary):
            found += 1
            yield node


def _resources(page: Any, kind: str) -> dict[str, Any]:
    """Return what a page, or the pages above it, names of one kind."""
    for _ in range(10):
        resources = page.get("/Resources") if isinstance(page, Dictionary) else None
        if isinstance(resources, Dictionary):
            found = resources.get(kind)
            return dict(list(found.items())[:_MOST_FONTS]) if isinstance(found, Dictionary) else {}
        page = page.get("/Parent") if isinstance(page, Dictionary) else None
    return {}


def _fonts(page: Any) -> Iterator[str]:
    """Yield the names of a page's fonts, without the letters that mark a subset."""
    held = [page, *(one for one in _resources(page, "/XObject").values() if _is(one, "/Form"))]
    for holder in held:
        for font in _resources(holder, "/Font").values():
            name = font.get("/BaseFont") if isinstance(font, Dictionary) else None
            if isinstance(name, Name):
                yield str(name)[1:].rpartition("+")[2]


def _is_picture(page: Any) -> bool:
    """Return whether a page shows pictures and no visible letters."""
    drawn = _resources(page, "/XObject").values()
    return (
        any(_is(one, "/Image") for one in drawn)
        and not any(font.startswith(_OUR_FONTS) for font in _fonts(page))
        and len(_resources(page, "/Font")) <= 1
    )


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, Stream) and item.get("/Subtype") == kind


def _printer(pdf: Pdf) -> str:
    info = pdf.trailer.get("/Info")
    for key in ("/Producer", "/Creator"):
        said = info.get(key) if isinstance(info, Dictionary) else None
        name = decoded(bytes(said)[:200]).casefold() if isinstance(said, String) else ""
        for known, shown in _PRINTERS.items():
            if known in name:
                return shown
    return ""

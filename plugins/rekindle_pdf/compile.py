"""The typesetter: one compiler in each process, with its own fonts and none of the machine's.

Input: the template's data, the look, and a day. Output: the bytes of a PDF, and the compiler's warnings.
Must not know: what the data means.

The template reads data from a JSON file, never as source: typed text is never parsed as Typst. The compiler
caches layouts, so the second document of a process takes a fraction of the time of the first.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import cast

import typst

from rekindle_core import PluginError, RenderError
from rekindle_pdf.inlines import Data

HERE = Path(__file__).resolve().parent
_TEMPLATE = HERE / "template"
_FONTS = HERE / "fonts"

# Fit for screen readers, and for keeping: neither asks anything of the other, or of the time it takes.
_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]

MOST_BYTES = 2_000_000
"""The most data that a template may be given, which takes about two gigabytes of memory.

If memory runs out, the compiler ends the process at once. The longest program of the bundled pack has 630,000 bytes.
"""

# A busy compiler refuses a second caller; others wait here. For two documents at once, use two processes.
_AT_WORK = threading.Lock()


class TypesettingError(Exception):
    """The compiler refused the document; `message` is in its own words.

    The exception's text also shows the place in the template, for anyone who works on that.
    """

    def __init__(self, message: str, diagnostic: str = "") -> None:
        super().__init__(diagnostic or message)
        self.message = message


@cache
def _compiler(more_fonts: str) -> tuple[typst.Compiler, int]:
    """Return the compiler and the process in which it was made."""
    # Without the system's fonts: they take long to find, and differ between machines.
    paths = [str(_FONTS), *([more_fonts] if more_fonts else [])]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=paths)
    return typst.Compiler(root=str(_TEMPLATE), font_paths=fonts), os.getpid()


@cache
def _main() -> bytes:
    return (_TEMPLATE / "main.typ").read_bytes()


@cache
def _filled() -> bytes:
    return (_TEMPLATE / "filled.typ").read_bytes()


def compile_pdf(
    data: Data, look: Data, *, day: dt.date, files: Mapping[str, bytes] | None = None, fonts: str = ""
) -> tuple[bytes, tuple[str, ...]]:
    """Set data with the template.

    Args:
        data: What `data.json` is to hold.
        look: What `look.json` is to hold: all that is the same for every reader.
        day: The day that the file says it was made on (at noon, UTC), whatever the clock says.
        files: Templates and pictures that stand in for ours of the same name; all but a `.png` are UTF-8.
        fonts: A folder with more fonts.

    Returns:
        The PDF, the same to the byte for the same arguments, and the compiler's warnings.

    Raises:
        TypesettingError: A character that no font has, or nesting that is too deep.
        RenderError: The data are too much for the machine, or a picture needs a temporary folder and there is none.
        PluginError: This process was forked from one that had made a PDF.
    """
    try:
        encoded = json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        raise TypesettingError(f'the text `"\\u{{{ord(char):x}}}"` could not be encoded') from error
    if len(encoded) > MOST_BYTES:
        raise _too_long(len(encoded))
    compiler = _ready(fonts)
    # The annotation that comes with typst knows of single files only.
    files = files or {}
    pictures = {name: file for name, file in files.items() if name.endswith(".png")}
    given = {
        "main.typ": _main(),
        **{name: file for name, file in files.items() if name not in pictures},
        "data.json": encoded,
        "look.json": json.dumps(look).encode(),
    }
    try:
        with _AT_WORK, _root(pictures) as root:
            pdf, warnings = compiler.compile_with_warnings(
                input=cast("bytes", given),
                format="pdf",
                pdf_standards=_STANDARDS,
                root=root,
                timestamp=dt.datetime.combine(day, dt.time(12), dt.UTC),
            )
    except typst.TypstError as error:
        raise TypesettingError(error.message, error.diagnostic) from error
    return cast("bytes", pdf), tuple(warning.message for warning in warnings)


def compile_answers(data: Data, *, fonts: str = "") -> bytes:
    """Set answers, each on a separate page of the size of its field.

    Args:
        data: What `data.json` is to hold for the template `filled.typ`.
        fonts: A folder with more fonts.

    Returns:
        A PDF without tags: its pages are to be drawings of fields, which are tagged already.

    Raises:
        TypesettingError: The compiler failed.
        PluginError: This process was forked from one that had made a PDF.
    """
    given = {"main.typ": _filled(), "data.json": json.dumps(data, ensure_ascii=False).encode()}
    compiler = _ready(fonts)
    try:
        with _AT_WORK:
            pdf = compiler.compile(
                input=cast("bytes", given),
                format="pdf",
                root=str(_TEMPLATE),
                timestamp=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
                pdf_tags=False,
            )
    except typst.TypstError as error:
        raise TypesettingError(error.message, error.diagnostic) from error
    return cast("bytes", pdf)


def _ready(fonts: str) -> typst.Compiler:
    compiler, process = _compiler(fonts)
    if process != os.getpid():
        # The compiler's threads are missing in the fork; it would wait for them forever.
        raise PluginError(
            "PDFs can't be made in a process forked from one that has already made PDFs.",
            hint="use the “spawn” method to start worker processes.",
        )
    return compiler


@contextmanager
def _root(pictures: Mapping[str, bytes]) -> Iterator[str]:
    """Give the compiler's folder, with pictures in it.

    The compiler takes text from memory and nothing else; a PNG has to be in a folder, beside the templates.
    """
    if not pictures:
        yield str(_TEMPLATE)
        return
    # Few designs include pictures.
    import shutil
    import tempfile

    try:
        folder = tempfile.mkdtemp(prefix="rekindle-")
    except OSError as error:
        raise _no_folder(error) from error
    try:
        try:
            shutil.copytree(_TEMPLATE, folder, dirs_exist_ok=True)
            for name, data in pictures.items():
                Path(folder, name).write_bytes(data)
        except OSError as error:
            raise _no_folder(error) from error
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _too_long(size: int) -> RenderError:
    return RenderError(
        f"The program is too long for one PDF: its pages contain {size / 1e6:.1f} MB of data, and at most "
        f"{MOST_BYTES / 1e6:.1f} MB fit.",
        code="too-long",
        hint="make it in parts, for example with --option steps=…, or with fewer sessions.",
    )


def _no_folder(error: OSError) -> RenderError:
    return RenderError(
        f"The theme's images need a temporary folder, which cannot be written: {error.strerror or error}.",
        hint="set the environment variable TMPDIR to a writable folder.",
    )

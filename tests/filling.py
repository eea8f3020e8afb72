"""Programs that fill in a PDF's form, each in its own way of writing files: for tests of what comes back."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdf
import pytest
from tests.node_tools import run_node

PROGRAM = "0" * 12
"""The id of the sample's program, with which the names of its fields begin."""
BUTTONS = {"s1-prompt-b", "s1-prompt-c", "s1-checklist-a.slept"}
"""The sample's fields of which a value is the state of a box or circle."""

Values = Mapping[str, str]


def fill(program: str, data: bytes, values: Values, tmp_path: Path) -> bytes:
    """Return a PDF that a program has filled in.

    Args:
        program: Its name, one of `PROGRAMS`.
        data: The PDF.
        values: What to write or choose, by fields' names below that of the program.
        tmp_path: A folder for its files.
    """
    return PROGRAMS[program](data, {f"{PROGRAM}.{name}": value for name, value in values.items()}, tmp_path)


def _is_button(name: str) -> bool:
    return name.partition(".")[2] in BUTTONS


def _with_pypdf(data: bytes, values: Values, tmp_path: Path) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    given = {name: f"/{value}" if _is_button(name) else value for name, value in values.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, given, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_node(script: str) -> Callable[[bytes, Values, Path], bytes]:
    def run(data: bytes, values: Values, tmp_path: Path) -> bytes:
        (tmp_path / "in.pdf").write_bytes(data)
        (tmp_path / "values.json").write_text(json.dumps(values))
        places = [str(tmp_path / name) for name in ("in.pdf", "out.pdf", "values.json")]
        (tmp_path / "said.json").write_text(run_node(script, *places))
        return (tmp_path / "out.pdf").read_bytes()

    return run


def _with_pdftk(data: bytes, values: Values, tmp_path: Path) -> bytes:
    tool = shutil.which("pdftk") or pytest.skip("pdftk (pdftk-java) is not installed")
    (tmp_path / "in.pdf").write_bytes(data)

    def written(name: str, value: str) -> str:
        return f"/{value}" if _is_button(name) else f"<feff{value.encode('utf-16-be').hex()}>"

    entries = "".join(f"<</T({name})/V{written(name, value)}>>" for name, value in values.items())
    fdf = f"%FDF-1.2\n1 0 obj<</FDF<</Fields[{entries}]>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    (tmp_path / "values.fdf").write_text(fdf)
    places = [str(tmp_path / name) for name in ("in.pdf", "values.fdf", "out.pdf")]
    subprocess.run([tool, places[0], "fill_form", places[1], "output", places[2]], check=True, timeout=120)
    return (tmp_path / "out.pdf").read_bytes()


PROGRAMS = {
    "pypdf": _with_pypdf,
    "pdf-lib": _with_node("pdflib.mjs"),
    "pdf.js": _with_node("pdfjs.mjs"),
    "pdftk": _with_pdftk,
}

"""The reader of filled-in PDFs, given any bytes, and forms whose objects are damaged: Answers, or what to do."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import atheris
from damage import damaged

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.plain_pdf import plain_pdf

with atheris.instrument_imports(include=["rekindle_pdf.filled"]):
    from rekindle_pdf.filled.read import read_pdf_answers

from rekindle_core import AnswersError
from rekindle_core.answers.cleaning import cleaned

REFERENCE = "to"
"""In the JSON form, `{"to": 5}` names an object; a list that begins with a slash is a name, any other text a string."""


def note(answer: str, kind: str, *options: str) -> dict[str, Any]:
    """Return what a field notes."""
    return {"Answer": answer, "Type": f"/{kind}", "Asked": "How?", "Options": list(options)}


def box(state: str) -> dict[str, Any]:
    """Return a place that can be chosen."""
    return {"AP": {"N": {state: {}, "Off": {}}}, "AS": "/Off", "Parent": {REFERENCE: 5}}


WHOLE: list[Any] = [
    {
        "Type": "/Catalog",
        "Pages": {REFERENCE: 2},
        "AcroForm": {"Fields": [{REFERENCE: 4}]},
        "PieceInfo": {
            "Rekindle": {"Private": {"Program": "p1", "Pack": "garden", "Version": "1", "Fields": 4}}
        },
    },
    {"Type": "/Pages", "Count": 1, "Kids": [{REFERENCE: 3}]},
    {"Type": "/Page", "Parent": {REFERENCE: 2}, "MediaBox": [0, 0, 9, 9]},
    {"T": "p1", "Kids": [{REFERENCE: 5}, {REFERENCE: 6}, {REFERENCE: 7}, {REFERENCE: 8}]},
    {
        "T": "a",
        "FT": "/Btn",
        "Ff": 32768,
        "V": "/3",
        "Kids": [box("3"), box("4")],
        "Rekindle": note("a", "number", "3", "4"),
    },
    {"T": "s1_x_b", "FT": "/Tx", "V": "Words", "Parent": {REFERENCE: 4}, "Rekindle": note("s1_x_b", "text")},
    {
        "T": "c",
        "Kids": [{"T": "d", "FT": "/Btn", "V": "/Yes", **box("Yes"), "Rekindle": note("c", "choices", "d")}],
    },
    {
        "T": "e",
        "FT": "/Btn",
        "Ff": 32768,
        "V": "/f",
        "Kids": [box("f")],
        "Rekindle": note("e", "choice", "f"),
    },
]


def written(value: Any) -> bytes:
    """Return a value in PDF's own writing."""
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case float():
            return f"{value:f}".encode()
        case str():
            if value.startswith("/"):
                return b"/" + b"".join(b"#%02x" % byte if byte else b"" for byte in value[1:].encode())
            return b"<feff%b>" % value.encode("utf-16-be", "surrogatepass").hex().encode()
        case list():
            return b"[%b]" % b" ".join(map(written, value))
        case {"to": int(number)}:
            return b"%d 0 R" % number
        case dict():
            return b"<<%b>>" % b"".join(
                written(f"/{key}") + b" " + written(item) for key, item in value.items()
            )
    raise TypeError


def try_one(data: bytes) -> None:
    """See that what comes out is Answers that the engine takes as they are, or an error with a hint."""
    objects = json.loads(damaged(data, WHOLE))
    for given in (data, b"%PDF-1.7\n" + data, plain_pdf([written(one) for one in objects])):
        try:
            answers = read_pdf_answers(given, "")
            if answers is not None:
                cleaned(answers)
        except AnswersError as refused:
            hint, code = refused.hint, refused.code
            assert hint or code == "answers-size"


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()

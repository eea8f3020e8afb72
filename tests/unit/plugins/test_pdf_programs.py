"""Answers come back out of a PDF, whatever program filled it in, saved it, printed it or merged its fields."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pytest
from tests.filling import PROGRAM, PROGRAMS, fill
from tests.plain_pdf import plain_pdf

from rekindle_core import (
    Answers,
    AnswersError,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    NumberValue,
    TextValue,
    Value,
    answer_places,
    fit_answers,
    read_answers,
    render,
)
from rekindle_core.testing.samples import every_node

pytestmark = pytest.mark.slow

TYPED = {
    "s1-prompt-a": "Café, early, 2 chairs – „hm“.\nAnd a second line.",
    "s1-prompt-b": "7",
    "s1-prompt-c": "night",
    "s1-prompt-d-if": "the phone rings",
    "s1-checklist-a.slept": "Yes",
}
READ: dict[str, Value] = {
    "s1-prompt-a": TextValue(TYPED["s1-prompt-a"]),
    "s1-prompt-b": NumberValue(7),
    "s1-prompt-c": ChoiceValue("night"),
    "s1-prompt-d-if": TextValue("the phone rings"),
    "s1-checklist-a": ChoicesValue(("slept",)),
}


def made(**options: str) -> bytes:
    return render(every_node(), "pdf", options)[0].data


def values(answers: Answers) -> dict[str, Value]:
    return {answer.id.name: answer.value for answer in answers.answers}


def refused(data: bytes) -> AnswersError:
    with pytest.raises(AnswersError) as caught:
        read_answers(data)
    assert caught.value.hint
    return caught.value


# ---------------------------------------------------------------- filled in


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_filled_in_is_read(program: str, tmp_path: Path) -> None:
    data, typed, read = made(), dict(TYPED), dict(READ)
    if program != "pdf-lib":
        # That one refuses letters that the field's font has not.
        typed["s1-prompt-d-then"] = "I write שלום, 中文 and 🌻"
        read["s1-prompt-d-then"] = TextValue(typed["s1-prompt-d-then"])
    filled = fill(program, data, typed, tmp_path)
    answers = read_answers(filled)
    assert values(answers) == read
    assert answers.program_id == PROGRAM
    asked = {place.name: place.question for place in answer_places(every_node())}
    assert all(answer.question == asked[answer.id.name] for answer in answers.answers)
    assert {answer.source for answer in answers.answers} == {"pdf"}
    # The same answers in the program that they were given to.
    assert fit_answers(every_node(), answers).left == ()
    # Emptied again, in a second go: that is not the same as never touched.
    again = read_answers(fill(program, filled, {"s1-prompt-d-if": ""}, tmp_path))
    if program == "pdf-lib":
        # That one takes the value away.
        assert values(again) == {name: value for name, value in read.items() if name != "s1-prompt-d-if"}
    else:
        assert values(again) == read | {"s1-prompt-d-if": Cleared()}


def test_what_is_added_at_the_end_of_a_file_counts(tmp_path: Path) -> None:
    """A program may leave a file as it is, and write what changed behind it."""
    data = made()
    once = fill("pdf.js", data, {"s1-prompt-d-if": "first", "s1-prompt-b": "2"}, tmp_path)
    twice = fill("pdf.js", once, {"s1-prompt-d-if": "second"}, tmp_path)
    assert once.startswith(data)
    assert twice.startswith(once)
    assert values(read_answers(twice)) == {
        "s1-prompt-b": NumberValue(2),
        "s1-prompt-d-if": TextValue("second"),
    }


def test_a_locked_file_is_read_with_its_password() -> None:
    data = made(password="open sesame")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data), password="open sesame") as pdf:
        (field,) = (one for one in pdf.Root.AcroForm.Fields[0].Kids if one.T == "s1-prompt-a")
        field.V = pikepdf.String("typed")
        pdf.save(out, encryption=pikepdf.Encryption(user="open sesame", owner="open sesame", R=6))
    assert values(read_answers(out.getvalue(), password="open sesame")) == {"s1-prompt-a": TextValue("typed")}
    assert refused(out.getvalue()).code == "locked-answers"


# ---------------------------------------------------------------- no fields any more


def with_tool(*command: str) -> Callable[[bytes, Path], bytes]:
    def run(data: bytes, tmp_path: Path) -> bytes:
        tool = shutil.which(command[0]) or pytest.skip(f"{command[0]} is not installed")
        (tmp_path / "in.pdf").write_bytes(data)
        places = {"IN": str(tmp_path / "in.pdf"), "OUT": str(tmp_path / "out.pdf")}
        words = [places.get(word, word) for word in command[1:]]
        subprocess.run([tool, *words], check=True, capture_output=True, timeout=120)
        return (tmp_path / "out.pdf").read_bytes()

    return run


def flattened_by_pypdf(data: bytes, tmp_path: Path) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.remove_annotations(subtypes="/Widget")
    del writer.root_object["/AcroForm"]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WITHOUT = {
    "flattened by pdftk": (with_tool("pdftk", "IN", "output", "OUT", "flatten"), "flattened"),
    "flattened by qpdf": (
        with_tool("qpdf", "--generate-appearances", "--flatten-annotations=all", "IN", "OUT"),
        "flattened",
    ),
    "flattened by pypdf": (flattened_by_pypdf, "flattened"),
    "printed by cairo": (with_tool("pdftocairo", "-pdf", "IN", "OUT"), "printed to a new file by cairo"),
}


@pytest.mark.parametrize("way", WITHOUT)
def test_a_file_that_lost_its_fields_says_how(way: str, tmp_path: Path) -> None:
    lose, words = WITHOUT[way]
    filled = fill("pypdf", made(), TYPED, tmp_path)
    error = refused(lose(filled, tmp_path))
    assert (error.code, words in error.message) == ("no-fields", True), error.message
    # What stands on the page is never taken for an answer, nor told.
    assert "Café" not in str(error)


def test_a_file_for_the_pen_says_so() -> None:
    error = refused(made(fillable="no"))
    assert error.code == "no-fields"
    assert "without fields" in error.message


def a_page(resources: bytes, *more: bytes, info: bytes = b"") -> bytes:
    return plain_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 99 99]/Resources<<%b>>>>" % resources,
            b"<</Type/Page/Parent 2 0 R>>",
            *more,
        ],
        b"/Info<<%b>>" % info,
    )


SCAN = b"<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream"
OTHERS = {
    "a scan": (a_page(b"/XObject<</I 4 0 R>>", SCAN), "no-fields", "images of pages"),
    "printed by macOS": (
        a_page(
            b"/Font<</F 4 0 R>>",
            b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+SourceSerif4-Regular>>",
            info=b"/Producer(macOS Version 15.1 Quartz PDFContext)",
        ),
        "no-fields",
        "printed to a new file by macOS",
    ),
    "another document": (
        a_page(b"/Font<</F 4 0 R>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
        "foreign-file",
        "isn't marked as a Rekindle program",
    ),
    "an empty page": (a_page(b""), "foreign-file", "isn't marked as a Rekindle program"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_another_file_is_told_from_a_program(kind: str) -> None:
    data, code, words = OTHERS[kind]
    error = refused(data)
    assert (error.code, words in error.message) == (code, True), error.message

"""A PDF that is filled in: what is typed in any of four programs sticks, can be read back, and can be seen."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.filling import BUTTONS, PROGRAM, PROGRAMS, fill
from tests.support import CONFIRMED, PROFILES, QUICK, bundled_pack
from tests.tagged_pdf import faults, form_fields

from rekindle_core import (
    Choices,
    Document,
    IfThen,
    Lines,
    Option,
    Paragraph,
    RenderError,
    Response,
    Section,
    SelfCheck,
    Table,
    Task,
    Text,
    load_profile,
    make_plan,
    plain,
    plain_blocks,
    realise,
    render,
    replace,
    table_rows,
    walk,
)
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents
from rekindle_pdf.pdf_file import text_string

pytestmark = pytest.mark.slow

VALUES = {
    "s1-prompt-a": "Café, early, 2 chairs – „hm“.\nAnd a second line.",
    "s1-prompt-b": "7",
    "s1-prompt-c": "night",
    "s1-prompt-d-if": "the phone rings",
    "s1-prompt-d-then": "I breathe out",
    "s1-checklist-a.slept": "Yes",
}
SILENT = {"s1-rating-a", "s1-checklist-a.ate", "s1-action-a.done"}


@cache
def sample(*options: tuple[str, str]) -> bytes:
    return render(every_node(), "pdf", dict(options))[0].data


def a_page(response: Response, title: str = "", name: str = "t") -> Document:
    task = Task(
        name, "prompt", (Paragraph((Text("Say it."),)),), response, title=(Text(title),) if title else ()
    )
    return replace(every_node(), parts=(Section("only", "opening", (Text("A page"),), (task,)),))


def fields_of(data: bytes) -> dict[str, Any]:
    """Return the fields of a file by their names below that of the program, as pypdf sees them."""
    found = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    return {
        name.removeprefix(f"{PROGRAM}."): one
        for name, one in found.items()
        if one.get("/FT") and name.startswith(f"{PROGRAM}.")
    }


def fields_by_name(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {name.removeprefix(f"{PROGRAM}."): one for name, one in form_fields(pdf.Root.AcroForm)}


def expected(document: Document) -> list[str]:
    """Return the names of the fields that a Document asks for, in reading order."""
    responses: list[Response] = []
    for block in walk(document):
        response = block.response if isinstance(block, Task) else getattr(block, "confirm", None)
        if isinstance(response, Table):
            responses += [cell.response for row in table_rows(response) for cell in row.cells]
        elif response is not None:
            responses.append(response)
    names: list[str] = []
    for response in responses:
        if isinstance(response, Choices) and response.many:
            names += [f"{response.answer_id}.{option.value}" for option in response.options]
        else:
            names += response.answer_ids
    return names


# ---------------------------------------------------------------- what the form holds


def test_every_answer_has_a_field_of_its_name_in_reading_order() -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        names = list(fields_by_name(pdf))
    assert names == expected(every_node())


def test_more_can_be_typed_into_a_field_than_it_shows() -> None:
    """A field for several lines scrolls, takes any number of letters, and keeps them all."""
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        rooms = [
            one for one in fields_by_name(pdf).values() if one.get("/FT") == "/Tx" and int(one.get("/Ff", 0))
        ]
        assert rooms
        for room in rooms:
            flags = int(room.Ff)
            assert flags & 1 << 12  # several lines
            assert not flags & 1 << 23  # it does scroll
            assert "/MaxLen" not in room


def test_each_field_says_what_is_asked() -> None:
    found = fields_of(sample())
    for block in walk(every_node()):
        if isinstance(block, Task) and block.response is not None:
            asked = f"{plain(block.title)} {plain_blocks(block.body)}".strip()
            response = block.response
            if isinstance(response, Table):
                continue  # its cells say their row and column
            own = {name: "" for name in found if name.startswith(getattr(response, "answer_id", block.id))}
            if isinstance(response, Lines):
                own[response.answer_id] = plain(response.starter)
            elif isinstance(response, IfThen):
                own |= {
                    response.if_id: plain(response.if_starter),
                    response.then_id: plain(response.then_starter),
                }
            for name, starter in own.items():
                assert found[name]["/TU"].endswith(f"{asked} {starter}".strip())
        elif isinstance(block, SelfCheck) and block.confirm:
            assert found["self-check-front.none"]["/TU"].startswith("I have read these; none is true.")


def test_a_number_says_itself_and_its_end_of_the_scale() -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        said = [str(kid.TU) for kid in fields_by_name(pdf)["s1-prompt-b"].Kids]
    assert len(said) == 11
    assert said[0] == "0, not at all – How steady is this week?"
    assert said[7] == "7 – How steady is this week?"
    assert said[10] == "10, very – How steady is this week?"


def test_written_answers_have_many_lines_and_choices_one_answer() -> None:
    found = fields_of(sample())
    assert found["s1-prompt-a"]["/Ff"] & 1 << 12
    assert set(found["s1-prompt-c"]["/_States_"]) == {"/morning", "/Off", "/night"}
    assert set(found["s1-checklist-a.slept"]["/_States_"]) == {"/Yes", "/Off"}


def test_the_form_can_be_left_out() -> None:
    data = sample(("fillable", "no"))
    assert fields_of(data) == {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert faults(pdf) == []


@pytest.mark.parametrize("name", ["a.b", "a b", "ü/ö", "a#b(c)", "x" * 200, "%41", "a:1"])
def test_any_name_is_a_fields_name_but_for_dots(name: str) -> None:
    (data,) = render(a_page(Lines(name, 3)), "pdf")
    assert list(fields_of(data.data)) == [name.replace(".", "-")]


@pytest.mark.parametrize("value", ["Off", "", "a b", "ü", "x" * 100])
def test_any_value_can_be_chosen(value: str) -> None:
    options = (
        Option(value, (Text("this"),)),
        Option("other", (Text("that"),)),
        Option("other", (Text("those"),)),
    )
    (data,) = render(a_page(Choices("c", options, many=False)), "pdf")
    with pikepdf.open(io.BytesIO(data.data)) as pdf:
        group = fields_by_name(pdf)["c"]
        states = [{*kid.AP.N.keys()} - {"/Off"} for kid in group.Kids]
        assert faults(pdf) == []
    assert len(set(map(frozenset, states))) == 3
    assert all(len(state) == 1 for state in states)


@given(documents(texts=st.text("abc é\n.-", max_size=8)))
@settings(QUICK, max_examples=30)
def test_any_document_has_all_its_fields(document: Document) -> None:
    (data,) = render(document, "pdf")
    with pikepdf.open(io.BytesIO(data.data)) as pdf:
        fields = form_fields(pdf.Root.AcroForm) if "/AcroForm" in pdf.Root else []
        assert len(fields) == len(expected(document))
        assert faults(pdf) == []


def test_a_choice_without_a_word_is_told_by_its_value() -> None:
    choices = Choices("answer", (Option("yes", ()), Option("no", ())), many=False)
    part = Section("part", "opening", (Text("A part"),), (Task("task", "prompt", (), choices),))
    (made,) = render(replace(every_node(), parts=(part,)), "pdf")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert faults(pdf) == []


def test_a_template_that_forgets_a_field_is_an_error(tmp_path: Path) -> None:
    import rekindle_pdf

    own = Path(rekindle_pdf.__file__).parent
    shutil.copy(own / "themes" / "warm" / "theme.json", tmp_path)
    blocks = (own / "template" / "answers.typ").read_text()
    (tmp_path / "answers.typ").write_text(blocks.replace("if fillable {", "if false {"))
    with pytest.raises(RenderError, match="no place for the field self-check-front-none"):
        render(every_node(), "pdf", {"theme": str(tmp_path)})


# ---------------------------------------------------------------- filling it in


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_is_typed_sticks_and_can_be_seen(program: str, tmp_path: Path) -> None:
    filled = fill(program, sample(("writing", "blank")), VALUES, tmp_path)
    found = fields_of(filled)
    for name, value in VALUES.items():
        shown = str(found[name].get("/V", "")).removeprefix("/").replace("\r", "\n")
        assert shown == value, name
    for name in SILENT:
        assert str(found[name].get("/V", "/Off")) in ("/Off", ""), name
    ink_before, ink_after = ink(sample(("writing", "blank")), tmp_path), ink(filled, tmp_path)
    chosen = {f"{name}={value}" if name in BUTTONS else name for name, value in VALUES.items()}
    changed = {place for place in ink_after if ink_after[place] > ink_before[place] + 5}
    assert changed == chosen


def test_pdfjs_knows_every_field_by_its_words(tmp_path: Path) -> None:
    fill("pdf.js", sample(), VALUES, tmp_path)
    said = json.loads((tmp_path / "said.json").read_text())
    assert _names(said) == expected(every_node())
    assert all(one["says"] for one in said)
    assert set(_names(one for one in said if one["multiLine"])) == {
        "s1-prompt-a",
        "s1-prompt-d-if",
        "s1-prompt-d-then",
        "s1-prompt-f_mon_seen",
        "s1-prompt-f_tue_seen",
        "review-helped",
    }


def _names(said: Iterable[dict[str, Any]]) -> list[str]:
    """Return the names of fields below that of their program, each once."""
    return list(dict.fromkeys(one["name"].partition(".")[2] for one in said))


# Every example in the first design; in both where there is time for it.
THEMES = ("warm", "plain") if "TESTS_THOROUGH" in os.environ else ("warm",)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_pdfjs_finds_in_each_example_the_fields_that_it_asks_for(
    path: Path, theme: str, tmp_path: Path
) -> None:
    pack = bundled_pack()
    document = realise(pack, make_plan(pack, load_profile(pack, path)), confirmed=CONFIRMED)
    (made,) = render(document, "pdf", {"theme": theme})
    fill("pdf.js", made.data, VALUES, tmp_path)
    said = json.loads((tmp_path / "said.json").read_text())
    assert _names(said) == expected(document)
    assert all(one["says"] for one in said)


DOTS = 90


def ink(data: bytes, tmp_path: Path) -> dict[str, int]:
    """Return how many dots within each field are dark, by poppler's picture of the pages."""
    tool = shutil.which("pdftoppm") or pytest.skip("pdftoppm (poppler-utils) is not installed")
    path = tmp_path / "look.pdf"
    path.write_bytes(data)
    subprocess.run([tool, "-r", str(DOTS), "-gray", path, tmp_path / "page"], check=True)
    pictures = [picture(one) for one in sorted(tmp_path.glob("page-*.pgm"))]
    for one in tmp_path.glob("page-*.pgm"):
        one.unlink()
    found: dict[str, int] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {
            kid.objgen: name for name, one in fields_by_name(pdf).items() for kid in one.get("/Kids", [one])
        }
        for page, (width, rows) in zip(pdf.pages, pictures, strict=True):
            height = float(page.mediabox[3])
            for note in page.get("/Annots", []):
                if note.Subtype != "/Widget":
                    continue
                name = names[note.objgen]
                if not isinstance(note.AP.N, pikepdf.Stream):
                    (state,) = {*note.AP.N.keys()} - {"/Off"}
                    name = f"{name}={state[1:]}"
                sides = [float(side) * DOTS / 72 for side in note.Rect]
                left, right = round(sides[0]) + 1, round(sides[2]) - 1
                top, bottom = (
                    round(height * DOTS / 72 - sides[3]) + 1,
                    round(height * DOTS / 72 - sides[1]) - 1,
                )
                found[name] = sum(
                    rows[row * width + column] < 140
                    for row in range(top, bottom)
                    for column in range(left, right)
                )
    return found


def picture(path: Path) -> tuple[int, bytes]:
    """Return the width of a picture in PGM, and its dots."""
    header, size, _, dots = path.read_bytes().split(b"\n", 3)
    assert header == b"P5"
    return int(size.split()[0]), dots


# ---------------------------------------------------------------- what strings are written in


@given(st.text(max_size=40))
def test_a_string_is_read_back_as_it_was(text: str) -> None:
    shown = text.encode("utf-8", "replace").decode()
    assert str(pikepdf.Object.parse(text_string(shown))) == shown


def test_letters_with_a_byte_of_their_own_take_one() -> None:
    every = "".join(map(chr, range(0x20, 0x7F))) + "äÿ€–—‘’“”…•†‡ŒœŠšŽžŁłıﬁﬂ˘˚"
    written = text_string(every)
    assert len(written) == len(every) + 2 + sum(every.count(char) for char in "()\\")
    assert str(pikepdf.Object.parse(written)) == every
    assert written[1:-1].replace(b"\\", b"") == every.replace("\\", "").encode("pdfdoc")

"""What is written into a PDF is read out of it, for every kind of answer; and it can be seen, by everybody."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from tests.answering import answers_for
from tests.support import QUICK, pages_of_pdf
from tests.tagged_pdf import faults, form_fields

from rekindle_core import (
    Answer,
    AnswerId,
    Answers,
    AnswersError,
    Choices,
    Document,
    Lines,
    NumberValue,
    Option,
    Paragraph,
    Scale,
    Section,
    Task,
    Text,
    TextValue,
    answer_places,
    fit_answers,
    read_answers,
    render,
    replace,
)
from rekindle_core.testing.looking_back import looking_back
from rekindle_core.testing.samples import every_node

pytestmark = pytest.mark.slow


def sample() -> Document:
    """Return a Document with every kind of response, also one whose numbers are too many to draw."""
    document = replace(every_node(), discreet=False)
    body = (Paragraph((Text("How many?"),)),)
    many = Task("many", "prompt", body, Scale("s1-many", -5, 400))
    odd = Choices(
        "s1-odd", (Option("a.b", (Text("A"),)), Option("Off", (Text("B"),)), Option("ü", ())), many=False
    )
    part = Section("odd", "session", (Text("More"),), (many, Task("odd-ones", "prompt", body, odd)))
    return replace(document, parts=(*document.parts, part))


SAMPLE = sample()


def as_read(answers: Answers) -> Answers:
    """Return answers as a PDF keeps them: not when each was given."""
    return replace(answers, answers=tuple(replace(one, source="pdf", when=None) for one in answers.answers))


@settings(QUICK, max_examples=30)
@given(answers_for(SAMPLE))
def test_answers_that_are_written_are_read_again(answers: Answers) -> None:
    made = render(SAMPLE, "pdf", answers=answers)[0].data
    found = read_answers(made)
    assert found == as_read(answers)
    assert fit_answers(SAMPLE, found).answers == as_read(answers)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert faults(pdf) == []
        for _, field in form_fields(pdf.Root.AcroForm):
            # Each choice is shown as it is noted.
            shown = {str(kid.AS) for kid in field.get("/Kids", [field]) if "/AS" in kid} - {"/Off"}
            if field.get("/FT") == "/Btn":
                assert shown == {str(field.get("/V", "/Off"))} - {"/Off"}


def filled(text: str, size: str = "normal", warnings: list[str] | None = None) -> bytes:
    answers = tuple(
        Answer(place.id, TextValue(text), place.question)
        for place in answer_places(SAMPLE)
        if place.name.startswith("s1-prompt-a") or place.name.endswith("-then")
    )
    number = next(place for place in answer_places(SAMPLE) if place.name == "s1-many")
    given = Answers(SAMPLE.program_id, None, (*answers, Answer(number.id, NumberValue(321), number.question)))
    told = warnings if warnings is not None else []
    return render(SAMPLE, "pdf", {"size": size}, answers=given, warn=told.append)[0].data


TEXTS = {
    "Latin": "Zoë went — “fine”.\n\nTwice  as far.",
    "Cyrillic, Greek and Devanagari": "Привет. Καλημέρα. नमस्ते",
    "Arabic": "مرحبا بالعالم 12\nسلام",
    "Hebrew among Latin": "I said שלום to her\nואז הלכתי",
    "emoji": "Well 🌻 done 😀",
    "a word without end": "x" * 3_000,
    "more than there is room for": "Line by line by line.\n" * 400,
    "drawing instructions": ") Tj ET Q (\\ <</ %PDF endstream",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_any_text_is_drawn_with_embedded_fonts_and_kept_as_it_is(kind: str) -> None:
    warnings: list[str] = []
    made = filled(TEXTS[kind], warnings=warnings)
    assert made == filled(TEXTS[kind])
    assert warnings == []
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert faults(pdf) == []
        fields = {name.partition(".")[2]: one for name, one in form_fields(pdf.Root.AcroForm)}
        assert str(fields["s1-prompt-a"].V) == TEXTS[kind]
        drawing = fields["s1-prompt-a"].AP.N
        assert b"Tj" in drawing.read_bytes() or b"TJ" in drawing.read_bytes()
        fonts = drawing.Resources.Font
        assert {"/FontFile2", "/FontFile3"} & _files(fonts)
        used = {
            str(one.operands[0]) for one in pikepdf.parse_content_stream(drawing) if str(one.operator) == "Tf"
        }
        assert used <= set(fonts.keys())


def _files(fonts: pikepdf.Object) -> set[str]:
    inner = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for _, font in fonts.items()]
    return {key for font in inner for key in dict(font.FontDescriptor.items())}


def test_a_letter_that_no_font_has_is_a_box_on_the_page_and_itself_in_the_file() -> None:
    warnings: list[str] = []
    made = filled("中文 and more 中", warnings=warnings)
    assert any(warning.startswith("Answers have 2 characters that no font has") for warning in warnings)
    assert not any("中" in warning for warning in warnings)
    assert [one.value for one in read_answers(made).answers if one.id.name == "s1-prompt-a"] == [
        TextValue("中文 and more 中")
    ]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for _, field in form_fields(pdf.Root.AcroForm):
            if field.get("/FT") == "/Tx" and "/V" in field:
                # No letter is drawn as the shape that stands for none.
                assert b"(\\000\\000" not in field.AP.N.read_bytes()


def test_letters_are_as_large_as_those_that_are_typed() -> None:
    for size, points in (("normal", b" 10 Tf"), ("large", b" 16 Tf")):
        with pikepdf.open(io.BytesIO(filled("Hello", size))) as pdf:
            fields = {name.partition(".")[2]: one for name, one in form_fields(pdf.Root.AcroForm)}
            for name in ("s1-prompt-a", "s1-many"):
                assert points in fields[name].AP.N.read_bytes()
                assert points.decode() in str(fields[name].DA)


def test_answers_stand_in_their_fields_alone() -> None:
    """Neither what describes a file nor its other objects tell an answer, beyond its field and the drawing of it."""
    made = filled("Qvorzhyk")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        held = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.String)]
        telling = [one for one in held if b"Qvorzhyk" in one.unparse(resolved=True)]
        assert len(telling) == 2
        assert all(one.get("/FT") == "/Tx" for one in telling)
        assert "Qvorzhyk" not in pdf.Root.Metadata.read_bytes().decode()


def test_a_file_for_the_pen_shows_no_answers() -> None:
    place = next(one for one in answer_places(SAMPLE) if isinstance(one.response, Lines))
    answers = Answers(SAMPLE.program_id, None, (Answer(place.id, TextValue("Hello"), place.question),))
    warnings: list[str] = []
    made = render(SAMPLE, "pdf", {"fillable": "no"}, answers=answers, warn=warnings.append)[0].data
    assert [warning.startswith("Answers are left out") for warning in warnings] == [True]
    with pytest.raises(AnswersError):
        read_answers(made)


@pytest.mark.parametrize(
    ("text", "fillable", "shown", "said"),
    [
        # In its field, and where it is repeated.
        ("put it away", "yes", 2, ()),
        (
            "put it away 中",
            "yes",
            1,
            ("A plan of an earlier session is not repeated", "Answers have 1 character"),
        ),
        ("put it away", "no", 0, ("Answers are left out",)),
    ],
)
def test_a_look_back_repeats_a_plan_that_its_fonts_can_show(
    text: str, fillable: str, shown: int, said: tuple[str, ...]
) -> None:
    document = looking_back("prompt")
    plan = Answer(AnswerId("plan"), TextValue(text), "What will you do?")
    warnings: list[str] = []
    (made,) = render(
        document,
        "pdf",
        {"fillable": fillable},
        answers=Answers(document.program_id, None, (plan,)),
        warn=warnings.append,
    )
    assert all(one.startswith(words) for one, words in zip(warnings, said, strict=True))
    assert " ".join(pages_of_pdf(made.data)).count("put it away") == shown
    if fillable == "yes":
        assert [one.value for one in read_answers(made.data).answers] == [TextValue(text)]

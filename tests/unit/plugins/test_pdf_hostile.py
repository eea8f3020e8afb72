"""A PDF that came back may hold anything: it is read, or refused with what to do, and never more than that."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from tests.plain_pdf import MARK, form_pdf, plain_pdf, text_field

from rekindle_core import Answers, AnswersError, ChoiceValue, Cleared, NumberValue, TextValue, Value
from rekindle_core.answers.cleaning import cleaned
from rekindle_pdf.filled.opening import MOST_BYTES
from rekindle_pdf.filled.read import read_pdf_answers


def read(data: bytes) -> dict[str, Value]:
    answers = read_pdf_answers(data, "")
    assert answers is not None
    return {one.id.name: one.value for one in cleaned(answers).answers}


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(AnswersError) as caught:
        read_pdf_answers(data, "")
    assert caught.value.hint
    return caught.value.code, caught.value.message


# ---------------------------------------------------------------- what is read all the same

NOTE = b"/Rekindle<</Answer(a)/Type/%b/Asked(How?)/Options[%b]>>"
CIRCLES = (
    b"<</FT/Btn/Ff 32768/T(p1.a)%b%b/Kids[<</AP<</N<</3<<>>/Off<<>>>>>>/AS/%b>>"
    b"<</AP<</N<</4<<>>/Off<<>>>>>>/AS/%b>>]>>"
)


def circles(value: bytes = b"", first: bytes = b"Off", second: bytes = b"Off") -> bytes:
    return CIRCLES % (NOTE % (b"number", b"(3)(4)"), value, first, second)


READ: dict[str, tuple[bytes, Value | None]] = {
    "nobody touched it": (form_pdf([text_field()]), None),
    "it was emptied": (form_pdf([text_field(b"()")]), Cleared()),
    "white space": (form_pdf([text_field(b"( \\n )")]), Cleared()),
    "letters of PDF's own encoding": (
        form_pdf([text_field(b"(\x84 caf\xe9 \x9f)")]),
        TextValue("— café \ufffd"),
    ),
    "UTF-16 without its second half": (form_pdf([text_field(b"<feff0041d83d0042>")]), TextValue("A\ufffdB")),
    "UTF-16 cut in the middle": (form_pdf([text_field(b"<feff004100>")]), TextValue("A\ufffd")),
    "UTF-16 from the other end": (form_pdf([text_field(b"<fffe4100e900>")]), TextValue("Aé")),
    "UTF-16 that names its language": (form_pdf([text_field(b"<feff001b0065006e001b0041>")]), TextValue("A")),
    "UTF-8": (form_pdf([text_field(b"<efbbbfc3a9ff>")]), TextValue("é\ufffd")),
    "null bytes": (form_pdf([text_field(b"(a\\000b)")]), TextValue("ab")),
    "line ends of all kinds": (
        form_pdf([text_field(b"<feff 0061000d000a0062000d0063000a0064>")]),
        TextValue("a\nb\nc\nd"),
    ),
    "a stream": (
        form_pdf([text_field(b"11 0 R")], more={11: b"<</Length 4>>stream\nlong\nendstream"}),
        TextValue("long"),
    ),
    "a value from above": (
        form_pdf([b"<</T(p1)/V(x)/FT/Tx/Kids[%b]>>" % text_field(name=b"(a)")]),
        TextValue("x"),
    ),
    "twice the same": (form_pdf([text_field(b"(x)"), text_field(b"(x)")]), TextValue("x")),
    "once untouched": (form_pdf([text_field(), text_field(b"(x)")]), TextValue("x")),
    "two names for one answer": (
        form_pdf([text_field(b"(x)"), text_field(b"(x)", name=b"(p1.b)")]),
        TextValue("x"),
    ),
    "a circle": (form_pdf([circles(b"/V/4")]), NumberValue(4)),
    "a circle, named by a string": (form_pdf([circles(b"/V(4)")]), NumberValue(4)),
    "a circle, named by a string with its slash": (form_pdf([circles(b"/V(/4)")]), NumberValue(4)),
    "a circle that is only shown": (form_pdf([circles(second=b"4")]), NumberValue(4)),
    "what is noted, not what is shown": (form_pdf([circles(b"/V/3", second=b"4")]), NumberValue(3)),
    "a circle that was taken back": (form_pdf([circles(b"/V/Off")]), Cleared()),
    "a script": (
        form_pdf(
            [text_field(b"(x)", more=b"/AA<</K<</S/JavaScript/JS(event.value='y')>>>>")],
            form=b"/CO[10 0 R]/NeedAppearances true",
        ),
        TextValue("x"),
    ),
    "a circle of parents": (
        form_pdf(
            [b"<</T(p1)/Parent 10 0 R/Kids[10 0 R 11 0 R]>>"], more={11: text_field(b"(x)", name=b"(a)")}
        ),
        TextValue("x"),
    ),
    "kids that hold one another": (
        form_pdf(
            [b"<</T(p1)/Kids[11 0 R]>>"],
            more={11: b"<</T(q)/Kids[10 0 R 12 0 R]>>", 12: text_field(b"(x)", name=b"(a)")},
        ),
        TextValue("x"),
    ),
    "no table of objects": (
        form_pdf([text_field(b"(x)")]).partition(b"xref")[0] + b"trailer<</Root 1 0 R>>",
        TextValue("x"),
    ),
    "fields that are none": (
        form_pdf([text_field(b"(x)"), b"7", b"[10 0 R]", b"(a)", b"<</T 5/FT/Tx>>", b"<</FT/Tx/V(y)>>"]),
        TextValue("x"),
    ),
    "kinds that hold no answers": (
        form_pdf(
            [text_field(b"(x)"), b"<</FT/Sig/T(s)>>", b"<</FT/Ch/T(c)/V(y)>>", b"<</FT/Btn/Ff 65536/T(b)>>"]
        ),
        TextValue("x"),
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(name: str) -> None:
    data, value = READ[name]
    found = read(data)
    assert found == ({} if value is None else {"a": value})


# ---------------------------------------------------------------- what is refused


def deep(levels: int) -> bytes:
    field = text_field(b"(x)", name=b"(a)")
    for _ in range(levels):
        field = b"<</T(p)/Kids[%b]>>" % field
    return form_pdf([field])


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(form_pdf([text_field(b"(x)")]))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="letmein", owner="letmein", R=6))
    return out.getvalue()


def bomb(filters: bytes, packed: bytes) -> bytes:
    stream = b"<</Length %d/Filter%b>>stream\n%b\nendstream" % (len(packed), filters, packed)
    return form_pdf([text_field(b"11 0 R")], more={11: stream})


PACKED = zlib.compress(bytes(30_000_000), 9)
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "a number": (form_pdf([text_field(b"7")]), "damaged-answers", "contains something other than text"),
    "a name": (form_pdf([text_field(b"/x")]), "damaged-answers", "contains something other than text"),
    "a dictionary": (form_pdf([text_field(b"<</V(x)>>")]), "damaged-answers", "contains something other"),
    "a circle that is not there": (form_pdf([circles(b"/V/5")]), "damaged-answers", "doesn't offer"),
    "a circle as a number": (form_pdf([circles(b"/V 4")]), "damaged-answers", "contains something other"),
    "two answers": (
        form_pdf([text_field(b"(x)"), text_field(b"(y)")]),
        "damaged-answers",
        "with different answers",
    ),
    "two answers, two names": (
        form_pdf([text_field(b"(x)"), text_field(b"(y)", name=b"(p1.b)")]),
        "damaged-answers",
        "with different answers",
    ),
    "text where circles belong": (
        form_pdf([b"<</FT/Tx/T(p1.a)/V(x)%b>>" % (NOTE % (b"choice", b"(x)"))]),
        "damaged-answers",
        "contains something other",
    ),
    "fewer options than circles": (
        form_pdf([CIRCLES % (NOTE % (b"choice", b"(3)"), b"/V/4", b"Off", b"Off")]),
        "damaged-answers",
        "doesn't offer",
    ),
    "an answer without end": (
        form_pdf([text_field(b"(%b)" % (b"x" * 1_000_001))]),
        "damaged-answers",
        "more text than any answer",
    ),
    "two programs": (
        form_pdf([text_field(b"(x)"), text_field(b"(x)", name=b"(p2.a)")]),
        "other-program",
        "fields of 2 programs",
    ),
    "many levels": (deep(40), "answers-size", "levels"),
    "more levels than anything": (deep(5_000), "no-fields", "lost its fields"),
    "many fields": (
        form_pdf([b"<</T(p)/Kids[%b]>>" % (b"11 0 R " * 20_001)], more={11: b"<<>>"}),
        "answers-size",
        "20000 fields",
    ),
    "a file without end": (form_pdf([text_field()]) + bytes(MOST_BYTES), "answers-size", "MB"),
    "a bomb": (bomb(b"/FlateDecode", PACKED), "damaged-answers", "damaged"),
    "a bomb in a bomb": (
        bomb(b"[/FlateDecode/FlateDecode]", zlib.compress(PACKED, 9)),
        "damaged-answers",
        "damaged",
    ),
    "another packing": (bomb(b"/LZWDecode", b"\x80\x0b"), "damaged-answers", "compressed"),
    "another packing, in disguise": (bomb(b"/#4cZ#57Decode", b"\x80\x0b"), "damaged-answers", "compressed"),
    "another packing, all in numbers": (
        bomb(b"/#4c#5A#57#44#65#63#6f#64#65", b"\x80\x0b"),
        "damaged-answers",
        "compressed",
    ),
    "another packing, by its short name": (bomb(b"/LZW", b"\x80\x0b"), "damaged-answers", "compressed"),
    "a packing that is named elsewhere": (bomb(b" 12 0 R", b"\x80\x0b"), "damaged-answers", "compressed"),
    "a second form": (form_pdf([text_field(b"(x)")], form=b"/XFA(<x/>)"), "xfa-form", "XFA"),
    "a lock": (locked(), "locked-answers", "locked"),
    "nothing": (b"%PDF-1.7\n", "damaged-answers", "damaged"),
    "no catalog": (plain_pdf([b"7"]), "damaged-answers", "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_it_is(name: str) -> None:
    data, code, words = REFUSED[name]
    found, message = refused(data)
    assert (found, words in message) == (code, True), message


def test_a_wrong_password_is_told_from_none() -> None:
    with pytest.raises(AnswersError, match="does not open"):
        read_pdf_answers(locked(), "wrong")
    answers = read_pdf_answers(locked(), "letmein")
    assert answers == Answers("p1", answers.pack if answers else None, answers.answers if answers else ())
    assert answers
    assert [one.value for one in answers.answers] == [TextValue("x")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}", b"I wrote %PDF-1.7 in it", b"\x00\x01"])
def test_what_is_no_pdf_is_not_looked_at(data: bytes) -> None:
    assert read_pdf_answers(data, "") is None


def test_limits_end_with_the_file() -> None:
    """The library's limits are the whole process's: whoever else uses it keeps theirs."""
    from pikepdf.settings import get_qpdf_limits

    before = get_qpdf_limits()
    read(form_pdf([text_field(b"(x)")]))
    refused(bomb(b"/FlateDecode", PACKED))
    assert get_qpdf_limits() == before


# ---------------------------------------------------------------- files whose notes are gone

BARE = b"<</T(0f)/Kids[<</FT/Tx/T(s1_space_walk)/V(x)>>%b%b]>>"
BARE_CIRCLES = (
    b"<</FT/Btn/Ff 32768/T(s1_session_calm)/V/%b/Kids[<</AP<</N<</7<<>>>>>>>><</AP<</N<</near<<>>>>>>>>]>>"
)
BARE_BOXES = b"<</T(s1_space_list)/Kids[<</FT/Btn/T(one)/V/Yes/AP<</N<</Yes<<>>>>>>>><</FT/Btn/T(two)>>]>>"


def test_names_alone_tell_what_is_certain() -> None:
    for state, value in ((b"7", NumberValue(7)), (b"near", ChoiceValue("near"))):
        answers = read_pdf_answers(form_pdf([BARE % (BARE_CIRCLES % state, BARE_BOXES)], mark=b""), "")
        assert answers
        assert answers.program_id == "0f"
        found = {one.id.name: one.value for one in answers.answers}
        assert found["s1_space_walk"] == TextValue("x")
        assert found["s1_session_calm"] == value
        assert [str(one.value) for one in answers.answers if one.id.item == "list"] == [
            "ChoicesValue(value=('one',))"
        ]
        assert {one.question for one in answers.answers} == {""}


def test_files_of_earlier_versions_give_what_their_names_tell() -> None:
    fields = [
        b"<</FT/Tx/T(s1_space_walk)/V(x)>>",
        b"<</FT/Btn/T(s1_space_list-one)/V/Yes/AP<</N<</Yes<<>>>>>>>>",
    ]
    answers = read_pdf_answers(form_pdf(fields, mark=b""), "")
    assert answers
    assert (answers.program_id, answers.pack) == ("", None)
    assert [(one.id.key, one.value) for one in answers.answers] == [
        (("space", "walk", 0, ""), TextValue("x"))
    ]


def test_a_form_of_another_origin_is_not_ours() -> None:
    fields = [b"<</FT/Tx/T(name)/V(x)>>", b"<</FT/Tx/T(form.city)/V(y)>>"]
    assert refused(form_pdf(fields, mark=b""))[0] == "foreign-file"


def test_the_mark_alone_is_no_answer() -> None:
    assert refused(form_pdf([], mark=MARK))[0] == "no-fields"

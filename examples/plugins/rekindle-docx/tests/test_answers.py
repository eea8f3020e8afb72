"""Answers go into a Word document and come out of one, whoever changed it in between; and no document does harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rekindle_docx import rekindle_read_answers
from rekindle_docx.answers.reading import MOST_BYTES

from rekindle_core import (
    Answer,
    Answers,
    AnswersError,
    Choices,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    Document,
    IfThen,
    Lines,
    NumberValue,
    Option,
    Paragraph,
    Ratings,
    Response,
    Scale,
    Section,
    Task,
    Text,
    TextValue,
    Value,
    answer_places,
    fit_answers,
    read_answers,
    render,
    replace,
)
from rekindle_core.testing import every_node

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"
SAMPLE = replace(every_node(), discreet=False, pack="garden", pack_version="1.0.0")
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t"), min_size=1
).filter(str.strip)


def drawn(document: Document) -> st.SearchStrategy[Answers]:
    """Return a strategy for answers to some of a Document's places; what is taken back can be told of texts alone."""

    def value(response: Response) -> st.SearchStrategy[Value]:
        match response:
            case Scale() | Ratings():
                return st.integers(response.low, response.high).map(NumberValue)
            case Choices(many=True):
                options = [option.value for option in response.options]
                return st.sets(st.sampled_from(options), min_size=1).map(
                    lambda some: ChoicesValue(tuple(one for one in options if one in some))
                )
            case Choices():
                return st.sampled_from([option.value for option in response.options]).map(ChoiceValue)
            case Lines() | IfThen():
                return TEXTS.map(TextValue) | st.just(Cleared())
            case _ as never:
                assert_never(never)

    each = [
        st.none() | st.builds(Answer, st.just(place.id), value(place.response), st.just(place.question))
        for place in answer_places(document)
    ]
    return st.tuples(*each).map(
        lambda found: Answers(document.program_id, read_answers(MADE).pack, tuple(filter(None, found)))
    )


def made(document: Document, answers: Answers | None = None) -> bytes:
    return render(document, "docx", answers=answers)[0].data


MADE = made(SAMPLE)


def values(data: bytes) -> dict[str, Value]:
    return {answer.id.name: answer.value for answer in read_answers(data).answers}


def changed(data: bytes, change: Mapping[str, bytes | None]) -> bytes:
    """Return a document of which some parts are others, or gone."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in given.namelist():
            part = change.get(name, given.read(name))
            if part is not None:
                packed.writestr(name, part)
    return out.getvalue()


def body(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(BODY)


def typed(data: bytes, tag: str, content: str, *, flag: bool = False) -> bytes:
    """Return a document in which somebody has typed; `flag`: the program left in that nobody has."""
    tree = etree.fromstring(body(data))
    for control in tree.iter(f"{{{W}}}sdt"):
        found = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
        if found is not None and found.get(f"{{{W}}}val") == tag:
            hint = control.find(f"{{{W}}}sdtPr/{{{W}}}showingPlcHdr")
            if hint is not None and not flag:
                hint.getparent().remove(hint)  # type: ignore[union-attr]
            inside = control.find(f"{{{W}}}sdtContent")
            assert inside is not None
            for child in [] if flag else list(inside):
                inside.remove(child)
            inside.insert(0, etree.fromstring(f'<x xmlns:w="{W}">{content}</x>')[0])
    return changed(data, {BODY: etree.tostring(tree)})


# ---------------------------------------------------------------- there and back


@settings(deadline=None, derandomize=True, max_examples=20)
@given(drawn(SAMPLE))
def test_answers_that_are_written_are_read_again(answers: Answers) -> None:
    found = read_answers(made(SAMPLE, answers))
    given_ = replace(answers, answers=tuple(replace(one, source="docx") for one in answers.answers))
    assert fit_answers(SAMPLE, found).answers == given_
    # What was asked stands in the document, but for a self-check, which shows more than its question.
    assert [one.question for one in found.answers] == [
        "" if one.id.name.startswith("self-check") else one.question for one in answers.answers
    ]


def test_an_untouched_document_has_no_answers() -> None:
    found = read_answers(MADE)
    assert (found.program_id, found.answers) == (SAMPLE.program_id, ())
    assert found.pack is not None
    assert (found.pack.id, found.pack.version) == ("garden", "1.0.0")


P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
TYPED = {
    "a word": (P.format("Yes"), TextValue("Yes")),
    "a line break and a tab": (
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
        TextValue("a\nb\tc"),
    ),
    "what was deleted": (
        "<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>",
        TextValue("yes"),
    ),
    "what was moved": (
        "<w:p><w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom><w:r><w:t>yes</w:t></w:r></w:p>",
        TextValue("yes"),
    ),
    "nothing": ("<w:p/>", Cleared()),
}


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_typed_is_read(kind: str) -> None:
    content, value = TYPED[kind]
    assert values(typed(MADE, "s1-prompt-a", content)) == {"s1-prompt-a": value}


def test_what_is_typed_beside_the_hint_is_read_without_it() -> None:
    assert values(typed(MADE, "s1-prompt-a", P.format("Yes"), flag=True)) == {"s1-prompt-a": TextValue("Yes")}


def ticked(data: bytes, *tags: str) -> bytes:
    text = body(data).decode()
    for tag in tags:
        before, found, after = text.partition(f'<w:tag w:val="{tag}"/>')
        assert found
        text = before + found + after.replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"', 1)
    return changed(data, {BODY: text.encode()})


def test_boxes_are_read_by_what_they_stand_for() -> None:
    data = ticked(MADE, "s1-prompt-b:7", "s1-prompt-c:night", "s1-checklist-a:ate", "s1-checklist-a:slept")
    assert values(data) == {
        "s1-prompt-b": NumberValue(7),
        "s1-prompt-c": ChoiceValue("night"),
        "s1-checklist-a": ChoicesValue(("slept", "ate")),
    }


def test_two_circles_where_one_may_be_ticked_are_told_and_fit_nowhere() -> None:
    found = read_answers(ticked(MADE, "s1-prompt-b:7", "s1-prompt-b:8"))
    assert [left.reason for left in fit_answers(SAMPLE, found).left] == ["other-kind"]


def test_a_question_that_somebody_changed_is_read_as_it_stands_now() -> None:
    data = ticked(MADE, "s1-prompt-b:7")
    data = changed(data, {BODY: body(data).replace(b"How steady is this week?", b"How calm is this week?")})
    found = read_answers(data)
    assert [one.question for one in found.answers] == ["How calm is this week?"]
    assert [left.reason for left in fit_answers(SAMPLE, found).left] == ["changed"]


def test_long_ids_and_ids_with_a_colon_are_told_apart() -> None:
    words = (Paragraph((Text("Which?"),)),)
    long = "s1_space_" + "-".join(["long"] * 20)
    responses: tuple[Response, ...] = (
        Lines(long, 2),
        Lines(f"{long}-er", 2),
        Lines("a:b", 2),
        Choices("a", (Option("b", ()), Option("c", ())), many=True),
    )
    tasks = tuple(Task(f"t{n}", "prompt", words, response) for n, response in enumerate(responses))
    document = replace(SAMPLE, parts=(Section("s", "session", (Text("A"),), tasks),))
    answers = tuple(
        Answer(
            place.id,
            TextValue(f"for {n}") if isinstance(place.response, Lines) else ChoicesValue(("b",)),
            "Which?",
        )
        for n, place in enumerate(answer_places(document))
    )
    data = made(document, Answers(document.program_id, None, answers))
    assert values(data) == {answer.id.name: answer.value for answer in answers}


def test_no_part_beside_the_pages_holds_a_word_of_an_answer_or_a_question() -> None:
    answers = Answers(
        SAMPLE.program_id,
        None,
        tuple(
            Answer(place.id, TextValue("Qvorzhyk"), place.question)
            for place in answer_places(SAMPLE)
            if isinstance(place.response, Lines)
        ),
    )
    with zipfile.ZipFile(io.BytesIO(made(SAMPLE, answers))) as file:
        telling = [
            name
            for name in file.namelist()
            if b"Qvorzhyk" in file.read(name) or b"quiet hour" in file.read(name)
        ]
    assert telling == [BODY]


# ---------------------------------------------------------------- what else may come


def test_without_the_part_tags_say_what_they_can() -> None:
    session = Section(
        "s",
        "session",
        (Text("A"),),
        (
            Task("t", "prompt", (Paragraph((Text("Why?"),)),), Lines("s2_space_walk", 2)),
            Task("u", "rating", (Paragraph((Text("How?"),)),), Scale("s2_session_calm_2", 0, 10)),
        ),
    )
    document = replace(SAMPLE, parts=(session,))
    data = typed(ticked(made(document), "s2_session_calm_2:3"), "s2_space_walk", P.format("So."))
    bare = read_answers(changed(data, {"customXml/item1.xml": None}))
    assert bare.program_id == ""
    fit = fit_answers(document, bare, confirmed=("other-program",))
    assert [one.value for one in fit.answers.answers] == [TextValue("So.")]
    # Whose rating it is, nobody knows.
    assert [left.reason for left in fit.left] == ["rating"]


NAMES = f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'.encode()
BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + NAMES
DEEP = f'<w:document xmlns:w="{W}">'.encode() + b"<w:p>" * 5_000 + b"</w:p>" * 5_000 + b"</w:document>"
REFUSED = {
    "another document": (changed(MADE, {BODY: NAMES}), "foreign-file"),
    "no XML": (changed(MADE, {BODY: b"PK"}), "damaged-answers"),
    "entities": (changed(MADE, {BODY: BOMB}), "damaged-answers"),
    "levels without end": (changed(MADE, {BODY: DEEP}), "damaged-answers"),
    "a bomb": (changed(MADE, {BODY: NAMES + b" " * MOST_BYTES}), "answers-size"),
    "half of it": (MADE[: len(MADE) // 2], "damaged-answers"),
    "a field twice": (
        changed(MADE, {BODY: body(MADE).replace(b'"s1-prompt-d-then"', b'"s1-prompt-d-if"')}),
        "damaged-answers",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(kind: str) -> None:
    data, code = REFUSED[kind]
    with pytest.raises(AnswersError) as caught:
        rekindle_read_answers(data, "")
    assert caught.value.code == code
    assert caught.value.hint


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.data())
def test_a_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    """Wherever bytes of the pages are others, nothing but answers or what is wrong comes out."""
    whole = bytearray(body(ticked(MADE, "s1-prompt-b:7")))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=4))
    with suppress(AnswersError):
        assert isinstance(rekindle_read_answers(changed(MADE, {BODY: bytes(whole)}), ""), Answers)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"{}"])
def test_another_kind_of_file_is_left_to_others(data: bytes) -> None:
    assert rekindle_read_answers(data, "") is None


def test_a_zip_of_another_kind_is_left_to_others() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "a")
    assert rekindle_read_answers(out.getvalue(), "") is None

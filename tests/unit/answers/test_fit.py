"""Which answers fit into a Document: across builds by what lasts, never by where it stood, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.answering import answers_for

from rekindle_core import (
    Answer,
    AnswerId,
    Answers,
    AnswersError,
    BooleanValue,
    Choices,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    ConfirmationError,
    Document,
    IfThen,
    Lines,
    NumberValue,
    Option,
    PackName,
    Ratings,
    Response,
    Scale,
    TextValue,
    Value,
    answer_places,
    fit_answers,
    load_pack,
    load_profile,
    make_plan,
    realise,
    replace,
)
from rekindle_core.answers.fit import same_question
from rekindle_core.answers.telling import fit_sentences
from rekindle_core.answers.typed import typed_as
from rekindle_core.document.nodes import Text
from rekindle_core.document.walk import walk
from rekindle_core.testing.samples import every_node

PACK = load_pack()


def built(program_id: str, facts: dict[str, object]) -> Document:
    plan = make_plan(PACK, load_profile(PACK, facts), program_id=program_id)
    return realise(PACK, plan, confirmed=["replaced-program", "may-be-found"])


JANUARY = built("one", {"program.sessions": 9})
REBUILT = built("one", {"program.sessions": 12})
FEBRUARY = built("two", {"program.sessions": 12})


def every(document: Document) -> Answers:
    """Return an answer to each place of a Document."""
    answers = [
        Answer(place.id, _some(place.response), place.question, "workbook")
        for place in answer_places(document)
    ]
    return Answers(document.program_id, PackName(document.pack, document.pack_version), tuple(answers))


def _some(response: Response) -> Value:
    if isinstance(response, Scale | Ratings):
        return NumberValue(response.low)
    if isinstance(response, Choices):
        return (
            ChoicesValue((response.options[0].value,))
            if response.many
            else ChoiceValue(response.options[0].value)
        )
    return TextValue("Some words.")


@settings(max_examples=30)
@given(answers_for(every_node()))
def test_answers_to_a_program_fit_into_it_as_they_are(answers: Answers) -> None:
    fit = fit_answers(every_node(), answers)
    assert (fit.answers, fit.left) == (answers, ())


def test_answers_to_a_whole_program_fit_into_it_as_they_are() -> None:
    whole = fit_answers(JANUARY, every(JANUARY))
    assert (whole.answers, whole.left) == (every(JANUARY), ())


def test_a_program_with_more_sessions_takes_what_it_still_asks_wherever_it_is_now() -> None:
    fit = fit_answers(REBUILT, every(JANUARY))
    old, new = ({place.id.key: place for place in answer_places(one)} for one in (JANUARY, REBUILT))
    assert {answer.id.key for answer in fit.answers.answers} == {
        key for key, place in old.items() if key in new and same_question(place.question, new[key].question)
    }
    moved = [key for key in old if key in new and old[key].name != new[key].name]
    assert len(moved) > 20
    assert {left.reason for left in fit.left} <= {"no-place", "changed"}
    assert {answer.id.name for answer in fit.answers.answers} <= {place.name for place in new.values()}


def test_another_program_needs_a_confirmation_and_takes_no_ratings_and_no_self_checks() -> None:
    with pytest.raises(ConfirmationError) as caught:
        fit_answers(FEBRUARY, every(JANUARY))
    assert caught.value.name == "other-program"
    assert "from program one; this is program two" in caught.value.message
    fit = fit_answers(FEBRUARY, every(JANUARY), confirmed=["other-program"])
    filled = {answer.id.name for answer in fit.answers.answers}
    askers = {place.asker for place in answer_places(FEBRUARY) if place.name in filled}
    assert askers == {"task"}
    assert {left.reason for left in fit.left} >= {"rating", "self-check"}


def test_a_program_that_is_not_named_is_another_one() -> None:
    with pytest.raises(ConfirmationError, match="without an id"):
        fit_answers(JANUARY, replace(every(JANUARY), program_id=""))


def test_another_pack_takes_nothing() -> None:
    with pytest.raises(AnswersError, match="belong to the pack garden; this program was made from"):
        fit_answers(JANUARY, replace(every(JANUARY), pack=PackName("garden")), confirmed=["other-program"])


def test_what_stands_in_place_of_a_program_shows_no_earlier_answers() -> None:
    stopped = built("one", {"safety.self_harm": "yes"})
    assert stopped.parts[0].role == "alternative"
    fit = fit_answers(stopped, every(JANUARY))
    assert not fit.answers.answers
    assert {left.reason for left in fit.left} == {"replaced"}
    assert len(list(fit_sentences(fit))) == 1


def test_a_question_that_changed_is_listed_and_not_filled_in() -> None:
    answers = every(JANUARY)
    first, *rest = answers.answers
    asked = replace(first, question=f"{first.question} Or not?")
    fit = fit_answers(JANUARY, replace(answers, answers=(asked, *rest)))
    assert [(left.answer, left.reason) for left in fit.left] == [(asked, "changed")]
    assert len(fit.answers.answers) == len(rest)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("How was it?", " How\n was\u00a0it ?", True),
        ("What did \u2068Alex\u2069 say?", "What did Alex say?", True),
        ("What did Alex say?", "What did Sam say?", False),
        ("", "What?", False),
    ],
)
def test_space_and_invisible_marks_do_not_make_another_question(one: str, other: str, same: bool) -> None:
    assert same_question(one, other) is same


def test_answers_that_came_without_their_questions_are_counted() -> None:
    answers = every(JANUARY)
    fit = fit_answers(
        JANUARY, replace(answers, answers=tuple(replace(one, question="") for one in answers.answers))
    )
    assert fit.unsure == len(answers.answers)
    assert "compare them" in list(fit_sentences(fit))[-1]


def test_no_sentence_tells_an_answer() -> None:
    answers = every(JANUARY)
    secret = tuple(replace(one, value=TextValue("SECRET"), question="Other?") for one in answers.answers)
    sentences = list(fit_sentences(fit_answers(JANUARY, replace(answers, answers=secret))))
    assert all(f"{one.id.name} (“Other?”)" in sentences[0] for one in secret)
    assert not any("SECRET" in sentence for sentence in sentences)


def test_an_answer_of_an_earlier_version_goes_by_its_session_within_its_program() -> None:
    ratings = [place for place in answer_places(JANUARY) if place.asker == "rating"]
    third = ratings[0].id.item, 3
    old = Answer(AnswerId(third[0], 3, occurrence=0), NumberValue(4))
    fit = fit_answers(JANUARY, Answers("one", None, (old,)))
    assert [answer.id.session for answer in fit.answers.answers] == [3]
    prompt = next(place for place in answer_places(JANUARY) if place.id.unit)
    moved = Answer(replace(prompt.id, session=99, occurrence=0), _some(prompt.response))
    fit = fit_answers(JANUARY, Answers("one", None, (moved,)))
    assert [answer.id for answer in fit.answers.answers] == [prompt.id]


def test_a_document_of_an_earlier_format_is_matched_by_name() -> None:
    """There, a rating has the same key in each session."""
    document = _renamed(JANUARY)
    fit = fit_answers(document, every(document))
    assert not fit.left
    assert len({answer.id.name for answer in fit.answers.answers}) == len(every(document).answers)


def _renamed(document: Document) -> Document:
    """Return a Document whose answers have the names that earlier versions gave."""
    from rekindle_core.document.codec import document_from_json, document_to_json

    text = document_to_json(document)
    for block in walk(document):
        response = getattr(block, "response", None)
        for name in response.answer_ids if response else ():
            one = AnswerId.from_name(name)
            if one.session:
                text = text.replace(f'"{name}"', f'"{replace(one, occurrence=1).name}"')
    return document_from_json(text)


OPTIONS = tuple(Option(value, (Text(value),)) for value in ("a", "b", "3"))
ONE_OF, SOME_OF = Choices("x", OPTIONS, many=False), Choices("x", OPTIONS, many=True)
BOX = Choices("x", OPTIONS[:1], many=True)


@pytest.mark.parametrize(
    ("response", "value", "typed"),
    [
        (Lines("x", 3), TextValue("a"), TextValue("a")),
        (Lines("x", 3), NumberValue(3), None),
        (IfThen("x", "y"), TextValue("a"), TextValue("a")),
        (IfThen("x", "y"), ChoiceValue("a"), None),
        (Scale("x", 0, 10), NumberValue(10), NumberValue(10)),
        (Scale("x", 0, 10), NumberValue(11), None),
        (Scale("x", 0, 10), TextValue(" 7 "), NumberValue(7)),
        (Scale("x", -5, 10), ChoiceValue("-3"), NumberValue(-3)),
        (Scale("x", 0, 10), TextValue("seven"), None),
        (Scale("x", 0, 10), BooleanValue(True), None),
        (ONE_OF, ChoiceValue("b"), ChoiceValue("b")),
        (ONE_OF, TextValue("b"), ChoiceValue("b")),
        (ONE_OF, NumberValue(3), ChoiceValue("3")),
        (ONE_OF, ChoicesValue(("a",)), ChoiceValue("a")),
        (ONE_OF, ChoicesValue(("a", "b")), None),
        (ONE_OF, ChoiceValue("c"), None),
        (SOME_OF, ChoicesValue(("b", "a")), ChoicesValue(("a", "b"))),
        (SOME_OF, ChoicesValue(("a", "gone")), None),
        (SOME_OF, BooleanValue(True), None),
        (BOX, BooleanValue(True), ChoicesValue(("a",))),
        (BOX, BooleanValue(False), None),
        *((one, Cleared(), Cleared()) for one in (Lines("x", 1), Scale("x", 0, 1), ONE_OF, SOME_OF)),
    ],
)
def test_an_answer_is_typed_as_its_place_asks(response: Response, value: Value, typed: Value | None) -> None:
    assert typed_as(response, value) == typed


def test_every_kind_of_response_has_a_place() -> None:
    kinds = {type(place.response) for place in answer_places(every_node())}
    assert kinds >= {Lines, Scale, Choices, IfThen}

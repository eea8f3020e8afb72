"""Places for an answer: form controls that can be filled in without any script.

Input: a Response, and its question. Output: controls named by their `answer_id`, each with a label. Must
not know: tasks, or what happens to an answer.

A question of one paragraph is written here, as the control's own `<label>` or `<legend>`. A longer one
(a list, a quotation) may be in neither: it is written before, in an element with the id `question_id`,
and the control points to it.

Two kinds of control are written briefly, since there are hundreds of them, and made whole by the script. A scale
is a number to be typed, of which it makes a row of radio buttons: eleven for each would take a fifth of the page's
bytes, and more than all its questions. Boxes of which several may be ticked take the name of their fieldset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Inlines, Lines, Ratings, Response, Scale, Table, chosen, written
from rekindle_html.inlines import inlines
from rekindle_html.markup import Markup, element, fragment
from rekindle_html.ratings import ends, grid, number
from rekindle_html.tables import table

if TYPE_CHECKING:
    from rekindle_html.place import Place


def question_id(response: Response) -> str:
    """Return the id of the element that contains a question of more than one paragraph."""
    return f"{response.answer_ids[0]}--question"


def respond(
    response: Response, question: Inlines | None, place: Place, help_: Markup | None = None
) -> Markup:
    """Write the controls of a response.

    Args:
        response: The kind of answer.
        question: Its question; None if it is already written, in the element `question_id`.
        place: Where the controls are.
        help_: The text below the question; None if it is already written.
    """
    asked = (
        fragment(inlines(question, place), " " if help_ else None, help_) if question is not None else None
    )
    by = question_id(response) if question is None else None
    match response:
        case Lines():
            begun = _starter(response.starter, place, f"{response.answer_id}--starter" if by else None)
            named = f"{by} {response.answer_id}--starter" if by and begun else by
            area = _area(response.answer_id, response.rows, place, named)
            if asked is None:
                return fragment(begun, area)
            return element("label", asked, " " if begun else None, begun, area)
        case Scale():
            return _scale(response, asked, by, place)
        case Ratings():
            return grid(response, place)
        case Choices():
            many = response.answer_id if response.many else None
            return _group(asked, by, *_boxes(response, place), name=many)
        case IfThen():
            parts = (
                (response.if_id, "if", response.if_starter),
                (response.then_id, "then", response.then_starter),
            )
            areas = (
                element(
                    "label",
                    place.word(word),
                    " " if starter else None,
                    _starter(starter, place),
                    _area(id_, response.rows, place),
                    class_="part",
                )
                for id_, word, starter in parts
            )
            return _group(asked, by, *areas)
        case Table():
            return table(response, asked, by, place)
        case _ as never:
            assert_never(never)


def _group(asked: Markup | None, by: str | None, *controls: Markup, name: str | None = None) -> Markup:
    legend = element("legend", asked) if asked is not None else None
    return element("fieldset", legend, *controls, name=name, aria_labelledby=by)


def _starter(starter: Inlines, place: Place, id_: str | None = None) -> Markup | None:
    """Write the beginning of an answer, above its field: in the field, it would look like an answer."""
    return element("span", inlines(starter, place), class_="starter", id=id_) if starter else None


def _area(answer_id: str, rows: int, place: Place, by: str | None = None) -> Markup:
    text = written(place.answers.get(answer_id))
    # The first line break in a field is not part of its text.
    return element("textarea", f"\n{text}" if text else None, name=answer_id, rows=rows, aria_labelledby=by)


def _boxes(choices: Choices, place: Place) -> list[Markup]:
    kind, name = ("checkbox", None) if choices.many else ("radio", choices.answer_id)
    ticked = chosen(place.answers.get(choices.answer_id))
    return [
        element(
            "label",
            element("input", type=kind, name=name, value=option.value, checked=option.value in ticked),
            " ",
            inlines(option.label, place),
        )
        for option in choices.options
    ]


def _scale(scale: Scale, asked: Markup | None, by: str | None, place: Place) -> Markup:
    """Write a field for a number, and before it what the numbers at the ends mean, so that it is heard first."""
    id_ = f"{scale.answer_id}--ends" if by else None
    meaning = ends(scale.low, scale.high, (scale.low_label, scale.high_label), place, id_)
    by = f"{by} {id_}" if by and meaning else by
    return element("label", asked, meaning, number(scale.answer_id, scale.low, scale.high, place, by))

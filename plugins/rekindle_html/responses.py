"""Places for an answer: form controls that can be filled in without any script.

Comes in: a Response, and its question. Goes out: controls named by their `answer_id`, each with a label.
Must not know: tasks, or what becomes of an answer.

A question of one paragraph is written here, as the control's own `<label>` or `<legend>`. A longer one
(a list, a quotation) may stand in neither: it is written before, in an element with the id `question_id`,
and the control points to it.

Two kinds of control are written briefly, since there are hundreds of them, and made whole by the script. A scale
is a number to be typed, of which it makes a row of radio buttons: eleven for each would take a fifth of the page's
bytes, and more than all its questions. Boxes of which several may be ticked take the name of their fieldset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Inlines, Lines, Response, Scale
from rekindle_html.inlines import inlines
from rekindle_html.markup import Markup, element

if TYPE_CHECKING:
    from rekindle_html.place import Place


def question_id(response: Response) -> str:
    """Return the id of the element that holds a question of more than one paragraph."""
    return f"{response.answer_ids[0]}--question"


def respond(response: Response, question: Inlines | None, place: Place) -> Markup:
    """Write the controls of a response.

    Args:
        response: What kind of answer there is room for.
        question: Its question; None if that is written already, in the element `question_id`.
        place: Where the controls stand.
    """
    asked = inlines(question, place) if question is not None else None
    by = question_id(response) if question is None else None
    match response:
        case Lines():
            area = _area(response.answer_id, response.rows, by)
            return area if asked is None else element("label", asked, area)
        case Scale():
            return _scale(response, asked, by, place)
        case Choices():
            name = response.answer_id if response.many else None
            return _group(asked, by, *_boxes(response, place), name=name)
        case IfThen():
            parts = ((response.if_id, "if"), (response.then_id, "then"))
            areas = (
                element("label", place.word(word), _area(id_, response.rows), class_="part")
                for id_, word in parts
            )
            return _group(asked, by, *areas)
        case _ as never:
            assert_never(never)


def _group(asked: Markup | None, by: str | None, *controls: Markup, name: str | None = None) -> Markup:
    legend = element("legend", asked) if asked is not None else None
    return element("fieldset", legend, *controls, name=name, aria_labelledby=by)


def _area(answer_id: str, rows: int, by: str | None = None) -> Markup:
    return element("textarea", name=answer_id, rows=rows, aria_labelledby=by)


def _boxes(choices: Choices, place: Place) -> list[Markup]:
    kind, name = ("checkbox", None) if choices.many else ("radio", choices.answer_id)
    return [
        element(
            "label",
            element("input", type=kind, name=name, value=option.value),
            " ",
            inlines(option.label, place),
        )
        for option in choices.options
    ]


def _scale(scale: Scale, asked: Markup | None, by: str | None, place: Place) -> Markup:
    """Write a field for a number, and before it what the numbers at the ends mean: so that it is heard first."""
    ends = [
        element("span", f"{value}: ", inlines(words, place))
        for value, words in ((scale.low, scale.low_label), (scale.high, scale.high_label))
        if words
    ]
    meaning = None
    if ends:
        id_ = f"{scale.answer_id}--ends" if by else None
        meaning = element("small", *ends, id=id_)
        by = f"{by} {id_}" if by else None
    field = element(
        "input",
        type="number",
        name=scale.answer_id,
        min=scale.low,
        max=scale.high,
        aria_labelledby=by,
    )
    return element("label", asked, meaning, field)

"""Places for an answer: form controls that can be typed into without any script.

Comes in: a Response, and its question. Goes out: controls named by their `answer_id`, each with a label.
Must not know: tasks, or what becomes of an answer.

A question of one paragraph is written here, as the control's own `<label>` or `<legend>`. A longer one
(a list, a quotation) may stand in neither: it is written before, in an element with the id `question_id`,
and the control points to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rekindle_core import Choices, IfThen, Inlines, Lines, Response, Scale
from rekindle_html.inlines import inlines
from rekindle_html.markup import Markup, element, fragment

if TYPE_CHECKING:
    from rekindle_html.place import Place


def question_id(response: Response) -> str:
    """Return the id of the element that holds a question of more than one paragraph."""
    return f"{response.if_id if isinstance(response, IfThen) else response.answer_id}--question"


def respond(response: Response, question: Inlines | None, place: Place) -> Markup:
    """Write the controls of a response.

    Args:
        response: What kind of answer there is room for.
        question: Its question; None if that is written already, in the element `question_id`.
        place: Where the controls stand.
    """
    if isinstance(response, Lines):
        return _lines(response, question, place)
    controls = _controls(response, place)
    if question is not None:
        legend = element("legend", inlines(question, place), class_="question")
        return element("fieldset", legend, controls)
    role = "radiogroup" if isinstance(response, Scale) else "group"
    return element("div", controls, role=role, aria_labelledby=question_id(response))


def _controls(response: Scale | Choices | IfThen, place: Place) -> Markup:
    match response:
        case Scale():
            return _scale(response, place)
        case Choices():
            return _choices(response, place)
        case IfThen():
            return fragment(
                _labelled_area(response.if_id, response.rows, place.word("if")),
                _labelled_area(response.then_id, response.rows, place.word("then")),
            )
        case _ as never:
            assert_never(never)


def _lines(lines: Lines, question: Inlines | None, place: Place) -> Markup:
    if question is not None:
        return _labelled_area(lines.answer_id, lines.rows, inlines(question, place), class_="question")
    return _area(lines.answer_id, lines.rows, labelled_by=question_id(lines))


def _labelled_area(answer_id: str, rows: int, label: str, *, class_: str = "part") -> Markup:
    id_ = f"{answer_id}--field"
    return fragment(
        element("p", element("label", label, for_=id_), class_=class_),
        _area(answer_id, rows, id_=id_),
    )


def _area(answer_id: str, rows: int, *, id_: str | None = None, labelled_by: str | None = None) -> Markup:
    # Browsers keep what is typed into forms, for whoever sits down next; this asks them not to.
    return element(
        "textarea", id=id_, name=answer_id, rows=rows, autocomplete="off", aria_labelledby=labelled_by
    )


def _scale(scale: Scale, place: Place) -> Markup:
    ends = {scale.low: scale.low_label, scale.high: scale.high_label}
    ids = {value: f"{scale.answer_id}--end-{value}" for value, words in ends.items() if words}

    def end(value: int, name: str) -> Markup | None:
        if value not in ids:
            return None
        return element("span", inlines(ends[value], place), id=ids[value], class_=name)

    # The ends describe their numbers, so that a screen reader says what 0 means.
    points = (
        element(
            "label",
            element("input", type="radio", name=scale.answer_id, value=n, aria_describedby=ids.get(n)),
            element("span", str(n)),
        )
        for n in range(scale.low, scale.high + 1)
    )
    return element(
        "div",
        end(scale.low, "low"),
        element("div", *points, class_="points"),
        end(scale.high, "high"),
        class_="scale",
    )


def _choices(choices: Choices, place: Place) -> Markup:
    kind = "checkbox" if choices.many else "radio"
    options = (
        element(
            "label",
            element("input", type=kind, name=choices.answer_id, value=option.value),
            element("span", inlines(option.label, place)),
            class_="option",
        )
        for option in choices.options
    )
    return element("div", *options, class_="options")

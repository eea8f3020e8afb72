"""Formats that take answers show them at their places; the others are as they were, and say so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.answering import answers_for
from tests.support import QUICK, fold
from tests.unit.plugins.test_html import Element, read

from rekindle_core import (
    Answer,
    Answers,
    Choices,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    ConfirmationError,
    NumberValue,
    Ratings,
    Scale,
    TextValue,
    Value,
    answer_places,
    chosen,
    find_plugins,
    fit_answers,
    rated,
    render,
    replace,
    written,
)
from rekindle_core.document.quoted import without_earlier
from rekindle_core.testing.samples import every_node

SAFE = without_earlier(replace(every_node(), discreet=False))
"""What repeats no plan: each answer has one place."""
PLUGINS = find_plugins()
FORMATS = sorted(PLUGINS.formats)
AGREED = ["may-be-found"]
SHOWN_AS_TEXT = ["text", "markdown"]


def every(words: str) -> Answers:
    """Return an answer to each place, what is written being `words` and the name of the place."""
    answers = [
        Answer(place.id, _some(place.response, f"{words} {number}"), place.question)
        for number, place in enumerate(answer_places(SAFE))
    ]
    return Answers(SAFE.program_id, answers=tuple(answers))


def _some(response: object, words: str) -> Value:
    if isinstance(response, Scale | Ratings):
        return NumberValue(response.high)
    if isinstance(response, Choices):
        last = response.options[-1].value
        return ChoicesValue((last,)) if response.many else ChoiceValue(last)
    return TextValue(words)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_that_shows_no_answers_makes_the_same_bytes_and_it_is_said(name: str) -> None:
    heard: list[str] = []
    bare = render(SAFE, name, plugins=PLUGINS)
    filled = render(SAFE, name, answers=every("Secret"), plugins=PLUGINS, warn=heard.append)
    assert (bare == filled) is not PLUGINS.formats[name].takes_answers
    assert (f"The {name} format can't show answers." in heard) is not PLUGINS.formats[name].takes_answers
    assert render(SAFE, name, answers=Answers(SAFE.program_id), plugins=PLUGINS) == bare
    if not PLUGINS.formats[name].takes_answers:
        assert not any(b"Secret" in one.data for one in filled)


@pytest.mark.parametrize("name", SHOWN_AS_TEXT)
@pytest.mark.parametrize("space", ["0", "4"])
def test_written_answers_stand_once_each_in_order_below_their_questions(name: str, space: str) -> None:
    (made,) = render(SAFE, name, {"space": space}, answers=every("Said"), plugins=PLUGINS)
    text = made.data.decode()
    told = Scale | Ratings | Choices
    places = [n for n, place in enumerate(answer_places(SAFE)) if not isinstance(place.response, told)]
    assert [text.count(f"Said {number}\n") for number in places] == [1] * len(places)
    assert [text.index(f"Said {number}\n") for number in places] == sorted(
        text.index(f"Said {number}\n") for number in places
    )
    assert (
        text.index("Name a quiet hour") < text.index(f"Said {places[0]}\n") < text.index("How steady is this")
    )
    assert ("[10]" if name == "text" else "**10**") in text
    assert "(x) Night" in text
    assert "( ) Morning" in text


@pytest.mark.parametrize("name", SHOWN_AS_TEXT)
def test_hostile_answers_stay_words(name: str) -> None:
    hostile = "# Not a heading\n- [ ] <b>\n\n1. one\n\n```\n\u202egnirts\u202c & \\ `x` [a](b)"
    written = [one for one in every("x").answers if isinstance(one.value, TextValue)]
    answers = replace(every("x"), answers=(replace(written[0], value=TextValue(hostile)),))
    (made,) = render(SAFE, name, answers=answers, plugins=PLUGINS)
    text = made.data.decode()
    assert "\u202e" not in text
    assert text.count("\n# ") == render(SAFE, name, plugins=PLUGINS)[0].data.decode().count("\n# ")
    assert "Not a heading" in fold(text)


def test_letters_that_ascii_lacks_are_told() -> None:
    heard: list[str] = []
    (made,) = render(SAFE, "text", {"ascii": "yes"}, answers=every("สม"), plugins=PLUGINS, warn=heard.append)
    assert made.data.isascii()
    assert any("An answer has characters without an ASCII form" in sentence for sentence in heard)


@settings(QUICK, max_examples=40)
@given(answers_for(SAFE))
def test_what_is_filled_into_a_page_is_read_from_its_fields(answers: Answers) -> None:
    """Without a browser; tests/browser saves from the page itself."""
    (page,) = render(SAFE, "html", answers=answers, plugins=PLUGINS)
    root = read(page.data.decode())
    wanted = {one.id.name: one for one in answers.answers}
    for place in answer_places(SAFE):
        assert _held(root, place.name) == (
            written(wanted.get(place.name)),
            rated(wanted.get(place.name)),
            chosen(wanted.get(place.name)),
        )


def _held(root: Element, name: str) -> tuple[str, int | None, tuple[str, ...]]:
    areas = root.all("textarea", name=name)
    numbers = [one for one in root.all("input", type="number", name=name) if "value" in one.attributes]
    groups = root.all("fieldset", name=name)
    boxes = [box for group in groups for box in group.all("input")]
    boxes += [box for kind in ("radio", "checkbox") for box in root.all("input", type=kind, name=name)]
    return (
        "".join(one.text() for one in areas).removeprefix("\n"),
        int(numbers[0]["value"]) if numbers else None,
        tuple(box["value"] for box in boxes if "checked" in box.attributes),
    )


@pytest.mark.parametrize("name", [one for one in FORMATS if PLUGINS.formats[one].takes_answers])
def test_answers_go_into_a_discreet_document_only_after_a_person_has_decided(name: str) -> None:
    discreet = replace(SAFE, discreet=True)
    with pytest.raises(ConfirmationError) as caught:
        render(discreet, name, answers=every("x"), plugins=PLUGINS)
    assert caught.value.name == "may-be-found"
    assert render(discreet, name, answers=every("x"), confirmed=AGREED, plugins=PLUGINS)
    assert render(discreet, name, answers=Answers(SAFE.program_id), plugins=PLUGINS)


@pytest.mark.parametrize("name", [one for one in FORMATS if PLUGINS.formats[one].takes_answers])
def test_what_does_not_fit_is_said_and_not_shown(name: str) -> None:
    heard: list[str] = []
    answers = every("Secret")
    changed = replace(answers, answers=tuple(replace(one, question="Other?") for one in answers.answers))
    filled = render(SAFE, name, answers=changed, plugins=PLUGINS, warn=heard.append)
    assert filled == render(SAFE, name, plugins=PLUGINS)
    assert any("the question has changed" in sentence for sentence in heard)
    assert not any("Secret" in sentence for sentence in heard)


def test_a_cleared_answer_shows_as_none() -> None:
    cleared = replace(every("x"), answers=tuple(replace(one, value=Cleared()) for one in every("x").answers))
    assert fit_answers(SAFE, cleared).answers == cleared
    for name in SHOWN_AS_TEXT:
        assert render(SAFE, name, answers=cleared, plugins=PLUGINS) == render(SAFE, name, plugins=PLUGINS)

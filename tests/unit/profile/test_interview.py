"""Interviews: what a line is taken for, in English and in a pack of another language."""

from __future__ import annotations

import unicodedata

import pytest
from tests.support import bundled_pack, garden_pack, spanish_pack

from rekindle_core import Pack
from rekindle_core.content.model.values import NAME_ONLY, Missing, Value
from rekindle_core.profile.interview import Interview, Turn, begin, respond


def at(pack: Pack, fact: str) -> Interview:
    """Return an interview that stands at a fact's question: all before it are answered or left open."""
    interview = begin(pack)
    while (question := interview.question) is not None and question.name != fact:
        interview = respond(interview, "").interview
    assert interview.question is not None
    return interview


def answer(pack: Pack, fact: str, line: str) -> Turn:
    """Return what comes of a line that answers a fact's question."""
    return respond(at(pack, fact), line)


def taken(pack: Pack, fact: str, line: str) -> Value | None:
    """Return what a line is taken for; None if the question stays."""
    return answer(pack, fact, line).interview.answers.get(fact)


# ---------------------------------------------------------------------- in English


@pytest.mark.parametrize(
    ("fact", "line", "remark"),
    [
        ("filled_by", "clent", "The fact filled_by does not take “clent”. Did you mean “client”?"),
        ("country", "EN", "country: “EN” is not an ISO 3166-1 country code. Did you mean “GB” (United Kingdom)?"),
        ("partner.name", "\u200b\u3164", "The fact partner.name has only invisible characters."),
        ("partner.name", "Al\uffffex", "The answer holds U+FFFF, which is no character (a noncharacter)."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_as_for_a_file_and_the_question_stays(
    fact: str, line: str, remark: str
) -> None:
    before = at(bundled_pack(), fact)
    turn = respond(before, line)
    assert turn.interview == before
    assert turn.faults
    assert turn.remark.startswith(remark)


def test_a_value_of_several_words_can_be_one_of_several() -> None:
    """A meaning is taken whole before its words are taken one by one."""
    assert taken(spanish_pack(), "plagas", "topos del campo, babosas") == ("babosas", "topos")
    assert taken(spanish_pack(), "plagas", "palomas babosas") == ("babosas", "palomas")
    assert taken(garden_pack(), "pests", "slugs moles") == ("slugs", "moles")


# ---------------------------------------------------------------------- in another language


@pytest.mark.parametrize("line", ["sí", "Sí", "SI", "s", "yes", unicodedata.normalize("NFD", "sí")])
def test_yes_is_a_word_of_the_language_and_so_is_that_of_english(line: str) -> None:
    assert taken(spanish_pack(), "charca", line) == "yes"


@pytest.mark.parametrize(
    ("fact", "line", "value"),
    [
        ("charca", "no", "no"),
        ("charca", "N", "no"),
        ("charca", "prefiero no decirlo", Missing.DECLINED),
        ("charca", "rather not say", Missing.DECLINED),
        ("charca", "no lo sé", Missing.UNKNOWN),
        ("charca", "unknown", Missing.UNKNOWN),
        ("plagas", "Ninguna", ()),
        ("plagas", "none", ()),
        ("plagas", "no", ()),
        ("plagas", "4", ()),
        ("vecina.pronombres", "solo nombre", NAME_ONLY),
        ("vecina.pronombres", "name-only", NAME_ONLY),
        ("vecina.nombre", "«paso»", "paso"),
        ("vecina.nombre", "“stop”", "stop"),
        ("country", "españa", "ES"),
        ("country", "Spain", "ES"),
    ],
)
def test_other_answers_are_words_of_the_language_too(fact: str, line: str, value: Value) -> None:
    assert taken(spanish_pack(), fact, line) == value


def test_moving_about_is_in_words_of_the_language() -> None:
    for back in ("atrás", "Atras", "back"):
        question = answer(spanish_pack(), "suelo", back).interview.question
        assert question is not None
        assert question.name == "vecina.pronombres"
    for stop in ("fin", "PARAR", "stop"):
        assert answer(spanish_pack(), "suelo", stop).interview.stopped


def test_an_english_word_that_a_fact_has_as_a_value_is_that_value() -> None:
    assert taken(spanish_pack(), "abono", "pass") == "pass"
    assert taken(spanish_pack(), "suelo", "pass") is Missing.DECLINED


def test_a_single_english_letter_is_no_word_of_another_language() -> None:
    """`y` is *and* in Spanish, and `n` may begin the yes of a language, as it does in Greek."""
    turn = answer(spanish_pack(), "charca", "y")
    assert turn.faults
    assert turn.remark == "«y» no se puede usar aquí. Se responde así: sí o no."


def test_what_was_typed_is_not_filled_in_anew() -> None:
    turn = answer(spanish_pack(), "horas", "{how}")
    assert turn.remark == "«{how}» no se puede usar aquí. Se responde así: de 0 a 60."


def test_a_country_without_help_lines_is_named_by_its_code_where_nobody_has_its_name() -> None:
    turn = answer(spanish_pack(), "country", "Germany")
    assert turn.remark.startswith(
        "«Germany» se entiende como DE. El paquete no tiene líneas de ayuda para DE:"
    )

"""Interviews: what a line is taken for, in English and in a pack of another language."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from tests.support import bundled_pack, garden_pack, spanish_pack

from rekindle_core import Pack
from rekindle_core.content.model.values import NAME_ONLY, Missing, Value
from rekindle_core.profile.interview import Interview, Turn, begin, respond, revise


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
        ("filled_by", "clent", "The fact filled_by can't be “clent”. Did you mean “client”?"),
        ("country", "EN", "country: “EN” is not an ISO 3166-1 country code. Did you mean “GB” (United Kingdom)?"),
        ("partner.name", "\u200b\u3164", "The fact partner.name has only invisible characters."),
        ("partner.name", "Al\uffffex", "The answer contains U+FFFF, which isn't a character (a noncharacter)."),
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


@pytest.mark.parametrize(
    ("fact", "line", "value", "remark"),
    [
        ("client.pronouns", "he", "he/him", "“he” is read as he/him."),
        ("client.pronouns", "Her", "she/her", "“Her” is read as she/her."),
        ("client.pronouns", "they, them", "they/them", ""),
        ("client.pronouns", "he him his", "he/him", ""),
        ("program.minutes", "30 min", 30, "“30 min” is read as 30."),
        ("program.minutes", "30 minutes", 30, "“30 minutes” is read as 30."),
        ("weeks_since", "6 weeks", 6, "“6 weeks” is read as 6."),
        ("unanswered_attempts", "none yet", 0, "“none yet” is read as 0."),
        ("unanswered_attempts", "none", 0, "“none” is read as 0."),
        ("their_answer", "none yet", "none-yet", ""),
        ("boundary", "none yet", (), ""),
        ("contact", "living together", "living-together", ""),
        ("program.start", "25/12/2026", dt.date(2026, 12, 25), "“25/12/2026” is read as 2026-12-25."),
        ("program.start", "7 Dec 2026", dt.date(2026, 12, 7), "“7 Dec 2026” is read as 2026-12-07."),
    ],
)
def test_answers_are_read_as_people_write_them_and_it_is_said_how(
    fact: str, line: str, value: Value, remark: str
) -> None:
    turn = answer(bundled_pack(), fact, line)
    sets = bundled_pack().language.pronouns
    wanted = sets.get(value, value) if isinstance(value, str) else value
    assert turn.interview.answers[fact] == wanted
    assert turn.remark == remark


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("weeks_since", "2 months"),
        ("program.minutes", "half an hour"),
        ("program.minutes", "1 h"),
        ("program.sessions", "none"),
        ("client.pronouns", "hers and his"),
        ("client.pronouns", "xe"),
    ],
)
def test_what_could_mean_something_else_is_not_guessed_at(fact: str, line: str) -> None:
    assert answer(bundled_pack(), fact, line).faults


def test_a_day_that_may_be_one_of_two_is_asked_for_again() -> None:
    turn = answer(bundled_pack(), "program.start", "7/12/2026")
    assert turn.faults
    assert turn.remark == "“7/12/2026” could be 2026-07-12 or 2026-12-07. Type one of the two."
    spanish = answer(spanish_pack(), "program.start", "7/12/2026")
    assert spanish.remark == "«7/12/2026» puede ser 2026-07-12 o 2026-12-07. Escribe una de las dos fechas."


def test_a_sentence_is_refused_with_one_message() -> None:
    turn = answer(bundled_pack(), "causes", "We argued all the time, and then they moved away")
    assert len(turn.faults) == 1
    assert turn.remark.count("can't be") == 1
    assert "type numbers or words from the list" in turn.remark.casefold()


# ---------------------------------------------------------------------- changing what was answered


def test_every_answer_can_be_changed_and_nothing_else_changes() -> None:
    pack = bundled_pack()
    interview = begin(pack, {"client.name": "Zo", "children": "yes"})
    interview = respond(interview, "client").interview
    for fact, value in interview.answered:
        asked = revise(interview, fact.name)
        assert asked.question is not None
        assert asked.question.name == fact.name
        assert asked.draft == value
        assert respond(asked, "").interview.values == interview.values
        back = respond(asked, "back").interview
        assert back.values == interview.values
        assert back.question == interview.question


def test_back_goes_through_all_answers_given_before_as_well() -> None:
    pack = bundled_pack()
    interview = begin(pack, {"filled_by": "counselor", "age_band": "adult", "partner.name": "Al"})
    seen = []
    while (question := interview.question) is not None:
        seen.append(question.name)
        before = interview
        interview = respond(interview, "back").interview
        if interview == before:
            break
    assert seen[1:] == ["age_band", "filled_by"]
    assert interview.values == {"filled_by": "counselor", "age_band": "adult", "partner.name": "Al"}


def test_a_reader_who_answers_is_asked_as_you_and_answers_are_worded_so() -> None:
    pack = bundled_pack()
    theirs, own = begin(pack, {"filled_by": "counselor"}), begin(pack, {"filled_by": "client"})
    for name, worded in pack.to_reader.items():
        fact = pack.facts[name]
        assert theirs.worded(fact) == fact
        assert own.worded(fact) == worded != fact
        assert list(worded.values) == list(fact.values)
        assert "the person it is for" not in f"{worded.ask} {worded.values}"
    asked = {name: own.worded(fact) for name, fact in pack.facts.items()}
    words = {name: " ".join((fact.ask, *fact.values.values())) for name, fact in asked.items()}
    assert [name for name, said in words.items() if "program is for" in said or "it is for" in said] == [
        "filled_by"
    ]


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


def test_an_answer_about_safety_that_is_only_kept_is_no_younger_for_it() -> None:
    pack, asked = bundled_pack(), dt.date(2027, 1, 4)
    given = {"safety.afraid": "no", "safety.asked_on": asked}
    interview = begin(pack, given, today=dt.date(2027, 1, 20))
    kept = respond(revise(interview, "safety.afraid"), "").interview
    assert kept.values == interview.values == given
    assert not kept.asked_anew
    changed = respond(revise(interview, "safety.afraid"), "yes").interview
    assert changed.asked_anew

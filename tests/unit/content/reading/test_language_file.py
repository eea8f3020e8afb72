"""A pack's own language.yaml: what is missing in it, and what would be read as something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support import SPANISH, spanish_pack

from rekindle_core import Datum, Paragraph, Text, load_pack, load_profile, make_plan, realise, walk
from rekindle_core.content.reading.language_file import load_language
from rekindle_core.content.reading.language_words import LANGUAGES, english
from rekindle_core.content.reading.raw import RawFile
from rekindle_core.content.reading.shapes.check import schemas
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic

TEXT = (LANGUAGES / "es.yaml").read_text(encoding="utf-8")


def faults(*changes: tuple[str, str]) -> list[str]:
    """Return what is wrong with the Spanish language, once some characters of it are replaced."""
    text = TEXT
    for find, put in changes:
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    found: list[Diagnostic] = []
    load_language(RawFile("language.yaml", text.encode()), read_yaml("language: es", "pack.yaml"), found)
    return [str(fault) for fault in found]


def test_nothing_is_wrong_with_it() -> None:
    assert faults() == []


def test_keys_that_a_section_lacks_are_one_fault_with_the_english_beside_each() -> None:
    changes = [
        ('  why: "La respuesta ayuda a elegir lo que encaja. Se puede dejar abierta."\n', ""),
        ('  none: "nada de esto"\n', ""),
        ('  hours: "Horario"\n', ""),
    ]
    words, interview = faults(*changes)
    assert words.split(": ", 1)[1] == (
        'missing-key: words lacks 1 key. Hint: add in es what is in English hours: "Hours"'
    )
    assert interview.split(": ", 1)[1] == (
        'missing-key: interview lacks 2 keys. Hint: add in es what is in English none: "none of these"; '
        'why: "The answer helps to choose what fits. You can leave it blank."'
    )


def test_what_the_file_lacks_is_one_fault_as_well() -> None:
    _, _, rest = TEXT.partition("\ninterview:\n")
    found = faults(
        (f"interview:\n{rest.partition(chr(10) * 2)[0]}\n", ""),
        ("direction: ltr\n", ""),
        ('quotes: "‘’«»"\n', ""),
    )
    assert len(found) == 1
    assert 'The file lacks 3 keys. Hint: add in es what is in English direction: "ltr"; quotes: ' in found[0]
    assert found[0].endswith("/languages/en.yaml)")


def test_a_section_without_a_key_lacks_them_all() -> None:
    """A translation begins so: each key is there, behind a number sign."""
    for section, number in (("answers", 8), ("counselor", len(english()["counselor"]))):
        _, _, rest = TEXT.partition(f"\n{section}:\n")
        (found,) = faults((rest.partition(chr(10) * 2)[0], "  # nothing yet"))
        assert f"missing-key: {section} lacks {number} keys. Hint: add in es what is in English " in found
    _, _, rest = TEXT.partition("\nreasons:\n")
    assert faults((rest, "  # nothing yet\n")) == []


def test_a_counselors_key_that_is_missing_is_found_before_any_page_is_made() -> None:
    (found,) = faults(('  shortfalls: "Lo que no se ha podido cumplir"\n', ""))
    assert found.split(": ", 1)[1] == (
        'missing-key: counselor lacks 1 key. Hint: add in es what is in English shortfalls: "Requests '
        'that could not be met"'
    )


def test_an_empty_possessive_adds_nothing_to_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "huerto"
    shutil.copytree(SPANISH, folder)
    step = folder / "steps/01-mirar.yaml"
    text = step.read_text(encoding="utf-8").replace("Da una vuelta.", "Esta es la huerta de {vecina's}.")
    step.write_text(text, encoding="utf-8")
    pack = load_pack(folder)
    assert pack.language.possessive == ""
    document = realise(pack, make_plan(pack, load_profile(pack, {"vecina.nombre": "Ana"})))
    paragraphs = [node.children for node in walk(document) if isinstance(node, Paragraph)]
    assert (Text("Esta es la huerta de "), Datum("Ana", "vecina.nombre"), Text(".")) in paragraphs


@pytest.mark.parametrize(
    ("find", "put", "fault"),
    [
        ('no: ["no", "n"]', 'no: ["no", "SI"]', "bad-value: “SI” is listed under both yes and no. Hint: keep it"),
        ('stop: ["fin"', 'stop: ["?"', "bad-value: “?” can't be typed"),
        ('stop: ["fin"', 'stop: [" fin"', "bad-value: “ fin” can't be typed"),
        ('none: ["ninguna"', 'none: ["ninguna, gracias"', "bad-value: “ninguna, gracias” can't be typed"),
        ('  back: ["atrás", "atras"]\n', "", "missing-key: answers lacks 1 key. Hint: add in es what is"),
        ("back: [", "bak: [", "unknown-key"),
        ('how_date: "un día,', 'how_date: "un {day},', "unknown-slot: {day} is never filled in here."),
        ("  first:", "  frist: a\n  first:", "unknown-key: There is no key “frist” here. Hint: did you mean “first”?"),
        ("Página {n} de {total}", "Página {n} de {todas}", "unknown-slot: {todas} is never filled in here."),
        ("Página {n} de {total}", "Página {n}", "missing-slot: “page_of” lacks {total}. Hint: write it where"),
        ("  hours:", "  hour: a\n  hours:", "unknown-key: There is no key “hour” here. Hint: did you mean “hours”?"),
        (" de {month} de {year}", " de {month}", "missing-slot: “date_form” lacks {year}."),
        (" de {month} de {year}", " de {month} de {año}", "unknown-slot: {año} is never filled in here."),
        (" noviembre diciembre", " noviembre", "bad-value: There are 11 months here: enero, febrero, "),
        ("Puedes parar en cualquier punto y seguir otro día: ", "", "bad-value: This has 248 characters, so"),
        ('unknown: "No se sabe, y merece', 'unknwon: "No se sabe, y merece', "missing-key: counselor lacks 1 key."),
        ('replaces_step: "«{step}».', 'replaces_step: "«…».', "missing-slot: “replaces_step” lacks {step}."),
        ('piece_one: "{n} elemento"', 'piece_one: "{m} elemento"', "unknown-slot: {m} is never filled in here."),
        ("{fact} es {number} o más", "{fact} es mucho", "missing-slot: “at_least” lacks {number}"),
        ("  program.start:\n", "  program.strt:\n", "missing-key: facts lacks 1 key."),
    ],
)  # fmt: skip
def test_what_would_be_read_as_something_else_is_a_fault(find: str, put: str, fault: str) -> None:
    assert any(f": {fault}" in line for line in faults((find, put)))


def test_english_words_are_understood_beside_the_languages_own() -> None:
    language = spanish_pack().language
    assert language.answer("yes") == "sí"
    assert (language.meaning("sí"), language.meaning("YES"), language.meaning("Pass")) == (
        "yes",
        "yes",
        "declined",
    )
    # Somebody may well mean their own word by a single letter.
    assert language.meaning("y") == ""
    # A word that means something else here is not taken for English.
    assert (language.meaning("pass", ["pass"]), language.meaning("paso", ["paso"])) == ("", "declined")


def test_what_counts_one_thing_may_say_so_in_letters() -> None:
    assert faults(('session_one: "{n} sesión"', 'session_one: "una sesión"')) == []


def test_the_schema_says_of_each_key_of_english_what_it_is_for() -> None:
    schema = schemas()["language.schema.json"]["properties"]
    for section in ("words", "counselor", "reasons", "interview", "answers", "facts"):
        assert schema[section]["properties"].keys() == english()[section].keys()
        assert all(key["description"] for key in schema[section]["properties"].values())
    assert schema["counselor"]["required"] == [*english()["counselor"]]

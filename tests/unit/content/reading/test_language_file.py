"""A pack's own language.yaml: what is missing in it, and what would be read as something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import SPANISH, copy_pack, faults_of, garden_text, spanish_pack

TEXT = (SPANISH / "language.yaml").read_text(encoding="utf-8")


def faults(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """Return what is wrong with the garden pack in Spanish, once some characters of the language are replaced."""
    text = TEXT.replace("[femenino, masculino, plural]", "[femenino, masculino]").replace(
        "plural", "masculino"
    )
    for find, put in changes:
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    pack = garden_text("pack.yaml", "language: en", "language: es")
    found = faults_of(copy_pack(tmp_path, {"language.yaml": text, "pack.yaml": pack}))
    # The garden's own prose speaks of English cases.
    return [line for line in found if line.startswith("language.yaml")]


def test_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


def test_keys_that_a_section_lacks_are_one_fault_with_the_english_beside_each(tmp_path: Path) -> None:
    changes = [
        ('  why: "La respuesta ayuda a elegir lo que encaja. Se puede dejar abierta."\n', ""),
        ('  none: "nada de esto"\n', ""),
        ('  hours: "Horario"\n', ""),
    ]
    words, interview = faults(tmp_path, *changes)
    assert words.split(": ", 1)[1] == (
        'missing-key: words lacks 1 key. Hint: add in es what is in English hours: "Hours"'
    )
    assert interview.split(": ", 1)[1] == (
        "missing-key: interview lacks 2 keys. Hint: add in es what is in English "
        'none: "none of these"; why: "The answer helps to choose what fits. It can be left open."'
    )


def test_a_section_that_is_missing_names_the_file_to_take_it_from(tmp_path: Path) -> None:
    before, _, rest = TEXT.partition("\ninterview:\n")
    found = faults(tmp_path, (f"interview:\n{rest.partition(chr(10) * 2)[0]}\n", ""))
    assert before
    assert len(found) == 1
    assert "missing-key: The key “interview” is missing here. Hint: add interview: with the keys" in found[0]
    assert "languages/en.yaml" in found[0]


@pytest.mark.parametrize(
    ("find", "put", "fault"),
    [
        ('no: ["no", "n"]', 'no: ["no", "SI"]', "bad-value: “SI” stands under yes and under no. Hint: keep it"),
        ('stop: ["fin"', 'stop: ["?"', "bad-value: Nobody can answer “?”."),
        ('stop: ["fin"', 'stop: [" fin"', "bad-value: Nobody can answer “ fin”."),
        ('none: ["ninguna"', 'none: ["ninguna, gracias"', "bad-value: Nobody can answer “ninguna, gracias”."),
        ('  back: ["atrás", "atras"]\n', "", "missing-key: answers lacks 1 key. Hint: add in es what is"),
        ("back: [", "bak: [", "unknown-key"),
        ('how_date: "un día,', 'how_date: "un {day},', "unknown-slot: {day} is never filled in here."),
        ("  first:", "  frist: a\n  first:", "unknown-key: There is no key “frist” here. Hint: did you mean “first”?"),
        ("  program.start:\n", "  program.strt:\n", "missing-key: facts lacks 1 key."),
    ],
)  # fmt: skip
def test_what_would_be_read_as_something_else_is_a_fault(
    tmp_path: Path, find: str, put: str, fault: str
) -> None:
    assert any(f": {fault}" in line for line in faults(tmp_path, (find, put)))


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

"""A pack in another language, from the first question to the counselor's pages: nothing of the core's is English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.languages import ENGLISH, OWN, sections, words_of
from tests.languages import english_in as english_words_in
from tests.support import SPANISH, faults_of, fold, rekindle, spanish_pack

from rekindle_core import load_profile

LINES = ["Ana", "ella", "arena", "7", "otro", "palomas", "sí", "no", "no", "DE", "", "", "fin"]


def english_in(text: str) -> set[str]:
    return english_words_in(text, SPANISH)


@pytest.fixture(scope="module")
def interview(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return what an interview by pipe says, and the file that it writes."""
    path = tmp_path_factory.mktemp("interview") / "ana.yaml"
    done = rekindle("profile", "new", path, "--pack", SPANISH, stdin="".join(f"{line}\n" for line in LINES))
    assert done.returncode == 0, done.stderr
    return done.stderr, path


def test_the_pack_is_in_order_and_says_in_spanish_all_that_there_is_to_say() -> None:
    assert faults_of(SPANISH) == []
    own, english = words_of(OWN), words_of(ENGLISH)
    for name in sections():
        assert name == "pronouns" or own[name].keys() == english[name].keys(), name


def test_english_would_be_found() -> None:
    assert "Unknown, and worth asking" in english_in("Esto falta: Unknown, and worth asking.")
    assert english_in("1 of 9. ¿Hay una charca? yes or no >") == {"yes or no"}


def test_answers_of_a_pipe_are_taken_for_the_questions_they_answer(interview: tuple[str, Path]) -> None:
    """`sí` was refused, and the `no` of the next line taken for the answer about safety."""
    known = load_profile(spanish_pack(), interview[1]).canonical()
    assert known.pop("vecina.pronombres")["number"] == "femenino"
    assert known == {
        "vecina.nombre": "Ana",
        "suelo": "arena",
        "horas": 7,
        "abono": "otro",
        "plagas": ["palomas"],
        "alergia": "yes",
        "charca": "no",
        "mudanza": "no",
        "country": "DE",
    }


def test_what_cannot_be_used_is_an_error_that_names_the_question(tmp_path: Path) -> None:
    lines = [*LINES[:6], "quizás", *LINES[7:]]
    done = rekindle(
        "profile", "new", tmp_path / "a.yaml", "--pack", SPANISH, "--quiet", stdin="\n".join(lines)
    )
    assert done.returncode == 1
    assert "-:7:1: unknown-value: The answer to “¿Te enferman las abejas?” cannot be used." in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_an_interview_says_nothing_in_english(interview: tuple[str, Path]) -> None:
    said, _ = interview
    assert english_in(said) == set()
    explained = rekindle("profile", "new", "-", "--pack", SPANISH, stdin="?\n\n?\n\n\n\n\n\n\n\n\n\n?\n")
    assert english_in(explained.stderr) == set()


def test_the_words_that_an_answer_is_chosen_from_are_the_languages(interview: tuple[str, Path]) -> None:
    said, path = interview
    assert "4 ninguna nada de esto" in fold(said)
    assert "4 solo nombre el nombre siempre, y ningún pronombre" in fold(said)
    # A file keeps the words of its format.
    text = path.read_text(encoding="utf-8")
    assert "#   none: nada de esto" in text
    assert "#   name-only: el nombre siempre, y ningún pronombre" in text
    assert "\nalergia: yes\n" in text


def test_a_profiles_comments_hold_nothing_in_english(interview: tuple[str, Path]) -> None:
    comments = [
        line for line in interview[1].read_text(encoding="utf-8").splitlines() if line.startswith("#")
    ]
    assert len(comments) > 20
    assert english_in("\n".join(comments)) == set()


@pytest.mark.slow
def test_the_page_of_a_profile_holds_nothing_in_english(interview: tuple[str, Path]) -> None:
    words = (
        "profile",
        "show",
        interview[1],
        "--pack",
        SPANISH,
        "--set",
        "charca=declined",
        "--set",
        "plagas=none",
    )
    page = fold(rekindle(*words).stdout)
    assert "¿Te enferman las abejas? sí" in page
    assert "¿Qué se come tus plantas? ninguna" in page
    assert "Puesto con --set: charca es no se sabe; el perfil dice no." not in page
    assert "Puesto con --set: charca es prefiero no decirlo; el perfil dice no." in page
    assert english_in(page) == set()
    schema = json.loads(rekindle("profile", "schema", "--pack", SPANISH).stdout)
    assert english_in(" ".join([schema["title"], schema["description"]])) == set()


@pytest.mark.slow
def test_the_counselors_pages_hold_nothing_in_english(interview: tuple[str, Path], tmp_path: Path) -> None:
    words = (
        "build",
        "--pack",
        SPANISH,
        "--profile",
        interview[1],
        "--set",
        "charca=unknown",
        "--set",
        "plagas=topos",
    )
    option = ("--option", "counselor=yes", "--confirm", "may-be-found")
    done = rekindle(*words, *option, "--output", tmp_path / "ana.txt")
    assert done.returncode == 0, done.stderr
    pages = (tmp_path / "ana-counselor.txt").read_text(encoding="utf-8")
    assert "*¿Hay una charca?* El perfil: no. Este programa: no se sabe." in fold(pages)
    assert "*¿Qué se come tus plantas?* El perfil: palomas. Este programa: topos." in fold(pages)
    assert english_in(pages) == set()
    assert english_in((tmp_path / "ana.txt").read_text(encoding="utf-8")) == set()


def test_a_program_that_is_replaced_has_pages_without_english(
    interview: tuple[str, Path], tmp_path: Path
) -> None:
    words = (
        "build",
        "--pack",
        SPANISH,
        "--profile",
        interview[1],
        "--set",
        "mudanza=yes",
        "--option",
        "counselor=yes",
    )
    confirmed = ("--confirm", "may-be-found", "--confirm", "replaced-program")
    done = rekindle(*words, *confirmed, "--output", tmp_path / "ana.txt")
    assert done.returncode == 0, done.stderr
    pages = (tmp_path / "ana-counselor.txt").read_text(encoding="utf-8")
    assert "Todo el programa. En su lugar: «Sin huerto»." in fold(pages)
    assert english_in(pages) == set()


def test_a_file_is_written_over_after_the_languages_yes(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for typed, code in (("no", 2), ("sí", 0)):
        path.write_text("suelo: arena\n", encoding="utf-8")
        done = rekindle("profile", "new", path, "--pack", SPANISH, "--quiet", stdin=f"{typed}\nAna\n")
        assert done.returncode == code
        assert "¿Escribir encima? sí o no >" in done.stderr
        assert ("Ana" in path.read_text(encoding="utf-8")) == (code == 0)

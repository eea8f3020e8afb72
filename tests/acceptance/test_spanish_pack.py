"""The example pack in Spanish: words agree with each person, and no file that is made of it has an English word."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from tests.languages import english_in, words_of_page
from tests.support import CONFIRMED, ROOT, fold, readable, texts_of

from rekindle_core import (
    Artifact,
    Document,
    load_pack,
    load_profile,
    make_plan,
    realise,
    realise_for_counselor,
    render,
)
from rekindle_core.testing.profiles import random_facts

FOLDER = ROOT / "examples/packs/cuidar"
PACK = load_pack(FOLDER)
OWN = {"ella": "ile", "la": "li", "number": "neutro"}
SAFE = {"relevo": "yes", "esfuerzo": "no", "seguridad.miedo": "no", "seguridad.vivir": "no"}


def documents(facts: dict[str, Any]) -> tuple[Document, Document]:
    """Return the client's program and the counselor's pages of a reader."""
    plan = make_plan(PACK, load_profile(PACK, facts))
    return realise(PACK, plan, confirmed=CONFIRMED), realise_for_counselor(PACK, plan)


def said_in(made: Artifact) -> Iterator[str]:
    """Yield what a file says to a person: of a mail its subject and its two parts, not the names of its headers."""
    if made.suffix.endswith(".eml"):
        message = email.message_from_bytes(made.data, policy=email.policy.default)
        yield str(message["subject"])
        for part in message.walk():
            if part.get_content_maintype() == "text":
                yield words_of_page(part.get_content())
    elif made.suffix.endswith(".json"):
        yield "\n".join(texts_of(json.loads(made.data)))
    elif made.suffix.endswith(".html"):
        yield words_of_page(made.data.decode())
    elif not made.suffix.endswith(".ics"):
        yield readable(made.suffix, made.data)


def english_of(documents: tuple[Document, ...], formats: tuple[str, ...]) -> dict[str, set[str]]:
    """Return the English words of each file that is made of some Documents."""
    found: dict[str, set[str]] = {}
    for number, document in enumerate(documents):
        for name in formats:
            # What email makes goes to the client alone.
            if number and name == "email":
                continue
            for made in render(document, name):
                for said in said_in(made):
                    found.setdefault(f"{number}{made.suffix}", set()).update(english_in(said, FOLDER))
    return found


@pytest.mark.parametrize("number", range(3))
def test_no_file_has_an_english_word(number: int) -> None:
    """The first reader tells nothing."""
    facts = random_facts(PACK, Random(number)) if number else {}
    found = english_of(documents(facts), ("text", "html", "markdown", "email", "json"))
    assert len(found) > 8
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.slow
@pytest.mark.parametrize("facts", [SAFE, {"seguridad.miedo": "yes", "country": "MX"}])
def test_no_pdf_has_an_english_word(facts: dict[str, Any]) -> None:
    assert english_of(documents(facts), ("pdf",)) == {"0.pdf": set(), "1.pdf": set()}


@pytest.mark.parametrize(
    ("reader", "other", "said"),
    [
        # Who reads is named nowhere on the line; who is cared for is named in it.
        ({"pronombres": "ella"}, {"nombre": "Ione", "pronombres": OWN}, ("lista", "Ione más tranquile")),
        ({"pronombres": "él"}, {"nombre": "Luz", "pronombres": "ella"}, ("listo", "Luz más tranquila")),
        ({"pronombres": OWN}, {"nombre": "Luz", "pronombres": "él"}, ("liste", "Luz más tranquilo")),
        # Nothing is known of either: the noun that stands in is feminine.
        ({}, {}, ("liste", "la persona a la que cuidas más tranquila")),
        # Of somebody without a name the noun is said, whoever it stands for.
        ({"pronombres": "ella"}, {"pronombres": "él"}, ("lista", "la persona a la que cuidas más tranquila")),
        # Who uses no pronoun has the class of those of whom none are known.
        ({"pronombres": "name-only"}, {"nombre": "Ari", "pronombres": "name-only"}, ("liste", "Ari más tranquile")),
    ],
)  # fmt: skip
def test_words_agree_with_who_is_meant(
    reader: dict[str, Any], other: dict[str, Any], said: tuple[str, str]
) -> None:
    facts = {**SAFE, "program.minutes": 240, "program.sessions": 3}
    facts |= {f"lector.{name}": value for name, value in reader.items()}
    facts |= {f"familiar.{name}": value for name, value in other.items()}
    text = fold(render(documents(facts)[0], "text")[0].data.decode())
    assert f"Cuando estés {said[0]}, pasa la página." in text
    assert f"¿En qué momento del día está {said[1]}?" in text


def test_the_pack_shows_every_kind_of_response() -> None:
    kinds = {
        type(prompt.response).__name__
        for unit in PACK.units.values()
        for prompt in (*unit.prompts, *unit.exercises)
        if prompt.response
    }
    assert kinds == {"LinesSpec", "ScaleSpec", "ChoicesSpec", "IfThenSpec"}


def test_it_needs_no_language_file_of_its_own() -> None:
    assert not (FOLDER / "language.yaml").exists()
    assert PACK.language.tag == "es"

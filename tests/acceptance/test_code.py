"""The code and the id, as somebody uses them: the same program a month later, and nothing given away meanwhile."""

from __future__ import annotations

import datetime as dt
import json
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from tests.support import CONFIRMED, FORMATS, PROFILES, bundled_pack, rekindle

from rekindle_core import Document, load_profile, make_plan, realise, render
from rekindle_core.frozen import replace

GARDEN = ("build", "--pack", "tests/packs/garden", "--set", "soil=clay", "--set", "country=GB")
JANUARY, FEBRUARY = "1798761600", "1801440000"
"""Seconds of SOURCE_DATE_EPOCH: 2027-01-01 and a month later."""


def built(tmp_path: Path, *words: str, **env: str) -> tuple[bytes, str]:
    """Build into a file, and return its bytes and what was said."""
    done = rekindle(*GARDEN, "--output", tmp_path / "made.txt", "--force", *words, **env)
    assert done.returncode == 0, done.stderr
    return (tmp_path / "made.txt").read_bytes(), done.stderr


def code_of(said: str) -> str:
    found = re.search(r"code ([0-9A-Z-]+)", said)
    assert found
    return found[1]


def test_the_code_makes_the_same_bytes_a_month_later_and_says_nothing(tmp_path: Path) -> None:
    first, said = built(tmp_path, "--seed", "7", SOURCE_DATE_EPOCH=JANUARY)
    again, said_again = built(tmp_path, "--code", code_of(said), SOURCE_DATE_EPOCH=FEBRUARY)
    assert again == first
    assert "not the program with that code" not in said_again
    assert built(tmp_path, "--seed", "7", SOURCE_DATE_EPOCH=FEBRUARY)[0] != first


def test_another_date_is_named_with_the_way_back(tmp_path: Path) -> None:
    _, said = built(tmp_path, SOURCE_DATE_EPOCH=JANUARY)
    _, differs = built(tmp_path, "--code", code_of(said), "--date", "2027-02-01")
    assert "the date differs; leave out --date" in differs
    assert differs.count("not the program with that code") == 1


@pytest.mark.parametrize("other", [("--set", "soil=sand"), ("--set", "pond=yes"), ("--id", "2027-014")])
def test_a_fact_that_differs_is_never_named(tmp_path: Path, other: tuple[str, str]) -> None:
    _, said = built(tmp_path, SOURCE_DATE_EPOCH=JANUARY)
    _, differs = built(tmp_path, "--code", code_of(said), *other)
    (line,) = [line for line in differs.splitlines() if "not the program with that code" in line]
    assert line.startswith("Note: This is not the program with that code: something else differs")
    assert not re.search("soil|pond|sand", line)


def test_another_pack_is_named(tmp_path: Path) -> None:
    _, said = built(tmp_path, SOURCE_DATE_EPOCH=JANUARY)
    done = rekindle("build", "--code", code_of(said), "--output", "-")
    assert "This is not the program with that code: the pack differs" in done.stderr


def test_a_code_of_an_earlier_version_gives_its_seed(tmp_path: Path) -> None:
    with_seed, _ = built(tmp_path, "--seed", "1", "--date", "2027-01-04")
    with_code, said = built(tmp_path, "--code", "10000-001QF-WET92-6FSEG-RAMHV", "--date", "2027-01-04")
    assert with_code == with_seed
    assert "it was made by another version of Rekindle" in said


# ------------------------------------------------------------------ ids


@pytest.mark.slow
def test_the_same_id_and_date_give_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    words = ("--id", "2027-014", "--date", "2027-01-04")
    here, _ = built(tmp_path, *words)
    there, _ = built(tmp_path, *words, XDG_DATA_HOME=str(tmp_path / "another machine"))
    assert here == there
    assert not (tmp_path / "another machine").exists(), "no secret is asked for where an id is given"
    (tmp_path / "empty").mkdir()
    unnamed, _ = built(tmp_path, "--date", "2027-01-04", XDG_DATA_HOME=str(tmp_path / "empty"))
    assert unnamed != here
    assert (tmp_path / "empty/rekindle/secret").is_file()


def test_a_machine_that_keeps_no_secret_makes_the_program_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    _, said = built(tmp_path, XDG_DATA_HOME=str(tmp_path / "file"))
    assert "so the next build will give this program another id; set one with --id" in said


@pytest.mark.parametrize("text", ["", "a b", "../up"])
def test_an_id_that_cannot_be_used_is_refused_by_example(tmp_path: Path, text: str) -> None:
    done = rekindle(*GARDEN, "--id", text, "--output", tmp_path / "made.txt")
    assert done.returncode == 2
    assert "rekindle: bad-id: " in done.stderr
    assert "such as 2027-014" in done.stderr
    assert not (tmp_path / "made.txt").exists()


def test_from_python_an_id_is_given_like_a_date(tmp_path: Path) -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, {"contact": "none"}), program_id="2027-014")
    assert realise(pack, plan).program_id == "2027-014"


# ------------------------------------------------------------------ what is seen apart from the page


def documents_that_read_alike() -> list[Document]:
    """Return pages of readers with other answers, which say the same: whoever reads one learns no more."""
    pack = bundled_pack()
    return [
        realise(
            pack,
            make_plan(pack, load_profile(pack, facts), date=dt.date(2027, 1, 4), program_id="2027-014"),
            confirmed=CONFIRMED,
        )
        for facts in (
            {"country": "GB", "safety.afraid": "yes"},
            {"country": "GB", "safety.abused": "yes"},
            {"country": "GB", "safety.afraid": "declined", "safety.abused": "yes", "weeks_since": 7},
            {"country": "GB", "safety.afraid": "yes", "contact": "open", "children": "yes"},
        )
    ]


def test_pages_that_read_alike_differ_in_nothing_but_the_code() -> None:
    documents = documents_that_read_alike()
    assert len({document.code for document in documents}) > 1
    first, *others = (replace(document, code="") for document in documents)
    assert all(other == first for other in others)


@pytest.mark.slow
@pytest.mark.parametrize("format_name", FORMATS)
def test_no_file_holds_a_hash_of_the_profile(format_name: str) -> None:
    pack = bundled_pack()
    profile = load_profile(pack, PROFILES / "told-to-stop.yaml")
    plan = make_plan(pack, profile, date=dt.date(2027, 1, 4), program_id="2027-014")
    document = realise(pack, plan, confirmed=CONFIRMED)
    # Of all that a file holds, only these could be computed from facts: the code's ten bits are tested elsewhere.
    assert not re.search(r"\b[0-9a-f]{32,}\b", json.dumps(document.words | {"id": document.program_id}))
    for artifact in render(document, format_name, confirmed=CONFIRMED):
        assert profile.digest.encode() not in artifact.data
        assert profile.digest not in artifact.suffix
        assert document.code not in artifact.suffix


def test_a_mails_headers_name_the_program_by_its_id_alone() -> None:
    """Two readers whose programs were given one id have the same headers, whatever else is known of them."""
    seen = set()
    for document in documents_that_read_alike():
        for artifact in render(document, "email", confirmed=CONFIRMED):
            if artifact.suffix.endswith(".eml"):
                seen.add(str(message_from_bytes(artifact.data, policy=default)["Message-ID"]))
    assert len(seen) == 1

"""An answer that is set over the profile's: made as asked, and named everywhere with both values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support import PROFILES, fold, rekindle

ABUSED = str(PROFILES / "abused.yaml")
SET = ("--set", "safety.afraid=no", "--set", "safety.abused=no", "--set", "client.name=Zebedee")
CONFIRM = ("--confirm", "replaced-program", "--confirm", "may-be-found")
NOTES = [
    "Note: --set client.name=Zebedee replaces the profile's “Renee”.",
    "Note: --set safety.abused=no replaces the profile's “yes”.",
    "Note: --set safety.afraid=no replaces the profile's “yes”.",
]


def notes(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("Note: --set")]


@pytest.mark.slow
def test_each_command_names_it_with_both_values(tmp_path: Path) -> None:
    for words in (
        ("build", "-p", ABUSED, "-o", str(tmp_path / "it.txt"), *CONFIRM),
        ("explain", "-p", ABUSED),
        ("explain", "-p", ABUSED, "--step", "space"),
        ("explain", "-p", ABUSED, "--against", ABUSED),
        ("explain", "-p", ABUSED, "--report", "json"),
        ("profile", "show", ABUSED),
    ):
        done = rekindle(*words, *SET)
        assert done.returncode == 0, done.stderr
        assert notes(done.stderr) == NOTES, words
        assert notes(rekindle(*words).stderr) == []


@pytest.mark.slow
def test_a_page_names_it_below_its_first_line_and_repeats_no_name() -> None:
    for words in (
        ("explain", "-p", ABUSED),
        ("explain", "-p", ABUSED, "--full"),
        ("explain", "-p", ABUSED, "--step", "space"),
        ("explain", "-p", ABUSED, "--against", ABUSED),
        ("explain", "-p", ABUSED, "--why-not", "space"),
        ("profile", "show", ABUSED),
    ):
        page = rekindle(*words, *SET).stdout.splitlines()
        said = [line for line in page if line.startswith("Set with --set: ")]
        assert page[0] == "For the counselor, not for the client."
        assert said == [
            "Set with --set: client.name differs from the profile.",
            "Set with --set: safety.abused is no; the profile says yes.",
            "Set with --set: safety.afraid is no; the profile says yes.",
        ], words
        if words[0] == "explain":
            assert page[1:4] == said
            assert "Zebedee" not in "\n".join(page)


def test_a_report_for_programs_has_both_values() -> None:
    report = json.loads(rekindle("explain", "-p", ABUSED, *SET, "--report", "json").stdout)
    assert report["overrides"] == [
        {"fact": "client.name", "profile": {"given": True}, "set": {"given": True}},
        {"fact": "safety.abused", "profile": "yes", "set": "no"},
        {"fact": "safety.afraid", "profile": "yes", "set": "no"},
    ]
    assert (
        json.loads(rekindle("explain", "--report", "json", "--set", "country=GB").stdout)["overrides"] == []
    )


def test_the_counselors_pages_name_it_and_the_clients_do_not(tmp_path: Path) -> None:
    words = (
        "build",
        "-p",
        ABUSED,
        *SET,
        *CONFIRM,
        "--option",
        "counselor=yes",
        "-o",
        str(tmp_path / "it.txt"),
    )
    assert rekindle(*words).returncode == 0
    client, pages = (
        fold((tmp_path / name).read_text(encoding="utf-8")) for name in ("it.txt", "it-counselor.txt")
    )
    assert "Answers that were changed for this program" in pages
    assert (
        "Is the person the program is for afraid of the other person?* The profile: yes. This program: no."
    ) in pages
    assert "This program uses a different answer from the profile." in pages
    assert "Renee" not in pages
    assert "The profile:" not in client
    assert "changed for this program" not in client


def test_quiet_leaves_the_note_out_but_not_the_page() -> None:
    done = rekindle("explain", "-p", ABUSED, *SET, "--quiet")
    assert done.stderr == ""
    assert "Set with --set: safety.abused is no" in done.stdout

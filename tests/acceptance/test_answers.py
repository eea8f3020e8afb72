"""Answers on the command line: read, merged and filled in, and told to nobody else."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from tests.support import GARDEN, PROFILES, ROOT, rekindle

from rekindle_core import answers_from_json

FIRST, SECOND = ROOT / "examples/answers/first-week.json", ROOT / "examples/answers/second-week.json"
BUILD = ("build", "--pack", GARDEN, "--id", "2027-014", "--set", "country=GB")
WORDS = "Moss, and a wren."


def test_files_are_merged_for_their_owner_alone_and_none_is_lost(tmp_path: Path) -> None:
    done = rekindle("answers", "merge", FIRST, SECOND, "--output", "all.json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    made = tmp_path / "all.json"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    text = made.read_text("utf-8")
    assert [one.id.name for one in answers_from_json(text).answers] == [
        "s1_look_look-sun",
        "s1_look_look-wall",
        "s1_session_rating-back",
        "s1_session_action-tool",
        "s2_session_rating-back_2",
    ]
    refused = rekindle("answers", "merge", FIRST, "--output", "all.json", cwd=tmp_path)
    assert (refused.returncode, "file-exists" in refused.stderr) == (2, True)
    assert made.read_text("utf-8") == text
    again = rekindle("answers", "merge", "all.json", FIRST, "--output", "./all.json", cwd=tmp_path)
    assert again.returncode == 0
    assert made.read_text("utf-8") == text, "the same to the byte"
    piped = rekindle("answers", "merge", "all.json", "--output", "-", cwd=tmp_path)
    assert piped.stdout == text


def test_the_time_of_a_file_counts_where_it_holds_none(tmp_path: Path) -> None:
    for name, said, year in (("new", "new", 1_800_000_000), ("old", "old", 1_700_000_000)):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"format": 2, "program_id": "p", "answers": {"s1_a_b": said}}))
        os.utime(path, (year, year))
    done = rekindle("answers", "merge", "new.json", "old.json", "--output", "-", cwd=tmp_path)
    (answer,) = answers_from_json(done.stdout).answers
    assert answer.value.value == "new"  # type: ignore[union-attr]
    assert answer.when is not None
    assert answer.when.timestamp() == 1_800_000_000


def test_a_program_is_filled_in_and_nothing_but_its_places_tells_of_it(tmp_path: Path) -> None:
    done = rekindle(
        *BUILD,
        *(
            "--verbose",
            "--answers",
            FIRST,
            "--answers",
            SECOND,
            "--confirm",
            "may-be-found",
            "--output",
            "out/",
        ),
        *("--format", "text", "--format", "html", "--format", "email", "--format", "json"),
        *("--option", "text.counselor=yes", "--option", "html.counselor=yes"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "5 answers filled in" in done.stderr
    assert "The email format can't show answers." in done.stderr
    assert "The json format can't show answers." in done.stderr
    assert "wren" not in done.stderr
    # The later answer to the same question stays, and what was cleared is gone.
    holding = {
        path.name for path in (tmp_path / "out").rglob("*") if path.is_file() and b"wren" in path.read_bytes()
    }
    assert holding == {"program-2027-014.txt", "program-2027-014.html"}
    text = (tmp_path / "out/program-2027-014.txt").read_text("utf-8")
    assert "The wren has gone." in text
    assert WORDS not in text
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in (tmp_path / "out").rglob("*.*"))


def test_the_file_that_answers_were_read_from_is_not_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "plot.txt"
    kept.write_bytes(FIRST.read_bytes())
    words = (*BUILD, "--name", "plot", "--answers", "plot.txt", "--confirm", "may-be-found")
    refused = rekindle(*words, cwd=tmp_path)
    assert (refused.returncode, "plot.txt contains the answers" in refused.stderr) == (2, True), (
        refused.stderr
    )
    assert kept.read_bytes() == FIRST.read_bytes()
    assert rekindle(*words, "--force", cwd=tmp_path).returncode == 0
    assert WORDS in kept.read_text("utf-8")


def test_a_file_of_another_program_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    other = ("build", "--pack", GARDEN, "--id", "2027-015", "--set", "country=GB", "--answers", FIRST)
    refused = rekindle(*other, cwd=tmp_path)
    assert refused.returncode == 1
    assert "from program 2027-014; this is program 2027-015" in refused.stderr
    assert "--confirm other-program --confirm may-be-found" in refused.stderr
    assert rekindle(*other, "--confirm", "may-be-found", cwd=tmp_path).returncode == 1
    assert not list(tmp_path.iterdir())
    pack = rekindle("build", "--answers", FIRST, "--confirm", "other-program", cwd=tmp_path)
    assert (
        pack.returncode,
        "belong to the pack garden; this program was made from rekindle" in pack.stderr,
    ) == (
        1,
        True,
    )
    merged = rekindle(
        "answers", "merge", FIRST, "-", cwd=tmp_path, stdin='{"format": 3, "program_id": "x", "answers": []}'
    )
    assert (merged.returncode, "come from several programs: 2027-014 and x" in merged.stderr) == (1, True)


def test_what_stands_in_place_of_a_program_shows_no_answers(tmp_path: Path) -> None:
    words = ("--profile", PROFILES / "abused.yaml", "--id", "one", "--format", "text", "--name", "page")
    whole = rekindle("build", "--id", "one", "--set", "contact=none", "--format", "json", "--output", "-")
    prompt = next(_prompts(json.loads(whole.stdout)))
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps({"format": 2, "program_id": "one", "answers": {prompt: WORDS}}))
    agreed = ("--confirm", "replaced-program", "--confirm", "may-be-found")
    done = rekindle("build", *words, *agreed, "--answers", saved, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 answer left out, because the program was replaced by a page." in done.stderr
    assert WORDS not in (tmp_path / "page.txt").read_text("utf-8")


def _prompts(node: object) -> object:
    if isinstance(node, dict):
        if node.get("type") == "Lines":
            yield node["answer_id"]
        for value in node.values():
            yield from _prompts(value)
    if isinstance(node, list):
        for value in node:
            yield from _prompts(value)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("answers", "show", "gone.json"), 2, "gone.json cannot be read: No such file"),
        (("answers", "show", "."), 2, "cannot be read"),
        (("answers", "show", "page.txt"), 1, "page.txt: This file contains no answers."),
        (("answers", "show", FIRST, "--password", "env:NOT_SET"), 2, "NOT_SET contains no password"),
        (("answers", "show", FIRST, "--password", "ask"), 2, "only be typed in a terminal"),
        ((*BUILD, "--answers", "page.txt"), 1, "page.txt: This file contains no answers."),
    ],
)
def test_what_cannot_be_read_is_said_with_its_name(
    words: tuple[str, ...], code: int, says: str, tmp_path: Path
) -> None:
    (tmp_path / "page.txt").write_text("Some words.")
    done = rekindle(*words, cwd=tmp_path)
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_shown_answers_cannot_move_the_cursor_or_the_line(tmp_path: Path) -> None:
    value = {"type": "text", "value": "one\u202e\u001b[2J\ntwo"}
    answer = {"id": {"item": "a"}, "value": value, "question": "Which\u001b[1m?"}
    (tmp_path / "a.json").write_text(json.dumps({"format": 3, "program_id": "p\u0007", "answers": [answer]}))
    done = rekindle("answers", "show", "a.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "\u001b" not in done.stdout
    assert "\u0007" not in done.stdout
    assert "    two\n" in done.stdout

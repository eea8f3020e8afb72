"""Transcripts are what commands say, and the docs show every one of them; see tests/meta/transcripts.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.meta.transcripts import BLOCK, FOLDER, PAGES, commands_of, run, shown
from tests.support import ROOT

from rekindle_core.cli.app import app

pytestmark = pytest.mark.slow

TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))
SHOWN = [
    (page, *block.groups()) for page in PAGES for block in BLOCK.finditer(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_is_what_the_commands_say(path: Path, tmp_path: Path) -> None:
    assert run(commands_of(path), tmp_path) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "name", "text"), SHOWN, ids=[f"{page.relative_to(ROOT)}-{name}" for page, name, _ in SHOWN]
)
def test_a_page_shows_a_transcript_as_it_is(page: Path, name: str | None, text: str) -> None:
    assert name, f"{page.name} shows what no test runs: {text.splitlines()[0]}"
    assert text == shown((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def test_no_page_shows_a_session_in_another_way() -> None:
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith("$ rekindle"):
                assert any(line in text.splitlines() for at, _, text in SHOWN if at == page), (
                    f"{page}: {line}"
                )


def test_every_transcript_is_shown_by_a_page() -> None:
    assert {path.stem for path in TRANSCRIPTS} == {name for _, name, _ in SHOWN}


def test_every_command_is_shown() -> None:
    run_ = [command for path in TRANSCRIPTS for command in commands_of(path)]
    for name in commands():
        assert any(re.search(rf"rekindle {name}\b", command) for command in run_), name


def commands(group: click.Group = app, words: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every command, with the words that call it."""
    ctx = click.Context(group, info_name="rekindle", **group.context_settings)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name))

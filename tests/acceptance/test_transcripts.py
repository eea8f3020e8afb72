"""Transcripts: a command, what it says, and its exit code, as files that are found here and shown in the docs.

The first line is `$` and the command; then what it says; the last line is `[exit N]`. The command runs in a
folder that holds copies of the example profiles as `profiles/` and of the garden pack as `garden/`.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import GARDEN, PROFILES, ROOT

TRANSCRIPTS = sorted((ROOT / "tests/acceptance/transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_is_what_the_command_says(path: Path, tmp_path: Path) -> None:
    first, *said, last = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("$ ")
    shutil.copytree(PROFILES, tmp_path / "profiles")
    shutil.copytree(GARDEN, tmp_path / "garden")
    binary = tmp_path / "bin"
    binary.mkdir()
    command = binary / "rekindle"
    command.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m rekindle_core "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "-c", first.removeprefix("$ ")],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{binary}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.stdout.splitlines() == said
    assert last == f"[exit {done.returncode}]"


def test_there_are_transcripts() -> None:
    assert TRANSCRIPTS

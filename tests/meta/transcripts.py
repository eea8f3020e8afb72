"""Transcripts: commands, what each says, and its exit code, as files that the docs show.

Each is a file in tests/acceptance/transcripts: a line is `$` and a command for sh, then comes what it says on
stdout and stderr, then `[exit N]`; and so on, if there are several. They run in a folder that holds copies of
the example profiles as `examples/profiles/` and of answers as `examples/answers/`, where a clone has them, and of
the garden pack as `garden/`, each in a shell of its own. Where one of them is about clients' records, the variable
PASSPHRASE contains a passphrase, and the day is 11 January 2027.

A page of the docs shows a transcript in a block of the language `console`, below a comment that names it:

    <!-- transcript build-writes-here -->

`python -m tests.meta.transcripts` in the repository runs all of them, or those that are named, and writes what they
say into the files and pages. To add one, write its commands into a file, the comment and an empty block into a
page, and run that. Then read what changed, and see whether it is what a user should meet.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.meta.tutorial import RECIPES, TUTORIALS
from tests.support import GARDEN, PROFILES, ROOT, SECRET

FOLDER = ROOT / "tests/acceptance/transcripts"
PAGES = tuple(
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if page not in (*TUTORIALS, *RECIPES)
)
BLOCK = re.compile(r"(?:<!-- transcript (\S+) -->\n)?^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_PASSED_ON = ("NO_COLOR", "SOURCE_DATE_EPOCH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")


_RECORDS = {"PASSPHRASE": "ivy-ladder-harbor-nine", "SOURCE_DATE_EPOCH": "1799668800", "TZ": "UTC"}
"""What commands about records find: the passphrase, and noon on 11 January 2027 in UTC."""


def run(commands: Sequence[str], folder: Path) -> str:
    """Run commands in an empty folder, one after the other, and return their transcript."""
    shutil.copytree(PROFILES, folder / "examples/profiles")
    shutil.copytree(ROOT / "examples/answers", folder / "examples/answers")
    shutil.copytree(GARDEN, folder / "garden")
    (folder / ".bin").mkdir()
    # Ids and codes come out the same wherever a transcript is run.
    (folder / ".local/share/rekindle").mkdir(parents=True)
    (folder / ".local/share/rekindle/secret").write_bytes(SECRET)
    program = folder / ".bin/rekindle"
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m rekindle_core "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    inherited = {
        key: value
        for key, value in os.environ.items()
        if key not in _NOT_PASSED_ON and not key.startswith("REKINDLE_")
    }
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    env = {**inherited, "PATH": path, "COLUMNS": "80", "HOME": str(folder)}
    if any("rekindle client" in command for command in commands):
        env |= _RECORDS
    return "".join(_run(command, folder, env) for command in commands)


def _run(command: str, folder: Path, env: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    said = done.stdout if done.stdout.endswith("\n") or not done.stdout else f"{done.stdout}\n"
    return f"$ {command}\n{said}[exit {done.returncode}]\n"


def commands_of(path: Path) -> list[str]:
    """Return the commands of a transcript."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def shown(transcript: str) -> str:
    """Return a transcript as a page shows it: that a command ended well goes without saying."""
    return transcript.replace("[exit 0]\n", "")


def main() -> None:
    """Run transcripts, and write what they say into their files and into the pages that show them."""
    wanted = sys.argv[1:] or [path.stem for path in sorted(FOLDER.glob("*.txt"))]
    for name in wanted:
        with tempfile.TemporaryDirectory() as folder:
            transcript = run(commands_of(FOLDER / f"{name}.txt"), Path(folder))
        (FOLDER / f"{name}.txt").write_text(transcript, encoding="utf-8")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(BLOCK.sub(_filled, text), encoding="utf-8")


def _filled(block: re.Match[str]) -> str:
    if block[1] is None:
        return block[0]
    transcript = (FOLDER / f"{block[1]}.txt").read_text(encoding="utf-8")
    return f"<!-- transcript {block[1]} -->\n```console\n{shown(transcript)}```"


if __name__ == "__main__":
    main()

"""Tutorials: pages whose blocks of code are done one after the other, as a reader does them.

A page's blocks are of three kinds, and there is no other:

- after `<!-- file NAME -->`, what a file is to hold
- in the language `console`, commands (`$ …`) and what they say. `…` stands for any words, and alone on its line for
  any number of lines. Commands that say more than is shown do not pass.
- after `<!-- setup -->`, commands that make an environment and install Rekindle. They are what the place has to
  offer where the rest is run: tests have it, and `.ci/run` makes one of the wheel.

    python -m tests.meta.tutorial FOLDER      run every tutorial with the environment in FOLDER, a virtual one
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT

PAGES = (ROOT / "docs/first-plugin.md",)
_BLOCK = re.compile(r"(?:^<!-- ([a-z]+)(?: (\S+))? -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class File:
    """A file that the reader writes."""

    name: str
    text: str


@dataclass(frozen=True)
class Call:
    """A command that the reader types, and what it says."""

    command: str
    said: str


def steps(page: Path) -> Iterator[File | Call]:
    """Yield what a page asks its reader to do, in order.

    Raises:
        ValueError: A block is of no kind that there is.
    """
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        kind, name, language, text = found.groups()
        if kind == "file":
            yield File(name, text)
        elif language == "console":
            for call in re.findall(r"^\$ .*\n(?:(?!\$ ).*\n)*", text, re.MULTILINE):
                command, _, said = call.removeprefix("$ ").partition("\n")
                yield Call(command, said)
        elif kind != "setup":
            line = page.read_text(encoding="utf-8")[: found.start()].count("\n") + 1
            raise ValueError(f"{page.name}:{line}: this block is not run")


def follow(page: Path, folder: Path, env: Mapping[str, str]) -> None:
    """Do in a folder what a page says.

    Raises:
        AssertionError: A command says something else than the page shows.
    """
    for step in steps(page):
        match step:
            case File():
                path = folder / step.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step.text, encoding="utf-8")
            case Call():
                done = subprocess.run(
                    ["/bin/sh", "-c", step.command],
                    cwd=folder,
                    env=env,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    encoding="utf-8",
                    timeout=600,
                )
                assert as_shown(step.said, done.stdout), (
                    f"{page.name}: $ {step.command}\nends with {done.returncode} and says\n{done.stdout}"
                    f"\nbut the page shows\n{step.said}"
                )


def as_shown(shown: str, said: str) -> bool:
    """Return whether a command says what a page shows, where `…` stands for anything."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ ]*\n"
        for line in shown.splitlines()
    )
    said = said if not said or said.endswith("\n") else f"{said}\n"
    return re.fullmatch(pattern, said) is not None


def environment(home: Path, bin_: Path) -> dict[str, str]:
    """Return the variables of a shell that has somebody's programs first, and none of our settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REKINDLE_", "COV", "XDG_", "PYTEST_")) and name != "VIRTUAL_ENV"
    }
    path = f"{bin_}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "HOME": str(home), "PATH": path, "COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": "1"}


def main() -> None:
    """Run every tutorial with an environment that has Rekindle."""
    bin_ = Path(sys.argv[1]).resolve() / "bin"
    for page in PAGES:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "empty"
            folder.mkdir()
            follow(page, folder, environment(Path(home), bin_))
        sys.stdout.write(f"{page.name}: every block does what it says\n")


if __name__ == "__main__":
    main()

"""Pages whose blocks of code are done one after the other, as a reader does them.

A tutorial is done from its beginning to its end, in an empty folder. Of a page of recipes each section is, in a
folder that holds a copy of the garden pack as `garden/`. Blocks are of three kinds, and there is no other:

- after `<!-- file NAME -->`, what a file is to hold; the words before it have to name the file too, for people see
  no comments
- in the language `console`, commands (`$ …`) and what they say, all of it. `…` stands for any words, and alone on
  its line for any number of lines
- after `<!-- setup -->`, commands that make an environment and install Rekindle. Tests have one; to try a wheel,
  make one of it

    python -m tests.meta.tutorial FOLDER      does all of it with the virtual environment in FOLDER
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support import GARDEN, ROOT

TUTORIALS = (ROOT / "docs/another-language.md", ROOT / "docs/first-plugin.md")
RECIPES = (ROOT / "docs/plugin-recipes.md",)
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


@dataclass(frozen=True)
class Text:
    """What is done from its beginning to its end: a page, or a section of one."""

    name: str
    text: str
    pack: bool = False

    @property
    def installs(self) -> bool:
        """Whether it installs something, and so needs an environment of its own."""
        return any(isinstance(step, Call) and step.command.startswith("pip ") for step in steps(self))


def texts() -> Iterator[Text]:
    """Yield what there is to do."""
    for page in RECIPES:
        for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield Text(f"{page.name}: {section.partition(chr(10))[0]}", section, pack=True)
    # Last, for one installs what it writes.
    for page in TUTORIALS:
        yield Text(page.name, page.read_text(encoding="utf-8"))


def steps(text: Text) -> Iterator[File | Call]:
    """Yield what a text asks its reader to do, in order.

    Raises:
        ValueError: A block is of no kind that there is, or a file's name is nowhere to be seen.
    """
    end = 0
    for found in _BLOCK.finditer(text.text):
        kind, name, language, held = found.groups()
        before, end = text.text[end : found.start()], found.end()
        if kind == "file" and f"`{name}`" not in before:
            raise ValueError(f"{text.name}: nobody sees that this is to be {name}:\n{held}")
        if kind == "file":
            yield File(name, held)
        elif language == "console":
            for call in re.findall(r"^\$ .*\n(?:(?!\$ ).*\n)*", held, re.MULTILINE):
                command, _, said = call.removeprefix("$ ").partition("\n")
                yield Call(command, said)
        elif kind != "setup":
            raise ValueError(f"{text.name}: this block is not run:\n{held}")


def follow(text: Text, folder: Path, env: Mapping[str, str]) -> None:
    """Do in a folder what a text says.

    Raises:
        AssertionError: A command says something else than is shown.
    """
    if text.pack:
        shutil.copytree(GARDEN, folder / "garden")
    for step in steps(text):
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
                    f"{text.name}: $ {step.command}\nends with {done.returncode} and says\n{done.stdout}"
                    f"\nbut the page shows\n{step.said}"
                )


def as_shown(shown: str, said: str) -> bool:
    """Return whether a command says what a page shows, where `…` stands for anything."""
    pattern = "".join(
        r"(?:.*\n)*"
        if line.strip() == "…"
        else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ ]*\n"
        for line in shown.splitlines()
    )
    said = said if not said or said.endswith("\n") else f"{said}\n"
    return re.fullmatch(pattern, said) is not None


def environment(home: Path, bin_: Path) -> dict[str, str]:
    """Return the variables of a shell that has somebody's programs first, and none of our settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REKINDLE_", "COV", "XDG_", "PYTEST_"))
        and name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    path = f"{bin_}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "HOME": str(home), "PATH": path, "COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": "1"}


def make_environment(folder: Path) -> Path:
    """Make a virtual environment that has what this one has, and needs no network; return its programs' folder.

    What is installed there stays there.
    """
    venv.create(folder, with_pip=True)
    (packages,) = folder.glob("lib/*/site-packages")
    beside = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "beside.pth").write_text(
        "".join(f"import site; site.addsitedir({path!r})\n" for path in beside), encoding="utf-8"
    )
    python = folder / "bin/python"
    for name, line in (
        ("rekindle", f'exec {python} -m rekindle_core "$@"'),
        ("pip", f'shift; exec {python} -m pip install --no-deps --no-index --no-build-isolation "$@"'),
    ):
        program = folder / "bin" / name
        program.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        program.chmod(0o755)
    return folder / "bin"


def main() -> None:
    """Do all of it with an environment that has Rekindle."""
    bin_ = Path(sys.argv[1]).resolve() / "bin"
    for text in texts():
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "empty"
            folder.mkdir()
            follow(text, folder, environment(Path(home), bin_))
        sys.stdout.write(f"{text.name}: as it is shown\n")


if __name__ == "__main__":
    main()

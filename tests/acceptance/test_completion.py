"""Completion: what is offered, and that bash, zsh and fish put it where the cursor is."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import GARDEN

from rekindle_core.cli.shell.shells import SHELLS, answer, script

pytestmark = pytest.mark.slow

PACK = ("--pack", str(GARDEN))


def offered(*words: str, shell: str = "fish") -> list[tuple[str, str, str]]:
    """Return what is offered for the last word by click's protocol: type, word and what it means."""
    *before, last = words
    with pytest.MonkeyPatch.context() as patch, Captured() as captured:
        patch.setenv("_REKINDLE_COMPLETE", f"{shell}_complete")
        patch.setenv("COMP_WORDS", " ".join(("rekindle", *words)))
        patch.setenv("COMP_CWORD", last if shell == "fish" else str(len(before) + 1))
        answer()
    found = []
    for line in filter(None, captured.text.splitlines()):
        kind, _, rest = line.partition(",")
        word, _, said = rest.partition("\t")
        found.append((kind, word, said))
    return found


def words_for(*words: str) -> list[str]:
    """Return the words that are offered for the last one."""
    return [word for _, word, _ in offered(*words)]


class Captured:
    """What is written to stdout meanwhile; nothing may be written to stderr."""

    def __enter__(self) -> Captured:
        self.patch = pytest.MonkeyPatch()
        self.reading, writing = os.pipe()
        self.out = os.fdopen(writing, "w", encoding="utf-8")
        self.patch.setattr(sys, "stdout", self.out)
        return self

    def __exit__(self, *error: object) -> None:
        self.patch.undo()
        self.out.close()
        with os.fdopen(self.reading, encoding="utf-8") as file:
            self.text = file.read()


# --------------------------------------------------------------------------- what is offered


def test_commands_are_offered_with_what_they_do() -> None:
    assert ("plain", "build", "Make a program.") in offered("")
    assert words_for("profile", "s") == ["show", "schema"]
    assert {"--quiet", "--verbose", "--profile"} <= set(words_for("build", "--"))
    assert words_for("--q") == ["--quiet"]


def test_facts_are_offered_with_their_questions_and_are_to_be_gone_on_with() -> None:
    assert offered("build", *PACK, "--set", "so") == [("part", "soil=", "What is your soil like?")]
    assert "program.sessions=" in words_for("build", *PACK, "--set", "")
    assert "contact=" in words_for("build", "--set", "con")


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("soil=", ["clay", "sand", "unknown", "declined"]),
        ("soil=c", ["clay"]),
        ("pond=", ["yes", "no", "unknown", "declined"]),
        ("pests=", ["slugs", "pigeons", "moles", "none", "unknown", "declined"]),
        ("hours=", ["unknown", "declined"]),
        ("country=", ["GB", "unknown", "declined"]),
        ("helper.pronouns=n", ["name-only"]),
        ("no-such-fact=", []),
    ],
)
def test_the_values_of_a_fact_are_offered(typed: str, values: list[str]) -> None:
    name = typed.partition("=")[0]
    assert words_for("explain", *PACK, "--set", typed) == [f"{name}={value}" for value in values]


def test_of_several_values_those_that_are_not_yet_named_are_offered() -> None:
    assert words_for("build", *PACK, "--set", "pests=slugs,") == [
        "pests=slugs,pigeons",
        "pests=slugs,moles",
    ]
    assert words_for("build", *PACK, "--set", "pests=slugs,moles,p") == ["pests=slugs,moles,pigeons"]


def test_ids_are_offered_to_the_options_that_take_them() -> None:
    steps = words_for("explain", *PACK, "--step", "")
    assert steps[:3] == ["look", "dig", "sow"]
    assert "alt-bees" in steps
    assert "look-sun" not in steps
    assert words_for("explain", *PACK, "--prompt", "look-s") == ["look-sun", "look-slugs"]
    assert "look" not in words_for("explain", *PACK, "--prompt", "")
    assert {"look", "look-sun"} <= set(words_for("explain", *PACK, "--why-not", "l"))


def test_formats_are_offered_and_the_options_of_those_that_are_chosen() -> None:
    assert words_for("build", "--format", "p") == ["pdf"]
    assert "pdf" not in words_for("build", "--format", "pdf", "--format", "")
    assert words_for("formats", "ht") == ["html"]
    assert "paper=" in words_for("build", "--format", "pdf", "--option", "")
    assert "paper=" not in words_for("build", "--format", "text", "--option", "")
    assert words_for("build", "--format", "pdf", "--option", "paper=") == ["paper=a4", "paper=letter"]
    assert words_for("build", "--format", "pdf", "--option", "pdf.paper=l") == ["pdf.paper=letter"]


def test_files_and_folders_are_left_to_the_shell() -> None:
    for words in (["build", "--profile"], ["profile", "show"], ["build", "--output"]):
        assert offered(*words, "") == [("file", "", "")]
    assert offered("plugins", "new", "--output", "") == [("dir", "", "")]


def test_packs_that_go_by_a_name_are_offered_before_folders() -> None:
    bundled = ("plain", "rekindle", "the pack that comes with Rekindle")
    for words in (["build", "--pack"], ["check"], ["audit"]):
        assert offered(*words, "") == [bundled, ("dir", "", "")]
        assert offered(*words, "my-") == [("dir", "my-", "")]


def test_topics_and_commands_are_offered() -> None:
    assert {"gates", "privacy", "build"} <= set(words_for("help", ""))
    assert words_for("help", "profile", "n") == ["new"]
    assert words_for("config", "build") == ["build"]
    assert words_for("completion", "f") == ["fish"]


def test_the_pack_that_a_file_sets_is_the_one_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'[build]\npack = "{GARDEN.as_posix()}"\n'
    (tmp_path / "rekindle").mkdir()
    (tmp_path / "rekindle/rekindle.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert words_for("build", "--set", "soi") == ["soil="]
    # A folder from somebody else says nothing of it.
    monkeypatch.delenv("XDG_CONFIG_HOME")
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert words_for("build", "--set", "soi") == []


def test_bash_gets_back_the_piece_behind_the_equals_sign_alone() -> None:
    def pieces(*words: str) -> list[str]:
        return [word for _, word, _ in offered("build", *PACK, *words, shell="bash")]

    assert pieces("--set", "soil", "=", "c") == ["clay"]
    assert pieces("--set", "soil", "=")[:2] == ["clay", "sand"]
    assert pieces("--set", "pests", "=", "slugs,m") == ["slugs,moles"]
    assert pieces("--set", "=", "soil", "=", "c") == ["clay"]
    assert pieces("--set", "=", "soi") == ["soil="]
    assert pieces("--set", "soil", "=", "clay", "--form") == ["--format"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("words", "config"),
    [
        (["build", "--pack", "nowhere", "--set", ""], ""),
        (["build", "--pack", "/dev/null", "--set", "a="], ""),
        (["bild", "--se"], ""),
        (["build", "'"], ""),
        (["build", "--seed", "x", "--date", "y", "--set", ""], ""),
        (["check", "-", "nowhere", "--as", ""], ""),
        (["help", "nothing", ""], ""),
        (["build", "--set", ""], "[build"),
    ],
)
def test_nothing_that_is_wrong_is_told_to_a_shell(
    words: list[str], config: str, shell: str, tmp_path: Path
) -> None:
    if config:
        (tmp_path / "rekindle.toml").write_text(config, encoding="utf-8")
    env = {
        **os.environ,
        "_REKINDLE_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("rekindle", *words)),
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
    }
    done = subprocess.run([sys.executable, "-m", "rekindle_core"], env=env, cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_shell_that_is_not_known_gets_nothing() -> None:
    for instruction in ("csh_complete", "bash_nonsense", "nonsense"):
        env = {**os.environ, "_REKINDLE_COMPLETE": instruction}
        done = subprocess.run([sys.executable, "-m", "rekindle_core"], env=env, capture_output=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


# --------------------------------------------------------------------------- in the shells themselves


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder that holds the command, the scripts and a garden."""
    command = tmp_path / "rekindle"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rekindle_core "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    for shell in SHELLS:
        (tmp_path / f"complete.{shell}").write_text(script(shell), encoding="utf-8")
    shutil.copytree(GARDEN, tmp_path / "garden")
    return tmp_path


def needed(shell: str) -> str:
    return shutil.which(shell) or pytest.skip(f"{shell} is not installed")


def environment(home: Path) -> dict[str, str]:
    path = f"{home}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(home), "TERM": "xterm", "COLUMNS": "200"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_finds_nothing_wrong_with_its_script(shell: str, home: Path) -> None:
    done = subprocess.run([needed(shell), "-n", str(home / f"complete.{shell}")], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def typed(words: list[str], home: Path, begin: str, lines: list[str]) -> list[str]:
    """Type lines into a shell in a terminal, tabs and all, and return what becomes of each."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(home)
        os.execvpe(words[0], words, environment(home))
    try:
        _until(terminal, begin)
        # Ctrl-A goes to the beginning of the line: it is to be shown, and not to be run.
        return [_until(terminal, f"{line}\x01echo  ").partition("\n")[2] for line in lines]
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)


def _until(terminal: int, line: str) -> str:
    """Type a line, waiting behind each tab, and return what is said until the next prompt."""
    for part in _parts(line):
        os.write(terminal, part.encode())
        # Behind a tab the shell asks for a while before it writes; all else it writes at once.
        "".join(_read(terminal, first=20 if part == "\t" else 0.3))
    os.write(terminal, b"\r")
    said, until = "", time.monotonic() + 30
    while "ready>" not in said.partition("\n")[2] and time.monotonic() < until:
        said += "".join(_read(terminal, first=0.3))
    return said


def _parts(line: str) -> Iterator[str]:
    for index, part in enumerate(line.split("\t")):
        if index:
            yield "\t"
        yield part


def _read(terminal: int, *, first: float) -> Iterator[str]:
    """Yield what is written, the first of it within some seconds, until nothing is for a while."""
    wait = first
    while select.select([terminal], [], [], wait)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            return
        yield piece.decode(errors="replace")
        wait = 0.3


COMPLETED = {
    "rekindle build --pack=garden --set soi\tcl\t --set pests=slugs,mo\t --form\tpd\t--option=pap\tl\t": (
        "rekindle build --pack=garden --set soil=clay --set pests=slugs,moles --format pdf --option=paper=letter"
    ),
    "rekindle explain --pack garden --set allergy=declin\t--step loo\t-q --profile=garden/pa\t": (
        "rekindle explain --pack garden --set allergy=declined --step look -q --profile=garden/pack.yaml"
    ),
    "rekindle conf\tbui\t--pack garden --set po\tn\t": ("rekindle config build --pack garden --set pond=no"),
}
BEGIN = {
    "bash": (["--norc", "--noprofile", "-i"], "PS1='ready''> '; source complete.bash"),
    "zsh": (["-f", "-i"], "PS1='ready''> '; autoload -U compinit; compinit -u -D; source complete.zsh"),
}


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_tabs_complete_what_is_typed(shell: str, home: Path) -> None:
    options, begin = BEGIN[shell]
    shown = typed([needed(shell), *options], home, begin, list(COMPLETED))
    for said, expected in zip(shown, COMPLETED.values(), strict=True):
        assert f"{expected} " in " ".join(said.split()) + " "


def test_fish_completes_facts_values_formats_steps_and_files(home: Path) -> None:
    fish = needed("fish")

    def completed(line: str) -> list[str]:
        code = f"source complete.fish; complete -C '{line}'"
        done = subprocess.run(
            [fish, "--no-config", "-c", code], cwd=home, env=environment(home), capture_output=True, text=True
        )
        assert done.stderr == ""
        return done.stdout.splitlines()

    assert completed("rekindle build --pack garden --set soi") == ["soil=\tWhat is your soil like?"]
    assert completed("rekindle build --pack garden --set soil=cl") == ["soil=clay\theavy clay"]
    assert completed("rekindle build --pack garden --set pests=slugs,mo") == ["pests=slugs,moles\tmoles"]
    assert completed("rekindle build --format pd")[0].startswith("pdf\t")
    assert completed("rekindle explain --pack garden --step loo") == ["look\tstep"]
    assert [line.split("\t")[0] for line in completed("rekindle build --profile garden/pa")] == [
        "garden/pack.yaml"
    ]
    assert [line.split("\t")[0] for line in completed("rekindle check gar")] == ["garden/"]
    assert [line.split("\t")[0] for line in completed("rekindle build --pack=gar")] == ["--pack=garden/"]
    assert completed("rekindle build --format=pdf --option=paper=l") == ["--option=paper=letter"]

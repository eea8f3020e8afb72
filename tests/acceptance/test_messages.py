"""What commands say while they work: --quiet, --verbose, and the line that tells what is waited for."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.support import GARDEN, copy_pack, rekindle

from rekindle_core.cli.app import app
from rekindle_core.cli.settings.set_by import SetBy, set_by

BUILD = ("build", "--pack", str(GARDEN), "--date", "2027-01-04")


def commands(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Yield every command there is, with the words that call it."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        inside = click.Context(command, info_name=name, parent=ctx)
        yield inside.command_path, command
        if isinstance(command, click.Group):
            yield from commands(command, inside)


ROOT = click.Context(app, info_name="rekindle", **app.context_settings)
COMMANDS = dict(commands(app, ROOT))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_takes_both(path: str) -> None:
    taken = {name for option in COMMANDS[path].params for name in option.opts}
    assert {"-q", "--quiet", "-v", "--verbose"} <= taken


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_that_a_variable_may_set_has_one_that_is_named_as_it_is(path: str) -> None:
    for option in COMMANDS[path].params:
        if isinstance(option, click.Option):
            words = f"{path} {max(option.opts, key=len).lstrip('-')}"
            free = set_by(option) is SetBy.ANYONE
            assert option.envvar == (re.sub("[ -]", "_", words).upper() if free else None)
            assert not option.allow_from_autoenv


@pytest.mark.parametrize("words", [("-q", *BUILD), (*BUILD, "--quiet"), ("--quiet", *BUILD, "-q")])
def test_quiet_leaves_the_product_alone(words: tuple[str, ...]) -> None:
    done = rekindle(*words, "--output", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == rekindle(*BUILD, "--output", "-").stdout


def test_quiet_leaves_errors() -> None:
    done = rekindle("build", "--set", "contct=none", "--quiet")
    assert done.returncode == 1
    assert "did you mean “contact”?" in done.stderr


@pytest.mark.slow
def test_quiet_has_nothing_to_say_of_what_is_in_order(tmp_path: Path) -> None:
    for words in (["check", GARDEN], ["check", copy_pack(tmp_path), "--fix"], ["cache", "clear"]):
        done = rekindle(*words, "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_asks_nothing_of_a_pipe(tmp_path: Path) -> None:
    profile = tmp_path / "p.yaml"
    done = rekindle("profile", "new", profile, "--pack", GARDEN, "--quiet", stdin="Robin\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert 'gardener.name: "Robin"' in profile.read_text(encoding="utf-8")


def test_quiet_still_says_that_an_answer_cannot_be_used() -> None:
    answers = "Robin\nshe/her\nKim\nhe/him\nno such soil\n"
    done = rekindle("profile", "new", "-", "--pack", GARDEN, "--quiet", stdin=answers)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "-:5:1: unknown-value: The answer to “What is your soil like?” cannot be used."
    )


@pytest.mark.parametrize("words", [("-v", *BUILD), (*BUILD, "--verbose")])
def test_verbose_tells_each_stage_and_its_time(words: tuple[str, ...]) -> None:
    done = rekindle(*words, "--output", "-", "--format", "text")
    stages = re.findall(r"^(\S.*): \d+ ms$", done.stderr, re.MULTILINE)
    assert stages[-1] == "Total"
    assert stages[1:-1] == [
        "Loading the pack", "Reading the profile", "Planning", "Finding the words", "Rendering text",
    ]  # fmt: skip
    assert done.stdout == rekindle(*BUILD, "--output", "-").stdout


def test_several_formats_share_one_plan(tmp_path: Path) -> None:
    formats = [word for name in ("text", "html", "json", "email") for word in ("--format", name)]
    done = rekindle(*BUILD, "-v", *formats, "--output", f"{tmp_path}/")
    for stage in ("Loading the pack", "Planning", "Finding the words"):
        assert done.stderr.count(f"{stage}: ") == 1
    (code,) = re.findall(r"code (\S+)", done.stderr)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert code in path.read_text(encoding="utf-8").replace("=\n", ""), path.name


@pytest.mark.slow
def test_what_is_typed_goes_before_the_environment_and_that_before_a_file(tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text("verbose = true\n", encoding="utf-8")
    words = (*BUILD, "--output", "/dev/null")
    assert "Planning: " in rekindle(*words, cwd=tmp_path).stderr
    assert rekindle(*words, cwd=tmp_path, REKINDLE_QUIET="1").stderr == ""
    assert "Planning: " in rekindle(*words, "-v", cwd=tmp_path, REKINDLE_QUIET="1").stderr
    assert "Planning: " in rekindle(*words, cwd=tmp_path, REKINDLE_BUILD_VERBOSE="1").stderr
    assert rekindle("-v", *words, "-q").stderr == ""


# --------------------------------------------------------------------------- in a terminal


def in_a_terminal(*words: str, patience: float = 0, exit_code: int = 0, **env: str) -> str:
    """Return what a command writes to stderr if that is a terminal, and patience is as long as this."""
    ours, theirs = pty.openpty()
    code = (
        "import sys; from rekindle_core.cli import main; from rekindle_core.cli.terminal import messages; "
        f"messages.PATIENCE = {patience}; sys.argv[0] = 'rekindle'; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1", **env},
    ) as process:
        os.close(theirs)
        written = b"".join(_pieces(ours))
    assert process.returncode == exit_code, written
    return written.decode().replace("\r\n", "\n")


def _pieces(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            piece = b""
        if not piece:
            os.close(terminal)
            return
        yield piece


def left_standing(written: str) -> str:
    """Return what a terminal shows in the end: a line that is written over and erased is gone."""
    shown = ""
    for line in written.split("\n"):
        cells = ""
        for part in line.split("\r"):
            cells = part.removeprefix("\x1b[K") if part.startswith("\x1b[K") else part + cells[len(part) :]
        shown += cells + "\n"
    return shown.strip()


def test_a_line_tells_what_is_waited_for_and_is_gone_in_the_end() -> None:
    written = in_a_terminal(*BUILD, "--no-cache", "--format", "html", "--output", "/dev/null")
    assert "\r\x1b[KLoading the pack … 0 s" in written
    assert left_standing(written).splitlines()[0] == "Wrote /dev/null"
    assert "…" not in left_standing(written)


def test_a_line_is_gone_before_an_error_is_told(tmp_path: Path) -> None:
    pack = copy_pack(tmp_path, {"gates.yaml": None})
    written = in_a_terminal("check", str(pack), exit_code=1)
    assert "Checking the pack …" in written
    assert left_standing(written).startswith(str(pack))


@pytest.mark.parametrize(
    ("words", "patience", "env"),
    [(["-q"], 0, {}), ([], 60, {}), ([], 0, {"TERM": "dumb"})],
    ids=["quiet", "before its time", "a dumb terminal"],
)
def test_no_line_where_none_is_wanted(words: list[str], patience: float, env: dict[str, str]) -> None:
    written = in_a_terminal(*words, *BUILD, "--no-cache", "--output", "/dev/null", patience=patience, **env)
    assert "…" not in written
    assert "\x1b[K" not in written


def test_no_line_in_a_pipe() -> None:
    assert "…" not in rekindle(*BUILD, "--output", "-", "--no-cache", "--format", "html").stderr

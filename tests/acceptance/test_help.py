"""`rekindle help`: pages that can be trusted, and the help of every command."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pydoc import plaintext, render_doc

import pytest
from click.testing import CliRunner
from tests.calls import resolve, words_of
from tests.support import ROOT, rekindle
from tools.docs_site import FILE

from rekindle_core.cli.app import app
from rekindle_core.cli.commands import COMMANDS
from rekindle_core.cli.help.pages import topics

PAGES = {path.stem: path for path in (ROOT / "src/rekindle_core/cli/help/topics").glob("*.md")}


def said(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_by_itself_it_lists_every_topic_and_every_command() -> None:
    listed = {line.split()[0] for line in said("help").splitlines() if line.startswith("  ")}
    assert listed == PAGES.keys() | COMMANDS.keys()
    assert len(PAGES) >= 8
    assert not PAGES.keys() & COMMANDS.keys()


@pytest.mark.parametrize("topic", PAGES)
def test_a_page_is_short_has_a_title_and_fits_a_terminal(topic: str) -> None:
    text = PAGES[topic].read_text(encoding="utf-8")
    assert re.match(r"# [A-Z][^:\n]+: [a-z][^\n]+\n\n", text)
    assert text.splitlines()[0].endswith(topics()[topic])
    assert len(text.splitlines()) <= 45
    assert max(map(len, text.splitlines())) <= 79
    shown = said("help", topic)
    assert shown.splitlines() == text.removeprefix("# ").splitlines()


@pytest.mark.parametrize("topic", PAGES)
def test_a_page_names_commands_and_options_that_there_are(topic: str) -> None:
    text = PAGES[topic].read_text(encoding="utf-8")
    # An indented line is a call and, behind some spaces, what it is for; or a line of a file.
    indented = [
        re.split(" {2,}|[<>|)]", line.strip())[0]
        for line in re.findall(r"^ {4}rekindle .*$", text, re.MULTILINE)
    ]
    calls = [*indented, *re.findall(r"`([^`]+)`", text), *re.findall(r"\| (rekindle [^|\n]+)", text)]
    for call in calls:
        for words in words_of(call):
            resolve(words)


def test_where_the_documentation_is_said_to_be_it_is() -> None:
    text = PAGES["documentation"].read_text(encoding="utf-8")
    assert FILE.format("VERSION") in text
    folder = Path(rekindle("packs", "--verbose").stderr.splitlines()[0].strip())
    assert (folder / "schema/pack.schema.json").is_file()
    for module in re.findall(r"-m pydoc (\S+)", text):
        names = import_module(module).__all__
        shown = render_doc(module, renderer=plaintext)
        assert len(names) > 10
        assert [name for name in names if name not in shown and name != "__version__"] == []


@pytest.mark.parametrize("words", [["build"], ["check"], ["profile"], ["profile", "new"], ["cache", "clear"]])
def test_of_a_command_it_says_what_the_command_itself_says(words: list[str]) -> None:
    assert said("help", *words) == said(*words, "--help")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["gats"], "did you mean “gates”?"),
        (["bild"], "did you mean “build”?"),
        (["profile", "nw"], "did you mean “new”?"),
        (["build", "pdf"], "build has no commands of its own"),
        (["xyzzy"], "`rekindle help` lists them."),
    ],
)
def test_a_topic_that_there_is_not_gets_the_nearest(words: list[str], hint: str) -> None:
    done = rekindle("help", *words)
    assert done.returncode == 2
    assert done.stderr.startswith("rekindle: unknown-topic: ")
    assert hint in done.stderr


def test_help_is_to_be_had_where_the_configuration_is_broken(tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text("[", encoding="utf-8")
    assert rekindle("help", "configuration", cwd=tmp_path).returncode == 0
    assert rekindle("--help", cwd=tmp_path).returncode == 0
    assert rekindle("completion", "bash", cwd=tmp_path).returncode == 0
    assert rekindle("build", cwd=tmp_path).returncode == 2


def test_the_exit_codes_are_those_of_the_reference() -> None:
    table = re.findall(
        r"^\| (\d+) \|", (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert re.findall(r"^ {4}(\d+) ", PAGES["exit-codes"].read_text(encoding="utf-8"), re.MULTILINE) == table


def test_every_page_is_linked_from_the_guide() -> None:
    guide = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    for page in PAGES.values():
        assert f"(../{page.relative_to(ROOT).as_posix()})" in guide

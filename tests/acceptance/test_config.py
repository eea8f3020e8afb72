"""Settings from files and the environment: what goes before what, and what is said of mistakes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import click
import pytest
from click.testing import CliRunner
from tests.support import FORMATS, GARDEN, PROFILES, ROOT, rekindle

from rekindle_core.cli.app import app
from rekindle_core.cli.settings.set_by import SetBy, set_by
from rekindle_core.engine import find_plugins
from rekindle_core.errors import RekindleError
from rekindle_core.extension.options import describe_options, is_appearance

InProcess: TypeAlias = Callable[..., tuple[int, str]]

WORDS = ("build", "--date", "2027-01-04", "--output", "-")


def made_in(folder: Path, *words: str, **env: str) -> str:
    """Build in a folder, and return the suffix of what was made."""
    done = rekindle("build", "--pack", str(GARDEN), *words, cwd=folder, **env)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("program-*")
    made.unlink()
    return made.suffix


def own_file(folder: Path, text: str) -> dict[str, str]:
    """Write the user's own file, and return the variable that says where it is."""
    (folder / "home/rekindle").mkdir(parents=True, exist_ok=True)
    (folder / "home/rekindle/rekindle.toml").write_text(text, encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder / "home")}


@pytest.mark.slow
def test_each_source_goes_before_those_after_it(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    assert made_in(work) == ".txt"
    user = own_file(tmp_path, '[build]\nformat = "html"\n')
    assert made_in(work, **user) == ".html"
    (work / "rekindle.toml").write_text('[build]\nformat = "json"\n', encoding="utf-8")
    assert made_in(work, **user) == ".json"
    assert made_in(work, **user, REKINDLE_BUILD_FORMAT="markdown") == ".md"
    assert made_in(work, "--format", "text", **user, REKINDLE_BUILD_FORMAT="markdown") == ".txt"
    variable = {**user, "REKINDLE_BUILD_FORMAT": "markdown"}
    assert shown("format", "config", cwd=work, **variable) == '"markdown"  # REKINDLE_BUILD_FORMAT'
    assert shown("format", "config", cwd=work, **user) == '"json"  # rekindle.toml'
    typed = shown("format", "config", "build", "--format", "pdf", cwd=work, **variable)
    assert typed == '["pdf"]  # the command line'
    (work / "rekindle.toml").unlink()
    assert shown("format", "config", cwd=work, **user) == f'"html"  # {tmp_path}/home/rekindle/rekindle.toml'
    assert shown("seed", "config", cwd=work) == "1  # the default; command line only"


def test_the_order_is_shown_and_which_files_were_read(tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text("", encoding="utf-8")
    said = rekindle("config", cwd=tmp_path).stdout.splitlines()
    assert [line.split(" ")[2] for line in said[1:6]] == ["1.", "2.", "3.", "4.", "5."]
    assert said[1:4] == [
        "  1. the command line: everything",
        "  2. the environment, as REKINDLE_BUILD_FORMAT: formats and appearance",
        "  3. rekindle.toml (read): formats and appearance",
    ]
    assert said[4].endswith("rekindle.toml (not there): preferences, formats and appearance")


@pytest.mark.slow
def test_a_call_is_shown_as_it_would_be_and_refused_if_it_would_be() -> None:
    assert shown("format", "config", "build", "-f", "pdf", "-f", "html") == (
        '["pdf", "html"]  # the command line'
    )
    assert shown("resume", "config", "profile", "new", "--resume") == "true  # the command line"
    assert shown("pack", "config", "profile", "show") == "(not set)  # command line or your own file"
    for words in (["build", "--sed", "5"], ["bild"], ["profile"], ["build", "--seed", "many"]):
        done = rekindle("config", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


def shown(key: str, *words: str, cwd: Path | None = None, **env: str) -> str:
    """Return what `rekindle config` says of an option, the first of its name."""
    said = rekindle(*words, cwd=cwd, **env).stdout
    line = next(line for line in said.splitlines() if line.split(" ")[0] == key)
    return re.sub(" {2,}", "  ", line.partition(" = ")[2])


@pytest.mark.slow
def test_lists_and_tables_are_options_that_are_repeated(tmp_path: Path) -> None:
    text = '[build]\nformat = ["text", "html"]\noption = { "text.width" = 40, size = "large" }\n'
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    assert rekindle("build", "--name", "program", cwd=tmp_path).returncode == 0
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"rekindle.toml", "program.txt", "program.html"}
    said = (tmp_path / "program.txt").read_text(encoding="utf-8")
    assert said == rekindle("build", "--option", "width=40", "--output", "-").stdout


def test_commands_of_a_group_have_tables_and_the_command_line_itself_has_none(tmp_path: Path) -> None:
    user = own_file(tmp_path, f'quiet = true\n[profile.schema]\npack = "{GARDEN.as_posix()}"\n')
    assert "soil" in rekindle("profile", "schema", **user).stdout
    assert rekindle(*WORDS, **user).stderr == ""


@pytest.mark.slow
def test_a_variable_is_named_as_the_option_is_and_holds_words(tmp_path: Path) -> None:
    env = {"REKINDLE_BUILD_FORMAT": "text html", "REKINDLE_BUILD_OPTION": "width=40 'size=large'"}
    done = rekindle("build", "--name", "program", cwd=tmp_path, **env)
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in tmp_path.iterdir()} == {".txt", ".html"}
    said = (tmp_path / "program.txt").read_text(encoding="utf-8")
    assert said == rekindle("build", "--option", "width=40", "--output", "-").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[build", "rekindle.toml:1:7: this is not TOML"),
        (
            "[build]\nseed = \n",
            "rekindle.toml:2:8: this is not TOML: Invalid value. Hint: write a value after",
        ),
        (
            'format = ["pdf"]',
            "rekindle.toml:1: “format” is an option of build. Hint: write it under [build].",
        ),
        ("[bild]\nseed = 1", "rekindle.toml:1: there is no command “bild”. Hint: did you mean “build”?"),
        ("\n[build]\nsed = 1", "rekindle.toml:3: build has no option “sed”. Hint: did you mean “seed”?"),
        (
            "[profile.nw]\nresume = true",
            "rekindle.toml:1: there is no command “nw”. Hint: did you mean “new”?",
        ),
        (
            "quite = true",
            "rekindle.toml:1: there is no command or option “quite”. Hint: did you mean “quiet”?",
        ),
        ("version = true", "rekindle.toml:1: there is no command or option “version”."),
        ("build = 1", "rekindle.toml:1: “build” is a command, so it must be a table. Hint: write [build]."),
        ("[explain]\nreport = 'many'", "rekindle.toml:2: explain.report is 'many': 'many' is not one of"),
        ("[explain]\nreport = [1, 2]", "rekindle.toml:2: explain.report is given several values."),
        ("[build]\nquiet = 'yes'", "rekindle.toml:2: build.quiet is set to 'yes'. Hint: use true or"),
        ("[build]\noption = 'width'", "rekindle.toml:2: “width” isn't in the form key=value."),
        ("[build]\noption = 'width=3'", "rekindle.toml:2: The “width” option of text can't be “3”"),
        ("[build]\noption = 'wdth=40'", "rekindle.toml:2: text has no option “wdth”. Hint: did you mean"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    words = ("explain",) if "[explain]" in text else WORDS
    done = rekindle(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rekindle: bad-config: {said}")


def test_a_file_that_cannot_be_read_as_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_bytes(b"[build]\n# caf\xe9\n")
    done = rekindle(*WORDS, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("rekindle: bad-config: rekindle.toml:2:6: The byte 0xE9 is not UTF-8.")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("REKINDLE_BUILD_OPTION", "a 'b", "REKINDLE_BUILD_OPTION is “a 'b”: it has an unclosed quote"),
        (
            "REKINDLE_BUILD_OPTION",
            "width=3",
            "REKINDLE_BUILD_OPTION: The “width” option of text can't be “3”",
        ),
        ("REKINDLE_QUIET", "very", "REKINDLE_QUIET is “very”: 'very' is not a valid boolean."),
    ],
)
def test_a_mistake_in_a_variable_is_named(name: str, value: str, said: str) -> None:
    done = rekindle("build", "--output", "-", **{name: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rekindle: bad-config: {said}")


def test_a_variable_that_sets_nothing_is_named_in_a_note() -> None:
    done = rekindle(*WORDS, REKINDLE_BUILD_OPTOIN="width=40", REKINDLE_BILD_FORMAT="pdf")
    assert done.returncode == 0
    assert (
        "Note: REKINDLE_BUILD_OPTOIN has no effect. Hint: did you mean “REKINDLE_BUILD_OPTION”?"
        in done.stderr
    )
    assert (
        "Note: REKINDLE_BILD_FORMAT has no effect. Hint: did you mean “REKINDLE_BUILD_FORMAT”?" in done.stderr
    )


# --------------------------------------------------------------------------- who may set what

APPEARANCE = {"debug", "quiet", "verbose", "format", "option", "report", "full"}
PREFERENCES = {
    *("plugin", "pack", "no-cache", "output", "practice", "no-practice", "time-limit"),
    *("store", "repeat-after", "jobs"),
}
"""What the user's own file may set as well. Whoever adds an option here has decided that it is safe."""


def every_option() -> list[tuple[tuple[str, ...], click.Option]]:
    """Return each option of each command, with the words of the command."""
    found: list[tuple[tuple[str, ...], click.Option]] = []

    def look(command: click.Command, ctx: click.Context, names: tuple[str, ...]) -> None:
        found.extend((names, one) for one in command.params if isinstance(one, click.Option))
        if isinstance(command, click.Group):
            for key in command.list_commands(ctx):
                inner = command.get_command(ctx, key)
                assert inner is not None
                look(inner, click.Context(inner, info_name=key, parent=ctx), (*names, key))

    look(app, click.Context(app, info_name="rekindle"), ())
    return [(names, option) for names, option in found if option.name not in ("version", "help")]


def option_name(option: click.Option) -> str:
    return max(option.opts, key=len).lstrip("-")


def sample(option: click.Option) -> str:
    return "true" if option.is_flag else "'1'"


def test_what_may_be_set_elsewhere_than_on_the_command_line_is_listed_here_and_nothing_else() -> None:
    for names, option in every_option():
        name = option_name(option)
        wanted = (
            SetBy.ANYONE
            if name in APPEARANCE
            else SetBy.OWN_FILE
            if name in PREFERENCES
            else SetBy.COMMAND_LINE
        )
        assert set_by(option) is wanted, (names, name)


def test_the_page_about_security_counts_the_options() -> None:
    page = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
    options = [set_by(option) for _, option in every_option()]
    open_ = options.count(SetBy.ANYONE)
    assert f"Of the {len(options)} options of all commands" in page
    assert f"can set only the {open_} that choose formats and appearance" in page


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """Return what runs the command line in this process, and says how it ended: there are many calls."""

    def run(*words: str, cwd: Path, **env: str) -> tuple[int, str]:
        with monkeypatch.context() as patch:
            patch.chdir(cwd)
            for name, value in env.items():
                patch.setenv(name, value)
            done = CliRunner().invoke(app, words, prog_name="rekindle")
        if isinstance(done.exception, RekindleError):
            error = done.exception
            return error.exit_code, f"rekindle: {error.code}: {error}"
        return done.exit_code, done.output

    return run


def test_the_docs_and_the_help_list_every_option_in_its_row() -> None:
    rows = [
        re.findall(r"`([a-z-]+)`", line)
        for line in (ROOT / "docs/configuration.md").read_text(encoding="utf-8").splitlines()
        if re.fullmatch(r"\| .* \| yes \| (yes|no) \| (yes|no) \|", line)
    ]
    others = {option_name(option) for _, option in every_option()} - APPEARANCE - PREFERENCES
    assert [set(row) for row in rows] == [APPEARANCE, PREFERENCES, others]
    said = " ".join(rekindle("help", "configuration").stdout.split())
    for title, names in (("Formats and appearance", APPEARANCE), ("Preferences", PREFERENCES)):
        assert set(said.split(f"{title}: ")[1].split(".")[0].split(", ")) == names


def test_the_docs_list_the_options_of_formats_that_may_be_set_anywhere() -> None:
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8").split("### Options of formats")[1]
    rows = dict(re.findall(r"^\| ([a-z]+) \| (.*) \|$", page, re.MULTILINE))
    for format_ in find_plugins().formats.values():
        if format_.name in FORMATS:
            free = [
                option.name
                for option in describe_options(format_)
                if is_appearance(format_, option.name, option.default)
            ]
            listed = re.findall(r"`([a-z-]+)(?:=[a-z]+)?`", rows.get(format_.name, ""))
            assert sorted(set(listed)) == sorted(free), format_.name


def test_what_is_no_appearance_is_refused_in_a_folders_file(tmp_path: Path, in_process: InProcess) -> None:
    """A folder may come from somebody else."""
    for names, option in every_option():
        name = option_name(option)
        table = f"[{'.'.join(names)}]\n" if names else ""
        (tmp_path / "rekindle.toml").write_text(f"{table}{name} = {sample(option)}\n", encoding="utf-8")
        code, said = in_process("formats", cwd=tmp_path)
        if name in APPEARANCE:
            assert "can't set" not in said, said
            continue
        line = 2 if names else 1
        front = f"rekindle: bad-config: rekindle.toml:{line}: a file in the working directory can't set "
        assert code == 2
        assert said.startswith(f"{front}{'.'.join((*names, name))}"), said
        assert f"`rekindle {' '.join((*names, f'--{name}'))}" in said
        assert ("or set it in" in said) is (name in PREFERENCES)


def test_what_is_no_appearance_is_refused_in_the_environment(tmp_path: Path, in_process: InProcess) -> None:
    for names, option in every_option():
        name = option_name(option)
        variable = "_".join(("REKINDLE", *names, name)).upper().replace("-", "_")
        code, said = in_process("formats", cwd=tmp_path, **{variable: "1"})
        if name in APPEARANCE:
            assert "can't set" not in said, said
            continue
        assert code == 2
        assert said.startswith(f"rekindle: bad-config: {variable}: the environment can't set "), said
        assert f"`rekindle {' '.join((*names, f'--{name}'))}" in said


def test_the_users_own_file_sets_preferences_and_nothing_that_belongs_to_one_program(
    tmp_path: Path, in_process: InProcess
) -> None:
    for names, option in every_option():
        name = option_name(option)
        table = f"[{'.'.join(names)}]\n" if names else ""
        user = own_file(tmp_path, f"{table}{name} = {sample(option)}\n")
        _, said = in_process("completion", "bash", cwd=tmp_path, **user)
        assert "can't set" not in said
        code, said = in_process("cache", "path", cwd=tmp_path, **user)
        assert ("can't set" in said) is (name not in APPEARANCE | PREFERENCES), (names, name, said)
        if "can't set" in said:
            assert code == 2
            assert "a file can't set" in said
            assert "it belongs to a single program" in said


@pytest.mark.parametrize(
    ("setting", "variable"),
    [
        ('set = ["safety.afraid=no", "safety.abused=no"]', {"REKINDLE_BUILD_SET": "safety.abused=no"}),
        ('confirm = "replaced-program"', {"REKINDLE_BUILD_CONFIRM": "replaced-program"}),
        ('output = ".bashrc"', {"REKINDLE_BUILD_OUTPUT": ".bashrc"}),
    ],
)
def test_no_folder_and_no_variable_cancels_an_answer_about_safety(
    setting: str, variable: dict[str, str], tmp_path: Path
) -> None:
    words = ("build", "--profile", str(PROFILES / "abused.yaml"), "--format", "email")
    (tmp_path / ".bashrc").write_text("mine", encoding="utf-8")
    assert rekindle(*words, cwd=tmp_path, **variable).returncode == 2
    (tmp_path / "rekindle.toml").write_text(f"[build]\n{setting}\n", encoding="utf-8")
    done = rekindle(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert {path.name for path in tmp_path.iterdir()} == {".bashrc", "rekindle.toml"}
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8") == "mine"


def test_an_empty_variable_sets_nothing_and_is_no_fault(tmp_path: Path) -> None:
    assert rekindle("formats", cwd=tmp_path, REKINDLE_BUILD_SET="").returncode == 0


def test_the_users_own_file_may_be_a_link(tmp_path: Path) -> None:
    """People keep their settings in a folder of their own, and link to them."""
    user = own_file(tmp_path, "")
    kept = tmp_path / "kept.toml"
    kept.write_text('[build]\noutput = "mine.txt"\n', encoding="utf-8")
    (tmp_path / "home/rekindle/rekindle.toml").unlink()
    (tmp_path / "home/rekindle/rekindle.toml").symlink_to(kept)
    assert rekindle(*WORDS[:-2], cwd=tmp_path, **user).returncode == 0
    assert (tmp_path / "mine.txt").is_file()


@pytest.mark.slow
def test_a_pack_and_a_practice_of_the_users_own_file_do_not_depend_on_where_they_stand(
    tmp_path: Path,
) -> None:
    """Else a folder from somebody else could put its own in their place."""
    user = own_file(tmp_path, '[build]\npack = "mine"\npractice = "mine.yaml"\n')
    home, sent = tmp_path / "home/rekindle", tmp_path / "sent"
    shutil.copytree(GARDEN, sent / "mine")
    (sent / "mine.yaml").write_text('format: 1\nname: "Sent Practice"\n', encoding="utf-8")
    (home / "mine.yaml").write_text('format: 1\nname: "My Practice"\n', encoding="utf-8")
    done = rekindle(*WORDS, cwd=sent, **user)
    assert done.returncode == 2
    assert "“mine”" in done.stderr
    shutil.copytree(GARDEN, home / "mine")
    assert "My Practice" in rekindle(*WORDS, cwd=sent, **user).stdout
    own_file(tmp_path, '[build]\npack = "rekindle"\n')
    (sent / "mine").rename(sent / "rekindle")
    assert "The Next Honest Step" in rekindle(*WORDS, cwd=sent, **user).stdout


# --------------------------------------------------------------------------- options of formats


@pytest.mark.slow
@pytest.mark.parametrize(
    "word",
    [
        "counselor=yes", "pdf.counselor=yes", "password=secret", "pdf.password=", "theme=./design", "fonts=.",
        "steps=1", "private=no", "email.sender=a@b.example", "email.unsubscribe=mailto:a@b.example",
        "email.private=no", "email.draft=no", "email.kind=daily", "html.exit=no",
    ],
)  # fmt: skip
def test_an_option_of_a_format_that_is_no_appearance_is_refused(word: str, tmp_path: Path) -> None:
    words = ("build", "--format", "pdf")
    done = rekindle(*words, cwd=tmp_path, REKINDLE_BUILD_OPTION=word)
    assert done.returncode == 2
    assert done.stderr.startswith(f"rekindle: bad-config: REKINDLE_BUILD_OPTION: “{word}” can't be set here")
    (tmp_path / "rekindle.toml").write_text(f'[build]\noption = ["{word}"]\n', encoding="utf-8")
    done = rekindle(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"rekindle: bad-config: rekindle.toml:2: “{word}” can't be set here")
    assert [path.name for path in tmp_path.iterdir()] == ["rekindle.toml"]


@pytest.mark.slow
def test_a_folders_file_takes_no_option_of_the_users_own_file_away(tmp_path: Path) -> None:
    """A folder that asks for a paper must not undo the password."""
    user = own_file(tmp_path, '[build]\noption = { "pdf.password" = "env:LOCK", "pdf.paper" = "a4" }\n')
    (tmp_path / "rekindle.toml").write_text('[build]\noption = ["paper=letter"]\n', encoding="utf-8")
    words = ("build", "--format", "pdf", "--option", "size=large", "--output", "it.pdf")
    env = {**user, "LOCK": "a long password", "REKINDLE_BUILD_OPTION": "writing=dots"}
    assert rekindle(*words, cwd=tmp_path, **env).returncode == 0
    assert b"/Encrypt" in (tmp_path / "it.pdf").read_bytes()
    said = shown("option", "config", *words, cwd=tmp_path, **env)
    assert said == (
        '["pdf.password=env:LOCK", "pdf.paper=a4", "paper=letter", "writing=dots", "size=large"]  '
        f"# {tmp_path}/home/rekindle/rekindle.toml, rekindle.toml, REKINDLE_BUILD_OPTION, the command line"
    )


@pytest.mark.slow
def test_a_weaker_source_gives_way_option_by_option(tmp_path: Path) -> None:
    user = own_file(tmp_path, '[build]\noption = { width = 30, space = 0, "pdf.paper" = "a4" }\n')

    def width(*words: str, **env: str) -> int:
        made = rekindle(*words_, *words, cwd=tmp_path, **user, **env).stdout
        return next(n for n in (30, 40, 50, 60) if made == expected[n])

    words_ = (*WORDS, "--pack", str(GARDEN))
    expected = {
        n: rekindle(*words_, "--option", f"width={n}", "--option", "space=0").stdout for n in (30, 40, 50, 60)
    }
    assert width() == 30
    (tmp_path / "rekindle.toml").write_text('[build]\noption = ["text.width=40"]\n', encoding="utf-8")
    assert width() == 40
    assert width(REKINDLE_BUILD_OPTION="width=50") == 50
    assert width("--option", "width=60", REKINDLE_BUILD_OPTION="width=50") == 60


# --------------------------------------------------------------------------- programs that import Rekindle

PROGRAM = """
import datetime, sys
from rekindle_core import load_pack, load_profile, make_plan, realise, render
pack = load_pack()
plan = make_plan(pack, load_profile(pack, sys.argv[1]), date=datetime.date(2027, 1, 4))
confirmed = ["replaced-program", "may-be-found"]
sys.stdout.buffer.write(render(realise(pack, plan, confirmed=confirmed), "json")[0].data)
"""


@pytest.mark.slow
def test_the_python_api_reads_no_configuration(tmp_path: Path) -> None:
    plain, full = tmp_path / "plain", tmp_path / "full"
    text = '[build]\nset = ["safety.abused=no"]\nconfirm = "replaced-program"\nseed = 5\nformat = "html"\n'
    for folder in (plain, full):
        folder.mkdir()
    user = own_file(tmp_path, f"{text}broken = [\n")
    (full / "rekindle.toml").write_text(text, encoding="utf-8")
    (tmp_path / "home/rekindle/practice.yaml").write_text("broken: [", encoding="utf-8")
    variables = {"REKINDLE_BUILD_SET": "safety.abused=no", "REKINDLE_BUILD_SEED": "7", "REKINDLE_PLUGIN": "x"}

    def made(cwd: Path, **env: str) -> bytes:
        words = [sys.executable, "-c", PROGRAM, str(PROFILES / "abused.yaml")]
        done = subprocess.run(words, cwd=cwd, env={**os.environ, **env}, capture_output=True, check=True)
        return done.stdout

    assert made(full, **user, **variables) == made(plain)

"""Plugins that fail, beside those that work: each is named with its reason, and the rest goes on."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.support import GARDEN, ROOT, rekindle

HEAD = """
from rekindle_core import Artifact, Format, hookimpl

def format_of(name, render):
    return Format(name, "a test", lambda: render)
"""

FAULTS = {
    "no_import": (
        "\nraise OSError('no licence')",
        "no_import.py:2: plugin-import: It cannot be imported: OSError: no",
    ),
    "no_module": (
        "import nothing_of_this_name",
        "no_module.py:1: plugin-dependency: It needs the module nothing_of_this_name, which is not installed.",
    ),
    "no_syntax": ("x = 1\ndef (", "no_syntax.py:2: plugin-syntax: This is not Python 3."),
    "newer": (
        "from rekindle_core import slides",
        "plugin-api: It was written for another version of Rekindle",
    ),
    "other_api": (
        "rekindle_api = '>=7'",
        "plugin-api: It needs version >=7 of the plugin API, but this is 2.1.",
    ),
    "misspelt": (
        HEAD + "@hookimpl\ndef rekindle_register_format():\n    return ()\n",
        "plugin-hook: There is no hook rekindle_register_format. Hint: did you mean “rekindle_register_formats”?",
    ),
    "unmarked": (
        HEAD + "def rekindle_register_formats():\n    return ()\n",
        "plugin-hook: rekindle_register_formats is not marked as a hook. Hint: add @hookimpl above it.",
    ),
    "taken": (
        HEAD + "@hookimpl\ndef rekindle_register_formats():\n    return (format_of('json', None),)\n",
        "plugin-name-taken: The format name json is already used by Rekindle",
    ),
    "not_formats": (
        HEAD + "@hookimpl\ndef rekindle_register_formats():\n    return ('pdf',)\n",
        "returned a str as item 1; expected a list of Format",
    ),
    "arguments": (
        HEAD + "@hookimpl\ndef rekindle_register_formats(formats):\n    return ()\n",
        "plugin-arguments: rekindle_register_formats has an argument “formats”, which the hook doesn't pass.",
    ),
    "prints": ("print('good morning')", "plugin-stdout: It printed “good morning” while it was imported."),
}

RENDERERS = {
    "raises": ("raise ZeroDivisionError('by design')", "ZeroDivisionError: by design"),
    "gives-nothing": ("return ()", "returned no Artifact"),
    "gives-text": ("return ('text',)", "returned a str as item 1; expected a list of Artifact"),
    "leaves-the-folder": (
        "return (Artifact('/../../x.txt', 'text/plain', b''),)",
        "returned an Artifact with the suffix '/../../x.txt'",
    ),
}


def install(folder: Path, name: str, code: str) -> dict[str, str]:
    """Put a distribution with one plugin onto the path of processes that are given what is returned."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[rekindle]\n{name} = {name}\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_a_plugin_that_cannot_be_used_is_named_with_its_reason_and_left_out(
    name: str, tmp_path: Path
) -> None:
    code, reason = FAULTS[name]
    env = install(tmp_path, name, code)
    listed = rekindle("plugins", **env)
    assert listed.returncode == 0
    assert re.search(rf"^{name} +1\.0 +{name} +(left out|in use)$", listed.stdout, re.MULTILINE)
    assert reason in listed.stdout
    built = rekindle("build", "--output", "-", **env)
    assert built.returncode == 0
    assert "The Next Honest Step" in built.stdout
    assert "good morning" not in built.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", RENDERERS)
def test_a_renderer_that_fails_is_named_and_leaves_no_file(name: str, tmp_path: Path) -> None:
    line, reason = RENDERERS[name]
    code = (
        f"{HEAD}\ndef render(document, request):\n    {line}\n\n@hookimpl\ndef rekindle_register_formats():\n"
    )
    code += f"    return (format_of('{name}', render),)\n"
    (tmp_path / "site").mkdir()
    env = install(tmp_path / "site", "failing", code)
    (tmp_path / "out").mkdir()
    done = rekindle("build", "--format", "text", "--format", name, "--output", f"{tmp_path}/out/", **env)
    assert done.returncode == 3
    assert f"The plugin for the {name} format" in done.stderr
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").iterdir())
    shown = rekindle("--debug", "build", "--format", name, "--output", "-", **env)
    assert "Traceback" in shown.stderr


JOURNAL = """
from pathlib import Path
from rekindle_core import Artifact, Command, Format, Insertion, NamedPack, Paragraph, Text, hookimpl
from ._words import WORDS

__version__ = "0.3"

def render(document, request):
    print("rendering")
    return [Artifact(".journal.txt", "text/plain", WORDS.encode())]

@hookimpl
def rekindle_register_formats():
    return [Format("journal", "a journal", lambda: render)]

@hookimpl
def rekindle_register_packs():
    return [NamedPack("plot", Path(GARDEN), "a plot")]

@hookimpl
def rekindle_add_blocks(document):
    return [Insertion("session-1", "end", (Paragraph((Text("A line of your own."),)),))]

def load():
    import click

    @click.command()
    @click.option("--times", type=int, default=1)
    @click.option("--word", default="")
    def journal(times, word):
        \"""Say what a journal says.\"""
        click.echo(WORDS * times)
        if times == 3:
            raise ValueError("thrice")

    return journal

def load_diary():
    import click

    @click.group()
    def diary():
        \"""Hold what a diary says.\"""

    @diary.command()
    @click.option("--times", type=int, default=1)
    def deep(times):
        click.echo(times)

    return diary

def broken():
    import nothing_of_this_name

@hookimpl
def rekindle_register_commands():
    return [
        Command("journal", "A journal", load, appearance=("times",)),
        Command("broken", "Breaks", broken),
        Command("my-diary", "A diary", load_diary),
        Command("build", "", load),
    ]
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return a folder with one plugin, in a file, that implements every hook."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    code = JOURNAL.replace("GARDEN", repr(str(GARDEN)))
    (folder / "journal.py").write_text(code, encoding="utf-8")
    (folder / "_words.py").write_text("WORDS = 'my day '\n", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_plugin_in_a_file_brings_all_that_one_can(journal: Path, tmp_path: Path) -> None:
    """Format, pack and blocks in one call, named behind the command; what it prints reaches no product."""
    file = journal / "journal.py"
    words = ("--plugin", file, "--pack", "plot", "--date", "2027-01-04", "--output", "-")
    built = rekindle("build", *words, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert "A Year on the Plot" in built.stdout
    assert re.search(r"Added by journal:\s+A line of your own\.", built.stdout)
    assert "The plugin journal added blocks to 1 section." in built.stderr
    made = rekindle("build", "--format", "journal", *words, cwd=tmp_path)
    assert made.stdout == "my day "
    assert "The journal format printed “rendering”" in made.stderr
    listed = rekindle("--plugin", file, "plugins", cwd=tmp_path).stdout
    assert re.search(r"^journal +0\.3 +plugins/journal\.py +in use$", listed, re.MULTILINE)
    for line in ("formats: journal", "packs: plot", "commands: journal, broken", "adds blocks to programs"):
        assert line in listed
    assert "The command name build is already used by Rekindle" in listed
    assert "plot" in rekindle("--plugin", file, "packs", cwd=tmp_path).stdout
    assert rekindle("--plugin", file, "check", "plot", cwd=tmp_path).returncode == 0


@pytest.mark.slow
def test_a_plugins_command_is_like_any_other(journal: Path, tmp_path: Path) -> None:
    """Its help, its settings in a file and the environment, what it fails with."""
    assert rekindle("--plugin", journal, "journal", "--times", "2").stdout == "my day my day \n"
    assert re.search(r"^  journal +A journal$", rekindle("--plugin", journal, "--help").stdout, re.MULTILINE)
    assert "--times" in rekindle("--plugin", journal, "journal", "--help").stdout
    assert "--times" in rekindle("--plugin", journal, "help", "journal").stdout
    failed = rekindle("--plugin", journal, "journal", "--times", "3")
    assert failed.returncode == 3
    assert re.search(
        r"plugin-failed: The command journal failed: ValueError: thrice \(.*journal\.py:\d+\)", failed.stderr
    )
    broken = rekindle("--plugin", journal, "broken", "--any", "thing")
    assert broken.returncode == 3
    assert "plugin-load: The command broken cannot be loaded: ModuleNotFoundError" in broken.stderr
    (tmp_path / "rekindle.toml").write_text("[journal]\ntimes = 2\n")

    def said(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return rekindle("--plugin", journal, *words, cwd=tmp_path, **env)

    assert said("journal").stdout == "my day my day \n"
    assert said("journal", REKINDLE_JOURNAL_TIMES="4").stdout == "my day " * 4 + "\n"
    assert "sets nothing" not in said("plugins", REKINDLE_JOURNAL_TIMES="4").stderr


@pytest.mark.slow
def test_an_option_of_a_plugins_command_is_set_elsewhere_only_if_the_plugin_says_so(
    journal: Path, tmp_path: Path
) -> None:
    """Its author may not have thought of a folder that somebody else has sent."""
    user = tmp_path / "home/rekindle"
    user.mkdir(parents=True)
    for table in ("[journal]\nword = 'x'\n", "[my-diary.deep]\ntimes = 2\n"):
        for folder in (tmp_path, user):
            file = folder / "rekindle.toml"
            file.write_text(table)
            env = {"XDG_CONFIG_HOME": str(tmp_path / "home")}
            done = rekindle("--plugin", journal, "journal", cwd=tmp_path, **env)
            file.unlink()
            assert (done.returncode, done.stdout) == (2, "")
            assert "rekindle.toml:2: a file" in done.stderr
            assert re.search(r"can't set (journal|my-diary\.deep)\.", done.stderr)
    for variable in ("REKINDLE_JOURNAL_WORD", "REKINDLE_MY_DIARY_DEEP_TIMES"):
        done = rekindle("--plugin", journal, "my-diary", "deep", cwd=tmp_path, **{variable: "7"})
        assert (done.returncode, done.stdout) == (2, "")
        assert f"bad-config: {variable}: the environment can't set " in done.stderr


@pytest.mark.slow
def test_no_variable_loads_a_plugin(journal: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    (tmp_path / "spy.py").write_text(f"open({str(ran)!r}, 'w')\n")
    for words in (("build",), ("plugins",), ("--help",), ("help", "build"), ("config",), ("spy",)):
        for variable in ("REKINDLE_PLUGIN", "REKINDLE_BUILD_PLUGIN"):
            done = rekindle(*words, cwd=tmp_path, **{variable: str(tmp_path / "spy.py")})
            assert not ran.exists(), words
            if "help" not in " ".join(words) and words != ("spy",):
                assert (done.returncode, done.stdout) == (2, "")
                assert f"bad-config: {variable}: the environment can't set " in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("table", ["", "[build]\n"])
def test_a_file_in_the_working_directory_loads_no_plugins(journal: Path, tmp_path: Path, table: str) -> None:
    """It may have come with a folder that somebody sent."""
    (tmp_path / "plugins").mkdir(exist_ok=True)
    ran = tmp_path / "ran"
    (tmp_path / "plugins/spy.py").write_text(f"open({str(ran)!r}, 'w')\n")
    (tmp_path / "rekindle.toml").write_text(f'{table}plugin = "plugins/spy.py"\n')
    for words in (("build",), ("plugins",), ("--help",), ("help", "build"), ("config",)):
        done = rekindle(*words, cwd=tmp_path)
        assert not ran.exists()
        if "help" not in " ".join(words):
            line = 2 if table else 1
            assert (done.returncode, done.stdout) == (2, "")
            assert (
                f"bad-config: rekindle.toml:{line}: a file in the working directory can't set "
                f"{'build.' if table else ''}plugin, because someone else may have sent the folder."
                in done.stderr
            )
            assert "--plugin PATH`, or set it in " in done.stderr


def test_a_path_in_the_users_configuration_is_told_from_there_and_not_from_where_they_stand(
    journal: Path, tmp_path: Path
) -> None:
    (tmp_path / "rekindle").mkdir()
    (tmp_path / "rekindle/rekindle.toml").write_text('plugin = ["../plugins"]\n')
    (tmp_path / "elsewhere").mkdir()
    done = rekindle("journal", cwd=tmp_path / "elsewhere", XDG_CONFIG_HOME=str(tmp_path))
    assert (done.stdout, done.stderr) == ("my day \n", _TAKEN.format(journal / "journal.py"))


_TAKEN = (
    "Note: the plugin journal is in use: plugin-name-taken: The command name build is already used by "
    "Rekindle, which takes precedence. Hint: choose another name.\n"
)


def test_nothing_is_loaded_from_the_working_directory_by_itself(journal: Path) -> None:
    done = rekindle("journal", cwd=journal)
    assert done.returncode == 2
    assert "There is no command “journal”" in done.stderr
    assert "journal" not in rekindle("plugins", cwd=journal).stdout


def test_a_variable_restricts_what_is_loaded_beside_what_comes_with_rekindle(journal: Path) -> None:
    none = rekindle("--plugin", journal, "plugins", REKINDLE_PLUGINS="none")
    assert re.search(
        r"^journal .* not loaded\n +REKINDLE_PLUGINS does not name it$", none.stdout, re.MULTILINE
    )
    assert re.search(r"^text .* in use$", none.stdout, re.MULTILINE)
    assert none.stderr == ""
    assert (
        "journal (REKINDLE_PLUGINS does not name it)"
        in rekindle("--plugin", journal, "journal", REKINDLE_PLUGINS="none").stderr
    )
    assert rekindle("--plugin", journal, "journal", REKINDLE_PLUGINS="a, journal").stdout == "my day \n"


def test_a_name_in_that_variable_that_no_plugin_has_is_told_with_the_nearest(journal: Path) -> None:
    done = rekindle("plugins", "--plugin", journal, REKINDLE_PLUGINS="journals")
    assert (
        "REKINDLE_PLUGINS names journals, but no such plugin is installed. Hint: did you mean “journal”?"
        in done.stderr
    )


def test_the_key_of_a_file_is_named_as_the_option_is(tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text('plugins = "plugins/"\n')
    done = rekindle("formats", cwd=tmp_path)
    assert done.returncode == 2
    assert (
        "rekindle.toml:1: “plugins” is a command, so it must be a table. Hint: did you mean “plugin”?"
        in done.stderr
    )


def test_the_counselors_pages_are_given_to_no_plugin(journal: Path, tmp_path: Path) -> None:
    words = (
        "--plugin",
        journal,
        "--option",
        "counselor=yes",
        "--output",
        f"{tmp_path}/out/",
        "--name",
        "program",
    )
    assert rekindle("build", "--pack", "plot", *words).returncode == 0
    client, counselor = (tmp_path / f"out/program{end}.txt" for end in ("", "-counselor"))
    assert "A line of your own." in client.read_text(encoding="utf-8")
    assert "A line of your own." not in counselor.read_text(encoding="utf-8")


@pytest.mark.slow
def test_without_its_plugins_the_core_still_works(tmp_path: Path) -> None:
    """Take the entry points away, and JSON is left."""
    from rekindle_core import load_pack, load_profile, make_plan, realise
    from rekindle_core.engine import JSON_FORMAT, render
    from rekindle_core.extension.manager import load_plugins

    pack = load_pack()
    document = realise(pack, make_plan(pack, load_profile(pack)))
    plugins = load_plugins((), builtin=(JSON_FORMAT,))
    (artifact,) = render(document, "json", plugins=plugins)
    assert artifact.data.startswith(b"{")


# ------------------------------------------------------------------ for programs

REPORT = Draft202012Validator(
    json.loads((ROOT / "docs/reference/plugins.schema.json").read_text(encoding="utf-8"))
)


def test_a_program_is_told_of_each_plugin_and_what_is_wrong(journal: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise OSError('no licence')\n", encoding="utf-8")
    words = ("--plugin", str(journal), "--plugin", str(broken), "plugins", "--report", "json")
    done = rekindle(*words, cwd=tmp_path)
    report = json.loads(done.stdout)
    REPORT.validate(report)
    assert done.returncode == 0
    found = {plugin["name"]: plugin for plugin in report["plugins"]}
    assert found["journal"]["state"] == "in use"
    assert found["journal"]["formats"] == ["journal"]
    assert found["broken"]["state"] == "left out"
    (problem,) = found["broken"]["problems"]
    assert problem["code"] == "plugin-import"
    assert problem["place"].endswith("broken.py:1")


def test_the_doctor_tells_a_program_what_it_found(journal: Path, tmp_path: Path) -> None:
    words = (
        "--plugin",
        str(journal),
        "plugins",
        "doctor",
        "journal",
        "--report",
        "json",
        "--time-limit",
        "60",
    )
    report = json.loads(rekindle(*words, cwd=tmp_path).stdout)
    REPORT.validate(report)
    (plugin,) = report["plugins"]
    assert [tried["format"] for tried in plugin["tried"]] == ["journal"]


@pytest.mark.parametrize("report", ["text", "json"])
def test_strict_ends_with_3_if_a_plugin_was_left_out_or_a_name_is_unknown(
    report: str, tmp_path: Path
) -> None:
    words = ("plugins", "--strict", "--report", report)
    assert rekindle(*words, cwd=tmp_path).returncode == 0
    assert rekindle(*words, cwd=tmp_path, REKINDLE_PLUGINS="pdf,slidse").returncode == 3
    (tmp_path / "broken.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    assert rekindle("--plugin", "broken.py", *words, cwd=tmp_path).returncode == 3
    assert rekindle("--plugin", "broken.py", "plugins", "--report", report, cwd=tmp_path).returncode == 0

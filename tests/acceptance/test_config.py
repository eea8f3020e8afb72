"""Settings from files and the environment: what goes before what, and what is said of mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support import GARDEN, rekindle

WORDS = ("build", "--date", "2027-01-04", "--output", "-")


def seed_of(*words: str, cwd: Path, **env: str) -> str:
    """Return the seed that a build used, as its code tells."""
    said = rekindle(*WORDS, *words, cwd=cwd, **env).stderr
    return said.split("code ")[1].split("-")[0] + said.split("code ")[1].split("-")[1][:3]


def test_each_source_goes_before_those_after_it(tmp_path: Path) -> None:
    work, home = tmp_path / "work", tmp_path / "home"
    work.mkdir()
    (home / "rekindle").mkdir(parents=True)
    user = {"XDG_CONFIG_HOME": str(home)}
    expected = {seed: seed_of("--seed", str(seed), cwd=tmp_path) for seed in (1, 2, 3, 4, 5)}
    assert seed_of(cwd=work, **user) == expected[1]
    (home / "rekindle/rekindle.toml").write_text("[build]\nseed = 2\n", encoding="utf-8")
    assert seed_of(cwd=work, **user) == expected[2]
    (work / "rekindle.toml").write_text("[build]\nseed = 3\n", encoding="utf-8")
    assert seed_of(cwd=work, **user) == expected[3]
    assert seed_of(cwd=work, **user, REKINDLE_BUILD_SEED="4") == expected[4]
    assert seed_of("--seed", "5", cwd=work, **user, REKINDLE_BUILD_SEED="4") == expected[5]
    assert shown("seed", "config", cwd=work, **user, REKINDLE_BUILD_SEED="4") == '"4"  # REKINDLE_BUILD_SEED'
    assert shown("seed", "config", cwd=work, **user) == "3  # rekindle.toml"
    typed = shown("seed", "config", "build", "--seed", "5", cwd=work, **user, REKINDLE_BUILD_SEED="4")
    assert typed == "5  # the command line"
    (work / "rekindle.toml").unlink()
    assert shown("seed", "config", cwd=work, **user) == f"2  # {home}/rekindle/rekindle.toml"
    assert shown("seed", "config", cwd=tmp_path) == "1  # the default"


def test_the_order_is_shown_and_which_files_were_read(tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text("", encoding="utf-8")
    said = rekindle("config", cwd=tmp_path).stdout.splitlines()
    assert [line.split(" ")[2] for line in said[1:6]] == ["1.", "2.", "3.", "4.", "5."]
    assert said[1:4] == [
        "  1. the command line",
        "  2. the environment, as REKINDLE_BUILD_SEED",
        "  3. rekindle.toml (read)",
    ]
    assert said[4].endswith("rekindle.toml (not there)")


def test_a_call_is_shown_as_it_would_be_and_refused_if_it_would_be() -> None:
    assert shown("format", "config", "build", "-f", "pdf", "-f", "html") == (
        '["pdf", "html"]  # the command line'
    )
    assert shown("resume", "config", "profile", "new", "--resume") == "true  # the command line"
    assert shown("pack", "config", "profile", "show") == "(not set)"
    for words in (["build", "--sed", "5"], ["bild"], ["profile"], ["build", "--seed", "many"]):
        done = rekindle("config", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


def shown(key: str, *words: str, cwd: Path | None = None, **env: str) -> str:
    """Return what `rekindle config` says of an option, the first of its name."""
    said = rekindle(*words, cwd=cwd, **env).stdout
    line = next(line for line in said.splitlines() if line.split(" ")[0] == key)
    return re.sub(" {2,}", "  ", line.partition(" = ")[2])


def test_lists_and_tables_are_options_that_are_repeated(tmp_path: Path) -> None:
    text = '[build]\nformat = ["text", "html"]\nset = { "partner.name" = "Robin", country = "GB" }\n'
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    assert rekindle("build", cwd=tmp_path).returncode == 0
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"rekindle.toml", "rekindle-program.txt", "rekindle-program.html"}
    assert "Robin" in (tmp_path / "rekindle-program.txt").read_text(encoding="utf-8")


def test_commands_of_a_group_have_tables_and_the_command_line_itself_has_none(tmp_path: Path) -> None:
    text = f'quiet = true\n[profile.schema]\npack = "{GARDEN.as_posix()}"\n'
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    assert "soil" in rekindle("profile", "schema", cwd=tmp_path).stdout
    assert rekindle(*WORDS, cwd=tmp_path).stderr == ""


def test_a_variable_is_named_as_the_option_is_and_holds_words(tmp_path: Path) -> None:
    env = {"REKINDLE_BUILD_FORMAT": "text html", "REKINDLE_BUILD_SET": "country=GB 'partner.name=Alex Smith'"}
    done = rekindle("build", cwd=tmp_path, **env)
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in tmp_path.iterdir()} == {".txt", ".html"}
    assert "Alex Smith" in (tmp_path / "rekindle-program.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[build", "rekindle.toml: this is not TOML"),
        (
            "[build]\nseed = \n",
            "rekindle.toml:2:8: this is not TOML: Invalid value. Hint: mend it at that place.",
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
        ("build = 1", "rekindle.toml:1: “build” is a command, and takes a table. Hint: write [build]."),
        ("[build]\nseed = 'many'", "rekindle.toml:2: build.seed is 'many': 'many' is not a valid integer"),
        ("[build]\nseed = [1, 2]", "rekindle.toml:2: build.seed is given several values."),
        (
            "[build]\nno-cache = 'yes'",
            "rekindle.toml:2: build.no-cache is set to 'yes'. Hint: it takes true or",
        ),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    done = rekindle(*WORDS, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rekindle: bad-config: {said}")


def test_a_file_that_cannot_be_read_as_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_bytes(b"[build]\n# caf\xe9\n")
    done = rekindle(*WORDS, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("rekindle: bad-config: rekindle.toml: this is not UTF-8 (byte 14).")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "REKINDLE_BUILD_SEED",
            "many",
            "REKINDLE_BUILD_SEED is “many”: 'many' is not a valid integer range.",
        ),
        ("REKINDLE_BUILD_DATE", "soon", "REKINDLE_BUILD_DATE is “soon”: 'soon' does not match"),
        ("REKINDLE_BUILD_SET", "a 'b", "REKINDLE_BUILD_SET is “a 'b”: a quote in it is not closed"),
        ("REKINDLE_QUIET", "very", "REKINDLE_QUIET is “very”: 'very' is not a valid boolean."),
    ],
)
def test_a_mistake_in_a_variable_is_named(name: str, value: str, said: str) -> None:
    done = rekindle("build", "--output", "-", **{name: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rekindle: bad-config: {said}")


def test_a_variable_that_sets_nothing_is_named_in_a_note() -> None:
    done = rekindle(*WORDS, REKINDLE_BUILD_SED="4", REKINDLE_BILD_FORMAT="pdf")
    assert done.returncode == 0
    assert "Note: REKINDLE_BUILD_SED sets nothing. Hint: did you mean “REKINDLE_BUILD_SEED”?" in done.stderr
    assert (
        "Note: REKINDLE_BILD_FORMAT sets nothing. Hint: did you mean “REKINDLE_BUILD_FORMAT”?" in done.stderr
    )

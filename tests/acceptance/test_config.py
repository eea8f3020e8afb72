"""Settings from files and the environment: what goes before what, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import rekindle

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
    shown = rekindle("config", cwd=work, **user, REKINDLE_BUILD_SEED="4").stdout
    assert "build.seed = '4'  (REKINDLE_BUILD_SEED)" in shown
    assert "build.seed = 3  (rekindle.toml)" in rekindle("config", cwd=work, **user).stdout


def test_lists_and_tables_are_options_that_are_repeated(tmp_path: Path) -> None:
    text = '[build]\nformat = ["text", "html"]\nset = { "partner.name" = "Robin", country = "GB" }\n'
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    assert rekindle("build", cwd=tmp_path).returncode == 0
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"rekindle.toml", "rekindle-program.txt", "rekindle-program.html"}
    assert "Robin" in (tmp_path / "rekindle-program.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[build", "rekindle.toml is not TOML"),
        ("[bild]\nseed = 1", "did you mean “build”?"),
        ("[build]\nsed = 1", "did you mean “seed”?"),
        ("build = 1", "“build”, which is no command"),
        ("[build]\nseed = 'many'", "Invalid value for '--seed'"),
    ],
)
def test_a_mistake_in_a_file_is_named(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "rekindle.toml").write_text(text, encoding="utf-8")
    done = rekindle(*WORDS, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr

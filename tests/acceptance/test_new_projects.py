"""`plugins new` and `packs new`: what they write is whole, installs, and passes its own tests at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import rekindle

pytestmark = pytest.mark.slow

NOT_OURS = ("PYTEST_", "COV_", "COVERAGE_")


KINDS = {
    "format": ("plugins", "new", "slow-tea"),
    "blocks": ("plugins", "new", "slow-tea", "--blocks"),
    "command": ("plugins", "new", "slow-tea", "--command"),
    "pack": ("packs", "new", "slow-tea"),
}
SHOWS = {
    "format": ("build", "--format", "slow-tea", "--output", "-"),
    "blocks": ("build", "--output", "-"),
    "command": ("slow-tea", "--minutes"),
    "pack": ("build", "--pack", "slow-tea", "--output", "-"),
}


def installed(kind: str, folder: Path) -> tuple[Path, dict[str, str]]:
    """Write a project, install it into a folder of its own without network, and return what finds it there."""
    done = rekindle(*KINDS[kind], cwd=folder)
    assert done.returncode == 0, done.stderr
    made = folder / "rekindle-slow-tea"
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    run(made, {}, "pip", "install", "--quiet", *offline, "--target", "../site", ".")
    paths = [str(folder / "site"), os.environ.get("PYTHONPATH", "")]
    return made, {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


@pytest.fixture(scope="module", params=KINDS)
def project(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, dict[str, str]]:
    """Install a project of each kind."""
    made, env = installed(request.param, tmp_path_factory.mktemp("new"))
    # Types of Rekindle are read once for all kinds.
    return request.param, made, {**env, "MYPY_CACHE_DIR": str(tmp_path_factory.getbasetemp() / "mypy")}


def run(folder: Path, env: dict[str, str], *words: str) -> str:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(NOT_OURS)}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env={**inherited, **env}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_its_own_tests_pass_and_its_types_fit(project: tuple[str, Path, dict[str, str]]) -> None:
    kind, folder, env = project
    assert " passed" in run(folder, env, "pytest", "-q", "-p", "no:cacheprovider")
    if kind != "pack":
        assert "no issues" in run(folder, env, "mypy")


def test_it_is_found_in_order_and_of_use(project: tuple[str, Path, dict[str, str]], tmp_path: Path) -> None:
    kind, _, env = project
    looked = rekindle("plugins", "doctor", "slow-tea", "--time-limit", "60", cwd=tmp_path, **env)
    assert looked.returncode == 0, looked.stdout
    assert "ok    slow-tea  rekindle-slow-tea 0.1.0" in looked.stdout
    shown = rekindle(*SHOWS[kind], cwd=tmp_path, **env)
    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout) > (200 if kind == "command" else 1000)
    assert ("Added by slow-tea" in shown.stdout) == (kind == "blocks")
    if kind == "pack":
        assert rekindle("check", "slow-tea", cwd=tmp_path, **env).returncode == 0
        assert rekindle("audit", "slow-tea", cwd=tmp_path, **env).returncode == 0
        assert "slow-tea  Slow tea" in rekindle("packs", cwd=tmp_path, **env).stdout


FACTS = """\
  walker.name: { kind: name, ask: "What is your name?" }
  walker.pronouns: { kind: pronouns, ask: "Which pronouns do you use?" }
  sight: { kind: choice, ask: "How do you see?", values: { well: "well", poorly: "poorly" } }
  seen: { kind: choices, ask: "What have you seen?", values: { owl: "an owl", wren: "a wren" }, declined: holds }
  walks: { kind: number, ask: "How many hours a week do you walk?", max: 80 }
  alone: { kind: yes-no, ask: "Do you walk alone?" }
  dream: { kind: text, ask: "What would you like to see?" }
  since: { kind: date, use: counselor, ask: "Since when have you looked for birds?" }
"""
PEOPLE = """\
people:
  walker: { name: walker.name, pronouns: walker.pronouns, stand_in: { text: "the walker" } }
reader: walker
tags: { looking: "something is looked for" }
facts:
"""
GATES = """
  - id: by-ear
    when: { sight: poorly }
    effect: { remove-tags: [looking] }
    ask: "I see poorly."
    reason: "they see poorly"
    alternatives: [{ id: by-ear-page, title: "By ear", text: "Listen first." }]
  - id: owls
    when: { seen: { has: owl } }
    effect: { replace-steps: [listen] }
    ask: "I have seen an owl."
    reason: "there are owls"
    alternatives:
      - id: owls-page
        title: "Owls"
        steps: [listen]
        text: "Wait for dusk."
        prompts:
          - { id: owls-one, level: 1, minutes: 3, technique: if-then-plan, about: self, text: "Where is it dark?" }
          - { id: owls-two, level: 1, minutes: 3, technique: if-then-plan, about: self, text: "Who comes along?" }
          - { id: owls-three, level: 1, minutes: 3, technique: if-then-plan, about: self, text: "What do you hear?" }
  - id: long-walks
    when: { walks: { at_least: 37, at_most: 38 }, alone: yes }
    unknown: passes
    effect: note
    reason: "they walk far"
    alternatives: [{ id: long-walks-page, title: "Far out", text: "Tell somebody when you will be back." }]
"""
COUNTRY = """
countries:
  GB:
    name: "United Kingdom"
    emergency: ["999"]
    lines:
      - id: gb-line
        kind: directory
        name: "Samaritans"
        number: "116 123"
        serves: "anyone"
        source: "https://www.samaritans.org/"
        read_on: "2026-11-26"
"""
STEP = """
id: listen
title: "Listen"
opening: "Three voices are enough, {walker}."
why: "What you can name you notice."
prompts:
  - { id: listen-one, level: 1, minutes: 3, technique: if-then-plan, about: self, text: "Which voice was first?" }
  - { id: listen-two, level: 1, minutes: 3, technique: if-then-plan, about: self, text: "Which one was last?" }
  - { id: listen-three, level: 1, minutes: 3, technique: if-then-plan, about: self, text: "When will you listen?" }
  - id: listen-look
    tags: [looking]
    level: 1
    minutes: 3
    technique: if-then-plan
    about: self
    text: "Where was it?"
  - id: listen-dream
    level: 1
    minutes: 3
    technique: if-then-plan
    about: self
    text: "You wrote: {dream} What would be a first sign of it?"
"""
STOPS = """
stops:
  - { id: trees, facts: [dream], words: ["pear*", "quiet year"], says: "Ask about trees first." }
"""


def test_the_tests_of_a_pack_go_on_holding_as_it_grows(tmp_path: Path) -> None:
    """An author adds a fact of each kind, gates of each effect, a step, a stop and a country's help line."""
    made, env = installed("pack", tmp_path)
    pack = tmp_path / "site/rekindle_slow_tea/pack"

    def change(name: str, old: str, new: str) -> None:
        text = (pack / name).read_text(encoding="utf-8")
        assert old in text
        (pack / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    change("pack.yaml", "facts:\n", PEOPLE + FACTS)
    change("pack.yaml", "steps: [choose, keep]", "steps: [choose, listen, keep]")
    for name, more in (("gates.yaml", GATES), ("helplines.yaml", COUNTRY)):
        (pack / name).write_text((pack / name).read_text(encoding="utf-8") + more, encoding="utf-8")
    (pack / "steps/03-listen.yaml").write_text(STEP, encoding="utf-8")
    (pack / "stops.yaml").write_text(STOPS, encoding="utf-8")
    said = run(made, env, "pytest", "-q", "-p", "no:cacheprovider", "-rA")
    for gate in ("rest-first", "by-ear", "owls", "long-walks"):
        assert f"keeps_back_what_it_says[{gate}]" in said
    # They do find what is wrong.
    change("gates.yaml", "remove-tags: [looking]", "remove-tags: [lokking]")
    broken = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=made,
        env={**os.environ, **env},
        capture_output=True,
        check=False,
    )
    assert broken.returncode


def test_nothing_is_left_to_fill_in(project: tuple[str, Path, dict[str, str]]) -> None:
    _, folder, _ = project
    # What tools leave behind is nobody's to read.
    files = [
        path for path in folder.rglob("*") if path.is_file() and "cache" not in str(path.relative_to(folder))
    ]
    assert {"pyproject.toml", "README.md", ".gitignore", "test.yml"} <= {path.name for path in files}
    for path in files:
        assert not any(word in path.name for word in ("MODULE", "NAME", ".in", "dot-"))
        text = path.read_text(encoding="utf-8", errors="replace")
        assert "{{" not in text.replace("${{ matrix.python }}", ""), path
        # In the index there, another project goes by the name.
        assert not re.search(r'pypi\.org/project/rekindle/|"rekindle(\[|[<>=~])', text), path


@pytest.mark.parametrize("kind", ["plugins", "packs"])
def test_a_name_that_cannot_be_and_a_folder_that_is_there_are_refused_and_nothing_is_written(
    kind: str, tmp_path: Path
) -> None:
    (tmp_path / "rekindle-tea").mkdir()
    for name, code in (
        ("Tea!", "bad-name"),
        ("../tea", "bad-name"),
        ("tea", "file-exists"),
        ("rekindle-tea", "file-exists"),
    ):
        done = rekindle(kind, "new", name, cwd=tmp_path)
        assert done.returncode == 2
        assert f"rekindle: {code}: " in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["rekindle-tea"]


@pytest.mark.parametrize(
    ("kind", "name", "owner"),
    [
        # "rekindle-core" would be the project that Rekindle itself is.
        *((kind, "core", "the project rekindle-core ") for kind in ("plugins", "packs")),
        ("plugins", "pdf", "there is already a format pdf"),
        ("plugins", "json", "there is already a format json"),
        ("plugins", "rekindle-email", "there is already a format email"),
        # A module of this name would hide that of the format.
        ("packs", "pdf", "there is already a Python module rekindle_pdf"),
        ("packs", "rekindle", "there is already a pack rekindle"),
        ("plugins", "build --command", "there is already a command build"),
        ("plugins", "pdf --command", "there is already a Python module rekindle_pdf"),
        ("plugins", "text --blocks", "there is already a Python module rekindle_text"),
    ],
)
def test_a_name_that_is_taken_is_refused_and_nothing_is_written(
    kind: str, name: str, owner: str, tmp_path: Path
) -> None:
    done = rekindle(kind, "new", *name.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("rekindle: name-taken: ")
    assert owner in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_format_of_a_plugin_that_is_named_is_taken(tmp_path: Path) -> None:
    """What `--plugin` loads counts as well as what is installed."""
    (tmp_path / "tea.py").write_text(
        "import rekindle_core as rk\n\n"
        "@rk.hookimpl\ndef rekindle_register_formats():\n"
        "    return [rk.Format(name='slow-tea', summary='Tea', load=lambda: None)]\n",
        encoding="utf-8",
    )
    done = rekindle("--plugin", "tea.py", "plugins", "new", "slow-tea", cwd=tmp_path)
    assert done.returncode == 2, done.stdout
    assert "there is already a format slow-tea" in done.stderr


@pytest.mark.parametrize("words", [("packs", "new"), ("plugins", "new", "--blocks")])
def test_the_name_of_a_plugin_that_is_named_is_taken(words: tuple[str, ...], tmp_path: Path) -> None:
    """Of two plugins with one name only the first would be loaded."""
    (tmp_path / "tea.py").write_text('rekindle_api = ">=2.0,<3"\n', encoding="utf-8")
    done = rekindle("--plugin", "tea.py", *words, "tea", cwd=tmp_path)
    assert done.returncode == 2, done.stdout
    assert "there is already a plugin tea" in done.stderr


def test_two_kinds_at_once_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    done = rekindle("plugins", "new", "tea", "--blocks", "--command", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("rekindle: two-kinds: ")
    assert not list(tmp_path.iterdir())

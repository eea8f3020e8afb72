"""Whatever makes, explains or shows a program has the same inputs: for any facts, and any that are set over them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.gardens import random_reader
from tests.support import CONFIRMED, GARDEN, QUICK, garden_pack

from rekindle_core import RekindleError, find_overrides, load_profile
from rekindle_core.cli.app import app

NUMBERS = st.integers(0, 2**32 - 1)
ODD = ("soil=", "soil=mud", "=", "sol=clay", "hours=99999999999", "pests=none,slugs", "dream=\x07", "soil")


def call(*words: str | Path) -> tuple[int, str, str]:
    """Run the command line in this process; return how it ended, and what it said on stdout and stderr."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in "oe")
    code, error = 0, ""
    with redirect_stdout(out), redirect_stderr(err):
        try:
            app.main(list(map(str, words)), prog_name="rekindle", standalone_mode=False)
        except RekindleError as raised:
            code, error = raised.exit_code, str(raised)
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return code, said[0], said[1] + error


def word(name: str, value: Any) -> str:
    """Return what --set is given for a fact."""
    match value:
        case dict():
            return f"{name}={json.dumps(value)}"
        case list():
            return f"{name}={','.join(value) or 'none'}"
        case _:
            return f"{name}={value}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("inputs")


def notes_of(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("Note: --set ")]


def gates_shown(page: str) -> dict[str, set[str]]:
    """Return the gates of `profile show`, by what they do."""
    found = {}
    for answer, title in (("holds", "Gates that hold"), ("asks", "Gates that print a self-check")):
        block = page.split(f"\n{title}\n")[1].split("\n\n")[0]
        found[answer] = set(re.findall(r"^  ([a-z-]+): ", block, re.MULTILINE))
    return found


def ids_of(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"]
        for value in node.values():
            yield from ids_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from ids_of(value)


@pytest.mark.slow
@settings(QUICK, max_examples=25)
@given(NUMBERS, st.booleans())
def test_all_of_them_say_the_same_of_any_facts(folder: Path, number: int, as_json: bool) -> None:
    rng = Random(number)
    facts, others = random_reader(rng), random_reader(rng)
    chosen = rng.sample(sorted(others), rng.randrange(min(5, len(others)) + 1))
    words = [part for name in chosen for part in ("--set", word(name, others[name]))]
    path, made = folder / "profile", folder / "made"
    path.write_text(json.dumps(facts) if as_json else yaml.safe_dump(facts), encoding="utf-8")
    shutil.rmtree(made, ignore_errors=True)
    pack = ("--pack", GARDEN)
    confirmed = [*(stop.id for stop in garden_pack().stops), *CONFIRMED]
    confirms = [part for name in confirmed for part in ("--confirm", name)]
    built = call(
        "build",
        *pack,
        "-p",
        path,
        *words,
        *confirms,
        "-f",
        "json",
        "--option",
        "counselor=yes",
        "-o",
        f"{made}/",
    )
    explained = call("explain", *pack, "-p", path, *words, "--report", "json")
    told = call("explain", *pack, "-p", path, *words)
    shown = call("profile", "show", *pack, path, *words)
    assert [one[0] for one in (built, explained, told, shown)] == [0] * 4, built[2]
    report = json.loads(explained[1])
    (pages,) = (json.loads(one.read_text("utf-8")) for one in made.iterdir() if "counselor" in one.name)
    (client,) = (json.loads(one.read_text("utf-8")) for one in made.iterdir() if "counselor" not in one.name)

    # The same plan.
    assert f"code {report['code']}" in built[2]
    assert f"code {report['code']}" in told[1]
    assert report["program_id"] == pages["program_id"] == client["program_id"]

    # The same gates.
    by_answer = {
        answer: {gate["gate"] for gate in report["gates"] if gate["answer"] == answer}
        for answer in ("holds", "asks")
    }
    on_show = gates_shown(shown[1])
    assert on_show["holds"] == by_answer["holds"]
    # It leaves out what is unknown and changes nothing in this program, as the reader's pages do.
    assert on_show["asks"] <= by_answer["asks"]
    on_page = {name.removeprefix("gate-") for name in ids_of(pages) if name.startswith("gate-")}
    assert on_page == by_answer["holds"] | by_answer["asks"]

    # The same overrides: what the file holds and what is set otherwise, and nothing else.
    held = load_profile(garden_pack(), facts)
    mixed = load_profile(garden_pack(), facts, settings=words[1::2])
    overrides = [one.fact for one in find_overrides(held, mixed)]
    assert overrides == [name for name in sorted(chosen) if name in held.values and held[name] != mixed[name]]
    assert [one["fact"] for one in report["overrides"]] == overrides
    assert notes_of(built[2]) == notes_of(explained[2]) == notes_of(told[2]) == notes_of(shown[2])
    assert [note.split("--set ")[1].split("=")[0] for note in notes_of(built[2])] == overrides
    for page in (told[1], shown[1]):
        assert re.findall(r"^Set with --set: (\S+) (?:is|differs) ", page, re.MULTILINE) == overrides
    assert ("counselor-overrides" in ids_of(pages)) is bool(overrides)
    for name in overrides:
        assert garden_pack().facts[name].ask in json.dumps(pages, ensure_ascii=False)
    # What the client reads knows nothing of it.
    assert not any("override" in name for name in ids_of(client))


@settings(QUICK, max_examples=15)
@given(NUMBERS, st.lists(st.sampled_from(ODD), min_size=1, max_size=3))
def test_all_of_them_refuse_the_same_inputs_for_the_same_reasons(
    folder: Path, number: int, odd: list[str]
) -> None:
    path = folder / "refused"
    path.write_text(yaml.safe_dump(random_reader(Random(number))), encoding="utf-8")
    words = [part for setting in odd for part in ("--set", setting)]
    ends = [
        call(*command, "--pack", GARDEN, *words)
        for command in (
            ("build", "-p", path, "-o", "-"),
            ("build", "-p", path, "-o", "-", "--option", "counselor=yes"),
            ("explain", "-p", path),
            ("profile", "show", path),
        )
    ]
    assert ends[0][0] == 1
    assert all(end == ends[0] for end in ends)

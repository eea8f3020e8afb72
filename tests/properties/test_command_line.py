"""The command line, given anything at all: it ends with 0 to 3, says something, and shows no traceback.

Random words, profiles and packs go through the entry that people use, in this process, over real files.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import traceback
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.gardens import random_reader
from tests.support import GARDEN, QUICK

from rekindle_core.cli.commands import COMMANDS as OURS
from rekindle_core.cli.run import run

MANY = settings(QUICK, max_examples=int(os.environ.get("TESTS_CALLS", "150")))
FILES = sorted(path.relative_to(GARDEN).as_posix() for path in GARDEN.rglob("*.yaml"))


class Streams:
    """Standard streams that are files, as a shell's are."""

    def __init__(self, folder: Path, stdin: bytes) -> None:
        self.paths = [folder / "stdin", folder / "stdout", folder / "stderr"]
        self.paths[0].write_bytes(stdin)

    def __enter__(self) -> Streams:
        self.kept = sys.stdin, sys.stdout, sys.stderr
        self.files = [
            io.TextIOWrapper(path.open("rb" if at == 0 else "wb"), "utf-8", errors)
            for at, (path, errors) in enumerate(
                zip(self.paths, ("strict", "strict", "backslashreplace"), strict=True)
            )
        ]
        sys.stdin, sys.stdout, sys.stderr = self.files
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdin, sys.stdout, sys.stderr = self.kept
        for file in self.files:
            file.close()

    def said(self) -> str:
        return "".join(path.read_text(encoding="utf-8", errors="replace") for path in self.paths[1:])


def ends(words: list[str], folder: Path, stdin: bytes = b"") -> tuple[int, str]:
    """Run the command line in a folder of its own, and return its exit code and all that it said."""
    home, argv, environment = Path.cwd(), sys.argv, dict(os.environ)
    streams = folder / "streams"
    streams.mkdir(exist_ok=True)
    (folder / "here").mkdir(exist_ok=True)
    os.chdir(folder / "here")
    sys.argv = ["rekindle", *words]
    try:
        with Streams(streams, stdin) as said:
            try:
                run()
            except SystemExit as end:
                code = end.code
            except BaseException:
                pytest.fail(f"rekindle {words!r} showed:\n{traceback.format_exc()}")
        assert isinstance(code, int), code
        return code, said.said()
    finally:
        sys.argv = argv
        os.chdir(home)
        os.environ.clear()
        os.environ.update(environment)


def in_order(words: list[str], folder: Path, stdin: bytes = b"") -> int:
    code, said = ends(words, folder, stdin)
    assert 0 <= code <= 3, (words, code, said)
    assert "Traceback" not in said
    assert code == 0 or said.strip(), words
    left = [path for path in (folder / "here").rglob("*") if re.search(r"\.[0-9a-f]{12}$", path.name)]
    assert not left, "a temporary file is left"
    return code


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calls")


# --------------------------------------------------------------------------- words

ODD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
# `serve` runs until it is stopped; tests/acceptance/test_serve.py tries its words.
COMMANDS = st.sampled_from([*(name for name in OURS if name != "serve"), "help", "builds", ""])
INNER = st.sampled_from(["new", "show", "check", "schema", "clear", "path"])
OPTIONS = st.sampled_from(
    [
        "--profile", "-p", "--pack", "--set", "--format", "-f", "--output", "-o", "--option", "--code", "--seed",
        "--date", "--report", "--step", "--prompt", "--why-not", "--against", "--fix", "--resume", "--no-cache",
        "--help", "-h", "--version", "--debug", "--",
    ]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        [
            "text", "html", "json", "email", "garden", "profile.yaml", "out.txt", "out/", ".", "-", "/",
            "soil=clay", "hours=5", "pests=slugs,moles", "helper.pronouns={", "soil=", "=", "paper=letter",
            "html.x=1", "00000-00000-00000-00000-00000", "1", "-1", "4294967296", "2027-01-04", "2027-02-30",
            "look", "look-corner", "bees", "github", "no/such/place", "out.txt/x",
        ]
    ),
    ODD,
)  # fmt: skip
CALLS = st.builds(
    lambda command, inner, pairs, rest: [
        command,
        *inner,
        *(word for option, value in pairs for word in (option, *value)),
        *rest,
    ],
    COMMANDS,
    st.lists(INNER, max_size=1),
    st.lists(st.tuples(OPTIONS, st.lists(VALUES, max_size=1)), max_size=4),
    st.lists(VALUES, max_size=1),
)


@pytest.mark.slow
@MANY
@given(CALLS, st.binary(max_size=40))
def test_any_words_end_in_order(folder: Path, words: list[str], stdin: bytes) -> None:
    here = folder / "words"
    if not here.exists():
        shutil.copytree(GARDEN, here / "here" / "garden")
        (here / "here" / "profile.yaml").write_text("soil: clay\n", encoding="utf-8")
    if "garden" not in words and "--pack" not in words and words[0] in ("build", "explain"):
        words = [words[0], "--pack", "garden", *words[1:]]
    if "--" in words or any(word.startswith("/") for word in words):
        # Nothing is to be written outside of the folder.
        words = [word for word in words if word != "--" and not word.startswith("/")]
    in_order([word for word in words if ".." not in word], here, stdin)


# --------------------------------------------------------------------------- profiles


def spoilt(rng: Random, data: bytes) -> bytes:
    """Return bytes with some of them lost, doubled, exchanged or put in."""
    out = bytearray(data)
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(4):
            case 0:
                del out[at : at + rng.randrange(1, 12)]
            case 1:
                out[at:at] = out[at : at + rng.randrange(1, 20)]
            case 2:
                out[at:at] = rng.choice(
                    (b"{", b"}", b"[", b'"', b"'", b": ", b"\n", b"\n  ", b"- ", b"&a ", b"*a", b"!!x ", b"|",
                     b"\xff", b"\xe2\x80\xa8", b"\x00", b"\t", b"#", b"9" * 30, b"true", b"null", b"1.0", b"**")
                )  # fmt: skip
            case _:
                out[at : at + 1] = bytes([rng.randrange(256)])
    return bytes(out)


@pytest.mark.slow
@MANY
@given(st.integers(0, 2**32 - 1))
def test_any_profile_ends_in_order(folder: Path, number: int) -> None:
    rng = Random(number)
    facts: dict[str, Any] = random_reader(rng)
    data = (yaml.safe_dump(facts, allow_unicode=True) if rng.randrange(2) else json.dumps(facts)).encode()
    if rng.randrange(8):
        data = spoilt(rng, data)
    place = folder / "profiles"
    (place / "here").mkdir(parents=True, exist_ok=True)
    (place / "here" / "profile").write_bytes(data)
    pack = ["--pack", str(GARDEN)]
    words = rng.choice(
        [
            ["build", *pack, "-p", "profile", "-o", "out.txt"],
            ["build", *pack, "-p", "-", "-o", "-", "-f", "json"],
            ["explain", *pack, "-p", "profile", "--report", "json"],
            ["profile", "check", *pack, "profile"],
            ["profile", "show", *pack, "profile"],
            ["profile", "check", *pack, "profile", "--report", "github"],
        ]
    )
    code = in_order(words, place, data)
    assert code in (0, 1, 2)


# --------------------------------------------------------------------------- packs


@pytest.mark.slow
@MANY
@given(st.integers(0, 2**32 - 1))
def test_any_pack_ends_in_order(folder: Path, number: int) -> None:
    """The garden with one file spoilt: it is refused, or it is another garden."""
    rng = Random(number)
    place = folder / "packs"
    pack = place / "here" / "pack"
    if not pack.exists():
        shutil.copytree(GARDEN, pack)
    name = rng.choice(FILES)
    whole = (GARDEN / name).read_bytes()
    (pack / name).write_bytes(spoilt(rng, whole))
    words = rng.choice(
        [
            ["check", "pack"],
            ["check", "pack", "--report", "json"],
            ["build", "--no-cache", "--pack", "pack", "-o", "-"],
            ["explain", "--no-cache", "--pack", "pack"],
        ]
    )
    try:
        code = in_order(words, place)
        assert code in (0, 1)
    finally:
        (pack / name).write_bytes(whole)

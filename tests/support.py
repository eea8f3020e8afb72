"""What tests share: where things are, and how to run and read what people run and read."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import html
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rekindle_core import ContentError, Document, Pack, Plan, load_pack, load_profile, make_plan, realise
from rekindle_core.content.building.compile import check_pack
from rekindle_core.content.reading.raw import read_pack
from rekindle_core.explanation.wording import reason_words, shortfall_words
from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM
from rekindle_core.planning.reasons import Reason

ROOT = Path(__file__).resolve().parent.parent
GARDEN = ROOT / "tests" / "packs" / "garden"
SPANISH = ROOT / "tests" / "packs" / "huerto"
PROFILES = ROOT / "examples" / "profiles"
EXAMPLES = tuple(sorted(path.stem for path in PROFILES.glob("*.yaml")))
_NOT_PASSED_ON = {"SOURCE_DATE_EPOCH", "NO_COLOR"}
SECRET = bytes(range(32))
"""The installation's secret, for tests."""
CONFIRMED = (REPLACED_PROGRAM, MAY_BE_FOUND)
"""What a person has decided for readers of whom no file may be made without it; stops are not among them."""
FORMATS = ("text", "html", "json", "pdf", "email", "markdown")

TRIES = int(os.environ.get("TESTS_EXAMPLES", "40"))
"""How many examples of a property are tried where its test names no number; .ci/nightly tries ten times as many."""
QUICK = settings(deadline=None, derandomize=True, max_examples=TRIES)
"""Hypothesis for the suite: the same examples each time, and no clock."""


def copy_pack(tmp_path: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Copy the garden pack, some files replaced or added, or taken away (None), and return its folder."""
    folder = tmp_path / "garden"
    shutil.copytree(GARDEN, folder)
    for name, content in (changes or {}).items():
        path = folder / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@cache
def garden_pack() -> Pack:
    """Return the garden pack, loaded once."""
    return load_pack(GARDEN)


def in_words(reason: Reason) -> str:
    """Return a reason in English."""
    return reason_words(garden_pack().language, reason)


def shortfalls(plan: Plan) -> list[str]:
    """Return what a plan could not keep, in English."""
    return [shortfall_words(garden_pack(), one) for one in plan.shortfalls]


@cache
def spanish_pack() -> Pack:
    """Return the small pack in Spanish, loaded once."""
    return load_pack(SPANISH)


@cache
def bundled_pack() -> Pack:
    """Return the pack that comes with Rekindle, loaded once."""
    return load_pack(ROOT / "content")


@cache
def example_plan(name: str) -> Plan:
    """Return the plan of an example, by the name of its profile."""
    pack = bundled_pack()
    return make_plan(pack, load_profile(pack, PROFILES / f"{name}.yaml"), date=dt.date(2027, 1, 4))


@cache
def example(name: str) -> Document:
    """Return an example's program, by the name of its profile."""
    return realise(bundled_pack(), example_plan(name), confirmed=CONFIRMED)


def filed_alternative() -> dict[str, str]:
    """Return the files of the garden pack that change where its alternative alt-bees has a file of its own."""
    before, _, rest = garden_text("gates.yaml").partition("    alternatives:\n      - id: alt-bees\n")
    body, _, after = rest.partition("  - id: pond\n")
    return {
        "gates.yaml": f"{before}    alternatives: [alt-bees]\n  - id: pond\n{after}",
        "alternatives/alt-bees.yaml": f"id: alt-bees\n{textwrap.dedent(body)}",
    }


def faults_of(folder: Path) -> list[str]:
    """Return what is wrong with a pack, a line for each fault, with files named from its folder."""
    try:
        check_pack(read_pack(folder, beside=True))
    except ContentError as error:
        return [str(fault).replace(f"{folder.as_posix()}/", "") for fault in error.diagnostics]
    return []


def faults_with(tmp_path: Path, file: str, find: str, put: str) -> list[str]:
    """Return what is wrong with the garden pack once some characters of a file are replaced."""
    return faults_of(copy_pack(tmp_path, {file: garden_text(file, find, put)}))


def places_of(faults: list[str]) -> list[str]:
    """Return the place and the code of each fault."""
    return [": ".join(line.split(": ")[:2]) for line in faults]


def garden_text(file: str, find: str = "", put: str = "") -> str:
    """Return a file of the garden pack, with characters that stand in it once replaced by others."""
    text = (GARDEN / file).read_text(encoding="utf-8")
    if not find:
        return text
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {file}"
    return text.replace(find, put)


def rekindle(
    *words: str | Path, cwd: Path | None = None, stdin: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "rekindle_core", *map(str, words)],
        cwd=cwd,
        input=stdin,
        env={**{key: value for key, value in os.environ.items() if key not in _NOT_PASSED_ON}, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def build(
    folder: Path, *words: str | Path, formats: tuple[str, ...] = FORMATS, **env: str
) -> dict[str, bytes]:
    """Build a program in several formats, and return the files by name: `program` and each format's suffix."""
    wanted = [word for name in formats for word in ("--format", name)]
    agreed = [word for name in CONFIRMED for word in ("--confirm", name)]
    given = (*agreed, "--date", "2027-01-04", "--name", "program", *wanted, *words)
    done = rekindle("build", *given, "--output", f"{folder}/", **env)
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def pages_of_pdf(data: bytes) -> list[str]:
    """Return the words on each page of a PDF, as they follow in the text."""
    tool = shutil.which("pdftotext") or pytest.skip("pdftotext (poppler-utils) is not installed")
    run = subprocess.run([tool, "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout.decode().split("\f")


def readable(name: str, data: bytes) -> str:
    """Return what a person can read of a file, its hidden parts included, with white space folded."""
    if name.endswith(".pdf"):
        text = " ".join(pages_of_pdf(data))
    elif name.endswith(".eml"):
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        text = "\n".join([*(f"{key}: {value}" for key, value in message.items()), *map(str, parts)])
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    else:
        text = data.decode()
        if name.endswith(".md"):
            text = "".join(map(_spoken, MarkdownIt("commonmark").parse(text)))
        if name.endswith(".html"):
            # The script is the same on every page; what it is told of this one stays.
            text = re.sub(r"<script>.*?</script>", " ", text, flags=re.DOTALL)
            text = re.sub(r"</?(?:em|strong|a|bdi|code|time)\b[^>]*>", "", text)
            text = html.unescape(re.sub(r"<[^>]*>", " ", text))
        elif name.endswith(".json"):
            text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return fold(text)


def _spoken(token: Token) -> str:
    """Return what a program shows of a piece of Markdown, blocks and breaks as spaces."""
    if token.children is not None:
        return "".join(map(_spoken, token.children))
    return token.content or (" " if token.block or token.type.endswith("break") else "")


def fold(text: str) -> str:
    """Return text with white space folded, and without marks that no reader sees."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u00ad]", "", text).split())


def texts_of(node: object) -> list[str]:
    """Return the texts of a Document in its JSON form, in reading order."""
    if isinstance(node, dict):
        own = [str(node["text"])] if node.get("type") == "Text" else []
        return own + [text for value in node.values() for text in texts_of(value)]
    if isinstance(node, list):
        return [text for value in node for text in texts_of(value)]
    return []


def hear_signals() -> None:
    """Let a process hear signals that it would ignore below nohup, or in a shell's background (`preexec_fn`)."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)

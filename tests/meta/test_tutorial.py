"""Whoever follows a tutorial meets what it shows."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from tests.meta.tutorial import (
    Call,
    File,
    Text,
    as_shown,
    environment,
    follow,
    make_environment,
    steps,
    texts,
)

from rekindle_core.extension import hookspecs

pytestmark = pytest.mark.slow

TEXTS = tuple(texts())


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_environment(tmp_path_factory.mktemp("environment"))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_whoever_does_what_a_page_says_meets_what_it_shows(
    text: Text, programs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    bin_ = make_environment(tmp_path / "environment") if text.installs else programs
    follow(text, folder, environment(tmp_path, bin_))


@pytest.mark.parametrize("hook", hookspecs.HOOKS)
def test_every_hook_has_a_page_that_implements_it_with_its_exact_arguments(hook: str) -> None:
    arguments = ", ".join(inspect.signature(getattr(hookspecs, hook)).parameters)
    files = [step.text for text in TEXTS for step in steps(text) if isinstance(step, File)]
    found = {
        signature for file in files for signature in re.findall(rf"^def {hook}\((.*?)\)", file, re.MULTILINE)
    }
    assert arguments in {re.sub(r": [^,]*", "", signature) for signature in found}


def test_files_and_commands_are_done_in_the_order_of_the_page(tmp_path: Path) -> None:
    text = Text(
        "page.md",
        "<!-- setup -->\n```sh\npip install\n```\n\n"
        "This is `a/b.txt`:\n\n<!-- file a/b.txt -->\n```text\none\ntwo\n```\n\n"
        "```console\n$ cat a/b.txt\none\n…\n$ rm a/b.txt\n```\n",
    )
    assert list(steps(text)) == [
        File("a/b.txt", "one\ntwo\n"),
        Call("cat a/b.txt", "one\n…\n"),
        Call("rm a/b.txt", ""),
    ]
    follow(text, tmp_path, environment(tmp_path, tmp_path))
    assert not (tmp_path / "a/b.txt").exists()


def test_a_command_that_says_something_else_is_told(tmp_path: Path) -> None:
    text = Text("page.md", "```console\n$ echo one\ntwo\n```\n")
    with pytest.raises(AssertionError, match=r"\$ echo one\nends with 0 and says\none\n"):
        follow(text, tmp_path, environment(tmp_path, tmp_path))


def test_a_block_that_nothing_would_run_is_refused() -> None:
    with pytest.raises(ValueError, match=r"page.md: this block is not run:\nprint\(\)"):
        list(steps(Text("page.md", "# Title\n\n```python\nprint()\n```\n")))


def test_a_file_that_only_a_comment_names_is_refused() -> None:
    text = Text("page.md", "Write `other.py`.\n\n<!-- file some.py -->\n```python\nprint()\n```\n")
    with pytest.raises(ValueError, match=r"page.md: nobody sees that this is to be some.py"):
        list(steps(text))


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        ("", "", True),
        ("", "more\n", False),
        ("one\n", "one", True),
        ("one\n", "one\ntwo\n", False),
        ("one\n…\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("…\nfour\n", "four\n", True),
        ("in … s\n", "in 0.3 s\n", True),
        ("in … s\n", "in 0.3\ns\n", False),
        ("a.b\n", "axb\n", False),
    ],
)
def test_dots_stand_for_any_words_or_lines_and_nothing_else_does(shown: str, said: str, same: bool) -> None:
    assert as_shown(shown, said) is same

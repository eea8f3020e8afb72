"""The docs and the product's own words keep to plain English: our own list of phrases, and proselint's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from proselint.checks import __register__ as public_checks
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile
from tests.meta.english import prose, translated, words
from tests.support import ROOT

PAGES = (
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md", "ARCHITECTURE.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "docs/reference/errors.md",
    *sorted((ROOT / "src/rekindle_core/cli/help/topics").glob("*.md")),
)
WORDS = ("src/rekindle_core/content/languages/en.yaml", "content/pack.yaml", "content/counselor.yaml")
MODULES = sorted(path for folder in ("src", "plugins") for path in (ROOT / folder).rglob("*.py"))
# Its rules of typography are for books. Repeated words are looked for in our own list: paragraph by paragraph.
LEFT_OUT = ("typography", "lexical_illusions")
CheckRegistry().register_many(public_checks)


def proselint(name: str, text: str) -> list[str]:
    """Return what proselint says of a text."""
    found = (one.check_result for one in LintFile(name, text).lint(DEFAULT))
    return [f"{one.check_path}: {one.message}" for one in found if not one.check_path.startswith(LEFT_OUT)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_has_no_phrase_that_sounds_translated(page: Path) -> None:
    assert [f"line {line}: {phrase}" for line, text in prose(page) for phrase in translated(text)] == []


def test_no_message_help_docstring_or_comment_has_a_phrase_that_sounds_translated() -> None:
    assert len(MODULES) > 300
    assert [
        f"{path.relative_to(ROOT)}:{line}: {phrase}"
        for path in MODULES
        for line, text in words(path)
        for phrase in translated(text)
    ] == []


def test_no_page_in_the_browser_has_a_phrase_that_sounds_translated() -> None:
    templates = sorted((ROOT / "src/rekindle_core/web/templates").rglob("*.html"))
    scripts = sorted((ROOT / "src/rekindle_core/web/static").glob("*.js"))
    code = re.compile(r"(?s)<[^>]+>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|\$\{.*?\}")
    assert len(templates) > 10
    assert [
        f"{path.name}: {phrase}"
        for path in (*templates, *scripts)
        for phrase in translated(" ".join(code.sub("‹code›", path.read_text(encoding="utf-8")).split()))
    ] == []


def test_no_word_of_the_interface_or_of_a_schema_sounds_translated() -> None:
    files = (*sorted((ROOT / "content/schema").glob("*.json")), *(ROOT / name for name in WORDS))
    assert [
        f"{path.relative_to(ROOT)}:{line}: {phrase}"
        for path in files
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for phrase in translated(re.sub(r'^\s*"?\w+"?: ', "", text))
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_proselint_has_nothing_to_say_of_a_page(page: Path) -> None:
    assert proselint(page.name, "\n\n".join(text for _, text in prose(page))) == []


def test_the_phrases_are_found() -> None:
    assert translated("A plugin that cannot be loaded is told of.")
    assert translated("Lists are parted by commas.")
    assert translated("Separate list items with commas.") == []
    assert proselint("page", "This is very unique.")


def test_the_words_of_a_module_are_its_strings_and_comments_without_code(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""Say it anew."""\nx = f"{1} stands in {2}"  # told of `anew` once\ny = "everybody"\n'
    )
    assert sorted(words(module)) == [
        (1, "Say it anew."),
        (2, "told of ‹code› once"),
        (2, "‹code› stands in ‹code›"),
    ]

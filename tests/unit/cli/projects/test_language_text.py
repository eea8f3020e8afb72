"""A language.yaml to begin with: it says of each key what it is for, and has no words of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support import copy_pack, faults_of, garden_text

from rekindle_core.cli.projects.language_text import language_tag, language_text
from rekindle_core.content.reading.language_words import LANGUAGES, bundled_language, english
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.errors import UsageError

BUNDLED = sorted(path.stem for path in LANGUAGES.glob("*.yaml"))
# A key behind a number sign: its value is a text, a list or a mapping, or it stands alone and others below it.
CLOSED = re.compile(r"^( *)# ( *[\w./'-]+:(?: [\"\[{].*)?)$", re.MULTILINE)


@pytest.mark.parametrize("tag", BUNDLED)
def test_a_language_that_comes_with_the_engine_is_written_whole(tag: str) -> None:
    assert read_yaml(language_text(tag), "a").data == bundled_language(tag)
    # A variety of it begins with the same words.
    assert read_yaml(language_text(f"{tag}-ZZ"), "a").data == {
        **bundled_language(tag),
        "language": f"{tag}-ZZ",
    }


@pytest.mark.parametrize("tag", [*BUNDLED, "fr"])
def test_every_key_stands_below_what_it_is_for(tag: str) -> None:
    text = language_text(tag)
    lines = (CLOSED.sub(r"\1\2", text) if tag == "fr" else text).splitlines()
    keys = {section: [*words] for section, words in english().items() if isinstance(words, dict)}
    for section in ("words", "counselor", "reasons", "interview", "answers"):
        start = lines.index(f"{section}:")
        for key in keys[section]:
            at = next(i for i in range(start, len(lines)) if lines[i].startswith(f"  {key}: "))
            assert re.match(r"  # \w", lines[at - 1])
            assert ("  # English: " in lines[at - 1]) == (tag != "fr" and section != "answers")
    assert all(len(line) <= 120 for line in lines if line.lstrip().startswith("# ") and "English" not in line)


def test_another_language_is_english_behind_number_signs_and_check_lists_it(tmp_path: Path) -> None:
    text, pack = language_text("fr"), garden_text("pack.yaml", "language: en", "language: fr")
    faults = faults_of(copy_pack(tmp_path, {"language.yaml": text, "pack.yaml": pack}))
    told = [re.search(r"missing-key: (The file|\w+) lacks \d+ keys\.", line) for line in faults]
    assert [found and found[1] for found in told] == [
        "The file",
        "words",
        "counselor",
        "answers",
        "facts",
        "interview",
    ]
    assert 'hours: "Hours"' in faults[1]
    # Whoever takes all of the number signs away has the English words.
    opened = CLOSED.sub(r"\1\2", text)
    held = read_yaml(opened, "a").data
    # How English is spelled from country to country is of no use to another language.
    optional = {"language", "date_forms", "verbs", "spelling"}
    assert optional & held.keys() == {"language"}
    assert {key: held[key] for key in held if key not in optional} == {
        key: words for key, words in english().items() if key not in optional
    }
    assert faults_of(copy_pack(tmp_path / "opened", {"language.yaml": opened, "pack.yaml": pack})) == []


@pytest.mark.parametrize(
    ("typed", "tag"), [("es", "es"), ("ES", "es"), ("pt-br", "pt-BR"), ("SR-latn-rs", "sr-Latn-RS")]
)
def test_a_tag_is_written_as_is_usual(typed: str, tag: str) -> None:
    assert language_tag(typed) == tag


@pytest.mark.parametrize("typed", ["", "e", "Spanish", "es_MX", "es-", "../es", "español"])
def test_what_is_no_tag_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UsageError, match="such as es for Spanish") as refused:
        language_tag(typed)
    assert refused.value.code == "bad-language"

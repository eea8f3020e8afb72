"""Languages: classes, cases and pronouns as data, and a pack that brings its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support import GARDEN, ROOT, copy_pack, faults_of, garden_text, places_of

from rekindle_core import ContentError, load_pack
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.template import Agreement, Para, Words
from rekindle_core.content.model.values import NAME_ONLY, PronounSet
from rekindle_core.content.reading.yaml_reader import read_yaml

LANGUAGES = sorted((ROOT / "src/rekindle_core/content/languages").glob("*.yaml"))
ENGLISH = (ROOT / "src/rekindle_core/content/languages/en.yaml").read_text(encoding="utf-8")
SHE = PronounSet((("they", "she"), ("them", "her")), "singular")


@pytest.fixture(scope="module")
def english() -> Language:
    """Return the language of the garden pack."""
    return load_pack(GARDEN).language


def small(**changes: Any) -> Language:
    """Return a small language."""
    values: dict[str, Any] = {
        "tag": "en",
        "direction": "ltr",
        "classes": ("singular", "plural"),
        "cases": ("they", "them"),
        "pronouns": {"she/her": SHE},
        "default_pronouns": "she/her",
        "possessive": "’s",
        "possessive_cases": (),
        "quotes": "‘’“”",
        "abbreviations": (),
        "words": {"why": "Why"},
    }
    return Language(**{**values, **changes})


def english_with(*changes: tuple[str, str]) -> str:
    """Return the file of English with some characters replaced."""
    text = ENGLISH
    for find, put in changes:
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    return text


# ------------------------------------------------------------------ the value


def test_a_pronoun_set_has_a_form_for_each_case() -> None:
    assert (SHE.form("they"), SHE.form("them")) == ("she", "her")
    with pytest.raises(KeyError, match="their"):
        SHE.form("their")


def test_a_set_is_found_by_the_name_that_profiles_use() -> None:
    assert small().pronoun_set("she/her") is SHE
    with pytest.raises(KeyError, match="he/him"):
        small().pronoun_set("he/him")


def test_name_only_is_a_set_of_every_language() -> None:
    assert small().pronoun_set("name-only") is NAME_ONLY
    assert NAME_ONLY.name_only
    assert small(pronouns={}).pronoun_names == ("name-only",)
    assert small().pronoun_names == ("she/her", "name-only")


def test_a_language_cannot_be_changed() -> None:
    sets, words = {"she/her": SHE}, {"why": "Why"}
    language = small(pronouns=sets, words=words)
    sets["he/him"] = SHE
    words["why"] = "Because"
    assert language == small()
    with pytest.raises(AttributeError):
        language.tag = "de"  # type: ignore[misc]
    with pytest.raises(TypeError):
        language.words["why"] = "Because"  # type: ignore[index]


# ------------------------------------------------------------------ the languages of the core


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_of_the_core_is_named_for_its_tag_and_complete(path: Path) -> None:
    data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
    assert data["language"] == path.stem
    assert data["default_pronouns"] in data["pronouns"]
    assert set(data["possessive_cases"]) <= set(data["cases"])
    assert set(data["words"]) == set(read_yaml(ENGLISH, "en.yaml").data["words"])
    for forms in data["pronouns"].values():
        assert set(forms) == {*data["cases"], "number"}
        assert forms["number"] in data["classes"]


def test_english_has_its_classes_cases_and_sets(english: Language) -> None:
    assert english.classes == ("singular", "plural")
    assert english.cases == ("they", "them", "their", "theirs", "themself")
    assert english.pronoun_names == ("she/her", "he/him", "they/them", "name-only")
    assert english.pronoun_set("they/them").number == "plural"
    assert english.pronoun_set("she/her").form("themself") == "herself"
    assert (english.possessive, english.quotes) == ("’s", "‘’“”")


# ------------------------------------------------------------------ a language of the pack's own


def test_a_pack_can_bring_its_own_language(tmp_path: Path) -> None:
    """With three classes, a choice has three arms; with other quotation marks, prose has those."""
    language = english_with(
        ("language: en\n", "language: de\n"),
        ("direction: ltr", "direction: rtl"),
        ("classes: [singular, plural]", "classes: [singular, dual, plural]"),
        ('quotes: "‘’“”"', 'quotes: "‚‘«»"'),
    )
    changes: dict[str, str | bytes | None] = {
        "language.yaml": language,
        "pack.yaml": garden_text("pack.yaml", "language: en", "language: de"),
        "steps/01-look.yaml": garden_text(
            "steps/01-look.yaml", "{helper.they: is | are}", "{helper.they: is | be | are}"
        ),
        "steps/02-dig.yaml": garden_text(
            "steps/02-dig.yaml", '"> Spade is wet. {helper.they} {helper.they: has | have} the key."', '"\\"Wet.\\""'
        ).replace("{helper: rests | rest}", "{helper: a | b | c}"),
        "phrases.yaml": garden_text("phrases.yaml", "{helper: likes | like}", "{helper: a | b | c}"),
    }  # fmt: skip
    pack = load_pack(copy_pack(tmp_path, changes))
    assert (pack.language.direction, pack.language.classes[1]) == ("rtl", "dual")
    assert pack.phrases["spot"][1].text[-1] == Agreement("helper", "", ("a", "b", "c"))
    assert pack.items["dig-note"].text == (Para((Words("«Wet.»"),)),)  # type: ignore[union-attr]


def test_two_arms_are_too_few_for_three_classes(tmp_path: Path) -> None:
    language = english_with(("classes: [singular, plural]", "classes: [singular, dual, plural]"))
    found = faults_of(copy_pack(tmp_path, {"language.yaml": language}))
    assert {line.split(": ")[1] for line in found} == {"bad-agreement"}
    assert all("singular | dual | plural" in line for line in found)
    assert len(found) == 4


def test_a_broken_language_file_is_told_of_and_the_pack_is_not_blamed(tmp_path: Path) -> None:
    contents: list[str | bytes] = ["a: *b", "[]", b"\xff"]
    for number, content in enumerate(contents):
        (tmp_path / str(number)).mkdir()
        (fault,) = faults_of(copy_pack(tmp_path / str(number), {"language.yaml": content}))
        assert fault.startswith("language.yaml:1:")


@pytest.mark.parametrize(
    ("find", "put", "fault"),
    [
        (
            "default_pronouns: they/them",
            "default_pronouns: they/thm",
            "bad-value: There is no pronoun set “they/thm”. Hint: did you mean “they/them”?",
        ),
        (', themself: "herself"', "", "missing-key: The set has no form for themself. Hint: add themself: "),
        (
            "number: plural",
            "number: plurel",
            "bad-value: There is no class “plurel”. Hint: use one of singular, plural.",
        ),
        ("direction: ltr", "direction: up", "bad-value: “up” is not allowed here. Hint: use one of ltr or rtl."),
        ("quotes:", "quotez:", "missing-key: The file lacks 1 key. Hint: add in en what is in English quotes:"),
        ("possessive_cases: [their,", "possessive_cases: [theirz,", "bad-value: "),
        ('  why: "Why this matters"\n', "", "missing-key: "),
        ("language: en\n", "language: de\n", "bad-value: "),
        ('  why: "Why this matters"\n', "  why: Why #1\n", "yaml-comment: YAML reads what follows # as a comment"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_in_a_language_is_a_fault(
    tmp_path: Path, find: str, put: str, fault: str
) -> None:
    """Also a case that there is none of, words that the pages need, and the language of another pack."""
    found = faults_of(copy_pack(tmp_path, {"language.yaml": english_with((find, put))}))
    assert found
    assert f": {fault}" in found[0]
    assert found[0].startswith(("language.yaml:", "pack.yaml:5:"))


def test_all_faults_of_a_language_are_found(tmp_path: Path) -> None:
    language = english_with(
        ("default_pronouns: they/them", "default_pronouns: it/its"),
        (', themself: "herself"', ""),
        ("number: plural", "number: many"),
    )
    folder = copy_pack(tmp_path, {"language.yaml": language})
    assert [line.split(": ")[1] for line in places_of(faults_of(folder))] == [
        "bad-value",
        "missing-key",
        "bad-value",
    ]
    with pytest.raises(ContentError):
        load_pack(folder)

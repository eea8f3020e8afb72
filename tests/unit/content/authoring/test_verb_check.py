"""Verbs behind a pronoun that agree with one class alone: 'they sees', and choices that follow another mention."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import ROOT, copy_pack, faults_of, garden_text

from rekindle_core import load_pack
from rekindle_core.content.authoring.verb_check import FoundVerb, verb_rules
from rekindle_core.content.reading.yaml_reader import read_yaml

ENGLISH = (ROOT / "src/rekindle_core/content/languages/en.yaml").read_text(encoding="utf-8")
RULES = verb_rules(read_yaml(ENGLISH, "en.yaml").data)
assert RULES is not None


def with_text(tmp_path: Path, text: str, **more: str) -> Path:
    dig = garden_text("steps/02-dig.yaml", "Pick one square.", text)
    return copy_pack(tmp_path, {"steps/02-dig.yaml": dig, **more})


@pytest.mark.parametrize(
    ("verb", "other"),
    [
        ("sees", "see"), ("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"), ("goes", "go"),
        ("carries", "carry"), ("passes", "pass"), ("watches", "watch"), ("wishes", "wish"), ("mixes", "mix"),
        ("buzzes", "buzz"), ("echoes", "echo"), ("says", "say"), ("uses", "use"), ("isn’t", "aren’t"),
        ("doesn’t", "don’t"), ("Sees", "See"),
    ],
)  # fmt: skip
def test_a_verb_of_one_class_has_another_form(verb: str, other: str) -> None:
    assert RULES.verb_in(f" {verb} the wall.") == FoundVerb(f" {verb}", verb, "singular", other)
    assert RULES.verb_in(f" never {verb}, perhaps.") == FoundVerb(f" never {verb}", verb, "singular", other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" are late", FoundVerb(" are", "are", "plural", "is")),
        (" still aren’t", FoundVerb(" still aren’t", "aren’t", "plural", "isn’t")),
        ("’s late", FoundVerb("’s", "’s", "singular", "’re")),
        ("’re late", FoundVerb("’re", "’re", "plural", "’s")),
        ("’ve seen", FoundVerb("’ve", "’ve", "plural", "’s")),
    ],
)
def test_a_verb_of_the_other_class_and_one_that_is_joined_are_found(text: str, found: FoundVerb) -> None:
    assert RULES.verb_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "", " saw it", " can see this", ", is it", ". Is it", "’d", " have", " do",
        " were", " as well", " always", " alone", " pass by", " focus", " perhaps.", " would",
        " — is", " upstairs", "s", " see",
    ],
)  # fmt: skip
def test_what_is_no_such_verb_is_let_be(text: str) -> None:
    assert RULES.verb_in(text) is None


FOUND = [
    (
        "Where {helper.they}'s late.",
        "“’s” does not agree with every pronoun: this may read “they’s”. "
        "Hint: write {helper.they}{helper.they: ’s | ’re}.",
    ),
    (
        "Where {helper.they} are now.",
        "“are” does not agree with every pronoun: this may read “she are”. "
        "Hint: write {helper.they} {helper.they: is | are}.",
    ),
    (
        "Where {helper.they} sees it.",
        "“sees” does not agree with every pronoun: this may read “they sees”. "
        "Hint: write {helper.they} {helper.they: sees | see}.",
    ),
    (
        "*{helper.they} often rests* here.",
        "“rests” does not agree with every pronoun: this may read “they often rests”. "
        "Hint: write {helper.they} often {helper.they: rests | rest}.",
    ),
    (
        "> Here {gardener.they} is.",
        "“is” does not agree with every pronoun: this may read “they is”. "
        "Hint: write {gardener.they} {gardener.they: is | are}.",
    ),
    (
        "{helper} {helper.they: was | were} late, {helper.they} said.",
        "The choice after {helper} agrees with {helper.they}. Hint: write {helper} {helper: was | were}.",
    ),
    (
        "So {helper.they} {helper: was | were} late.",
        "The choice after {helper.they} agrees with {helper}. "
        "Hint: write {helper.they} {helper.they: was | were}.",
    ),
]


@pytest.mark.parametrize(("text", "fault"), FOUND, ids=[text for text, _ in FOUND])
def test_check_points_at_the_pronoun_and_writes_the_choice_out(tmp_path: Path, text: str, fault: str) -> None:
    folder = with_text(tmp_path, text)
    (found,) = faults_of(folder)
    place, _, said = found.partition(": bad-agreement: ")
    line, column = map(int, place.rsplit(":", 2)[1:])
    written = (folder / "steps/02-dig.yaml").read_text(encoding="utf-8").splitlines()[line - 1]
    assert written[column - 1 :].startswith(fault.split("write ")[1].split("}")[0] + "}")
    assert said == fault
    # It is about how a text reads; the pack is built all the same.
    load_pack(folder)


@pytest.mark.parametrize("before", ["What {helper.they} saw, and ", "*{helper.they} saw* and "])
def test_the_second_of_two_is_pointed_at(tmp_path: Path, before: str) -> None:
    (found,) = faults_of(with_text(tmp_path, f"{before}{{helper.they}} sees."))
    assert found.startswith("steps/02-dig.yaml:")
    assert int(found.split(":")[2]) == 84 + len(before)


@pytest.mark.parametrize(
    "text",
    [
        "{helper.they} {helper.they: sees | see} it.",
        "What {helper.they: does | do} {helper.they} see?",
        "{helper} sees it.",
        "Ask {helper.them} plants, or {helper's} sees.",
        "As {helper.they} did, {gardener} {gardener: rests | rest}.",
        "{helper} {gardener.they: rests | rest} where {gardener.they} did.",
        "{helper.they} always {helper.they: sees | see} it.",
        "What would {helper.they} perhaps have?",
        "If {helper.they} were there, and {helper.they} will.",
    ],
)
def test_what_agrees_is_let_be(tmp_path: Path, text: str) -> None:
    assert faults_of(with_text(tmp_path, text)) == []


def language(*changes: tuple[str, str]) -> dict[str, str]:
    text = ENGLISH
    for find, put in changes:
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    return {"language.yaml": text}


def test_a_language_that_says_nothing_of_verbs_is_not_looked_at(tmp_path: Path) -> None:
    before, _, rest = ENGLISH.partition("verbs:\n")
    without = before + rest[rest.index("# Added to a name") :]
    assert faults_of(with_text(tmp_path, "{helper.they} sees.", **{"language.yaml": without})) == []


def test_a_language_whose_pronouns_are_all_of_that_class_needs_no_choice(tmp_path: Path) -> None:
    alike = language(("number: plural", "number: singular"))
    assert faults_of(with_text(tmp_path, "{helper.they} sees.", **alike)) == []


@pytest.mark.parametrize(
    ("find", "put", "fault"),
    [
        ("  after: they\n", "  after: thy\n", "There is no case “thy”. Hint: did you mean “they”?"),
        ("    singular:\n", "    both:\n", "There is no class “both”. Hint: use one of singular, plural."),
    ],
)  # fmt: skip
def test_verbs_speak_of_a_case_and_a_class_of_the_language(
    tmp_path: Path, find: str, put: str, fault: str
) -> None:
    (found,) = faults_of(copy_pack(tmp_path, {**language((find, put))}))
    assert found.endswith(f"bad-value: {fault}")

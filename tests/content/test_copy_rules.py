"""The bundled pack's rules of wording: each example of each rule, found by reading the file."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.content.pack import LANGUAGE
from tests.support import ROOT, faults_of

from rekindle_core.content.authoring.copy_rules import CopyRule, read_copy_rules
from rekindle_core.content.reading.yaml_reader import read_yaml

FILE = ROOT / "content/copy-rules.yaml"
DATA: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
RULES = {
    rule.id: rule
    for rule in read_copy_rules(read_yaml(FILE.read_text(encoding="utf-8"), FILE.name), LANGUAGE, []).rules
}
EXAMPLES = [
    pytest.param(RULES[data["id"]], text, key == "catches", id=f"{data['id']}-{key}-{number}")
    for data in DATA["rules"]
    for key in ("catches", "leaves")
    for number, text in enumerate(data[key], 1)
]


@pytest.mark.parametrize(("rule", "text", "caught"), EXAMPLES)
def test_a_rule_does_what_its_example_says(rule: CopyRule, text: str, caught: bool) -> None:
    assert any(rule.breaches(text, LANGUAGE)) == caught


@pytest.mark.slow
def test_the_bundled_pack_keeps_its_own_rules() -> None:
    assert faults_of(ROOT / "content") == []


# The words and constructions that the pack's rules began with: whatever becomes of the file, these stay caught.
NEVER = [
    "win them back",
    "get them back",
    "your ex",
    "toxic",
    "narcissist",
    "codependent",
    "closure",
    "soulmate",
    "were they the one?",
    "fix it",
    "deserve",
    "prove it",
    "convince",
    "earn it",
    "a failed marriage",
    "a broken home",
    "your husband",
    "your wife",
    "will they write?",
    "they will come back",
    "the other person will love it",
    "If you wait, they come.",
    "when they reply",
    "make them laugh",
    "you should",
    "you must",
    "Why didn't you call?",
    "at least you tried",
    "everything happens",
    "Who? When?",
    "Pick one and write it down.",
    " ".join(["word"] * 46),
    "Go on!",
    "pray",
    "you always leave",
    "you never leave",
    # Prompts that were judged to do harm.
    "What made them lose interest?",
    "How will you show you have changed?",
    "Describe your attachment wounds.",
    "Why did it fail? Write everything.",
    "List ten reasons you belong together.",
    "What could you have done to keep them calm?",
    "Imagine them reading this and smiling.",
    "How do you both forgive and move on?",
]
# And prompts that were judged to be good.
FINE = [
    "Pick one ordinary evening when talk went quiet. What was said just before?",
    "Name one thing you needed and never said aloud. Write it in six words.",
    "Which hour of your week feels most like you? Put it in next week.",
    "Your thumb is over their name. What will you do in the next ten minutes?",
    "Read your draft as if you wanted no contact. Which word would weigh on you?",
    "Finish once, without giving a reason: 'I did …, and it left you …'",
    "Write one promise small enough to keep by Friday, even if nobody notices.",
    "If they have said yes: name an hour that either of you could leave early.",
    "What would you still want to be true of you if the answer stays no?",
    "Write one thing this bond may become, and one it may not. Can you live with both?",
]
PROMPT = frozenset({"prompts", "text"})


def broken(text: str) -> list[str]:
    return [
        rule.id for rule in RULES.values() if rule.is_about(PROMPT) and any(rule.breaches(text, LANGUAGE))
    ]


@pytest.mark.parametrize("text", NEVER)
def test_what_a_prompt_never_says_is_caught(text: str) -> None:
    assert broken(text)


@pytest.mark.parametrize("text", FINE)
def test_a_good_prompt_is_left_alone(text: str) -> None:
    assert broken(text) == []

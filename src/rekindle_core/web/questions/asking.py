"""A pack's question as a field of a form.

Input: a Fact, and what was answered before. Output: what the template shows. Must not know: what it is about.

"Don't know" and "rather not say" are offered everywhere. What nobody answered is not known; that is the beginning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, assert_never

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NONE
from rekindle_core.frozen import Frozen

UNKNOWN, DECLINED = "unknown", "declined"


class Choice(Frozen):
    """One of the answers to choose from."""

    value: str
    words: str
    chosen: bool


class Question(Frozen):
    """A question.

    Attributes:
        name: The name of its field, which is the fact's.
        ask: The question.
        help: Why it is asked, or how it is answered; may be empty.
        form: Whether one answer is chosen, or several, or something is typed.
        choices: The answers to choose from; beside a text, those in its place.
        text: What was typed.
        fault: What is wrong with the answer; empty if nothing is.
        digits: Whether a number is typed.
    """

    name: str
    ask: str
    help: str
    form: Literal["one", "several", "typed"]
    choices: tuple[Choice, ...]
    text: str = ""
    fault: str = ""
    digits: bool = False


def question(pack: Pack, fact: Fact, answers: Mapping[str, Any], fault: str = "") -> Question:
    """Return a question as a field.

    Args:
        pack: The pack.
        fact: The fact.
        answers: What was answered, by the names of facts, as a profile holds it.
        fault: What is wrong with the answer to this one.
    """
    given = answers.get(fact.name, UNKNOWN)
    offered, form = _offered(pack, fact)
    said = (*offered, *_OPEN[form])
    chosen = set(given) if isinstance(given, list) else {given}
    choices = tuple(Choice(value, words, value in chosen) for value, words in said)
    typed = form == "typed" and given not in (UNKNOWN, DECLINED)
    return Question(
        fact.name,
        fact.ask,
        # Backquotes mark a word of the commands.
        fact.help.replace("`", "“", 1).replace("`", "”", 1),
        form,
        choices,
        text=str(given) if typed else "",
        fault=fault,
        digits=fact.kind == "number",
    )


_NOT_KNOWN, _NOT_SAID = (UNKNOWN, "Don’t know, or not asked"), (DECLINED, "Rather not say")
_OPEN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "one": (_NOT_KNOWN, _NOT_SAID),
    # Without a tick, the answer is unknown.
    "several": (_NOT_SAID,),
    "typed": (_NOT_SAID,),
}


def _offered(
    pack: Pack, fact: Fact
) -> tuple[tuple[tuple[str, str], ...], Literal["one", "several", "typed"]]:
    match fact.kind:
        case "yes-no":
            return (("yes", "Yes"), ("no", "No")), "one"
        case "choice":
            return tuple((value, _begun(words)) for value, words in fact.values.items()), "one"
        case "choices":
            values = tuple((value, _begun(words)) for value, words in fact.values.items())
            return (*values, *(() if NONE in fact.values else ((NONE, "None of these"),))), "several"
        case "pronouns":
            names = tuple((name, name) for name in pack.language.pronoun_names)
            return names, "one"
        case "number" | "text" | "name" | "date" | "country":
            return (), "typed"
        case _ as never:
            assert_never(never)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]

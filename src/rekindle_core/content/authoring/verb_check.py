"""Words right after a mention that don't agree with it: {helper.they} sees, {helper} {helper.they: was | were}.

Input: a language's rules for verbs, and every text. Output: a fault for each such place. Must not know:
English; a language without rules for verbs is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import field

from rekindle_core.content.model.language import Language
from rekindle_core.content.model.template import (
    Agreement,
    Hyperlink,
    Mention,
    Span,
    Spans,
    Styled,
    Words,
    lines_of,
)
from rekindle_core.content.reading.agreement import written_choice, written_mention
from rekindle_core.content.reading.pack_text import PackText
from rekindle_core.diagnostics import Diagnostic
from rekindle_core.frozen import Frozen

_WORD = re.compile(r"\s+([^\W\d_]+(?:[’'][^\W\d_]+)?)")
_JOINED = re.compile(r"[’'][^\W\d_]+")


class ClassVerbs(Frozen):
    """Verbs that agree with only one class: whole verbs and endings, each with its form for the other classes."""

    forms: Mapping[str, str]
    endings: Mapping[str, str] = field(default_factory=dict)


class VerbRules(Frozen):
    """A language's rules for verbs after a pronoun. In lists of words, `*` matches any beginning.

    Attributes:
        after: The case of the pronoun that a verb follows.
        classes: The verbs of each class.
        between: Words that may come between the pronoun and its verb.
        others: Words that end like such a verb but aren't one.
    """

    after: str
    classes: Mapping[str, ClassVerbs]
    between: tuple[str, ...]
    others: tuple[str, ...]

    def verb_in(self, text: str) -> FoundVerb | None:
        """Return the first verb of a text that agrees with only one class; None if another word comes first."""
        if joined := _JOINED.match(text):
            return self._found(joined[0], joined[0])
        at = 0
        while found := _WORD.match(text, at):
            at = found.end()
            if not _listed(found[1], self.between):
                return self._found(text[:at], found[1])
        return None

    def _found(self, words: str, verb: str) -> FoundVerb | None:
        folded = verb.casefold().replace("'", "’")
        for name, verbs in self.classes.items():
            if other := verbs.forms.get(folded, ""):
                return FoundVerb(words, verb, name, other)
            ending = next((end for end in verbs.endings if folded.endswith(end) and folded != end), "")
            if ending and not _listed(verb, self.others):
                return FoundVerb(words, verb, name, verb[: -len(ending)] + verbs.endings[ending])
        return None


class FoundVerb(Frozen):
    """A verb, the words up to it, the class that it agrees with, and its forms for the others."""

    words: str
    verb: str
    of_class: str
    other: str


def verb_rules(data: Mapping[str, Any]) -> VerbRules | None:
    """Return the rules for verbs from a language file with a valid structure, or None if it has none."""
    verbs = data.get("verbs")
    return verbs and VerbRules(
        after=verbs["after"],
        classes={name: ClassVerbs(**one) for name, one in verbs["classes"].items()},
        between=tuple(verbs["between"]),
        others=tuple(verbs["others"]),
    )


def check_verbs(rules: VerbRules, language: Language, texts: Iterable[PackText]) -> Iterator[Diagnostic]:
    """Yield a fault for each word after a mention that doesn't agree with it.

    Args:
        rules: The language's rules for verbs.
        language: The language.
        texts: The texts of the pack.
    """
    for text in texts:
        seen: dict[str, int] = {}
        for span, after in (pair for line in lines_of(text.prose) for pair in _followed(line)):
            if isinstance(span, Mention):
                written = written_mention(span)
                seen[written] = seen.get(written, -1) + 1
                if fault := _fault(rules, language, span, after):
                    at = text.source.find(text.path, written, seen[written])
                    yield Diagnostic(at, "bad-agreement", *fault)


def _followed(spans: Spans) -> Iterator[tuple[Span, Spans]]:
    """Yield spans and their contents in reading order, each with those right after it."""
    for index, span in enumerate(spans):
        yield span, spans[index + 1 :]
        if isinstance(span, Styled | Hyperlink):
            yield from _followed(span.children)


def _fault(rules: VerbRules, language: Language, mention: Mention, after: Spans) -> tuple[str, str] | None:
    """Return the fault after a mention, and what to write."""
    match after:
        case (Words(text=text), Agreement(person=mention.person) as choice, *_) if text.isspace():
            return _other_mention(rules, mention, choice)
        case (Words(text=text), *_) if mention.case == rules.after:
            found = rules.verb_in(text)
            return None if found is None else _plain_verb(language, mention, found)
    return None


def _other_mention(rules: VerbRules, mention: Mention, choice: Agreement) -> tuple[str, str] | None:
    if choice.case == mention.case or mention.possessive or mention.case not in ("", rules.after):
        return None
    written, other = written_mention(mention), written_mention(Mention(choice.person, choice.case))
    return (
        f"The choice after {written} agrees with {other}.",
        f"write {written} {written_choice(mention.person, mention.case, choice.arms)}.",
    )


def _plain_verb(language: Language, mention: Mention, found: FoundVerb) -> tuple[str, str] | None:
    wrong = next((known for known in language.pronouns.values() if known.number != found.of_class), None)
    if wrong is None:
        return None
    forms = [found.verb if name == found.of_class else found.other for name in language.classes]
    before = written_mention(mention) + found.words.removesuffix(found.verb)
    read = f"{wrong.form(mention.case)}{found.words}"
    return (
        f"“{found.verb}” does not agree with every pronoun: this may read “{read}”.",
        f"write {before}{written_choice(mention.person, mention.case, forms)}.",
    )


def _listed(word: str, words: Iterable[str]) -> bool:
    folded = word.casefold()
    return any(folded.endswith(one[1:]) if one.startswith("*") else folded == one for one in words)

"""Copy rules: the rules for a pack's wording, as declared in copy-rules.yaml.

Input: that file, whose structure is valid. Output: rules, each of which finds its breaches in a text.
Must not know: which words a pack is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from rekindle_core.content.model.language import Language
from rekindle_core.content.model.word_list import any_of, as_listed, plain_quotes, whole_words
from rekindle_core.content.reading.source import Source
from rekindle_core.diagnostics import Diagnostic, did_you_mean
from rekindle_core.frozen import Frozen

_LIST = re.compile(r"\{([a-z][a-z0-9-]*)\}")
# When read aloud, a colon or a semicolon also ends a sentence.
_SENTENCE_END = re.compile(r"[.?!…:;][’”\"')\]]*(?=\s)")
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")


class Breach(Frozen):
    """Words that break a rule, and the index of their first character in the text."""

    words: str
    start: int


class CopyRule(Frozen):
    """A rule of wording.

    Attributes:
        id: Its id.
        reason: The reason for it.
        hint: What to write instead.
        looks_for: The pattern that breaks it, or None for a rule about length.
        of_words: Whether the pattern is a list of words, not the author's own pattern.
        most: How many matches a text may contain.
        sentence_words: The maximum number of words in a sentence; 0 for no limit.
        text_words: The maximum number of words in a text; 0 for no limit.
        within: The places where it applies; everywhere if empty.
        outside: The places where it does not apply.
    """

    id: str
    reason: str
    hint: str
    looks_for: re.Pattern[str] | None
    of_words: bool
    most: int
    sentence_words: int
    text_words: int
    within: frozenset[str]
    outside: frozenset[str]

    def is_about(self, places: frozenset[str]) -> bool:
        """Return whether it applies to a text in these places."""
        return (not self.within or bool(self.within & places)) and not self.outside & places

    def breaches(self, text: str, language: Language) -> Iterator[Breach]:
        """Yield the breaches in a text."""
        if self.looks_for is not None:
            # Words are matched as a reader sees them; a pattern may be about the exact characters.
            look = find_words if self.of_words else _find_pattern
            yield from islice(look(self.looks_for, text), self.most, None)
        if self.sentence_words:
            for start, end in sentences(text, language):
                if len(_WORD.findall(text[start:end])) > self.sentence_words:
                    yield _breach(text, start, end)
        if self.text_words and len(_WORD.findall(text)) > self.text_words:
            yield _breach(text, 0, len(text))


def find_words(words: re.Pattern[str], text: str) -> Iterator[Breach]:
    """Yield the positions of words of a list in a text, as a reader sees it.

    Args:
        words: A pattern from `whole_words`, for words from `as_listed`.
        text: The text.
    """
    plain, at = as_listed(text)
    for match in words.finditer(plain):
        yield _breach(text, at[match.start()], at[match.end() - 1] + 1)


def _find_pattern(pattern: re.Pattern[str], text: str) -> Iterator[Breach]:
    for match in pattern.finditer(plain_quotes(text)):
        if match[0].strip():
            yield _breach(text, match.start(), match.end())


class CopyException(Frozen):
    """Something that may break a rule, by its id, and where the exception is declared."""

    item: str
    rule: str
    index: int


class CopyRules(Frozen):
    """The rules of a pack, and their file."""

    source: Source
    rules: tuple[CopyRule, ...]
    exceptions: tuple[CopyException, ...]


def sentences(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence in a text; each line is separate."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        begun = start
        for match in _SENTENCE_END.finditer(text, start, end):
            last = text[begun : match.end()].split()[-1].lstrip("‘“(\"'")
            if last not in language.abbreviations:
                yield begun, match.end()
                begun = match.end()
        if text[begun:end].strip():
            yield begun, end
        start = end + 1


_PATTERN_HINT = r"write \( for a bracket and \. for a dot, or use words in place of pattern."


def read_copy_rules(source: Source, language: Language, faults: list[Diagnostic]) -> CopyRules:
    """Return the rules of a file; a rule that doesn't agree with its own examples is a fault.

    Args:
        source: The file.
        language: The pack's language.
        faults: The collector of faults.
    """
    lists = {name: any_of(words) for name, words in source.data.get("lists", {}).items()}
    rules: dict[str, CopyRule] = {}
    for index, data in enumerate(source.data["rules"]):
        place = ("rules", index)
        try:
            rule = _rule(data, lists)
        except (re.error, KeyError) as error:
            key = "pattern" if "pattern" in data else "words"
            said = f"there is no list {error}" if isinstance(error, KeyError) else str(error)
            message = f"The pattern of the rule {data['id']} cannot be used: {said}."
            named = f"declare it under lists, or write one of {', '.join(lists)} in braces." if lists else ""
            hint = (named or "declare it under lists.") if isinstance(error, KeyError) else _PATTERN_HINT
            faults.append(Diagnostic(source.position((*place, key)), "bad-copy-rule", message, hint))
            continue
        if rule.id in rules:
            message = f"The rule “{rule.id}” is listed twice."
            position = source.position((*place, "id"))
            faults.append(Diagnostic(position, "duplicate-id", message, "give it another id."))
        rules[rule.id] = rule
        for key, wanted in (("catches", True), ("leaves", False)):
            for nth, example in enumerate(data[key]):
                if any(rule.breaches(example, language)) != wanted:
                    does = "doesn't match" if wanted else "catches"
                    message = f"The rule {rule.id} {does} its example “{example}”."
                    position = source.position((*place, key, nth))
                    faults.append(Diagnostic(position, "bad-copy-rule", message, "correct one of the two."))
    exceptions = []
    for index, data in enumerate(source.data.get("exceptions", ())):
        if data["rule"] not in rules:
            message = f"There is no rule “{data['rule']}”."
            hint = did_you_mean(data["rule"], rules) or f"available: {', '.join(rules)}."
            position = source.position(("exceptions", index, "rule"))
            faults.append(Diagnostic(position, "bad-copy-rule", message, hint))
        else:
            exceptions.append(CopyException(data["item"], data["rule"], index))
    return CopyRules(source, tuple(rules.values()), tuple(exceptions))


def _rule(data: Mapping[str, Any], lists: Mapping[str, str]) -> CopyRule:
    pattern = None
    if "words" in data:
        pattern = whole_words(as_listed(word)[0] for word in data["words"])
    elif "pattern" in data:
        pattern = _LIST.sub(lambda match: lists[match[1]], data["pattern"])
    return CopyRule(
        id=data["id"],
        reason=data["reason"],
        hint=data.get("instead", ""),
        looks_for=re.compile(pattern, re.IGNORECASE | re.MULTILINE) if pattern else None,
        of_words="words" in data,
        most=data.get("most", 0),
        sentence_words=data.get("sentence_words", 0),
        text_words=data.get("text_words", 0),
        within=frozenset(data.get("within", ())),
        outside=frozenset(data.get("outside", ())),
    )


def _breach(text: str, start: int, end: int) -> Breach:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Breach(words.strip(), start)

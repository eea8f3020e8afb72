"""Content, wordings, phrases, steps and alternatives that no profile ever gets.

Input: when each piece of content can be given. Output: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.texts import Text
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.template import PhraseSlot, slots_of
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.wording import reason_words


def never_given(content: GivenContent) -> Iterator[Finding]:
    """Yield content that nobody can get; of nested pieces, only the outermost.

    Content whose condition is never true is a separate finding.
    """
    can, readers = content.circuit.can, content.rules.readers
    for entry in catalogue(content.pack).values():
        around = entry.parent or (entry.unit if entry.unit != entry.id else "")
        if around and not can(content.wires[around]):
            continue
        if not can(content.wires[entry.id]) and can(readers.true(entry.offer.when)):
            yield _never(content, entry)


def _never(content: GivenContent, entry: Entry) -> Finding:
    vetoed = content.circuit.can(content.but_for_tags[entry.id])
    trial = _nearest(content, entry)
    standing = trial.standings[entry.id]
    trial.confirm(not standing.included, f"{entry.id} is never given")
    nearest = f"For the reader who comes closest: {reason_words(content.pack.language, standing.reason)}."
    subject = f"the {entry.kind} {entry.id}"
    if entry.kind in ("step", "alternative"):
        return Finding(
            "never-stands",
            Place("id", entry.id),
            f"No reader can get {subject}.",
            f"change what keeps it out, or delete it. {nearest}",
            trial.given,
        )
    if vetoed and entry.unit in content.pack.alternatives:
        return Finding(
            "vetoed-alternative",
            Place("id", entry.id, key="tags"),
            f"No reader can get {subject}: a gate removes it wherever the alternative {entry.unit} is used.",
            f"remove the tag if it is wrong there, or delete the {entry.kind}. {nearest}",
            trial.given,
        )
    return Finding(
        "never-reached",
        Place("id", entry.id),
        f"No reader can get {subject}.",
        f"change its condition, or delete it. {nearest}",
        trial.given,
    )


def _nearest(content: GivenContent, entry: Entry) -> Trial:
    """Return the smallest profile that comes closest to getting something."""
    home = content.wires[entry.parent or entry.unit] if entry.parent or entry.unit else content.rules.program
    wanted = content.rules.wanted(entry.offer)
    true = content.rules.readers.true(entry.offer.when)
    for wires in ((content.but_for_tags[entry.id],), (home, wanted), (wanted,), (true,), ()):
        if (given := content.rules.readers.smallest(*wires)) is not None:
            return Trial(content.pack, given)
    raise AssertionError("there is a profile for which nothing is asked")


def idle_phrases(content: GivenContent, texts: tuple[Text, ...]) -> Iterator[Finding]:
    """Yield phrase lists that no text uses, and alternatives that no reader of a list can get."""
    readers = content.rules.readers
    used: dict[str, list[int]] = {name: [] for name in content.pack.phrases}
    for text in texts:
        for slot in slots_of(text.prose):
            if isinstance(slot, PhraseSlot):
                used[slot.name].append(text.read)
    for name, phrases in content.pack.phrases.items():
        if not used[name]:
            yield Finding(
                "never-reached",
                Place("phrases", name),
                f"No text uses the phrase list {name}.",
                f"use it as {{@{name}}}, or delete it.",
                {},
            )
            continue
        read = content.circuit.any_of(used[name])
        for index, phrase in enumerate(phrases):
            true = readers.true(phrase.when)
            if content.circuit.can(true) and not content.circuit.can(true, read):
                yield Finding(
                    "never-reached",
                    Place("phrase", name, index),
                    (
                        f"No reader of the phrase list {name} can get its alternative {index + 1}, "
                        f"whose condition is “{condition_words(content.pack.language, phrase.when)}”."
                    ),
                    "change its condition, or delete it.",
                    readers.smallest(true) or {},
                )

"""The grammar of slots: the text between braces.

    {partner}  {partner's}  {partner.their}       a mention
    {partner.they: was | were}  {partner: is}      a form that agrees with that mention
    {own_words.what_happened}                      the text of a fact
    {@small-action}                                a phrase

Input: the characters between the braces. Output: a Slot, not yet checked against a pack.
"""

from __future__ import annotations

import re

from rekindle_core.content.model.template import Agreement, FactSlot, Mention, PhraseSlot, Slot

_PHRASE = re.compile(r"@([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\Z")
_MENTION = re.compile(r"([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*))?('s|’s)?\Z")
_ARM = re.compile(r"(?:\\.|[^|\\]|\\$)*")


class SlotError(Exception):
    """The characters between the braces aren't a slot."""


def parse_slot(source: str, people: frozenset[str]) -> Slot:
    """Return the slot for some characters.

    Args:
        source: The characters between the braces.
        people: The names of the people that the pack declares, which distinguish a mention from a fact.

    Raises:
        SlotError: They aren't a slot; the message says why.
    """
    head, colon, tail = source.partition(":")
    if source.startswith("@"):
        if match := _PHRASE.match(source):
            return PhraseSlot(match[1])
        raise SlotError("write a phrase slot as @ and the list's name, such as {@small-action}")
    match = _MENTION.match(head.strip())
    if not match:
        raise SlotError(
            "a slot names a person, a fact or a phrase, such as {partner}, {partner.they} or {@phrase}"
        )
    name, case, possessive = match[1], match[2] or "", bool(match[3])
    if colon:
        arms = tuple(_unescape(arm.strip()) for arm in _split(tail))
        if possessive or not all(arms):
            raise SlotError("write a choice as {partner.they: was | were}, with a word in each place")
        return Agreement(name, case, arms)
    if name not in people and not possessive:
        return FactSlot(f"{name}.{case}" if case else name)
    if case and possessive:
        raise SlotError("use the pronoun's own case: {partner.their}")
    return Mention(name, case, possessive)


def _split(tail: str) -> list[str]:
    """Return the parts between bars, except bars after a backslash."""
    arms, at = [], 0
    while match := _ARM.match(tail, at):
        arms.append(match[0])
        at = match.end() + 1
        if match.end() >= len(tail):
            break
    return arms


def _unescape(arm: str) -> str:
    return re.sub(r"\\([{}|\\])", r"\1", arm)

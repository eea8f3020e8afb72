"""Whether a reader may get a piece of content at all, and why or why not."""

from __future__ import annotations

import msgspec

from rekindle_core.content.model.condition import Condition, Truth, evaluate, facts_of, is_always
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.reference import Phrase
from rekindle_core.content.model.step import Offer
from rekindle_core.frozen import Frozen
from rekindle_core.planning.deciding import because
from rekindle_core.planning.judge import Ruling
from rekindle_core.planning.reasons import (
    FactsAre,
    Fits,
    Needs,
    NoPhraseFits,
    NoSelfCheck,
    Reason,
    RemovedByTag,
)
from rekindle_core.profile.conflicts import Reading

MOST_SPECIFIC = 2
"""How many matching facts count in the ranking; with more, the most hedged prompts would always win."""


class Eligibility(Frozen):
    """Whether content is eligible; `specific` is the number of matching facts, at most two."""

    eligible: bool
    reason: Reason
    specific: int = 0


FOR_EVERYBODY = Eligibility(True, FactsAre())


class Examiner(msgspec.Struct):
    """Examines content for one reading of a profile under one ruling."""

    pack: Pack
    reading: Reading
    ruling: Ruling
    _fits: dict[Condition, Eligibility] = msgspec.field(default_factory=dict)

    def examine(self, offer: Offer, *, checked: bool = True) -> Eligibility:
        """Return whether content with this offer is eligible.

        Args:
            offer: Who it is for, and its tags.
            checked: Whether it is in a session's part, before which the gates that ask put their self-check.
                Elsewhere there is no self-check, so content that such a gate may remove is left out.
        """
        # Most content has no tag, phrase or condition, so the checks for those are skipped.
        for tag in sorted(offer.tags) if offer.tags else ():
            if gates := self.ruling.removed_tags.get(tag):
                return Eligibility(False, RemovedByTag(tag, gates))
            if not checked and (gates := self.ruling.asked_tags.get(tag)):
                return Eligibility(False, NoSelfCheck(tag, gates))
        found = FOR_EVERYBODY if is_always(offer.when) else self._fit(offer.when)
        if not found.eligible:
            return found
        for name in sorted(offer.phrases) if offer.phrases else ():
            if not self.phrases(name):
                return Eligibility(False, NoPhraseFits(name))
        return found

    def _fit(self, when: Condition) -> Eligibility:
        """Return whether a condition admits content; many pieces share the same one."""
        found = self._fits.get(when)
        if found is None:
            if evaluate(when, self.reading.__getitem__) is Truth.TRUE:
                specific = min(len(facts_of(when)), MOST_SPECIFIC)
                found = Eligibility(True, Fits(when), specific)
            else:
                found = Eligibility(False, Needs(when, because(when, self.reading)))
            self._fits[when] = found
        return found

    def phrases(self, name: str) -> tuple[Phrase, ...]:
        """Return the alternatives of a phrase list that fit."""
        return eligible_phrases(self.pack, self.reading, name)


def eligible_phrases(pack: Pack, reading: Reading, name: str) -> tuple[Phrase, ...]:
    """Return the alternatives of a phrase list that fit a profile as read."""
    return tuple(
        phrase for phrase in pack.phrases[name] if evaluate(phrase.when, reading.__getitem__) is Truth.TRUE
    )

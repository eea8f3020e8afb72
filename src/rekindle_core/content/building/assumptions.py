"""From assumptions.yaml, whose structure is valid, to the assumptions of a pack.

Input: the root of the file, and the gates. Output: assumptions by id. Must not know: what content
declares; `authoring.assumption_check` checks that.
"""

from __future__ import annotations

from collections.abc import Iterable

from rekindle_core.content.model.assumption import Assumption
from rekindle_core.content.model.gate import Gate
from rekindle_core.content.model.stop_words import is_stop_word
from rekindle_core.content.reading.cursor import Cursor


def assumption_ids(at: Cursor | None) -> frozenset[str]:
    """Return the ids that the file declares, before building it; empty without a file."""
    return frozenset(str(item.value("id")) for item in at.each("assumptions")) if at else frozenset()


def build_assumptions(at: Cursor | None, gates: Iterable[Gate]) -> dict[str, Assumption]:
    """Return the assumptions; one that nothing can deny is a fault, and so is a duplicate id.

    Args:
        at: The root of assumptions.yaml, or None if there is none.
        gates: The gates, which may deny them.
    """
    denied = {name for gate in gates for name in gate.denies}
    found: dict[str, Assumption] = {}
    for item in at.each("assumptions") if at else ():
        one = _assumption(item)
        if one.id in found:
            message = f"The assumption “{one.id}” is listed twice."
            item["id"].fault("duplicate-id", message, "give it another id.")
        if one.denied_when is None and one.id not in denied:
            message = f"Nothing denies the assumption “{one.id}”, so nothing can be proved about it."
            hint = f"add denied_when: with the answers that contradict it, or denies: [{one.id}] to a gate."
            item["id"].fault("bad-assumption", message, hint)
        found[one.id] = one
    return found


def _assumption(at: Cursor) -> Assumption:
    at["title"].see_quotes()
    for word in at.each("words"):
        if not is_stop_word(word.data):
            word.fault(
                "bad-value", f"“{word.data}” contains nothing to look for.", "write a word, or delete it."
            )
    return Assumption(
        id=at.value("id"),
        title=at.value("title"),
        denied_when=at.condition("denied_when") if "denied_when" in at else None,
        implied_by=at.condition("implied_by") if "implied_by" in at else None,
        words=tuple(at.value("words", ())),
    )

"""The audit: runs every check in order, and counts.

Input: a Pack. Output: an Audit.
"""

from __future__ import annotations

from rekindle_core.audit.assumptions import denied_content
from rekindle_core.audit.cores import without_core
from rekindle_core.audit.counts import Counts, count
from rekindle_core.audit.finding import Finding
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.promises import leasts, short_sessions, short_steps
from rekindle_core.audit.reach import idle_phrases, never_given
from rekindle_core.audit.readers import Readers
from rekindle_core.audit.rules import Rules
from rekindle_core.audit.texts import every_text
from rekindle_core.audit.truths import idle_conditions
from rekindle_core.audit.usage import unused_facts
from rekindle_core.audit.verdicts import clashes, contradictions, holes
from rekindle_core.audit.vetoes import vetoed_content
from rekindle_core.audit.words import empty_slots, spent_phrases
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import Frozen


class Audit(Frozen):
    """What is true of a pack for every profile: findings and counts."""

    findings: tuple[Finding, ...]
    counts: Counts


def audit(pack: Pack, *, promised: int | None = None) -> Audit:
    """Run all checks on a pack.

    Args:
        pack: The pack.
        promised: The minimum number of prompts per step, instead of the pack's promise.

    Raises:
        RekindleError: There is no solver; or the audit and the planner disagree, which is a bug in Rekindle.
    """
    readers = Readers(pack)
    rules = Rules(pack, readers)
    content = GivenContent(rules)
    texts = tuple(every_text(content))
    promise = pack.promised_prompts if promised is None else promised
    findings = (
        *idle_conditions(readers),
        *unused_facts(readers, texts),
        *clashes(rules),
        *contradictions(rules),
        *holes(rules),
        *never_given(content),
        *idle_phrases(content, texts),
        *spent_phrases(content, texts),
        *empty_slots(content, texts),
        *vetoed_content(content),
        *denied_content(content),
        *short_sessions(rules),
        *without_core(rules),
    )
    # Counting makes the circuit large, and every later query slower, so it comes last.
    found = leasts(rules)
    findings = (*findings, *short_steps(rules, found, promise))
    return Audit(findings, count(rules, found, promise))

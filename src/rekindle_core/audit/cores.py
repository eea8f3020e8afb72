"""Whether every reader of a step gets a level 1 core prompt.

Input: the Rules. Output: findings.

A pack without core prompts promises none. In a pack with core prompts, a reader who gets nothing deeper than
level 1 still gets one.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.rules import Rules
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.step import Prompt, Unit, first_cores
from rekindle_core.explanation.wording import reason_words


def without_core(rules: Rules) -> Iterator[Finding]:
    """Yield the steps in which some reader gets no level 1 core prompt."""
    if rules.pack.has_cores:
        yield from (found for step in rules.pack.steps.values() if (found := _without(rules, step)))


def _without(rules: Rules, step: Unit) -> Finding | None:
    given = rules.readers.smallest(rules.stands(step.id), -rules.core(step))
    if given is None:
        return None
    trial, versions = Trial(rules.pack, given), first_cores(step)
    lacks = trial.stands(step.id) and not set(versions).intersection(trial.eligible(step.id))
    trial.confirm(lacks, f"{step.id} has no level 1 core prompt")
    why = "; ".join(_why(trial, prompt) for prompt in versions)
    return Finding(
        "no-core-prompt",
        Place("id", step.id),
        f"In the step {step.id} some reader may get no core prompt at level 1.",
        f"add `core: 1` to a level 1 prompt that fits this reader. {why}".rstrip(),
        given,
    )


def _why(trial: Trial, prompt: Prompt) -> str:
    return f"{prompt.id}: {reason_words(trial.pack.language, trial.standings[prompt.id].reason)}"

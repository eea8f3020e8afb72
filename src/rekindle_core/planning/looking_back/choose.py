"""What each session looks back on: one marked plan from the previous session, if no gate is in the way.

Input: sessions as dealt, and a Chooser. Output: the same sessions with their look-backs, and a reason
for each marked plan.

The gates already allowed the prompt of the earlier session. But if a gate that asks may still remove it, it
was behind a self-check, and the reader may have skipped the plan: then there is no look-back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.gate import Gate
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Prompt
from rekindle_core.document.ids import look_back_id
from rekindle_core.frozen import replace
from rekindle_core.planning.choose import Chooser
from rekindle_core.planning.exposure import is_private
from rekindle_core.planning.looking_back.reasons import LookBackAsked, LookBackLast, LookBackTaken, LooksBack
from rekindle_core.planning.plan import LookBack, PlannedSession
from rekindle_core.planning.reasons import NotBrief, Reason
from rekindle_core.profile.conflicts import Reading


def look_back(chooser: Chooser, sessions: Sequence[PlannedSession]) -> tuple[PlannedSession, ...]:
    """Return sessions with what each looks back on, and record why each marked plan is looked back on or not."""
    pack, reading = chooser.examiner.pack, chooser.examiner.reading
    found: list[PlannedSession] = list(sessions[:1])
    for before, session in zip_longest(sessions, sessions[1:]):
        taken: LookBack | None = None
        for unit, prompt in _marked(pack, before):
            refusal = _refusal(chooser, session, unit, prompt, taken)
            at = 0 if refusal or session is None else session.number
            reason = refusal or LooksBack(at)
            chooser.note(look_back_id(prompt.id), "look-back", unit, not refusal, reason, session=at)
            taken = taken or (None if refusal else LookBack(prompt.id, unit, may_repeat(pack, reading)))
        if session is not None:
            found.append(replace(session, look_back=taken))
    return tuple(found)


def may_repeat(pack: Pack, reading: Reading) -> bool:
    """Return whether a look-back may repeat its plan: it is private, and the pack allows it."""
    words = pack.frame.look_back
    return (
        words is not None
        and is_private(pack, reading)
        and evaluate(words.quoted_when, reading.lookup) is Truth.TRUE
    )


def _marked(pack: Pack, session: PlannedSession) -> Iterator[tuple[str, Prompt]]:
    """Yield the prompts of a session that are marked for a look-back, each after its unit, in reading order."""
    for part in session.parts:
        for pick in part.picks:
            prompt = pack.item(pick.prompt, Prompt)
            if prompt.look_back is not None:
                yield part.unit, prompt


def _refusal(
    chooser: Chooser, session: PlannedSession | None, unit: str, prompt: Prompt, taken: LookBack | None
) -> Reason | None:
    """Return why a session doesn't look back on a plan from the previous one, or None."""
    if session is None:
        return LookBackLast()
    if session.brief:
        return NotBrief()
    # A gate that asks about the whole program does so before all sessions.
    if gates := gates_over(chooser.examiner.ruling.asking, unit, prompt):
        return LookBackAsked(tuple(gate.id for gate in gates))
    return LookBackTaken(taken.prompt) if taken else None


def gates_over(gates: Iterable[Gate], unit: str, prompt: Prompt) -> tuple[Gate, ...]:
    """Return the gates that may remove a prompt from a unit, or the unit, except those of the whole program."""
    tags = prompt.offer.tags.union(*(variant.offer.tags for variant in prompt.variants))
    return tuple(
        gate
        for gate in gates
        if not gate.effect.replaces_program
        and (unit in gate.effect.replaces_steps or tags & set(gate.effect.removes_tags))
    )

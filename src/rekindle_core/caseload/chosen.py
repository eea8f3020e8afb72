"""Which answers a client's own copy may repeat, and which of these brought an item into a program.

Input: a pack, a Document, and the profile that it was made for. Output: values. Must not know: how they
are worded.

Someone else may find a copy, so it contains no answer about safety. A reason repeats only answers that no
gate tests. If a gate, or an answer that a gate tests, influenced a choice, that choice looks like one without
a special reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core.content.model.condition import Truth, evaluate, facts_of
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.document.nodes import Document, Section, Task
from rekindle_core.document.quoted import without_own_words
from rekindle_core.document.walk import plain, plain_blocks, walk
from rekindle_core.frozen import Frozen
from rekindle_core.profile.profile import Profile
from rekindle_core.profile.stopped import stopped_facts

_WORK = ("prompt", "exercise", "checklist")
_LISTED = ("choice", "choices", "number", "yes-no")
"""The kinds of fact that a reason can repeat: no names, and no own words."""


class GivenItem(Frozen):
    """An item of a program.

    Attributes:
        session: Its session; 0 on a handout.
        step: The title of its step; empty on a handout, and if something replaces the step.
        words: Its title or question, without the reader's own words.
        because: The facts that brought it in, if they may be named; empty for most items.
    """

    session: int
    step: str
    words: str
    because: tuple[str, ...] = ()


def told(pack: Pack, profile: Profile) -> tuple[str, ...]:
    """Return the facts of a profile that a copy repeats, by name.

    This leaves out answers about safety, who asked and when, whether device and paper are private, facts that
    are only for the counselor, and own words, unless the reader has agreed that pages may repeat them.
    """
    stopped, hidden = stopped_facts(pack, profile), _delicate(pack)
    return tuple(
        name
        for name in profile.values
        if name not in hidden and name not in stopped and _may_quote(pack.facts[name], profile)
    )


def given_items(pack: Pack, document: Document, profile: Profile) -> tuple[GivenItem, ...]:
    """Return the prompts, exercises and checklists of a program or handout, in reading order."""
    shown = without_own_words(document)
    if shown.sheet:
        return tuple(GivenItem(0, "", words) for part in shown.parts for words in _on_sheet(part))
    named = _named_in_reasons(pack)
    return tuple(
        item
        for part in shown.parts
        if part.role == "session"
        for item in _in_session(pack, part, profile, named)
    )


def _delicate(pack: Pack) -> frozenset[str]:
    expiry = pack.expiry
    asked = (*expiry.answers, *expiry.records) if expiry else ()
    own = (fact.name for fact in pack.facts.values() if fact.declined_holds or fact.for_counselor)
    return frozenset((*asked, *own, *pack.private_facts))


def _may_quote(fact: Fact, profile: Profile) -> bool:
    when = fact.quoted_when
    return when is None or evaluate(when, profile.__getitem__) is Truth.TRUE


def _named_in_reasons(pack: Pack) -> frozenset[str]:
    """Return the facts that a reason may name: no gate, no safer reading and no highest level depends on them."""
    conditions = [
        *(gate.when for gate in pack.gates),
        *(conflict.when for conflict in pack.conflicts),
        *(gentle.when for gentle in pack.dose.gentle),
    ]
    looked_at = {name for condition in conditions for name in facts_of(condition)}
    listed = {name for name, fact in pack.facts.items() if fact.kind in _LISTED}
    return frozenset(listed - looked_at - _delicate(pack))


def _in_session(pack: Pack, session: Section, profile: Profile, named: frozenset[str]) -> Iterator[GivenItem]:
    step = ""
    for block in walk(session):
        if isinstance(block, Section) and block.role in ("session", "step"):
            step = plain(block.title) if block.step in pack.steps else ""
        elif isinstance(block, Task) and block.kind in _WORK and block.item:
            because = _because(pack, block.item, profile, named)
            yield GivenItem(session.number or 0, step, _words(block), because)


def _on_sheet(part: Section) -> Iterator[str]:
    for block in walk(part):
        if isinstance(block, Task) and block.kind in _WORK:
            yield _words(block)
        elif isinstance(block, Section) and block.role == "passage":
            yield plain(block.title)


def _words(task: Task) -> str:
    return plain(task.title) or plain_blocks(task.body)


def _because(pack: Pack, item: str, profile: Profile, named: frozenset[str]) -> tuple[str, ...]:
    """Return the answers that an item is for; empty if another fact is involved, or the item no longer exists."""
    if item not in pack.items:
        return ()
    when = pack.items[item].offer.when
    facts = facts_of(when)
    if not facts <= named or evaluate(when, profile.__getitem__) is not Truth.TRUE:
        return ()
    return tuple(sorted(name for name in facts if not isinstance(profile[name], Missing)))

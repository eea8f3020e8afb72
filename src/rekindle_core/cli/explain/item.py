"""The text output of `rekindle explain` about one piece of content: all about it, or why it is out.

Input: an Account or a WhyNot. Output: lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rekindle_core.cli.explain.text import ANSWERS, decision_line, heading, session_words
from rekindle_core.cli.explain.wording import agreement_of, needs_words, prose_of_entry, words_of_entry
from rekindle_core.cli.terminal.page import Line
from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Exercise, Prompt
from rekindle_core.content.model.values import Missing
from rekindle_core.diagnostics import counted
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.detail import Account, GateNote
from rekindle_core.explanation.what_if import Proposal, WhyNot
from rekindle_core.explanation.wording import facts_words, reason_words
from rekindle_core.planning.deciding import because
from rekindle_core.planning.plan import Answer, Plan
from rekindle_core.profile.telling import told

_LABEL = 10
CAUTION = (
    "This shows how the rules work. Set facts to what is true; don't change them to get an item included."
)


def item_page(pack: Pack, plan: Plan, found: Account, *, full: bool) -> Iterator[Line]:
    """Yield the page of one piece of content."""
    entry = found.entry
    yield from heading(pack, plan)
    yield Line()
    yield from _title(pack, plan, found)
    yield Line()
    yield _labelled("Words", f"“{words_of_entry(pack, entry, plan)}”")
    for person, why in agreement_of(pack, plan, prose_of_entry(pack, entry, plan)).items():
        yield _labelled("Agrees", f"{person} {why}")
    yield _labelled("For", needs_words(pack, found))
    if found.told.facts:
        told_of = facts_words(pack.language, found.told)
        yield _labelled("Profile", f"{told_of}: {'it fits' if found.fits else 'it does not fit'}")
    for name, fits in found.phrases.items():
        said = "one of its alternatives fits" if fits else "none of its alternatives fits"
        yield _labelled("Phrases", f"{name}: {said}")
    for tag in sorted(entry.offer.tags):
        yield _labelled("Tag", f"{tag}: {pack.tags[tag]}")
    yield from _made(pack, plan, found)
    if found.decision.place:
        facts = f"matched by {counted(found.matched, 'fact')}"
        yield _labelled("Rank", f"place {found.decision.place} of {found.ranked}; {facts}")
    for session in plan.sessions:
        if session.number in found.sessions:
            yield _labelled("Session", session_words(session))
    if found.parts:
        yield Line()
        yield Line("Its lines" if entry.kind == "checklist" else "Its wordings", tone="title")
        yield from (decision_line(pack, one) for one in found.parts)
    yield Line()
    yield Line("Gates that affect it", tone="title")
    yield from _gates(pack, found.gates, full=full)


def why_not_page(pack: Pack, plan: Plan, why: WhyNot) -> Iterator[Line]:
    """Yield the page that says why something is out, and what would bring it in."""
    yield from heading(pack, plan)
    yield Line()
    yield from _title(pack, plan, why.account)
    if why.account.decision.included:
        return
    if why.in_the_way:
        yield Line()
        yield Line("Gates that keep it out", tone="title")
        yield from _gates(pack, why.in_the_way, full=True)
    if why.bringing:
        yield Line()
        yield Line("It is used only where a gate holds", tone="title")
        yield from _gates(pack, why.bringing, full=True)
    yield Line()
    if why.in_the_way or why.bringing:
        yield Line("No change is suggested: a gate is never opened or closed to bring something in.")
        return
    yield Line("What would bring it in", tone="title")
    for proposal in why.proposals:
        yield from _proposal(pack, proposal)
    if why.seed is not None:
        yield Line(f"another seed: --seed {why.seed} chooses it", indent=2)
    if not why.proposals and why.seed is None:
        yield Line("no change to a single fact that was tried", indent=2)
    for fact in why.never_tried:
        words = f"It depends on {fact}, which is {told(pack.facts[fact], plan.profile[fact])}."
        yield Line(
            f"{words} That answer {_kept_because(pack, plan, fact)}; a different answer is never suggested.",
            indent=2,
        )
    if why.kept_gates:
        names = ", ".join(why.kept_gates)
        yield Line(f"Changes that would open a gate ({names}) are not suggested.", indent=2)
    yield Line()
    yield Line(CAUTION)


def _title(pack: Pack, plan: Plan, found: Account) -> Iterator[Line]:
    entry = found.entry
    home = pack.units.get(entry.unit)
    of = f", of {entry.unit}" if home and entry.unit != entry.id else ""
    of = f", of {entry.parent}{of}" if entry.parent not in ("", entry.unit) else of
    yield Line(f"{entry.kind.capitalize()} {entry.id}{of}", tone="title")
    yield decision_line(pack, found.decision, reason_words(pack.language, found.decision.reason))


def _kept_because(pack: Pack, plan: Plan, fact: str) -> str:
    """Return why no other answer to a fact is suggested."""
    if pack.facts[fact].declined_holds:
        return "is about safety or limits"
    if fact in plan.profile.set_aside:
        return "does not count now"
    return "was declined" if plan.profile[fact] is Missing.DECLINED else "does not fit others"


def _made(pack: Pack, plan: Plan, found: Account) -> Iterator[Line]:
    """Yield the author's data about it, apart from its text."""
    item = pack.items.get(found.entry.id)
    if isinstance(item, Prompt):
        made = [f"level {item.level}", f"{item.minutes} minutes", item.technique, f"about {item.about}"]
        made += [f"motif {item.motif}"] if item.motif else []
        made += [f"core prompt {item.core}"] if item.core else []
        yield _labelled("Made as", ", ".join(made))
        for rule in pack.dose.gentle:
            if (
                rule.highest_level < item.level
                and evaluate(rule.when, plan.reading.__getitem__) is Truth.TRUE
            ):
                words = f"up to level {rule.highest_level} while {condition_words(pack.language, rule.when)}"
                yield _labelled(
                    "Gently", f"{words}; {facts_words(pack.language, because(rule.when, plan.reading))}"
                )
    elif isinstance(item, Exercise):
        yield _labelled("Made as", ", ".join(filter(None, [f"{item.minutes} minutes", item.technique])))


def _gates(pack: Pack, notes: Iterable[GateNote], *, full: bool) -> Iterator[Line]:
    notes = tuple(notes)
    for answer, (mark, tone) in ANSWERS.items():
        said = [note for note in notes if note.verdict.answer is answer]
        if answer is Answer.PASSES and said and not full:
            names = ", ".join(note.verdict.gate for note in said)
            yield Line(f"{names} (--full gives the reasons)", f"  {mark}", tone)
            continue
        for note in said:
            reason = reason_words(pack.language, note.verdict.reason)
            yield Line(f"{note.verdict.gate}, which {note.does}: {reason}", f"  {mark}", tone)
    if not notes:
        yield Line("none", indent=2)


def _proposal(pack: Pack, proposal: Proposal) -> Iterator[Line]:
    fact = pack.facts[proposal.fact]
    now = told(fact, proposal.before)
    known = not isinstance(proposal.before, Missing)
    # The shape of the program is the counselor's choice; everything else is a matter of fact.
    open_ = "; it is not set" if fact.name.startswith("program.") else "; it is unknown: ask, don't guess"
    instead = f", instead of {now}" if known else open_
    yield Line(f"{fact.name}: {told(fact, proposal.after)}{instead}", indent=2)
    outcome = proposal.outcome
    yield Line(
        f"{'in' if outcome.included else 'still out, but'}: {reason_words(pack.language, outcome.reason)}",
        indent=4,
    )
    for verdict in proposal.turned:
        reason = reason_words(pack.language, verdict.reason)
        yield Line(f"the gate {verdict.gate} then {verdict.answer.value}: {reason}", indent=4)


def _labelled(label: str, text: str) -> Line:
    return Line(text, f"  {label:<{_LABEL}}")

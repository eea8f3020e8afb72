"""Whether any reader gets content that assumes something denied for them.

Input: when content can be given. Output: findings, each with a reader who is given it.

An assumption is denied by answers as given, and by gates that hold. Everything that can assume something is
checked: content and everything in it, the texts around the steps, phrases, and the texts for the counselor,
whose pages are made for every reader. A gate's assumptions are covered by its self-check: a reader who is
sent to the appendix has said that they are true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rekindle_core.audit.circuit import FALSE, TRUE, Literal
from rekindle_core.audit.finding import Finding, Place
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.trial import Trial
from rekindle_core.content.model.assumption import Assumed, Assumption
from rekindle_core.content.model.condition import Condition, Truth, evaluate
from rekindle_core.content.model.counselor import Question
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.explanation.status import reading_order
from rekindle_core.explanation.wording import reason_words
from rekindle_core.frozen import Frozen, replace
from rekindle_core.planning.deciding import because
from rekindle_core.planning.judge import denials
from rekindle_core.planning.make import plan_program
from rekindle_core.planning.plan import Answer
from rekindle_core.profile.conflicts import Reading

MOST_SEEDS = 40
"""The number of seeds that are tried to find a program that shows a finding."""

_Shown = Callable[[Trial], bool]


class Holder(Frozen):
    """Something with assumptions.

    Attributes:
        place: Where it is.
        what: Its name in messages.
        assumed: Its own assumptions and those of whatever contains it.
        read: When it can be read.
        shown: Whether the reader of a trial can read it, according to the planner.
        entry: Its id in the catalogue, if any.
        around: The id of whatever contains it, if that is in the catalogue.
        asked: What a self-check asks before it sends a reader to it in the appendix; it is not an assumption
            there.
        read_unasked: When it can be read outside the appendix.
    """

    place: Place
    what: str
    assumed: Assumed
    read: Literal
    shown: _Shown
    entry: str = ""
    around: str = ""
    asked: Assumed = frozenset()
    read_unasked: Literal = FALSE

    def about(self, assumption: str) -> Holder:
        """Return it as it counts for one assumption: without the appendix, if the self-check asks about it."""
        return replace(self, read=self.read_unasked) if assumption in self.asked else self


def denied_content(content: GivenContent) -> Iterator[Finding]:
    """Yield content that some reader gets although its assumption is denied; only the outermost of nested content."""
    pack, circuit = content.pack, content.circuit
    holders = [one for one in every_holder(content) if one.assumed] if pack.assumptions else []
    for assumption in pack.assumptions.values():
        denied = denied_to(content, assumption)
        assuming = [one.about(assumption.id) for one in holders if assumption.id in one.assumed]
        # One query for all of them: most packs have no findings here.
        if not circuit.can(circuit.any_of(one.read for one in assuming), denied):
            continue
        failing = [one for one in assuming if circuit.can(one.read, denied)]
        entries = {one.entry for one in failing if one.entry}
        for holder in failing:
            if holder.around not in entries:
                yield _finding(content, holder, assumption, denied)


def denied_to(content: GivenContent, assumption: Assumption) -> Literal:
    """Return the wire for readers for whom an assumption is denied."""
    rules = content.rules
    by_gates = [rules.holds[gate.id] for gate in content.pack.gates if assumption.id in gate.denies]
    when = assumption.denied_when
    return content.circuit.any_of([*by_gates, *([rules.readers.true_as_given(when)] if when else [])])


def every_holder(content: GivenContent) -> Iterator[Holder]:
    """Yield everything in a pack that can assume something."""
    pack, rules, wires = content.pack, content.rules, content.wires
    asked = {item.unit.id: gate.assumes for gate in pack.gates for item in gate.alternatives}
    for entry in catalogue(pack).values():
        around = entry.parent or (entry.unit if entry.unit != entry.id else "")
        what = f"the {entry.kind} {entry.id}"
        place = Place("id", entry.id, key="assumes")
        yield Holder(
            place,
            what,
            pack.assumed[entry.id],
            wires[entry.id],
            _entry_shown(entry),
            entry.id,
            around,
            asked.get(entry.unit, frozenset()),
            content.but_for_appendix[entry.id],
        )
    frame = pack.frame
    for name, part, read in (
        ("opening", frame.opening, rules.program),
        ("alternatives", frame.alternatives, content.circuit.all_of((rules.program, content.appendix))),
        ("closing", frame.closing, rules.program),
    ):
        yield Holder(
            Place("program", name), f"the {name} in program.yaml", part.assumes, read, _program_shown
        )
    for one in frame.handout.stop if frame.handout else ():
        place, what = Place("program", "handout"), "when to stop, on handouts"
        read = rules.readers.true(one.offer.when)
        yield Holder(place, what, one.offer.assumes, read, _true_for(one.offer.when))
    for name, phrases in pack.phrases.items():
        for index, phrase in enumerate(phrases):
            what = f"alternative {index + 1} of the phrase list {name}"
            shown = _true_for(phrase.when)
            read = rules.readers.true(phrase.when)
            yield Holder(Place("phrase", name, index), what, phrase.assumes, read, shown)
    for gate in pack.gates:
        what = f"what the gate {gate.id} tells the counselor"
        yield Holder(
            Place("id", gate.id, key="assumes"),
            what,
            gate.assumes,
            rules.holds[gate.id],
            _gate_holds(gate.id),
        )
    for question in _questions(content):
        place = Place("id", question.id, key="assumes")
        what = f"the question {question.id} on the counselor's pages"
        yield Holder(place, what, question.assumes, TRUE, _always)


def _questions(content: GivenContent) -> Iterator[Question]:
    words = content.pack.counselor
    yield from words.before.questions
    yield from words.review.questions
    yield from words.after_ratings


# --------------------------------------------------------------------------- according to the planner


def _entry_shown(entry: Entry) -> _Shown:
    return lambda trial: trial.may_show(entry.id)


def _program_shown(trial: Trial) -> bool:
    return not trial.plan.replaced_by


def _true_for(when: Condition) -> _Shown:
    return lambda trial: evaluate(when, trial.reading.__getitem__) is Truth.TRUE


def _gate_holds(gate: str) -> _Shown:
    return lambda trial: trial.answer(gate) is Answer.HOLDS


def _always(trial: Trial) -> bool:
    return True


# --------------------------------------------------------------------------- findings


def _finding(content: GivenContent, holder: Holder, assumption: Assumption, denied: Literal) -> Finding:
    given = content.rules.readers.smallest(holder.read, denied)
    if given is None:
        raise AssertionError("the solver found such a profile before")
    trial = Trial(content.pack, given)
    found = denials(content.pack, trial.profile, trial.ruling.verdicts)
    trial.confirm(assumption.id in found, f"{assumption.id} is denied")
    trial.confirm(holder.shown(trial), f"{holder.what} can be read")
    return Finding(
        "denied-content",
        holder.place,
        (
            f"{holder.what[0].upper()}{holder.what[1:]} assumes that {assumption.title} ({assumption.id}), "
            "but a reader for whom that is denied can get it "
            f"{_by(content, assumption, trial, found[assumption.id])}."
        ),
        (
            "add a condition, or a tag that a gate removes, so that no such reader gets it. "
            f"{_seed(holder, trial)}"
        ).rstrip(),
        given,
    )


def _by(content: GivenContent, assumption: Assumption, trial: Trial, gates: tuple[str, ...]) -> str:
    """Return what denies an assumption for a reader."""
    ways = [f"by the gate {name}" for name in gates]
    when = assumption.denied_when
    if when and evaluate(when, trial.profile.__getitem__) is Truth.TRUE:
        facts = reason_words(content.pack.language, because(when, Reading(trial.profile, trial.profile)))
        ways.insert(0, f"by the answers ({facts})")
    return " and ".join(ways)


def _seed(holder: Holder, trial: Trial) -> str:
    """Return a seed whose program contains it, if one is found soon."""
    if not holder.entry:
        return ""
    for seed in range(1, MOST_SEEDS + 1):
        if holder.entry in reading_order(plan_program(trial.pack, trial.profile, seed=seed)):
            return f"With --seed {seed} the example profile's program contains it."
    return ""

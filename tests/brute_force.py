"""What is so for every profile of a small pack, found by making a plan for each of them.

The audit's other half in tests: it asks no solver and knows none of its rules, only the planner.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from tests.assuming import with_assumptions
from tests.support import garden_pack

from rekindle_core import Pack, Plan, Profile, make_plan
from rekindle_core.content.model.condition import (
    ALWAYS,
    All,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
    Truth,
    evaluate,
    known,
)
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.conflict import Conflict, SaferAnswer
from rekindle_core.content.model.facts import CORE_FACTS, Fact
from rekindle_core.content.model.gate import Alternative, Effect, Gate, WhenUnknown
from rekindle_core.content.model.pack import DoseRow, Gentle, LookBackWords
from rekindle_core.content.model.reference import Phrase
from rekindle_core.content.model.step import (
    CheckItem,
    Checklist,
    ChoicesSpec,
    LinesSpec,
    Moment,
    Offer,
    OptionSpec,
    Passage,
    Prompt,
    Unit,
    Variant,
    Wordings,
)
from rekindle_core.content.model.template import FactSlot, Para, PhraseSlot, Prose, Words
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.explanation.status import reading_order
from rekindle_core.frozen import replace
from rekindle_core.planning.eligibility import MOST_SPECIFIC, Examiner, eligible_phrases
from rekindle_core.planning.judge import Ruling, judge
from rekindle_core.planning.plan import Answer
from rekindle_core.planning.reading_order import ALTERNATIVES, stretches
from rekindle_core.profile.conflicts import safer_reading

TAGS = ("water", "bees")
VALUES: dict[str, tuple[Value, ...]] = {
    "soil": ("clay", "sand"),
    "pond": ("yes", "no"),
    "pests": ((), ("slugs",), ("moles",), ("slugs", "moles")),
    "hours": tuple(range(4)),
    "dream": ("a pear tree",),
}
"""Every value of the small facts, numbers one by one: not cut as the audit cuts them."""

FACTS = {
    "soil": Fact("soil", "choice", "?", values={"clay": "clay", "sand": "sand"}),
    "pond": Fact("pond", "yes-no", "?", declined_holds=True),
    "pests": Fact("pests", "choices", "?", values={"slugs": "slugs", "moles": "moles"}),
    "hours": Fact("hours", "number", "?", most=3),
    "dream": Fact("dream", "text", "?"),
}


# --------------------------------------------------------------------------- small packs


def random_pack(number: int) -> Pack:
    """Return a small pack of a number: two or three facts, two steps, gates of every kind."""
    rng = Random(number)
    names = sorted(rng.sample(sorted(FACTS), rng.choice([2, 2, 3])))
    maker = _Maker(rng, names)
    pack = with_looks_back(with_cores(maker.pack(), number), number)
    pack = with_stop(pack, _Maker(Random(f"stop {number}"), names))
    return with_assumptions(pack, number, (maker.condition(), maker.condition()))


def with_cores(pack: Pack, number: int) -> Pack:
    """Return a pack in which some prompts are core prompts: of two in three packs."""
    rng = Random(f"cores {number}")
    if number % 3 == 0:
        return pack
    return _with_prompts(pack, lambda prompt: replace(prompt, core=rng.choice([0, 1, 1, 2])))


def with_looks_back(pack: Pack, number: int) -> Pack:
    """Return a pack in which sessions look back on some prompts."""
    rng = Random(f"looks back {number}")
    options = (OptionSpec("came", (Words("It came."),)), OptionSpec("not-yet", (Words("Not yet."),)))
    words = LookBackWords((Para((Words("Did it come?"),)),), ChoicesSpec(options, many=False))
    marked = _with_prompts(pack, lambda prompt: replace(prompt, look_back=rng.choice([None, ()])))
    return replace(marked, frame=replace(marked.frame, look_back=words))


def _with_prompts(pack: Pack, change: Callable[[Prompt], Prompt]) -> Pack:
    def changed(unit: Unit) -> Unit:
        return replace(unit, prompts=tuple(map(change, unit.prompts)))

    gates = tuple(
        replace(gate, alternatives=tuple(replace(one, unit=changed(one.unit)) for one in gate.alternatives))
        for gate in pack.gates
    )
    return replace(pack, steps={name: changed(step) for name, step in pack.steps.items()}, gates=gates)


def with_stop(pack: Pack, maker: _Maker) -> Pack:
    """Return a pack whose handouts say when to stop in two wordings, the first for some readers only."""
    assert pack.frame.handout is not None
    first = Variant("stop-some", maker.text(), Offer(maker.condition()))
    stop = (first, Variant("stop-any", maker.text(), Offer()))
    return replace(pack, frame=replace(pack.frame, handout=replace(pack.frame.handout, stop=stop)))


def random_condition(rng: Random, names: list[str], *, depth: int) -> Condition:
    """Return a condition on some of the small facts."""
    return _Maker(rng, names).condition(depth)


@dataclass
class _Maker:
    rng: Random
    names: list[str]

    def pack(self) -> Pack:
        garden, rng = garden_pack(), self.rng
        facts = {fact.name: fact for fact in (*CORE_FACTS, *(FACTS[name] for name in self.names))}
        phrases = {
            "spot": tuple(
                Phrase((Words(word),), 1, self.condition()) for word in ("a", "b")[: rng.randint(1, 2)]
            )
        }
        steps = {
            name: self.unit(name, when=self.condition() if rng.random() < 0.3 else ALWAYS)
            for name in ("look", "dig")
        }
        frame = replace(
            garden.frame,
            opening=replace(
                garden.frame.opening, text=self.wordings("opening"), passages=self.passages("opening")
            ),
            closing=replace(garden.frame.closing, text=self.wordings("closing"), passages=()),
            alternatives=replace(garden.frame.alternatives, text=self.wordings("alternatives")),
            settles=tuple(Moment(f"settle-{n}", self.text(), self.offer()) for n in range(2)),
            actions=(),
            closes=(),
            ratings=(),
        )
        return replace(
            garden,
            facts=facts,
            people={},
            reader="",
            steps=steps,
            phrases=phrases,
            gates=tuple(self.gate(n) for n in range(rng.randint(1, 4))),
            conflicts=tuple(self.conflict(n) for n in range(rng.choice([0, 1, 2, 3]))),
            frame=frame,
            reorder=(),
            dose=replace(
                garden.dose,
                # One prompt a session: then every one that fits is dealt where there are sessions enough.
                table=(DoseRow(5, 1, 1),),
                deep_most=1,
                deep_from_session=1,
                deep_from_minutes=5,
                gentle=(Gentle(self.condition(), rng.choice([1, 2])),),
            ),
        )

    def test(self) -> Condition:
        rng, name = self.rng, self.rng.choice(self.names)
        if rng.random() < 0.15:
            return rng.choice([known(name), Is(name, ("unknown",)), Is(name, ("unknown", "declined"))])
        match name:
            case "soil":
                return Is(name, tuple(rng.sample(["clay", "sand", "declined"], rng.choice([1, 1, 2]))))
            case "pond":
                return Is(name, (rng.choice(["yes", "no"]),))
            case "pests":
                return rng.choice(
                    [
                        Is(name, ("none",)),
                        Has(name, tuple(rng.sample(["slugs", "moles"], rng.choice([1, 2])))),
                    ]
                )
            case "hours":
                bound = rng.randrange(4)
                return rng.choice([AtLeast(name, bound), AtMost(name, bound), Is(name, (bound,))])
            case _:
                return known(name)

    def condition(self, depth: int = 2) -> Condition:
        rng = self.rng
        if depth == 0 or rng.random() < 0.55:
            return self.test()
        if rng.random() < 0.3:
            return Not(self.condition(depth - 1))
        parts = tuple(self.condition(depth - 1) for _ in range(2))
        return All(parts) if rng.random() < 0.5 else AnyOf(parts)

    def offer(self) -> Offer:
        rng = self.rng
        when = self.condition() if rng.random() < 0.5 else ALWAYS
        return Offer(when, frozenset(rng.sample(TAGS, rng.choice([0, 0, 1]))))

    def text(self) -> Prose:
        return (Para((Words("Look."),)),)

    def passages(self, home: str) -> tuple[Passage, ...]:
        count = self.rng.randrange(2)
        names = (f"{home}-passage-{n}" for n in range(count))
        return tuple(Passage(name, (Words("x"),), self.wordings(name), self.offer()) for name in names)

    def wordings(self, owner: str, key: str = "text") -> Wordings:
        """Return a text, now and then in several wordings, the last of them for everybody."""
        if self.rng.random() < 0.6:
            return (Variant(owner, self.text(), Offer()),)
        names = [f"{owner}-{key}-{letter}" for letter in "abc"[: self.rng.randint(2, 3)]]
        *some, last = (Variant(name, self.text(), self.offer()) for name in names)
        return (*some, replace(last, offer=Offer()))

    def prompt(self, name: str) -> Prompt:
        rng = self.rng
        offer, text = self.offer(), self.text()
        if rng.random() < 0.2:
            text = (Para((Words("Look at "), PhraseSlot("spot"))),)
            offer = replace(offer, phrases=frozenset({"spot"}))
        elif "dream" in self.names and rng.random() < 0.4:
            # With or without what a pack that was read from files would always have: the condition it needs.
            text = (Para((FactSlot("dream"),)),)
            if rng.random() < 0.5:
                offer = replace(offer, when=All((offer.when, known("dream"))))
        variants: tuple[Variant, ...] = (Variant(name, text, Offer()),)
        if rng.random() < 0.3:
            variants = tuple(Variant(f"{name}-{letter}", text, self.offer()) for letter in "ab")
        level, motif = rng.choice([1, 1, 2, 3]), rng.choice(["", "", "wall"])
        minutes = rng.choice([3, 8])
        return Prompt(name, variants, offer, level, minutes, "looking", "self", LinesSpec(1), motif)

    def unit(self, name: str, when: Condition = ALWAYS, most: int = 4) -> Unit:
        checklists: tuple[Checklist, ...] = ()
        if self.rng.random() < 0.3:
            items = tuple(CheckItem(f"{name}-line-{n}", (Words("x"),), self.offer()) for n in range(2))
            checklists = (Checklist(f"{name}-list", (Words("x"),), (), items, self.offer()),)
        return Unit(
            id=name,
            title=(Words(name),),
            opening=self.wordings(name, "opening"),
            why=self.wordings(name, "why") if self.rng.random() < 0.3 else (),
            when=when,
            passages=self.passages(name),
            prompts=tuple(self.prompt(f"{name}-{n}") for n in range(self.rng.randint(1, most))),
            checklists=checklists,
        )

    def conflict(self, number: int) -> Conflict:
        rng = self.rng
        read = tuple(self.safer(name) for name in rng.sample(self.names, rng.choice([1, 1, 2])))
        return Conflict(f"conflict-{number}", self.condition(), read, (Words("x"),))

    def safer(self, name: str) -> SaferAnswer:
        known_ = (
            [value for value in VALUES[name] if isinstance(value, str | int | tuple)]
            if name != "dream"
            else []
        )
        return SaferAnswer(name, self.rng.choice([*known_, "unknown"]))

    def gate(self, number: int) -> Gate:
        rng = self.rng
        steps = tuple(rng.sample(["look", "dig"], rng.choice([1, 2])))
        effect = rng.choice(
            [
                Effect(replaces_program=True),
                Effect(replaces_steps=steps),
                Effect(removes_tags=tuple(rng.sample(TAGS, rng.choice([1, 2])))),
                Effect(replaces_steps=steps, removes_tags=(rng.choice(TAGS),)),
                Effect(),
            ]
        )
        name = f"alt-{number}"
        alternatives: tuple[Alternative, ...] = (Alternative(self.unit(name, most=2), steps),)
        if rng.random() < 0.15:
            alternatives = ()
        unknown = rng.choice(list(WhenUnknown))
        return Gate(
            f"gate-{number}", self.condition(), unknown, effect, "so it is", alternatives, (Words("x"),)
        )


# --------------------------------------------------------------------------- every profile


@dataclass(frozen=True)
class Reader:
    """One profile of a small pack, and what the planner makes of it."""

    pack: Pack
    profile: Profile
    plan: Plan
    ruling: Ruling

    @property
    def size(self) -> int:
        return len([name for name in self.profile.values if not name.startswith("program.")])

    def denied(self, assumption: str) -> bool:
        one = self.pack.assumptions[assumption]
        gates = [gate for gate in self.pack.gates if assumption in gate.denies]
        answers = {verdict.gate: verdict.answer for verdict in self.ruling.verdicts}
        # By the answers as they were given, whatever conflicts have them read as.
        said = one.denied_when and evaluate(one.denied_when, self.profile.__getitem__) is Truth.TRUE
        return bool(said) or any(answers[gate.id] is Answer.HOLDS for gate in gates)

    def stands(self, unit: str) -> bool:
        return any(part.unit == unit for session in self.plan.sessions for part in session.parts)

    def eligible(self, unit: str) -> list[Prompt]:
        ranked = {one.item for one in self.plan.decisions if one.kind == "prompt" and one.place}
        return [prompt for prompt in self.pack.units[unit].prompts if prompt.id in ranked]

    def motifs(self, unit: str) -> int:
        found = self.eligible(unit)
        return len({prompt.motif for prompt in found if prompt.motif}) + sum(not one.motif for one in found)

    def truth(self, condition: Condition, *, as_given: bool = False) -> Truth:
        return evaluate(condition, (self.profile if as_given else self.plan.reading).__getitem__)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of all that the plan could hold with one seed or another."""

        plan, examiner = self.plan, Examiner(self.pack, self.plan.reading, self.ruling)
        shown = set(reading_order(plan)) | {one.item for one in plan.decisions if one.place}
        for unit in self.pack.units.values():
            for prompt in unit.prompts:
                fits = {one.id: examiner.examine(one.offer) for one in prompt.variants}
                most = max((found.specific for found in fits.values() if found.eligible), default=0)
                for name, found in fits.items():
                    if name == prompt.id:
                        continue
                    shown.discard(name)
                    if prompt.id in shown and found.eligible and found.specific == min(most, MOST_SPECIFIC):
                        shown.add(name)
                if prompt.id in shown and prompt.look_back is not None and not self._asked(unit, prompt):
                    shown.add(f"{prompt.id}-look-back")
        if not plan.appendix:
            shown -= {passage.id for passage in self.pack.frame.alternatives.passages}
        return frozenset(shown)

    def _asked(self, unit: Unit, prompt: Prompt) -> bool:
        """Whether the reader is asked on the page for an answer that may take a prompt or its unit out."""
        tags = {tag for one in (prompt, *prompt.variants) for tag in one.offer.tags}
        asking = (gate.effect for gate in self.ruling.asking if not gate.effect.replaces_program)
        return any(
            unit.id in effect.replaces_steps or not tags.isdisjoint(effect.removes_tags) for effect in asking
        )

    @cached_property
    def shown_unasked(self) -> frozenset[str]:
        """The ids of all that the plan could hold elsewhere than in the appendix."""
        elsewhere = {
            node.id for one in stretches(self.plan) if one.name != ALTERNATIVES for node in one.nodes
        }
        ranked = {one.item for one in self.plan.decisions if one.place}
        parents = {
            variant.id: prompt.id
            for unit in self.pack.units.values()
            for prompt in unit.prompts
            for variant in prompt.variants
        }
        parents |= {f"{prompt}-look-back": prompt for prompt in set(parents.values())}
        return frozenset(
            name for name in self.shown if {name, parents.get(name, name)} & (elsewhere | ranked)
        )

    def lists(self, name: str) -> bool:
        return bool(eligible_phrases(self.pack, self.plan.reading, name))


def every_reader(pack: Pack) -> Iterator[Reader]:
    """Yield every profile of a small pack, with sessions enough for all that fits."""
    names = [name for name in pack.facts if name in FACTS]
    missing: tuple[Any, ...] = (Missing.DECLINED, Missing.UNKNOWN)
    for values in itertools.product(*((*VALUES[name], *missing) for name in names)):
        profile = Profile({**dict(zip(names, values, strict=True)), "program.sessions": 30})
        yield Reader(pack, profile, make_plan(pack, profile), judge(pack, safer_reading(pack, profile)))

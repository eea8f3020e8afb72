"""Random readers of the garden pack, and random gardens: the same pack with other pools and tags.

Everything of a case follows from one number, which hypothesis draws: neighbours among the numbers have
nothing in common, so a hundred of them are a hundred different cases, and a failing one is named by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from random import Random
from typing import Any, TypeVar
from zlib import crc32

from hypothesis import strategies as st
from tests.support import CONFIRMED, garden_pack

from rekindle_core import Document, Pack, Plan, Profile, load_profile, make_plan, realise
from rekindle_core.content.model.condition import ALWAYS, AtLeast, Condition, Has, Is
from rekindle_core.content.model.step import (
    Exercise,
    LinesSpec,
    Moment,
    Offer,
    Prompt,
    SampleText,
    Unit,
    Variant,
    Wordings,
)
from rekindle_core.content.model.template import Para, PhraseSlot, Words
from rekindle_core.frozen import replace

Raw = dict[str, Any]
T = TypeVar("T", Exercise, SampleText, Moment)

OWN_PRONOUNS = {
    "they": "xe",
    "them": "xem",
    "their": "xyr",
    "theirs": "xyrs",
    "themself": "xemself",
    "number": "singular",
}
NAMES = ("Sam", "Chris", "zoë", "נועה", "Ana-Lu de la O", "{helper}", "<b>*x*</b>")

MOST_CASES = 400
"""So few that what one test has made another finds made."""

_ANSWERS: dict[str, Callable[[Random], Any]] = {
    "gardener.name": lambda rng: rng.choice(NAMES),
    "helper.name": lambda rng: rng.choice(NAMES),
    "helper.pronouns": lambda rng: rng.choice(
        ["she/her", "he/him", "they/them", "name-only", dict(OWN_PRONOUNS)]
    ),
    "soil": lambda rng: rng.choice(["clay", "sand"]),
    "pests": lambda rng: rng.sample(["slugs", "pigeons", "moles"], rng.randrange(4)),
    "hours": lambda rng: rng.choice([0, 1, 2, 5, 60]),
    "pond": lambda rng: rng.choice(["yes", "no"]),
    "allergy": lambda rng: rng.choice(["yes", "no"]),
    # A reader who has given the plot up gets no program: that is looked at too, but not half of the time.
    "moved_away": lambda rng: rng.choice(["yes", *["no"] * 8]),
    "dream": lambda rng: rng.choice(["a pear tree", "One quiet year."]),
    "country": lambda rng: rng.choice(["GB", "FR"]),
    "program.sessions": lambda rng: rng.randint(1, 30),
    "program.minutes": lambda rng: rng.choice([1, 14, 15, 29, 30, 45, 60, 240]),
    "program.start": lambda rng: str(dt.date(1900, 1, 1) + dt.timedelta(days=rng.randrange(109_000))),
    "program.every_days": lambda rng: rng.randint(1, 90),
}
_CONDITIONS: tuple[Condition, ...] = (
    *[ALWAYS] * 6,
    Is("soil", ("clay",)),
    AtLeast("hours", 2),
    Has("pests", ("slugs", "moles")),
    Is("hours", ("unknown", "declined")),
)
_TAGS = ("water", "bees", "digging")


def random_reader(rng: Random) -> Raw:
    """Return a profile as it is written down; about a quarter of the facts are missing in one way or another."""
    raw: Raw = {}
    for name, answer in _ANSWERS.items():
        match rng.randrange(12):
            case 0:
                raw[name] = "unknown"
            case 1 if name != "moved_away":
                raw[name] = "declined"
            case 2:
                pass
            case _:
                raw[name] = answer(rng)
    return raw


def random_garden(rng: Random) -> Pack:
    """Return the garden pack with random pools, and tags anywhere; or now and then the pack itself."""
    pack = garden_pack()
    if rng.randrange(6) == 0:
        return pack

    def tagged(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(replace(item, offer=replace(item.offer, tags=_tags(rng))) for item in items)

    def grown(unit: Unit) -> Unit:
        return replace(
            unit,
            opening=_wordings(rng, unit.opening, f"{unit.id}-opening"),
            why=_wordings(rng, unit.why, f"{unit.id}-why"),
            passages=tuple(
                replace(one, text=_wordings(rng, one.text, one.id)) for one in tagged(unit.passages)
            ),
            prompts=random_pool(rng, unit.id),
            exercises=tagged(unit.exercises),
            samples=tagged(unit.samples),
        )

    alternatives = {name: grown(item.unit) for name, item in pack.alternatives.items() if item.unit.prompts}
    frame = pack.frame
    return replace(
        pack,
        steps={name: grown(unit) for name, unit in pack.steps.items()},
        gates=tuple(
            replace(
                gate,
                alternatives=tuple(
                    replace(item, unit=alternatives.get(item.unit.id, item.unit))
                    for item in gate.alternatives
                ),
            )
            for gate in pack.gates
        ),
        frame=replace(
            frame,
            opening=replace(frame.opening, text=_wordings(rng, frame.opening.text, "opening")),
            closing=replace(frame.closing, text=_wordings(rng, frame.closing.text, "closing")),
            alternatives=replace(
                frame.alternatives, text=_wordings(rng, frame.alternatives.text, "alternatives")
            ),
            settles=tagged(frame.settles),
            actions=tagged(frame.actions),
            closes=tagged(frame.closes),
        ),
    )


def random_pool(rng: Random, unit: str, most: int = 16) -> tuple[Prompt, ...]:
    """Return a pool of prompts for a unit."""
    return tuple(_prompt(rng, f"{unit}-{number}") for number in range(1, rng.randint(0, most) + 1))


def _tags(rng: Random) -> frozenset[str]:
    return frozenset(rng.sample(_TAGS, rng.choice([0, 0, 0, 0, 1, 2])))


def _offer(rng: Random) -> Offer:
    return Offer(rng.choice(_CONDITIONS), _tags(rng))


def _wordings(rng: Random, text: Wordings, name: str) -> Wordings:
    """Return a text, now and then with other wordings before the one that it has."""
    if not text or rng.randrange(3):
        return text
    others = (Variant(f"{name}-{letter}", (Para((Words(f"{letter}."),)),), _offer(rng)) for letter in "ab")
    return (*others, Variant(f"{name}-c", text[-1].text, Offer()))


def _prompt(rng: Random, name: str) -> Prompt:
    opening = rng.choice(["Look at", "Look at", "Look at", "Name one"])
    text, offer = (Para((Words(f"{opening} {name}."),)),), _offer(rng)
    if rng.randrange(8) == 0:
        text = (Para((Words(f"{opening} "), PhraseSlot("pest-note"), Words("."))),)
        offer = replace(offer, phrases=frozenset({"pest-note"}))
    variants: tuple[Variant, ...] = (Variant(name, text, Offer()),)
    if rng.randrange(4) == 0:
        variants = (Variant(f"{name}-a", text, _offer(rng)), Variant(f"{name}-b", text, _offer(rng)))
    return Prompt(
        id=name,
        variants=variants,
        offer=offer,
        level=rng.choice([1, 1, 2, 2, 3]),
        minutes=5,
        technique="looking",
        about="self",
        response=LinesSpec(4),
        motif=rng.choice(["", "", "", "corner", "wall"]),
        core=rng.choice([0, 0, 0, 0, 1, 2]),
        look_back=() if crc32(name.encode()) % 2 else None,
    )


@dataclass(frozen=True, repr=False)
class Case:
    """A garden, a reader of it and a seed, with the plan and the Document that come of them."""

    number: int
    fixed: Raw
    raw: Raw
    seed: int
    pack: Pack
    profile: Profile
    plan: Plan

    def __repr__(self) -> str:
        """Return what makes it again; pack and plan would fill pages."""
        return f"case({self.number}, {self.fixed})"

    @cached_property
    def document(self) -> Document:
        return realise(self.pack, self.plan, confirmed=CONFIRMED)

    @property
    def brief(self) -> bool:
        """Whether the sessions are brief."""
        return any(session.brief for session in self.plan.sessions)

    def units(self) -> Iterator[Unit]:
        """Yield the units that stand in the plan, each once, in order."""
        yield from (
            self.pack.units[part.unit]
            for session in self.plan.sessions
            for part in session.parts
            if not part.continued
        )

    def prompts(self) -> Iterator[Prompt]:
        """Yield what was picked, in order."""
        yield from (self.pack.item(pick.prompt, Prompt) for pick in self.plan.picks())


def case(number: int, fixed: Raw | None = None) -> Case:
    """Return the case of a number; the facts that are fixed hold in every one."""
    return _case(number, tuple((fixed or {}).items()))


@cache
def _case(number: int, fixed: tuple[tuple[str, Any], ...]) -> Case:
    rng = Random(number)
    pack, raw, seed = random_garden(rng), {**random_reader(rng), **dict(fixed)}, rng.randrange(2**32)
    profile = load_profile(pack, raw)
    return Case(number, dict(fixed), raw, seed, pack, profile, make_plan(pack, profile, seed=seed))


def cases(fixed: Raw | None = None) -> st.SearchStrategy[Case]:
    """Return a strategy for cases."""
    return st.integers(0, MOST_CASES - 1).map(lambda number: case(number, fixed))

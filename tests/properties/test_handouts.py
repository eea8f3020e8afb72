"""Handouts for random readers: nothing that a program would withhold, and a check before all that may not fit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from tests.gardens import Case, cases
from tests.support import CONFIRMED, QUICK, bundled_pack, garden_pack

from rekindle_core import (
    Pack,
    Profile,
    SelfCheck,
    WithheldError,
    load_profile,
    make_handout,
    make_plan,
    realise_handout,
)
from rekindle_core.content.model.gate import Gate, WhenUnknown
from rekindle_core.content.model.step import Checklist, Prompt
from rekindle_core.explanation.status import standings
from rekindle_core.handout.make import is_general
from rekindle_core.handout.offered import Offered, offered
from rekindle_core.planning.plan import Decision, Plan
from rekindle_core.planning.reasons import NoRoom, NotBrief, NotDealt, OutWith, Reason, TooLong
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.current import current
from rekindle_core.testing.profiles import random_facts

_OF_THE_DOSE = (NotBrief, NotDealt, NoRoom, TooLong)
"""Why a program leaves out what its reader may be given."""


def withheld(reason: Reason) -> bool:
    if isinstance(reason, OutWith):
        return withheld(reason.reason)
    return not isinstance(reason, _OF_THE_DOSE)


def may_have(found: Mapping[str, Decision], plan: Plan, one: Offered) -> bool:
    """Return whether a program's own account lets a reader have an item."""
    decision = found[one.item.id]
    # What stands in the appendix is behind a statement that sends its reader there.
    behind = one.unit.id in plan.appendix
    return not plan.replaced_by and not behind and (decision.included or not withheld(decision.reason))


def refused(pack: Pack, profile: Profile | None, name: str) -> bool:
    try:
        made = make_handout(pack, [name], profile)
    except WithheldError:
        return True
    assert made.items == (name,)
    return False


def is_known(pack: Pack, profile: Profile, one: Offered) -> bool:
    now = current(pack, profile, dt.date(1970, 1, 1))
    return not is_general(pack, safer_reading(pack, now.profile), [one])


@settings(QUICK, max_examples=60)
@given(cases())
def test_a_handout_gives_what_a_program_may_give_and_refuses_what_it_withholds(case: Case) -> None:
    found = standings(case.pack, case.plan)
    for name, one in offered(case.pack).items():
        if is_known(case.pack, case.profile, one):
            allowed = may_have(found, case.plan, one)
            assert refused(case.pack, case.profile, name) is not allowed, (name, repr(case))


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(4))
def test_the_same_is_true_of_random_readers_of_the_bundled_pack(round_: int) -> None:
    pack = bundled_pack()
    items = tuple(offered(pack).items())
    for number in range(round_, 40, 4):
        rng = Random(number)
        profile = load_profile(pack, random_facts(pack, rng))
        plan = make_plan(pack, profile)
        found = standings(pack, plan)
        for name, one in rng.sample(items, 12):
            if is_known(pack, profile, one):
                allowed = may_have(found, plan, one)
                assert refused(pack, profile, name) is not allowed, (number, name)


def may_take(gate: Gate, one: Offered) -> bool:
    """Return whether a gate, if it held, would take an item or the whole program away."""
    tags = set(one.item.offer.tags)
    if isinstance(one.item, Prompt):
        # The same for every wording in these packs, or asked for nothing: the strictest is looked at.
        tags |= frozenset.intersection(*(variant.offer.tags for variant in one.item.variants))
    if isinstance(one.item, Checklist):
        tags |= frozenset.intersection(*(line.offer.tags for line in one.item.items))
    effect = gate.effect
    return (
        effect.replaces_program
        or one.unit.id in effect.replaces_steps
        or bool(tags & set(effect.removes_tags))
    )


@pytest.mark.parametrize("garden", [pytest.param(False, marks=pytest.mark.slow), True])
def test_without_a_profile_every_gate_that_may_take_an_item_is_asked_before_it(garden: bool) -> None:
    pack = garden_pack() if garden else bundled_pack()
    given_out = 0
    for name, one in offered(pack).items():
        try:
            made = make_handout(pack, [name])
        except WithheldError:
            continue
        given_out += 1
        asking = {gate.id for gate in pack.gates if gate.unknown is WhenUnknown.ASKS and may_take(gate, one)}
        check = made.plan.front_check
        assert check is not None
        assert asking <= {gate for gate, _ in check.statements}, name
        first = realise_handout(pack, made).parts[0].children[0]
        assert isinstance(first, SelfCheck)
        assert len(first.statements) == len(check.statements)
    # No rule may become so strict that nothing is left to test.
    assert given_out > (10 if garden else 250)


@pytest.mark.slow
def test_whom_a_gate_withholds_an_item_from_the_general_sheet_of_it_asks_about() -> None:
    """The statement that would have told a reader is on the sheet for everybody, however the item is withheld."""
    pack = bundled_pack()
    items, told = tuple(offered(pack)), 0
    for number in range(60):
        rng = Random(1_000 + number)
        facts = random_facts(pack, rng, gate=rng.choice([gate.id for gate in pack.gates if gate.ask]))
        profile = load_profile(pack, facts)
        for name in rng.sample(items, 6):
            if not refused(pack, profile, name) or refused(pack, None, name):
                continue
            with pytest.raises(WithheldError) as error:
                make_handout(pack, [name], profile)
            told_of = set(re.findall(r"(?<![\w-])([a-z0-9-]+):", error.value.message))
            gates = {gate.id for gate in pack.gates if gate.ask and gate.id in told_of}
            check = make_handout(pack, [name]).plan.front_check
            asked = {gate for gate, _ in check.statements} if check else set()
            assert gates <= asked, (number, name, error.value.message)
            told += len(gates)
    assert told > 20


@settings(QUICK, max_examples=60)
@given(cases())
def test_levels_rise_a_deep_item_is_never_last_and_nothing_else_is_on_the_sheet(case: Case) -> None:
    names = [name for name in offered(case.pack) if not refused(case.pack, case.profile, name)]
    if not names:
        return
    picked = Random(case.plan.seed).sample(names, min(4, len(names)))
    made = make_handout(case.pack, picked, case.profile)
    known = offered(case.pack)
    levels = [item.level for name in made.items if isinstance(item := known[name].item, Prompt)]
    assert levels == sorted(levels)
    assert set(made.items) == set(picked)
    assert bool(made.close) == (3 in levels)
    document = realise_handout(case.pack, made, confirmed=CONFIRMED)
    assert document.sheet
    assert [part.id for part in document.parts] == ["handout", "help"]

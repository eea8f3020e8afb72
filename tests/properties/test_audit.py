"""The audit against brute force: on small packs both say the same of everything, and of the same profiles."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.brute_force import FACTS, Reader, every_reader, random_pack

from rekindle_core import Pack
from rekindle_core.audit.audit import audit
from rekindle_core.audit.conditions import every_condition
from rekindle_core.audit.finding import Finding
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.promises import fits_in, least
from rekindle_core.audit.readers import Readers
from rekindle_core.audit.rules import Rules
from rekindle_core.content.model.condition import Truth
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.planning.plan import Answer
from rekindle_core.planning.reasons import NoPhraseFits

MOST_PACKS = 60
PACKS = settings(deadline=None, derandomize=True, max_examples=60)


class Small:
    """A small pack, all of its readers, and what the audit finds."""

    def __init__(self, number: int) -> None:
        self.pack: Pack = random_pack(number)
        self.readers: list[Reader] = list(every_reader(self.pack))
        self.rules = Rules(self.pack, Readers(self.pack))
        self.content = GivenContent(self.rules)
        self.findings = audit(self.pack, promised=3).findings

    def found(self, code: str) -> dict[str, Finding]:
        return {one.place.name: one for one in self.findings if one.code == code}


@cache
def _small(number: int) -> Small:
    return Small(number)


small_packs = st.integers(0, MOST_PACKS - 1).map(_small)


@pytest.mark.slow
@PACKS
@given(small_packs)
def test_what_can_be_given_to_somebody_is_what_some_plan_can_hold(small: Small) -> None:
    shown = frozenset().union(*(reader.shown for reader in small.readers))
    can = {name for name in catalogue(small.pack) if small.content.circuit.can(small.content.wires[name])}
    assert can == shown & set(catalogue(small.pack))


@PACKS
@given(small_packs)
def test_the_least_of_a_unit_is_the_least_of_all_plans(small: Small) -> None:
    for unit in small.pack.units.values():
        numbers = [reader.motifs(unit.id) for reader in small.readers if reader.stands(unit.id)]
        assert least(small.rules, unit).anybody == min(numbers, default=None)


@PACKS
@given(small_packs)
def test_a_step_is_found_short_exactly_where_some_plan_is(small: Small) -> None:
    short, empty = small.found("fewer-than-promised"), small.found("empty-step")
    for unit in small.pack.units.values():
        left = [(reader.motifs(unit.id), reader.size) for reader in small.readers if reader.stands(unit.id)]
        fewest = min(left, default=(99, 0))
        wanted = 3 if unit.id in small.pack.steps else 0
        assert (unit.id in empty) == (fewest[0] == 0)
        assert (unit.id in short) == (0 < fewest[0] < wanted)
        for found in (empty, short):
            if unit.id in found:
                assert len(found[unit.id].example) == fewest[1]


@PACKS
@given(small_packs)
def test_conditions_are_idle_exactly_where_no_reader_makes_a_difference(small: Small) -> None:
    for named in every_condition(small.pack):
        truths = {reader.truth(named.condition, as_given=named.as_given) for reader in small.readers}
        codes = {
            one.code
            for one in small.findings
            if one.place == named.place and " has a part that" not in one.message
        }
        assert ("never-true" in codes) == (Truth.TRUE not in truths)
        assert ("always-true" in codes) == (truths == {Truth.TRUE})


@PACKS
@given(small_packs)
def test_gates_contradict_exactly_where_both_hold_and_never_both_are_true(small: Small) -> None:
    found = {one.message for one in small.findings if one.code == "gates-contradict"}
    for one, other in combinations(small.pack.gates, 2):
        either = [
            [reader.truth(gate.when) is Truth.TRUE for reader in small.readers] for gate in (one, other)
        ]
        both_true = any(a and b for a, b in zip(*either, strict=True))
        both_hold = any(
            all(
                verdict.answer is Answer.HOLDS
                for verdict in reader.ruling.verdicts
                if verdict.gate in (one.id, other.id)
            )
            for reader in small.readers
        )
        expected = all(map(any, either)) and not both_true and both_hold
        assert any(f"{one.id} and {other.id} can" in message for message in found) == expected


@PACKS
@given(small_packs)
def test_conflicts_disagree_exactly_where_two_hold_and_read_a_fact_differently(small: Small) -> None:
    found = {one.message.split(" can hold")[0] for one in small.findings if one.code == "conflicts-disagree"}
    expected = {
        f"The conflicts {one.id} and {other.id}"
        for reader in small.readers
        for one, other in combinations(reader.plan.reading.conflicts, 2)
        if any(a.fact == b.fact and a.value != b.value for a in one.read for b in other.read)
    }
    assert found == expected


def test_small_packs_have_conflicts_that_hold_and_some_that_disagree() -> None:
    packs = [_small(number) for number in range(MOST_PACKS)]
    assert sum(any(reader.plan.reading.conflicts for reader in small.readers) for small in packs) > 20
    assert sum(bool(small.found("conflicts-disagree")) for small in packs) > 5


@PACKS
@given(small_packs)
def test_a_hole_is_found_exactly_where_a_gate_holds_and_what_it_replaces_still_stands(small: Small) -> None:
    found = {
        (one.place.name, one.message.split(" replaces ")[1].split(",")[0])
        for one in small.findings
        if one.code == "no-alternative"
    }
    expected = set()
    for gate in small.pack.gates:
        for reader in small.readers:
            holds = any(v.gate == gate.id and v.answer is Answer.HOLDS for v in reader.ruling.verdicts)
            if holds and gate.effect.replaces_program and not reader.plan.replaced_by:
                expected.add((gate.id, "the program"))
            expected |= {
                (gate.id, f"the step {step}")
                for step in gate.effect.replaces_steps
                if holds and reader.stands(step)
            }
    assert found == expected


@PACKS
@given(small_packs)
def test_a_short_session_is_found_exactly_where_no_eligible_prompt_fits_it(small: Small) -> None:
    found = small.found("no-prompt-fits")
    (row,) = small.pack.dose.table
    for unit in small.pack.units.values():
        bare = [
            reader
            for reader in small.readers
            if reader.stands(unit.id)
            and reader.eligible(unit.id)
            and not any(
                fits_in(small.pack, one.level, one.minutes, row.minutes) for one in reader.eligible(unit.id)
            )
        ]
        assert (unit.id in found) == bool(bare)
        if bare:
            # The length of the session is one fact more.
            assert len(found[unit.id].example) == min(reader.size for reader in bare) + 1


@PACKS
@given(small_packs)
def test_a_step_is_found_without_a_core_prompt_exactly_where_some_reader_may_be_given_none(
    small: Small,
) -> None:
    found = small.found("no-core-prompt")
    for step in small.pack.steps.values():
        bare = [
            reader
            for reader in small.readers
            if reader.stands(step.id)
            and not any(one.core == 1 and one.level == 1 for one in reader.eligible(step.id))
        ]
        assert (step.id in found) == (small.pack.has_cores and bool(bare))
        if step.id in found:
            assert len(found[step.id].example) == min(reader.size for reader in bare)


def test_some_small_packs_lack_core_prompts_for_some_and_some_do_not() -> None:
    packs = [small for small in map(_small, range(MOST_PACKS)) if small.pack.has_cores]
    lacking = sum(len(small.found("no-core-prompt")) for small in packs)
    assert 10 < lacking < 2 * len(packs) - 5


@PACKS
@given(small_packs)
def test_a_phrase_list_is_found_spent_exactly_where_that_alone_leaves_something_out(small: Small) -> None:
    users = [p for unit in small.pack.units.values() for p in unit.prompts if p.offer.phrases]
    spent = any(
        not reader.lists("spot") and reason == NoPhraseFits("spot") and _but_for_list(small, reader, user)
        for reader in small.readers
        for user in users
        for reason in (next((d.reason for d in reader.plan.decisions if d.item == user.id), None),)
    )
    assert ("spot" in small.found("phrases-may-run-out")) == spent


def _but_for_list(small: Small, reader: Reader, user: object) -> bool:
    """Return whether a prompt that is out for its phrase list would be eligible if the list had an alternative."""
    from rekindle_core import make_plan
    from rekindle_core.content.model.reference import Phrase
    from rekindle_core.content.model.template import Words
    from rekindle_core.frozen import replace

    full = replace(small.pack, phrases={"spot": (Phrase((Words("x"),)),)})
    plan = make_plan(full, reader.profile)
    return any(one.item == user.id and one.place for one in plan.decisions)  # type: ignore[attr-defined]


@PACKS
@given(small_packs)
def test_a_slot_is_found_empty_exactly_where_a_plan_shows_it_without_its_fact(small: Small) -> None:
    found = small.found("slot-may-be-empty")
    users = {
        variant.id
        for unit in small.pack.units.values()
        for prompt in unit.prompts
        for variant in prompt.variants
        if "dream" in repr(variant.text)
    }
    bare = {
        name
        for reader in small.readers
        for name in users & reader.shown
        if not reader.plan.reading.text("dream")
    }
    assert set(found) == bare


@PACKS
@given(small_packs)
def test_profiles_are_counted_as_far_as_something_tells_them_apart(small: Small) -> None:
    product = 1
    for name, wires in small.rules.readers.facts.items():
        if name in FACTS:
            product *= wires.count
    assert product <= len(small.readers)
    assert small.rules.readers.count % product == 0


@pytest.mark.slow
@PACKS
@given(small_packs)
def test_denied_content_is_found_exactly_where_some_plan_gives_it(small: Small) -> None:
    """Of what fails with what holds it, only that is told."""
    pack, entries = small.pack, catalogue(small.pack)
    found = {
        (one.place.name, name): one
        for one in small.findings
        if one.code == "denied-content" and one.place.name in entries
        for name in pack.assumptions
        if f"({name})" in one.message
    }
    asked = {item.unit.id: gate.assumes for gate in pack.gates for item in gate.alternatives}
    given_to = {
        (entry, name): [
            reader
            for reader in small.readers
            if reader.denied(name)
            # Who is sent to a page of the appendix has said that what its gate assumes is so.
            and entry
            in (reader.shown_unasked if name in asked.get(entries[entry].unit, ()) else reader.shown)
        ]
        for entry in entries
        for name in pack.assumptions
        if name in _assumed(pack, entries[entry])
    }
    failing = {key for key, readers in given_to.items() if readers}
    around = {key: (_around(entries[key[0]]), key[1]) for key in failing}
    assert set(found) == {key for key in failing if around[key] not in failing}
    for key, finding in found.items():
        assert len(finding.example) == min(reader.size for reader in given_to[key])


def _around(entry: Entry) -> str:
    return entry.parent or (entry.unit if entry.unit != entry.id else "")


def _assumed(pack: Pack, entry: Entry) -> frozenset[str]:
    """Return what an entry assumes, by walking outwards."""
    own = pack.units[entry.id].assumes if entry.id in pack.units else entry.offer.assumes
    gates = [gate.assumes for gate in pack.gates for item in gate.alternatives if item.unit.id == entry.id]
    frame = [
        part.assumes
        for part in (pack.frame.opening, pack.frame.alternatives, pack.frame.closing)
        if entry.id in {one.id for one in (*part.passages, *part.text)}
    ]
    around = _around(entry)
    outer = _assumed(pack, catalogue(pack)[around]) if around else frozenset()
    return own.union(outer, *gates, *frame)


@PACKS
@given(small_packs)
def test_what_stands_outside_of_the_catalogue_is_found_too(small: Small) -> None:
    pack = small.pack
    for name in pack.assumptions:
        messages = [
            one.message
            for one in small.findings
            if one.code == "denied-content" and f"({name})" in one.message
        ]
        denied = [reader for reader in small.readers if reader.denied(name)]
        (question,) = pack.counselor.before.questions
        asked = name in question.assumes and bool(denied)
        assert any("The question note-one" in message for message in messages) == asked
        opened = name in pack.frame.opening.assumes and any(not one.plan.replaced_by for one in denied)
        assert any("The opening in program.yaml" in message for message in messages) == opened
        for gate in pack.gates:
            speaks = name in gate.assumes and any(
                verdict.answer is Answer.HOLDS
                for reader in denied
                for verdict in reader.ruling.verdicts
                if verdict.gate == gate.id
            )
            said = f"What the gate {gate.id} tells the counselor"
            assert any(said in message for message in messages) == speaks
        for phrases in pack.phrases.values():
            for index, phrase in enumerate(phrases):
                read = name in phrase.assumes and any(one.truth(phrase.when) is Truth.TRUE for one in denied)
                said = f"Alternative {index + 1} of the phrase list"
                assert any(said in message for message in messages) == read


def test_the_small_packs_have_something_to_deny_and_something_that_holds() -> None:
    found, kept = 0, 0
    for small in map(_small, range(MOST_PACKS)):
        names = {one.place.name for one in small.findings if one.code == "denied-content"}
        found += len(names)
        kept += sum(
            bool(entry.offer.assumes) for name, entry in catalogue(small.pack).items() if name not in names
        )
    assert found > 2 * MOST_PACKS
    assert kept > MOST_PACKS

"""Making a Plan: what one reader gets, chosen by rules from a pack.

Input: a Pack, a Profile, a seed, a date. Output: a Plan, the same for the same input, everywhere.
Must not know: the words of any language, the Document, formats.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Exercise, Unit
from rekindle_core.errors import UsageError
from rekindle_core.frozen import replace
from rekindle_core.planning.checks import Checks, all_checks
from rekindle_core.planning.choose import Chooser, Pools, choose_wordings
from rekindle_core.planning.code import inputs_as_of, make_code
from rekindle_core.planning.deal import (
    Dealing,
    Room,
    deal,
    highest_level,
    monotonous,
    take_exercises,
    waiting_cores,
)
from rekindle_core.planning.deciding import because
from rekindle_core.planning.eligibility import Examiner
from rekindle_core.planning.frame import frame_sessions
from rekindle_core.planning.identity import UNNAMED, Identity
from rekindle_core.planning.judge import Ruling, judge
from rekindle_core.planning.looking_back.choose import look_back
from rekindle_core.planning.plan import Answer, Decision, Part, Pick, Plan, PlannedSession
from rekindle_core.planning.rank import MOST_SEED
from rekindle_core.planning.reasons import (
    DeepTaken,
    DeepTooEarly,
    DeepTooShort,
    GateSays,
    Refused,
    StandsInstead,
)
from rekindle_core.planning.record import Refusals, no_exercise, no_room, record_pools
from rekindle_core.planning.schedule import Slot, schedule
from rekindle_core.planning.shortfalls import (
    CoresLeftOut,
    FewerSessions,
    OpeningsAlike,
    Shortfall,
    StepsLeftOut,
)
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.current import Current, current
from rekindle_core.profile.profile import Profile


def plan_program(
    pack: Pack,
    profile: Profile,
    *,
    seed: int = 1,
    date: dt.date = dt.date(1970, 1, 1),
    avoid: Collection[str] = frozenset(),
    identity: Identity = UNNAMED,
) -> Plan:
    """Choose what one reader gets.

    Args:
        pack: The pack to choose from.
        profile: The reader's facts, read for this pack.
        seed: Varies the choice among equals: 0 to 2³²−1.
        date: The date of the program. It is printed, and decides which answers have expired.
        avoid: Ids of prompts, exercises and checklists that earlier programs used.
        identity: The source of the program's id.

    Returns:
        The plan, with a reason for every choice and every refusal.

    Raises:
        UsageError: The seed is out of range.
    """
    if not 0 <= seed <= MOST_SEED:
        raise UsageError(
            f"The seed {seed} is out of range.", code="bad-seed", hint=f"it must be from 0 to {MOST_SEED}."
        )
    now = current(pack, profile, date)
    inputs = inputs_as_of(pack, now, seed, date, avoid)
    planner = _Planner(pack, now, seed, date, frozenset(avoid))
    return planner.plan(make_code(inputs, identity), identity.program_id(inputs.text))


class _Dealt(msgspec.Struct):
    """Sessions as dealt, units left without a prompt in some, and why sessions did not take fitting content."""

    sessions: tuple[PlannedSession, ...]
    spent: tuple[str, ...]
    refused: Mapping[str, tuple[Refused, ...]]


class _Planner:
    def __init__(self, pack: Pack, now: Current, seed: int, date: dt.date, avoid: frozenset[str]) -> None:
        self.pack, self.now, self.seed, self.date, self.avoid = pack, now, seed, date, avoid
        self.reading = safer_reading(pack, now.profile)
        self.ruling: Ruling = judge(pack, self.reading)
        self.decisions: list[Decision] = []
        self.shortfalls: list[Shortfall] = []
        self.checks = Checks(pack, self.ruling.asking, ())
        self.minutes = self.reading.number("program.minutes") or pack.dose.minutes
        brief_minutes = pack.dose.brief_minutes(self.minutes)
        self.brief = brief_minutes is not None
        self.highest_level = highest_level(pack, self.reading)
        examiner = Examiner(pack, self.reading, self.ruling)
        self.chooser = Chooser(examiner, seed, avoid, self.highest_level, self.decisions, brief_minutes)
        self.every_days = self.reading.number("program.every_days") or pack.dose.every_days

    def plan(self, code: str, program_id: str) -> Plan:
        base = Plan(
            pack=self.pack.id,
            pack_digest=self.pack.digest,
            reading=self.reading,
            seed=self.seed,
            date=self.date,
            code=code,
            program_id=program_id,
            gates=self.ruling.verdicts,
            replaced_by=self.ruling.replaced_by,
            front_check=None,
            front_notes=(),
            opening=(),
            sessions=(),
            closing=(),
            appendix=(),
            pages=self._pages(self.ruling.replaced_by),
            decisions=(),
            shortfalls=(),
            asked=self.now.asked,
            halts=() if self.ruling.replaced_by else self.now.halts,
        )
        if base.replaced_by:
            # Nothing in the program is even considered.
            return replace(base, worded=choose_wordings(self.chooser, base))
        units = self._units()
        pools = {unit.id: self.chooser.pools(unit) for unit in units}
        kept = self._with_room(units)
        self.checks = replace(self.checks, standing=tuple(unit.id for unit in kept))
        notes, front_notes = self._place_notes(kept)
        sessions = self._sessions(units, kept, pools, notes)
        front = self.checks.in_front()
        appendix = dict.fromkeys(
            target
            for check in all_checks(front, sessions)
            for _, target in check.statements
            # A gate that only removes content may have no page to send readers to.
            if target
        )
        plan = replace(
            base,
            front_check=front,
            front_notes=front_notes,
            opening=self.chooser.passages(self.pack.frame.opening.passages),
            sessions=sessions,
            closing=self.chooser.passages(self.pack.frame.closing.passages),
            appendix=tuple(appendix),
            pages=self._pages(
                [*front_notes, *(note for placed in notes.values() for note in placed), *appendix]
            ),
            shortfalls=tuple(self.shortfalls),
        )
        worded = choose_wordings(self.chooser, plan)
        return replace(plan, worded=worded, decisions=tuple(self.decisions))

    def _pages(self, alternatives: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the passages that fit, for alternatives that are read as pages and for the appendix."""
        pages = {name: self.pack.units[name].passages for name in alternatives if name}
        pages["alternatives"] = self.pack.frame.alternatives.passages
        return tuple((name, self.chooser.passages(passages)) for name, passages in pages.items())

    # ------------------------------------------------------------------ units

    def _order(self) -> tuple[str, ...]:
        for rule in self.pack.reorder:
            if evaluate(rule.when, self.reading.lookup) is Truth.TRUE:
                return (*rule.first, *(step for step in self.pack.steps if step not in rule.first))
        return tuple(self.pack.steps)

    def _units(self) -> tuple[Unit, ...]:
        """Return the steps that are used and the alternatives that replace others, in order, each once."""
        units: dict[str, Unit] = {}
        for step_id in self._order():
            step = self.pack.steps[step_id]
            if instead := self.ruling.replacements.get(step_id):
                units[instead] = self.pack.units[instead]
                self.chooser.note(step_id, "step", step_id, False, self._replaced_because(step_id, instead))
            elif evaluate(step.when, self.reading.lookup) is not Truth.TRUE:
                self.chooser.note(step_id, "step", step_id, False, because(step.when, self.reading))
            else:
                units[step_id] = step
                self.chooser.note(step_id, "step", step_id, True, because(step.when, self.reading))
        return tuple(units.values())

    def _with_room(self, units: Sequence[Unit]) -> tuple[Unit, ...]:
        """Return the units for which the sessions have a prompt each; a replacement for a step always stays."""
        sessions = self.reading.number("program.sessions") or len(units)
        room = sessions * self.pack.dose.row(self.minutes).prompts
        return tuple(unit for at, unit in enumerate(units) if at < room or unit.id not in self.pack.steps)

    def _replaced_because(self, step: str, instead: str) -> StandsInstead:
        replacing = {gate.id for gate in self.pack.gates if step in gate.effect.replaces_steps}
        gates = (
            GateSays(verdict.gate, verdict.reason)
            for verdict in self.ruling.verdicts
            if verdict.answer is Answer.HOLDS and verdict.gate in replacing
        )
        return StandsInstead(instead, tuple(gates))

    def _place_notes(self, units: Sequence[Unit]) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
        """Return the added alternatives by their unit, and those that come before everything."""
        present = {unit.id for unit in units}
        placed: dict[str, tuple[str, ...]] = {}
        front: list[str] = []
        for alternative, steps in self.ruling.notes:
            home = next((step for step in steps if step in present), None)
            if home is None:
                front.append(alternative)
            else:
                placed[home] = (*placed.get(home, ()), alternative)
        return placed, tuple(front)

    # ------------------------------------------------------------------ sessions

    def _sessions(
        self,
        units: Sequence[Unit],
        kept: Sequence[Unit],
        pools: Mapping[str, Pools],
        notes: Mapping[str, tuple[str, ...]],
    ) -> tuple[PlannedSession, ...]:
        wanted = self.reading.number("program.sessions") or len(kept)
        per_session = self.pack.dose.row(self.minutes).prompts
        capacity = [max(1, -(-len(pools[unit.id].prompts) // per_session)) for unit in kept]
        ids = [unit.id for unit in kept]
        while True:
            dealt = self._deal(schedule(ids, capacity, wanted), pools, notes)
            if not dealt.spent:
                break
            # Motifs and level 3 limits may leave a later session empty; it is then dropped.
            for unit in dealt.spent:
                capacity[ids.index(unit)] -= 1
        if len(dealt.sessions) < wanted:
            self.shortfalls.append(FewerSessions(wanted, len(dealt.sessions)))
        held = {part.unit for session in dealt.sessions for part in session.parts}
        if without := [unit.id for unit in units if unit.id not in held]:
            self.shortfalls.append(StepsLeftOut(tuple(without), len(dealt.sessions), self.minutes))
            self.chooser.leave_out(without)
        record_pools(self.chooser, units, pools, dealt.sessions, {**no_room(pools, ids), **dealt.refused})
        if coreless := _coreless(pools, dealt.sessions):
            self.shortfalls.append(CoresLeftOut(coreless))
        self._note_monotony(pools, dealt.sessions)
        framed = frame_sessions(self.chooser, dealt.sessions)
        self.shortfalls += framed.shortfalls
        return look_back(self.chooser, framed.sessions)

    def _deal(
        self,
        slots: Sequence[Sequence[Slot]],
        pools: Mapping[str, Pools],
        notes: Mapping[str, tuple[str, ...]],
    ) -> _Dealt:
        prompts = {unit: list(pool.prompts) for unit, pool in pools.items()}
        exercises = {unit: list(pool.exercises) for unit, pool in pools.items()}
        asked = {unit: set(pool.asked) for unit, pool in pools.items()}
        sessions: list[PlannedSession] = []
        spent: list[str] = []
        quoted: set[str] = set()
        refusals = Refusals()
        for number, joined in enumerate(slots, 1):
            room = self._room(number, quoted)
            whole = self.pack.dose.row(self.minutes)
            dealings: list[Dealing] = []
            for at, slot in enumerate(joined):
                taken_before = sum(len(dealing.chosen) for dealing in dealings)
                share = -(-(whole.prompts - taken_before) // (len(joined) - at))
                dealt = deal(
                    prompts[slot.unit],
                    share,
                    room,
                    most=whole.prompts,
                    asked=asked[slot.unit],
                    opens=taken_before == 0,
                )
                for name, refusal in dealt.refused.items():
                    refusals.add(name, number, refusal)
                if slot.continued and not dealt.chosen:
                    spent.append(slot.unit)
                dealings.append(dealt)
            given = self._exercises(number, joined, dealings, exercises, refusals)
            parts = [
                self._part(slot, pools[slot.unit], notes, dealt, taken, number)
                for slot, dealt, taken in zip(joined, dealings, given, strict=True)
            ]
            day = self._day(number)
            # If a brief session has no prompt for a step, only its heading would remain.
            bare = self.pack.steps if self.brief else {}
            kept = [part for part in parts if part.unit not in bare or part.says_something] or parts
            sessions.append(PlannedSession(number, day, self.minutes, tuple(kept), brief=self.brief))
        return _Dealt(tuple(sessions), tuple(dict.fromkeys(spent)), refusals.found())

    def _exercises(
        self,
        number: int,
        joined: Sequence[Slot],
        dealings: Sequence[Dealing],
        pools: Mapping[str, list[Exercise]],
        refusals: Refusals,
    ) -> list[tuple[str, ...]]:
        """Take each part's exercises from the pools: the first ones that the session's prompts leave time for."""
        dose, most = self.pack.dose, self.pack.dose.row(self.minutes).exercises
        # Joined units share the minutes, and with them what a session of so many minutes has.
        minutes = self.minutes // len(joined)
        to_do = min(dose.row(minutes).exercises, most)
        left = dose.left_for_exercises(
            self.minutes, (one.prompt.minutes for dealt in dealings for one in dealt.chosen)
        )
        given: list[tuple[str, ...]] = []
        for slot in joined:
            count = min(to_do, most - sum(map(len, given)))
            taken, too_long = take_exercises(pools[slot.unit], count, left)
            left -= sum(exercise.minutes for exercise in taken)
            for name, refusal in too_long.items():
                refusals.add(name, number, refusal)
            for exercise in pools[slot.unit]:
                if exercise.id not in too_long:
                    refusals.add(exercise.id, number, no_exercise(to_do, count, minutes))
            given.append(tuple(exercise.id for exercise in taken))
        return given

    def _room(self, number: int, quoted: set[str]) -> Room:
        """Return what a session takes, especially of level 3 prompts."""
        dose = self.pack.dose
        deep = dose.deep_most
        refusal: DeepTaken | DeepTooEarly | DeepTooShort = DeepTaken(deep)
        if deep and self.minutes < dose.deep_from_minutes:
            deep, refusal = 0, DeepTooShort(dose.deep_from_minutes)
        elif deep and number < dose.deep_from_session:
            deep, refusal = 0, DeepTooEarly(dose.deep_from_session)
        return Room(deep, self.highest_level, quoted=quoted, deep_refusal=refusal)

    def _day(self, number: int) -> dt.date | None:
        start = self.reading.date("program.start")
        return start + dt.timedelta(days=self.every_days * (number - 1)) if start else None

    def _part(
        self,
        slot: Slot,
        pools: Pools,
        notes: Mapping[str, tuple[str, ...]],
        dealt: Dealing,
        exercises: tuple[str, ...],
        number: int,
    ) -> Part:
        first = not slot.continued
        part = Part(
            unit=slot.unit,
            continued=slot.continued,
            notes=notes.get(slot.unit, ()) if first else (),
            passages=pools.passages if first else (),
            samples=pools.samples if first else (),
            picks=tuple(
                Pick(one.prompt.id, one.variant.id, one.prompt.id in dealt.cores) for one in dealt.chosen
            ),
            exercises=exercises,
            checklists=pools.checklists if first else (),
        )
        return replace(part, checks=self.checks.at(part, number))

    def _note_monotony(self, pools: Mapping[str, Pools], sessions: Sequence[PlannedSession]) -> None:
        by_id = {candidate.prompt.id: candidate for pool in pools.values() for candidate in pool.prompts}
        for session in sessions:
            for part in session.parts:
                if monotonous([by_id[pick.prompt] for pick in part.picks]):
                    self.shortfalls.append(OpeningsAlike(session.number, part.unit))


def _coreless(pools: Mapping[str, Pools], sessions: Sequence[PlannedSession]) -> tuple[str, ...]:
    """Return the units in sessions with a core prompt that fits and was not asked before, but is not asked."""
    asked: dict[str, bool] = {}
    for part in (part for session in sessions for part in session.parts):
        asked[part.unit] = asked.get(part.unit, False) or any(pick.core for pick in part.picks)
    return tuple(
        unit
        for unit, found in asked.items()
        if not found and waiting_cores(pools[unit].prompts, pools[unit].asked)
    )

"""Dealing prompts: by rank, within the dose, gently at first, and varied where a swap can do it."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.content.model.step import Exercise, LinesSpec, Offer, Prompt, Variant
from rekindle_core.content.model.template import Mention, Para, Words
from rekindle_core.frozen import replace
from rekindle_core.planning.deal import Candidate, Room, deal, monotonous, take_exercises, vary_openings
from rekindle_core.planning.reasons import (
    CoreFirst,
    CoreTaken,
    DeepTaken,
    DeepTooEarly,
    FactsAre,
    GentleFirst,
    MotifTaken,
    QuotedAlready,
    RankedOut,
    Refusal,
    SharedOut,
    TooDeep,
    TooLong,
)

MANY = settings(QUICK, max_examples=250)


def candidate(
    name: str, level: int = 1, motif: str = "", opening: str = "Look at", core: int = 0, written: int = 0
) -> Candidate:
    variant = Variant(name, (Para((Words(f"{opening} {name}."),)),), Offer())
    prompt = Prompt(name, (variant,), Offer(), level, 5, "looking", "self", LinesSpec(4), motif, core)
    return Candidate(prompt, variant, FactsAre(), written=written)


ROWS = st.tuples(
    st.sampled_from([1, 1, 2, 3]),
    st.sampled_from(["", "", "corner", "wall"]),
    st.sampled_from(["Look at", "Name one"]),
)
POOLS = st.lists(ROWS, max_size=10).map(
    lambda rows: [candidate(f"c{at}", *row) for at, row in enumerate(rows)]
)
CORED = st.lists(st.tuples(ROWS, st.sampled_from([0, 0, 1, 1, 2, 3]), st.integers(0, 99)), max_size=10).map(
    lambda rows: [candidate(f"c{at}", *row, *core) for at, (row, *core) in enumerate(rows)]
)
ROOMS = st.builds(
    lambda deep, highest, motifs: Room(deep, highest, set(motifs)),
    st.integers(0, 2),
    st.integers(1, 3),
    st.sets(st.sampled_from(["corner", "wall"])),
)


def copy(room: Room) -> Room:
    return Room(room.deep, room.highest_level, set(room.motifs))


@MANY
@given(POOLS, st.integers(0, 6), ROOMS)
def test_what_is_dealt_leaves_the_pool_and_the_rest_stays_in_order(
    pool: list[Candidate], count: int, room: Room
) -> None:
    before = list(pool)
    dealt = deal(pool, count, room).chosen
    assert len(dealt) <= count
    assert [one for one in before if one not in dealt] == pool
    assert set(map(id, dealt)) <= set(map(id, before))


@MANY
@given(POOLS, st.integers(0, 6), ROOMS)
def test_a_session_falls_short_only_when_nothing_left_has_room(
    pool: list[Candidate], count: int, room: Room
) -> None:
    dealt = deal(pool, count, room).chosen
    assert len(dealt) == count or all(room.refusal(one) for one in pool)


@MANY
@given(POOLS, st.integers(0, 6), ROOMS)
def test_room_is_kept_to_and_counted_down(pool: list[Candidate], count: int, room: Room) -> None:
    before = copy(room)
    dealt = deal(pool, count, room).chosen
    deep = [one for one in dealt if one.prompt.level == 3]
    motifs = [one.prompt.motif for one in dealt if one.prompt.motif]
    assert len(deep) <= before.deep
    assert room.deep == before.deep - len(deep)
    assert all(one.prompt.level <= before.highest_level for one in dealt)
    assert len(motifs) == len(set(motifs))
    assert not set(motifs) & before.motifs
    assert room.motifs == before.motifs | set(motifs)


@MANY
@given(POOLS, st.integers(0, 6), ROOMS)
def test_the_best_that_there_is_room_for_is_taken_after_a_gentle_first(
    pool: list[Candidate], count: int, room: Room
) -> None:
    """Against a plain reading of the rule."""
    ranked, left, wanted = list(pool), copy(room), []
    if count > 1:
        wanted += [one for one in ranked if one.prompt.level == 1 and not left.refusal(one)][:1]
        for one in wanted:
            left.take(one)
    for one in ranked:
        if len(wanted) < count and one not in wanted and not left.refusal(one):
            left.take(one)
            wanted.append(one)
    assert {one.prompt.id for one in deal(pool, count, room).chosen} == {one.prompt.id for one in wanted}


@MANY
@given(POOLS, st.integers(2, 6), ROOMS)
def test_a_session_of_two_or_more_begins_gently_where_it_can(
    pool: list[Candidate], count: int, room: Room
) -> None:
    gentle = any(one.prompt.level == 1 and not room.refusal(one) for one in pool)
    dealt = deal(pool, count, room).chosen
    if gentle:
        assert dealt[0].prompt.level == 1
    levels = [one.prompt.level for one in dealt]
    assert levels == sorted(levels)


@MANY
@given(CORED, st.integers(2, 6), ROOMS, st.sets(st.integers(1, 3)))
def test_core_prompts_never_keep_a_session_from_beginning_gently(
    pool: list[Candidate], count: int, room: Room, asked: set[int]
) -> None:
    gentle = any(one.prompt.level == 1 and not room.refusal(one) for one in pool)
    dealt = deal(pool, count, room, asked=asked).chosen
    levels = [one.prompt.level for one in dealt]
    assert levels == sorted(levels)
    assert not gentle or levels[0] == 1


@MANY
@given(CORED, st.integers(0, 6), ROOMS, st.sets(st.integers(1, 3)))
def test_a_session_asks_core_prompts_first_each_in_one_version(
    pool: list[Candidate], count: int, room: Room, asked: set[int]
) -> None:
    before, known = copy(room), set(asked)
    every = list(pool)
    dealt = deal(pool, count, room, asked=asked)
    taken = [one for one in dealt.chosen if one.prompt.id in dealt.cores]
    numbers = [one.prompt.core for one in dealt.chosen if one.prompt.core]
    assert len(dealt.chosen) <= count
    assert len(taken) <= (count + 1) // 2
    assert len(numbers) == len(set(numbers))
    assert asked == known | set(numbers)
    assert not known & {one.prompt.core for one in taken}
    # One of level 1 that fits is never passed over for what is no core prompt, or for one of a higher number.
    fitting = [
        one
        for one in every
        if one.prompt.core
        and one.prompt.core not in known
        and one.prompt.level == 1
        and not before.refusal(one)
    ]
    if fitting and count:
        assert taken
        assert min(one.prompt.core for one in taken) <= min(one.prompt.core for one in fitting)


def test_of_the_versions_of_a_core_prompt_the_first_in_the_file_comes_first() -> None:
    pool = [
        candidate("low", 1, core=1, written=7),
        candidate("deep", 3, core=1, written=2),
        candidate("x", 1),
    ]
    everybody = deal(list(pool), 2, Room(deep=1))
    assert [one.prompt.id for one in everybody.chosen] == ["x", "deep"]
    assert everybody.cores == {"deep"}
    assert everybody.refused == {"low": CoreTaken(1)}
    gently = deal(list(pool), 2, Room(deep=0))
    assert [one.prompt.id for one in gently.chosen] == ["low", "x"]
    assert gently.cores == {"low"}


def test_a_deeper_version_gives_way_where_the_session_could_not_begin_gently() -> None:
    pool = [candidate("deep", 2, core=1, written=1), candidate("low", 1, core=1, written=2)]
    assert [one.prompt.id for one in deal(list(pool), 2, Room(deep=1)).chosen] == ["low"]
    assert [one.prompt.id for one in deal(list(pool), 1, Room(deep=1)).chosen] == ["deep"]


def test_the_first_step_of_a_session_that_joins_several_begins_it_gently() -> None:
    """Its share is one prompt, of a session of two; what comes after it may go deeper."""
    pool = [candidate("deep", 3, core=1, written=1), candidate("low", 1, core=1, written=2)]
    assert deal(list(pool), 1, Room(deep=1), most=2).cores == {"low"}
    assert deal(list(pool), 1, Room(deep=1), most=2, opens=False).cores == {"deep"}
    assert deal(list(pool), 1, Room(deep=1), most=1).cores == {"deep"}
    alone = deal([candidate("deep", 3, core=1)], 1, Room(deep=1), most=2)
    assert alone.cores == {"deep"}, "nothing gentler is there"


def test_a_second_core_prompt_comes_where_a_session_has_three_prompts() -> None:
    pool = [candidate("a"), candidate("b"), candidate("one", core=1), candidate("two", core=2)]
    assert deal(list(pool), 2, Room(deep=1)).cores == {"one"}
    assert deal(list(pool), 3, Room(deep=1)).cores == {"one", "two"}
    # What was asked in an earlier session or program is ranked as other prompts are.
    later = deal(list(pool), 2, Room(deep=1), asked={1})
    assert later.cores == {"two"}
    assert later.refused == {"b": CoreFirst("two"), "one": CoreFirst("two")}


def test_equal_candidates_keep_their_rank_within_a_level() -> None:
    pool = [
        candidate("b", 2, opening="One b"),
        candidate("a", 1, opening="Two a"),
        candidate("c", 1, opening="Three c"),
    ]
    assert [one.prompt.id for one in deal(pool, 3, Room(1)).chosen] == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("room", "prompt", "said"),
    [
        (Room(1, 2), candidate("x", 3), TooDeep(3, 2)),
        (Room(0), candidate("x", 3), DeepTaken(1)),
        (Room(0, deep_refusal=DeepTooEarly(3)), candidate("x", 3), DeepTooEarly(3)),
        (Room(1, 3, {"corner"}), candidate("x", 1, "corner"), MotifTaken("corner")),
        (Room(0, 1), candidate("x", 1, "corner"), None),
        (Room(0, quoted={"dream"}), replace(candidate("x"), quotes=("hope",)), None),
        (
            Room(0, quoted={"dream"}),
            replace(candidate("x"), quotes=("dream", "hope")),
            QuotedAlready(("dream",)),
        ),
    ],
)
def test_why_a_prompt_has_no_room(room: Room, prompt: Candidate, said: Refusal | None) -> None:
    assert room.refusal(prompt) == said


@MANY
@given(POOLS, st.integers(0, 6), ROOMS, st.integers(0, 2))
def test_whatever_is_not_taken_is_refused_for_a_reason_that_is_so(
    pool: list[Candidate], most: int, room: Room, taken: int
) -> None:
    ranked = [one.prompt.id for one in pool]
    before = copy(room)
    dealt = deal(pool, most - taken, room, most=most)
    levels = {one.prompt.id: one.prompt.level for one in dealt.chosen}
    motifs = before.motifs | {one.prompt.motif for one in dealt.chosen}
    full = len(dealt.chosen) == most - taken
    assert set(dealt.refused) == {one.prompt.id for one in pool}
    for one in pool:
        refusal, place = dealt.refused[one.prompt.id], ranked.index(one.prompt.id)
        match refusal:
            case TooDeep():
                assert (refusal.level, refusal.highest) == (one.prompt.level, before.highest_level)
                assert one.prompt.level > before.highest_level
            case DeepTaken():
                assert one.prompt.level == 3
                assert list(levels.values()).count(3) == before.deep
            case MotifTaken():
                assert refusal.motif == one.prompt.motif
                assert refusal.motif in motifs
            case RankedOut():
                assert full
                assert all(ranked.index(other) < place for other in levels)
            case GentleFirst():
                assert full
                assert levels[refusal.item] == 1
                assert ranked.index(refusal.item) > place
            case SharedOut():
                assert refusal.prompts == most <= taken
            case _:
                raise AssertionError(refusal)


# --------------------------------------------------------------------------- openings


def test_openings_are_compared_by_two_words_whatever_their_case_and_without_slots() -> None:
    spans = (Words("LOOK "), Mention("helper"), Words(" at it."))
    variant = Variant("v", (Para(spans),), Offer())
    assert Candidate(candidate("x").prompt, variant, FactsAre()).opening == "look at"


@pytest.mark.slow
@MANY
@given(POOLS)
def test_varying_swaps_within_levels_only_and_loses_nothing(pool: list[Candidate]) -> None:
    order = sorted(pool, key=lambda one: one.prompt.level)
    varied = vary_openings(order)
    assert sorted(map(id, varied)) == sorted(map(id, order))
    assert [one.prompt.level for one in varied] == [one.prompt.level for one in order]


@MANY
@given(POOLS)
def test_what_is_varied_already_stays_as_it_is_and_nothing_is_made_worse(pool: list[Candidate]) -> None:
    order = sorted(pool, key=lambda one: one.prompt.level)
    varied = vary_openings(order)
    if monotonous(order):
        assert varied == order or not monotonous(varied)
    else:
        assert varied == order


@MANY
@given(st.lists(ROWS, min_size=3, max_size=6))
@example([(1, "", "Look at"), (1, "", "Name one"), (1, "", "Name one"), (1, "", "Name one")])
def test_where_one_swap_helps_it_is_found(rows: list[tuple[int, str, str]]) -> None:
    order = sorted(
        (candidate(f"c{at}", *row) for at, row in enumerate(rows)), key=lambda one: one.prompt.level
    )

    def swapped(first: int, second: int) -> list[Candidate]:
        other = list(order)
        other[first], other[second] = other[second], other[first]
        return other

    possible = not monotonous(order) or any(
        order[first].prompt.level == order[second].prompt.level and not monotonous(swapped(first, second))
        for first, second in combinations(range(len(order)), 2)
    )
    assert monotonous(vary_openings(order)) != possible


@pytest.mark.parametrize(
    ("openings", "alike"), [("aaa", True), ("aabaa", False), ("baaa", True), ("aa", False)]
)
def test_three_in_a_row_are_monotonous(openings: str, alike: bool) -> None:
    order = [candidate(str(at), opening=f"{letter} {letter}") for at, letter in enumerate(openings)]
    assert monotonous(order) == alike


# ---------------------------------------------------------------- exercises


def exercise(name: str, minutes: int) -> Exercise:
    return Exercise(name, (Words(name),), minutes, (), Offer())


def test_an_exercise_that_is_too_long_gives_way_to_the_next_one() -> None:
    pool = [exercise("long", 20), exercise("short", 10), exercise("other", 5)]
    taken, refused = take_exercises(pool, 1, 15)
    assert [one.id for one in taken] == ["short"]
    assert refused == {"long": TooLong(20, 15)}
    assert [one.id for one in pool] == ["long", "other"]


def test_exercises_share_the_minutes_that_are_left() -> None:
    pool = [exercise("a", 10), exercise("b", 10), exercise("c", 5)]
    taken, refused = take_exercises(pool, 2, 15)
    assert [one.id for one in taken] == ["a", "c"]
    assert refused == {"b": TooLong(10, 5)}


def test_where_minutes_are_not_counted_the_first_exercises_are_taken() -> None:
    pool = [exercise("a", 90), exercise("b", 10)]
    taken, refused = take_exercises(pool, 1, math.inf)
    assert ([one.id for one in taken], refused) == (["a"], {})

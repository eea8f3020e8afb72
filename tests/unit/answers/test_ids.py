"""Names of answers and their ids: each leads to the other, and what lasts is in both."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle_core import AnswerId, load_pack, load_profile, make_plan, realise
from rekindle_core.answers.ids import Part
from rekindle_core.answers.places import answer_places

WORDS = st.lists(st.sampled_from(["walk", "x", "calm2", "y9", "session"]), min_size=1, max_size=3).map(
    "-".join
)
PARTS: tuple[Part, ...] = ("", "if", "then")


@given(
    WORDS,
    st.integers(1, 99_999),
    WORDS.filter("session".__ne__) | st.just(""),
    st.integers(1, 99_999),
    st.sampled_from(PARTS),
)
def test_an_id_comes_back_from_its_name(
    item: str, session: int, unit: str, occurrence: int, part: Part
) -> None:
    made = AnswerId(item, session, unit, occurrence, part)
    assert AnswerId.from_name(made.name) == made
    assert "." not in made.name


@given(st.text(min_size=1, max_size=40) | st.from_regex(r"s[0-9]{1,6}_[a-z_0-9-]{1,20}", fullmatch=True))
def test_every_name_is_kept(name: str) -> None:
    assert AnswerId.from_name(name).name == name


def test_names_of_earlier_versions_do_not_tell_which_time_it_was() -> None:
    assert AnswerId.from_name("s3_session_rating-calm", counted=False) == AnswerId(
        "rating-calm", 3, occurrence=0
    )


@pytest.mark.parametrize(
    "given",
    [
        {"item": "a", "session": 0, "unit": "b"},
        {"item": "A b", "session": 2},
        {"item": "s1_x_y"},
        {"item": "a", "part": "if"},
        {"item": "a", "session": 1, "unit": "session"},
        {"item": "a", "session": 1, "part": "else"},
        {"item": "", "session": 0},
    ],
)
def test_an_id_whose_fields_do_not_go_together_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, AnswerId)


def test_more_sessions_change_no_key() -> None:
    """January's nine sessions and February's twelve: what both ask has one key, wherever it is asked now."""
    pack = load_pack()
    keys = []
    for sessions in (9, 12):
        profile = load_profile(pack, {"program.sessions": sessions, "contact": "none"})
        places = answer_places(realise(pack, make_plan(pack, profile, program_id="same")))
        counted = [place.id.key for place in places]
        assert len(set(counted)) == len(counted)
        assert [place.name for place in places] == [place.id.name for place in places]
        keys.append(set(counted))
    shorter, longer = keys
    ratings = {key for key in shorter if key[0] == ""}
    assert ratings
    assert ratings <= longer
    assert len(shorter & longer) > 0.8 * len(shorter)


def test_a_rating_in_the_second_session_is_the_second_time() -> None:
    pack = load_pack()
    places = answer_places(realise(pack, make_plan(pack, load_profile(pack, {}), program_id="one")))
    ratings = [place for place in places if place.asker == "rating"]
    first = ratings[0].id.item
    assert [one.id.occurrence for one in ratings if one.id.item == first][:3] == [1, 2, 3]
    assert all(place.question for place in places)

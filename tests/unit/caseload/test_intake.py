"""Answers from a roster are added to a record; what they don't say stays, above all about safety."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import bundled_pack, garden_pack
from tests.unit.caseload.stores import new_store

from rekindle_core import load_profile
from rekindle_core.caseload.clients import find_client, list_clients
from rekindle_core.caseload.errors import LabelError, NoteNeededError
from rekindle_core.caseload.intake import take_in
from rekindle_core.caseload.profiles import profile_of, profile_versions
from rekindle_core.errors import UsageError

WHEN = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)


def test_a_new_label_begins_a_record_of_which_nobody_asked_about_the_partner(tmp_path: Path) -> None:
    pack = garden_pack()
    with new_store(tmp_path / "clients.db") as store:
        assert take_in(store, "K-1", pack, load_profile(pack, {"soil": "clay"}), WHEN) == "added"
        client = find_client(store, "k-1")
        assert (client.label, client.partner_asked) == ("K-1", False)
        assert profile_of(store, client, pack)["soil"] == "clay"


def test_answers_are_added_and_the_others_stay(tmp_path: Path) -> None:
    pack = bundled_pack()
    with new_store(tmp_path / "clients.db") as store:
        take_in(store, "K-1", pack, load_profile(pack, {"safety.afraid": "yes", "contact": "open"}), WHEN)
        row = load_profile(pack, {"contact": "none", "weeks_since": 3})
        assert take_in(store, "K-1", pack, row, WHEN) == "changed"
        assert take_in(store, "K-1", pack, row, WHEN) == "unchanged"
        client = find_client(store, "K-1")
        assert dict(profile_of(store, client, pack).values) == {
            "safety.afraid": "yes",
            "contact": "none",
            "weeks_since": 3,
        }
        assert len(profile_versions(store, client)) == 2


def test_an_answer_about_safety_that_goes_from_yes_to_no_is_refused_whole(tmp_path: Path) -> None:
    pack = bundled_pack()
    with new_store(tmp_path / "clients.db") as store:
        take_in(store, "K-1", pack, load_profile(pack, {"safety.afraid": "yes"}), WHEN)
        with pytest.raises(NoteNeededError):
            take_in(store, "K-1", pack, load_profile(pack, {"safety.afraid": "no", "contact": "open"}), WHEN)
        found = profile_of(store, find_client(store, "K-1"), pack)
        assert dict(found.values) == {"safety.afraid": "yes"}


def test_where_it_is_refused_no_record_is_begun(tmp_path: Path) -> None:
    pack = garden_pack()
    with new_store(tmp_path / "clients.db") as store:
        with pytest.raises(LabelError):
            take_in(store, "\n", pack, load_profile(pack, {}), WHEN)
        assert list_clients(store) == ()
        take_in(store, "K-1", pack, load_profile(pack, {"soil": "clay"}), WHEN)
        with pytest.raises(UsageError) as refused:
            take_in(store, "K-1", bundled_pack(), load_profile(bundled_pack(), {"contact": "none"}), WHEN)
        assert refused.value.code == "other-pack"

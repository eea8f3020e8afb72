"""`rekindle client profile` in a terminal: no answer is lost, and a safety answer that becomes no is asked about."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from tests.acceptance.test_profile_new import Terminal
from tests.support import bundled_pack
from tests.unit.caseload.stores import PASSPHRASE, new_store

from rekindle_core import load_profile
from rekindle_core.caseload.clients import add_client, find_client
from rekindle_core.caseload.moments import read
from rekindle_core.caseload.profiles import ProfileVersion, profile_versions, save_profile
from rekindle_core.caseload.store.store import open_store

GO_ON, ONE, YES_NO = "Enter to continue > ", "one of these > ", "yes or no > "
WHEN = read("2027-01-11T12:00:00Z")


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store with a client of whom it is known that they are afraid."""
    monkeypatch.setenv("P", PASSPHRASE)
    path = tmp_path / "clients.db"
    with new_store(path) as store:
        client = add_client(store, "K-14", WHEN)
        save_profile(
            store, client, bundled_pack(), load_profile(bundled_pack(), {"safety.afraid": "yes"}), WHEN
        )
    return path


def interview(records: Path) -> Terminal:
    words = ("K-14", "--store", str(records), "--passphrase", "env:P")
    return Terminal(*words, cwd=records.parent, command=("client", "profile"))


def versions(records: Path) -> tuple[ProfileVersion, ...]:
    with open_store(records, PASSPHRASE) as store:
        return profile_versions(store, find_client(store, "K-14"))


def test_a_safety_answer_that_becomes_no_is_asked_about_and_saved_with_the_note(records: Path) -> None:
    with interview(records) as terminal:
        terminal.type("1", after=GO_ON)
        terminal.type("no", after=" > ")
        terminal.type("", after=GO_ON)
        terminal.type("stop", after=" > ")
        asked = terminal.until("What changed, and how do you know? ")
        assert "Is the person the program is for afraid of the other person?" in asked
        terminal.send("\r")
        terminal.until("What changed, and how do you know? ")
        terminal.send("She moved out; asked alone.\r")
        code, said = terminal.ends()
    assert (code, "Saved version 2" in said) == (0, True), said
    last = versions(records)[-1]
    assert (last.eased, last.note) == (("safety.afraid",), "She moved out; asked alone.")
    assert last.facts["safety.afraid"] == "no"


def test_ctrl_c_keeps_the_answers_so_far(records: Path) -> None:
    with interview(records) as terminal:
        terminal.type("", after=GO_ON)
        terminal.type("counselor", after=ONE)
        terminal.until(ONE)
        terminal.process.send_signal(signal.SIGINT)
        code, said = terminal.ends()
    assert "Saved version 2" in said
    assert code == 130
    assert versions(records)[-1].facts["filled_by"] == "counselor"


def test_nobody_is_asked_for_the_sample_that_takes_no_answers(tmp_path: Path) -> None:
    with Terminal("Sample-1", "--sample", cwd=tmp_path, command=("client", "profile")) as terminal:
        code, said = terminal.ends()
    assert code == 2
    assert "sample-only" in said
    assert " > " not in said

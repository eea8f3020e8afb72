"""`rekindle profile new` in a terminal: each answer is saved at once, and every answer can be changed."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest
from tests.acceptance.test_profile_new import Terminal, bundled

from rekindle_core import load_profile

ONE = "one of these > "
GO_ON, END = "Enter to continue > ", "Enter to end > "


def held(path: Path) -> dict[str, object]:
    return load_profile(bundled(), path).canonical()


def test_each_answer_is_in_the_file_before_the_next_is_asked_and_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with Terminal("a.yaml", cwd=tmp_path) as terminal:
        terminal.until("Each answer is saved immediately.")
        terminal.type("counselor", after=ONE)
        terminal.until("2 of 43. ")
        assert held(path) == {"filled_by": "counselor"}
        assert path.stat().st_mode & 0o777 == 0o600
        terminal.type("adult", after=ONE)
        terminal.until("3 of 43. ")
        assert held(path) == {"filled_by": "counselor", "age_band": "adult"}


@pytest.mark.parametrize("way", ["kill", "hang-up", "close"])
def test_a_window_that_is_closed_loses_no_answer(way: str, tmp_path: Path) -> None:
    with Terminal("a.yaml", cwd=tmp_path) as terminal:
        terminal.type("counselor", after=ONE)
        terminal.type("adult", after=ONE)
        terminal.until("3 of 43. ")
        if way == "close":
            os.close(terminal.main)
            terminal.main = os.open(os.devnull, os.O_RDONLY)
        else:
            terminal.process.send_signal(signal.SIGKILL if way == "kill" else signal.SIGHUP)
        terminal.process.wait(20)
    assert held(tmp_path / "a.yaml") == {"filled_by": "counselor", "age_band": "adult"}
    assert [item.name for item in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.slow
def test_at_whatever_moment_it_is_killed_the_file_is_whole(tmp_path: Path) -> None:
    rng = Random(7)
    for number in range(12):
        path = tmp_path / f"{number}.yaml"
        with Terminal(path.name, cwd=tmp_path) as terminal:
            terminal.type("counselor", after=ONE)
            terminal.until(ONE)
            for answer in ("adult", "adult", "Zo", "she", "Al", "he"):
                terminal.send(f"{answer}\r")
            time.sleep(rng.random() / 4)
            terminal.process.kill()
        told = held(path)
        assert told.pop("filled_by") == "counselor"
        names = [
            *("age_band", "partner.age_band", "client.name"),
            *("client.pronouns", "partner.name", "partner.pronouns"),
        ]
        assert list(told) == [name for name in sorted(names) if name in told]
        assert set(told) == set(names[: len(told)])


def test_resume_lists_all_answers_by_number_and_any_of_them_can_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "# Mine.\nfilled_by: counselor\nclient.name: Zo\ncontact: none  # short\n", encoding="utf-8"
    )
    with Terminal("--resume", "a.yaml", cwd=tmp_path) as terminal:
        listed = terminal.until(GO_ON)
        assert "   1  Who is filling this in? a counselor, for a client" in listed
        assert "   2  What should the program call the person it is for? Zo" in listed
        assert "   3  What contact is there now? none" in listed
        terminal.send("7\r")
        terminal.until("Type a number from 1 to 3, or press Enter.")
        terminal.type("2", after=GO_ON)
        terminal.until("Current answer: Zo. Press Enter to keep it.")
        terminal.type("Zoë", after="a name > ")
        listed = terminal.until(GO_ON)
        assert "call the person it is for? Zoë" in listed
        terminal.send("\r")
        terminal.until("How old is the person the program is for?")
        terminal.type("stop", after=ONE)
        code, seen = terminal.ends()
        assert code == 0
        assert "The previous contents of a.yaml are in a.yaml.bak." in seen
    assert held(path) == {"client.name": "Zoë", "contact": "none", "filled_by": "counselor"}
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Mine.\n")
    assert "contact: none  # short\n" in text
    assert "client.name: Zo\n" in (tmp_path / "a.yaml.bak").read_text(encoding="utf-8")


def test_at_the_end_all_answers_can_be_looked_over_and_back_goes_to_the_last_question(tmp_path: Path) -> None:
    path, pack = tmp_path / "a.yaml", bundled()
    *rest, last = [fact.name for section in pack.sections.values() for fact in section]
    lines = "".join(f"{name}: declined\n" for name in rest if name != "children")
    path.write_text(f"{lines}children: yes\n", encoding="utf-8")
    with Terminal("--resume", "a.yaml", cwd=tmp_path) as terminal:
        terminal.type("", after=GO_ON)
        terminal.type("7 days", after="1 to 90 > ")
        terminal.until("“7 days” is read as 7.")
        terminal.type("back", after=END)
        terminal.until("Current answer: 7. Press Enter to keep it.")
        terminal.type("14", after="1 to 90 > ")
        number = next(
            line.split()[0] for line in terminal.until(END).splitlines() if pack.facts["children"].ask in line
        )
        terminal.send(f"{number}\r")
        terminal.type("back", after="yes or no > ")
        terminal.type(number, after=END)
        terminal.type("no", after="yes or no > ")
        terminal.type("", after=END)
        assert terminal.ends()[0] == 0
    assert held(path)[last] == 14
    assert held(path)["children"] == "no"


def test_back_reaches_what_was_answered_another_day(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("filled_by: counselor\nage_band: adult\n", encoding="utf-8")
    with Terminal("--resume", "a.yaml", cwd=tmp_path) as terminal:
        terminal.type("", after=GO_ON)
        terminal.type("back", after=ONE)
        terminal.until("Current answer: eighteen or older. Press Enter to keep it.")
        terminal.type("back", after=ONE)
        terminal.until("Current answer: a counselor, for a client. Press Enter to keep it.")
        terminal.type("together", after=ONE)
        terminal.type("", after=ONE)
        terminal.type("stop", after=ONE)
        assert terminal.ends()[0] == 0
    assert held(path) == {"filled_by": "together", "age_band": "adult"}


def test_a_reader_who_answers_is_asked_as_you(tmp_path: Path) -> None:
    with Terminal("a.yaml", cwd=tmp_path) as terminal:
        terminal.type("client", after=ONE)
        terminal.until("How old are you?")
        terminal.type("back", after=ONE)
        terminal.type("counselor", after=ONE)
        terminal.until("How old is the person the program is for?")


def test_it_ends_with_the_command_that_makes_the_pdf(tmp_path: Path) -> None:
    with Terminal("my file.yaml", cwd=tmp_path) as terminal:
        terminal.type("stop", after=ONE)
        assert "rekindle build --profile 'my file.yaml' --format pdf\n" in terminal.ends()[1]

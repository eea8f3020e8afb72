"""Looking back as a pack writes it: with the words of program.yaml or a prompt's own, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import copy_pack, faults_of, garden_text

from rekindle_core import load_pack
from rekindle_core.content.model.step import Prompt

DIG, LOOK, PROGRAM = "steps/02-dig.yaml", "steps/01-look.yaml", "program.yaml"
OWN = 'look_back: "You made a plan for the rain. Has it rained on you and {helper}?"'


def test_a_prompt_has_words_of_its_own_or_those_of_the_program_or_none(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    # Twice, so that what was kept is read back.
    for _ in range(2):
        pack = load_pack(folder, cache=tmp_path / "cache")
        corner, when, sun = (pack.item(name, Prompt) for name in ("look-corner", "dig-when", "look-sun"))
        assert pack.frame.look_back
        assert pack.look_back_text(corner) == pack.frame.look_back.text
        assert when.look_back == pack.look_back_text(when) != pack.frame.look_back.text
        assert sun.look_back is None


@pytest.mark.parametrize(
    ("file", "find", "put", "code", "said"),
    [
        (DIG, "response: { scale:", "look_back: yes, response: { scale:", "look-back-without-plan", "no written plan"),
        (DIG, OWN, 'look_back: "Did {dream} come?"', "unknown-slot", "every reader gets this text"),
        (DIG, "id: dig-rest", "id: dig-when-look-back", "duplicate-id", "already used"),
        (DIG, OWN, "look_back: no", "unquoted-prose", "quotes"),
        (PROGRAM, "look_back:\n", "look_back:\n  minutes: 5\n", "unknown-key", "minutes"),
        (PROGRAM, "soil: sand }\n", "soil: mud }\n", "unknown-value", "mud"),
        (PROGRAM, "id: did-other", "id: did-it", "duplicate-id", "listed twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_is(
    file: str, find: str, put: str, code: str, said: str, tmp_path: Path
) -> None:
    (fault,) = faults_of(copy_pack(tmp_path, {file: garden_text(file, find, put)}))
    assert file in fault
    assert code in fault
    assert said in fault


def test_a_pack_that_looks_back_says_how(tmp_path: Path) -> None:
    text = garden_text(PROGRAM)
    (fault,) = faults_of(copy_pack(tmp_path, {PROGRAM: text[: text.index("look_back:")]}))
    assert "no-look-back-words" in fault
    assert LOOK in fault

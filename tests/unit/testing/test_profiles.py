"""Random readers of any pack: what they tell can be read, and a gate that is asked for holds."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.support import GARDEN, ROOT, SPANISH

from rekindle_core import UsageError, load_pack, load_profile, make_plan
from rekindle_core.testing import random_facts

PACKS = {
    "bundled": ROOT / "content",
    "garden": GARDEN,
    "spanish": SPANISH,
    "first-strokes": ROOT / "examples/packs/first-strokes",
}


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(folder, id=name, marks=[pytest.mark.slow] * (name == "bundled"))
        for name, folder in PACKS.items()
    ],
)
def test_every_gate_of_a_pack_has_a_reader_for_whom_it_holds(folder: Path) -> None:
    pack = load_pack(folder)
    assert pack.gates
    for number, gate in enumerate(pack.gates):
        facts = random_facts(pack, Random(number), gate=gate.id)
        verdicts = {one.gate: one.answer.value for one in make_plan(pack, load_profile(pack, facts)).gates}
        assert verdicts[gate.id] == "holds", (gate.id, facts)


def test_the_same_number_gives_the_same_reader() -> None:
    pack = load_pack(GARDEN)
    gate = pack.gates[0].id
    assert random_facts(pack, Random(3), gate=gate) == random_facts(pack, Random(3), gate=gate)
    assert len({str(random_facts(pack, Random(number), gate=gate)) for number in range(20)}) > 10


def test_a_gate_that_is_not_there_is_told_with_those_that_are() -> None:
    pack = load_pack(GARDEN)
    with pytest.raises(UsageError, match="no gate “beees”") as told:
        random_facts(pack, Random(1), gate="beees")
    assert "bees" in told.value.hint

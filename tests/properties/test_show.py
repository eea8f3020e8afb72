"""`profile show` and the page agree on what is asked, for whatever reader."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from tests.gardens import Case, cases
from tests.support import GARDEN, QUICK, garden_pack

from rekindle_core import SelfCheck, load_profile, make_plan, plain, realise, walk
from rekindle_core.cli.app import app
from rekindle_core.realisation.wording import Wording

ASKED = "Gates that print a self-check"


@settings(QUICK, max_examples=40)
@given(cases())
def test_what_profile_show_says_is_asked_is_what_the_page_asks(case: Case) -> None:
    pack = garden_pack()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reader.yaml"
        path.write_text(yaml.safe_dump(case.raw), encoding="utf-8")
        done = CliRunner().invoke(app, ["profile", "show", str(path), "--pack", str(GARDEN)])
    assert done.exit_code == 0, done.output
    _, _, after = done.stdout.partition(f"{ASKED}\n")
    shown = [line.strip().partition(":")[0] for line in after.split("\n\n")[0].splitlines()[::2]]
    plan = make_plan(pack, load_profile(pack, case.raw))
    document = realise(pack, plan, on_screen=True)
    wording = Wording(pack, plan.profile, plan.seed)
    asked = {
        gate.name
        for gate in pack.gates
        for block in walk(document)
        if isinstance(block, SelfCheck)
        for statement in block.statements
        if gate.ask and plain(statement.text) == plain(wording.inlines(gate.ask, block.id))
    }
    assert set(shown) - {"none"} == asked

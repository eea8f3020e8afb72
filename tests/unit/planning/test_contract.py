"""The last look at a plan: it refuses one that gives a reader what assumes something denied for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support import CONFIRMED, copy_pack, garden_text, rekindle

from rekindle_core import load_pack, load_profile, make_plan, realise
from rekindle_core.planning.contract import DeniedContentError, contract

ASSUMPTIONS = """
assumptions:
  - { id: clay, title: "the soil is clay", denied_when: { soil: sand } }
  - { id: bees, title: "bees are welcome" }
"""
LOOK = "steps/01-look.yaml"


def _folder(tmp_path: Path, file: str, find: str, put: str) -> Path:
    """Return the garden pack with one change, in which the gate about bees denies them."""
    denying = garden_text(
        "gates.yaml", 'reason: "bees make the reader ill"', 'reason: "ill"\n    denies: [bees]'
    )
    files = {"gates.yaml": denying, "assumptions.yaml": ASSUMPTIONS}
    return copy_pack(tmp_path, {**files, file: garden_text(file, find, put)})


@pytest.mark.parametrize(
    ("file", "find", "put", "facts", "says"),
    [
        (
            LOOK, "{ id: look-sun,", "{ id: look-sun, assumes: [clay],", {"soil": "sand"},
            "“look-sun” assumes that the soil is clay (clay), and the answers deny that for this reader.",
        ),
        (
            LOOK, 'title: "Look at the plot"', 'title: "Look"\nassumes: [bees]', {"allergy": "yes"},
            "“look” assumes that bees are welcome (bees), and the gate bees denies that for this reader.",
        ),
        (
            LOOK, "{ id: look-bag-string,", "{ id: look-bag-string, assumes: [bees],", {"allergy": "declined"},
            "“look-bag-string” assumes that bees are welcome (bees), and the gate bees denies that",
        ),
        (
            "program.yaml", "closing:\n", "closing:\n  assumes: [clay]\n", {"soil": "sand"},
            "“closing” assumes that the soil is clay (clay), and the answers deny that for this reader.",
        ),
    ],
)  # fmt: skip
def test_a_plan_that_gives_what_is_denied_is_refused(
    tmp_path: Path, file: str, find: str, put: str, facts: dict[str, Any], says: str
) -> None:
    pack = load_pack(_folder(tmp_path, file, find, put))
    facts = {"hours": 5, "program.sessions": 30, **facts}
    plan = make_plan(pack, load_profile(pack, facts))
    with pytest.raises(DeniedContentError) as caught:
        contract(pack, plan)
    assert str(caught.value).startswith(says)
    with pytest.raises(DeniedContentError):
        realise(pack, plan, confirmed=CONFIRMED)
    # Where nothing is known, nothing is denied.
    assert contract(pack, make_plan(pack, load_profile(pack, {"hours": 5, "program.sessions": 30})))


def test_a_build_ends_with_what_is_wrong_and_makes_nothing(tmp_path: Path) -> None:
    folder = _folder(tmp_path, LOOK, "{ id: look-sun,", "{ id: look-sun, assumes: [clay],")
    out = tmp_path / "out"
    done = rekindle(
        "build", "--pack", folder, "--set", "soil=sand", "--set", "hours=5", "--set", "program.sessions=30",
        "--confirm", "may-be-found", "--output", f"{out}/", "--format", "text",
    )  # fmt: skip
    assert done.returncode == 1
    assert "“look-sun” assumes that the soil is clay" in done.stderr
    assert "rekindle audit" in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists() or not list(out.iterdir())

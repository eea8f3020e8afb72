"""Each point that a step has to make is on the pages of the readers it is meant for, and a task carries the step."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from tests.content.pack import PACK, unit_texts
from tests.content.readers import NOBODY_IS_TURNED_AWAY, lines, program
from tests.support import ROOT

from rekindle_core.content.model.step import LinesSpec

POINTS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests/content/points.yaml").read_text(encoding="utf-8")
)
SAFE: dict[str, Any] = {
    **NOBODY_IS_TURNED_AWAY,
    "ended_by": "both",
    "boundary": "none",
    "unanswered_attempts": 0,
    "their_answer": "none-yet",
    "contact": "none",
    "weeks_since": 20,
    "causes": ["communication", "grew-apart"],
    "safety.partner_afraid": "no",
    "safety.conduct": "none",
    "safety.threat_of_suicide_by_partner": "no",
    "legal_case": "no",
    "rumination": "no",
    "authority": "none",
    "new_partner": "none",
    "children": "no",
    "shared_home": "no",
    "breakups_before": 0,
    "program.sessions": 9,
    "program.minutes": 30,
}
READERS: dict[str, dict[str, Any]] = {
    "": SAFE,
    "in-touch": {**SAFE, "contact": "open", "their_answer": "open"},
    "broke-trust": {**SAFE, "causes": ["broken-trust"], "trust_broken_by": "client", "contact": "open"},
}
READ = {need: " ".join(lines(program(facts, 1)[1])).casefold() for need, facts in READERS.items()}
CASES = [
    pytest.param(step, point, id=f"{step}: {point['point']}") for step in POINTS for point in POINTS[step]
]


@pytest.mark.parametrize(("step", "point"), CASES)
def test_a_point_is_made_where_the_table_says_and_reaches_its_readers(
    step: str, point: dict[str, Any]
) -> None:
    texts = {
        read.id: (name, " ".join(read.lines))
        for read in unit_texts(PACK.steps[step])
        if read.kind in ("passage", "opening", "why")
        for name in {read.home.split("/")[0], read.id}
        if name in point["ids"]
    }
    assert texts
    said = re.compile(point["says"], re.IGNORECASE | re.DOTALL)
    assert any(said.search(text) for _, text in texts.values())
    assert said.search(READ[point.get("needs", "")])


@pytest.mark.parametrize("step", POINTS)
def test_a_core_prompt_of_each_step_is_a_task_and_no_open_page(step: str) -> None:
    cores = [prompt for prompt in PACK.steps[step].prompts if prompt.core == 1]
    assert any(prompt.level == 1 for prompt in cores)
    assert any(not isinstance(prompt.response, LinesSpec) or prompt.response.rows <= 4 for prompt in cores)


def test_every_step_has_its_points() -> None:
    assert list(POINTS) == list(PACK.steps)

"""`rekindle audit`, as authors meet it: what it tells, to whom, and an example that can be built."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.support import GARDEN, ROOT, copy_pack, garden_text, rekindle

from rekindle_core import load_pack
from rekindle_core.audit.audit import audit
from rekindle_core.errors import RekindleError

AUDIT_SCHEMA = Draft202012Validator(
    json.loads((ROOT / "docs/reference/audit.schema.json").read_text(encoding="utf-8"))
)
FINDING = """\
garden/steps/03-sow.yaml:1:5: fewer-than-promised: In the step sow, there are only 2 prompts for some \
reader, counted by motif; the pack promises 3.
  1 | id: sow
    |     ^
  hint: add prompts that fit this reader. Of its 4 prompts, 2 of a higher level than this reader gets.
  example profile: {"hours": 0}
"""


@pytest.mark.slow
def test_the_bundled_pack_has_no_findings() -> None:
    assert audit(load_pack()).findings == ()


def test_a_finding_is_shown_with_its_line_what_to_do_and_a_profile(tmp_path: Path) -> None:
    copy_pack(tmp_path)
    done = rekindle("audit", "garden", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("garden 1.0.0: ")
    assert FINDING in done.stderr


@pytest.mark.slow
def test_an_example_profile_can_be_put_into_a_file_as_it_stands_and_built(tmp_path: Path) -> None:
    copy_pack(tmp_path)
    done = rekindle("audit", "garden", cwd=tmp_path)
    examples = [line.partition("example profile: ")[2] for line in done.stderr.splitlines()]
    examples = sorted({example for example in examples if example})
    assert len(examples) > 2
    for example in examples:
        (tmp_path / "example.json").write_text(example, encoding="utf-8")
        words = ("--pack", "garden", "--profile", "example.json", "--format", "text", "--output", "-")
        built = rekindle("build", *words, cwd=tmp_path)
        assert built.returncode == 0, built.stderr


def test_programs_are_given_findings_and_counts_that_keep_to_the_schema() -> None:
    done = rekindle("audit", GARDEN, "--report", "json")
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    AUDIT_SCHEMA.validate(report)
    look = next(unit for unit in report["units"] if unit["id"] == "look")
    assert (look["prompts"], look["motifs"], look["levels"]) == (7, 6, {"1": 3, "2": 3, "3": 1})
    assert (look["least"], look["least_at_every_level"]) == (2, 3)


def test_of_a_pack_that_is_not_in_order_programs_are_told_its_faults(tmp_path: Path) -> None:
    text = garden_text("steps/02-dig.yaml", "Start small.", "{helpr}.")
    done = rekindle("audit", copy_pack(tmp_path, {"steps/02-dig.yaml": text}), "--report", "json")
    assert done.returncode == 1
    assert [fault["code"] for fault in json.loads(done.stdout)["faults"]] == ["unknown-slot"]


def test_github_is_told_each_finding_at_its_line_with_the_profile() -> None:
    done = rekindle("audit", GARDEN, "--report", "github")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert all(line.startswith("::error file=") for line in lines)
    assert any("03-sow.yaml,line=1,col=5,title=fewer-than-promised" in line for line in lines)
    assert any('%0Aexample profile: {"hours": 0}' in line for line in lines)


@pytest.mark.slow
def test_a_pack_without_findings_ends_with_nothing_and_one_with_a_greater_promise_does_not(
    tmp_path: Path,
) -> None:
    pack = copy_pack(
        tmp_path,
        {
            "pack.yaml": garden_text("pack.yaml", "minutes: 1, prompts", "minutes: 5, prompts").replace(
                "prompts: 3 }\n", "prompts: 2 }\n"
            ),
            "steps/01-look.yaml": garden_text(
                "steps/01-look.yaml", 'text: "Count', 'when: { pests: { has: slugs } }, text: "Count'
            ),
        },
    )
    done = rekindle("audit", pack)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no findings" in done.stdout
    assert rekindle("audit", pack, "--promise", "3").returncode == 1


def test_a_fact_for_the_counselor_alone_is_no_finding(tmp_path: Path) -> None:
    hat = 'facts:\n  hat: { kind: yes-no, ask: "Do you wear a hat?", use: counselor }\n'
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": garden_text("pack.yaml", "facts:\n", hat)}))
    assert "unused-fact" not in {one.code for one in audit(pack).findings}


def test_without_a_solver_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysat.solvers", None)
    with pytest.raises(RekindleError, match="PySAT is not installed") as refused:
        audit(load_pack(GARDEN))
    assert (refused.value.code, refused.value.exit_code) == ("no-solver", 3)
    assert refused.value.hint == "pip install 'rekindle-core[audit]'"


@pytest.mark.slow
def test_what_is_found_does_not_depend_on_the_order_of_sets() -> None:
    reports = {
        rekindle("audit", GARDEN, "--report", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    }
    assert len(reports) == 1

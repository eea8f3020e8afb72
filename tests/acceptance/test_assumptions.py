"""Faults planted in copies of the bundled pack: content that takes for granted what is denied for some reader.

Each is of another kind. `check` or `audit` finds it, at its place; and what the audit names is a reader whom the
program then gives that very text, but for the last look at a plan, which refuses it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml
from tests.support import ROOT, faults_of

from rekindle_core import Pack, load_pack, load_profile, make_plan
from rekindle_core.audit.assumptions import denied_content
from rekindle_core.audit.finding import Finding
from rekindle_core.audit.given import GivenContent
from rekindle_core.audit.places import Places
from rekindle_core.audit.readers import Readers
from rekindle_core.audit.rules import Rules
from rekindle_core.audit.trial import Trial
from rekindle_core.content.reading.raw import read_pack
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.status import reading_order
from rekindle_core.planning.contract import DeniedContentError, contract

pytestmark = pytest.mark.slow

Fault: TypeAlias = dict[str, str]

FAULTS: dict[str, Fault] = {
    one["about"]: one
    for one in yaml.safe_load((Path(__file__).parent / "assumptions.yaml").read_text(encoding="utf-8"))
}


@pytest.fixture(params=FAULTS, name="case")
def planted(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Fault, Path]:
    """Return a fault, and the folder of the pack that has it."""
    fault = FAULTS[request.param]
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    path = folder / fault["file"]
    path.write_text(_changed(path.read_text(encoding="utf-8"), fault), encoding="utf-8")
    return fault, folder


def _changed(text: str, fault: Fault) -> str:
    start, end = _item(text, fault["item"]) if "item" in fault else (0, len(text))
    changed, times = re.subn(fault["find"], fault["put"], text[start:end], count=1)
    assert times == 1, "the bundled pack has changed: choose another place for this fault"
    return text[:start] + changed + text[end:]


def _item(text: str, name: str) -> tuple[int, int]:
    """Return where the item of an id begins and ends: at the next that is not further in, or on one line."""
    found = re.search(rf"(?m)^( *)- (\{{ )?id: {name}\b.*\n|^.*\{{ id: {name},.*\n", text)
    assert found, name
    if found[2] or not found[1]:
        return found.start(), found.end()
    after = re.compile(rf"(?m)^ {{0,{len(found[1])}}}(?=\S)").search(text, found.end())
    return found.start(), after.start() if after else len(text)


def test_there_are_more_than_twenty_kinds_of_fault() -> None:
    assert len(FAULTS) > 20
    assert {fault["code"] for fault in FAULTS.values()} == {
        "assumption-word", "bad-assumption", "denied-content", "undeclared-assumption", "undeclared-denial",
    }  # fmt: skip


def test_each_fault_is_found_at_its_place(case: tuple[Fault, Path]) -> None:
    fault, folder = case
    found = list(_found(fault, folder))
    assert any(
        code == fault["code"] and fault["says"] in says and re.search(fault["line"], line, re.IGNORECASE)
        for code, says, line in found
    ), found


def _found(fault: Fault, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what is found: its code, what is said, and the line that is named."""
    if fault["code"] != "denied-content":
        for said in faults_of(folder):
            file, line, _, code, message = re.match(r"(.*?):(\d+):(\d+): ([\w-]+): (.*)", said).groups()  # type: ignore[union-attr]
            yield code, message, (folder / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        return
    places = Places(read_pack(folder))
    pack = load_pack(folder)
    for finding in _denied(pack):
        position = places.position(finding.place)
        line = Path(position.file).read_text(encoding="utf-8").splitlines()[position.line - 1]
        yield finding.code, finding.message, line
        _is_given(pack, finding)


def _denied(pack: Pack) -> Iterator[Finding]:
    return denied_content(GivenContent(Rules(pack, Readers(pack))))


def _is_given(pack: Pack, finding: Finding) -> None:
    """See that the example is a profile that can be written down and read, and whose program has the content."""
    profile = load_profile(pack, yaml.safe_load(yaml.safe_dump(dict(finding.example))))
    seed = re.search(r"--seed (\d+)", finding.hint)
    if not seed:
        # Seldom dealt among so many that fit; or outside of plans: phrases, and the words to the counselor.
        if finding.place.name in catalogue(pack):
            assert Trial(pack, finding.example).may_show(finding.place.name)
        return
    plan = make_plan(pack, profile, seed=int(seed[1]))
    assert finding.place.name in reading_order(plan)
    with pytest.raises(DeniedContentError, match=r"assumes that .* for this reader"):
        contract(pack, plan)


def test_the_bundled_pack_has_none_of_them() -> None:
    assert faults_of(ROOT / "content") == []
    assert list(_denied(load_pack())) == []

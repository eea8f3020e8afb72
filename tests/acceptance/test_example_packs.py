"""The packs under examples/packs/, and the one that the authoring guide prints: what an author is shown has to hold.

Every folder of examples/packs/ is taken, by its name; to add one, add a folder.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from tests.support import CONFIRMED, ROOT, build, faults_of, rekindle, texts_of

from rekindle_core import Pack, document_to_json, load_pack, load_profile, make_plan, realise
from rekindle_core.audit.audit import audit
from rekindle_core.document.guard import guard
from rekindle_core.planning.contract import contract
from rekindle_core.testing.profiles import random_facts

FOLDERS = sorted(path.parent for path in (ROOT / "examples" / "packs").glob("*/pack.yaml"))
BUILT, REALISED = 2, 60
GUIDE = ROOT / "docs" / "authoring.md"
each_pack = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)


@cache
def loaded(folder: Path) -> Pack:
    return load_pack(folder)


def test_there_is_a_pack_to_look_at() -> None:
    assert FOLDERS


@each_pack
def test_a_pack_has_no_faults_and_no_findings(folder: Path) -> None:
    assert faults_of(folder) == []
    assert audit(loaded(folder)).findings == ()


@each_pack
def test_what_a_pack_promises_is_more_than_nothing(folder: Path) -> None:
    """An audit without a promise would find no step too thin."""
    assert loaded(folder).promised_prompts >= 5


@each_pack
@pytest.mark.parametrize("number", range(BUILT + 1))
def test_a_reader_gets_it_in_every_format(folder: Path, number: int, tmp_path: Path) -> None:
    """The first reader tells nothing."""
    facts = random_facts(loaded(folder), Random(number)) if number else {}
    (tmp_path / "reader.json").write_text(json.dumps(facts), encoding="utf-8")
    made = build(tmp_path / "made", "--pack", folder, "--profile", tmp_path / "reader.json")
    assert {Path(name).suffix for name in made} - {".ics"} == {
        ".txt",
        ".html",
        ".json",
        ".pdf",
        ".eml",
        ".md",
    }
    assert all(made.values())


@each_pack
def test_what_readers_read_is_what_was_planned_with_every_slot_filled(folder: Path) -> None:
    pack = loaded(folder)
    for number in range(REALISED):
        rng = Random(number)
        facts = random_facts(pack, rng)
        # Names that hold braces and doubled marks are tried on the bundled pack.
        facts = {name: "Zoë" if pack.facts[name].kind == "name" else fact for name, fact in facts.items()}
        plan = make_plan(pack, load_profile(pack, facts), seed=rng.randrange(2**32))
        document = realise(pack, plan, confirmed=CONFIRMED)
        guard(document, contract(pack, plan))
        texts = texts_of(json.loads(document_to_json(document)))
        assert texts
        for text in texts:
            assert not re.search(r"[{}|]|  |\s[.,;:?!]", text), (facts, text)


@each_pack
def test_two_readers_do_not_get_the_same(folder: Path) -> None:
    pack = loaded(folder)
    made = {
        document_to_json(
            realise(
                pack, make_plan(pack, load_profile(pack, random_facts(pack, Random(n)))), confirmed=CONFIRMED
            )
        )
        for n in range(10)
    }
    assert len(made) == 10


def test_the_least_pack_of_the_guide_has_no_faults_and_no_findings_and_no_notes(tmp_path: Path) -> None:
    _, _, after = GUIDE.read_text("utf-8").partition("\n## The smallest pack\n")
    section = after.partition("\n## ")[0]
    files = re.findall(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    assert len(files) == 7
    for name, content in files:
        path = tmp_path / "walk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    assert faults_of(tmp_path / "walk") == []
    assert audit(load_pack(tmp_path / "walk")).findings == ()
    done = rekindle("build", "--pack", "walk", "--output", "-", cwd=tmp_path)
    assert done.returncode == 0
    assert "A Walk a Day" in done.stdout
    # It has no lines by country, no ways to begin and no small actions, and nobody is told that they lack.
    assert "Note:" not in done.stderr


def test_only_a_pack_with_lines_by_country_asks_for_a_country() -> None:
    assert "No country is set" in rekindle("build", "--output", "-").stderr

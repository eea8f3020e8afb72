"""Texts in several wordings: every reader gets exactly one of each text, the first that fits, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from tests.gardens import Case, cases
from tests.support import CONFIRMED, GARDEN, QUICK, copy_pack, garden_text, in_words

from rekindle_core import Pack, Plan, load_pack, load_profile, make_plan, realise, render
from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.step import Passage, Wordings
from rekindle_core.explanation.detail import account
from rekindle_core.explanation.outline import outline
from rekindle_core.explanation.status import reading_order, standings
from rekindle_core.planning.reading_order import stretches

LOOK, DIG, GATES, PROGRAM = "steps/01-look.yaml", "steps/02-dig.yaml", "gates.yaml", "program.yaml"
OPENING = """opening:
  variants:
    - { id: dig-opening-clay, when: { soil: clay }, text: "Clay waits for frost." }
    - { id: dig-opening-water, tags: [water], text: "Mind the pond." }
    - { id: dig-opening, text: "Start small." }
"""
WHY = """why:
  variants:
    - { id: dig-why-long, when: { hours: { at_least: 5 } }, text: "You have the hours." }
    - { id: dig-why, text: "Small is soon done." }
"""
PASSAGE = """passages:
  - id: look-soil
    title: "What it is"
    variants:
      - { id: look-soil-dream, when: { soil: [clay, sand] }, text: "You know it, and dream of {dream}." }
      - { id: look-soil-any, text: "Take a handful." }
"""


@pytest.fixture
def varied(tmp_path: Path) -> Pack:
    """Return the garden with texts in several wordings: opening, why, passage, alternative, opening and closing."""
    dig = garden_text(DIG, 'opening: "Start small."\n', OPENING)
    dig = dig.replace('why: "Small is soon done."\n', WHY)
    look = garden_text(LOOK, "passages:\n", PASSAGE)
    program = garden_text(
        PROGRAM,
        '  text: "It was a year."',
        '  variants:\n    - { id: closing-clay, when: { soil: clay }, text: "It was a year in clay." }\n'
        '    - { id: closing-any, text: "It was a year." }',
    )
    return load_pack(copy_pack(tmp_path, {DIG: dig, LOOK: look, PROGRAM: program}))


def planned(pack: Pack, **facts: object) -> Plan:
    return make_plan(pack, load_profile(pack, facts))


def said(pack: Pack, plan: Plan) -> str:
    (artifact,) = render(realise(pack, plan, confirmed=CONFIRMED), "text")
    return " ".join(artifact.data.decode().split())


@pytest.mark.parametrize(
    ("facts", "chosen"),
    [
        ({"soil": "clay", "pond": "no"}, "dig-opening-clay"),
        ({"soil": "sand", "pond": "no"}, "dig-opening-water"),
        ({"soil": "clay", "pond": "yes"}, "dig-opening-clay"),
        ({"soil": "sand", "pond": "yes"}, "dig-opening"),
        # The gate asks, and no self-check stands before an opening: the wording is left out.
        ({"soil": "sand"}, "dig-opening"),
        ({}, "dig-opening"),
    ],
)
def test_the_first_wording_that_fits_is_read_and_no_other(
    varied: Pack, facts: dict[str, str], chosen: str
) -> None:
    plan = planned(varied, **facts)
    held = [name for name in reading_order(plan) if name.startswith("dig-opening")]
    assert held == [chosen]
    words = {
        "dig-opening-clay": "Clay waits for frost.",
        "dig-opening-water": "Mind the pond.",
        "dig-opening": "Start small.",
    }
    text = said(varied, plan)
    assert [name for name, line in words.items() if line in text] == [chosen]


def test_why_passage_and_closing_have_wordings_too(varied: Pack) -> None:
    facts = {"soil": "clay", "hours": 6, "dream": "plums"}
    text = said(varied, planned(varied, **facts))
    for words in ("You have the hours.", "You know it, and dream of", "It was a year in clay."):
        assert words in text
    text = said(varied, planned(varied, soil="clay"))
    for words in ("Small is soon done.", "Take a handful.", "It was a year in clay."):
        assert words in text


def test_each_wording_has_its_reason(varied: Pack) -> None:
    plan = planned(varied, soil="clay", pond="yes", hours=4)
    found = standings(varied, plan)
    reasons = {name: in_words(found[name].reason) for name in varied.variants if name.startswith("dig-")}
    assert reasons["dig-opening-clay"] == "fits: soil is clay"
    assert reasons["dig-opening-water"] == "removed by the gate pond (tag water)"
    assert reasons["dig-opening"] == "for every reader, but another wording came first"
    assert reasons["dig-why-long"] == "needs hours is at least 5; hours is 4"
    assert [one.item for one in account(varied, plan, "dig").parts] == [
        "dig-opening-clay", "dig-opening-water", "dig-opening", "dig-why-long", "dig-why",
    ]  # fmt: skip


def test_the_page_of_a_step_shows_which_wordings_it_begins_with(varied: Pack) -> None:
    found = outline(varied, planned(varied, soil="clay"), "dig")
    assert [one.item for one in found.inside][:2] == ["dig-opening-clay", "dig-why"]
    outside = {one.item for _, decisions in found.outside for one in decisions}
    assert {"dig-opening-water", "dig-opening", "dig-why-long"} <= outside


def test_a_brief_session_leaves_the_wordings_of_a_step_out(varied: Pack) -> None:
    found = planned(varied, **{"program.minutes": 1, "soil": "clay"})
    assert found.sessions[0].brief
    assert "dig-opening-clay" not in reading_order(found)
    assert not standings(varied, found)["dig-opening-clay"].included


def test_the_digest_of_a_pack_tells_of_each_wording(varied: Pack) -> None:
    assert varied.digest != load_pack(GARDEN).digest


@QUICK
@given(cases())
def test_every_reader_gets_exactly_one_wording_of_each_text_the_first_that_fits(case: Case) -> None:
    pack, plan = case.pack, case.plan
    order, gone = reading_order(plan), _removed(case)

    def fits(text: Wordings, number: int) -> bool:
        offer = text[number].offer
        true = evaluate(offer.when, case.profile.__getitem__) is Truth.TRUE
        return true and not offer.tags & gone

    read: list[Wordings] = []
    for stretch in stretches(plan):
        for node in stretch.nodes:
            if node.kind in ("page", "program") or (node.kind == "lead" and not case.brief):
                read += [pack.units[node.id].opening, pack.units[node.id].why]
            elif node.kind == "passage":
                read.append(pack.item(node.id, Passage).text)
    if plan.sessions:
        read += [pack.frame.opening.text, pack.frame.closing.text]
    for text in read:
        if len(text) > 1:
            held = [one.id for one in text if one.id in order]
            assert held == [next(text[n].id for n in range(len(text)) if fits(text, n))]


def _removed(case: Case) -> set[str]:
    """Return the tags of what no text has for a reader: gates remove them, or ask."""
    raw, gone = case.raw, set()
    if raw.get("allergy", "unknown") != "no":
        gone.add("bees")
    if raw.get("pond", "unknown") != "no":
        gone.add("water")
    if raw.get("hours", "unknown") in ("unknown", "declined"):
        gone.add("digging")
    return gone

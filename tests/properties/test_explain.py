"""What is explained, for any reader of any garden: each page can be laid out, each report is as its schema says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tests.gardens import Case as AnyCase
from tests.gardens import case, cases
from tests.support import QUICK, ROOT, in_words

from rekindle_core import make_plan
from rekindle_core.cli.explain.difference import Side, difference_page
from rekindle_core.cli.explain.item import item_page, why_not_page
from rekindle_core.cli.explain.json import (
    difference_report,
    item_report,
    plan_report,
    step_report,
    to_text,
    why_not_report,
)
from rekindle_core.cli.explain.overview import overview
from rekindle_core.cli.explain.text import full_overview, step_page
from rekindle_core.cli.terminal.page import Line, laid_out
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.detail import account
from rekindle_core.explanation.diff import difference
from rekindle_core.explanation.what_if import why_not

pytestmark = pytest.mark.slow

SCHEMA = Draft202012Validator(
    json.loads((ROOT / "docs/reference/plan.schema.json").read_text(encoding="utf-8"))
)


def check(report: Mapping[str, Any], page: Iterable[Line]) -> str:
    """Find fault with a report or a page, or return the page as a pipe gets it."""
    faults = [fault.message for fault in SCHEMA.iter_errors(json.loads(to_text(report)))]
    assert not faults
    lines = list(page)
    for text in laid_out(lines, width=60, colour=False):
        # A word that is longer than a line stays whole.
        assert len(text) <= 60 or " " not in text.strip()
    plain = "\n".join(laid_out(lines, width=None, colour=False))
    coloured = "\n".join(laid_out(lines, width=None, colour=True))
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    return plain


@settings(QUICK, max_examples=20)
@given(cases())
def test_a_pipe_gets_a_line_for_every_gate_step_and_prompt(case: AnyCase) -> None:
    said = check(plan_report(case.pack, case.plan), full_overview(case.pack, case.plan))
    assert all(f"  {gate.id}: " in said for gate in case.pack.gates)
    if not case.plan.replaced_by:
        assert all(f"  {step}: " in said for step in case.pack.steps)
        assert all(f"prompt {one.id}: " in said for unit in case.units() for one in unit.prompts)
    check(plan_report(case.pack, case.plan), overview(case.pack, case.plan))


@settings(QUICK, max_examples=20)
@given(cases())
def test_every_step_and_every_piece_can_be_asked_about(case: AnyCase) -> None:
    pack, plan, rng = case.pack, case.plan, Random(case.number)
    for unit in pack.units:
        check(step_report(pack, plan, unit), step_page(pack, plan, unit, full=rng.random() < 0.5))
    for name in rng.sample(sorted(catalogue(pack)), 3):
        found, why = account(pack, plan, name), why_not(pack, plan, name)
        said = check(item_report(pack, plan, found), item_page(pack, plan, found, full=True))
        assert in_words(found.decision.reason) in said
        assert in_words(found.decision.reason) in check(
            why_not_report(pack, plan, why), why_not_page(pack, plan, why)
        )


@settings(QUICK, max_examples=20)
@given(cases())
def test_any_two_plans_can_be_compared(first: AnyCase) -> None:
    """Of two readers, and of two packs for one."""
    second = case(Random(first.number).randrange(2**32))
    for pack, plan in (
        (first.pack, make_plan(first.pack, second.profile, seed=first.seed)),
        (second.pack, make_plan(second.pack, first.profile, seed=first.seed)),
    ):
        before, after = (first.pack, first.plan), (pack, plan)
        found = difference(before, after)
        for verbose in (True, False):
            page = difference_page(Side("a", *before), Side("b", *after), found, full=verbose)
            check(difference_report(before, after, found), page)

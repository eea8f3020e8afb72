"""The reports of `rekindle explain` for programs: see docs/reference/plan.schema.json.

Input: a Plan, an Outline, an Account, a WhyNot or a PlanDifference. Output: plain data, and its text.

Like the pages, they are for the counselor, and every report says so. They never contain names or texts that
someone typed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rekindle_core._version import __version__
from rekindle_core.cli.conflicts import conflict_report
from rekindle_core.cli.explain.text import NOTICE
from rekindle_core.cli.explain.wording import agreement_of, needs_words, prose_of_entry, words_of_entry
from rekindle_core.content.model.pack import Pack
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.detail import Account, GateNote
from rekindle_core.explanation.diff import ContentChange, PlanDifference
from rekindle_core.explanation.outline import Outline, outline
from rekindle_core.explanation.status import standings
from rekindle_core.explanation.what_if import Proposal, WhyNot
from rekindle_core.explanation.wording import (
    facts_words,
    reason_words,
    shortfall_words,
)
from rekindle_core.planning.plan import Check, Decision, GateVerdict, LookBack, Part, Plan, PlannedSession
from rekindle_core.profile.overrides import Override
from rekindle_core.profile.telling import told_data

REPORT_FORMAT = 1
"""The format number of these reports; it changes if a reader of the old format would misread the new one."""


def to_text(report: Mapping[str, Any]) -> str:
    """Return a report as JSON text: two spaces of indent, a final newline."""
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def plan_report(pack: Pack, plan: Plan) -> dict[str, Any]:
    """Return a whole plan."""
    return {
        **_head("plan"),
        **_side(pack, plan),
        "facts": {name: told_data(pack.facts[name], value) for name, value in plan.profile.values.items()},
        "set_aside": {name: why.value for name, why in plan.profile.set_aside.items()},
        "asked": _asked(plan),
        "gates": [
            {
                **_verdict(pack, verdict),
                "when": condition_words(pack.language, gate.when),
                "effect": _effect(pack, verdict.gate),
            }
            for gate, verdict in zip(pack.gates, plan.gates, strict=True)
        ],
        "front_check": _check(plan.front_check) if plan.front_check else None,
        "front_notes": list(plan.front_notes),
        "opening": list(plan.opening),
        "sessions": [_session(session) for session in plan.sessions],
        "closing": list(plan.closing),
        "appendix": list(plan.appendix),
        "pages": [{"page": name, "passages": list(passages)} for name, passages in plan.pages],
        "decisions": [_decision(pack, decision) for decision in plan.decisions],
        "shortfalls": [shortfall_words(pack, one) for one in plan.shortfalls],
    }


def _asked(plan: Plan) -> dict[str, Any] | None:
    """Return when the questions whose answers expire were asked; not by whom."""
    if plan.asked is None:
        return None
    on = plan.asked.on
    return {
        "state": plan.asked.state,
        "on": on.isoformat() if on else None,
        "days": plan.asked.days if on else None,
    }


def step_report(pack: Pack, plan: Plan, unit: str) -> dict[str, Any]:
    """Return one step or alternative: what is in, in reading order, and what is out, by reason."""
    decision = standings(pack, plan)[unit]
    held = outline(pack, plan, unit) if decision.included else Outline(unit, (), ())
    return {
        **_head("step"),
        **_side(pack, plan),
        "step": _decision(pack, decision),
        "inside": [_decision(pack, one) for one in held.inside],
        "outside": [
            {
                "reason": reason_words(pack.language, reason),
                "decisions": [_decision(pack, one) for one in decisions],
            }
            for reason, decisions in held.outside
        ],
    }


def item_report(pack: Pack, plan: Plan, found: Account) -> dict[str, Any]:
    """Return everything about one piece of content."""
    return {**_head("item"), **_side(pack, plan), "item": _account(pack, plan, found)}


def why_not_report(pack: Pack, plan: Plan, why: WhyNot) -> dict[str, Any]:
    """Return why something is out, and what would bring it in."""
    return {
        **_head("why-not"),
        **_side(pack, plan),
        "item": _account(pack, plan, why.account),
        "in_the_way": [_note(pack, note) for note in why.in_the_way],
        "bringing": [_note(pack, note) for note in why.bringing],
        "never_tried": list(why.never_tried),
        "kept_gates": list(why.kept_gates),
        "proposals": [_proposal(pack, proposal) for proposal in why.proposals],
        "seed": why.seed,
    }


def difference_report(
    before: tuple[Pack, Plan], after: tuple[Pack, Plan], found: PlanDifference
) -> dict[str, Any]:
    """Return the differences between two plans."""
    return {
        **_head("difference"),
        "before": _side(*before),
        "after": _side(*after),
        "facts": [{"fact": one.fact, "before": one.before, "after": one.after} for one in found.facts],
        "gates": [
            {
                "gate": one.gate,
                "turned": one.turned,
                "before": _verdict(before[0], one.before) if one.before else None,
                "after": _verdict(after[0], one.after) if one.after else None,
            }
            for one in found.gates
        ],
        "units": [_change(before[0], after[0], change) for change in found.units],
        "content": [_change(before[0], after[0], change) for change in found.content],
        "sessions": [
            {"before": _session(old) if old else None, "after": _session(new) if new else None}
            for old, new in found.sessions
        ],
    }


def override_report(pack: Pack, overrides: Sequence[Override]) -> list[dict[str, Any]]:
    """Return the facts that override the profile, each with both values."""
    return [
        {
            "fact": one.fact,
            "profile": told_data(pack.facts[one.fact], one.held),
            "set": told_data(pack.facts[one.fact], one.given),
        }
        for one in overrides
    ]


def _head(report: str) -> dict[str, Any]:
    return {"format": REPORT_FORMAT, "report": report, "notice": NOTICE, "core": __version__}


def _side(pack: Pack, plan: Plan) -> dict[str, Any]:
    return {
        "pack": {
            "id": pack.id,
            "version": pack.version,
            "digest": plan.pack_digest,
            "reviewed_by": list(pack.reviewed_by),
        },
        "code": plan.code,
        "program_id": plan.program_id,
        "seed": plan.seed,
        "date": plan.date.isoformat(),
        "replaced_by": list(plan.replaced_by),
        "conflicts": conflict_report(pack, plan.reading),
    }


def _effect(pack: Pack, name: str) -> dict[str, Any]:
    gate = next(gate for gate in pack.gates if gate.id == name)
    return {
        "replaces_program": gate.effect.replaces_program,
        "replaces_steps": list(gate.effect.replaces_steps),
        "removes_tags": list(gate.effect.removes_tags),
        "alternatives": [item.unit.id for item in gate.alternatives],
    }


def _verdict(pack: Pack, verdict: GateVerdict) -> dict[str, Any]:
    return {
        "gate": verdict.gate,
        "answer": verdict.answer.value,
        "reason": reason_words(pack.language, verdict.reason),
    }


def _decision(pack: Pack, decision: Decision) -> dict[str, Any]:
    return {
        "item": decision.item,
        "kind": decision.kind,
        "unit": decision.unit or None,
        "included": decision.included,
        "reason": reason_words(pack.language, decision.reason),
        "place": decision.place or None,
        "session": decision.session or None,
    }


def _session(session: PlannedSession) -> dict[str, Any]:
    return {
        "number": session.number,
        "date": session.date.isoformat() if session.date else None,
        "minutes": session.minutes,
        "brief": session.brief,
        "settle": session.settle or None,
        "look_back": _look_back(session.look_back) if session.look_back else None,
        "parts": [_part(part) for part in session.parts],
        "ratings": list(session.ratings),
        "action": session.action or None,
        "close": session.close or None,
    }


def _look_back(look_back: LookBack) -> dict[str, Any]:
    return {"prompt": look_back.prompt, "unit": look_back.unit, "repeated": look_back.repeated}


def _part(part: Part) -> dict[str, Any]:
    return {
        "unit": part.unit,
        "continued": part.continued,
        "checks": [_check(check) for check in part.checks],
        "notes": list(part.notes),
        "passages": list(part.passages),
        "samples": list(part.samples),
        "prompts": [
            {"prompt": pick.prompt, "variant": pick.variant, "core": pick.core} for pick in part.picks
        ],
        "exercises": list(part.exercises),
        "checklists": [{"checklist": one.checklist, "lines": list(one.items)} for one in part.checklists],
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "scope": check.scope,
        "statements": [{"gate": gate, "alternative": other or None} for gate, other in check.statements],
    }


def _account(pack: Pack, plan: Plan, found: Account) -> dict[str, Any]:
    return {
        **_decision(pack, found.decision),
        "parent": found.entry.parent or None,
        "words": words_of_entry(pack, found.entry, plan),
        "agreement": agreement_of(pack, plan, prose_of_entry(pack, found.entry, plan)),
        "needs": needs_words(pack, found),
        "profile": facts_words(pack.language, found.told) if found.told.facts else None,
        "fits": found.fits,
        "matched": found.matched,
        "ranked": found.ranked or None,
        "sessions": list(found.sessions),
        "tags": {tag: pack.tags[tag] for tag in sorted(found.entry.offer.tags)},
        "phrases": dict(found.phrases),
        "gates": [_note(pack, note) for note in found.gates],
        "parts": [_decision(pack, part) for part in found.parts],
    }


def _note(pack: Pack, note: GateNote) -> dict[str, Any]:
    return {**_verdict(pack, note.verdict), "does": note.does}


def _proposal(pack: Pack, proposal: Proposal) -> dict[str, Any]:
    fact = pack.facts[proposal.fact]
    return {
        "fact": proposal.fact,
        "before": told_data(fact, proposal.before),
        "after": told_data(fact, proposal.after),
        "turned": [_verdict(pack, verdict) for verdict in proposal.turned],
        "outcome": _decision(pack, proposal.outcome),
    }


def _change(before: Pack, after: Pack, change: ContentChange) -> dict[str, Any]:
    return {
        "item": change.item,
        "how": change.how,
        "before": _decision(before, change.before) if change.before else None,
        "after": _decision(after, change.after) if change.after else None,
    }

"""Help lines in brief, for the end of a sheet.

Input: a Pack, a Handout, and the practice's lines. Output: the HelpLines node, with the few lines that
fit on a sheet and that everyone should have.

The practice's own lines come first. Then come the country's lines of each kind that the sheet may refer its
reader to: the pack's first kind, those of its steps, and those of the pages that its check would lead to in a
program. If no country is known, the lines for everywhere are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.reference import Service
from rekindle_core.content.model.values import Missing
from rekindle_core.document.nodes import HelpGroup, HelpLine, HelpLines, Inlines, Text
from rekindle_core.frozen import replace
from rekindle_core.handout.value import Handout
from rekindle_core.planning.contract import HELP, HELP_LINES
from rekindle_core.planning.plan import Plan
from rekindle_core.realisation.help_lines import help_lines, whole_line
from rekindle_core.realisation.wording import Wording


def brief_lines(
    pack: Pack, handout: Handout, wording: Wording, *, country: str = "", own_lines: Sequence[HelpLine] = ()
) -> HelpLines:
    """Return the node with the help lines at the end of a sheet.

    Args:
        pack: The pack.
        handout: The handout.
        wording: Fills in the pack's words.
        country: The practice's country, used if the reader's is unknown.
        own_lines: The practice's own lines, all of which are listed.
    """
    directory, plan = pack.help, handout.plan
    kinds = _kinds(pack, plan)
    own = (HelpGroup((Text(pack.language.words["own_lines"]),), (), tuple(own_lines)),) if own_lines else ()
    known = plan.reading["country"]
    code = country if known is Missing.UNKNOWN else plan.reading.text("country")
    if code in directory.countries:
        place = directory.countries[code]
        local = _group(pack, (Text(place.name),), _of_kinds(place.services, kinds), wording, place.emergency)
        # If the country has no line for something, a line for everywhere may exist.
        there = {one.kind for one in place.services}
        missing = [one for one in directory.general if one.kind in kinds and one.kind not in there]
        groups = (*own, local, *([_everywhere(pack, missing, wording)] if missing else ()))
    elif lines := _of_kinds(directory.general, kinds):
        groups = (*own, _everywhere(pack, lines, wording))
    else:
        # All lines of the pack belong to countries, so the whole page is shown, to leave nobody out.
        whole = help_lines(pack, plan, wording, country=country, own_lines=own_lines)
        return replace(whole, lead=whole.lead[:1])
    # If an emergency number is shown, nobody needs to be told to look for one.
    lead = () if code in directory.countries else wording.blocks(directory.lead, HELP)[:1]
    return HelpLines(id=HELP_LINES, lead=lead, groups=groups, caution=())


def _kinds(pack: Pack, plan: Plan) -> tuple[str, ...]:
    asked = {gate for gate, _ in plan.front_check.statements} if plan.front_check else set()
    pages = [item.unit for gate in pack.gates if gate.id in asked for item in gate.alternatives]
    steps = [pack.units[part.unit] for session in plan.sessions for part in session.parts]
    kinds = tuple(pack.help.kinds)
    wanted = {*kinds[:1], *(kind for unit in (*pages, *steps) for kind in unit.help)}
    return tuple(kind for kind in kinds if kind in wanted)


def _of_kinds(services: Sequence[Service], kinds: Sequence[str]) -> tuple[Service, ...]:
    """Return the lines of some kinds, grouped by kind; if a list has none of them, its first line.

    All lines of a kind, because the first may be only for women, or only for men.
    """
    found = tuple(service for kind in kinds for service in services if service.kind == kind)
    return found or tuple(services[:1])


def _everywhere(pack: Pack, services: Iterable[Service], wording: Wording) -> HelpGroup:
    return _group(pack, wording.inlines(pack.help.general_title, HELP), services, wording)


def _group(
    pack: Pack,
    title: Inlines,
    services: Iterable[Service],
    wording: Wording,
    emergency: tuple[str, ...] = (),
) -> HelpGroup:
    return HelpGroup(title, emergency, tuple(_brief(pack, one, wording) for one in services))


def _brief(pack: Pack, service: Service, wording: Wording) -> HelpLine:
    """Return a service with its number, or its address if it has none."""
    line = whole_line(pack, service, wording)
    return replace(line, web="") if line.number else line

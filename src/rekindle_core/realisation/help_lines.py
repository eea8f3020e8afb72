"""Where help is available: which lines a program lists, in which order, and as nodes.

Input: a Pack, a Plan, and a practice's own lines. Output: the lines that are listed, and the HelpLines
node. Must not know: how old a source is; the counselor's pages, which list the same lines, say that.

If no country is known, each country has one line, under a heading that says what the line is for. The
alternatives of the plan determine the kinds of line: a page for someone who is frightened names the lines
about that. A country without a line of such a kind is listed under another one, so that no country is
missing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.reference import Service
from rekindle_core.content.model.values import Missing
from rekindle_core.document.nodes import HelpGroup, HelpLine, HelpLines, Text
from rekindle_core.frozen import Frozen
from rekindle_core.planning.contract import HELP, HELP_LINES
from rekindle_core.planning.plan import Plan
from rekindle_core.realisation.wording import Wording


class Listed(Frozen):
    """The lines under one heading.

    Attributes:
        services: The lines.
        country: The code of the country of all lines; empty if they have none, or several.
        kind: What the lines are for, if each is for another country; else empty.
        places: If each is for another country: the codes, in the order of the lines.
    """

    services: tuple[Service, ...]
    country: str = ""
    kind: str = ""
    places: tuple[str, ...] = ()


def listed_lines(pack: Pack, plan: Plan, country: str = "") -> tuple[Listed, ...]:
    """Return the lines of a pack that a program lists.

    Args:
        pack: The pack.
        plan: The plan.
        country: The practice's country, used if the reader's is not known. A country without lines in the
            pack counts as none.
    """
    countries = pack.help.countries
    needed = _needed(pack, plan)
    order = (*needed, *(kind for kind in pack.help.kinds if kind not in needed))
    everywhere = Listed(_ordered(pack.help.general, order))
    # A reader who would rather not say where they live may live anywhere.
    unknown = plan.reading["country"] is Missing.UNKNOWN
    code = (country if country in countries else "") if unknown else plan.reading.text("country")
    if not code:
        return (everywhere, *_one_for_each(pack, needed, order))
    own = (Listed(_ordered(countries[code].services, order), country=code),) if code in countries else ()
    return (*own, everywhere)


def help_lines(
    pack: Pack, plan: Plan, wording: Wording, *, country: str = "", own_lines: Sequence[HelpLine] = ()
) -> HelpLines:
    """Return the node that lists where help is available; a practice's own lines come first."""
    directory, listed = pack.help, listed_lines(pack, plan, country)
    local = HelpGroup((Text(pack.language.words["own_lines"]),), (), tuple(own_lines))
    lead = wording.blocks(directory.lead, HELP)
    if any(part.places for part in listed):
        lead += wording.blocks(directory.countries_lead, HELP)
    return HelpLines(
        id=HELP_LINES,
        lead=lead,
        groups=(*((local,) if own_lines else ()), *(_group(pack, part, wording) for part in listed)),
        caution=wording.inlines(directory.caution, HELP),
    )


def _needed(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return the kinds of line that the steps and alternatives of a plan refer to.

    A page that replaces the program sets its own kinds and order. A reader of a program may also need the
    pack's first kind, and its pages are separate, so the pack's order applies.
    """
    kinds = tuple(pack.help.kinds)
    if plan.replaced_by:
        return (
            tuple(dict.fromkeys(kind for name in plan.replaced_by for kind in pack.units[name].help))
            or kinds[:1]
        )
    shown = (
        *plan.front_notes,
        *plan.appendix,
        *(name for session in plan.sessions for part in session.parts for name in (part.unit, *part.notes)),
    )
    wanted = {kinds[0], *(kind for name in shown for kind in pack.units[name].help)}
    return tuple(kind for kind in kinds if kind in wanted)


def _one_for_each(pack: Pack, needed: Sequence[str], order: Sequence[str]) -> Iterator[Listed]:
    countries = pack.help.countries
    found: dict[str, dict[str, Service]] = {kind: {} for kind in order}
    for code, item in sorted(countries.items(), key=lambda item: _sorting(item[1].name)):
        firsts = _firsts(item.services)
        kinds = [kind for kind in needed if kind in firsts] or [kind for kind in order if kind in firsts][:1]
        for kind in kinds:
            found[kind][code] = firsts[kind]
    for kind, lines in found.items():
        if lines:
            yield Listed(tuple(lines.values()), kind=kind, places=tuple(lines))


def _firsts(services: Iterable[Service]) -> Mapping[str, Service]:
    """Return the first line of each kind."""
    firsts: dict[str, Service] = {}
    for service in services:
        firsts.setdefault(service.kind, service)
    return firsts


def _ordered(services: Iterable[Service], order: Sequence[str]) -> tuple[Service, ...]:
    return tuple(sorted(services, key=lambda service: order.index(service.kind)))


def _group(pack: Pack, part: Listed, wording: Wording) -> HelpGroup:
    directory = pack.help
    if part.places:
        lines = (
            _brief(service, directory.countries[code].name, directory.countries[code].emergency)
            for code, service in zip(part.places, part.services, strict=True)
        )
        return HelpGroup(wording.inlines(directory.kinds[part.kind], HELP), (), tuple(lines))
    whole = tuple(whole_line(pack, service, wording) for service in part.services)
    if part.country:
        country = directory.countries[part.country]
        return HelpGroup((Text(country.name),), country.emergency, whole)
    return HelpGroup(wording.inlines(directory.general_title, HELP), (), whole)


def whole_line(pack: Pack, service: Service, wording: Wording) -> HelpLine:
    """Return a service with everything known about it."""
    return HelpLine(
        id=service.id,
        name=service.name,
        number=service.number,
        serves=_serves(service),
        hours=service.hours,
        web=service.web,
        purpose=wording.inlines(pack.help.kinds[service.kind], service.id),
    )


def _brief(service: Service, place: str, emergency: tuple[str, ...]) -> HelpLine:
    """Return the text for a row: the number, or the web address if there is no number."""
    return HelpLine(
        id=service.id,
        # If the name is the number, it is not repeated in the row.
        name=service.name if service.name != service.number else "",
        number=service.number,
        serves=_serves(service),
        hours="",
        web="" if service.number else service.web,
        place=place,
        emergency=emergency,
    )


def _sorting(name: str) -> str:
    """Return a name in its form for sorting: without case or accents."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(char)
    )


def _serves(service: Service) -> str:
    return ", ".join(filter(None, (service.serves, service.region)))

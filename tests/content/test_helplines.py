"""The bundled pack's help lines: enough of them, each with its source, and on every page that may need them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import yaml
from tests.content.pack import ALTERNATIVES, PACK, STEPS, unit_texts
from tests.support import CONFIRMED, PROFILES

from rekindle_core import Document, HelpLines, load_profile, make_plan, plain, realise, walk
from rekindle_core.content.model.reference import Country, Service
from rekindle_core.content.model.step import Unit
from rekindle_core.frozen import replace

COUNTRIES = PACK.help.countries
SERVICES = list(PACK.help.services())


def of_kind(country: Country, kind: str) -> list[Service]:
    return [line for line in country.services if line.kind == kind]


def lines_of(document: Document) -> HelpLines:
    (lines,) = (block for block in walk(document) if isinstance(block, HelpLines))
    return lines


def program(**facts: str) -> Document:
    names = {name.replace("_", ".", 1): value for name, value in facts.items()}
    return realise(PACK, make_plan(PACK, load_profile(PACK, names)), confirmed=CONFIRMED)


def test_twenty_countries_have_a_crisis_line_and_one_for_abuse() -> None:
    whole = [code for code, item in COUNTRIES.items() if of_kind(item, "crisis") and of_kind(item, "abuse")]
    assert len(whole) >= 20
    assert PACK.help.general


@pytest.mark.parametrize("line", SERVICES, ids=lambda line: line.id)
def test_a_line_says_whom_it_serves_how_it_is_reached_and_where_that_was_seen(line: Service) -> None:
    assert line.name
    assert line.serves
    assert line.number or line.web
    assert re.match(r"https?://[^/\s]+\.[a-z]+/?", line.source)
    # A source has the date that it bears, or the day on which it was read; never both.
    assert bool(line.source_date) != bool(line.read_on)


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_has_its_emergency_number(code: str) -> None:
    assert COUNTRIES[code].emergency


@pytest.mark.parametrize(
    ("code", "kind", "wanted"),
    [
        ("IN", "child", "1098"),
        ("CA", "child", "1-800-668-6868"),
        ("DE", "own-behavior", "https://www.bag-taeterarbeit.de"),
    ],
)
def test_lines_that_were_missing_are_there(code: str, kind: str, wanted: str) -> None:
    assert wanted in [line.number or line.web for line in of_kind(COUNTRIES[code], kind)]


@pytest.mark.parametrize("line", [line for line in SERVICES if line.region], ids=lambda line: line.id)
def test_a_region_is_shown_once(line: Service) -> None:
    (country,) = (code for code, item in COUNTRIES.items() if line in item.services)
    (shown,) = (
        one.serves
        for group in lines_of(program(country=country)).groups
        for one in group.lines
        if one.id == line.id
    )
    for word in {"Bengal", "Aires", "Iwate"} & set(line.region.replace(",", " ").split()):
        assert shown.count(f" {word}") + shown.startswith(word) == line.region.count(word)


@pytest.mark.parametrize("gate", [gate.id for gate in PACK.gates if gate.effect.replaces_program])
def test_whatever_stands_instead_of_a_program_has_the_help_lines(gate: str) -> None:
    """Of the reader's own country, what the page is about first, and those that serve everywhere."""
    (unit,) = (item.unit for one in PACK.gates if one.id == gate for item in one.alternatives)
    profile = load_profile(PACK, {"country": "GB"})
    plan = replace(
        make_plan(PACK, profile), replaced_by=(unit.id,), pages=((unit.id, ()), ("alternatives", ()))
    )
    shown = [
        line.id for group in lines_of(realise(PACK, plan, confirmed=CONFIRMED)).groups for line in group.lines
    ]
    first = next(line for line in COUNTRIES["GB"].services if line.id == shown[0])
    assert unit.help
    assert first.kind == unit.help[0]
    assert {line.id for line in PACK.help.general} <= set(shown)


# --------------------------------------------------------------------------- where no country is known


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({"safety_self_harm": "yes"}, "crisis"),
        ({"safety_abused": "yes"}, "abuse"),
        ({"age_band": "under-18"}, "child"),
    ],
)
def test_each_country_has_the_one_line_that_the_page_needs(facts: dict[str, str], first: str) -> None:
    names = {name.replace("safety_", "safety."): value for name, value in facts.items()}
    document = realise(PACK, make_plan(PACK, load_profile(PACK, names)), confirmed=CONFIRMED)
    places = [line for group in lines_of(document).groups for line in group.lines if line.place]
    assert sorted(line.place for line in places) == sorted(item.name for item in COUNTRIES.values())
    kinds = {line.id: line.kind for line in SERVICES}
    for item in COUNTRIES.values():
        (line,) = (line for line in places if line.place == item.name)
        assert line.emergency == item.emergency
        # A country without a line of that kind is not left out.
        assert kinds[line.id] == first or not of_kind(item, first)


def test_a_program_has_a_line_for_each_reason_to_which_its_pages_send_a_reader() -> None:
    """The pages behind the self-checks speak of fear and of children, so a crisis line alone would not do."""
    plan = make_plan(PACK, load_profile(PACK, {}))
    wanted = {kind for name in plan.appendix for kind in PACK.units[name].help}
    groups = [group for group in lines_of(realise(PACK, plan)).groups if group.lines[0].place]
    kinds = {line.id: line.kind for line in SERVICES}
    assert [{kinds[line.id] for line in group.lines} for group in groups] == [
        {kind} for kind in PACK.help.kinds if kind in wanted
    ]
    assert {"crisis", "abuse", "child"} <= wanted
    for group in groups:
        names = [line.place for line in group.lines]
        assert len(set(names)) == len(names)
        assert names == sorted(names)


def test_a_program_has_lines_for_fear_where_every_question_about_it_is_answered_no() -> None:
    """A no may have been the only safe answer, and the first step sends whoever is afraid to these lines."""
    facts = yaml.safe_load((PROFILES / "drifted-living-together.yaml").read_text(encoding="utf-8"))
    plan = make_plan(PACK, load_profile(PACK, {**facts, "country": "unknown"}), date=dt.date(2027, 1, 4))
    assert not plan.replaced_by
    groups = [group for group in lines_of(realise(PACK, plan)).groups if group.lines[0].place]
    kinds = {line.id: line.kind for line in SERVICES}
    abuse = [line.place for group in groups for line in group.lines if kinds[line.id] == "abuse"]
    assert len(abuse) == sum(1 for item in COUNTRIES.values() if of_kind(item, "abuse"))


@pytest.mark.parametrize("unit", [*STEPS, *ALTERNATIVES], ids=lambda unit: unit.id)
def test_whatever_sends_somebody_who_is_afraid_to_a_help_line_names_the_kind(unit: Unit) -> None:
    sends = re.compile(r"(?:afraid|frightened|fear|danger)[^.?]*[.,:]? [^.?]*help line", re.IGNORECASE)
    if any(sends.search(read.text) for read in unit_texts(unit)):
        assert set(unit.help) & {"abuse", "own-behavior", "child"}


# --------------------------------------------------------------------------- what a client reads


@pytest.mark.parametrize("country", ["unknown", "US", "GB"])
def test_a_client_reads_numbers_plainly(country: str) -> None:
    lines = lines_of(program(country=country))
    text = " ".join([plain(lines.caution), repr(lines.groups)])
    assert "rely on" not in text
    assert "source" not in text
    assert not re.search(r"\b20[12]\d\b", text)

"""Countries: the table, what people write in place of a code, and that every schema lists the same codes."""

from __future__ import annotations

import json

import pycountry
import pytest
from tests.support import ROOT

from rekindle_core.content.model.countries import COUNTRIES, READ_AS, country_fault, country_meant
from rekindle_core.content.model.iso_3166 import TABLE

ISO = {one.alpha_2: one for one in pycountry.countries}


def test_the_table_is_what_pycountry_has() -> None:
    rows = [row.split(" ", 2) for row in TABLE.splitlines()]
    assert rows == sorted(
        [one.alpha_2, one.alpha_3, getattr(one, "common_name", one.name)] for one in ISO.values()
    )


def test_kosovo_is_the_one_country_beside_iso() -> None:
    assert COUNTRIES.keys() - ISO.keys() == {"XK"}


def test_what_is_read_as_a_country_is_no_code_of_its_own() -> None:
    assert READ_AS.keys().isdisjoint(COUNTRIES)
    assert set(READ_AS.values()) <= COUNTRIES.keys()


@pytest.mark.parametrize("code", ISO)
def test_a_country_is_meant_by_its_codes_and_names_in_any_case(code: str) -> None:
    one = ISO[code]
    # "Taiwan, Province of China" is how ISO sorts; nobody types it where there is a common name.
    names = {getattr(one, "common_name", one.name), COUNTRIES[code]} - {"Congo"}
    for word in (code, one.alpha_3, *names):
        for typed in (word, word.lower(), word.upper(), f" {word} "):
            assert country_meant(typed) == code, typed


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("UK", "GB"),
        ("u.k.", "GB"),
        ("Great Britain", "GB"),
        ("Scotland", "GB"),
        ("U.S.A.", "US"),
        ("the United States of America", "US"),
        ("Deutschland", "DE"),
        ("Espana", "ES"),
        ("The Netherlands", "NL"),
        ("cote d’ivoire", "CI"),
        ("St. Lucia", "LC"),
        ("Trinidad & Tobago", "TT"),
        ("Kosovo", "XK"),
        ("Congo", ""),
        ("Atlantis", ""),
        ("", ""),
        ("-", ""),
        ("EU", ""),
        ("EN", ""),
    ],
)
def test_what_people_type_for_a_country(typed: str, code: str) -> None:
    assert country_meant(typed) == code


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("uk", "did you mean “GB” (United Kingdom)?"),
        ("EL", "did you mean “GR” (Greece)?"),
        ("Germny", "did you mean “DE” (Germany)?"),
        ("Congo", "did you mean “CD” (Congo, The Democratic Republic of the) or “CG” (Congo)?"),
        ("EU", "EU is the code of the European Union; use the code of one country, such as GB."),
        ("QQ", "use a code of two capital letters, such as GB, US or DE."),
    ],
)
def test_a_fault_says_what_to_write(written: str, hint: str) -> None:
    assert country_fault(written) == (f"“{written}” is not an ISO 3166-1 country code.", hint)


def test_every_schema_lists_the_same_codes() -> None:
    def schema(name: str) -> dict[str, dict[str, dict[str, object]]]:
        loaded: dict[str, dict[str, dict[str, object]]] = json.loads(
            (ROOT / "content" / name).read_text("utf-8")
        )
        return loaded["properties"]  # type: ignore[return-value]

    assert schema("schema/practice.schema.json")["country"]["enum"] == sorted((*COUNTRIES, *READ_AS))
    names = schema("schema/helplines.schema.json")["countries"]["propertyNames"]
    assert names == {"enum": list(COUNTRIES)}

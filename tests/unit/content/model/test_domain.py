"""The cells of a country: each is a country that a profile may name, however many a pack names."""

from __future__ import annotations

import pytest
from tests.support import garden_pack

from rekindle_core import load_profile
from rekindle_core.content.model.condition import Is
from rekindle_core.content.model.countries import COUNTRIES
from rekindle_core.content.model.domain import cells

PACK = garden_pack()


@pytest.mark.parametrize("named", [(), ("GB",), ("GB", "AD", "unknown"), tuple(COUNTRIES)], ids=len)
def test_every_cell_of_a_country_is_one_that_a_profile_takes(named: tuple[str, ...]) -> None:
    found = cells(PACK.facts["country"], [Is("country", named)], (), PACK.language)
    codes = {cell.value for cell in found if isinstance(cell.value, str)}
    assert codes >= {code for code in named if code in COUNTRIES}
    assert len(codes - set(named)) == (0 if len(named) == len(COUNTRIES) else 1)
    for cell in found:
        assert load_profile(PACK, {"country": cell.given})["country"] == cell.value

"""Forms as they were posted: fields as often as they were filled in, and what is no form is refused."""

from __future__ import annotations

import pytest

from rekindle_core.web.forms.form import MOST_FIELDS
from rekindle_core.web.forms.reading import read_form
from rekindle_core.web.security.refused import Refused

URLENCODED = "application/x-www-form-urlencoded"


def test_each_field_has_its_values_in_order_with_single_line_ends() -> None:
    form = read_form(f"{URLENCODED}; charset=utf-8", b"a=1&b=%C3%A9+x&a=&c=1%0D%0A2")
    assert form.fields == {"a": ("1", ""), "b": ("é x",), "c": ("1\n2",)}
    assert (form.text("b"), form.text("nothing"), form.chosen("a")) == ("é x", "", ("1", ""))


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "multipart/mixed; boundary=x"])
def test_what_is_no_form_is_refused(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        read_form(kind, b"a=1")
    assert refused.value.why == "malformed"


@pytest.mark.parametrize("body", ["a=é".encode(), b"&".join([b"a=1"] * (MOST_FIELDS + 1))])
def test_a_damaged_form_or_one_of_too_many_fields_is_refused(body: bytes) -> None:
    with pytest.raises(Refused):
        read_form(URLENCODED, body)

"""What is plainly right is right by the schema, and what people write is plainly right."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.support import ROOT

from rekindle_core.content.reading.shapes.check import check_shape, schemas
from rekindle_core.content.reading.source import Source
from rekindle_core.practice.shape import is_plainly_right

KEYS = sorted(schemas()["practice.schema.json"]["properties"])
VALUES = st.one_of(
    st.sampled_from(
        [
            "a4",
            "A4",
            "GB",
            "gb",
            "#123",
            "#12345",
            "a@b.c",
            "a@b",
            "https://a.b/c",
            "http://a.b",
            "",
            "logo.svg",
        ]
    ),
    st.text(max_size=130),
    st.sampled_from([None, True, 0, 1, 2, 1.0, [], ["a4"], {}]),
)


@given(
    st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=3)), VALUES, max_size=5), st.booleans()
)
def test_both_ways_to_check_a_shape_say_the_same(some: dict[str, Any], complete: bool) -> None:
    data = {"format": 1, "name": "Harbour Lane", **some} if complete else some
    assert is_plainly_right(data) == (not check_shape(Source("practice.yaml", "", data), "practice"))


def test_the_example_is_plainly_right() -> None:
    text = (ROOT / "examples/practice/practice.yaml").read_text(encoding="utf-8")
    assert is_plainly_right(yaml.safe_load(text))

"""SVGs as logos; tests/acceptance/practices has the examples."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle_core.practice.logo import read_logo
from rekindle_core.practice.logo_error import LogoError

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="urn:x" '
    'viewBox="0 0 3 2">'
)
TAGS = st.sampled_from(
    ["g", "path", "mask", "clipPath", "use", "style", "script", "image", "title", "text", "x:y"]
)
NAMES = st.sampled_from(
    ["id", "href", "xlink:href", "mask", "style", "class", "onload", "fill", "xml:base", "x:z"]
)
VALUES = st.one_of(
    st.sampled_from(["#a", "url(#a)", "url('b')", "https://example.org", "a", "a b", "//x", "\\75rl(x)"]),
    st.text("ab#:(/ )<&\"'", max_size=8),
)
WORDS = st.one_of(
    st.sampled_from([".a{mask:url(#a)}", "@import 'a'", "<!-- a -->", "<![CDATA[url(a)]]>"]),
    st.text("a<&{}", max_size=4),
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(TAGS)
    pairs = draw(st.dictionaries(NAMES, VALUES, max_size=3))
    attributes = "".join(f' {name}="{escaped(value)}"' for name, value in pairs.items())
    inside = "".join(draw(st.lists(elements(depth + 1) if depth < 3 else WORDS, max_size=2))) + draw(WORDS)
    return f"<{tag}{attributes}>{inside}</{tag}>"


@pytest.mark.slow
@given(elements())
def test_what_comes_through_is_harmless_and_comes_through_again_as_it_is(body: str) -> None:
    try:
        logo = read_logo(f"{HEAD}{body}</svg>".encode())
    except LogoError:
        return
    for element in ElementTree.fromstring(logo.data).iter():
        space, _, tag = element.tag.rpartition("}")
        assert space == "{http://www.w3.org/2000/svg"
        assert tag not in ("script", "image")
        assert {"onload", "base", "z"}.isdisjoint(element.attrib)
        assert element.get("href", "#").startswith("#")
        for style in (*element.attrib.values(), (element.text or "") if tag == "style" else ""):
            assert not re.search(r"@|//|\\\\|url\((?!['\"]?#)", style)
    assert read_logo(logo.data) == logo

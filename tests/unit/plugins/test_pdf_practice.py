"""From whom a workbook is: its cover, the foot of its pages, its colour."""

from __future__ import annotations

import pytest
from tests.unit.plugins.test_pdf import elements, make, opened, poppler, shape, squeezed

from rekindle_core import Logo, RenderError, replace
from rekindle_core.testing.samples import HOSTILE, LOGO, every_node, practice
from rekindle_pdf.practice import with_accent
from rekindle_pdf.theme import load_theme


def pages_of(pdf: bytes) -> list[str]:
    return [squeezed(page) for page in poppler("pdftotext", pdf).split("\f") if page.strip()]


@pytest.mark.parametrize("size", ["normal", "large"])
def test_the_cover_says_from_whom_it_is_and_each_foot_repeats_it(size: str) -> None:
    cover, *pages = pages_of(make(every_node(), size=size))
    assert cover.index(squeezed("Harbour Lane Counselling")) < cover.index(squeezed("A Sample Program"))
    for words in ("Dr Ada Marsh", "020 7946 0000", "hello@harbourlane.example", "harbourlane.example"):
        assert squeezed(words) in cover
    assert pages
    assert all(squeezed("Between you and us.") in page for page in pages)


def test_without_a_line_of_its_own_the_foot_names_the_practice() -> None:
    document = replace(every_node(), practice=replace(practice(), footer=""))
    assert all(squeezed("Harbour Lane Counselling") in page for page in pages_of(make(document)))


@pytest.mark.parametrize("aspect", [0.2, 3.0, 30.0])
def test_a_logo_of_any_shape_has_the_practices_name_for_who_cannot_see_it(aspect: float) -> None:
    logo = Logo("image/svg+xml", LOGO.replace("120 40", f"{aspect * 40:g} 40").encode(), aspect)
    pdf = make(replace(every_node(), practice=replace(practice(), logo=logo)))
    texts = [str(element.get("/Alt")) for element in elements(opened(pdf)) if element.S == "/Figure"]
    assert "Harbour Lane Counselling" in texts


@pytest.mark.parametrize("name", HOSTILE)
def test_a_practice_of_any_name_changes_words_only(name: str) -> None:
    signed = replace(practice(), name=name, clinician=name, footer=name)
    pdf = make(replace(every_node(), practice=signed))
    assert shape(pdf) == shape(make(every_node()))


def test_a_letter_of_the_practice_that_no_font_has_is_named() -> None:
    with pytest.raises(RenderError, match=r"practice\.clinician"):
        make(replace(every_node(), practice=replace(practice(), clinician="\U00012000")))


def test_a_practices_colour_is_used_but_in_a_design_without_any() -> None:
    colours = load_theme("warm").look["colours"]
    assert with_accent(colours, practice())["accent"] == "#2a6f97"
    assert with_accent(colours, None) == colours
    plain = load_theme("plain").look["colours"]
    assert with_accent(plain, practice()) == plain

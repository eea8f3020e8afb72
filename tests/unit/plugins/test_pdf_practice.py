"""From whom a workbook is: its cover, the foot of its pages, its colour."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

import pytest
from tests.pictures import HEIGHT, KINDS, WIDTH, Kind, png
from tests.tagged_pdf import faults
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


def pixels(pdf: bytes) -> tuple[int, bytes]:
    """Return the width of the first page as a picture, in pixels, and their colours."""
    ppm = poppler_bytes("pdftoppm", pdf, "-r", "72", "-f", "1", "-l", "1")
    _, size, _, rows = ppm.split(b"\n", 3)
    return int(size.split()[0]), rows


def poppler_bytes(tool: str, pdf: bytes, *arguments: str) -> bytes:
    path = shutil.which(tool) or pytest.skip(f"{tool} (poppler-utils) is not installed")
    return subprocess.run([path, *arguments, "-"], input=pdf, capture_output=True, check=True).stdout


def at_the_logo(picture: bytes) -> Sequence[tuple[int, int, int]]:
    """Return the colours on the cover in the middle of a logo's left half and of its right half.

    A logo stands at the head of the cover, where its text begins: 40.5 mm from the edge, and 16 mm from the top.
    """
    logo = Logo("image/png", picture, WIDTH / HEIGHT)
    data = make(replace(every_node(), practice=replace(practice(), logo=logo)))
    assert faults(opened(data)) == []
    width, rows = pixels(data)
    height = 20 / 25.4 * 72
    places = [(40.5 / 25.4 * 72 + height * share, 16 / 25.4 * 72 + height / 2) for share in (0.5, 1.5)]
    starts = [3 * (width * round(y) + round(x)) for x, y in places]
    return [(rows[at], rows[at + 1], rows[at + 2]) for at in starts]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_png_of_any_kind_is_shown_as_it_is(kind: Kind) -> None:
    for shown, meant in zip(at_the_logo(png(kind)), kind.shown, strict=True):
        assert shown == pytest.approx(meant, abs=3)


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

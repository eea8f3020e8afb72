"""The guess at lines, letter by letter: never fewer lines than the compiler sets, in any face of our designs."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import typst
from tests.support import example

from rekindle_core import Paragraph, plain, walk
from rekindle_pdf.compile import HERE
from rekindle_pdf.letters import count_lines

pytestmark = pytest.mark.slow

FACES = (
    ("Source Serif 4", "regular"),
    ("Source Serif 4", "semibold"),
    ("Inter", "regular"),
    ("Inter", "semibold"),
)
WIDTHS = (25.7, 28, 30.2, 33)
"""How wide lines are, in parts of the letters' size."""
LETTERS = (
    "AVATAR WAVE To Yo " * 20,
    "illicit fiji lilt " * 20,
    "MMW @@ %% — … ½ " * 20,
    "naïve Łódź Žižek œuvre ß " * 20,
)
PROBE = """
#set text(size: 10pt, top-edge: 0.67em, bottom-edge: "baseline", hyphenate: false, lang: "en")
#set text(costs: (runt: 1000%, widow: 400%, orphan: 400%))
#set par(leading: 0.33em, linebreaks: "optimized")
#context [#metadata(json("texts.json").map(((face, weight, width, words)) => {
  let set-words = text(font: face, weight: weight, words)
  calc.round(measure(block(width: width * 10pt, set-words)).height / 10pt + 0.33)
}))<lines>]
"""


def lines_of(texts: list[tuple[str, str, float, str]], folder: Path) -> list[int]:
    """Return how many lines the compiler sets of each text."""
    (folder / "main.typ").write_text(PROBE, encoding="utf-8")
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    found = typst.query(
        str(folder / "main.typ"),
        "<lines>",
        field="value",
        one=True,
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
    )
    return list(json.loads(found))


def test_no_text_takes_more_lines_than_are_counted(tmp_path: Path) -> None:
    document = example("told-to-stop")
    words = {plain(node.children) for node in walk(document) if isinstance(node, Paragraph)}
    texts = [
        (*face, width, text)
        for number, text in enumerate([*LETTERS, *sorted(words)[::4]])
        for face in (FACES if number < 24 else FACES[:1])
        for width in WIDTHS
    ]
    counted = [count_lines([text], width) for *_, width, text in texts]
    found = lines_of(texts, tmp_path)
    assert sum(map(math.isinf, counted)) < len(texts) / 20, "most letters are listed"
    assert [one for one, most, real in zip(texts, counted, found, strict=True) if real > most] == []
    assert (
        sum(most - real for most, real in zip(counted, found, strict=True) if most < math.inf)
        < sum(found) / 4
    )


def test_letters_that_are_not_listed_and_what_is_no_text_are_not_known() -> None:
    assert count_lines(["one ", {"is": "strong", "body": ["two"]}, {"is": "break"}, "three"], 30) == 2
    for words in (["日本"], ["Σ"], ["a" * 30], [{"is": "reference", "anchor": "a", "body": ["x"]}]):
        assert math.isinf(count_lines(words, 30)), words

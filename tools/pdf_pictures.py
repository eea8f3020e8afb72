"""Takes the pictures of PDFs that the docs and the README show: both designs, large print, dots, the last page.

For whoever changes how a page looks; needs Chromium, poppler-utils and ImageMagick. Run it as
`python -m tools.pdf_pictures`, and look at each.
"""

from __future__ import annotations

import subprocess

from tests.node_tools import chromium
from tests.support import example
from tools.pictures import beside, page_of, save

from rekindle_core import render

PROGRAM, SHORTER = "trust-broken-by-client", "drifted-living-together"


def shown(name: str, words: str, **options: str) -> bytes:
    """Return the first page of an example that has these words."""
    (artifact,) = render(example(name), "pdf", options)
    read = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(read, input=artifact.data, capture_output=True, check=True).stdout.decode()  # noqa: S603
    pages = [" ".join(page.split()) for page in text.split("\f")]
    return page_of(artifact.data, next(number for number, page in enumerate(pages, 1) if words in page), 96)


def main() -> None:
    """Take the pictures."""
    cover, start, prompts = (shown(PROGRAM, words) for words in ("Made on", "Why this matters", "Prompt 1"))
    other_ways = [
        shown(SHORTER, "Small things, as pebbles", theme="plain", fillable="no", writing="dots"),
        shown(SHORTER, "Prompt 1", size="large"),
        shown(PROGRAM, "Your ratings"),
    ]
    pictures = {
        "worksheet": ([start, prompts], 877),
        "pdf-warm": ([cover, start, prompts], 749),
        "pdf-plain": (other_ways, 749),
    }
    with chromium() as browser:
        for called, (pages, height) in pictures.items():
            save(called, beside(browser, pages, height))


if __name__ == "__main__":
    main()

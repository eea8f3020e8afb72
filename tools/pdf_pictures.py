"""Takes the pictures of PDFs that the docs and the README show: both designs, large print, dots, the last page.

For whoever changes how a page looks; needs Chromium, poppler-utils and ImageMagick. Run it as
`python -m tools.pdf_pictures`, and look at each.
"""

from __future__ import annotations

import subprocess

from tests.node_tools import chromium
from tests.support import PROFILES, example
from tools.pictures import beside, page_of, save
from tools.sheets import FOLDER

from rekindle_core import Document, load_pack, load_profile, make_handout, realise_handout, render

EXERCISE = "space-wave"
PROGRAM, SHORTER = "trust-broken-by-client", "drifted-living-together"
FINISHED = ("urge-plan", "cause-map", "support-map", "what-takes-an-apology-back")


def shown(name: str, words: str, **options: str) -> bytes:
    """Return the first page of an example that has these words."""
    (artifact,) = render(example(name), "pdf", options)
    read = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(read, input=artifact.data, capture_output=True, check=True).stdout.decode()  # noqa: S603
    pages = [" ".join(page.split()) for page in text.split("\f")]
    return page_of(artifact.data, next(number for number, page in enumerate(pages, 1) if words in page), 96)


def sheets() -> list[bytes]:
    """Return a handout for anybody, and one for a reader of whom all that it asks about is known."""
    pack = load_pack()
    known = load_profile(pack, PROFILES / f"{PROGRAM}.yaml")
    made = (make_handout(pack, [EXERCISE], profile, handout_id="sheet") for profile in (None, known))
    documents: list[Document] = [realise_handout(pack, one, country="GB") for one in made]
    return [page_of(render(document, "pdf")[0].data, 1, 96) for document in documents]


def main() -> None:
    """Take the pictures."""
    cover, start, prompts = (shown(PROGRAM, words) for words in ("Made on", "Why this matters", "Prompt 1"))
    other_ways = [
        shown(SHORTER, "Prompt 4", theme="plain", fillable="no", writing="dots"),
        shown(SHORTER, "Prompt 1", size="large"),
        shown(PROGRAM, "Your ratings"),
    ]
    pictures = {
        "worksheet": ([start, prompts], 877),
        "pdf-warm": ([cover, start, prompts], 749),
        "pdf-plain": (other_ways, 749),
        "handout": (sheets(), 877),
        "sheets": ([page_of((FOLDER / f"{name}.pdf").read_bytes(), 1, 96) for name in FINISHED], 560),
    }
    with chromium() as browser:
        for called, (pages, height) in pictures.items():
            save(called, beside(browser, pages, height))


if __name__ == "__main__":
    main()

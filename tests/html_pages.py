"""Pages in HTML to look at in a browser: each example's, the counselor's for it, and those that hold every node."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support import EXAMPLES, ROOT, bundled_pack, example, example_plan

from rekindle_core import Document, load_practice, realise_for_counselor, render, replace
from rekindle_core.testing.samples import every_node


def _counselor(name: str) -> Document:
    return realise_for_counselor(bundled_pack(), example_plan(name))


def _signed(name: str) -> Document:
    practice = load_practice(ROOT / "examples" / "practice" / "practice.yaml").practice
    return replace(example(name), practice=practice)


_PAGES: dict[str, Callable[[], Document]] = {
    **{name: lambda name=name: example(name) for name in EXAMPLES},  # type: ignore[misc]
    **{f"{name}, counselor": lambda name=name: _counselor(name) for name in EXAMPLES},  # type: ignore[misc]
    "with a practice": lambda: _signed("drifted-living-together"),
    "every node": every_node,
    "every node, right to left": lambda: every_node("ليلى", language="ar", direction="rtl"),
}
LARGE = "every node, large"
PAGES = (*_PAGES, LARGE)


def write_page(name: str, folder: Path) -> Path:
    """Write one of `PAGES` into a folder, and return where it is."""
    path = folder / f"{name.replace(' ', '-').replace(',', '')}.html"
    if not path.exists():
        document = _PAGES["every node" if name == LARGE else name]()
        (page,) = render(document, "html", {"size": "large" if name == LARGE else "normal"})
        path.write_bytes(page.data)
    return path

"""How the site of the docs is made: `sphinx-build -W --keep-going -c docs . site`, in the repository.

The pages are the repository's own Markdown files, just as a code host shows them; so its root is the source, and
no page needs a line that is there for the site alone. docs/index.md is the one place that orders them: each of
its headings is a part of the navigation, and what is linked below it are its pages. A page that stands in none is
a warning, as is a link that leads nowhere; `-W` makes errors of both.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

project = "Rekindle"
author = project_copyright = "The Rekindle authors"
language = "en"
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = [
    "*.md",
    "docs/**.md",
    "examples/**/README.md",
    "benchmarks/README.md",
    "fuzz/README.md",
    "src/rekindle_core/cli/help/topics/*.md",
]
exclude_patterns = [".*", "**/.*", "**/node_modules", "tests", "build", "dist", "site", "content"]

myst_heading_anchors = 4

html_theme = "furo"
html_title = "Rekindle"
html_copy_source = False
# Whoever opens the site at its top is taken to the first page.
html_extra_path = ["front"]


BELOW = {
    "docs/command-line": "/src/rekindle_core/cli/help/topics/*",
    "docs/decisions/index": "/docs/decisions/[0-9]*",
}
"""Pages that have others below them in the navigation, all that are in a folder."""


def add_navigation(app: Sphinx, page: str, source: list[str]) -> None:
    """Make of the lists of the first page what Sphinx builds its navigation from."""
    if pages := BELOW.get(page):
        source[0] += f"\n```{{toctree}}\n:hidden:\n:glob:\n\n{pages}\n```\n"
    if page != root_doc:
        return
    for part in re.findall(r"^## .*\n(?:(?!## ).*\n)*", source[0], re.MULTILINE):
        heading, *lines = part.splitlines()
        links = re.findall(r"^- \[([^]]+)\]\(([^)#]+)\.md\)", "\n".join(lines), re.MULTILINE)
        entries = [f"{title} <{_absolute(target)}>" for title, target in links]
        toctree = [
            "",
            "```{toctree}",
            ":hidden:",
            f":caption: {heading.removeprefix('## ')}",
            "",
            *entries,
            "```",
            "",
        ]
        source[0] = source[0].replace(part, part + "\n".join(toctree) + "\n")


def _absolute(target: str) -> str:
    """Return a link of the first page as a page of the whole source."""
    root = Path(__file__).resolve().parent.parent
    return "/" + (root / "docs" / target).resolve().relative_to(root).as_posix()


class FoldersAreNoPages(SphinxPostTransform):
    """A link to a folder leads somewhere on a code host alone: here its words are left, without the link."""

    default_priority = 8  # before MyST looks for the target, at 9

    def run(self, **_: Any) -> None:
        """Take the links to folders that there are; others are left to be found wanting."""
        for link in list(self.document.findall(pending_xref)):
            here = Path(self.env.doc2path(link.get("refdoc", self.env.docname))).parent
            if link["reftype"] == "myst" and (here / link["reftarget"]).is_dir():
                link.replace_self(nodes.inline("", "", *link[0].children))


SAID = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
    "<pre>": '<pre tabindex="0">',  # a long line is scrolled to with the keyboard as well
}
"""What Sphinx and the theme write, and what a screen reader needs there."""


def name_for_screen_readers(app: Sphinx, error: Exception | None) -> None:
    """Give headings of the navigation their level, and the two columns at the sides their names."""
    for page in app.outdir.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for written, meant in SAID.items():
            text = text.replace(written, meant)
        page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Tell Sphinx of these."""
    app.connect("source-read", add_navigation)
    app.add_post_transform(FoldersAreNoPages)
    app.connect("build-finished", name_for_screen_readers)

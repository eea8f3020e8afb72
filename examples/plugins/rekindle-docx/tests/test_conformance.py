"""The docx format keeps what every format promises."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from rekindle_core import Artifact
from rekindle_core.testing import Reading, RendererSuite

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_IN_LINE = frozenset(
    {f"{W}{tag}" for tag in ("r", "t", "hyperlink", "sdtContent", "bookmarkStart", "bookmarkEnd")}
)


class TestDocx(RendererSuite):
    """On paper of either size, and in letters of either."""

    format_name = "docx"

    def read(self, artifact: Artifact) -> Sequence[Reading]:
        """Read the first page's header and footer, and the body between them; set apart what nobody reads."""
        with zipfile.ZipFile(io.BytesIO(artifact.data)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        edges = sorted(name for name in parts if name.startswith(("word/header", "word/footer")))
        pages = [etree.fromstring(parts[name]) for name in (*edges, "word/document.xml")]
        styles = etree.fromstring(parts["word/styles.xml"])
        (language,) = {str(node.get(f"{W}val")) for node in styles.iter(f"{W}lang")}
        beside = [
            data.decode("utf-8", "replace")
            for name, data in parts.items()
            if "word/media" not in name and f"word/{name[5:]}" not in (*edges, "word/document.xml")
        ]
        beside += [
            str(value)
            for page in pages
            for node in page.iter()
            if not _is_spoken(node)
            for value in node.attrib.values()
        ]
        return (
            Reading("".join(piece for page in pages for piece in _words(page)), language, "\n".join(beside)),
        )


def _is_spoken(node: etree._Element) -> bool:
    """Return whether an element's attributes are read to those who cannot see what it stands for."""
    return node.tag in (f"{W}alias", f"{W}tblCaption")


def _words(page: etree._Element) -> Iterator[str]:
    for node in page.iter():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag not in _IN_LINE:
            yield " "

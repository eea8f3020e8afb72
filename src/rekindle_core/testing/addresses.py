"""Whether links keep their addresses: to follow on a screen, or to type from paper.

Input: a Document with a link in each paragraph, and the text read from its files. Output: the links
without an address. Must not know: pytest, or any format.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import count

from rekindle_core.document import nodes as n
from rekindle_core.document.walk import plain, walk
from rekindle_core.frozen import replace
from rekindle_core.testing.marks import Marked, marks_in
from rekindle_core.testing.promises import MOST, bare
from rekindle_core.testing.reading import Reading, squeezed
from rekindle_core.testing.rebuilding import rebuilt

_URLS = ("https://example.org/{}?a=1&b=2", "mailto:hello{}@example.org", "tel:+4420794600{}")


def with_links(document: n.Document) -> n.Document:
    """Return a Document with a different link at the end of each paragraph: a page, an email address, a number."""
    numbers = count(10)

    def linked(node: object) -> object:
        if not isinstance(node, n.Paragraph):
            return node
        number = next(numbers)
        link = n.Link(_URLS[number % len(_URLS)].format(number), (n.Text("an address"),))
        return replace(node, children=(*node.children, n.Text(" "), link))

    return replace(document, parts=rebuilt(document.parts, linked))


def addresses_missing(marked: Marked, readings: Sequence[Reading]) -> list[str]:
    """Return the links that are shown without their addresses.

    Args:
        marked: A Document with links that was rendered.
        readings: What was read from each file.
    """
    shown = {number for reading in readings for number in marks_in(squeezed(reading.words))}
    files = "".join(squeezed(reading.words + reading.beside) for reading in readings)
    faults = []
    for block in walk(marked.document):
        links = block.children if isinstance(block, n.Paragraph) else ()
        for link in links:
            if not isinstance(link, n.Link) or shown.isdisjoint(marks_in(squeezed(plain(link.children)))):
                continue
            short = link.url.partition(":")[2] if not link.url.startswith("https:") else bare(link.url)
            # `beside` may be raw XML, with entities.
            if squeezed(short) not in files and squeezed(escape(short)) not in files:
                place = marked.marks[marks_in(squeezed(plain(link.children)))[0]].place
                faults.append(
                    f"The link in {place} lost its address, {link.url}. Write a link, or print the address "
                    "after the words. If the file contains it, make `read` return it in `beside`."
                )
    return faults[:MOST]

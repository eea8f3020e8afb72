"""Whether a site works from a folder on a disk: everything that its pages point to is in it.

Input: the folder of a site. Output: a sentence for each link that leads nowhere, in the order of the pages.

A browser that opens a file has no server: a link to a folder shows a listing or nothing, one that begins with `/`
leaves the site, and what a page loads from elsewhere is missing without a network. So each of these is a fault here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ADDRESSES = ("href", "src", "data", "poster")
_IN_STYLES = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)|@import\s+['\"]([^'\"]+)")
_REFRESH = re.compile(r"url=(.+)", re.IGNORECASE)


class _Page(HTMLParser):
    """The ids of a page, and what it points to: each with whether the browser loads it by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        loaded = tag not in ("a", "area") and given.get("rel") not in (
            "next",
            "prev",
            "index",
            "search",
            "canonical",
        )
        self.links += [(given[name], loaded) for name in _ADDRESSES if name in given]
        if (
            found := _REFRESH.search(given.get("content", ""))
            if given.get("http-equiv") == "refresh"
            else None
        ):
            self.links.append((found[1], True))


def broken_links(site: Path) -> Iterator[str]:
    """Yield a sentence for each link of a site that leads nowhere."""

    @cache
    def page(path: Path) -> _Page:
        return _Page(path.read_text(encoding="utf-8"))

    for path in sorted(site.rglob("*.html")):
        for address, loaded in page(path).links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                wrong = "is loaded from elsewhere" if loaded and parts.scheme != "data" else ""
            else:
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                wrong = _wrong(site.resolve(), target)
                # Scripts of the theme use some fragments, such as #, by themselves.
                if not wrong and parts.fragment and target.suffix == ".html":
                    wrong = "" if unquote(parts.fragment) in page(target).ids else "has no such place"
            if wrong:
                yield f"{path.relative_to(site)}: {address} {wrong}"
    for path in sorted(site.rglob("*.css")):
        for found in _IN_STYLES.finditer(path.read_text(encoding="utf-8")):
            address = found[1] or found[2]
            if wrong := _wrong(site.resolve(), (path.parent / urlsplit(address).path).resolve()):
                yield f"{path.relative_to(site)}: {address} {wrong}"


def _wrong(site: Path, target: Path) -> str:
    if not target.is_relative_to(site):
        return "leaves the site"
    return "" if target.is_file() else "is not there"

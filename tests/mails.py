"""Mails to look at: those of the examples, and what stands in a mail's HTML."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from tests.support import CONFIRMED, PROFILES, bundled_pack

from rekindle_core import load_profile, make_plan, realise, render
from rekindle_core.engine import REPLACED_PROGRAM

VOID = {"meta", "br"}
KINDS = ({"kind": "weekly"}, {"kind": "daily"}, {"kind": "two-minute"})


class Reader(HTMLParser):
    """Collects a page's tags, attributes and words; a tag that does not match is an error."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.preview = ""
        self._hidden = False
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), f"an attribute stands twice on <{tag}>"
        self.tags.append((tag, given))
        self._hidden = "display:none" in (given.get("style") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if self._hidden:
            self.preview += data
        elif self.open and "head" not in self.open:
            self.words += data


@cache
def example_pages() -> dict[str, str]:
    """Return the HTML part of every mail, of every kind, for every example profile, by a name."""
    return dict(_example_pages())


def _example_pages() -> Iterator[tuple[str, str]]:
    pack = bundled_pack()
    for path in sorted(PROFILES.glob("*.yaml")):
        plan = make_plan(pack, load_profile(pack, path))
        document = realise(pack, plan, confirmed=CONFIRMED)
        for options in KINDS:
            for artifact in render(document, "email", options, confirmed=[REPLACED_PROGRAM]):
                if artifact.media_type == "message/rfc822":
                    message = email.message_from_bytes(artifact.data, policy=email.policy.default)
                    body = message.get_body(("html",))
                    assert body is not None
                    name = "-".join((path.stem, *options.values()))
                    yield f"{name}{artifact.suffix}", body.get_content()

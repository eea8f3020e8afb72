"""Writes the style sheet of mails into the `style` attributes of an outline, and keeps what came of it as a table.

Mail programs drop style sheets, or apply half of them. So what gives a mail its look goes with every element. That is
worked out here, once for all mails: `mail.css` and `outline.html` go in, and `looks.json` of the plugin comes out,
with `head.css` beside them.

For whoever changes the look of mails; needs css-inline. Run it as `python tools/mail/inline.py`.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import css_inline

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "plugins" / "rekindle_email" / "looks.json"


class _Outline(HTMLParser):
    """Collects the style of each element under the name of its look, such as `p.note`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.styles: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if style := given.get("style"):
            look = f"{tag}.{given['class']}" if given.get("class") else tag
            self.styles[look] = _short(style)


def make_table() -> str:
    """Return the table: each look's style, and the class by which the rules in the head know it, if they do."""
    inliner = css_inline.CSSInliner(extra_css=_read("mail.css"), load_remote_stylesheets=False)
    outline = _Outline(inliner.inline(_read("outline.html")))
    head = _short(re.sub(r"/\*.*?\*/", "", _read("head.css"), flags=re.DOTALL))
    known = set(re.findall(r"\.([a-z-]+)", head))
    looks = {}
    for look, style in outline.styles.items():
        name = look.partition(".")[2]
        looks[look] = {"class": name, "style": style} if name in known else {"style": style}
    return json.dumps({"head": head, "looks": looks}, indent=1) + "\n"


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _short(css: str) -> str:
    """Return CSS without the spaces that mean nothing; none of ours stands in a selector before a colon."""
    return re.sub(r"\s*([{}:;,])\s*", r"\1", css).replace(";}", "}").strip().removesuffix(";")


if __name__ == "__main__":
    TABLE.write_text(make_table(), encoding="utf-8")

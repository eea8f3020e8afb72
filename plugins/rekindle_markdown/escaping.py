r"""Text as Markdown that reads back as the same text: nothing in it is taken as markup.

Input: text on one line, code, addresses, and whole paragraphs. Output: Markdown.
Must not know: Documents.

Only characters that could be markup get a backslash, so that the source stays readable. Besides CommonMark's
own markup, this includes what note programs add: GitHub's tables and deletions, formulas, highlights,
comments and tags.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_MARKS = re.compile(r"[\\`*_\[\]<~|$]|&(?=[#0-9A-Za-z])|#(?=\w)|==|%%")
_STARTS = re.compile(r"[-+](?= |$)|#{1,6}(?= |$)|>|-[- ]*$|=[= ]*$")
"""Marks that begin a list, a heading or a quotation at the start of a line, or underline a heading."""
_NUMBER = re.compile(r"(\d{1,9})([.)])(?= |$)", re.ASCII)
_CLOSING = re.compile(r"(?:^|(?<= ))(#+)$")
_ALLOWED = ("https:", "mailto:", "tel:")


def escaped(text: str) -> str:
    r"""Return text with a backslash before each mark.

    >>> escaped("*a* [b](c) & &amp; 5 < 6")
    '\\*a\\* \\[b\\](c) & \\&amp; 5 \\< 6'
    """
    return _MARKS.sub(r"\\\g<0>", text)


def line(text: str) -> str:
    r"""Return a line that only a paragraph can begin with; its marks are already set.

    >>> line("- a"), line("12. May"), line("-5 degrees")
    ('\\- a', '12\\. May', '-5 degrees')
    """
    text = text.strip(" ")
    if _STARTS.match(text):
        return f"\\{text}"
    return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text


def title(text: str) -> str:
    r"""Return the words of a heading, which may end in the marks that headings may end in.

    >>> title("a ##"), title("C#")
    ('a \\##', 'C#')
    """
    return _CLOSING.sub(r"\\\1", text.strip(" "))


def code(text: str) -> str:
    """Return literal characters between as many backticks as they need.

    >>> code("a`b"), code("`")
    ('``a`b``', '`` ` ``')
    """
    if not text:
        return ""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    # One space at either end is dropped if both ends have one.
    spaced = text[0] == text[-1] == " " and text.strip(" ")
    padded = text[0] == "`" or text[-1] == "`" or spaced
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def link(words: str, url: str) -> str:
    r"""Return a link, or only its words if a Document must not contain such an address.

    Args:
        words: The visible text, with its marks already set; if empty, the address itself.
        url: The address.

    >>> link("a page", "https://example.org/(a)?b=1")
    '[a page](https://example.org/%28a%29?b=1)'
    >>> link("", "https://example.org/")
    '<https://example.org/>'
    """
    if not url.lower().startswith(_ALLOWED):
        return words or escaped(url)
    # Everything except the characters of addresses, and except brackets that would end the link.
    url = quote(url, safe="%!#$&'*+,/:;=?@[]-._~")
    if not words and url.startswith("https:"):
        return f"<{url}>"
    target = re.sub(r"&(?=#?\w+;)", r"\\&", url)
    return f"[{words or escaped(url.partition(':')[2])}]({target})"

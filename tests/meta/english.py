"""Phrases that sound translated, and what a native writer would put instead."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

PHRASES = {
    r"(?<!-)\b([a-z]+) \1\b": "the word once",
    r"\b(?:is|are|be|was) told of\b": "say who warns whom",
    r"\bparted by\b": "separated by",
    r"\b(?:has|have|had) not the\b": "doesn't have the",
    r"\band the like\b": "name them, or use “such as”",
    r"\b(?:so )?that is said\b": "you are told",
    r"\btabulator\b": "Tab",
    r"\b(?:stands?|stood) (?:instead|there|on the pages?|in its place|in their place)\b": "is, or replaces",
    r"\bwhat goes before\b": "order of precedence",
    r"\bgoes? over the\b": "takes precedence over",
    r"\bfor once\b": "once",
    r"\bin haste\b": "quickly",
    r"\b(?:somebody|anybody|nobody) else's?\b": "someone else",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\bwhat (?:holds|is lacking)\b": "name it",
    r"\bthe same again\b": "again",
    r"\banew\b": "again",
    r"(?<!asks )\bfor it (?:is|has|does|was|may|can)\b": "because it",
    r"\bhad better\b": "should",
    r"\bhow it goes about\b": "how it works",
    r"\btells? nothing\b": "says nothing",
    r"\bbelongs? into\b": "belongs in",
    r"\bonce and for all\b": "once",
    r"\bhow much is said\b": "quiet and verbose",
    r"\bstands? (?:in(?! for)|at|before|after|between|beside|under)\b": "is, or comes",
    r"\bstands? (?:above|behind|first|apart|as it|instead)\b": "is, comes, or replaces",
    r"\b(?:can|may|could|must|would) stand\b(?! (?:in )?for)": "be",
    r"\b(?:right|space|colon|word|comes?|goes?|written) behind\b": "after",
    r"\b(?:some|any|every)body\b": "someone, anyone, everyone",
    r"(?<!there )\b(?:is|are) no (?:file|folder|number|day|date|character|slot)s?\b": "isn't a",
    r"(?<!there )\b(?:is|are) no (?:word|text|module|list|link|formula|address)s?\b": "isn't a",
    r"\bholds? (?:no|nothing|none|something) \b": "contains",
    r"\btells? of\b": "reports, or mentions",
    r"\bby way of\b": "through",
    r"\b[a-z]+ of (?:one's|somebody's) own\b": "custom",
    r"\bgo(?:es)? on with\b": "continue",
    r"\bin front of it\b": "before it",
    r"\bto be had\b": "available",
    r"\bof no use\b": "say why it can't be used",
    r"\bnobody knows\b": "it is unknown",
    r"\bwhoever\b": "name the person, or “no matter who”",
    r"\b(?:is|are) so\b(?! (?:that|\w+ that|long|large))": "is true",
    r"\bperhaps more\b": "other things may too",
    r"\bfor (?:want of|ever)\b": "without, or forever",
    r"\bbe it\b": "even",
    r"\btakes? consent back\b": "withdraw",
    r"\bthat (?:is|are) there(?: already)?\b": "existing",
    r"\bin (?:another|other) \w+ than\b": "in a … other than",
    r"\btakes? a sentence\b": "gets a sentence",
    r"\bby whatever\b": "no matter which",
    r"\bwhat c[ao]mes? of\b": "the result of",
    r"\bone after the other\b": "one after another",
    r"\bwhat stands\b": "the content",
    r"\bis given nothing\b": "gets nothing",
    r"\bas different as\b": "very different",
    r"\b(?:comes in|goes out)(?: on std\w+)?:": "Input:, Output:",
}
"""Regular expressions, and what to write instead."""


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the words, without code, of each paragraph, heading, item and cell of a Markdown file."""
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8")):
        if token.type == "inline" and token.map:
            words = {"text": "", "softbreak": " ", "hardbreak": " ", "code_inline": "‹code›"}
            parts = (
                words.get(child.type, "") or child.content
                for child in token.children or ()
                if child.type in words
            )
            yield token.map[0] + 1, "".join(parts)


def translated(text: str) -> list[str]:
    """Return what in a text sounds translated, each with what to write instead."""
    return [
        f"“{found[0]}” (write: {instead})"
        for phrase, instead in PHRASES.items()
        for found in re.finditer(phrase, text, re.IGNORECASE)
    ]


def words(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the words, without code, of each comment, docstring, message and help of a Python file."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "‹code›" for part in node.values)
            yield from _sentence(node.lineno, "".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
            yield from _sentence(node.lineno, node.value)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield from _sentence(token.start[0], token.string.lstrip("# "))


def _sentence(line: int, text: str) -> Iterator[tuple[int, str]]:
    """Yield a text without code and names of arguments, unless it is a single word: an id, not a sentence."""
    if " " in text.strip():
        yield line, re.sub(r"`[^`\n]*`|^ +\w+:", "‹code›", text, flags=re.MULTILINE)

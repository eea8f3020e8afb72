"""From Markdown to the template tree, once, when a pack is loaded.

Input: the text of one prose value. Output: Prose or Spans, or its faults. Must not know: which facts or
phrases a pack has; only the names of its people.

markdown-it-py does the parsing; slots are an inline rule of our own. Elements that not every format can show
in the same way (headings, tables, images, HTML) are rejected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, assert_never

from rekindle_core.content.model.template import (
    TO_HELP,
    Agreement,
    Break,
    FactSlot,
    Hyperlink,
    Listing,
    Mention,
    Para,
    PhraseSlot,
    Piece,
    Prose,
    Quote,
    Span,
    Spans,
    Styled,
    Verbatim,
    Words,
)
from rekindle_core.content.reading.slots import SlotError, parse_slot
from rekindle_core.content.reading.source import plain_line_ends
from rekindle_core.document.visible import shows_something
from rekindle_core.frozen import Frozen, replace

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_REFUSED = {
    "heading": ("a heading", "give the text a title, or write **Morning** instead of # Morning."),
    "code_block": ("an indented block", "remove the four spaces."),
    "fence": ("a fenced block of code", "write the text without the ```."),
    "html_block": ("HTML", "write Markdown: *emphasis*, **strong**, or - for an item of a list."),
    "html_inline": ("HTML", "write Markdown: *emphasis*, **strong**, or - for an item of a list."),
    "image": ("an image", "describe in words what it shows."),
    "hr": ("a horizontal rule", "use an empty line between paragraphs."),
    "table": ("a table", "write a list, with - in front of each item."),
    "list_start": ("a list that doesn't start at 1", "start it with 1."),
    "nesting": ("marks nested more than 20 deep", "remove some of them: **strong** is enough."),
    "link_title": ("a link's title", "put it in the link's words: [its words](https://example.org)"),
}
"""The elements that prose can't contain, and what to write instead."""

_TOO_DEEP = "Lists and quotations are nested too deeply; lists can be nested up to nine levels."
MOST_TEXT = 20_000
"""The maximum length of a text: quotation marks among emphasis take quadratic time."""
MOST_DEPTH = 20
# Beyond this, the library drops content; anything deeper than our limit is rejected by us.
_LIBRARY_DEPTH = 60
"""The maximum nesting of marks; markdown-it limits lists and quotations to as many."""
_SCHEMES = ("https://", "mailto:", "tel:")


class ProseFault(Frozen):
    """A fault in one prose value; `near` are characters of the source to point at, `nth` says which occurrence."""

    code: str
    message: str
    hint: str = ""
    near: str = ""
    nth: int = 0


@dataclass(slots=True)
class _Notes:
    """The results of one parse: faults, and how often each slot was seen, so that a fault can be located."""

    lines: list[str]
    faults: list[ProseFault] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def nth(self, near: str) -> int:
        """Return how often these characters occurred before."""
        self.seen[near] = self.seen.get(near, -1) + 1
        return self.seen[near]

    def refuse(self, kind: str, content: str) -> None:
        """Record an element that prose can't contain."""
        near = content.strip().split("\n")[0]
        what, hint = _REFUSED.get(kind, (kind, "use paragraphs, lists, quotations, emphasis and links."))
        message = f"Prose can't contain {what}."
        self.faults.append(ProseFault("unsupported-markup", message, hint, near, self.nth(near)))


@dataclass(slots=True)
class ProseParser:
    """Parses the prose of one pack.

    Attributes:
        people: The names of people that the pack declares.
        quotes: The four typographic quotation marks of its language: single pair, then double pair.
    """

    people: frozenset[str]
    quotes: str
    _markdown: MarkdownIt = field(init=False)

    def __post_init__(self) -> None:
        from markdown_it import MarkdownIt

        single, double = self.quotes[:2], self.quotes[2:]
        # The HTML rules are enabled so that HTML is recognized and rejected, not so that it gets through.
        options = {"typographer": True, "quotes": double + single, "html": True, "maxNesting": _LIBRARY_DEPTH}
        markdown = MarkdownIt("commonmark", options)
        markdown.enable(["table", "smartquotes"])
        markdown.disable(["reference", "entity", "autolink"])
        markdown.inline.ruler.before("escape", "slot", _slot_rule)
        markdown.inline.ruler.at("emphasis", _emphasis_rule)
        # Every address becomes a link, so that an unsupported one is recognized and rejected.
        markdown.validateLink = lambda url: True  # type: ignore[method-assign]
        self._markdown = markdown

    def parse(self, text: str) -> tuple[Prose, tuple[ProseFault, ...]]:
        """Return the tree of some Markdown, and its faults."""
        from markdown_it.tree import SyntaxTreeNode

        text = plain_line_ends(text)
        notes = _Notes(text.split("\n"))
        if len(text) > MOST_TEXT:
            message = f"The text has {len(text):,} characters; at most {MOST_TEXT:,} are allowed."
            return (), (ProseFault("too-long", message, "shorten it, or split it into several pieces."),)
        tokens = self._markdown.parse(text)
        if deep := [token.content for token in tokens if _depth(token.children or ()) > MOST_DEPTH]:
            for content in deep:
                notes.refuse("nesting", content)
            return (), tuple(notes.faults)
        levels = accumulate(token.nesting for token in tokens)
        if (low := next((at for at, level in enumerate(levels) if level > MOST_DEPTH), None)) is not None:
            row = (tokens[low].map or [0])[0]
            near = notes.lines[row].strip()
            before = sum(line.count(near) for line in notes.lines[:row])
            hint = "end the list, and put the rest in a paragraph or a new list."
            return (), (ProseFault("unsupported-markup", _TOO_DEEP, hint, near, before),)
        prose = tuple(self._pieces(SyntaxTreeNode(tokens), notes))
        if not notes.faults and not _says_something(prose):
            notes.faults.append(
                ProseFault("empty-prose", "The text is empty.", "write the text, or remove the key.")
            )
        return prose, tuple(notes.faults)

    def parse_line(self, text: str) -> tuple[Spans, tuple[ProseFault, ...]]:
        """Return the spans of some Markdown that must be a single line of prose, and its faults."""
        prose, faults = self.parse(text)
        if len(prose) == 1 and isinstance(prose[0], Para):
            return prose[0].children, faults
        if not faults:
            faults = (
                ProseFault(
                    "not-one-line",
                    "This must be one line of prose, without lists or paragraphs.",
                    "write one sentence; it can contain emphasis, links and slots.",
                ),
            )
        return (), faults

    def _pieces(self, node: SyntaxTreeNode, notes: _Notes) -> Iterator[Piece]:
        for child in node.children:
            match child.type:
                case "paragraph":
                    yield Para(self._spans(child.children[0].children, notes))
                case "bullet_list" | "ordered_list":
                    if child.attrs.get("start", 1) != 1:
                        notes.refuse("list_start", notes.lines[child.map[0]] if child.map else "")
                    items = tuple(tuple(self._pieces(item, notes)) for item in child.children)
                    yield Listing(child.type == "ordered_list", items)
                case "blockquote":
                    yield Quote(tuple(self._pieces(child, notes)))
                case kind:
                    notes.refuse(
                        kind, notes.lines[child.map[0]] if child.map and not child.content else child.content
                    )

    def _spans(self, nodes: list[SyntaxTreeNode], notes: _Notes) -> Spans:
        spans: list[Span] = []
        for node in nodes:
            span = self._span(node, notes)
            if isinstance(span, Words) and spans and isinstance(spans[-1], Words):
                spans[-1] = Words(spans[-1].text + span.text)
            elif span is not None:
                spans.append(span)
        return tuple(spans)

    def _span(self, node: SyntaxTreeNode, notes: _Notes) -> Span | None:
        match node.type:
            case "text" | "text_special":
                return Words(node.content) if node.content else None
            case "softbreak":
                return Words(" ")
            case "hardbreak":
                return Break()
            case "em" | "strong":
                return Styled(
                    "emphasis" if node.type == "em" else "strong", self._spans(node.children, notes)
                )
            case "code_inline":
                if "{" in node.content:
                    message = "A slot inside a code span would be printed literally."
                    notes.faults.append(
                        ProseFault(
                            "slot-in-code",
                            message,
                            "move it out of the backticks.",
                            node.content,
                            notes.nth(node.content),
                        )
                    )
                return Verbatim(node.content)
            case "link":
                return self._link(node, notes)
            case "image":
                # It may have no words, and then there is no other way to find it.
                notes.refuse("image", f"![{node.content}](")
                return None
            case "slot":
                return self._slot(str(node.meta["source"]), notes)
            case kind:
                notes.refuse(kind, node.content)
                return None

    def _link(self, node: SyntaxTreeNode, notes: _Notes) -> Hyperlink:
        url = str(node.attrs.get("href", ""))
        near = f"]({url.replace('%7B', '{').replace('%7D', '}')}"
        nth = notes.nth(near)
        if title := node.attrs.get("title"):
            notes.refuse("link_title", str(title))
        if "%7B" in url or "{" in url:
            message = "A slot inside a link's address is never filled in."
            notes.faults.append(
                ProseFault("slot-in-link", message, "put the slot in the link's words.", "](")
            )
        elif url != TO_HELP and not url.startswith(_SCHEMES):
            kinds = f"an address with {', '.join(_SCHEMES)}, or to {TO_HELP}"
            message = f"A link must go to {kinds}; this one goes to “{url}”."
            notes.faults.append(ProseFault("bad-link", message, _address(url), near, nth))
        return Hyperlink(url, self._spans(node.children, notes))

    def _slot(self, source: str, notes: _Notes) -> Span | None:
        near = "{" + source
        nth = notes.nth(near)
        if not source.endswith("}"):
            hint = "close it with }, or write \\{ for the character itself."
            notes.faults.append(ProseFault("bad-slot", "A brace is never closed.", hint, near, nth))
            return None
        try:
            slot = parse_slot(source[:-1].strip(), self.people)
        except SlotError as error:
            inner = source.strip("{} ")
            hint = "write \\{ for the character itself."
            hint = f"write one brace: {{{inner}}}" if source.startswith("{") else hint
            notes.faults.append(
                ProseFault("bad-slot", f"{{{source} is not a slot: {error}.", hint, near, nth)
            )
            return None
        if isinstance(slot, Agreement):
            # The quotation rule doesn't look beyond the brace; within a choice, it can only be an apostrophe.
            return replace(slot, arms=tuple(arm.replace("'", self.quotes[1]) for arm in slot.arms))
        return slot


def _address(url: str) -> str:
    """Return what to write for a link that leads elsewhere."""
    if url.startswith("http://"):
        return f"write https://{url[7:]}"
    if "@" in url:
        return f"write mailto:{url}"
    if url.startswith("www."):
        return f"write https://{url}"
    return "write the address out, such as https://example.org."


def _depth(tokens: Iterable[Token]) -> int:
    """Return how deeply tokens are nested; building the tree is recursive, but this is not."""
    return max(accumulate(token.nesting for token in tokens), default=0)


def _says_something(prose: Prose) -> bool:
    """Return whether each piece of some prose contains something to read."""
    return bool(prose) and all(
        all(map(_says_something, piece.items))
        if isinstance(piece, Listing)
        else _says_something(piece.children)
        if isinstance(piece, Quote)
        else any(map(_is_seen, piece.children))
        for piece in prose
    )


def _is_seen(span: Span) -> bool:
    """Return whether a span shows anything; the text of a slot is never empty."""
    match span:
        case Words() | Verbatim():
            return shows_something(span.text)
        case Styled() | Hyperlink():
            return any(map(_is_seen, span.children))
        case Break():
            return False
        case Mention() | Agreement() | FactSlot() | PhraseSlot():
            return True
        case _ as never:
            assert_never(never)


def _slot_rule(state: StateInline, silent: bool) -> bool:
    """Read `{…}` as one token; whether it is a slot is decided later, when it can be reported."""
    if state.src[state.pos] != "{":
        return False
    end = state.pos + 1
    while end < state.posMax and state.src[end] not in "}\n":
        end += 2 if state.src[end] == "\\" else 1
    end = min(end + 1, state.posMax)
    if not silent:
        token: Token = state.push("slot", "", 0)
        token.meta = {"source": state.src[state.pos + 1 : end]}
        # What the quotation rule sees instead: a word.
        token.content = "x"
    state.pos = end
    return True


def _emphasis_rule(state: StateInline, silent: bool) -> bool:
    """Treat a star between a slot and a letter as one between letters, so that `**{partner}**s` is strong.

    CommonMark looks at the characters on both sides of a star, where a brace is punctuation.
    """
    from markdown_it.rules_inline.emphasis import tokenize

    text, start, most = state.src, state.pos, state.posMax
    if silent or text[start] not in "*_":
        return False
    end = start
    while end < most and text[end] == text[start]:
        end += 1
    before, after = text[start - 1 : start] if start else " ", text[end] if end < most else " "
    if text[start] == "*" and before == "}" and after.isalnum():
        before = "x"
    elif text[start] == "*" and after == "{" and before.isalnum():
        after = "x"
    # The library's rule sees only the mark and its neighbors.
    state.src, state.pos, state.posMax = f"{before}{text[start:end]}{after}", 1, end - start + 2
    taken = tokenize(state, silent)
    state.src, state.pos, state.posMax = text, end, most
    return taken

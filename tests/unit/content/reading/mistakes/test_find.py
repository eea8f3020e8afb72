"""Mistakes in YAML: each is told as what it is, and in the line where it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from tests.support import GARDEN

import rekindle_core.content.reading.yaml_reader as reader
from rekindle_core.content.reading.mistakes.find import CAUSES, find_cause
from rekindle_core.content.reading.mistakes.trouble import Trouble, see_trouble
from rekindle_core.content.reading.source import ReadError
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic


def refusal(text: str) -> Diagnostic | None:
    """Return the fault for which some text is refused, or None."""
    try:
        read_yaml(text, "f.yaml")
    except ReadError as refused:
        return refused.diagnostic
    return None


TAB = "The indentation contains a tab."
OPEN_QUOTE = "The quote that opens here is never closed."
APOSTROPHE = "This apostrophe ends the text, because the text starts with a single quote."
INNER = "This quotation mark ends the text, because the text starts with one."
AFTER = "The text ends at its closing quote, but more words follow."
HYPHEN = "The space after the hyphen is missing."
GLUED = "A colon needs a space after it."
OPEN_BRACE = "The brace that opens here is never closed."
OPEN_BRACKET = "The bracket that opens here is never closed."
COMMA = "A comma is missing before this entry."
COLON = "Text that contains a colon needs quotes."
BRACE = "Text that begins with a brace needs quotes."
CUT = "A # after a space starts a comment, which cuts this text short."

CASES: tuple[tuple[str, str, str, str], ...] = (
    # a text, the place of the mistake in it, what is wrong, and a part of what to write
    ("a:\n\tb: c\n", "2:1", TAB, "indent with spaces"),
    ("a:\n  b: 1\n\tc: 2\n", "3:1", TAB, "indent with spaces"),
    ("a:\n  -\tx: 1\n", "2:4", TAB, "indent with spaces"),
    ("a: |\n\tx\n", "2:1", TAB, "indent with spaces"),
    ("a:\n  b: 1\n c: 2\n", "3:2", "This line begins with 1 space, which doesn't match line 2 above.", "2 spaces"),
    ("p:\n  - id: x\n    l: 1\n   m: 5\n", "4:4", "This line begins with 3 spaces, which doesn't match", "4 spaces"),
    ("p:\n  - id: x\n   - id: y\n", "3:4", "This line begins with 3 spaces, which doesn't match", "2 spaces"),
    ("p:\n - id: x\n    l: 1\n", "2:2", "This line begins with 1 space, which doesn't match line 3 below", "2 spaces"),
    ("!%", "1:1", "Text that starts with an exclamation mark needs quotes.", 'write "!%"'),
    ('id: "x"\n  title: "y"\n', "2:3", "This line begins with 2 spaces", "start it with no space."),
    ("why: it goes\n  on: so\n", "2:3", "This line begins with 2 spaces", "no space. If it continues a piece of text"),
    ("a: |\n  x\n y\nb: 1\n", "3:2", "This line begins with 1 space", "2 spaces"),
    ("a: 1\n- b\n", "2:1", "A list item is among keys here.", "below the key"),
    ("- a\nb: 1\n", "2:1", "A key is among list items here.", "a hyphen and a space before it"),
    ('id: a\ntitle: "Look\nopening: x\n', "2:8", OPEN_QUOTE, 'title: "Look"'),
    ('title: "Look\nopening: "Say"\nwhy: "x"\n', "1:8", OPEN_QUOTE, 'title: "Look"'),
    ("title: 'Look\nopening: 'Say'\n", "1:8", OPEN_QUOTE, "write ' after the last word"),
    ('p:\n  - { a: "Look, level: 1 }\n  - { a: "x" }\n', "2:10", OPEN_QUOTE, "after the last word"),
    ('p: { a: "Look, b: "x" }\n', "1:9", OPEN_QUOTE, "after the last word"),
    ('p: [ "a, "b" ]\n', "1:6", OPEN_QUOTE, "after the last word"),
    ('a: "x\n--- y\n', "1:4", OPEN_QUOTE, 'a: "x"'),
    ("title: 'it's here'\n", "1:11", APOSTROPHE, '"it\'s here"'),
    ("- 'don't say it's: no'\n", "1:7", APOSTROPHE, '"don\'t say it\'s: no"'),
    ("p: { a: 'it's here', b: 1 }\n", "1:12", APOSTROPHE, '"it\'s here"'),
    ('a: "say "no" now"\n', "1:9", INNER, "'say \"no\" now'"),
    ('a: "First, "now" a look"\n', "1:12", INNER, "'First, \"now\" a look'"),
    ('a: "say" no\n', "1:10", AFTER, '"say no"'),
    ('a: "\\d"\n', "1:5", "\\d isn't a valid escape here.", "\\\\"),
    ('a: "\\xZZ"\n', "1:5", "\\x isn't a valid escape here.", "\\\\"),
    ("p:\n  - { id: a }\n  -{ id: b }\n", "3:3", HYPHEN, "- { id: b }"),
    ("p:\n  -{ id: a }\n  - { id: b }\n", "2:3", HYPHEN, "- { id: a }"),
    ("p:\n  -{ id: a }\n", "2:3", HYPHEN, "- { id: a"),
    ('p:\n  - "a"\n  -"b"\n', "3:3", HYPHEN, '- "b"'),
    ('a: 1\ntitle "Look"\nb: 2\n', "2:1", "The colon after “title” is missing.", 'write title: "Look"'),
    ('title "Look"\nb: 2\n', "1:1", "The colon after “title” is missing.", 'write title: "Look"'),
    ("a: 1\nfacts\n  soil: x\n", "2:1", "The colon after “facts” is missing.", "write facts:"),
    ("gates\n  - id: a\n", "1:1", "The colon after “gates” is missing.", "write gates:"),
    ("a: 1\nwhen { b: [c] }\n", "2:1", "The colon after “when” is missing.", "write when: { b: [c] }"),
    ("id:look\ntitle: x\n", "1:1", GLUED, "write id: look"),
    ('a: 1\nwhy:"look"\nb: 1\n', "2:1", GLUED, 'write why: "look"'),
    ('a: 1\nwhen:{ b: "c", d: "e" }\n', "2:1", GLUED, 'write when: { b: "c", d: "e" }'),
    ('title = "x"\nid: a\n', "1:1", "A key needs a colon after it.", 'write title: "x"'),
    ("a: x\nso it goes on\nb: 1\n", "2:1", "This line is neither a key with a colon nor", "indent it further"),
    ("p:\n  - { id: a\n  - { id: b }\n", "2:5", OPEN_BRACE, "write }"),
    ('d: { a: "x"\ne: 1\n', "1:4", OPEN_BRACE, "write }"),
    ("d: { a: x\n", "1:4", OPEN_BRACE, "write }"),
    ("d: [ a, b\ne: 1\n", "1:4", OPEN_BRACKET, "write ]"),
    ('d: { a: "x" }}\n', "1:14", "This } has no opening bracket.", "delete it"),
    ("d: [ a, b }\n", "1:11", "The [ in line 1 is closed with a }.", "write ] here."),
    ('p: { id: a, text: "x" level: 1 }\n', "1:23", COMMA, "before “level”"),
    ('p: { id: a text: "x" }\n', "1:12", COMMA, "before “text”"),
    ('v: { a: "x",\n  b: "y"\n  c: "z" }\n', "3:3", COMMA, "before “c”"),
    ("p: { a: [b] c: 1 }\n", "1:13", COMMA, "before “c”"),
    ('p: [ "a" "b" ]\n', "1:10", COMMA, "put a comma"),
    ("a: they said: no\n", "1:13", COLON, 'write a: "they said: no"'),
    ('- she said "no": x: y\n', "1:19", COLON, "write - 'she said \"no\": x: y'"),
    ("p: { a: b: c }\n", "1:10", COLON, "put quotes around the whole text"),
    ("a: “Look: now”\n", "1:9", "YAML doesn't treat “ as a quotation mark, and this text", 'a: "Look: now"'),
    ("a: {partner} came\n", "1:4", BRACE, 'write a: "{partner} came"'),
    ("- {partner's} way\n", "1:3", BRACE, 'write - "{partner\'s} way"'),
    ("p: { a: {partner} came, b: 1 }\n", "1:9", BRACE, '"{partner} came"'),
    ("a: [x] came\n", "1:4", "Text that begins with a bracket needs quotes.", 'write a: "[x] came"'),
    ("a: @hand now\n", "1:4", "Text that starts with an at sign needs quotes.", 'write a: "@hand now"'),
    ("a: `x`\n", "1:4", "Text that starts with a backtick needs quotes.", 'write a: "`x`"'),
    ("a: **x** y\n", "1:4", "Text that starts with a star needs quotes.", 'write a: "**x** y"'),
    ("a: *x* y\n", "1:4", "Text that starts with a star needs quotes.", 'write a: "*x* y"'),
    ("a: & b\n", "1:4", "Text that starts with an ampersand needs quotes.", 'write a: "& b"'),
    ("a: !x!y b\n", "1:4", "Text that starts with an exclamation mark needs quotes.", 'write a: "!x!y b"'),
    ("a: ? b\n", "1:4", "Text that starts with a question mark needs quotes.", 'write a: "? b"'),
    ("a: , b\n", "1:4", "Text that starts with a comma needs quotes.", 'write a: ", b"'),
    ("a:\n  * x\n", "2:3", "A list item starts with a hyphen.", "write - x"),
    ("a: - b\n", "1:4", "A list can't start on the same line as its key.", "on the next line"),
    ("a: > some text\n", "1:4", "Text can't follow the > of a block on the same line.", 'a: "some text"'),
    ("a: my #1\n\n  fan\nb: c", "1:7", CUT, "put quotes around the whole text"),
    ("a: [my #1, b]\nb: c", "1:8", CUT, "put quotes around the whole text"),
    ("a: 1\n... of words\n", "2:1", "Three dots at the start of a line end a YAML file.", "delete them"),
)  # fmt: skip


@pytest.mark.parametrize("python", [False, True], ids=["libyaml", "python"])
def test_each_mistake_is_told_as_what_it_is(python: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """With PyYAML's own parser too, which words its errors otherwise."""
    if python:
        monkeypatch.setattr(reader, "_Loader", reader.yaml.SafeLoader)
    for text, place, message, hint in CASES:
        fault = refusal(text)
        assert fault is not None, text
        assert str(fault.position) == f"f.yaml:{place}", (text, fault)
        assert fault.message.startswith(message), (text, fault)
        assert hint in fault.hint, (text, fault)


def test_every_cause_has_a_case() -> None:
    met = set()
    for text, *_ in CASES:
        try:
            list(reader.yaml.parse(text, reader._Loader))
        except reader.yaml.MarkedYAMLError as error:
            trouble = see_trouble(text, error, reader._Loader)
            met.add(next(look for look in CAUSES if look(trouble)))
    assert met == set(CAUSES)


def test_what_no_cause_explains_is_said_in_the_words_of_the_parser() -> None:
    cause = find_cause(Trouble("a: 1\n", "while reading something it found nothing", 3))
    assert (cause.at, cause.message) == (3, "This is not YAML: while reading something it found nothing.")
    assert cause.hint


# ------------------------------------------------------------------ one mistake in a file in order

TOLD = {
    "tab": TAB,
    "a space too few": "This line begins|A key is among list items|A list item is among keys",
    "a space too many": "This line begins",
    "no closing quote": OPEN_QUOTE,
    "no closing brace": OPEN_BRACE,
    "one brace too many": "This } has no opening bracket",
    "no comma": COMMA,
    "no colon": "The colon after|This line is neither",
    "no space after the colon": GLUED,
    "no space after the hyphen": HYPHEN,
    "quotes in quotes": INNER,
    "typographic quotes": "YAML doesn't treat “ as a quotation mark",
    "no quotes": f"{COLON}|{BRACE}|Text that begins|{CUT}",
}


def mistakes(line: str) -> Iterator[tuple[str, str]]:
    """Yield the mistakes that can be made in a line, each with the line as it then is."""
    if line.startswith("  "):
        yield "tab", f"\t{line[2:]}"
        yield "a space too few", line[1:]
        yield "a space too many", f" {line}"
    for closing in [found.start() for found in re.finditer('"', line)][1::2]:
        yield "no closing quote", line[:closing] + line[closing + 1 :]
    if re.fullmatch(r"\s*- \{.*\}", line):
        yield "no closing brace", line[:-1]
        yield "one brace too many", f"{line}}}"
        for comma in re.finditer(r", (?=[a-z_]+: )", line):
            yield "no comma", line[: comma.start()] + line[comma.start() + 1 :]
    if match := re.fullmatch(r"(\s*(?:- )?[a-z_.]+):( .+)?", line):
        yield "no colon", f"{match[1]}{match[2] or ''}"
        if match[2]:
            yield "no space after the colon", f"{match[1]}:{match[2].strip()}"
    if match := re.fullmatch(r"(\s*)- (.*)", line):
        yield "no space after the hyphen", f"{match[1]}-{match[2]}"
    if match := re.fullmatch(r'(\s*(?:- )?[a-z_.]+: )"(.*)"', line):
        yield "no quotes", f"{match[1]}{match[2]}"
        inner = match[2].replace(" ", ' "now" ', 1)
        yield "quotes in quotes", f'{match[1]}"{inner}"'
        yield "typographic quotes", f"{match[1]}“{match[2]}: so”"


@pytest.mark.parametrize("path", sorted(GARDEN.rglob("*.yaml")), ids=lambda path: path.name)
def test_one_mistake_in_a_file_is_told_in_its_line_as_what_it_is(path: Path) -> None:
    """Each mistake that can be made in each line. Some leave a text YAML, which says something else then."""
    lines = path.read_text(encoding="utf-8").split("\n")
    written = [(number, line) for number, line in enumerate(lines) if not line.lstrip().startswith("#")]
    made = chain.from_iterable(((number, *one) for one in mistakes(line)) for number, line in written)
    for number, kind, line in made:
        fault = refusal("\n".join((*lines[:number], line, *lines[number + 1 :])))
        if fault is None:
            continue
        assert re.match(TOLD[kind], fault.message), (kind, line, str(fault))
        assert fault.position.line == number + 1, (kind, line, str(fault))

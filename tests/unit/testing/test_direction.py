"""Isolates are found in each kind of text file, and a name without one is found as well."""

from __future__ import annotations

import pytest

from rekindle_core import Artifact, replace, set_apart
from rekindle_core.testing import every_node, read_file
from rekindle_core.testing.direction import spilling

NAME = "נועה"
ISOLATED = f"\u2068{NAME}\u2069"

READ = [
    ("text/plain", f"Dear {ISOLATED}, go", f"Dear {ISOLATED}, go"),
    ("text/html", f"<p>Dear <bdi>{NAME}</bdi>, <em>go</em>", f"Dear {ISOLATED}, go"),
    ("text/html", f'<p>Dear <span dir="auto">{NAME}</span>', f"Dear {ISOLATED}"),
    ("text/html", f'<b>Dear <i dir="RTL">{NAME}</i></b>', f"Dear \u2067{NAME}\u2069"),
    ("text/html", f"<p>Dear <b><bdi>{NAME}</bdi></b><bdi>Ann</bdi>", f"Dear {ISOLATED}\u2068Ann\u2069"),
    # Of an element that is never closed nothing says where it ends.
    ("text/html", f"<p>Dear <bdi>{NAME}</p><p>And", f"Dear \u2068{NAME}\n\nAnd"),
    ("text/html", f"<td>Dear</td><td>{NAME}</td>", f"Dear\n\n{NAME}"),
    ("text/markdown", f"Dear <bdi>{NAME}</bdi>, *go*", f"Dear {ISOLATED}, go"),
    ("text/markdown", f"Dear\n\n- {NAME}", f"Dear\n\n\n\n{NAME}"),
    ("text/csv", f'a,b\n"Dear {ISOLATED}",{NAME}\n', f"Dear {ISOLATED}\n{NAME}"),
    ("text/tab-separated-values", f"a\tb\n1\t{NAME}\n", f"1\n{NAME}"),
]


@pytest.mark.parametrize(("kind", "data", "words"), READ)
def test_the_ready_readers_show_isolates_and_paragraphs(kind: str, data: str, words: str) -> None:
    (reading,) = read_file(Artifact(".a", kind, data.encode()))
    assert reading.isolates
    assert reading.words.strip() == words


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        (f"Dear {ISOLATED}, go", True),
        (f"Dear {NAME}, go", False),
        (f"{NAME} 5", False),
        (f"Dear\n{NAME}\nGo", True),
        (f"“{NAME}” …", True),
        # An isolate around more than the name, and one that is beside it.
        (f"\u2068Dear {NAME}\u2069", False),
        (f"\u2068Dear\u2069 {NAME}", True),
        (f"\u2068Dear {ISOLATED}\u2069", True),
        # It ends with its paragraph, and one too many ends nothing.
        (f"\u2068Dear\n{NAME}, go", False),
        (f"\u2069Dear {ISOLATED}", True),
        (f"Dear {ISOLATED} and {NAME}", False),
    ],
)
def test_a_name_beside_other_words_needs_an_isolate_of_its_own(words: str, fine: bool) -> None:
    assert (spilling(every_node(NAME), NAME, ["", words]) == []) is fine


@pytest.mark.parametrize(("name", "direction"), [(NAME, "ltr"), ("ليلى", "ltr"), ("Zoë", "rtl")])
def test_what_is_set_apart_needs_nothing_more(name: str, direction: str) -> None:
    document = replace(every_node(name), direction=direction)
    words = f"Dear {set_apart(name, right_to_left=direction == 'rtl')}, 5 minutes"
    assert spilling(document, name, [words]) == []
    assert spilling(document, name, [words.replace("\u2068", "").replace("\u2069", "")])

"""Formats that break a promise each, for trying the conformance suite on."""

from __future__ import annotations

import datetime as dt
import html
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

from rekindle_core import (
    Addition,
    Artifact,
    Block,
    Blocks,
    Document,
    Format,
    HelpLine,
    HelpLines,
    Lines,
    Renderer,
    RenderError,
    Request,
    Section,
    SelfCheck,
    Task,
    hookimpl,
    plain_blocks,
    replace,
)
from rekindle_lines import render as sound

FAULTS: dict[str, Format] = {}
Render = Callable[[Document, Request], Any]


def fault(render: Render) -> Render:
    """Offer a renderer as a format of its own name."""
    offer(render.__name__.replace("_", "-"), render)
    return render


def offer(name: str, render: Render, **more: Any) -> None:
    FAULTS[name] = Format(name, **{"summary": "a test", "load": lambda: render, **more})


def text_of(document: Document, request: Request) -> str:
    return sound(document, request)[0].data.decode()


def file(text: str, suffix: str = ".txt", kind: str = "text/plain") -> tuple[Artifact, ...]:
    return (Artifact(suffix, kind, text.encode()),)


# ------------------------------------------------------------------ what is done to the Document


def changed(blocks: Blocks, change: Callable[[Block], Blocks]) -> Blocks:
    """Return blocks with each replaced by what `change` gives for it, deep down first."""
    return tuple(new for block in blocks for new in change(deeper(block, change)))


def deeper(block: Block, change: Callable[[Block], Blocks]) -> Block:
    return replace(block, children=changed(block.children, change)) if isinstance(block, Section) else block


def change_blocks(name: str, change: Callable[[Block], Blocks], **more: Any) -> None:
    def render(document: Document, request: Request) -> Sequence[Artifact]:
        return sound(replace(document, parts=changed(document.parts, change)), request)

    offer(name, render, **more)


def is_second(block: Block) -> bool:
    return isinstance(block, Task) and block.number == 2


def without_help(block: Block) -> Blocks:
    return (replace(block, help=()) if isinstance(block, Task) else block,)


def without_starters(block: Block) -> Blocks:
    begun = isinstance(block, Task) and isinstance(block.response, Lines)
    return (replace(block, response=replace(block.response, starter=())) if begun else block,)


def forgetful_lines(block: Block) -> Blocks:
    if not isinstance(block, HelpLines):
        return (block,)

    def forget(line: HelpLine) -> HelpLine:
        return replace(line, number="")

    groups = tuple(replace(group, lines=tuple(map(forget, group.lines))) for group in block.groups)
    return (replace(block, groups=groups),)


def with_key_points(block: Block) -> Blocks:
    return (replace(block, children=(*block.key, *block.children)) if isinstance(block, Section) else block,)


def checks_last(block: Block) -> Blocks:
    if not isinstance(block, Section):
        return (block,)
    return (
        replace(block, children=tuple(sorted(block.children, key=lambda one: isinstance(one, SelfCheck)))),
    )


def tasks_backwards(block: Block) -> Blocks:
    if not isinstance(block, Section):
        return (block,)
    tasks = [child for child in block.children if isinstance(child, Task)]
    others = [child for child in block.children if not isinstance(child, Task)]
    return (replace(block, children=(*others, *reversed(tasks))),)


def no_target(block: Block) -> Blocks:
    if not isinstance(block, SelfCheck):
        return (block,)
    return (replace(block, statements=tuple(replace(one, target="") for one in block.statements)),)


change_blocks("drops-a-prompt", lambda block: () if is_second(block) else (block,))
change_blocks("doubles-a-prompt", lambda block: (block, block) if is_second(block) else (block,))
change_blocks("tasks-backwards", tasks_backwards)
change_blocks("drops-lines-of-help", without_help)
change_blocks("drops-starters", without_starters)
change_blocks("shows-key-points", with_key_points)
change_blocks("drops-help", lambda block: () if isinstance(block, HelpLines) else (block,))
change_blocks("drops-numbers", forgetful_lines)
change_blocks("drops-self-checks", lambda block: () if isinstance(block, SelfCheck) else (block,))
change_blocks("self-checks-last", checks_last)
change_blocks("no-target", no_target)
change_blocks("drops-notes", lambda block: () if getattr(block, "id", "") == "front-note" else (block,))
change_blocks(
    "drops-replacements", lambda block: () if getattr(block, "id", "") == "step-instead" else (block,)
)
change_blocks("hides-whose-words", lambda block: block.children if isinstance(block, Addition) else (block,))


@fault
def forgets_the_notice(document: Document, request: Request) -> Any:
    return sound(replace(document, notice=""), request)


@fault
def forgets_the_practice(document: Document, request: Request) -> Any:
    return sound(replace(document, practice=None), request)


@fault
def forgets_the_title(document: Document, request: Request) -> Any:
    return sound(replace(document, title=""), request)


# ------------------------------------------------------------------ words, and what somebody typed


@fault
def has_its_own_words(document: Document, request: Request) -> Any:
    return file(text_of(document, request) + "Room to write:\n")


@fault
def escapes_nothing(document: Document, request: Request) -> Any:
    lines = text_of(document, request).splitlines()
    page = "".join(f"<p>{line}</p>" for line in lines)
    return file(f"<!doctype html><html lang={document.language}>{page}</html>", ".html", "text/html")


@fault
def takes_braces_for_slots(document: Document, request: Request) -> Any:
    lines = text_of(document, request).splitlines()
    return file("\n".join(line for line in lines if "{" not in line))


@fault
def writes_letters_of_ascii_alone(document: Document, request: Request) -> Any:
    return file(text_of(document, request).encode("ascii", "ignore").decode())


@fault
def refuses_without_a_hint(document: Document, request: Request) -> Any:
    text = text_of(document, request)
    if not document.reader.isascii():
        raise RenderError("Some letters are not to be had.")
    return file(text)


@fault
def always_says_english(document: Document, request: Request) -> Any:
    page = "".join(f"<p>{html.escape(line)}</p>" for line in text_of(document, request).splitlines())
    return file(f'<!doctype html><html lang="en">{page}</html>', ".html", "text/html")


@fault
def names_the_reader_in_the_head(document: Document, request: Request) -> Any:
    page = "".join(f"<p>{html.escape(line)}</p>" for line in text_of(document, request).splitlines())
    head = f'<meta name="author" content="{html.escape(document.reader)}">'
    return file(f"<!doctype html><html lang={document.language}>{head}{page}</html>", ".html", "text/html")


@fault
def begins_with_the_last_part(document: Document, request: Request) -> Any:
    *parts, last = document.parts or (None,)
    return sound(replace(document, parts=(last, *parts)) if last else document, request)


def with_its_last_part(document: Document, *, behind: int) -> Document:
    """Move the last part in front of those to look up, or behind some of these."""
    *parts, last = document.parts or (None,)
    roles = [part.role for part in parts]
    at = next((at for at, role in enumerate(roles) if role in ("review", "alternatives", "help")), len(parts))
    return replace(document, parts=(*parts[: at + behind], last, *parts[at + behind :])) if last else document


@fault
def has_its_last_part_before_those_to_look_up(document: Document, request: Request) -> Any:
    return sound(with_its_last_part(document, behind=0), request)


@fault
def has_its_last_part_among_those_to_look_up(document: Document, request: Request) -> Any:
    return sound(with_its_last_part(document, behind=1), request)


@fault
def describes_the_file_by_its_last_part(document: Document, request: Request) -> Any:
    lines = text_of(document, request).splitlines()
    page = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    last = " ".join(plain_blocks(part.children) for part in document.parts[-1:])
    head = f'<meta name="description" content="{html.escape(last)}">'
    return file(f"<!doctype html><html lang={document.language}>{head}{page}</html>", ".html", "text/html")


@fault
def names_the_file_after_the_reader(document: Document, request: Request) -> Any:
    return file(text_of(document, request), f"-{document.reader or 'nobody'}.txt")


# ------------------------------------------------------------------ the same bytes, and nothing else

_COUNT = count()


@fault
def counts_its_calls(document: Document, request: Request) -> Any:
    return file(text_of(document, request) + f"{next(_COUNT)}\n")


@fault
def goes_through_a_set(document: Document, request: Request) -> Any:
    return file(text_of(document, request) + "".join({str(number) for number in range(40)}) + "\n")


@fault
def dates_with_the_clock(document: Document, request: Request) -> Any:
    return file(text_of(document, request) + f"{dt.date.today()}\n")


@fault
def prints(document: Document, request: Request) -> Any:
    print("Here is your file!")
    return sound(document, request)


@fault
def writes_a_file(document: Document, request: Request) -> Any:
    Path("cache.txt").write_text("so", encoding="utf-8")
    return sound(document, request)


@fault
def asks_the_network(document: Document, request: Request) -> Any:
    socket.create_connection(("127.0.0.1", 9), timeout=0.1)
    return sound(document, request)


# ------------------------------------------------------------------ the format


@dataclass(frozen=True)
class Unexplained:
    width: int = -1


@dataclass(frozen=True)
class Unready:
    paper: Literal["a4", "letter"] = field(default="a4", metadata={"help": "the size of the page"})


def unready(document: Document, request: Request) -> Sequence[Artifact]:
    if request.options.paper == "letter":
        raise ZeroDivisionError
    return sound(document, request)


def missing() -> Renderer:
    raise ImportError("No module named 'slides'")


offer("unexplained-options", sound, options=Unexplained)
offer("unready-options", unready, options=Unready)
offer("cannot-be-loaded", sound, load=missing)
offer("no-summary", sound, summary="")


@fault
def gives_text(document: Document, request: Request) -> Any:
    return (text_of(document, request),)


@fault
def gives_two_files(document: Document, request: Request) -> Any:
    return (*sound(document, request), *file("so\n", "-more.txt"))


@fault
def gives_a_folder(document: Document, request: Request) -> Any:
    return file(text_of(document, request), "/../program.txt")


@fault
def gives_no_media_type(document: Document, request: Request) -> Any:
    return file(text_of(document, request), kind="text")


@fault
def gives_what_is_not_read(document: Document, request: Request) -> Any:
    return file(text_of(document, request), ".bin", "application/octet-stream")


@fault
def fails_on_what_is_empty(document: Document, request: Request) -> Any:
    assert document.parts[0]
    return sound(document, request)


@fault
def fails_on_what_is_deep(document: Document, request: Request) -> Any:
    def depth(value: Any) -> int:
        return (
            max((depth(child) for child in value.children), default=0) + 1
            if hasattr(value, "children")
            else 0
        )

    assert sum(map(depth, document.parts)) < sys.getrecursionlimit() / 2
    return sound(document, request)


offer("sound", sound)


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer them all."""
    return tuple(FAULTS.values())

"""Mails: milliseconds a message by kind, what each takes of it, and how large they are.

Times are of the processor, since others may be at work on the machine, and warm: the best of many rounds. What is
compared is each share with the whole, in one run.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from rekindle_core import Document, load_pack, load_profile, make_plan, realise, render
from rekindle_core.engine import find_plugins
from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM
from rekindle_email import Options
from rekindle_email.digests import Kind, digests
from rekindle_email.events import make_calendar
from rekindle_email.message import make_message, message_bytes
from rekindle_email.page import html_page
from rekindle_email.selection import mail_document

ROUNDS = 30
PROFILES = sorted((Path(__file__).parent.parent / "examples" / "profiles").glob("*.yaml"))
TIMED = "trust-broken-by-client.yaml"
KINDS: tuple[Kind, ...] = ("weekly", "daily", "two-minute")
DAY = dt.date(2027, 1, 4)
PLUGINS = find_plugins()


def milliseconds(function: Callable[[], object]) -> float:
    function()
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        function()
        times.append(time.process_time() - began)
    return 1000 * min(times)


def as_text(document: Document) -> str:
    return "".join(made.data.decode() for made in render(document, "text", plugins=PLUGINS))


def times(document: Document, kind: Kind) -> None:
    """Print what a message takes, and what of it is text, HTML, and the rest: choosing, headers and encoding."""
    found, options = digests(document, kind), Options(kind=kind)
    shown = [mail_document(document, digest) for digest in found]
    ready = {one.title: as_text(one) for one in shown}

    def messages(text_of: Callable[[Document], str]) -> None:
        for digest in found:
            message_bytes(make_message(document, digest, text_of, options))

    whole = milliseconds(lambda: messages(as_text))
    text = milliseconds(lambda: [as_text(one) for one in shown])
    html = milliseconds(lambda: [html_page(one, one.title) for one in shown])
    rest = milliseconds(lambda: messages(lambda one: ready[one.title])) - html
    row = "".join(f"{taken / len(found):>8.2f}" for taken in (whole, text, html, rest))
    print(f"  {kind:<12}{len(found):>6}{row}")


def sizes(programs: Iterable[Document], kind: Kind) -> None:
    """Print how large mails are, and how large the largest HTML part is."""
    mails, pages = list[int](), list[int]()
    for program in programs:
        for digest in digests(program, kind):
            message = make_message(program, digest, as_text, Options(kind=kind))
            mails.append(len(message_bytes(message)))
            pages += [len(part.get_content().encode()) for part in message.iter_parts()][1:]
    print(f"  {kind:<12}{min(mails):>8,}{statistics.median(mails):>10,.0f}{max(mails):>10,}{max(pages):>12,}")


def main() -> None:
    pack = load_pack()
    programs = {
        path.name: realise(
            pack,
            make_plan(pack, load_profile(pack, path), date=DAY),
            confirmed=(REPLACED_PROGRAM, MAY_BE_FOUND),
        )
        for path in PROFILES
    }
    document = programs[TIMED]
    print(f"{TIMED}: milliseconds a message, warm, best of {ROUNDS}")
    print(f"  {'kind':<12}{'mails':>6}{'whole':>8}{'text':>8}{'HTML':>8}{'rest':>8}")
    for kind in KINDS:
        times(document, kind)
    weekly = digests(document, "weekly")
    print(f"  the calendar of all sessions {milliseconds(lambda: make_calendar(document, weekly)):.2f}")
    print("Every example: bytes of a mail (least, median, most), and of its HTML part at most")
    for kind in KINDS:
        sizes(programs.values(), kind)


if __name__ == "__main__":
    main()

"""Reading a filled-in PDF, against pypdf with the same file, and making one with answers in it, against one without.

Every figure is a ratio of two things that ran in turn; milliseconds stand beside it for orientation. What a
process takes is measured as time on the processor, since others may be at work on the machine.
"""

from __future__ import annotations

import datetime as dt
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import assert_never

import pypdf

from rekindle_core import (
    Answer,
    Answers,
    Choices,
    ChoicesValue,
    ChoiceValue,
    Document,
    IfThen,
    Lines,
    NumberValue,
    PackName,
    Ratings,
    Response,
    Scale,
    Table,
    TextValue,
    Value,
    answer_places,
    load_pack,
    load_profile,
    make_plan,
    read_answers,
    realise,
    render,
    replace,
)
from rekindle_core.engine import find_plugins

PROFILE = Path(__file__).parent.parent / "examples" / "profiles" / "trust-broken-by-client.yaml"
SESSIONS = 10
ROUNDS = 25
DAY = dt.date(2027, 1, 4)
WORDS = "We talked for an hour, and I listened. It was quiet afterwards, and that was good."


def program() -> Document:
    """Return a program of ten sessions, for a reader who says that nobody else finds it."""
    pack = load_pack()
    profile = load_profile(pack, PROFILE, settings=(f"program.sessions={SESSIONS}",))
    return replace(realise(pack, make_plan(pack, profile, date=DAY)), discreet=False)


def every_answer(document: Document) -> Answers:
    """Return an answer to everything that is asked."""

    def value(response: Response) -> Value:
        match response:
            case Scale() | Ratings():
                return NumberValue(response.low + 3)
            case Choices(many=True):
                return ChoicesValue((response.options[0].value,))
            case Choices():
                return ChoiceValue(response.options[0].value)
            case Lines() | IfThen():
                return TextValue(WORDS)
            case Table():
                raise TypeError("a table's cells are answered one by one")
            case _ as never:
                assert_never(never)

    answers = tuple(Answer(one.id, value(one.response), one.question) for one in answer_places(document))
    return Answers(document.program_id, PackName(document.pack, document.pack_version), answers)


def compare(ways: dict[str, Callable[[], object]], rounds: int) -> None:
    """Print the median ratio of each way to the first, in turn, and its milliseconds: the median, and the least."""
    for function in ways.values():
        function()
    taken = []
    for _ in range(rounds):
        times = {}
        for name, function in ways.items():
            began = time.process_time()
            function()
            times[name] = time.process_time() - began
        taken.append(times)
    first = next(iter(ways))
    for name in ways:
        ratio = statistics.median(times[name] / times[first] for times in taken)
        mine = [1000 * times[name] for times in taken]
        print(f"  {name:<40} {ratio:>6.2f} {statistics.median(mine):>9.1f} ms, {min(mine):.1f} at best")


def main() -> None:
    plugins = find_plugins()
    document = program()
    answers = every_answer(document)
    (filled,) = render(document, "pdf", answers=answers, plugins=plugins)
    (empty,) = render(document, "pdf", plugins=plugins)
    fields = [
        one for one in (pypdf.PdfReader(io.BytesIO(filled.data)).get_fields() or {}).values() if "/FT" in one
    ]
    print(f"A PDF with {len(fields)} fields and {len(answers.answers)} answers, {len(filled.data):,} bytes")
    print("Reading it, warm (the first line is 1)")
    compare(
        {
            "read_answers": lambda: read_answers(filled.data, plugins=plugins),
            "pypdf, fields and their values": lambda: pypdf.PdfReader(io.BytesIO(filled.data)).get_fields(),
        },
        ROUNDS,
    )
    print(f"Making it, warm; without answers it has {len(empty.data):,} bytes")
    compare(
        {
            "without answers": lambda: render(document, "pdf", plugins=plugins),
            "with an answer everywhere": lambda: render(document, "pdf", answers=answers, plugins=plugins),
        },
        7,
    )


if __name__ == "__main__":
    main()

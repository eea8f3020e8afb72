"""The PDF: against the bare compiler, against WeasyPrint with the same program and fields, and for many clients.

Every figure is a ratio of two things that ran in turn; milliseconds stand beside it for orientation. What a
process takes is measured as time on the processor, since others may be at work on the machine.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rekindle_core import Document, load_pack, load_profile, make_plan, realise, render
from rekindle_core.engine import find_plugins

PROFILES = Path(__file__).parent.parent / "examples" / "profiles"
NAME = "trust-broken-by-client.yaml"
ROUNDS = 7
CLIENTS = 200
DAY = dt.date(2027, 1, 4)


def documents(count: int) -> list[Document]:
    """Return the programs of as many clients, alike but for their names."""
    pack = load_pack()
    made = []
    for number in range(count):
        # No digits: in a name they are kept apart from what stands around, and that takes room.
        letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
        profile = load_profile(
            pack, PROFILES / NAME, settings=(f"partner.name=Kim{letters}", f"client.name=Jo{letters}")
        )
        made.append(realise(pack, make_plan(pack, profile, date=DAY)))
    return made


def seconds(function: Callable[[], object]) -> float:
    began = time.process_time()
    function()
    return time.process_time() - began


def compare(ways: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> None:
    """Print the median ratio of each way to the first, in turn, and its milliseconds."""
    for function in ways.values():
        function()
    taken = [{name: seconds(function) for name, function in ways.items()} for _ in range(rounds)]
    first = next(iter(ways))
    for name in ways:
        ratio = statistics.median(times[name] / times[first] for times in taken)
        print(
            f"  {name:<44} {ratio:>6.2f} {1000 * statistics.median(times[name] for times in taken):>9.1f} ms"
        )


def bare(document: Document) -> bytes:
    """Set a program's pages, and leave its fields out: what the compiler takes by itself."""
    from rekindle_pdf import Options
    from rekindle_pdf.compile import compile_pdf
    from rekindle_pdf.data import document_data
    from rekindle_pdf.render import _look
    from rekindle_pdf.theme import load_theme

    data = document_data(document, warn=print)
    return compile_pdf(
        data.json, _look(load_theme("warm"), Options(fillable=False), None, None), day=document.date
    )[0]


def by_weasyprint(html: bytes) -> bytes:
    from weasyprint import HTML  # type: ignore[import-untyped, import-not-found, unused-ignore]

    return bytes(HTML(string=html.decode()).write_pdf(pdf_forms=True, pdf_variant="pdf/ua-1"))


def work(span: tuple[int, int]) -> int:
    plugins = find_plugins()
    whole = documents(span[1])[span[0] :]
    for document in whole:
        render(document, "pdf", plugins=plugins)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def many() -> None:
    context = multiprocessing.get_context("spawn")
    taken = {}
    for processes in (1, 2):
        share = CLIENTS // processes
        spans = [(at, at + share) for at in range(0, CLIENTS, share)]
        began = time.perf_counter()
        with context.Pool(processes) as pool:
            memory = max(pool.map(work, spans))
        taken[processes] = time.perf_counter() - began
        print(f"  {processes} process(es): {taken[processes]:.1f} s, {memory / 1024:.0f} MB at most in each")
    print(f"  two processes are {taken[1] / taken[2]:.2f} times as fast as one")


WEASYPRINT = (
    "import sys; from weasyprint import HTML; "
    "HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_forms=True, pdf_variant='pdf/ua-1')"
)


def cold(html: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "a.html", Path(folder) / "a.pdf"
        page.write_bytes(html)
        rekindle = str(Path(sys.executable).with_name("rekindle"))
        build = [
            rekindle,
            "build",
            "--profile",
            str(PROFILES / NAME),
            "--date",
            str(DAY),
            "-o",
            str(out),
            "-f",
        ]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "rekindle build --format text": [*build, "text"],
            "rekindle build --format pdf": [*build, "pdf"],
            "WeasyPrint alone, with the HTML at hand": [
                sys.executable,
                "-c",
                WEASYPRINT,
                str(page),
                str(out),
            ],
        }
        taken = [{name: processor(command) for name, command in commands.items()} for _ in range(3)]
        for name in commands:
            ratio = statistics.median(times[name] / times["python -c pass"] for times in taken)
            print(
                f"  {name:<44} {ratio:>6.1f} {1000 * statistics.median(times[name] for times in taken):>9.1f} ms"
            )


def processor(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    plugins = find_plugins()
    one, *others = documents(2 * ROUNDS + 3)
    html = render(one, "html", plugins=plugins)[0].data
    print("Warm, one program for one client (the first line is 1)")
    compare(
        {
            "the compiler alone, without fields": lambda: bare(one),
            "the PDF, with fields": lambda: render(one, "pdf", plugins=plugins),
        }
    )
    print("Warm, for another client each time")
    rest = iter(others)
    compare(
        {
            "the same client again": lambda: render(one, "pdf", plugins=plugins),
            "another client": lambda: render(next(rest), "pdf", plugins=plugins),
        }
    )
    print("Against WeasyPrint, warm")
    compare(
        {
            "the PDF, with fields": lambda: render(one, "pdf", plugins=plugins),
            "WeasyPrint": lambda: by_weasyprint(html),
        },
        rounds=3,
    )
    sizes = len(render(one, "pdf", plugins=plugins)[0].data), len(by_weasyprint(html))
    print(f"File: {sizes[0]:,} bytes; WeasyPrint's {sizes[1]:,}")
    print("Cold, whole processes")
    cold(html)
    print(f"{CLIENTS} clients")
    many()


if __name__ == "__main__":
    main()

"""Every target of speed beside its peer, in one run, as a table: python benchmarks/targets.py.

Whole processes are measured as time on the processor, theirs and the system's, since others may be at work on the
machine: the least of several runs, in turn with the peer. What runs in several processes is measured by the clock.

The first start needs a wheel, built and installed here; and the audit of a pack 100 times as large, minutes. Leave out
what you don't need by naming the others: `targets.py start stages pdf clients packs audit workbook`.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rekindle_core import Document, load_pack, load_profile, make_plan, realise, render
from rekindle_core.engine import find_plugins

ROOT = Path(__file__).parent.parent
PROFILES = sorted((ROOT / "examples" / "profiles").glob("*.yaml"))
NAMED = ROOT / "examples" / "profiles" / "trust-broken-by-client.yaml"
DAY = dt.date(2027, 1, 4)
ROUNDS, CLIENTS = 15, 60
MOST_CLIENTS = 1_000
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
CONFIRMED = ("replaced-program", "may-be-found")
Row = tuple[str, str, str, str]
"""What is measured, the figure, its target, and what stands beside it."""


def processor(command: list[str], **more: str) -> float:
    """Return the seconds that a process and what it started take on the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env={**ENVIRONMENT, **more})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(ways: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the least that each way takes, measured in turn; the first time of each doesn't count."""
    for way in ways.values():
        way()
    taken = [{name: way() for name, way in ways.items()} for _ in range(rounds)]
    return {name: min(times[name] for times in taken) for name in ways}


def spent(function: Callable[[], object]) -> float:
    began = time.process_time()
    function()
    return time.process_time() - began


def start() -> Iterator[Row]:
    """Yield cold starts, and that of a wheel with nothing kept, against `python -c pass`."""
    rekindle = str(Path(sys.executable).with_name("rekindle"))
    targets = {
        "--version": "",
        "--help": "5.5",
        "text": "10.5",
        "html": "11",
        "pdf": "36",
        "pdf, general": "25",
    }
    with tempfile.TemporaryDirectory() as folder:

        def build(kind: str, *profile: str) -> list[str]:
            return [
                rekindle,
                "build",
                *profile,
                "--date",
                str(DAY),
                "-f",
                kind,
                "-o",
                f"{folder}/a.{kind}",
                "--force",
            ]

        named = ("-p", str(NAMED))
        commands = {
            "--version": [rekindle, "--version"],
            "--help": [rekindle, "--help"],
            **{kind: build(kind, *named) for kind in ("text", "html", "pdf")},
            "pdf, general": build("pdf"),
        }
        ways = {"peer": [sys.executable, "-c", "pass"], **commands}
        found = least({name: lambda words=words: processor(words) for name, words in ways.items()})  # type: ignore[misc]
        for name, target in targets.items():
            beside = f"{1000 * found[name]:.0f} ms; `python -c pass` {1000 * found['peer']:.0f} ms"
            yield name, f"{found[name] / found['peer']:.1f}", target, beside
        installed = _from_wheel(Path(folder))
        first = min(
            processor(
                [installed, "build", "--date", str(DAY), "-o", "-"], XDG_CACHE_HOME=f"{folder}/cache-{n}"
            )
            for n in range(ROUNDS)
        )
        yield (
            "first start of a wheel",
            f"{first:.2f} s",
            "0.3 s",
            f"{first / found['peer']:.1f} times the peer",
        )


def _from_wheel(folder: Path) -> str:
    """Build the wheel, install it in an environment of its own, and return its command."""
    uv = str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "build", "-q", "--wheel", "--out-dir", str(folder), str(ROOT)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    (wheel,) = folder.glob("*.whl")
    python = str(folder / "env" / "bin" / "python")
    install = [uv, "pip", "install", "-q", "--compile-bytecode", "--python", python, str(wheel)]
    subprocess.run(install, check=True)
    return str(folder / "env" / "bin" / "rekindle")


def stages() -> Iterator[Row]:
    """Yield the warm stages of one program, against reading the compiled pack."""
    pack = load_pack()
    profile = load_profile(pack, NAMED)
    plan = make_plan(pack, profile, date=DAY)
    from packs import kept
    from rekindle_core.content.building.compiled import decode_compiled

    data = kept(pack)
    ways: dict[str, Callable[[], object]] = {
        "peer": lambda: decode_compiled(data),
        "plan": lambda: make_plan(pack, profile, date=DAY),
        "realise": lambda: realise(pack, plan),
    }
    found = least({name: lambda way=way: spent(way) for name, way in ways.items()}, 100)  # type: ignore[misc]
    for name, target in (("plan", "1.4 ms"), ("realise", "0.9 ms")):
        beside = f"{found[name] / found['peer']:.2f} times reading the compiled pack ({1000 * found['peer']:.1f} ms)"
        yield name, f"{1000 * found[name]:.1f} ms", target, beside


def pdf() -> Iterator[Row]:
    """Yield the PDF for another client, against the same client's again."""
    from pdf import documents

    plugins = find_plugins()
    one, *others = documents(12)
    rest = iter(others)
    found = least(
        {
            "peer": lambda: spent(lambda: render(one, "pdf", plugins=plugins)),
            "another": lambda: spent(lambda: render(next(rest), "pdf", plugins=plugins)),
        },
        9,
    )
    beside = f"{1000 * found['another']:.0f} ms against {1000 * found['peer']:.0f} ms"
    yield "another client's PDF", f"{found['another'] / found['peer']:.2f}", "1.9", beside


def mixed(span: tuple[int, int]) -> int:
    """Make the PDFs of as many different clients; return the memory it took at most, in KB."""
    pack, plugins = load_pack(), find_plugins()
    for number in range(*span):
        document = _client(pack, number)
        render(document, "pdf", plugins=plugins, confirmed=CONFIRMED)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _client(pack: object, number: int) -> Document:
    letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
    settings = (f"partner.name=Kim{letters}", f"client.name=Jo{letters}")
    profile = load_profile(pack, PROFILES[number % len(PROFILES)], settings=settings)  # type: ignore[arg-type]
    plan = make_plan(pack, profile, date=DAY, seed=1 + number % 7)  # type: ignore[arg-type]
    return realise(pack, plan, confirmed=CONFIRMED)  # type: ignore[arg-type]


def clients() -> Iterator[Row]:
    """Yield how much faster two processes are than one, with clients of all kinds."""
    context = multiprocessing.get_context("spawn")
    taken, memory = {}, 0.0
    for processes in (1, 2):
        share = CLIENTS // processes
        began = time.perf_counter()
        with context.Pool(processes) as pool:
            memory = max(pool.map(mixed, [(at, at + share) for at in range(0, CLIENTS, share)])) / 1024
        taken[processes] = time.perf_counter() - began
    yield (
        "two processes, against one",
        f"{taken[1] / taken[2]:.2f}",
        "1.8",
        f"{CLIENTS} mixed clients, by the clock",
    )
    yield "memory of a process", f"{memory / 1024:.2f} GB", "0.5 GB", ""
    whole = taken[2] * MOST_CLIENTS / CLIENTS
    yield (
        f"{MOST_CLIENTS:,} clients in two processes",
        f"{whole:.0f} s",
        "110 s",
        f"{CLIENTS} take {taken[2]:.1f} s",
    )


def packs() -> Iterator[Row]:
    """Yield reading a compiled pack 100 times as large, against parsing the same bytes as JSON."""
    import json

    from audit import grown

    from packs import kept
    from rekindle_core.content.building.compiled import decode_compiled

    data = kept(grown(load_pack(), 100))
    body = data.partition(b"\n")[2]
    found = least(
        {
            "peer": lambda: spent(lambda: json.loads(body)),
            "pack": lambda: spent(lambda: decode_compiled(data)),
        },
        3,
    )
    beside = f"{found['pack'] / found['peer']:.2f} times `json.loads` of its {len(data) / 1e6:.0f} MB"
    yield "a pack 100 times as large", f"{found['pack']:.2f} s", "0.5 s", beside


def audits() -> Iterator[Row]:
    """Yield the audit of a pack 100 times as large, against that of the pack itself."""
    from audit import grown

    from rekindle_core.audit.audit import audit

    pack = load_pack()
    small = spent(lambda: audit(pack))
    whole = grown(pack, 100)
    large = spent(lambda: audit(whole))
    yield "its audit", f"{large:.0f} s", "60 s", f"{large / small:.0f} times that of the pack"


def workbook() -> Iterator[Row]:
    """Yield what the workbook's reader waits for, against the same words without styles and script."""
    from playwright.sync_api import sync_playwright
    from workbook import WIDTHS, measured

    with sync_playwright() as playwright:
        for width in WIDTHS:
            found = measured(playwright, width)
            mine, peer = found["workbook"], found["words alone"]
            for key, name, target, unit in (
                ("shown", "LCP", "1,500 ms", " ms"),
                ("shifts", "CLS", "0", ""),
                ("key", "a key", "50 ms", " ms"),
            ):
                beside = f"{peer[key]:.0f}{unit} for the words alone"
                yield f"workbook, {width} px: {name}", f"{mine[key]:,.0f}{unit}", target, beside


PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "start": start,
    "stages": stages,
    "pdf": pdf,
    "clients": clients,
    "packs": packs,
    "audit": audits,
    "workbook": workbook,
}


def main() -> None:
    for part in sys.argv[1:] or PARTS:
        for name, figure, target, beside in PARTS[part]():
            print(f"{name:<34} {figure:>10} {target:>9}   {beside}", flush=True)


if __name__ == "__main__":
    main()

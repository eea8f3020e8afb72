"""Warm milliseconds of each stage and format, for one profile: the median of many runs in one process."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from rekindle_core import load_pack, load_profile, make_plan, realise, render
from rekindle_core.engine import find_plugins

ROUNDS = 30
PROFILE = Path(__file__).parent.parent / "examples" / "profiles" / "trust-broken-by-client.yaml"


def milliseconds(function: Callable[[], object], rounds: int = ROUNDS) -> float:
    function()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        function()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def main() -> None:
    pack = load_pack()
    profile = load_profile(pack, PROFILE)
    plan = make_plan(pack, profile, date=dt.date(2027, 1, 4))
    document = realise(pack, plan)
    plugins = find_plugins()
    stages: dict[str, Callable[[], object]] = {
        "load_pack": load_pack,
        "load_profile": lambda: load_profile(pack, PROFILE),
        "make_plan": lambda: make_plan(pack, profile, date=dt.date(2027, 1, 4)),
        "realise": lambda: realise(pack, plan),
    }
    for name in plugins.formats:
        stages[f"render {name}"] = lambda name=name: render(document, name, plugins=plugins)
    print(f"{'stage':<14} {'ms':>8}   (median of {ROUNDS}, warm)")
    for name, function in stages.items():
        print(f"{name:<14} {milliseconds(function, 5 if name == 'load_pack' else ROUNDS):>8.2f}")


if __name__ == "__main__":
    main()

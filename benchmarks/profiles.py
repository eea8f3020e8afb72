"""Many readers of the bundled pack in one process: milliseconds to plan and to word each, and peak memory.

Milliseconds are of the processor, so that other programs on the machine count less.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from random import Random

from rekindle_core import load_pack, load_profile, make_plan, realise
from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM
from rekindle_core.testing.profiles import random_facts

MOST = 10_000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MOST
    pack = load_pack()
    profiles = [load_profile(pack, random_facts(pack, Random(number))) for number in range(count)]
    before = peak_megabytes()
    planning, wording = [], []
    sessions = replaced = 0
    for profile in profiles:
        began = time.process_time()
        plan = make_plan(pack, profile)
        planned = time.process_time()
        realise(pack, plan, confirmed=(REPLACED_PROGRAM, MAY_BE_FOUND))
        wording.append(time.process_time() - planned)
        planning.append(planned - began)
        sessions += len(plan.sessions)
        replaced += bool(plan.replaced_by)
    print(f"{count:,} profiles, {sessions / count:.1f} sessions each; {replaced:,} programs are replaced")
    for name, times in (("make_plan", planning), ("realise", wording)):
        mean, median = 1000 * statistics.fmean(times), 1000 * statistics.median(times)
        print(f"{name:<10} {mean:>6.2f} ms on average, {median:>6.2f} in the median")
    print(f"memory     {peak_megabytes():>6.0f} MB at the peak, {before:.0f} of them with pack and profiles")


def peak_megabytes() -> float:
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()

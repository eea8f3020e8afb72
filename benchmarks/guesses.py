"""What somebody could find out from the code on a page by trying profiles: python benchmarks/guesses.py.

The attacker has this software, the page, and knows everything about its reader but five answers. For each of the
profiles that are left, what the page would show is computed and compared.
"""

from __future__ import annotations

import datetime as dt
import itertools
import time

from rekindle_core import load_pack, load_profile
from rekindle_core.planning.code import make_code, program_inputs
from rekindle_core.planning.identity import Identity

DAY = dt.date(2027, 1, 4)
KNOWN = {"country": "GB", "contact": "none", "client.name": "Sam", "partner.name": "Jules"}
OPEN = {
    "safety.afraid": ["yes", "no", "declined", "unknown"],
    "safety.abused": ["yes", "no", "declined", "unknown"],
    "safety.self_harm": ["yes", "no", "declined", "unknown"],
    "children": ["yes", "no", "declined", "unknown"],
    "weeks_since": list(range(1, 65)),
}
TRUE = {
    "safety.afraid": "yes",
    "safety.abused": "declined",
    "safety.self_harm": "no",
    "children": "yes",
    "weeks_since": 11,
}
SECRET, GIVEN = Identity(secret=b"the installation's secret, ours "), Identity(given="2027-014")
ATTACKS = {
    "with the page, the id computed here (the default)": (SECRET, Identity(secret=b"the attacker's own")),
    "with the page, an id that was given and is not known": (GIVEN, Identity(given="2027-013")),
    "with the page and the id that was given": (GIVEN, GIVEN),
}


def main() -> None:
    """Try every guess, and print how many are left."""
    pack = load_pack()
    guesses = [dict(zip(OPEN, values, strict=True)) for values in itertools.product(*OPEN.values())]
    start = time.perf_counter()
    made = [program_inputs(pack, load_profile(pack, {**KNOWN, **guess}), 1, DAY, ()) for guess in guesses]
    spent = time.perf_counter() - start
    true = made[guesses.index(TRUE)]
    print(f"{len(guesses):,} guesses, read in {spent:.1f} s")
    for name, (ours, theirs) in ATTACKS.items():
        code, program_id = make_code(true, ours), ours.program_id(true.text)
        codes = [make_code(inputs, theirs) == code for inputs in made]
        ids = sum(theirs.program_id(inputs.text) == program_id for inputs in made) if not ours.given else 0
        kept = "is" if codes[guesses.index(TRUE)] else "is not"
        print(f"  {name}: {sum(codes)} guesses agree with the code; the true one {kept} among them")
        if not ours.given:
            print(f"  with the id alone: {ids} guesses agree with it")


if __name__ == "__main__":
    main()

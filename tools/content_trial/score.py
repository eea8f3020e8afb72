"""Scores a trial: `python -m tools.content_trial.score FOLDER RATINGS RATINGS`.

Each file of ratings is JSON: the number of a wording, and whether it is clear, useful and natural (0 or 1):
`{"1": [1, 1, 0], …}`. Cohen's kappa is of the two raters' judgments "good on all three" (J. Cohen, 1960).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

Judged = dict[str, list[int]]


def good(judged: Judged) -> dict[str, bool]:
    """Return for each number whether all three were found."""
    return {number: all(marks) for number, marks in judged.items()}


def kappa(one: dict[str, bool], other: dict[str, bool]) -> float:
    """Return how far two raters agree beyond chance, from -1 to 1; 1 if they never differ."""
    total = len(one)
    same = sum(one[number] == other[number] for number in one) / total
    yes, yes_other = sum(one.values()) / total, sum(other.values()) / total
    chance = yes * yes_other + (1 - yes) * (1 - yes_other)
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def by_step(key: dict[str, str], both: dict[str, bool]) -> dict[str, tuple[int, int]]:
    """Return for each step how many of its wordings both raters found good, and of how many."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for number, name in key.items():
        counts[name.split()[0]].append(both[number])
    return {step: (sum(found), len(found)) for step, found in counts.items()}


def main() -> None:
    """Print the shares for each step and rater, kappa, and the wordings that a rater did not find good."""
    folder, *files = map(Path, sys.argv[1:])
    key = json.loads((folder / "keys.json").read_text(encoding="utf-8"))["wordings"]
    judged = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    one, other = (good(ratings) for ratings in judged)
    both = {number: one[number] and other[number] for number in key}
    for step, (found, total) in by_step(key, both).items():
        print(f"{step:12} {found:3} of {total:3}  {found / total:.0%}")
    for name, ratings in (("one", one), ("other", other), ("both", both)):
        print(
            f"{name:12} {sum(ratings.values()):3} of {len(ratings):3}  {sum(ratings.values()) / len(ratings):.0%}"
        )
    for place, what in enumerate(("clear", "useful", "natural")):
        shares = (sum(marks[place] for marks in ratings.values()) / len(ratings) for ratings in judged)
        print(f"{what:12} {' and '.join(f'{share:.0%}' for share in shares)}")
    print(f"kappa        {kappa(one, other):.2f}")
    for number, name in key.items():
        if not both[number]:
            print(f"{number:>4} {name}: {[marks[number] for marks in judged]}")


if __name__ == "__main__":
    main()

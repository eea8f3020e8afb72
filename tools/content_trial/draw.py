"""Writes the sheets of a trial: `python -m tools.content_trial.draw FOLDER [SEED]`.

Raters get the sheets. What each number is, is in `keys.json`, for `tools.content_trial.score`. docs/content-trial.md
says what each sheet is for and how it is judged.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path
from random import Random

import yaml
from tests.support import CONFIRMED, PROFILES
from tools.content_trial.wordings import NAME, drawn, wordings

from rekindle_core import (
    Document,
    Pack,
    Plan,
    Task,
    load_pack,
    load_profile,
    make_plan,
    plain,
    plain_blocks,
    realise,
    render,
    walk,
)
from rekindle_core.planning.reasons import NotDealt

SEED, EACH, ANSWERS, PAIRS, SWAPS = 20270104, 15, 20, 10, 40
READERS = (
    "children-shared-home",
    "drifted-living-together",
    "told-to-stop",
    "trust-broken-by-client",
    "custom-pronouns-arabic",
)


def wording_sheet(pack: Pack, seed: int) -> tuple[str, dict[str, str]]:
    """Return the sheet of wordings, and the id of each number."""
    found = drawn(pack, EACH, seed)
    sheet = "\n\n".join(f"## {n}\n\nStep: {one.step}\n\n{one.text}" for n, one in enumerate(found, 1))
    ids = {one.id: unit.id for unit in pack.steps.values() for one in wordings(pack, unit)}
    return sheet, {str(n): f"{ids[one.id]} {one.id}" for n, one in enumerate(found, 1)}


def answer_sheets(pack: Pack, seed: int) -> tuple[str, str, dict[str, str]]:
    """Return prompts to answer, the same prompts among five of their step, and which of the five each is."""
    random = Random(seed)
    asked, choices, key = [], [], {}
    units = list(pack.steps.values())
    for number in range(1, ANSWERS + 1):
        unit = units[(number - 1) % len(units)]
        by_prompt = {one.prompt: one for one in wordings(pack, unit)}
        five = random.sample(list(by_prompt.values()), 5)
        right = random.randrange(5)
        asked.append(f"## {number}\n\n{five[right].text}")
        listed = "\n\n".join(f"{letter}. {one.text}" for letter, one in zip("ABCDE", five, strict=True))
        choices.append(f"## {number}\n\n{listed}")
        key[str(number)] = f"{unit.id} {'ABCDE'[right]}"
    return "\n\n".join(asked), "\n\n".join(choices), key


def planned(pack: Pack, reader: str, seed: int) -> Plan:
    """Return an example reader's plan, with one name for everybody and no words of their own."""
    facts = yaml.safe_load((PROFILES / f"{reader}.yaml").read_text(encoding="utf-8"))
    given = {name: value for name, value in facts.items() if not name.startswith("own_words.")}
    names = {"partner.name": NAME, "partner.pronouns": "they/them", "client.name": "R.", "country": "GB"}
    return make_plan(pack, load_profile(pack, {**given, **names}), seed=seed)


def program(pack: Pack, reader: str, seed: int) -> Document:
    """Return the pages of an example reader's plan."""
    return realise(pack, planned(pack, reader, seed), confirmed=CONFIRMED)


def about(reader: str) -> str:
    """Return what an example's file says about its reader."""
    lines = (PROFILES / f"{reader}.yaml").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line and "$schema" not in line and "name" not in line)


def pair_sheets(pack: Pack, seed: int, folder: Path) -> dict[str, str]:
    """Write pairs of programs, and who the two readers are; return which reader each program is for."""
    key = {}
    pairs = list(combinations(READERS, 2))
    Random(seed).shuffle(pairs)
    for number, pair in enumerate(pairs[:PAIRS], 1):
        order = Random(seed + number).sample(pair, 2)
        for letter, reader in zip("ab", order, strict=True):
            name = f"{number:02}-{letter}"
            (folder / f"{name}.txt").write_bytes(render(program(pack, reader, seed + number), "text")[0].data)
            key[name] = reader
        readers = "\n\n".join(f"# {one}\n\n{about(one)}" for one in sorted(pair))
        (folder / f"{number:02}-readers.txt").write_text(readers, encoding="utf-8")
    return key


def printed(task: Task) -> str:
    """Return what is read of a task: its words, what its places for an answer say, and the help line."""
    labels = [plain(label) for label in task.response.labels if label] if task.response else []
    help_line = [f"Note: {plain(task.help)}"] if task.help else []
    return "\n".join([plain_blocks(task.body), *(f"- {label}" for label in labels), *help_line])


def swap_sheet(pack: Pack, seed: int) -> tuple[str, dict[str, str]]:
    """Return items of one reader's program that are not in another's, for whom they are to be judged.

    The key says which of them fit the other reader as well, and had no room: a rater cannot find those wrong.
    """
    random = Random(seed)
    fits = {
        reader: {
            one.item for one in planned(pack, reader, seed).decisions if isinstance(one.reason, NotDealt)
        }
        for reader in READERS
    }
    items = {
        reader: {
            one.item: printed(one)
            for one in walk(program(pack, reader, seed))
            if isinstance(one, Task) and one.kind == "prompt"
        }
        for reader in READERS
    }
    found, key = [], {}
    for number in range(1, SWAPS + 1):
        giver, reader = random.sample(READERS, 2)
        item = random.choice(sorted(items[giver].keys() - items[reader].keys()))
        found.append(f"## {number}\n\nFor: {reader}\n\n{items[giver][item]}")
        key[str(number)] = f"{item} {'fits' if item in fits[reader] else 'withheld'}"
    return "\n\n".join([*(f"# {one}\n\n{about(one)}" for one in READERS), *found]), key


def main() -> None:
    """Write the sheets."""
    folder = Path(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    (folder / "pairs").mkdir(parents=True, exist_ok=True)
    pack = load_pack()
    wording, wording_key = wording_sheet(pack, seed)
    asked, choices, answer_key = answer_sheets(pack, seed)
    swaps, swap_key = swap_sheet(pack, seed)
    pair_key = pair_sheets(pack, seed, folder / "pairs")
    for name, text in (
        ("wordings", wording),
        ("answer-back", asked),
        ("answer-back-choices", choices),
        ("swaps", swaps),
    ):
        (folder / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")
    keys = {"wordings": wording_key, "answer-back": answer_key, "pairs": pair_key, "swaps": swap_key}
    (folder / "keys.json").write_text(json.dumps(keys, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

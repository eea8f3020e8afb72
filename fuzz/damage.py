"""A JSON value with one place of it damaged, as a fuzzer's bytes say: it gets far into a reader that checks shapes."""

from __future__ import annotations

import copy
import json
from typing import Any

import atheris

JUNK: tuple[Any, ...] = (None, True, -1, 0, 1, 2**31, 2**63, 1.5, 1e300, "", "a", [], {}, [[]], [0], {"a": 1})


def damaged(data: bytes, whole: Any) -> bytes:
    """Return a value as JSON in which up to three places are replaced, dropped, doubled or exchanged."""
    given = atheris.FuzzedDataProvider(data)
    value = copy.deepcopy(whole)
    places = list(_places(value))
    for _ in range(given.ConsumeIntInRange(1, 3)):
        holder, key = places[given.ConsumeIntInRange(0, len(places) - 1)]
        if key not in holder if isinstance(holder, dict) else key >= len(holder):
            continue
        match given.ConsumeIntInRange(0, 3):
            case 0:
                holder[key] = JUNK[given.ConsumeIntInRange(0, len(JUNK) - 1)]
            case 1:
                del holder[key]
            case 2:
                other, there = places[given.ConsumeIntInRange(0, len(places) - 1)]
                if there in other if isinstance(other, dict) else there < len(other):
                    holder[key] = copy.deepcopy(other[there])
            case _:
                holder[key] = [holder[key], copy.deepcopy(holder[key])]
    return json.dumps(value).encode()


def _places(value: Any) -> Any:
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])

"""Reading a compiled pack, as packs grow: the bundled pack with 1, 16 and 100 times its prompts and its own facts.

Each reading is measured in turn with parsing the same bytes as JSON. Milliseconds are of the processor.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

from audit import grown

from rekindle_core import Pack, load_pack
from rekindle_core.content.building.compiled import decode_compiled, encode_compiled

SIZES = (1, 16, 100)
ROUNDS = 3


def kept(pack: Pack) -> bytes:
    """Return a pack as the cache has it."""
    return encode_compiled(pack)


def milliseconds(function: Callable[[], object]) -> float:
    began = time.process_time()
    function()
    return 1000 * (time.process_time() - began)


def main() -> None:
    pack = load_pack()
    files = {size: kept(grown(pack, size)) for size in SIZES}
    for data in files.values():
        assert decode_compiled(data) is not None
    print(f"{'size':>4} {'bytes':>11} {'ms':>8} {'ratio to JSON':>14}   (median of {ROUNDS})")
    for size, data in files.items():
        body = data.partition(b"\n")[2]
        pairs = [
            (
                milliseconds(lambda data=data: decode_compiled(data)),
                milliseconds(lambda body=body: json.loads(body)),
            )  # type: ignore[misc]
            for _ in range(ROUNDS)
        ]
        ratio = statistics.median(one / other for one, other in pairs)
        print(
            f"{size:>3}x {len(data):>11,} {statistics.median(one for one, _ in pairs):>8.1f} {ratio:>14.2f}"
        )


if __name__ == "__main__":
    main()

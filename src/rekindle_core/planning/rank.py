"""Keyed ranking: an order that looks random, is the same everywhere, and is local to each list.

Each item's place comes from its own keyed hash, not from a shared stream of random numbers, so editing one
step leaves the choice in every other step unchanged.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

MOST_SEED = 2**32 - 1

MOST_KEPT = 16_384
"""The number of cached places: those of a large pack under a few seeds."""


@lru_cache(MOST_KEPT)
def keyed(seed: int, *names: str | int) -> int:
    """Return a 64-bit number that depends only on the seed and the names (BLAKE2b, RFC 7693)."""
    text = "\0".join(map(str, names)).encode()
    digest = hashlib.blake2b(text, digest_size=8, key=seed.to_bytes(8, "big")).digest()
    return int.from_bytes(digest, "big")

"""Keyed ranking: an order that looks random, is the same everywhere, and is local to what it orders.

Each thing's place comes from its own keyed hash and not from a shared stream of random numbers, so that
editing one step leaves every other step's choice as it was.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

MOST_SEED = 2**32 - 1

MOST_KEPT = 16_384
"""How many places are kept: those of a large pack under a few seeds."""


@lru_cache(MOST_KEPT)
def keyed(seed: int, *names: str | int) -> int:
    """Return a number of 64 bits that depends on the seed and the names alone (BLAKE2b, RFC 7693)."""
    text = "\0".join(map(str, names)).encode()
    digest = hashlib.blake2b(text, digest_size=8, key=seed.to_bytes(8, "big")).digest()
    return int.from_bytes(digest, "big")

"""The reader of compiled packs, given any bytes behind the digest that they should have: a Pack, or none."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import atheris
from damage import damaged

with atheris.instrument_imports(include=["rekindle_core"]):
    from rekindle_core.content.building.compiled import body_digest, decode_compiled
    from rekindle_core.content.model.pack import Pack

from rekindle_core.content.building.load import load_pack

GARDEN = Path(__file__).parent.parent / "tests/packs/garden"


def compiled() -> object:
    """Return a pack as it is kept, without its digest."""
    with tempfile.TemporaryDirectory() as folder:
        load_pack(GARDEN, cache=Path(folder))
        (path,) = Path(folder).glob("pack-*.json")
        return json.loads(path.read_bytes().partition(b"\n")[2])


WHOLE = compiled()


def try_one(data: bytes) -> None:
    """See that nothing but a Pack comes out, also where the digest is right and the rest is not."""
    decode_compiled(data)
    for body in (data, damaged(data, WHOLE)):
        pack = decode_compiled(body_digest(body).encode() + b"\n" + body)
        assert pack is None or isinstance(pack, Pack)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()

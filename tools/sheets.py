"""Makes the finished sheets in examples/sheets: for each a PDF for the client, and one for the counselor.

Run it as `python -m tools.sheets` when the content changes, and look at each. The same content gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rekindle_core import Document, Pack, load_pack, load_profile, make_handout, realise_handout, render
from rekindle_core.handout.counselor import realise_handout_for_counselor

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "examples" / "sheets"
DATE = dt.date(2027, 1, 4)


def listed() -> dict[str, dict[str, Any]]:
    """Return what sheets.yaml lists, by name."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "sheets.yaml").read_text(encoding="utf-8"))
    return found


def documents(pack: Pack, name: str, sheet: dict[str, Any]) -> tuple[Document, Document]:
    """Return a sheet and its page for the counselor."""
    profile = load_profile(pack, sheet["facts"]) if "facts" in sheet else None
    made = make_handout(pack, sheet["items"], profile, date=DATE, handout_id=name)
    return realise_handout(pack, made), realise_handout_for_counselor(pack, made)


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file."""
    pack = load_pack()
    for name, sheet in listed().items():
        for suffix, document in zip(("", "-counselor"), documents(pack, name, sheet), strict=True):
            (artifact,) = render(document, "pdf")
            yield f"{name}{suffix}.pdf", artifact.data


def main() -> None:
    """Write the files, and remove those of sheets that are no longer listed."""
    made = dict(files())
    for path in FOLDER.glob("*.pdf"):
        if path.name not in made:
            path.unlink()
    for name, data in made.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()

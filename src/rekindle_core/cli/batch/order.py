"""What the options of `rekindle batch` say; each field is named as the command's parameter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rekindle_core.frozen import Frozen


class BatchOrder(Frozen):
    """What the options say."""

    formats: tuple[str, ...]
    output: str | None
    options: tuple[str, ...]
    jobs: int | None
    force: bool
    pack_path: Path | None
    no_cache: bool
    practice: str | None
    no_practice: bool
    date: dt.datetime | None
    seed: int

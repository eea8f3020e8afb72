"""What Rekindle keeps on this machine, and where.

Input: the path of the client records. Output: paths, by what is there. Must not know: what is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rekindle_core.caseload.store.copying import backup_folder
from rekindle_core.installation.places import cache_folder

_BESIDE = ("-keys", "-wal", "-shm", "-lock")


def find_places(path: Path) -> Mapping[str, tuple[Path, ...]]:
    """Return the files and folders of records, backups and cache; the first of each is named even if it isn't there.

    Args:
        path: The client records.
    """
    before = sorted(path.parent.glob(f"{path.stem}-before-*"))
    beside = [path.with_name(f"{path.name}{suffix}") for suffix in _BESIDE]
    return {
        "records": (path, *(one for one in (*beside, *before) if one.exists())),
        "backups": (backup_folder(path),),
        "cache": (cache_folder(),),
    }

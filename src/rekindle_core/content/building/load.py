"""Loading a pack: the entry point to reading, checking and caching it.

Input: a folder, and optionally a cache folder. Output: a Pack.

A pack that was compiled before is read back from the cache, so that a start needs neither YAML nor Markdown.
The cache is only a shortcut, and can be deleted at any time.
"""

from __future__ import annotations

from pathlib import Path

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.reading.bundled import bundled_content
from rekindle_core.content.reading.raw import read_pack


def load_pack(folder: Path | str | None = None, *, cache: Path | None = None) -> Pack:
    """Load and check a content pack.

    Args:
        folder: The pack's folder; without one, the pack that comes with Rekindle.
        cache: A folder for compiled packs; without one, nothing is cached.

    Returns:
        The pack, frozen.

    Raises:
        ContentError: Something is wrong with it; `diagnostics` lists all faults of all files, by place.
    """
    raw = read_pack(bundled_content() if folder is None else Path(folder))
    if cache is not None and not raw.faults:
        from rekindle_core.content.building.compiled import read_compiled

        if (pack := read_compiled(cache, raw)) is not None:
            return pack
    # Imported here: a start that finds the compiled pack needs none of it.
    from rekindle_core.content.building.compile import compile_pack

    pack = compile_pack(raw)
    if cache is not None:
        from rekindle_core.content.building.compiled import write_compiled

        write_compiled(cache, raw, pack)
    return pack

"""Compiles the bundled pack while the wheel is built, so that the first start of an installation reads it back.

The wheel stays one for every platform, and the same commit gives the same bytes. Where version or files differ from
those that were compiled, the engine doesn't find the file, and compiles the pack as it does any other. An editable
installation has none, because its files are there to be changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPack(BuildHookInterface):  # type: ignore[type-arg]
    """What the build asks for, before and after it packs the wheel."""

    _place: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the pack, and have the wheel include it."""
        if version == "editable":
            return
        self._place = Path(tempfile.mkdtemp(prefix="rekindle-compiled-"))
        # The engine of this source, before anything that is installed; pip names the libraries of a build in this
        # variable. And sets in the same order each time.
        path = os.pathsep.join(filter(None, (str(Path(self.root) / "src"), os.environ.get("PYTHONPATH"))))
        fixed = {"PYTHONPATH": path, "PYTHONHASHSEED": "0"}
        command = [sys.executable, __file__, str(self._place)]
        try:
            subprocess.run(command, env={**os.environ, **fixed}, check=True)  # noqa: S603 - this file
        except BaseException:
            shutil.rmtree(self._place)
            raise
        (file,) = self._place.iterdir()
        build_data["force_include"][str(file)] = f"rekindle_core/_compiled/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what was compiled; the wheel has it."""
        if self._place is not None:
            shutil.rmtree(self._place)


def write(folder: Path) -> None:
    """Compile the bundled pack into a folder, under the name that an installed release looks for."""
    from rekindle_core import load_pack
    from rekindle_core.content.building.compiled import compiled_name, encode_compiled
    from rekindle_core.content.reading.bundled import bundled_content
    from rekindle_core.content.reading.raw import read_pack

    name = compiled_name(read_pack(bundled_content()), released=True)
    (folder / name).write_bytes(encode_compiled(load_pack()))


if __name__ == "__main__":
    write(Path(sys.argv[1]))

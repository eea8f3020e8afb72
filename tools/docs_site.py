"""The site of the docs as one file, to go with a release: `python -m tools.docs_site FOLDER [SOURCE]`.

Input: the folder to write into, and the source that the pages are taken from (the working folder without one).
Output: `rekindle_core-VERSION-docs.zip`. Unpacked, it is read from the disk: open index.html. The same source gives
the same bytes; a warning of Sphinx, or a link that leads nowhere, gives no file.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.site_links import broken_links

FILE = "rekindle_core-{}-docs.zip"
"""What the file is called, by its version."""
NEEDLESS = (".doctrees", ".buildinfo", "_sources")
"""What Sphinx leaves for its next run."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def build_site(source: Path, site: Path) -> None:
    """Make the pages of a source.

    Raises:
        SystemExit: Sphinx warns, or a link leads nowhere.
    """
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs", ".", str(site)]
    if subprocess.run(command, cwd=source, check=False).returncode:  # noqa: S603 - our own words
        raise SystemExit("The site was not built.")
    if broken := list(broken_links(site)):
        raise SystemExit("\n".join(["The site does not work from a folder:", *broken]))


def archive(site: Path, file: Path) -> None:
    """Write a folder into a zip: sorted, without times and owners, so that the same pages give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site)
            if path.is_file() and name.parts[0] not in NEEDLESS:
                entry = zipfile.ZipInfo(f"{file.stem}/{name.as_posix()}", _LONG_AGO)
                entry.compress_type, entry.external_attr, entry.create_system = (
                    zipfile.ZIP_DEFLATED,
                    0o644 << 16,
                    3,
                )
                pack.writestr(entry, path.read_bytes(), compresslevel=9)


def version_of(source: Path) -> str:
    """Return the version that a source has."""
    found = re.search(
        r'"([0-9][^"]*)"', (source / "src/rekindle_core/_version.py").read_text(encoding="utf-8")
    )
    if found is None:
        raise SystemExit("src/rekindle_core/_version.py has no version.")
    return found[1]


def main(folder: str, source: str = ".") -> None:
    """Build, look, and write the file."""
    target = Path(folder).resolve()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        build_site(Path(source), site := Path(place) / "site")
        archive(site, target / FILE.format(version_of(Path(source))))


if __name__ == "__main__":
    main(*sys.argv[1:])

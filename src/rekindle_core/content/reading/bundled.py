"""The folders of the content that comes with Rekindle: its files, and in an installed wheel what they compile to."""

from __future__ import annotations

from pathlib import Path


def bundled_content() -> Path:
    """Return the folder of the bundled pack, which also contains `schema/`.

    In a checkout (and so in an editable install) it is `content/` at the top; in an installed wheel it
    is `_content` inside the package.
    """
    package = _package()
    checkout = package.parent.parent / "content"
    return checkout if (checkout / "pack.yaml").is_file() else package / "_content"


def bundled_compiled() -> Path:
    """Return the folder of the bundled pack as it was compiled when the wheel was built; a checkout has none."""
    return _package() / "_compiled"


def _package() -> Path:
    return Path(__file__).resolve().parent.parent.parent

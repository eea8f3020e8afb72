"""The folder of the content that comes with Rekindle."""

from __future__ import annotations

from pathlib import Path


def bundled_content() -> Path:
    """Return the folder of the bundled pack, which also contains `schema/`.

    In a checkout (and so in an editable install) it is `content/` at the top; in an installed wheel it
    is `_content` inside the package.
    """
    package = Path(__file__).resolve().parent.parent.parent
    checkout = package.parent.parent / "content"
    return checkout if (checkout / "pack.yaml").is_file() else package / "_content"

"""The topics of `rekindle help`: one page each, in topics/*.md.

They are Markdown that is plain enough to be read without rendering, laid out for 80 columns.
"""

from __future__ import annotations

from pathlib import Path

_TOPICS = Path(__file__).parent / "topics"


def topics() -> dict[str, str]:
    """Return the names of the topics, each with its subject."""
    return {
        page.stem: _text(page).splitlines()[0].partition(": ")[2] for page in sorted(_TOPICS.glob("*.md"))
    }


def read_topic(name: str) -> str:
    """Return the page of a topic."""
    return _text(_TOPICS / f"{name}.md")


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")

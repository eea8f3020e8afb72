"""The counselor's pages: asked for by name, made beside the program, never in it.

Input: the plan that the client's copy was made from. Output: files of their own. Must not know: where they go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rekindle_core.content.model.pack import Pack
from rekindle_core.document.nodes import Document
from rekindle_core.engine import render
from rekindle_core.errors import UsageError
from rekindle_core.extension.format import Format
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import replace
from rekindle_core.making.names import Made
from rekindle_core.planning.plan import Plan
from rekindle_core.profile.overrides import Override

if TYPE_CHECKING:
    from rekindle_core.practice.load import PracticeFile

Asked: TypeAlias = tuple[Format, dict[str, str]]
"""A format, and its own options."""

SUFFIX = "-counselor"
"""What is added to the names of their files, before the format's suffix."""


def without_addressed(asked: Sequence[Asked], warn: Callable[[str], None]) -> list[Asked]:
    """Return the formats for the counselor's pages, out of those that were requested.

    Raises:
        UsageError: They were requested only in formats whose files go directly to the reader.
    """
    fitting = [(format_, own) for format_, own in asked if not format_.addressed]
    left_out = [format_.name for format_, _ in asked if format_.addressed]
    if left_out:
        said = (
            f"What {' and '.join(left_out)} makes goes to the client, so it never makes the counselor's "
            "pages."
        )
        if not fitting:
            hint = "add another format, such as --format pdf."
            raise UsageError(said, code="counselor-mailed", hint=hint)
        warn(said)
    return fitting


def counselor_pages(
    pack: Pack,
    plan: Plan,
    practice: PracticeFile | None,
    asked: Sequence[Asked],
    plugins: Plugins,
    warn: Callable[[str], None],
    *,
    overrides: Sequence[Override] = (),
) -> list[Made]:
    """Return the counselor's pages in each format, with file names that differ from the client's.

    Args:
        pack: The pack.
        plan: The plan that the client's copy was made from.
        practice: What the practice's file says.
        asked: The formats, and each one's own options.
        plugins: The plugins.
        warn: Takes sentences about what a format cannot show.
        overrides: The facts that were set otherwise than the profile has them.
    """
    from rekindle_core.counselor.pages import realise_for_counselor

    document = realise_for_counselor(pack, plan, practice, overrides=overrides)
    return in_own_files(document, asked, plugins, warn)


def in_own_files(
    document: Document, asked: Sequence[Asked], plugins: Plugins, warn: Callable[[str], None]
) -> list[Made]:
    """Return the counselor's Document in each format, with file names that differ from the client's."""
    made: list[Made] = []
    for format_, own in asked:
        artifacts = render(document, format_.name, own, plugins=plugins, warn=warn)
        named = tuple(replace(one, suffix=f"{SUFFIX}{one.suffix}") for one in artifacts)
        made.append((format_, named))
    return made

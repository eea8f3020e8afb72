"""The stages in order: a Document, its rows, the bytes of a file.

Input: a Document and the options. Output: one file. Must not know: how a block is worded.
"""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core import Artifact, Document, RenderError, Request
from rekindle_csv import Options
from rekindle_csv.rows import rows
from rekindle_csv.table import table

LEFT_OUT = (
    "The table has the prompts, self-checks, notes and help lines. It is not the whole program: build another format "
    "as well."
)


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the table.

    Raises:
        RenderError: The Document is nested too deeply to be written.
    """
    try:
        found = rows(document)
    except RecursionError:
        hint = "ask the plugin that added to it; REKINDLE_PLUGINS=none makes the program without."
        raise RenderError("The program is nested too deeply for a table.", hint=hint) from None
    request.warn(LEFT_OUT)
    for_anki = request.options.program == "anki"
    kind = "text/plain" if for_anki else "text/csv"
    data = table(found, for_anki=for_anki)
    return (Artifact(".anki.txt" if for_anki else ".csv", f"{kind}; charset=utf-8", data),)

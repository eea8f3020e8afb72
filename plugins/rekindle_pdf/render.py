"""The renderer: a Document as one PDF.

Input: a Document and the options. Output: one `.pdf`.
Must not know: how a page is set (the template), or how the compiler is run.

The steps can be inspected one by one: the Document becomes plain data (`data`), the compiler sets the data
with the template (`compile`), what cannot be set is explained (`complaint`), and the places for answers
become fields (`finish`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from rekindle_core import Artifact, Document, RenderError, Request, UsageError
from rekindle_pdf.compile import TypesettingError, compile_pdf
from rekindle_pdf.complaint import complaint, too_deep
from rekindle_pdf.data import PageData, document_data
from rekindle_pdf.finish import finish
from rekindle_pdf.inlines import Data
from rekindle_pdf.options import Options
from rekindle_pdf.password import read_password
from rekindle_pdf.practice import practice_files, with_accent
from rekindle_pdf.theme import Theme, load_theme, themes


def render(document: Document, request: Request[Options]) -> Sequence[Artifact]:
    """Return the Document as a PDF.

    Raises:
        RenderError: A letter that no font has, or nesting that is too deep for a page.
        UsageError: An option that names what is not there.
    """
    options = request.options
    theme = load_theme(options.theme)
    fonts = _folder(options.fonts)
    password = read_password(options.password, request.warn)

    def set_(*, repeat: bool) -> tuple[PageData, bytes, tuple[str, ...]]:
        page = document_data(
            document,
            private=options.private,
            answers=request.answers,
            repeat=repeat,
            ordinary=options.size == "normal" and options.theme in themes() and not fonts,
            warn=request.warn,
        )
        return page, *_set(page, document, theme, options, fonts)

    try:
        page, pdf, warnings = _with_plans(set_, request) if options.fillable else set_(repeat=False)
    except RecursionError:
        raise too_deep() from None
    for warning in warnings:
        request.warn(f"Warning from the PDF compiler: {warning}.")
    fields = page.fields if options.fillable else ()
    if request.answers and not fields:
        request.warn("Answers are left out: a PDF to fill in by hand has no fields for them.")
    finished = finish(
        pdf,
        fields,
        document=document,
        size=16 if options.size == "large" else 10,
        fonts=fonts,
        password=password,
        warn=request.warn,
    )
    return (Artifact(suffix=".pdf", media_type="application/pdf", data=finished),)


def _with_plans(
    set_: Callable[..., tuple[PageData, bytes, tuple[str, ...]]], request: Request[Options]
) -> tuple[PageData, bytes, tuple[str, ...]]:
    """Set the pages with plans of earlier sessions repeated; without, if nothing but their letters is in the way.

    The program that opens the file shows such an answer in its field, and an answer never stops a build.
    """
    try:
        return set_(repeat=True)
    except RenderError as error:
        if error.code != "no-letter" or not request.answers:
            raise
        made = set_(repeat=False)
        request.warn(
            "A plan of an earlier session is not repeated: the PDF's fonts lack one of its characters."
        )
        return made


def _set(
    page: PageData, document: Document, theme: Theme, options: Options, fonts: str
) -> tuple[bytes, tuple[str, ...]]:
    try:
        return compile_pdf(
            page.json,
            _look(theme, options, document, page.json["practice"]),
            day=document.date,
            files={**theme.files, **practice_files(document.practice)},
            fonts=fonts,
        )
    except TypesettingError as error:
        raise complaint(error.message, page.typed) from error


def _folder(given: str) -> str:
    """Return the folder with more fonts, by its whole path; nothing for none."""
    if not given:
        return ""
    # A home that there is not, and links that lead round in a circle, are paths that lead nowhere.
    folder = Path(os.path.realpath(os.path.expanduser(given)))  # noqa: PTH111
    if not folder.is_dir():
        hint = "use a folder that contains .ttf or .otf files."
        raise UsageError(f"There is no font folder at {given}.", code="no-fonts", hint=hint)
    return str(folder)


def _look(theme: Theme, options: Options, document: Document, said: Data | None) -> Data:
    return {
        **theme.look,
        "colours": with_accent(theme.look["colours"], document.practice),
        "foot": said["foot"] if said else "",
        "sheet": document.sheet,
        "paper": options.paper,
        "size": options.size,
        "fillable": options.fillable,
        "writing": options.writing,
    }

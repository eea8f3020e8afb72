"""The last step: places the fields, and writes the file compressed and, if requested, encrypted.

Input: the compiler's PDF. Output: the bytes to be saved. Must not know: the template.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from rekindle_core import Document
from rekindle_pdf.fields import place_fields
from rekindle_pdf.filled.mark import FileMark, write_mark
from rekindle_pdf.form import FormField
from rekindle_pdf.pdf_file import is_page, read_pdf, write_pdf

MOST_PAGES = 2
"""How many pages a handout has at most: both sides of one sheet."""


def finish(
    pdf: bytes,
    fields: Sequence[FormField],
    *,
    document: Document,
    size: int,
    fonts: str = "",
    password: str = "",
    warn: Callable[[str], None],
) -> bytes:
    """Return a PDF with its fields, ready to save.

    Args:
        pdf: The compiler's.
        fields: Those that it must hold, in reading order.
        document: What it was made from; the file notes of which program it is.
        size: That of answers' letters, in points.
        fonts: A folder with more fonts.
        warn: Receives a sentence about answers that cannot be shown.
        password: What the file is locked with (AES-256); nothing leaves it open.

    Returns:
        The file; the same to the byte for the same arguments, but for one that is locked, since a lock that
        is the same each time would tell something.
    """
    file = read_pdf(pdf)
    # The counselor's page of a handout is a sheet too, and has no limit.
    if document.sheet and not document.notice and (pages := sum(map(is_page, file.objects))) > MOST_PAGES:
        warn(f"It takes {pages} pages; a handout has one or two. Choose fewer items.")
    if missing := place_fields(file, fields, program=document.program_id, size=size, fonts=fonts):
        warn(
            f"Answers have {len(missing)} characters that no font has. The file keeps them, but shows an "
            "empty box for each; add a folder with a font that has them (--option fonts=DIR)."
        )
    write_mark(
        file, FileMark(document.program_id, document.pack, document.pack_version, len(fields)), document.date
    )
    # The compiler writes down that nothing is suspected, in a way that some readers take for a mistake.
    file.objects[file.root] = file.objects[file.root].replace(b"/Suspects false", b"", 1)
    finished = write_pdf(file)
    return _locked(finished, password) if password else finished


def _locked(pdf: bytes, password: str) -> bytes:
    import pikepdf  # It takes a while to load, and most files have no password.

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        # Anyone who can open the file may do everything with it, and so may a screen reader.
        lock = pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True)
        modes = pikepdf.ObjectStreamMode
        file.save(out, encryption=lock, object_stream_mode=modes.generate, fix_metadata_version=False)
    return out.getvalue()

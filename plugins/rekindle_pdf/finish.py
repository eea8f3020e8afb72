"""The last step: fields are placed, and the file is written small, whole and, if wished, locked.

Comes in: the compiler's PDF. Goes out: the bytes to be saved. Must not know: Documents, or the template.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from rekindle_pdf.fields import place_fields
from rekindle_pdf.pdf_file import read_pdf, write_pdf
from rekindle_pdf.responses import FormField


def finish(pdf: bytes, fields: Sequence[FormField], *, size: int, password: str = "") -> bytes:
    """Return a PDF with its fields, as it is to be saved.

    Args:
        pdf: The compiler's.
        fields: Those that it must hold, in reading order.
        size: That of answers' letters, in points.
        password: What the file is locked with (AES-256); nothing leaves it open.

    Returns:
        The file; the same to the byte for the same arguments, but for one that is locked, since a lock that
        is the same each time would tell something.
    """
    file = read_pdf(pdf)
    place_fields(file, fields, size=size)
    # The compiler writes down that nothing is suspected, in a way that some readers take for a mistake.
    file.objects[file.root] = file.objects[file.root].replace(b"/Suspects false", b"", 1)
    finished = write_pdf(file)
    return _locked(finished, password) if password else finished


def _locked(pdf: bytes, password: str) -> bytes:
    import pikepdf  # It takes a while to load, and most files are open.

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        # Nobody is kept from anything once they have opened it; least of all a screen reader.
        lock = pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True)
        modes = pikepdf.ObjectStreamMode
        file.save(out, encryption=lock, object_stream_mode=modes.generate, fix_metadata_version=False)
    return out.getvalue()

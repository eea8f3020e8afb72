"""The last step: fields are placed, and the file is written small, whole and, if wished, locked.

Comes in: the compiler's PDF. Goes out: the bytes to be saved. Must not know: Documents, or the template.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from rekindle_pdf.fields import place_fields
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
    with pikepdf.open(io.BytesIO(pdf)) as file:
        place_fields(file, fields, size=size)
        # The compiler writes down that nothing is suspected, in a way that some readers take for a mistake.
        if "/Suspects" in file.Root.MarkInfo:
            del file.Root.MarkInfo.Suspects
        out = io.BytesIO()
        locked: pikepdf.Encryption | bool = False
        if password:
            # Nobody is kept from anything once they have opened it; least of all a screen reader.
            locked = pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True)
        file.save(
            out,
            encryption=locked,
            deterministic_id=not password,
            fix_metadata_version=False,  # It says what it has to, and reading it takes time.
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()

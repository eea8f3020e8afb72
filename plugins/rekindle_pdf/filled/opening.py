"""Opening a PDF that came from outside, within limits.

Input: bytes, and a password. Output: an open file, or an AnswersError. Must not know: forms, or answers.

The library that reads PDFs repairs what is broken, and unpacks what is packed. What it unpacks is limited here: a small
file could fill the memory otherwise. One packing (LZW) has no limit in the library, and nobody uses it any more.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rekindle_core import AnswersError

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES = 20_000_000
"""The largest file size; a program of 52 sessions with every answer filled in has less than two million."""
MOST_UNPACKED = 16_000_000
"""How much one stream may unpack to; ours are below a tenth of a million."""
_LIMITS: dict[str, Any] = {
    "flate_max_memory": MOST_UNPACKED,
    "run_length_max_memory": MOST_UNPACKED,
    "png_max_memory": MOST_UNPACKED,
    "tiff_max_memory": MOST_UNPACKED,
    "max_stream_filters": 4,
    "parser_max_nesting": 100,
    "doc_max_warnings": 1_000,
}
_HEAD = 1024
_BEFORE = b"\xef\xbb\xbf\0\t\n\f\r "
"""What may come before a PDF says what it is; a text that quotes a PDF is none."""


def _spelled(name: bytes) -> bytes:
    """Return a pattern for a name, of which any letter may be written as a number."""
    return b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name)


_UNLIMITED = re.compile(
    rb"/%b(?:%b)?(?![A-Za-z#])|/%b[\x00\t\n\f\r ]+\d+[\x00\t\n\f\r ]+\d+[\x00\t\n\f\r ]+R"
    % (_spelled(b"LZW"), _spelled(b"Decode"), _spelled(b"Filter"))
)
"""The packing without a limit, and filters that are named somewhere else."""

# The library's limits apply to the whole process.
_READING = threading.Lock()


def is_pdf(data: bytes) -> bool:
    """Return whether bytes claim to be a PDF."""
    return data[:_HEAD].lstrip(_BEFORE).startswith(b"%PDF-")


@contextmanager
def opened(data: bytes, password: str) -> Iterator[pikepdf.Pdf]:
    """Give a PDF, open for reading, while limits hold.

    Args:
        data: The file.
        password: What it is locked with; empty for none.

    Raises:
        AnswersError: It is too large, locked or damaged beyond reading, also while it is being read.
    """
    import pikepdf
    from pikepdf.settings import set_qpdf_limits

    if len(data) > MOST_BYTES:
        raise AnswersError(
            f"The PDF has {len(data) / 1e6:.0f} MB; a filled-in program has less than {MOST_BYTES / 1e6:.0f} MB.",
            code="answers-size",
            hint="use the file that was filled in; answers can't be read from images of its pages.",
        )
    if _UNLIMITED.search(data):
        raise AnswersError(
            "The PDF is compressed in a way that isn't supported.",
            code="damaged-answers",
            hint="open the file in a PDF viewer, save a copy, and use the copy.",
        )
    with _READING:
        before: dict[str, Any] = set_qpdf_limits(**_LIMITS)
        try:
            with pikepdf.open(io.BytesIO(data), password=password, inherit_page_attributes=False) as pdf:
                yield pdf
        except pikepdf.PasswordError:
            raise _locked(bool(password)) from None
        except _faults() as error:
            raise damaged() from error
        finally:
            set_qpdf_limits(**before)


def _faults() -> tuple[type[Exception], ...]:
    import pikepdf

    return (
        pikepdf.PdfError,
        pikepdf.PikepdfError,
        # Exceptions of the library's own code for invalid objects.
        RuntimeError,
        ValueError,
        OverflowError,
    )


def damaged() -> AnswersError:
    """Return the error for a damaged file."""
    return AnswersError(
        "The PDF is damaged, and its answers cannot be read.",
        code="damaged-answers",
        hint="open it in a PDF viewer, save a copy, and use the copy.",
    )


def _locked(tried: bool) -> AnswersError:
    if tried:
        return AnswersError(
            "The password does not open the PDF.",
            code="locked-answers",
            hint="use the password that the PDF was made with.",
        )
    return AnswersError(
        "The PDF is locked with a password.",
        code="locked-answers",
        hint="use the password that the PDF was made with.",
    )

"""Rows as the bytes of a table: comma-separated values, as RFC 4180 describes them.

Input: rows. Output: bytes. Must not know: Documents.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence

from rekindle_csv.row import Row

_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula, which could open an address."""

_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes the file for one in the letters of the machine's own country."""


def table(rows: Sequence[Row], *, for_anki: bool) -> bytes:
    """Return a table with the names of its columns in front.

    Args:
        rows: What it holds.
        for_anki: Whether Anki reads it, which takes the names from a comment, or a spreadsheet.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    if for_anki:
        file.write(f"#separator:Comma\r\n#html:false\r\n#columns:{','.join(Row._fields)}\r\n")
    else:
        file.write(_BYTE_ORDER_MARK)
        writer.writerow(Row._fields)
    writer.writerows(map(as_text, row) for row in rows)
    return file.getvalue().encode()


def as_text(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> as_text("=1+1"), as_text("1 = 1")
    ("'=1+1", '1 = 1')
    """
    # Some programs take the wide forms of these characters as well.
    return f"'{cell}" if unicodedata.normalize("NFKC", cell.lstrip()[:1]).startswith(_FORMULA) else cell

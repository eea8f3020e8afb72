"""Cells that a spreadsheet would run as a formula: escaped when they are written to CSV, and read back.

Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet may take for a formula."""


def escaped(text: str) -> str:
    """Return a text as a cell of CSV that every spreadsheet shows as text.

    >>> escaped("=1+1"), escaped("'=1+1"), escaped("none")
    ("'=1+1", "''=1+1", 'none')
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def unescaped(cell: str) -> str:
    """Return the text of a cell that `escaped` wrote.

    >>> unescaped("'=1+1"), unescaped("''=1+1"), unescaped("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell

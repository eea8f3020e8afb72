"""Writes the table of countries: codes and short names of ISO 3166-1, as pycountry has them.

For whoever brings the table up to date; needs pycountry. Run it as `python tools/countries.py`.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pycountry

HERE = Path(__file__).resolve().parent.parent / "src" / "rekindle_core" / "content" / "iso_3166.py"
_HEAD = '''"""The countries of ISO 3166-1: two-letter code, three-letter code, English short name.

Written by `python tools/countries.py` from pycountry {version} (Debian's iso-codes); a test compares the two.
Where ISO's short name turns words round ("Korea, Republic of") and a common one is known, that one is here.
"""

from __future__ import annotations

TABLE = """\\
'''


def table() -> str:
    """Return the table, one country a line, in the order of the codes."""
    rows = sorted(
        (one.alpha_2, one.alpha_3, getattr(one, "common_name", one.name)) for one in pycountry.countries
    )
    return "".join(f"{' '.join(row)}\n" for row in rows)


def main() -> None:
    """Write the module."""
    HERE.write_text(f'{_HEAD.format(version=version("pycountry"))}{table()}"""\n', encoding="utf-8")


if __name__ == "__main__":
    main()

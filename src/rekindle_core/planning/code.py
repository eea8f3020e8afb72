"""The program's code: what is printed on the page, and makes the same program again.

Twenty-five characters in groups of five, of Crockford's alphabet (no I, L, O or U to misread):

    1  format   of this code
    7  seed
    8  check of the canonical profile
    4  check of the pack's digest
    2  check of the other inputs: date, earlier prompts
    2  check of the core's version
    1  check character over all the others

The checks are short pieces of digests: they tell which input has changed, not what it was. Where two
programs must never be taken for one another, `Plan.digest` is used.

Source: D. Crockford, Base 32, 2019 (crockford.com/base32.html).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from rekindle_core._version import __version__
from rekindle_core.content.pack import Pack
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.planning.profile import Profile

CODE_FORMAT = 1
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FIELDS = (("format", 1), ("seed", 7), ("profile", 8), ("pack", 4), ("inputs", 2), ("core", 2))
_GROUP = 5


class CodeInputs(Frozen):
    """What a code stands for, each as the text that its check is taken of, the seed aside."""

    seed: int
    profile: str
    pack: str
    inputs: str
    core: str

    @property
    def digest(self) -> str:
        """SHA-256 of all of it, in hex."""
        text = "\0".join((str(CODE_FORMAT), str(self.seed), self.profile, self.pack, self.inputs, self.core))
        return hashlib.sha256(text.encode()).hexdigest()


def code_inputs(pack: Pack, profile: Profile, seed: int, date: dt.date, avoid: Iterable[str]) -> CodeInputs:
    """Return what the code of a plan stands for."""
    inputs = "\0".join((date.isoformat(), *sorted(avoid)))
    return CodeInputs(seed=seed, profile=profile.digest, pack=pack.digest, inputs=inputs, core=__version__)


def make_code(inputs: CodeInputs) -> str:
    """Return the printable code."""
    parts = {
        "format": _digits(CODE_FORMAT, 1),
        "seed": _digits(inputs.seed, 7),
        "profile": _check(inputs.profile, 8),
        "pack": _check(inputs.pack, 4),
        "inputs": _check(inputs.inputs, 2),
        "core": _check(inputs.core, 2),
    }
    body = "".join(parts[name] for name, _ in _FIELDS)
    whole = body + _check(body, 1)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def read_seed(code: str) -> int:
    """Return the seed of a code as somebody typed it.

    Raises:
        UsageError: It is no code, is mistyped, or is of a newer format.
    """
    return int(_decode(_fields(code)["seed"]))


def differences(code: str, inputs: CodeInputs) -> tuple[str, ...]:
    """Return which inputs differ from those that a code was made with: profile, pack, inputs or core.

    Raises:
        UsageError: It is no code, is mistyped, or is of a newer format.
    """
    old, new = _fields(code), _fields(make_code(inputs))
    return tuple(name for name, _ in _FIELDS if old[name] != new[name])


def _fields(code: str) -> dict[str, str]:
    typed = code.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    length = sum(width for _, width in _FIELDS) + 1
    if len(typed) != length or not set(typed) <= set(ALPHABET):
        raise UsageError(
            f"“{code}” is not a program's code.", code="bad-code", hint=f"it has {length} characters."
        )
    if _check(typed[:-1], 1) != typed[-1]:
        raise UsageError(f"The code “{code}” is mistyped.", code="bad-code", hint="compare it with the page.")
    fields: dict[str, str] = {}
    at = 0
    for name, width in _FIELDS:
        fields[name] = typed[at : at + width]
        at += width
    if _decode(fields["format"]) < CODE_FORMAT:
        raise UsageError(
            f"“{code}” is not a program's code.", code="bad-code", hint="compare it with the page."
        )
    if _decode(fields["format"]) > CODE_FORMAT:
        raise UsageError(
            "The code is of a newer version of Rekindle.", code="newer-format", hint="install it."
        )
    return fields


def _digits(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def _decode(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * len(ALPHABET) + ALPHABET.index(digit)
    return number


def _check(text: str, width: int) -> str:
    number = int.from_bytes(hashlib.sha256(f"{width}\0{text}".encode()).digest(), "big")
    return _digits(number, width)

"""The program's code, which is printed on the page and makes the same program again.

Twenty characters in groups of five, of Crockford's alphabet (no I, L, O or U to misread):

1 format of this code 7 seed 5 date as a number of days 2 pack check of its digest 2 version check of the
core's version 2 inputs check of the profile and everything else 1 check of all the others, against typing
errors

Seed, date, pack and version are no secrets: they are printed, or the same for everyone. Only the two
characters of `inputs`, ten bits, depend on the reader's answers, and they are computed with a key that is not
on the page (`planning.identity`): someone who has the page can't test a guess against them.

Source: D. Crockford, Base 32, 2019 (crockford.com/base32.html).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Literal, TypeAlias

from rekindle_core._version import __version__
from rekindle_core.content.model.pack import Pack
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.planning.identity import ALPHABET, Identity, digits, value
from rekindle_core.profile.current import Current, current
from rekindle_core.profile.profile import Profile

CODE_FORMAT = 2
_FIELDS = (("format", 1), ("seed", 7), ("date", 5), ("pack", 2), ("version", 2), ("inputs", 2), ("check", 1))
_FIRST_FORMAT = (("format", 1), ("seed", 7), ("checks", 16), ("check", 1))
"""The fields of codes from earlier versions; only their seed is still of use."""
_GROUP = 5

Difference: TypeAlias = Literal["seed", "pack", "version", "date", "something else"]


class ProgramInputs(Frozen):
    """The input of a program."""

    seed: int
    profile: str
    pack: str
    avoid: tuple[str, ...]
    date: dt.date
    version: str = __version__

    @property
    def text(self) -> str:
        """All of it except the date and the version, in one form for each meaning."""
        return "\0".join((str(self.seed), self.profile, self.pack, *self.avoid))


class ReadCode(Frozen):
    """The contents of a code: the seed, the date (None in a code from an earlier version), and its checks by name."""

    seed: int
    date: dt.date | None
    fields: dict[str, str]


def program_inputs(
    pack: Pack, profile: Profile, seed: int, date: dt.date, avoid: Iterable[str]
) -> ProgramInputs:
    """Return the input of a plan, with the profile as it counts on that day."""
    return inputs_as_of(pack, current(pack, profile, date), seed, date, avoid)


def inputs_as_of(pack: Pack, now: Current, seed: int, date: dt.date, avoid: Iterable[str]) -> ProgramInputs:
    """Return the input of a plan, from what is known to count on that day."""
    return ProgramInputs(seed, now.profile.digest, pack.digest, tuple(sorted(avoid)), date)


def make_code(inputs: ProgramInputs, identity: Identity) -> str:
    """Return the printable code."""
    parts = {
        "format": digits(CODE_FORMAT, 1),
        "seed": digits(inputs.seed, 7),
        "date": digits(inputs.date.toordinal(), 5),
        "pack": _check(inputs.pack, 2),
        "version": _check(inputs.version, 2),
        "inputs": identity.check(inputs.text, 2),
    }
    body = "".join(parts[name] for name, _ in _FIELDS[:-1])
    whole = body + _check(body, 1)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def read_code(code: str) -> ReadCode:
    """Return the contents of a typed code.

    Raises:
        UsageError: It isn't a code, has a typo, or has a newer format.
    """
    typed = code.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    layout = _FIRST_FORMAT if typed[:1] == "1" else _FIELDS
    if len(typed) != sum(width for _, width in layout) or not set(typed) <= set(ALPHABET):
        hint = f"a code has {sum(width for _, width in _FIELDS)} characters."
        raise UsageError(f"“{code[:60]}” isn't a valid program code.", code="bad-code", hint=hint)
    if _check(typed[:-1], 1) != typed[-1]:
        raise UsageError(
            f"The code “{code}” has a typo.", code="bad-code", hint="check it against the code on the page."
        )
    found, at = {}, 0
    for name, width in layout:
        found[name] = typed[at : at + width]
        at += width
    format_ = value(found["format"])
    if format_ > CODE_FORMAT:
        message = "The code comes from a newer version of Rekindle."
        raise UsageError(message, code="newer-format", hint="install that version.")
    if format_ == 1:
        return ReadCode(value(found["seed"]), None, found)
    day = value(found["date"])
    if format_ < 1 or not 0 < day <= dt.date.max.toordinal():
        hint = "check it against the code on the page."
        raise UsageError(f"“{code}” isn't a valid program code.", code="bad-code", hint=hint)
    return ReadCode(value(found["seed"]), dt.date.fromordinal(day), found)


def differences(code: str, inputs: ProgramInputs, identity: Identity) -> tuple[Difference, ...]:
    """Return what differs from the program that a code belongs to; never a fact.

    Args:
        code: The code.
        inputs: The current input of the program.
        identity: The source of its id; with another one, something else differs.

    Raises:
        UsageError: It isn't a code, has a typo, or has a newer format.
    """
    old, new = read_code(code), read_code(make_code(inputs, identity))
    found: list[Difference] = []
    if old.seed != new.seed:
        found.append("seed")
    if old.date is None:
        return (*found, "version")
    names: tuple[Literal["pack", "version"], ...] = ("pack", "version")
    found += [name for name in names if old.fields[name] != new.fields[name]]
    if old.date != new.date:
        found.append("date")
    # This check also covers seed and pack, so it is meaningful only if these are the same.
    if not {"seed", "pack"} & set(found) and old.fields["inputs"] != new.fields["inputs"]:
        found.append("something else")
    return tuple(found)


def is_same_program(code: str, other: str) -> bool:
    """Return whether two codes differ only in the date or the version of Rekindle, as far as codes can show.

    Args:
        code: A text that may be a code.
        other: A code of this version.
    """
    try:
        old, new = read_code(code).fields, read_code(other).fields
    except UsageError:
        return False
    return all(old.get(name) == new[name] for name in ("seed", "pack", "inputs"))


def _check(text: str, width: int) -> str:
    number = int.from_bytes(hashlib.sha256(f"{width}\0{text}".encode()).digest(), "big")
    return digits(number, width)

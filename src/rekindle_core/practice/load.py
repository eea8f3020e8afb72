"""Loading a practice: the entry point to reading and checking practice.yaml and its logo.

Input: a path. Output: a PracticeFile.
Must not know: packs, profiles, or what a page looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Any

from msgspec import field

from rekindle_core.bounded import read_regular
from rekindle_core.content.reading.cut_text import cut_texts, with_cut
from rekindle_core.content.reading.source import ReadError, Source, as_shown, decode, read_bytes
from rekindle_core.content.reading.text_places import free_texts
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic, Position, shown_path
from rekindle_core.document.colour import readable
from rekindle_core.document.nodes import Block, Blocks, HelpLine, ItemList, Logo, Paragraph, Practice, Text
from rekindle_core.errors import PracticeError
from rekindle_core.frozen import Frozen, replace
from rekindle_core.practice.lines import LineCheck, read_lines
from rekindle_core.practice.logo import MOST_BYTES, read_logo
from rekindle_core.practice.logo_error import LogoError
from rekindle_core.practice.shape import is_plainly_right
from rekindle_core.profile.clean import clean_text

PRACTICE_FORMAT = 1
"""The format number of practice.yaml; a newer one is rejected by name."""

_WHITE = "#ffffff"
_SHOWN = ("name", "clinician", "phone", "email", "footer")


class PracticeFile(Frozen):
    """The contents of a practice.yaml.

    Attributes:
        practice: The data that any page may show.
        country: Its country, as an ISO 3166-1 code, whose help lines are printed if the reader's country is
            unknown. May be empty.
        consent: The agreements before the work begins, for the counselor's own pages.
        confidentiality: What stays between counselor and client and what can't, if given.
        licence: The clinician's licence or registration, if given.
        adapted_by: Who adapted the program, if given.
        help_lines: Its own help lines, which come before those of the pack.
        checked: When its own lines and lines of the pack were last checked, by their ids; for the counselor.
    """

    practice: Practice
    country: str = ""
    consent: Blocks = ()
    confidentiality: Blocks = ()
    licence: str = ""
    adapted_by: str = ""
    help_lines: tuple[HelpLine, ...] = ()
    checked: Mapping[str, LineCheck] = field(default_factory=dict)


def load_practice(path: Path | str, *, warn: Callable[[str], None] | None = None) -> PracticeFile:
    """Read and check a practice.yaml, and the logo that it names.

    Args:
        path: The file.
        warn: Receives a sentence about each adjustment, such as a darker color.

    Returns:
        Its contents, with cleaned texts.

    Raises:
        PracticeError: Something in it cannot be used; `diagnostics` lists every fault, by place.
    """
    path = Path(path)
    name = shown_path(path)
    try:
        data = read_bytes(path, name)
    except ReadError as refused:
        raise PracticeError([refused.diagnostic], {}) from None
    return _read(data, name, path.parent, warn or (lambda sentence: None))


def practice_faults(data: bytes) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the bytes of a practice.yaml that names no logo."""
    try:
        _read(data, "practice.yaml", Path(), lambda sentence: None)
    except PracticeError as error:
        return error.diagnostics
    return ()


def _read(data: bytes, name: str, folder: Path, warn: Callable[[str], None]) -> PracticeFile:
    texts = {name: as_shown(data)}
    try:
        source = read_yaml(decode(data, name), name)
    except ReadError as refused:
        raise PracticeError([refused.diagnostic], texts) from None
    cut = cut_texts(source, lambda: free_texts(source, "practice"))
    if faults := with_cut(cut, source, _shape_faults(source)):
        raise PracticeError(faults, texts)
    found: list[Diagnostic] = []
    logo = _logo(source, folder, found, texts) if "logo" in source.data else None
    own_lines, checked = read_lines(source, found)
    if found:
        raise PracticeError(sorted(found, key=lambda fault: fault.position), texts)
    return replace(_practice_file(source.data, logo, warn), help_lines=own_lines, checked=checked)


def _shape_faults(source: Source) -> tuple[Diagnostic, ...]:
    number = source.data.get("format") if isinstance(source.data, dict) else None
    if isinstance(number, int | float) and number > PRACTICE_FORMAT:
        message = f"The file has format {number}; this version of Rekindle reads up to {PRACTICE_FORMAT}."
        hint = "install a newer version of Rekindle."
        return (Diagnostic(source.position(("format",)), "newer-format", message, hint),)
    if is_plainly_right(source.data):
        return ()
    # Imported here: this needs a library that a valid file doesn't.
    from rekindle_core.content.reading.shapes.check import check_shape

    return check_shape(source, "practice")


def _logo(source: Source, folder: Path, faults: list[Diagnostic], texts: dict[str, str]) -> Logo | None:
    here = source.position(("logo",))
    written = PurePath(source.data["logo"])
    if written.is_absolute() or ".." in written.parts:
        message = "The logo must be in the same folder as this file, or in a subfolder."
        faults.append(Diagnostic(here, "bad-logo", message, "copy it there, and write only its name."))
        return None
    path = folder / written
    if not path.is_file():
        hint = "check its name; capital letters matter."
        faults.append(Diagnostic(here, "missing-file", f"There is no file {shown_path(path)}.", hint))
        return None
    try:
        data = read_regular(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        message = f"The logo cannot be read: {getattr(error, 'strerror', None) or error}."
        faults.append(Diagnostic(here, "unreadable", message, "check the path."))
        return None
    try:
        return read_logo(data)
    except LogoError as fault:
        if fault.line:
            shown = shown_path(path)
            texts[shown] = as_shown(data)
            here = Position(shown, fault.line, fault.column)
        faults.append(Diagnostic(here, fault.code, fault.message, fault.hint))
    return None


def _practice_file(data: dict[str, Any], logo: Logo | None, warn: Callable[[str], None]) -> PracticeFile:
    texts = {key: clean_text(data.get(key, "")) for key in (*_SHOWN, "licence", "adapted_by")}
    web = clean_text(data.get("web", ""))
    practice = Practice(
        **{key: texts[key] for key in _SHOWN},
        paper=data.get("paper", ""),
        web=web if not web or web.startswith("https://") else f"https://{web}",
        accent=_accent(data["accent"], warn) if "accent" in data else "",
        logo=logo,
    )
    return PracticeFile(
        practice=practice,
        country=_country(data["country"], warn) if "country" in data else "",
        consent=_prose(data.get("consent", "")),
        confidentiality=_prose(data.get("confidentiality", "")),
        licence=texts["licence"],
        adapted_by=texts["adapted_by"],
    )


def _country(written: str, warn: Callable[[str], None]) -> str:
    from rekindle_core.content.model.countries import READ_AS, read_as

    if written in READ_AS:
        warn(read_as(written))
    return READ_AS.get(written, written)


def _accent(written: str, warn: Callable[[str], None]) -> str:
    digits = written[1:].lower()
    colour = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    shown = readable(colour, _WHITE)
    if shown != colour:
        warn(f"The accent color {written} is too light for text on white paper, so {shown} is used instead.")
    return shown


def _prose(text: str) -> Blocks:
    """Return paragraphs, separated by empty lines; one whose lines all begin with a hyphen is a list."""
    blocks: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", text.strip()):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            blocks.append(ItemList(False, tuple((_paragraph(line[2:]),) for line in lines)))
        elif lines:
            blocks.append(_paragraph(part))
    return tuple(blocks)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(clean_text(text)),))

"""A form as it was posted: fields and files, in memory. Must not know: what a field means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import field

from rekindle_core.frozen import Frozen

MOST_FIELDS = 2_000


class Upload(Frozen):
    """A file that was chosen: its bytes. Its name says nothing that is used."""

    data: bytes


class Form(Frozen):
    """What was posted.

    Attributes:
        fields: Each field's values, as often as it was filled in.
        files: The file of each field for one; a field whose file nobody chose is not among them.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field's first value, without spaces around it; empty if it has none."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return every value of a field, as of boxes that were ticked."""
        return self.fields.get(name, ())


def collected(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Return values by the name of their field. Browsers end lines with two characters; here it is one."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value.replace("\r\n", "\n"))
    return found

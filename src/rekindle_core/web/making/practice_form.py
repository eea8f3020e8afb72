"""The practice's data as a form's fields, and back.

Input: data of the form of practice.yaml, or a Form. Output: the other. Must not know: files, or any page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekindle_core.diagnostics import Diagnostic
from rekindle_core.frozen import Frozen
from rekindle_core.practice.write import Place, faults_in
from rekindle_core.web.forms.form import Form

TEXTS = ("name", "clinician", "phone", "email", "web", "footer")
LINE = ("name", "number", "purpose", "hours", "serves", "web", "checked_on", "checked_by")
MOST_LINES = 8
"""As many as practice.yaml may have."""

_ACCENT, _LINES = "accent", "help_lines"
_HINTS: Mapping[str, str] = {
    "name": "Type what your practice is called, or your own name: at most 120 characters.",
    "email": "Type one address, such as hello@example.org.",
    "web": "Type an address such as www.example.org.",
    "accent": "Choose a color.",
    "country": "Choose a country from the list.",
    "number": "Type the number as it is dialled, with digits, spaces and hyphens, such as +44 20 7946 0000.",
    "checked_on": "Choose a day that is in the calendar.",
}
_OF_LINE: Mapping[str, str] = {
    "name": "Give this line a name.",
    "web": "Type an address that begins with https://, such as https://example.org.",
}


class Fault(Frozen):
    """What is wrong with a field: its id, what it is called, and what to do."""

    field: str
    label: str
    says: str


def read_practice(form: Form, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return a practice's data as filled in; what the form has no field for stays as it was before."""
    data: dict[str, Any] = {key: form.text(key) for key in TEXTS if form.text(key) or key == "name"}
    if form.text("colour") == "own":
        data[_ACCENT] = form.text(_ACCENT)
    data |= {key: form.text(key) for key in ("paper", "country") if form.text(key)}
    lines = [line for number in range(MOST_LINES) if (line := _line(form, number))]
    if lines:
        data[_LINES] = lines
    edited = (*TEXTS, _ACCENT, "paper", "country", _LINES, "format")
    return data | {key: value for key, value in before.items() if key not in edited}


def line_count(form: Form) -> int:
    """Return how many lines a form has fields for."""
    return sum(f"line-{number}-name" in form.fields for number in range(MOST_LINES))


def find_faults(data: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return what is wrong with a practice's data, in the order of the form; one fault for a field."""
    found = {fault.field: fault for fault in (_fault(*one) for one in reversed(faults_in(data)))}
    return tuple(reversed(found.values()))


def _line(form: Form, number: int) -> dict[str, str]:
    said = {part: form.text(f"line-{number}-{part}") for part in LINE}
    if form.text(f"line-{number}-off") or not any(said.values()):
        return {}
    # A line without a name is refused, and not dropped.
    return {part: value for part, value in said.items() if value or part == "name"}


_CALLED: Mapping[str, str] = {
    "name": "Name",
    "clinician": "Who signs",
    "phone": "Phone",
    "email": "Email",
    "web": "Web address",
    "footer": "Foot of each page",
    "accent": "Color",
    "paper": "Paper",
    "country": "Country",
}
_CALLED_OF_LINE: Mapping[str, str] = {
    "name": "name",
    "number": "number",
    "purpose": "when to call",
    "hours": "hours",
    "serves": "whom it serves",
    "web": "web address",
    "checked_on": "when it was checked",
    "checked_by": "who checked it",
}


def _fault(place: Place, fault: Diagnostic) -> Fault:
    match place:
        case ("help_lines", int(number), str(part)):
            if fault.code == "missing-key":
                part = "number"
                hint = "Type a number, or a web address."
            else:
                hint = _OF_LINE.get(part) or _HINTS.get(part, "")
            called = f"Help line {number + 1}, {_CALLED_OF_LINE.get(part, part)}"
            return Fault(f"line-{number}-{part}", called, hint or _too_long(fault))
        case (str(key), *_):
            return Fault(key, _CALLED.get(key, key), _HINTS.get(key) or _too_long(fault))
        case _:
            return Fault("name", "Name", fault.message)


def _too_long(fault: Diagnostic) -> str:
    return f"{fault.message} Shorten it." if fault.hint.startswith("shorten") else fault.message

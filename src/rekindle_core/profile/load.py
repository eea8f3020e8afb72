"""Reading a profile: from a file, bytes, a mapping, or words such as `contact=none`, to a Profile.

Input: any of these, and a Pack. Output: a Profile, or every fault with its location.
Must not know: gates, steps, or what the facts are for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rekindle_core.bounded import read_stream
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.content.reading.source import Mark, ReadError, Source, as_shown, decode
from rekindle_core.diagnostics import Diagnostic, Position
from rekindle_core.errors import ProfileError
from rekindle_core.frozen import Frozen, replace
from rekindle_core.profile.check import FactReader
from rekindle_core.profile.json import KeyTwiceError, read_json, unique
from rekindle_core.profile.profile import Profile

MOST_BYTES = 200_000
SCHEMA_KEY = "$schema"
"""Where a profile may name its schema, as files in JSON do; it isn't a fact."""


class ReadProfile(Frozen):
    """A profile, and what its source says by itself, before any settings."""

    profile: Profile
    held: Profile


def load_profile(
    pack: Pack,
    source: Path | str | bytes | Mapping[str, Any] | None = None,
    *,
    settings: Iterable[str] = (),
    warn: Callable[[str], None] | None = None,
) -> Profile:
    """Read and check a profile.

    Args:
        pack: The pack whose facts it answers.
        source: A YAML or JSON file by its path; its bytes; or a mapping of facts. Without it, everything is
            unknown.
        settings: Words such as `contact=none`, which take precedence over the file; separate list items with
            commas.
        warn: Receives a sentence about each value that was read as another one.

    Returns:
        The profile, its texts cleaned.

    Raises:
        ProfileError: Something in it cannot be used; `diagnostics` lists every fault, by place.
    """
    return read_profile(pack, source, settings=settings, warn=warn).profile


def read_profile(
    pack: Pack,
    source: Path | str | bytes | Mapping[str, Any] | None = None,
    *,
    settings: Iterable[str] = (),
    warn: Callable[[str], None] | None = None,
) -> ReadProfile:
    """Read and check a profile, and keep what its source says about facts that settings override.

    Raises:
        ProfileError: As `load_profile` does.
    """
    faults: list[Diagnostic] = []
    # Each setting is shown as a separate line: its number is the line in its error messages.
    settings = tuple(settings)
    texts = {"--set": "\n".join(" ".join(setting.splitlines()) for setting in settings)}
    reader = FactReader(pack, faults, warn or (lambda sentence: None))
    values: dict[str, Value] = {}
    for given in _sources(source, faults, texts):
        values.update(reader.read(_without_schema(given)))
    held = Profile(values)
    for number, setting in enumerate(settings, 1):
        values.update(reader.read(_setting(setting, number, pack, faults)))
    if faults:
        raise ProfileError(sorted(faults, key=lambda fault: fault.position), texts)
    return ReadProfile(Profile(values), held)


def _sources(
    source: Path | str | bytes | Mapping[str, Any] | None, faults: list[Diagnostic], texts: dict[str, str]
) -> Iterator[Source]:
    try:
        match source:
            case None:
                return
            case Mapping():
                yield Source("profile", "", dict(source))
            case bytes():
                texts["-"] = as_shown(source)
                yield read_profile_bytes(source, "-")
            case _:
                path = Path(source)
                data = _bytes(path)
                texts[str(path)] = as_shown(data)
                yield read_profile_bytes(data, str(path))
    except ReadError as refused:
        faults.append(refused.diagnostic)


def _without_schema(source: Source) -> Source:
    """Return a source without the key that names its schema for editors."""
    if not isinstance(source.data.get(SCHEMA_KEY), str):
        return source
    return replace(source, data={key: value for key, value in source.data.items() if key != SCHEMA_KEY})


def _bytes(path: Path) -> bytes:
    name = str(path)
    try:
        with path.open("rb") as file:
            data = read_stream(file, MOST_BYTES)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        message = f"The profile cannot be read: {said}."
        raise ReadError(Diagnostic(Position(name, 1, 1), "unreadable", message, "check the path.")) from None
    return data


def read_profile_bytes(data: bytes, name: str) -> Source:
    """Return a profile's data; if the text begins with a brace, it is JSON, otherwise YAML.

    Raises:
        ReadError: It is neither.
    """
    if len(data) > MOST_BYTES:
        message = f"The profile has more than {MOST_BYTES:,} bytes."
        raise ReadError(Diagnostic(Position(name, 1, 1), "profile-size", message, "is it the right file?"))
    text = decode(data, name)
    if text.lstrip().startswith("{") and not re.match(r"\s*\{\s*\}", text):
        source = read_json(text, name)
    else:
        # Imported here, since a JSON profile does not need it.
        from rekindle_core.content.reading.yaml_reader import read_yaml

        source = read_yaml(text, name)
    if source.data is None:
        return Source(name, text, {})
    if not isinstance(source.data, dict):
        message = "A profile is a mapping of facts, one per line."
        hint = "put a colon and a space between a fact and its value: contact: none"
        raise ReadError(Diagnostic(source.position(), "wrong-type", message, hint))
    return source


def _setting(setting: str, number: int, pack: Pack, faults: list[Diagnostic]) -> Source:
    """Return a `fact=value` setting as a Source with one fact."""
    where = Position("--set", number, 1)
    fact, equals, text = setting.partition("=")
    if not equals:
        message = f"“{setting}” isn't in the form fact=value."
        hint = "write the fact, an equals sign and the value: --set country=GB"
        faults.append(Diagnostic(where, "bad-setting", message, hint))
        return Source("--set", "", {})
    value: Any = text
    kind = pack.facts[fact].kind if fact in pack.facts else "text"
    if kind == "choices" and text not in {item.value for item in Missing}:
        value = [word for word in text.split(",") if word]
    elif kind == "number" and re.fullmatch(r"-?[0-9]{1,18}", text):
        value = int(text)
    elif kind == "pronouns" and text.startswith("{"):
        try:
            value = json.loads(text, object_pairs_hook=unique)
        except KeyTwiceError as twice:
            faults.append(Diagnostic(where, "yaml-duplicate-key", str(twice), "delete one of them."))
            return Source("--set", "", {})
        except (ValueError, RecursionError):
            hint = f'write {fact}={{"they": "ze", …}}, with double quotes around every word.'
            faults.append(Diagnostic(where, "json-syntax", f"The value of {fact} is not JSON.", hint))
            return Source("--set", "", {})
    key, at = Mark(number, 1, 0, 0), Mark(number, len(fact) + 2, 0, 0)
    return Source("--set", "", {fact: value}, {(fact,): at}, {(fact,): key})

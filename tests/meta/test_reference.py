"""The derived pages of the reference say what the code says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pluggy
import pytest
from tests.meta.reference import FOLDER, PARTS, pages
from tests.meta.schema_pages import FILES
from tests.meta.schema_pages import FOLDER as SCHEMAS

import rekindle_core
import rekindle_core.testing
from rekindle_core.extension import hookspecs

HOOKS = [name for name in vars(hookspecs) if name.startswith("rekindle_")]


@pytest.fixture(scope="module")
def derived() -> dict[str, str]:
    return pages()


@pytest.mark.slow
def test_the_derived_pages_in_the_repository_are_current(derived: dict[str, str]) -> None:
    """`python -m tests.meta.reference` in the repository writes them."""
    for name, text in derived.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_documented_with_the_arguments_that_pluggy_sees(hook: str, derived: dict[str, str]) -> None:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    found = re.search(
        rf"^## {hook}\n\n```python\ndef {hook}\((.*?)\) ->", derived["hooks.md"], re.MULTILINE | re.DOTALL
    )
    assert found, hook
    shown = re.findall(r"(\w+): ", re.sub(r"\[[^]]*\]", "", found[1]))
    spec = getattr(manager.hook, hook).spec
    assert shown == [*spec.argnames, *spec.kwargnames]


def test_every_public_name_has_one_section_that_says_something_of_it(derived: dict[str, str]) -> None:
    sections = re.split(r"^### ", derived["api.md"], flags=re.MULTILINE)[1:]
    told = {section.split("\n", 1)[0]: section for section in sections}
    assert len(told) == len(sections)
    assert {*told, "__version__"} == set(rekindle_core.__all__)
    for name, section in told.items():
        prose = re.sub(r"```.*?```", "", section, flags=re.DOTALL).removeprefix(name)
        assert re.search(r"\w+ \w+", re.sub(r"^#.*$", "", prose, flags=re.MULTILINE)), name


def test_every_name_for_tests_has_a_section(derived: dict[str, str]) -> None:
    told = re.findall(r"^## (.*)$", derived["testing.md"], re.MULTILINE)
    assert sorted(told) == rekindle_core.testing.__all__


def test_every_schema_is_on_the_page_of_keys(derived: dict[str, str]) -> None:
    assert {*FILES, "shared"} == {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")}
    for path in SCHEMAS.glob("*.json"):
        for key in keys(json.loads(path.read_text(encoding="utf-8"))):
            assert f"- **`{key}`**" in derived["pack-files.md"], (path.name, key)


def keys(schema: object) -> Iterator[str]:
    """Yield every key that a schema names, at any depth."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keys(inner)


def test_every_module_with_public_names_is_in_one_part_of_the_page() -> None:
    assert sorted(" ".join(PARTS.values()).split()) == sorted(rekindle_core._HOMES)

"""From the source to pages about the public names: signatures, fields and docstrings, as plain Markdown.

The code is read, not imported (griffe), so that a page shows annotations and defaults as they are written there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module

import griffe
from tests.support import ROOT

_NAMED = re.compile(r"`([A-Z]\w+|[a-z]+_\w+)`")
"""What may be a public name and is no word of the language, such as `render`, which arguments bear too."""


class Source:
    """The package as it is written."""

    def __init__(self) -> None:
        loader = griffe.GriffeLoader(search_paths=[ROOT / "src"], docstring_parser=griffe.Parser.google)
        self.package = loader.load("rekindle_core")
        loader.resolve_aliases(implicit=False)

    def named(self, module: str, name: str) -> griffe.Object | griffe.Alias:
        """Return what a module of the package holds by a name."""
        return self.package[f"{module}.{name}"]

    def hooks(self, module: str) -> list[griffe.Function]:
        """Return the functions of a module whose names begin as those of hooks do, in the order of the page."""
        members = self.package[module].members.values()
        return [
            item
            for item in members
            if isinstance(item, griffe.Function) and item.name.startswith("rekindle_")
        ]


Link = Callable[[str], str | None]
"""Returns where a name is told of, or nothing where it is not."""


def entry(item: griffe.Object | griffe.Alias, link: Link, level: int = 3) -> str:
    """Return the section on one name: how it is written, and what its docstring says."""
    if isinstance(item, griffe.Alias):
        module, _, name = item.target_path.rpartition(".")
        first = (getattr(import_module(module), name).__doc__ or "").strip().splitlines()[0]
        return f"{'#' * level} {item.name}\n\n{first} It is `{item.target_path}`, of another library.\n"
    parts = [f"{'#' * level} {item.name}", f"```python\n{_written(item)}\n```"]
    parts += [_linked(text, link, but=item.name) for text in _told(item)]
    if isinstance(item, griffe.Class):
        for method in _methods(item):
            parts += [f"**`{item.name}.{method.name}`**", f"```python\n{_written(method)}\n```"]
            parts += [_linked(text, link, but=item.name) for text in _told(method)]
    return "\n\n".join(parts) + "\n"


def _written(item: griffe.Object) -> str:
    match item:
        case griffe.Function():
            return _signature(item)
        case griffe.Class():
            bases = ", ".join(
                str(base) for base in item.bases if str(base) not in ("Frozen", "Node", "_Node", "Trial")
            )
            head = f"class {item.name}({bases}):" if bases else f"class {item.name}:"
            fields = [_field(member) for member in _members(item) if _is_field(member)]
            return "\n".join([head, *(f"    {line}" for line in fields or ["..."])])
        case griffe.Attribute():
            return _field(item)
    raise TypeError(f"{item.path} is a {item.kind}, of which this page cannot tell")


def _field(item: griffe.Object | griffe.Alias) -> str:
    assert isinstance(item, griffe.Attribute)
    # What `__init__` sets an attribute to says little by itself.
    is_set = (
        item.annotation is None
        and "class-attribute" not in item.labels
        and "instance-attribute" in item.labels
    )
    value = "" if item.value is None or is_set else str(item.value)
    if cast := re.fullmatch(r"cast\('(\w+)', .*\)", value):
        return f"{item.name}: {cast[1]}"
    kind = f": {item.annotation}" if item.annotation else ""
    return f"{item.name}{kind}" + (f" = {value}" if value else "")


def _is_field(item: griffe.Object | griffe.Alias) -> bool:
    return (
        isinstance(item, griffe.Attribute) and not item.name.startswith("_") and "property" not in item.labels
    )


def _members(item: griffe.Class) -> list[griffe.Object]:
    """Return what a class has; what the suite has from the part of it that tries formats is its own, too."""
    inherited = [alias.final_target for alias in item.inherited_members.values()]
    return [
        *(member for member in inherited if member.path.startswith("rekindle_core.testing.")),
        *(member for member in item.members.values() if isinstance(member, griffe.Object)),
    ]


def _methods(item: griffe.Class) -> Iterable[griffe.Object]:
    for member in _members(item):
        if member.name.startswith(("test_", "_")) and member.name != "__call__":
            continue  # its name says it all, or it is nobody's business
        if isinstance(member, griffe.Function) and member.has_docstring and member.name != "__init__":
            yield member
        if isinstance(member, griffe.Attribute) and "property" in member.labels and member.has_docstring:
            yield member


def _signature(item: griffe.Function) -> str:
    words: list[str] = []
    kinds = griffe.ParameterKind
    parameters = [each for each in item.parameters if each.name not in ("self", "cls")]
    for number, each in enumerate(parameters):
        before = parameters[number - 1].kind if number else None
        if before is kinds.positional_only and each.kind is not kinds.positional_only:
            words.append("/")
        if each.kind is kinds.keyword_only and before not in (kinds.keyword_only, kinds.var_positional):
            words.append("*")
        star = {kinds.var_positional: "*", kinds.var_keyword: "**"}.get(each.kind, "")
        word = f"{star}{each.name}" + (f": {each.annotation}" if each.annotation else "")
        if each.default is not None and not star:
            word += f" = {each.default}" if each.annotation else f"={each.default}"
        words.append(word)
    returns = f" -> {item.returns}" if item.returns else ""
    name = item.name
    line = f"def {name}({', '.join(words)}){returns}"
    if len(line) <= 100:
        return line
    return f"def {name}(\n" + "".join(f"    {word},\n" for word in words) + f"){returns}"


def _told(item: griffe.Object) -> Iterable[str]:
    """Yield the parts of a docstring, each as Markdown."""
    if item.docstring is None:
        return
    for section in item.docstring.parse(griffe.Parser.google, warnings=False):
        match section:
            case griffe.DocstringSectionText():
                yield _examples_fenced(section.value)
            case griffe.DocstringSectionParameters() | griffe.DocstringSectionAttributes():
                yield "\n".join(
                    f"- **`{each.name}`**: {_one_line(each.description)}" for each in section.value
                )
            case griffe.DocstringSectionReturns() | griffe.DocstringSectionYields():
                word = "Returns" if isinstance(section, griffe.DocstringSectionReturns) else "Yields"
                yield f"**{word}** {' '.join(_one_line(each.description) for each in section.value)}"
            case griffe.DocstringSectionRaises():
                said = [f"- `{each.annotation}`: {_one_line(each.description)}" for each in section.value]
                yield "**Raises**\n\n" + "\n".join(said)
            case _:
                raise TypeError(f"{item.path}: no page has a place for a section of {section.kind.value}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _examples_fenced(text: str) -> str:
    """Put doctests, which run to the next empty line, into blocks of code."""
    return re.sub(
        r"^>>> (?:.+\n?)+", lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", text, flags=re.MULTILINE
    )


def _linked(text: str, link: Link, but: str) -> str:
    """Make links of the names that have a section, outside blocks of code."""

    def linked(name: re.Match[str]) -> str:
        target = None if name[1] == but else link(name[1])
        return f"[{name[0]}]({target})" if target else name[0]

    if "```" in text:
        return text
    return _NAMED.sub(linked, text)

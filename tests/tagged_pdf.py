"""What has to hold for a PDF that everybody can read and fill in: a checker, from the file's own structure.

It reads the finished file with pikepdf, knows nothing of how it was made, and returns a sentence for each
fault. The points are those of PDF/UA-1 (ISO 14289-1, and the Matterhorn Protocol's list of what a machine
can check) that bear on such a file, those of PDF/A-2a on fonts and colour, and what keeps a form's answers readable.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_STANDARD = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "Warichu",
    "Figure",
    "Formula",
    "Form",
}
_INSIDE = {
    "L": {"LI", "Caption", "L"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
}
"""What may stand directly in an element of a list, a table or a table of contents."""
_ONLY_IN = {
    "LI": {"L"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TOCI": {"TOC"},
}
_PAINT = {
    "Tj",
    "TJ",
    "'",
    '"',
    "S",
    "s",
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "Do",
    "sh",
    "EI",
    "INLINE",
    "IMAGE",
}


@dataclass(slots=True)
class _Tree:
    """The structure tree, walked once in reading order."""

    kinds: list[str] = field(default_factory=list)
    marks: dict[tuple[Any, int], str] = field(default_factory=dict)
    notes: list[tuple[Any, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """Return what is wrong with a file; nothing, if it is sound."""
    if "/StructTreeRoot" not in pdf.Root:
        return ["there is no structure tree"]
    tree = _walk(pdf)
    found = [*_whole(pdf), *tree.faults, *_headings(tree), *_contents(pdf, tree), *_notes(pdf, tree)]
    return [*found, *_form(pdf, tree), *_fonts(pdf)]


# ---------------------------------------------------------------- what the file says of itself


def _whole(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "the language is not named"
    marked = root.get("/MarkInfo", Dictionary())
    if not bool(marked.get("/Marked", False)):
        yield "the file does not say that it is tagged"
    if bool(marked.get("/Suspects", False)):
        yield "the file says that its tags are suspect"
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "the title is not displayed"
    metadata = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
    for pattern, fault in (
        (r"<pdfuaid:part>1<", "the metadata do not say PDF/UA-1"),
        (r"<pdfaid:part>2<", "the metadata do not say PDF/A-2"),
        (r"<pdfaid:conformance>A<", "the metadata do not say level A"),
        (r"<dc:title>(?:(?!</dc:title>).)*<rdf:li[^>]*[^/]>\s*[^<\s]", "the metadata hold no title"),
    ):
        if not re.search(pattern, metadata, re.DOTALL):
            yield fault
    if not any(out.get("/S") == "/GTS_PDFA1" for out in root.get("/OutputIntents", [])):
        yield "no output intent says what the colours are"
    for key in ("/OpenAction", "/AA"):
        if key in root:
            yield f"the file does something of itself ({key})"
    held = [item for item in pdf.objects if isinstance(item, Dictionary)]
    if any("/JavaScript" in (one.get("/S"), _as_dict(one.get("/A")).get("/S")) for one in held):
        yield "the file holds a script"
    if pdf.pages and "/Outlines" not in root:
        yield "there are no bookmarks"


# ---------------------------------------------------------------- the structure tree


def _walk(pdf: pikepdf.Pdf) -> _Tree:
    tree = _Tree()
    roles = {str(key): str(value) for key, value in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}

    def kind_of(node: Any) -> str:
        kind = str(node.S)
        seen = set()
        while kind in roles and kind not in seen:
            seen.add(kind)
            kind = roles[kind]
        return kind.removeprefix("/")

    def below(node: Any, parent: Any, above: str, page: Any) -> None:
        kind = kind_of(node)
        tree.faults.extend(_element(node, kind, parent, above))
        tree.kinds.append(kind)
        page = node.get("/Pg", page)
        children = node.get("/K", Array())
        for child in children if isinstance(children, Array) else [children]:
            if not isinstance(child, Dictionary):
                tree.marks[(page.objgen, int(child))] = kind
            elif child.get("/Type") == "/MCR":
                tree.marks[(child.get("/Pg", page).objgen, int(child.MCID))] = kind
            elif child.get("/Type") == "/OBJR":
                tree.notes.append((child.Obj.objgen, kind))
            else:
                below(child, node, kind, page)

    top = pdf.Root.StructTreeRoot
    for child in top.K if isinstance(top.K, Array) else [top.K]:
        below(child, top, "", None)
    return tree


def _element(node: Any, kind: str, parent: Any, above: str) -> Iterator[str]:
    if kind not in _STANDARD:
        yield f"{kind} is no kind of element"
    if node.P.objgen != parent.objgen:
        yield f"a {kind} names another parent than the one that holds it"
    if kind not in _INSIDE.get(above, {kind}) or above not in _ONLY_IN.get(kind, {above}):
        yield f"a {kind} stands in a {above}"
    if kind in ("Figure", "Formula") and not str(node.get("/Alt", "")):
        yield f"a {kind} has no alternative text"


def _headings(tree: _Tree) -> Iterator[str]:
    levels = [int(kind[1]) for kind in tree.kinds if re.fullmatch("H[1-6]", kind)]
    if not levels or levels[0] != 1:
        yield "the first heading is not of level 1"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a level of headings is skipped"


# ---------------------------------------------------------------- what is on the pages


def _contents(pdf: pikepdf.Pdf, tree: _Tree) -> Iterator[str]:
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(pdf.pages, start=1):
        key = page.get("/StructParents")
        known = parents[int(key)] if key is not None and int(key) in parents else Array()
        used: set[int] = set()
        stack: list[bool] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                stack.append(_is_known(instruction.operands, used))
            elif operator == "EMC":
                stack.pop()
            elif operator in _PAINT and not any(stack):
                yield f"page {number} paints something that is neither tagged nor set aside"
                break
        for mark in sorted(used):
            if mark >= len(known) or not isinstance(known[mark], Dictionary):
                yield f"page {number}: the parent tree does not know the mark {mark}"
            elif (page.obj.objgen, mark) not in tree.marks:
                yield f"page {number}: the structure tree does not hold the mark {mark}"
        for where, mark in tree.marks:
            if where == page.obj.objgen and mark not in used:
                yield f"page {number}: the structure tree holds a mark {mark} that is not on the page"


def _is_known(operands: Any, used: set[int]) -> bool:
    if operands[0] == Name.Artifact:
        return True
    if len(operands) > 1 and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
        used.add(int(operands[1].MCID))
        return True
    return False


# ---------------------------------------------------------------- links and fields


def _notes(pdf: pikepdf.Pdf, tree: _Tree) -> Iterator[str]:
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    kinds = dict(tree.notes)
    order = {note: at for at, (note, _) in enumerate(tree.notes)}
    for number, page in enumerate(pdf.pages, start=1):
        notes = list(page.get("/Annots", []))
        if notes and page.get("/Tabs") != "/S":
            yield f"page {number}: the tabulator key does not follow the structure"
        places = [order[note.objgen] for note in notes if note.objgen in order]
        if places != sorted(places):
            yield f"page {number}: fields and links are in another order than that of reading"
        for note in notes:
            yield from (f"page {number}: {fault}" for fault in _note(note, kinds, parents))
    if len(order) != len(tree.notes):
        yield "something is twice in the structure tree"


def _note(note: Any, kinds: dict[Any, str], parents: pikepdf.NumberTree) -> Iterator[str]:
    kind = kinds.get(note.objgen)
    if kind is None:
        yield "a field or link is not in the structure tree"
        return
    key = note.get("/StructParent")
    element: Any = parents[int(key)] if key is not None and int(key) in parents else None
    held = element.get("/K", Array()) if isinstance(element, Dictionary) else Array()
    objects = [
        one.Obj.objgen for one in (held if isinstance(held, Array) else [held]) if "/Obj" in _as_dict(one)
    ]
    if note.objgen not in objects:
        yield "the parent tree leads from a field or link to another element"
    if int(note.get("/F", 0)) & 0b100110 != 4:
        yield "a field or link is hidden, or not printed"
    if note.Subtype == "/Link":
        if kind != "Link":
            yield f"a link is tagged as {kind}"
        if not str(note.get("/Contents", "")):
            yield "a link has no words of its own"
        if "rekindle-field" in str(note.get("/A", {}).get("/URI", "")):
            yield "a placeholder was left"
    elif note.Subtype == "/Widget":
        yield from _widget(note, kind)


def _as_dict(item: Any) -> Any:
    return item if isinstance(item, Dictionary) else Dictionary()


def _widget(note: Any, kind: str) -> Iterator[str]:
    if kind != "Form":
        yield f"a field is tagged as {kind}"
    if not str(note.get("/TU", "")):
        yield "a field has no accessible name"
    normal = note.get("/AP", {}).get("/N")
    if normal is None:
        yield "a field has no appearance"
    elif _inherited(note, "/FT") == "/Btn" and set(_as_dict(normal).keys()) == {"/Off"}:
        yield "a box cannot be ticked"
    elif _inherited(note, "/FT") == "/Btn" and str(note.get("/AS", "")) not in normal:
        yield "a box is in a state that it has no appearance for"
    if "/A" in note or "/AA" in note:
        yield "a field does something"
    left, bottom, right, top = (float(side) for side in note.Rect)
    if right - left < 8 or top - bottom < 8:
        yield "a field is too small to hit"


def _inherited(note: Any, key: str) -> Any:
    while key not in note and "/Parent" in note:
        note = note.Parent
    return note.get(key)


def form_fields(form: Any) -> list[tuple[str, Any]]:
    """Return the fields of a form that hold a value, with their whole names, in its order."""
    return [(".".join(parts), one) for parts, one in _named(form.Fields, ())]


def _named(fields: Any, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for one in fields:
        parts = (*above, str(one.get("/T", "")))
        kids = [kid for kid in one.get("/Kids", []) if "/T" in kid]
        if kids:
            yield from _named(kids, parts)
        else:
            yield parts, one


def _form(pdf: pikepdf.Pdf, tree: _Tree) -> Iterator[str]:
    widgets = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Widget"]
    if "/AcroForm" not in pdf.Root:
        if widgets:
            yield "there are fields, and no form"
        return
    form: Any = pdf.Root.AcroForm
    if bool(form.get("/NeedAppearances", False)):
        yield "the form leaves it to the program to draw its fields"
    if "/XFA" in form:
        yield "the form has a second description of itself"
    fields = form_fields(form)
    names = Counter(name for name, _ in fields)
    yield from (f"{count} fields are called {name}" for name, count in names.items() if count > 1)
    parts = {part for path, _ in _named(form.Fields, ()) for part in path}
    yield from (f"a field's name is “{part}”" for part in parts if not part or "." in part)
    reached = [kid.objgen for _, one in fields for kid in one.get("/Kids", [one])]
    if sorted(reached) != sorted(note.objgen for note in widgets):
        yield "the form holds other fields than the pages"
    order = {note: at for at, (note, _) in enumerate(tree.notes)}
    places = [order[note] for note in reached if note in order]
    if places != sorted(places):
        yield "the form's fields are in another order than that of reading"
    fonts = form.get("/DR", {}).get("/Font", {})
    for _, one in fields:
        wanted = re.search(r"(/\w+) [\d.]+ Tf", str(one.get("/DA", form.get("/DA", ""))))
        if one.get("/FT") == "/Tx" and (not wanted or wanted[1] not in fonts):
            yield f"the field {one.get('/T')} names no font for its answer"
        elif one.get("/FT") == "/Tx" and wanted and "/FontDescriptor" not in fonts[wanted[1]]:
            yield f"the field {one.get('/T')} has a font that is not embedded"
    shared = Counter(
        one.AP.N.objgen for _, one in fields if one.get("/FT") == "/Tx" and "/N" in one.get("/AP", {})
    )
    if any(count > 1 for count in shared.values()):
        yield "two fields for text share one appearance"


# ---------------------------------------------------------------- fonts


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for _, font in page.get("/Resources", {}).get("/Font", {}).items():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            files = set(inner.get("/FontDescriptor", {}).keys()) & {"/FontFile", "/FontFile2", "/FontFile3"}
            if not files and font.get("/Subtype") != "/Type3":
                yield f"the font {font.get('/BaseFont')} is not embedded"
            if "/ToUnicode" not in font and font.get("/Encoding") != "/WinAnsiEncoding":
                yield f"the font {font.get('/BaseFont')} does not say which letters its shapes are"

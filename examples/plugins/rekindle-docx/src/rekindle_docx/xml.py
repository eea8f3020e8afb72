"""Elements of WordprocessingML, written as one reads them.

Input: names with their prefix, children, attributes. Output: elements of lxml, which escapes all text.
Must not know: Documents, or what any element is for.
"""

from __future__ import annotations

from lxml import etree

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_DECLARED = {prefix: uri for prefix, uri in _SPACES.items() if prefix != "xml"}


def element(tag: str, *children: etree._Element | None, **attributes: str | int | None) -> etree._Element:
    """Make one element.

    Args:
        tag: Its name with its prefix, such as `w:p`.
        children: What is inside; None is left out.
        attributes: In the order given, with the tag's own prefix unless they name one (`r_id`, `xml_space`).
            None leaves the attribute out.

    >>> element("w:p", element("w:r")).xpath("name(*)")
    'w:r'
    """
    prefix = tag.partition(":")[0]
    made = etree.Element(name(tag), nsmap=_DECLARED)
    for key, value in attributes.items():
        if value is not None:
            own, _, local = key.rpartition("_")
            made.set(name(f"{own or prefix}:{local}"), characters(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def text(words: str) -> etree._Element:
    """Make a `w:t` of words, whose spaces at either end are kept."""
    made = element("w:t", xml_space="preserve")
    made.text = characters(words)
    return made


def characters(words: str) -> str:
    """Return words without those two code points that Unicode has, and XML has not."""
    return words.replace("\ufffe", "").replace("\uffff", "")


def name(tag: str) -> str:
    """Return a name with its namespace, as lxml writes it.

    >>> name("xml:space")
    '{http://www.w3.org/XML/1998/namespace}space'
    """
    prefix, _, local = tag.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"

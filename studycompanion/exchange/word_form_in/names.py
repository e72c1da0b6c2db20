"""The names of Word's elements, the same in both namespaces in which Word saves."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def name_of(element: Element) -> str:
    """``p`` for a paragraph of Word, ``mc:Choice`` for alternatives, "" for what is not Word's."""
    for space in _SPACES:
        if element.tag.startswith(space):
            return element.tag.removeprefix(space)
    if element.tag.startswith(_ALTERNATIVE):
        return "mc:" + element.tag.removeprefix(_ALTERNATIVE)
    return ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children of that name."""
    for one in () if element is None else element:
        if name_of(one) == name:
            yield one


def child(element: Element | None, name: str) -> Element | None:
    """The first of them, None where there is none."""
    return next(children(element, name), None)


def attribute(element: Element | None, name: str = "val") -> str:
    """An attribute of Word's own, "" where it is not there."""
    if element is None:
        return ""
    found = (element.get(space + name) for space in _SPACES)
    return next((value for value in found if value is not None), "")

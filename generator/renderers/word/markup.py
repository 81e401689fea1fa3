"""WordprocessingML in short: its namespace, new elements, their place among others."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def make(name: str, **values: object) -> etree._Element:
    """A new element of Word's with these attributes: `make("color", val="FFFFFF")`."""
    return etree.Element(f"{W}{name}", {f"{W}{key}": str(each) for key, each in values.items()})


def add(parent: etree._Element, name: str, **values: object) -> etree._Element:
    """A new element at the end of another one."""
    element = make(name, **values)
    parent.append(element)
    return element


def find(element: etree._Element, path: str) -> etree._Element | None:
    """The element at a path of Word's names: `find(paragraph, "pPr/numPr")`."""
    return element.find(_qualified(path))


def value_at(element: etree._Element, path: str, name: str = "val") -> str | None:
    """An attribute of the element at a path; None where one of them is not there."""
    found = element.find(_qualified(path))
    value = None if found is None else found.get(f"{W}{name}")
    return None if value is None else str(value)


@cache
def _qualified(path: str) -> str:
    return "/".join(f"{W}{name}" for name in path.split("/"))


def remove(element: etree._Element) -> None:
    """Take an element, and what is in it, out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def put_after(parent: etree._Element, element: etree._Element, names: Iterable[str]) -> None:
    """Put an element after those of these names: Word refuses properties in another order."""
    # By the whole name: w14:shadow comes after the colour of a run, w:shadow before it.
    tags = {f"{W}{name}" for name in names}
    before = [at for at, child in enumerate(parent, start=1) if child.tag in tags]
    parent.insert(max(before, default=0), element)


def put_before(parent: etree._Element, element: etree._Element, names: Container[str]) -> None:
    """Put an element before those of these names, or at the end."""
    # By the name alone: the mathPr of the settings is in a namespace of its own.
    children = parent.iterchildren(etree.Element)
    after = next((each for each in children if etree.QName(each).localname in names), None)
    parent.append(element) if after is None else after.addprevious(element)


def ancestor(element: etree._Element, name: str) -> etree._Element | None:
    """The element itself or what it is in, where that has this name."""
    tag = f"{W}{name}"
    return element if element.tag == tag else next(element.iterancestors(tag), None)

"""What a template must not bring along: it would survive into a published document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.renderers.word.template_tags import TAG, W, shortened

_FOREIGN_FIELDS = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b", re.I
)
_REMOTE = {
    "image": "a picture that is fetched from elsewhere",
    "attachedTemplate": "a template attached from elsewhere",
    "oleObject": "an object that is linked from elsewhere",
    "subDocument": "a document that is linked from elsewhere",
    "frame": "a frame that is fetched from elsewhere",
    "aFChunk": "a document that is embedded",
    "mailMergeSource": "a mail merge",
}
_LOCAL = {
    "comments": "comments",
    "vbaProject": "macros",
    "oleObject": "an embedded object",
    "control": "a control that runs a program",
    "package": "an embedded file",
    "aFChunk": "an embedded document",
}
_CHANGES = ("ins", "del", "moveFrom", "moveTo")


def foreign_matter(package: Any) -> Iterator[str]:
    """Each thing that has no place in a template, with what to do about it."""
    for part in package.iter_parts():
        yield from _relations(part)
    for part in package.iter_parts():
        if part.content_type.endswith(("document.main+xml", "header+xml", "footer+xml")):
            yield from _contents(part.element)


def _relations(part: Any) -> Iterator[str]:
    for relation in part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if relation.is_external:
            if kind != "hyperlink":
                what = _REMOTE.get(kind, f"something from elsewhere ({kind})")
                yield f"it holds {what}: {shortened(relation.target_ref)}; take it out"
        elif kind == "comments":
            if relation.target_part.blob.count(b"<w:comment "):
                yield "it holds comments, which would be published; delete them"
        elif kind in _LOCAL:
            yield f"it holds {_LOCAL[kind]}; take it out"


def _contents(root: etree._Element) -> Iterator[str]:
    changes = list(root.iter(*(f"{W}{name}" for name in _CHANGES)))
    if changes:
        yield "it holds tracked changes, which would be published; accept or reject them"
    fields = [*(code.text or "" for code in root.iter(f"{W}instrText"))]
    fields += [str(simple.get(f"{W}instr")) for simple in root.iter(f"{W}fldSimple")]
    for code in fields:
        if TAG.search(code):
            yield f"it holds a tag in a field’s code: {shortened(code)}; put the tag into the text"
        if _FOREIGN_FIELDS.match(code):
            yield f"it holds a field that fetches from elsewhere: {shortened(code)}; take it out"

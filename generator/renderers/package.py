"""Office files are zips: the same parts give the same bytes, whenever and wherever written."""

from __future__ import annotations

import io
import zipfile
from typing import Any

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name


def word_package(document: Any) -> bytes:
    """A python-docx document as a file: its parts in a fixed order, with fixed times and rights.

    The library's own `save` puts the time into the zip: other bytes at each run, and none where
    the clock stands before 1980 or after 2107.
    """
    from docx.opc.pkgwriter import _ContentTypesItem

    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    types = _ContentTypesItem.from_parts(package.parts)  # type: ignore[no-untyped-call]
    parts = {_FIRST[0]: types.blob, _FIRST[1]: package.rels.xml}
    for part in package.parts:
        parts[part.partname.membername] = part.blob
        if len(part.rels):
            parts[part.partname.rels_uri.membername] = part.rels.xml
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name in sorted(parts, key=_order):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, parts[name], compresslevel=6)
    return packed.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)

"""The language of a finished workbook, which its writer does not set."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

_CORE = "docProps/core.xml"


def with_language(data: bytes, language: str) -> bytes:
    """The same workbook with its language in its properties and in the text of its charts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == _CORE:
                part = _in_properties(part, language)
            elif entry.filename.startswith("xl/charts/"):
                part = _in_chart(part, language)
            new.writestr(entry, part)
    return made.getvalue()


def _in_properties(part: bytes, language: str) -> bytes:
    element = f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    return part.replace(b"</cp:coreProperties>", element.encode())


def _in_chart(part: bytes, language: str) -> bytes:
    value = quoteattr(language).encode()
    return part.replace(b'<c:lang val="en-US"', b"<c:lang val=" + value).replace(
        b' lang="en-US"', b" lang=" + value
    )

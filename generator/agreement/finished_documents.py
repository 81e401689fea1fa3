"""What a finished document shows: its tables as rows of texts, and its lines of prose.

Documents are read with other libraries than those that wrote them. Nothing here knows what a risk
is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from email.message import EmailMessage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, kw_only=True)
class ShownTable:
    """A table: where it is, and its rows of texts. `first_row` is the number of the first row."""

    place: str
    rows: Sequence[Sequence[str]]
    first_row: int = 1


@dataclass(frozen=True, kw_only=True)
class ShownDocument:
    """A finished document by its name, with its tables and lines."""

    name: str
    tables: tuple[ShownTable, ...]
    lines: tuple[str, ...]


def read_document(name: str, content: bytes) -> ShownDocument:
    """A Word document, a workbook or a message (.eml), by the end of its name.

    Raises KeyError for any other file.
    """
    readers = {"docx": _word, "xlsx": _workbook, "eml": _message}
    return readers[name.rpartition(".")[2]](name, content)


def _word(name: str, content: bytes) -> ShownDocument:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))

    def text(element: etree._Element) -> str:
        return "\n".join(
            "".join(run.text or "" for run in paragraph.iter(f"{_W}t"))
            for paragraph in element.iter(f"{_W}p")
        )

    tables = [
        [[text(cell) for cell in row.iterfind(f"{_W}tc")] for row in table.iterfind(f"{_W}tr")]
        for table in body.iter(f"{_W}tbl")
    ]
    return ShownDocument(
        name=name,
        tables=tuple(
            ShownTable(place=f"table {number}", rows=rows)
            for number, rows in enumerate(tables, start=1)
        ),
        lines=tuple(text(body).split("\n")),
    )


def _workbook(name: str, content: bytes) -> ShownDocument:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables: list[ShownTable] = []
    for title in book.sheet_names:
        cells = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        rows = [[_shown(value) for value in row] for row in cells]
        tables += _blocks_of(f"sheet {title}", rows)
    return ShownDocument(name=name, tables=tuple(tables), lines=())


def _shown(value: object) -> str:
    """A cell's text; every number of a workbook is read as a float."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)  # type: ignore[call-overload]


def _blocks_of(place: str, rows: list[list[str]]) -> Iterator[ShownTable]:
    """The tables of a sheet: each run of rows of which the first has several filled cells."""
    block: list[list[str]] = []
    for number, row in enumerate([*rows, []], start=1):
        if sum(map(bool, row)) > 1:
            block.append(row)
        elif block:
            yield ShownTable(place=place, rows=block, first_row=number - len(block))
            block = []


def _message(name: str, content: bytes) -> ShownDocument:
    from email import message_from_bytes, policy

    from lxml import html

    message = message_from_bytes(content, policy=policy.default)
    lines = _part(message, "plain").splitlines()
    page = html.document_fromstring(f"<p></p>{_part(message, 'html')}")  # it may be blank
    tables = [
        [[_text(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        for table in page.iter("table")
    ]
    lines += map(_text, page.iter("p", "li", "caption"))
    return ShownDocument(
        name=name,
        tables=tuple(
            ShownTable(place=f"table {number}", rows=rows)
            for number, rows in enumerate(tables, start=1)
        ),
        lines=tuple(lines),
    )


def _text(element: object) -> str:
    return "".join(element.itertext()).strip()  # type: ignore[attr-defined]


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""

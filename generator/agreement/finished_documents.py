"""What a finished document shows: its tables as rows of texts, and its lines of prose.

Documents are read with libraries that did not write them. Nothing here knows what a risk is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage


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
    from docx import Document
    from docx.oxml.ns import qn

    body = Document(io.BytesIO(content)).element.body

    def text(element: object) -> str:
        paragraphs = element.iter(qn("w:p"))  # type: ignore[attr-defined]
        return "\n".join(
            "".join(run.text or "" for run in paragraph.iter(qn("w:t"))) for paragraph in paragraphs
        )

    tables = [
        [[text(cell) for cell in row.iterfind(qn("w:tc"))] for row in table.iterfind(qn("w:tr"))]
        for table in body.iter(qn("w:tbl"))
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
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheets = {
        sheet.title: [
            ["" if value is None else str(value) for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }
    return ShownDocument(
        name=name,
        tables=tuple(
            table for title, rows in sheets.items() for table in _blocks_of(f"sheet {title}", rows)
        ),
        lines=(),
    )


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
    from lxml import html

    message = message_from_bytes(content, policy=policy.default)
    lines = _part(message, "plain").splitlines()
    page = html.fromstring(_part(message, "html") or "<p></p>")
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

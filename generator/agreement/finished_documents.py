"""What a finished document shows: tables as rows of texts, lines of prose, charts, descriptions.

Documents are read with other libraries than those that wrote them. Nothing here knows what a risk
is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from email.message import EmailMessage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORDLESS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_TEXT = (f"{_W}t", *_WORDLESS)
_HEAD_ROWS = 6
"""Rows of a table in which its headings are looked for."""
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


@dataclass(frozen=True, kw_only=True)
class ShownTable:
    """A table: where it is, and its rows of texts. `first_row` is the number of the first row.

    `title` is the line above it on a sheet.
    """

    place: str
    rows: Sequence[Sequence[str]]
    first_row: int = 1
    title: str = ""

    @cached_property
    def headings(self) -> Sequence[Sequence[tuple[str, str]]]:
        """The first rows in small letters, as they are and without dates and the word "risk"."""
        first = [row or ("",) for row in self.rows[:_HEAD_ROWS]]
        return [[(one_line(text).casefold(), _plain(text)) for text in row] for row in first]


@dataclass(frozen=True, kw_only=True)
class ShownRange:
    """Cells that a chart of a workbook draws, or its title: their range and their texts there.

    `stored` are the texts that the chart itself keeps of them. `series` is the name of the series
    that they are the values of, and `labels` what stands beside and above the cells.
    """

    chart: str
    range: str
    stored: tuple[str, ...]
    cells: tuple[str, ...]
    series: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ShownDocument:
    """A finished document by its name. `descriptions` are the alternative texts of pictures."""

    name: str
    tables: tuple[ShownTable, ...]
    lines: tuple[str, ...]
    descriptions: tuple[str, ...] = ()
    ranges: tuple[ShownRange, ...] = ()


def one_line(text: str) -> str:
    """A text with one space for all that is blank."""
    return " ".join(text.split())


def _plain(heading: str) -> str:
    """A heading without dates, line breaks and the word "risk" within it."""
    words = [word for word in heading.casefold().split() if not any(map(str.isdigit, word))]
    return " ".join(word for word in words if word != "risk" or len(words) == 1)


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
            "".join(_WORDLESS.get(each.tag, each.text or "") for each in paragraph.iter(*_TEXT))
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
        descriptions=tuple(_descriptions(body)),
    )


def _descriptions(root: etree._Element) -> Iterator[str]:
    """The alternative text of each drawing."""
    for element in root.iter("{*}docPr", "{*}cNvPr"):
        if text := element.get("descr"):
            yield str(text)


def _workbook(name: str, content: bytes) -> ShownDocument:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {
        title: [
            [_shown(value) for value in row]
            for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        ]
        for title in book.sheet_names
    }
    ranges: list[ShownRange] = []
    descriptions: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.startswith("xl/charts/chart"):
                chart = part.rpartition("/")[2].removesuffix(".xml")
                ranges += _ranges(chart, etree.fromstring(archive.read(part)), sheets)
            elif part.startswith("xl/drawings/drawing"):
                descriptions += _descriptions(etree.fromstring(archive.read(part)))
    return ShownDocument(
        name=name,
        tables=tuple(
            table for title, rows in sheets.items() for table in _blocks_of(f"sheet {title}", rows)
        ),
        lines=tuple(
            next(filter(None, row)) for rows in sheets.values() for row in rows if _is_line(row)
        ),
        descriptions=tuple(descriptions),
        ranges=tuple(ranges),
    )


def _is_line(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) == 1


def _ranges(
    chart: str, root: etree._Element, sheets: Mapping[str, Sequence[Sequence[str]]]
) -> Iterator[ShownRange]:
    for formula in root.iter("{*}f"):
        reference = formula.getparent()
        found = _RANGE.fullmatch(formula.text or "")
        if reference is None or found is None:
            continue
        rows = sheets.get((found[1] or found[2]).replace("''", "'"), ())
        left, top, right, bottom = (
            _column(found[3]), int(found[4]), _column(found[5] or found[3]),
            int(found[6] or found[4]),
        )  # fmt: skip
        values = next(reference.iterancestors("{*}val"), None)
        yield ShownRange(
            chart=chart,
            range=str(formula.text),
            stored=tuple(str(each.text or "") for each in reference.iter("{*}v")),
            cells=tuple(text for row in rows[top - 1 : bottom] for text in row[left - 1 : right]),
            series=_series_of(values) if values is not None else "",
            labels=(
                *(text for row in rows[top - 1 : top] for text in row[: left - 1]),
                *(text for row in rows[max(top - 2, 0) : top - 1] for text in row[left - 1 : left]),
            ),
        )


def _series_of(values: etree._Element) -> str:
    """The name of the series that has the values."""
    series = next(values.iterancestors("{*}ser"), values)
    name = series.find("{*}tx")
    return "".join(str(each.text or "") for each in name.iter("{*}v")) if name is not None else ""


def _column(letters: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _shown(value: object) -> str:
    """A cell's text; every number of a workbook is read as a float."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)  # type: ignore[call-overload]


def _blocks_of(place: str, rows: list[list[str]]) -> Iterator[ShownTable]:
    """The tables of a sheet: each run of rows of which the first has several filled cells."""
    block: list[list[str]] = []
    title = ""
    for number, row in enumerate([*rows, []], start=1):
        if sum(map(bool, row)) > 1:
            block.append(row)
            continue
        if block:
            first = number - len(block)
            yield ShownTable(place=place, rows=block, first_row=first, title=title)
            block = []
        title = next(filter(None, row), "")


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

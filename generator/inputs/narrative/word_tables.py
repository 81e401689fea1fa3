"""Reads the tables of a Word file, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.inputs.narrative.word_file import W
from generator.inputs.narrative.word_lists import ListReader
from generator.inputs.narrative.word_parts import TRACKED, TRACKED_TAGS, Refusal, parts_of
from generator.inputs.narrative.word_prose import prose_of, spoken
from generator.inputs.narrative.word_runs import Piece, RunReader, plain_pieces
from generator.inputs.narrative.word_styles import value
from generator.model.narrative import Block, ProseText

NO_HEADER = Refusal(
    seen="a table without a header row",
    remedy="Write the headings of the columns into the first row.",
)
_HEADERS = Refusal(
    seen="a table with two header rows", remedy="Write the headings into the first row alone."
)
_MERGED = Refusal(
    seen="a table with merged cells, or with rows of different widths",
    remedy="Split the cells, so that every row has one for each heading.",
)
_NESTED = Refusal(seen="a table within a table", remedy="Put it below the other table.")
_PICTURE = Refusal(seen="a picture in a table", remedy="Put it below the table.")


@dataclass(kw_only=True)
class WordRow:
    """A row: its cells, its words on one line, and what is wrong with it."""

    cells: tuple[ProseText, ...] = ()
    text: str = ""
    faults: list[Block] = field(default_factory=list)
    refused: dict[Refusal, None] = field(default_factory=dict)


class TableReader:
    """Reads one table after the other."""

    def __init__(self, runs: RunReader, lists: ListReader) -> None:
        self._runs = runs
        self._lists = lists

    def rows(self, table: etree._Element, *, first_line: int) -> Iterator[WordRow]:
        """The rows of a table, the first of which is on a line of its file."""
        width = number = 0
        for element in parts_of(table):
            if isinstance(element, Refusal):
                yield WordRow(refused={element: None})
                number += 1
            elif element.tag == f"{W}tr":
                row = self._row(element, first_line + 2 * number, is_header=width == 0)
                width = width or len(row.cells)
                if len(row.cells) != width:
                    row.refused[_MERGED] = None
                yield row
                number += 1

    def _row(self, element: etree._Element, line: int, *, is_header: bool) -> WordRow:
        row, texts = WordRow(), []
        if next(element.iter(*TRACKED_TAGS), None) is not None:
            row.refused[TRACKED] = None
        if not is_header and element.find(f"{W}trPr/{W}tblHeader") is not None:
            row.refused[_HEADERS] = None
        if any(value(element, f"trPr/{each}") for each in ("gridBefore", "gridAfter")):
            row.refused[_MERGED] = None
        for cell in parts_of(element):
            if isinstance(cell, Refusal):
                row.refused[cell] = None
            elif cell.tag == f"{W}tc":
                pieces = self._cell(cell, row)
                text, faults = prose_of(plain_pieces(pieces) if is_header else pieces, line)
                row.cells += (text,)
                row.faults += faults
                texts.append(spoken("".join(each.text for each in pieces)).replace("\n", " "))
        row.text = " | ".join(texts)
        return row

    def _cell(self, cell: etree._Element, row: WordRow) -> list[Piece]:
        """The words of a cell; its paragraphs are lines."""
        merged = value(cell, "tcPr/gridSpan") not in (None, "0", "1")
        if merged or cell.find(f"{W}tcPr/{W}vMerge") is not None:
            row.refused[_MERGED] = None
        pieces: list[Piece] = []
        for part in parts_of(cell):
            if isinstance(part, Refusal):
                row.refused[part] = None
            elif part.tag == f"{W}tbl":
                row.refused[_NESTED] = None
            elif part.tag == f"{W}p":
                found = self._runs.read(part)
                row.refused |= found.refused
                if found.pictures:
                    row.refused[_PICTURE] = None
                if found.pieces:
                    place = self._lists.place(part)
                    mark = self._lists.mark(place) if place else ""
                    start = ("\n" if pieces else "") + mark
                    pieces += [Piece(text=start)] if start else []
                    pieces += found.pieces
        return pieces

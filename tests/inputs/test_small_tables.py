"""In a small table a row with a single cell is what is left of a record, never dropped."""

from __future__ import annotations

import pytest

from generator.inputs.files.table_files import read_sheets
from generator.inputs.tables.column_contents import PackWords
from generator.inputs.tables.columns.programme_columns import (
    FIGURES,
    SAVINGS,
    SERVICE_REVIEWS,
    SUBJECT_HISTORY,
)
from generator.inputs.tables.table_search import find_tables
from generator.settings.input_files import InputFile
from tests.content.packs import PACK

WORDS = PackWords(as_of=PACK.settings.as_of, stages={}, ratings=frozenset(), steps=frozenset())


def rows_of(form, text):
    """The rows that are read as records."""
    sheets = read_sheets(text.encode(), "x.csv", [])
    (table,) = find_tables(sheets, form, InputFile(file="x.csv"), WORDS, [])
    return [row for record in table.records for row in record.rows]


@pytest.mark.parametrize(
    ("form", "text", "rows"),
    [
        (SUBJECT_HISTORY, "Meeting,Date\nCouncil,1/2/23\n,3/4/23\n,soon\nBoard,\nC,5/6/23\n", 5),
        (FIGURES, "Name,Value,Unit,Notes\na,1,£,x\n,12,,\nb,,,\n,,£,\nc,3,£,y\n", 5),
        (SAVINGS, "Council,Year,Amount\nA,2024/25,1\n,,200\nB,,\n,2025/26,\nC,2025/26,3\n", 5),
        (SERVICE_REVIEWS, "Phase,Service,Stage,Update\n1,A,Live,x\n,B,,\n,,Live,\n2,C,Live,y\n", 4),
    ],
)
def test_a_record_with_one_cell_is_a_record(form, text, rows) -> None:
    """A record whose name is blank is read, and missed, as one."""
    assert rows_of(form, text) == list(range(2, 2 + rows))


def test_a_heading_of_a_section_is_none() -> None:
    """A lone text in a first column that names no record heads a section."""
    text = "Phase,Service,Stage,Update\n1,A,Live,x\nPhase 2,,,\n2,C,Live,y\n"
    assert rows_of(SERVICE_REVIEWS, text) == [2, 4]

"""Counts that a workbook gives of its own risks are found, and compared with its rows."""

from __future__ import annotations

import pytest

from generator.checks import check
from tests.inputs.workbooks import Sheet, pack_with, workbook

HEAD = ["No.", "Description of Risk", "Impact", "Likelihood", "Score", "Status"]
ROWS = [
    ["R1", "The first risk of some length", 3, 4, 12, "Open"],
    ["R2", "Quite another matter altogether", 5, 4, 20, "Open"],
    ["R3", "A third one that is of no concern now", 1, 2, 2, "Closed"],
]


def counted(folder, *sheets):
    """Code and cell of each finding on counts, and the sentences."""
    content = workbook(Sheet(name="Risks", rows=[HEAD, *ROWS]), *sheets)
    pack, _ = pack_with(folder, "{risk_register: {file: r.xlsx}}", {"r.xlsx": content})
    found = [each for each in check(pack) if each.code == "SCORE-07"]
    return [(each.location.sheet, each.location.cell, each.seen) for each in found]


SUMMARY = [
    ["Summary"],
    ["Total risks", 3],
    ["Open risks", 2],
    ["Number of Red risks", 1],
    ["Closed risks: 1"],
]


def test_right_counts_are_no_finding(tmp_path):
    """Neither with closed risks counted nor without."""
    assert counted(tmp_path, Sheet(name="Summary", rows=SUMMARY)) == []
    assert counted(tmp_path, Sheet(name="Summary", rows=[["Total risks", 2]])) == []


@pytest.mark.parametrize(
    ("row", "cell", "seen"),
    [
        (["Total risks", 4], "B1", "the workbook counts 4 risks, but the rows hold 2 or 3"),
        (["Open risks", 3], "B1", "the workbook counts 3 Open risks, but the rows hold 2"),
        (["Number of Red risks", 2], "B1", "the workbook counts 2 R risks, but the rows hold 1"),
        (["Closed risks: 2"], "A1", "the workbook counts 2 Closed risks, but the rows hold 1"),
    ],
)
def test_wrong_counts_are_found_at_their_cell(tmp_path, row, cell, seen):
    """The finding names the count and what the rows hold."""
    assert counted(tmp_path, Sheet(name="Summary", rows=[row])) == [("Summary", cell, seen)]


@pytest.mark.parametrize(
    "row",
    [
        ["Impact", 5],
        ["Red", 15],
        ["High", 3],
        ["Total", 12],
        ["Total score", 34],
        ["Risk appetite", 9],
    ],
)
def test_other_numbers_are_no_counts(tmp_path, row):
    """A legend's numbers and sums of scores are not taken for counts."""
    assert counted(tmp_path, Sheet(name="Key", rows=[row])) == []


def heat_map(**changed):
    """Likelihood down from 5, impact from 1 to 5: R1 at (3, 4), R2 at (5, 4), R3 at (1, 2)."""
    cells = {(3, 4): 1, (5, 4): 1, (1, 2): 1, **changed.pop("cells", {})}
    rows = [["Heat map of current risks"], ["Likelihood"]]
    for likelihood in range(5, 0, -1):
        rows.append(
            [None, likelihood, *(cells.get((impact, likelihood)) for impact in range(1, 6))]
        )
    return [*rows, [None, None, 1, 2, 3, 4, 5], [None, None, "Impact"]]


def test_heat_map_that_agrees_is_no_finding(tmp_path):
    """Blank cells count nothing."""
    assert counted(tmp_path, Sheet(name="Map", rows=heat_map())) == []


def test_heat_map_that_contradicts_is_found_at_its_cell(tmp_path):
    """A cell that counts a risk too many is named."""
    assert counted(tmp_path, Sheet(name="Map", rows=heat_map(cells={(3, 4): 2}))) == [
        (
            "Map",
            "E4",
            "the workbook counts 2 risks of impact 3 and likelihood 4, but the rows hold 1",
        )
    ]


def test_heat_map_of_references_is_counted(tmp_path):
    """Cells may list the risks instead of counting them."""
    cells = {(3, 4): "R1, R2", (5, 4): None, (1, 2): "R3"}
    found = counted(tmp_path, Sheet(name="Map", rows=heat_map(cells=cells)))
    assert [cell for _, cell, _ in found] == ["E4", "G4"]


def test_matrix_that_explains_the_scores_is_no_heat_map(tmp_path):
    """Products of impact and likelihood are no counts."""
    cells = {(i, step): i * step for i in range(1, 6) for step in range(1, 6)}
    assert counted(tmp_path, Sheet(name="Matrix", rows=heat_map(cells=cells))) == []

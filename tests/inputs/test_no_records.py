"""A register without a risk is a good quarter, unless there are rows that were passed over."""

from __future__ import annotations

import pytest

from tests.checks.planted_faults import Sheet, register
from tests.checks.sound import findings_of

HEAD = ["Ref", "Risk description", "Impact", "Likelihood", "Score", "Owner", "Status"]


def codes(tmp_path, *rows):
    found = findings_of(tmp_path, register(Sheet(rows=[HEAD, *rows])))
    return {each.code for each in found if each.location.file == "register.xlsx"} - {"ROW-01"}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["No risks"]],
        [[None, "There are no risks to report this quarter."]],
        [["None", "None", None, None]],
        [["N/A", "n/a", "-", "-"]],
        [["Nil return"]],
        [["Total risks", "0"]],
        [[1, None, None, None, "=C2*D2"], [2, None, None, None, "=C3*D3"]],
    ],
)
def test_no_risk_is_a_warning_and_no_record(tmp_path, rows):
    """The papers say that there is none; "None" is never printed as a risk."""
    assert codes(tmp_path, *rows) == {"ROW-08"}


def test_a_total_that_counts_risks_where_there_are_none_is_found(tmp_path):
    """The rows that it counts were lost, or the total is old."""
    assert codes(tmp_path, ["Total risks", 12]) == {"ROW-08", "SCORE-07"}


def test_rows_that_were_passed_over_are_an_error(tmp_path):
    """A register of which nothing was read but headings repeated is not an empty one."""
    assert "ROW-05" in codes(tmp_path, HEAD, HEAD)

"""What `check --columns` says of a filled column is what the finished documents show."""

from __future__ import annotations

import pytest

from generator.content.printed_columns import printed_columns, unprinted_columns
from generator.documents import content_by_place
from generator.inputs.folders import PackFolder
from generator.inputs.pack_reader import read_pack
from tests.conftest import ROOT
from tests.inputs.workbooks import SETTINGS, Sheet, pack_with, workbook

DOCUMENTS = """\
documents:
  - {name: log, title: Log, template: exception-risk-log.docx}
  - {name: register, title: Register, workbook: risk-register}
"""
HEAD = ["No.", "Description of Risk", "Risk Onwer", "Impact", "Likelihood", "Insurance", "Cause"]
ROW = ["R1", "The quay wall fails", "HM", 5, 4, "Policy 7", "Scour"]


def places(pack):
    """The places that print each column, by its heading."""
    found = printed_columns(
        pack,
        pack.settings.documents,
        lambda changed, document: content_by_place(changed, document, (ROOT / "templates",)),
    )
    return {each.column.heading: (each.column, each.places) for each in found}


@pytest.fixture
def small(tmp_path):
    settings = SETTINGS[: SETTINGS.index("documents:")] + DOCUMENTS
    content = workbook(Sheet(rows=[HEAD, ROW, [], ["R2", *ROW[1:]]]))
    inputs = "{risk_register: {file: r.xlsx}}"
    pack, _ = pack_with(tmp_path, inputs, {"r.xlsx": content}, settings)
    return places(pack)


def test_printed_columns_name_documents_and_sheets(small):
    """A description stands in the log, in the register and in its exceptions, not in the key."""
    _, printed = small["Description of Risk"]
    assert printed[0] == "log.docx"
    assert {"register.xlsx, sheet Risk register", "register.xlsx, sheet Exception log"} <= {
        *printed
    }
    assert "register.xlsx, sheet Definitions" not in printed


def test_column_that_a_template_leaves_out_is_not_printed_there(small):
    """The Word log has no cause; the workbook has."""
    _, printed = small["Cause"]
    assert printed
    assert all(place.startswith("register.xlsx") for place in printed)


def test_columns_that_are_not_understood_say_so(small):
    """A misspelt heading comes with the nearest one; neither is printed anywhere."""
    misspelt, nowhere = small["Risk Onwer"]
    assert (misspelt.read_as, misspelt.nearest, nowhere) == ("", "Risk Owner", ())
    ignored, nowhere = small["Insurance"]
    assert (ignored.nearest, nowhere) == ("", ())


def test_columns_name_their_cells(small):
    """The range goes from the first filled cell to the last; blank ones are not counted."""
    column, _ = small["Impact"]
    assert (column.cells, column.filled, column.read_as) == ("D2:D4", 2, "Latest Impact")
    assert (column.location.cell, column.field) == ("D1", "latest.impact")


def read_sample():
    """The OneTeam sample."""
    folder = PackFolder(name="oneteam", period="q4", path=ROOT / "inputs/oneteam/2023-24-q4")
    pack, _ = read_pack(folder, templates=ROOT / "templates")
    return pack


def test_sample_columns_are_printed():
    """Of OneTeam, only dates of reviews and the notes on figures are printed nowhere."""
    nowhere = [heading for heading, (_, printed) in places(read_sample()).items() if not printed]
    assert nowhere == [
        "Business case approved", "Original end date", "Completed", "Unit", "Description",
    ]  # fmt: skip


def test_a_column_that_no_document_prints_is_a_finding(tmp_path):
    """The log prints no cause and no date raised; the register's workbook prints both."""
    head = [*HEAD[:-2], "Cause", "Date Raised", "Status"]
    rows = [head, [*ROW[:-2], "Scour", "2025-04-02", "Open"]]
    log = "documents: [{name: log, title: Log, template: exception-risk-log.docx}]"
    more = "{name: book, title: Book, workbook: risk-register}"
    for documents, expected in ((log, ["Cause", "Date Raised"]), (log[:-1] + f", {more}]", [])):
        pack, _ = pack_with(
            tmp_path,
            "{risk_register: {file: r.xlsx}}",
            {"r.xlsx": workbook(Sheet(rows=rows))},
            settings=SETTINGS[: SETTINGS.index("documents:")] + documents + "\n",
        )
        names = frozenset({"exception_log.risks.reference", "exception_log.risks.description",
                           "exception_log.risks.latest.impact", "exception_log.risks.owner",
                           "exception_log.risks.latest.likelihood"})  # fmt: skip
        found = [each.heading for each in unprinted_columns(pack, names)]
        assert found == expected

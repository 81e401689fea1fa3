"""Which sheets of a workbook are a register, and which of several."""

from tests.inputs.workbooks import LACKING, Sheet, register_of, workbook

HEAD = ["Ref", "Risk", "Impact", "Likelihood"]


def stream(name, letter, number=2, head=HEAD):
    """A sheet of one workstream's risks."""
    rows = [[f"{letter}{n}", f"The {name.lower()} {n} fails", 4, 3] for n in range(1, number + 1)]
    return Sheet(rows=[head, *rows], name=name)


def read(folder, *sheets, more=""):
    register, findings = register_of(folder, workbook(*sheets), more=more)
    lines = [(each.code, each.severity) for each in findings if each.code not in LACKING]
    return register, lines


def test_sheets_of_one_form_with_other_references_are_one_register(tmp_path):
    """One sheet for each workstream: each risk keeps its sheet, which names its workstream."""
    register, said = read(tmp_path, stream("Quay", "Q"), stream("Crane", "C", 3))
    assert [risk.reference for risk in register.risks] == ["Q1", "Q2", "C1", "C2", "C3"]
    assert [risk.workstream for risk in register.risks] == ["Quay"] * 2 + ["Crane"] * 3
    assert register.risks[2].where["row"].sheet == "Crane"
    assert said == [("SHEET-05", "note")]


def test_sheets_with_the_same_references_are_asked(tmp_path):
    """They may be two quarters of one register; pack.yaml names those to read."""
    sheets = stream("Quay", "R"), stream("Crane", "R", 3)
    register, said = read(tmp_path, *sheets)
    assert len(register.risks) == 2
    assert said == [("SHEET-02", "warning")]
    register, said = read(tmp_path / "both", *sheets, more=", sheets: [Quay, crane]")
    assert len(register.risks) == 5
    assert said == []


def test_named_sheets_that_are_none_are_errors(tmp_path):
    """One that is missing, and one without headings."""
    odd = Sheet(rows=[["Notes"], ["Nothing here"]], name="Notes")
    _, said = read(tmp_path, stream("Quay", "Q"), odd, more=", sheets: [Quay, Notes, Pier]")
    assert said == [("SHEET-03", "error"), ("SHEET-01", "error")]

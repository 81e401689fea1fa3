"""A pack may judge a rule otherwise at a place, with a reason."""

from __future__ import annotations

import pytest

from generator.checks.rule_changes import apply_rule_changes, fits
from generator.findings import Finding, Location, Severity
from generator.settings.pack_settings import RuleChange
from tests.checks.sound import Fault, findings_of
from tests.inputs.workbooks import SETTINGS, pack_with


def judged(folder, rules, text="Meeting;Date\nCouncil;14/12/2023\nCouncil;31/02/2023\n"):
    settings = SETTINGS + f"rules: {rules}\n"
    pack, findings = pack_with(
        folder, "{subject_history: {file: h.csv}}", {"h.csv": text}, settings
    )
    return {
        finding.code: (str(finding.severity), finding.reason, finding.silenced)
        for finding in apply_rule_changes(findings, pack)
    }


def test_rule_is_lowered_at_a_cell(tmp_path):
    """The finding stays, with its new severity and the reason."""
    rules = "[{rule: DATE-03, cell: B3, severity: note, reason: As in the minutes}]"
    found = judged(tmp_path, rules, text="Meeting;Date\nCouncil;14/12/2023\nCouncil;12/14/2023\n")
    assert found["DATE-03"] == ("note", "As in the minutes", False)


def test_rule_is_silenced_in_a_file(tmp_path):
    """A silenced finding stays as a note, so that its reason is seen."""
    found = judged(
        tmp_path, "[{rule: FILE-05, file: h.csv, severity: silent, reason: Their system}]"
    )
    assert found["FILE-05"] == ("note", "Their system", True)


def test_rule_is_raised_by_what_it_says(tmp_path):
    """A change may name a text of the finding."""
    found = judged(
        tmp_path, "[{rule: FILE-05, about: semicolons, severity: error, reason: Commas only}]"
    )
    assert found["FILE-05"] == ("error", "Commas only", False)


def test_change_at_another_place_is_idle(tmp_path):
    """A change that fits no finding is a warning at its line of pack.yaml."""
    found = judged(tmp_path, "[{rule: DATE-01, cell: B9, severity: note, reason: Not there}]")
    assert found["DATE-01"][0] == "error"
    assert found["RULE-01"][0] == "warning"


def test_error_without_which_nothing_can_be_made_stays(tmp_path):
    """A file that cannot be read cannot be talked away."""
    rules = "[{rule: FILE-02, severity: silent, reason: Never mind}]"
    found = judged(tmp_path, rules, text="")
    assert found["FILE-02"][0] == "error"
    assert found["RULE-02"][0] == "error"


@pytest.mark.parametrize("severity", ["silent", "note", "warning"])
def test_value_that_could_not_be_read_is_not_lost(severity, tmp_path):
    """A date that cannot be read stays an error, whatever the pack makes of it."""
    found = judged(tmp_path, f"[{{rule: DATE-01, severity: {severity}, reason: Never mind}}]")
    assert found["DATE-01"] == ("error", "", False)
    assert found["RULE-02"][0] == "error"


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("DATE-66", "there is no rule DATE-66; did you mean DATE-06?"),
        ("date-01", "there is no rule date-01; did you mean DATE-01?"),
        ("whatever", "there is no rule whatever"),
    ],
)
def test_rule_that_does_not_exist_is_said(code, seen, tmp_path):
    """A misspelt code is an error that names those near it."""
    settings = SETTINGS + f"rules: [{{rule: {code}, severity: note, reason: None}}]\n"
    pack, findings = pack_with(tmp_path, "{}", {}, settings)
    (found,) = apply_rule_changes(findings, pack)
    assert (found.code, str(found.severity)) == ("RULE-03", "error")
    assert found.seen.startswith(seen)


def test_reason_is_required(tmp_path):
    """A change without a reason is a mistake in pack.yaml."""
    found = findings_of(tmp_path, Fault(more="\nrules: [{rule: REF-01, severity: note}]"))
    assert [(f.code, f.seen) for f in found if f.severity is Severity.ERROR] == [
        ("PACK-04", "rules[1].reason is missing")
    ]


IN_A_SHEET = {"file": "r.xlsx", "sheet": "Risks", "row": 7, "column": "F", "cell": "F7"}
IN_A_TEXT = {"file": "a.md", "line": 7}


@pytest.mark.parametrize("place", [IN_A_SHEET, IN_A_TEXT], ids=["sheet", "text"])
def test_entry_fits_only_its_place(place):
    """An entry fits if each place that it gives is that of the finding."""
    location = Location(**{key: value for key, value in place.items() if key != "cell"})
    finding = Finding(
        code="SCORE-02", severity=Severity.ERROR, location=location, seen="R1 is 6", remedy="Fix."
    )

    def entry(**given):
        return RuleChange(**{"rule": "SCORE-02", "severity": "note", "reason": "As it is"} | given)

    assert fits(entry(), finding)
    assert fits(entry(**place, about="R1"), finding)
    others = {"file": "b", "sheet": "B", "row": 8, "column": "G", "cell": "G7", "line": 8}
    for key, value in {**others, "rule": "SCORE-03", "about": "R2"}.items():
        assert not fits(entry(**{key: value}), finding), key
        assert not fits(entry(**place | {key: value}), finding), key


def test_first_entry_that_fits_counts(tmp_path):
    """Of two entries for one finding the first decides; the other has no effect."""
    found = judged(
        tmp_path,
        "[{rule: FILE-05, severity: warning, reason: The first}, "
        "{rule: FILE-05, severity: silent, reason: The second}]",
    )
    assert found["FILE-05"] == ("warning", "The first", False)
    assert found["RULE-01"][0] == "warning"

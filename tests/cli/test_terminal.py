"""What people read in the terminal."""

import json

from generator.cli.terminal import Console
from generator.findings import Finding, Location, Severity


def finding(row, column, severity=Severity.ERROR, *, silenced=False):
    return Finding(
        code="X-01",
        severity=severity,
        location=Location(file="a.xlsx", sheet="S", row=row, column=column),
        seen="seen",
        remedy="Mend it.",
        silenced=silenced,
    )


MIXED = (finding(10, "A"), finding(2, "AA"), finding(2, "B"))


def test_findings_come_in_the_order_of_the_sheet(capsys):
    """Row by row, and in a row B before AA; the count comes last."""
    Console().findings([MIXED])
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0].split()[-1] for line in lines[:-1]] == ["B2", "AA2", "A10"]
    assert lines[-1] == "3 errors."


def test_json_has_the_same_order_and_nothing_beside_it(capsys):
    """Standard output is the list alone; what is said goes to standard error."""
    console = Console(as_json=True)
    console.findings([MIXED])
    console.say("done")
    said = capsys.readouterr()
    assert [each["cell"] for each in json.loads(said.out)] == ["B2", "AA2", "A10"]
    assert said.err == "done\n"


def test_silenced_findings_are_counted_apart(capsys):
    """What a pack has silenced with a reason still stands there, but counts as silenced."""
    Console().findings([(finding(1, "A", Severity.WARNING), finding(2, "A", silenced=True))])
    assert capsys.readouterr().err.splitlines()[-1] == "1 warning, 1 silenced."

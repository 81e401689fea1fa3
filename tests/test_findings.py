"""Findings with one cause are shown as one group."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.finding_groups import describe_places, group_findings, group_record, join_remedies
from generator.findings import Finding, Location, Severity, as_sentence, rule, without_consequences


def finding(cell="", *, line=None, row=None, file="risks.xlsx", sheet="Risks", **more):
    column = cell.rstrip("0123456789") or None
    number = int(cell[len(column or "") :] or 0) or row
    place = Location(file=file, sheet=None if line else sheet, row=number, column=column, line=line)
    given = {"code": "X-01", "severity": Severity.ERROR, "seen": f"{cell} is wrong"} | more
    return Finding(location=place, **{"remedy": "Correct it.", **given})


def cells(*addresses, **more):
    return [finding(address, **more) for address in addresses]


def shown(findings):
    return [(group.places, group.count) for group in group_findings(findings)]


def test_three_findings_of_a_column_stand_alone():
    """Up to three findings are shown one by one."""
    assert shown(cells("T4", "T5", "T6")) == [("T4", 1), ("T5", 1), ("T6", 1)]


def test_four_findings_of_a_column_are_one_group():
    """More than three findings of one code in one column are one group."""
    assert shown(cells("T4", "T5", "T6", "T9")) == [("T4:T6, T9", 4)]


def test_two_columns_without_a_cause_are_two_groups():
    """Without a cause each column is a group of its own."""
    found = cells(*(f"{column}{row}" for row in range(4, 9) for column in "TU"))
    assert shown(found) == [("T4:T8", 5), ("U4:U8", 5)]


def test_one_column_of_two_sheets_is_two_columns():
    """Without a cause, the same letters on another sheet are another column."""
    found = [*cells("T4", "T5"), *cells("T4", "T5", sheet="Closed")]
    assert shown(found) == [("T4", 1), ("T5", 1)] * 2
    assert [group.sheet for group in group_findings(found)] == ["Closed"] * 2 + ["Risks"] * 2


def test_neighbouring_columns_are_one_block():
    """Z and AA are neighbours, AZ and BA too; A and C are not."""
    assert describe_places([each.location for each in cells("Z4", "AA4", "AZ4", "BA4")]) == (
        "Z4:AA4, AZ4:BA4"
    )
    assert describe_places([each.location for each in cells("A4", "C4")]) == "A4, C4"


def test_one_cause_is_one_group_across_columns_and_sheets():
    """Findings that name one cause are one group, wherever in the file they are."""
    found = cells("T4", "U4", cause="scale")
    assert shown(found) == [("T4:U4", 2)]
    assert shown([*found, finding("A2", sheet="Closed", cause="scale")]) == [
        ("Closed: A2; Risks: T4:U4", 3)
    ]
    assert len(shown([*found, finding("T9", file="other.xlsx", cause="scale")])) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"code": "X-02"},
        {"severity": Severity.NOTE},
        {"reason": "As published"},
        {"silenced": True},
        {"cause": "other"},
        {"file": "other.xlsx"},
    ],
)
def test_only_findings_that_are_alike_are_grouped(change):
    """Code, severity, reason, silence and cause must be the same."""
    found = cells("T4", "T5", cause="scale")
    assert len(shown([*found, finding("T6", **{"cause": "scale"} | change)])) == 2


def test_lines_and_rows_are_named():
    """Findings of a text file are grouped by line, those on whole rows by row."""
    assert shown([finding(line=number, file="a.md") for number in (3, 5, 6, 7)]) == [
        ("lines 3, 5 to 7", 4)
    ]
    assert shown([finding(row=number) for number in (3, 5, 6, 9)]) == [("rows 3, 5 to 6, 9", 4)]


def test_errors_come_first_then_the_order_of_the_sheet():
    """Errors, warnings, notes; and in a row B before AA."""
    found = [
        finding("A1", severity=Severity.NOTE),
        finding("A1", severity=Severity.WARNING),
        *cells("A10", "AA2", "B2"),
    ]
    assert [(str(group.severity), group.places) for group in group_findings(found)] == [
        ("error", "B2"),
        ("error", "AA2"),
        ("error", "A10"),
        ("warning", "A1"),
        ("note", "A1"),
    ]


def test_values_are_counted():
    """The most frequent value comes first; after six the rest is a number."""
    words = ["Severe"] * 3 + ["Moderate"] * 2 + list("abcdef")
    found = [
        finding(f"T{row}", value=word, cause="scale") for row, word in enumerate(words, start=4)
    ]
    (group,) = group_findings(found)
    assert group.values == "Severe (3), Moderate (2), a (1), b (1), c (1), d (1), and 2 more"


def test_several_findings_in_one_cell_are_one_cell():
    """The count is that of the cells, not of the findings in them."""
    (group,) = group_findings([finding("T4", seen=name, cause="c") for name in "abcd"])
    assert (group.count, len(group.members)) == (1, 4)
    assert group.seen == "a; b; c; and 1 more"
    assert (group.places, group.advice) == ("T4", "Correct it.")


def test_generic_sentence_gives_examples():
    """A rule without a sentence for groups shows the first three."""
    (group,) = group_findings(cells("T4", "T5", "T6", "T7", "T8"))
    assert group.seen == "5 cells: T4 is wrong; T5 is wrong; T6 is wrong; and 2 more"


def test_remedies_that_differ_in_a_list_are_one_line():
    """Words for the same step of a scale go into one list; other lines follow."""
    step = "Correct the cells, or add to pack.yaml: impact[3].also_written: [{}]"
    other = "Correct the cells, or add to pack.yaml: impact[2].also_written: [Medium]"
    assert join_remedies([step.format("Severe"), step.format("Grave")]) == step.format(
        "Severe, Grave"
    )
    assert join_remedies([step.format("Severe"), other, step.format("Grave")]).splitlines() == [
        "Correct the cells, or add to pack.yaml:",
        "impact[3].also_written: [Severe, Grave]",
        "impact[2].also_written: [Medium]",
    ]


def test_remedies_are_at_most_a_handful():
    """After six different remedies the rest is a number."""
    assert join_remedies([f"Do {number}." for number in range(9)]).splitlines()[-2:] == [
        "Do 5.",
        "and 3 more",
    ]


def test_record_of_a_group_lists_every_cell():
    """JSON has one record per group, with the place and value of each member."""
    (group,) = group_findings(cells("T4", "U5", cause="c", value="x"))
    record = group_record(group)
    assert (record["cell"], record["places"], record["count"]) == ("T4", "T4, U5", 2)
    assert [(each["cell"], each["value"]) for each in record["cells"]] == [("T4", "x"), ("U5", "x")]


def _expand(text):
    """The cells of "T4:U6, B2", to compare with."""
    found = set()
    for part in text.split(", "):
        first, _, last = part.partition(":")
        last = last or first
        found |= {
            (chr(column), row)
            for column in range(ord(first[0]), ord(last[0]) + 1)
            for row in range(int(first[1:]), int(last[1:]) + 1)
        }
    return found


@settings(deadline=None)
@given(st.sets(st.tuples(st.sampled_from("ABCD"), st.integers(1, 5)), min_size=1, max_size=12))
def test_ranges_name_each_cell_once(places):
    """The ranges of any set of cells cover exactly that set."""
    said = describe_places(
        [Location(file="f", sheet="s", column=column, row=row) for column, row in places]
    )
    assert _expand(said) == places


def at(code, cell="", **more):
    """A finding with the severity that the catalogue gives to the code."""
    return finding(cell, **{"code": code, "severity": rule(code).severity} | more)


def left(*findings):
    return [each.code for each in without_consequences(findings)]


@pytest.mark.parametrize(
    ("root", "follows", "stays"),
    [
        # SCORE-01 was not read: silent in its cell is anything, in its row what needs the score
        (at("SCORE-01", "M4"), at("CELL-07", "M4"), at("CELL-07", "N4")),
        (at("SCORE-01", "M4"), at("SCORE-05", "N4"), at("SCORE-05", "N5")),
        (at("SCORE-01", "M4"), at("RAG-03", "U4"), at("RAG-03", "U4", sheet="Closed")),
        (at("SCORE-06", row=3), at("SCORE-04", row=9), at("SCORE-04", row=9, file="b.xlsx")),
        (at("PACK-07", line=1, file="pack.yaml"), at("SCORE-01", "M4"), at("RAG-01", "U4")),
        (at("ROW-03", row=4), at("SCORE-01", "M4"), at("SCORE-01", "M5")),
    ],
)
def test_root_cause_silences_what_follows_from_it(root, follows, stays):
    """What follows goes within the cell, row, file or pack that the catalogue says, no further."""
    assert left(root, follows, stays) == [root.code, stays.code]
    assert left(follows, stays) == [follows.code, stays.code]


def test_warning_silences_no_error():
    """Only an error can silence an error: else a pack could be made without what was not read."""
    assert left(at("CELL-08", "M4"), at("SCORE-02", "M4")) == ["CELL-08", "SCORE-02"]
    assert left(at("CELL-08", "M4"), at("SCORE-04", "M4")) == ["CELL-08"]
    lowered = at("SCORE-02", "M4", severity=Severity.NOTE, reason="As published")
    assert left(lowered, at("RAG-03", "U4", severity=Severity.ERROR)) == ["SCORE-02", "RAG-03"]
    assert left(lowered, at("RAG-03", "U4")) == ["SCORE-02"]


def test_findings_that_would_silence_each_other_stay():
    """Two root causes in one cell are both shown; a rule does not silence itself."""
    assert left(at("SCORE-01", "M4"), at("CELL-08", "M4")) == ["SCORE-01", "CELL-08"]
    assert left(at("SCORE-01", "M4"), at("SCORE-01", "M4")) == ["SCORE-01", "SCORE-01"]


def test_root_causes_come_before_what_is_wrong_in_a_cell():
    """Of two errors, the one that others follow from comes first, wherever its file is sorted."""
    found = [at("SCORE-01", "M4"), at("PACK-07", line=9, file="x.yaml"), at("COL-01", row=3)]
    assert [group.code for group in group_findings(found)] == ["PACK-07", "COL-01", "SCORE-01"]


def test_sentence_for_many_findings_is_filled_in():
    """The catalogue's sentence for a group has the count, the values and the column."""
    found = [at("OWNER-02", f"I{n}", value="ABC", seen="x") for n in range(4, 9)]
    (group,) = group_findings(found)
    assert group.seen == "5 cells name an owner that is not one of your roles: ABC (5)"
    without_values = [at("OWNER-02", f"I{n}", seen=f"{n} is unknown") for n in range(4, 9)]
    (group,) = group_findings(without_values)
    assert group.seen.startswith("5 cells: 4 is unknown; 5 is unknown")


def test_values_that_cannot_be_seen_are_shown():
    """An invisible character in a value is shown as its code point; long values are cut."""
    values = ("PS\u200b", "x" * 41, "two\nlines")
    found = [finding(f"I{n}", value=value, cause="c") for n, value in enumerate(values, start=4)]
    (group,) = group_findings(found)
    assert group.values == f"PS<U+200B>, {'x' * 39}…, two lines"


def test_long_examples_are_fewer():
    """Three examples are shown only if they are short; one always is."""
    found = [finding(f"I{n}", seen=f"{n} " + "long " * 20, cause="c") for n in range(4, 9)]
    (group,) = group_findings(found)
    assert group.seen.count("long") == 20
    assert group.seen.endswith("; and 4 more")


@pytest.mark.parametrize("code", ["COL-02", "PACK-03", "STYLE-01"])
def test_question_keeps_its_mark(code):
    """A finding that asks back ends with its question mark alone."""
    asked = at(code, "A1", seen="did you mean Risk Owner?")
    assert "did you mean Risk Owner? Correct it." in str(asked)
    (group,) = group_findings([asked])
    assert "did you mean Risk Owner? Correct it." in f"{as_sentence(group.seen)} {group.advice}"


def test_many_ranges_are_cut_short():
    """After twelve ranges the rest of the cells is a number, so that the line can be read."""
    found = [Location(file="f", sheet="s", column="A", row=row) for row in range(1, 61, 2)]
    assert describe_places(found).endswith("A21, A23 and 18 more cells")
    lines = [Location(file="f", line=line) for line in range(1, 61, 2)]
    assert describe_places(lines).endswith("21, 23 and 18 more")

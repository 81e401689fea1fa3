"""What a check compares with what, and what its message and place say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.checks import check
from generator.model.risks import Reading
from tests.checks.sound import Fault, findings_of
from tests.inputs.workbooks import Sheet, pack_with, workbook

ROWS = [
    ["Ref", "Risk description", "Impact", "Likelihood", "Trend"],
    ["R1", "The quay wall fails in a storm", 4, 3, "increased"],
]


def checked(folder, **changes):
    """The findings on a register of one risk after changes to its record."""
    content = workbook(Sheet(rows=ROWS))
    pack, _ = pack_with(folder, "{risk_register: {file: r.xlsx}}", {"r.xlsx": content})
    risk = replace(pack.register.risks[0], **changes)
    return check(replace(pack, register=replace(pack.register, risks=(risk,))))


def earlier(*scores):
    return tuple(Reading(name=f"Q{n}", given_score=score) for n, score in enumerate(scores, 1))


@pytest.mark.parametrize(
    ("scores", "seen"),
    [
        ((20, 9), []),  # from 9 to 12: it has increased
        ((9, 20), ["R1's trend is increased, but its score went from 20 to 12"]),
    ],
)
def test_trend_is_that_since_the_last_period(scores, seen, tmp_path):
    """Of several earlier readings the trend looks at the last one."""
    found = checked(tmp_path, earlier=earlier(*scores))
    assert [each.seen for each in found if each.code == "TREND-02"] == seen


def test_a_target_is_no_earlier_reading(tmp_path):
    """A given trend is not compared with the target, which is not reached yet."""
    found = checked(tmp_path, target=Reading(name="target", given_score=20))
    assert [each for each in found if each.code == "TREND-02"] == []


def test_wrong_trend_is_shown_with_the_last_period(tmp_path):
    """Where both could be meant, the message has the score of the last period."""
    previous = Reading(name="previous", given_score=20)
    found = checked(tmp_path, previous=previous, earlier=earlier(15))
    assert [each.seen for each in found if each.code == "TREND-02"] == [
        "R1's trend is increased, but its score went from 15 to 12"
    ]


def test_parts_of_one_record_may_have_one_text(tmp_path):
    """R1 and R1/2 are parts of one record; R1 and R2 with the same text are not."""
    content = workbook(Sheet(rows=ROWS))
    pack, _ = pack_with(tmp_path, "{risk_register: {file: r.xlsx}}", {"r.xlsx": content})
    risk = pack.register.risks[0]
    for reference, codes in (("R1/2", []), ("R2", ["REF-02"])):
        risks = (risk, replace(risk, reference=reference))
        found = check(replace(pack, register=replace(pack.register, risks=risks)))
        assert [each.code for each in found if each.code == "REF-02"] == codes


def test_quotation_mark_is_found_in_its_paragraph(tmp_path):
    """The line is that on which the paragraph begins, after paragraphs of several lines."""
    text = "One.\n\nTwo,\nthree,\nfour.\n\n\nThe “board.\n"
    found = findings_of(tmp_path, Fault(files={"narrative/background.md": text}))
    assert [each.location.line for each in found if each.code == "TEXT-03"] == [8]


def test_invisible_character_is_named_with_what_is_before_it(tmp_path):
    """The message has the code point and the words before it."""
    found = findings_of(tmp_path, Fault({"risk_register": {"H4": "The bo\u200bard looks"}}))
    assert [each.seen for each in found if each.code == "TEXT-06"] == [
        'invisible character U+200B in R1\'s mitigations after "The bo"'
    ]


def test_name_is_found_in_every_cell_with_the_wrong_spelling(tmp_path):
    """The spelling that fewer cells have is the wrong one, and each of its cells is found."""
    names = ["Northgate", "Norhtgate", "Northgate", "Norhtgate", "Northgate"]
    rows = "".join(f"{name},2023/2{n},10\n" for n, name in enumerate(names))
    files = {"savings.csv": "Council,Year,Amount (£)\n" + rows}
    found = findings_of(tmp_path, Fault(files=files))
    assert [(each.location.cell, each.value) for each in found if each.code == "TEXT-07"] == [
        ("A3", "Norhtgate"),
        ("A5", "Norhtgate"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [
        ("Northgate", "Northgtae", True),  # two letters swapped
        ("Northgate", "Norrthgate", True),  # one letter more
        ("Northgate", "Norhgate", True),  # one letter less
        ("Northgate", "Northgaxe", True),  # another letter
        ("Northgate", "NORTHGATE", True),  # another case
        ("Northgate", "Northgaxy", False),  # two other letters
        ("Phase 1", "Phase 2", False),  # another number
        ("Northgate", "Southgate", False),
    ],
)
def test_spellings_of_one_name(one, other, is_found, tmp_path):
    """One letter or the case makes two spellings of one name; a number makes another name."""
    files = {"savings.csv": f"Council,Year,Amount (£)\n{one},2023/24,1\n{other},2023/24,1\n"}
    found = findings_of(tmp_path, Fault(files=files))
    assert ("TEXT-07" in {each.code for each in found}) == is_found

"""The conditional formats of a workbook, as far as they say which numbers have a colour."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill

from generator.inputs.files.colour_rules import fills_of_scores, read_colour_rules
from tests.inputs.hostile_files import REFUSED

RED, AMBER, GREEN = (PatternFill(bgColor=each) for each in ("FF0000", "FFC000", "00B050"))


def coloured(*rules, area="E4:E20"):
    """A workbook whose sheet Register colours some cells by these rules, in their order."""
    book = openpyxl.Workbook()
    book.active.title = "Register"
    for rule in rules:
        book.active.conditional_formatting.add(area, rule)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fills(data, cells=((4, 5),)):
    """The fill of each score from 1 to 25 in these cells of the sheet."""
    return fills_of_scores(read_colour_rules(data), {"Register": cells}, range(1, 26))


def test_the_first_rule_that_holds_counts():
    """15 is red although it is more than 5 too, and every score has the colour that Excel shows."""
    data = coloured(
        CellIsRule(operator="greaterThanOrEqual", formula=["15"], fill=RED),
        CellIsRule(operator="greaterThan", formula=["5"], fill=AMBER),
        CellIsRule(operator="between", formula=["1", "5"], fill=GREEN),
    )
    found = fills(data)
    assert {score for score, fill in found.items() if fill == "FF0000"} == set(range(15, 26))
    assert {score for score, fill in found.items() if fill == "FFC000"} == set(range(6, 15))
    assert {score for score, fill in found.items() if fill == "00B050"} == set(range(1, 6))


def test_formulas_that_compare_the_cell():
    """AND($E4>=6,$E4<15) is a rule like others; one about another cell or a word is none."""
    data = coloured(
        FormulaRule(formula=["AND($E4>=6,$E4<15)"], fill=AMBER),
        FormulaRule(formula=["$F4>=15"], fill=RED),
        FormulaRule(formula=['$E4="High"'], fill=RED),
        FormulaRule(formula=["OR($E4>=15,$E4<2)"], fill=RED),
        ColorScaleRule(start_type="min", end_type="max", start_color="00B050", end_color="FF0000"),
    )
    assert fills(data) == dict.fromkeys(range(6, 15), "FFC000")


def test_rules_of_other_cells_say_nothing():
    """Only rules that cover the cells of the scores count."""
    data = coloured(CellIsRule(operator="lessThan", formula=["9"], fill=GREEN), area="B4:D20")
    assert fills(data) == {}


@pytest.mark.parametrize(
    "name",
    ["zip bomb", "entities in the styles", "deep elements", "millions of styles", "many parts"],
)
def test_a_file_that_cannot_be_read_has_no_rules(name):
    """No exception, whatever the file holds."""
    make, *_ = REFUSED[name]
    assert read_colour_rules(make()) == ()

"""Small registers of several kinds, and the answers that an officer would give."""

from __future__ import annotations

import io
import re
from itertools import cycle
from pathlib import Path

import openpyxl
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from tests.inputs.workbooks import Sheet, workbook

FILLS = {"G": "00B050", "A": "FFC000", "R": "FF0000"}
PAIRS = (
    (1, 2),
    (2, 3),
    (5, 3),
    (4, 4),
    (1, 5),
    (2, 4),
    (5, 5),
    (3, 3),
    (1, 1),
    (4, 3),
    (5, 1),
    (5, 2),
)
"""Impacts and likelihoods of risks, so many that every kind of band has some."""
TEXTS = (
    "The quay wall fails in a winter storm and traffic stops",
    "Grant for the new bridge is not confirmed before the tender",
    "Two of the three pilots retire and nobody is trained",
    "The dredging licence is challenged in court by objectors",
    "Ferry operators leave the harbour for the new port",
    "Ground investigations find old fuel tanks under the pier",
    "The cost of steel rises faster than the budget allows",
    "Members of the public enter the site at night",
    "The booking system of the marina cannot be repaired",
    "Nesting birds delay the works on the breakwater",
    "The contractor for the lock gates becomes insolvent",
    "A vessel strikes the temporary pontoon in fog",
)
OWNERS = ("Harbour Master", "Director of Finance", "Head of Legal")


def rating(score: int) -> str:
    """The council's own bands: up to 4, up to 11, and above."""
    return "G" if score <= 4 else "A" if score <= 11 else "R"


def rows(*columns: str, step=lambda number, _: number) -> list[list[object]]:
    """A heading row and a row for each pair; `step` writes a step of a scale."""
    owners = cycle(OWNERS)
    found: list[list[object]] = [list(columns)]
    for number, (impact, likelihood) in enumerate(PAIRS, start=1):
        values = {
            "Ref": f"H{number}",
            "Risk description": TEXTS[number - 1],
            "Impact": step(impact, "impact"),
            "Likelihood": step(likelihood, "likelihood"),
            "Score": impact * likelihood,
            "RAG": rating(impact * likelihood),
            "Risk owner": next(owners),
            "Status": "Open" if number % 3 else "Mitigated",
        }
        found.append([values[column] for column in columns])
    return found


PLAIN = ("Ref", "Risk description", "Impact", "Likelihood", "Score", "Risk owner")


def with_ratings() -> bytes:
    """Ratings beside the scores, and the council in the title."""
    return workbook(
        Sheet(rows=[["Northport Borough Council"], [], *rows(*PLAIN, "RAG")], name="Register")
    )


def with_fills() -> bytes:
    """No rating in words: the scores are coloured."""
    book = openpyxl.Workbook()
    page = book.active
    for row in [["Northport Borough Council: risk register"], [], *rows(*PLAIN)]:
        page.append(row)
    for row in page.iter_rows(min_row=4, min_col=5, max_col=5):
        colour = FILLS[rating(row[0].value)]
        row[0].fill = PatternFill("solid", start_color=colour, end_color=colour)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_key() -> bytes:
    """The bands and the words of both scales are on a sheet of their own."""
    key = [
        ["Scoring key"],
        ["Level", "Likelihood", "Impact"],
        *([n, f"{word} chance", f"{word} harm"] for n, word in enumerate(("No", "Low", "Some",
          "Much", "Sure"), start=1)),
        [],
        ["Score", "Rating"], ["1-4", "Green"], ["5-11", "Amber"], ["12-25", "Red"],
    ]  # fmt: skip
    register = [["Northport Borough Council"], [], *rows(*PLAIN)]
    return workbook(Sheet(rows=register, name="Register"), Sheet(rows=key, name="Key"))


def with_letters() -> bytes:
    """Steps are letters and roman numerals, the highest first; there is no score."""
    letters = {"likelihood": "FEDCBA", "impact": ("V", "IV", "III", "II", "I")}
    columns = [each for each in PLAIN if each != "Score"]
    table = rows(*columns, "RAG", step=lambda number, scale: letters[scale][number - 1])
    return workbook(Sheet(rows=[["Northport Borough Council"], [], *table]))


def with_words() -> bytes:
    """Words with numbers, no title, no band."""
    words = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
    table = rows(*PLAIN, step=lambda number, _: f"{number} - {words[number - 1]}")
    return workbook(Sheet(rows=table))


def with_statuses() -> bytes:
    """A status that is neither open nor closed."""
    return workbook(Sheet(rows=[["Northport Borough Council"], [], *rows(*PLAIN, "RAG", "Status")]))


def with_conditional_formats() -> bytes:
    """The scores are coloured by rules that compare them with numbers."""
    book = openpyxl.Workbook()
    page = book.active
    for row in [["Northport Borough Council: risk register"], [], *rows(*PLAIN)]:
        page.append(row)
    for operator, numbers, letter in (
        ("between", ["5", "11"], "A"), ("greaterThan", ["11"], "R"), ("lessThan", ["5"], "G"),
    ):  # fmt: skip
        look = PatternFill(bgColor=FILLS[letter])
        page.conditional_formatting.add(
            "E4:E200", CellIsRule(operator=operator, formula=numbers, fill=look)
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_sums() -> bytes:
    """The score is impact + likelihood."""
    table = rows(*PLAIN, "RAG")
    for row in table[1:]:
        row[4] = row[2] + row[3]
        row[6] = "G" if row[4] <= 4 else "A" if row[4] <= 7 else "R"
    return workbook(Sheet(rows=[["Northport Borough Council"], [], *table]))


def with_decimals() -> bytes:
    """A scale of ten with steps between, and an index that follows no rule."""
    table = rows("Ref", "Risk description", "Impact", "Likelihood", "Score", "Risk owner")
    table[0][2:5] = ["Impact (1-10)", "Likelihood (1-10)", "Risk score"]
    for number, row in enumerate(table[1:]):
        row[2:5] = [row[2] * 2 - 0.5, row[3] * 2, (number * 7) % 18 + 1.5]
    return workbook(Sheet(rows=[["Northport Borough Council"], [], *table]))


def with_matrix() -> bytes:
    """No score, and a rating that depends on the cell of the matrix: impact counts more."""
    columns = [each for each in PLAIN if each != "Score"]
    table = rows(*columns, "RAG")
    for row in table[1:]:
        row[5] = "R" if row[2] >= 4 else "A" if row[2] == 3 or row[3] == 5 else "G"
    return workbook(Sheet(rows=[["Northport Borough Council"], [], *table]))


def with_percentages() -> bytes:
    """The likelihood is a percentage, and the scores show its steps: up to 20 %, 40 % and so on."""
    table = rows(*PLAIN, "RAG")
    table[0][3] = "Probability %"
    for number, row in enumerate(table[1:]):
        row[3] = (row[3] * 20 - number % 3 * 5) / 100
    return workbook(Sheet(rows=[["Northport Borough Council"], [], *table]))


def without_red() -> bytes:
    """Ratings beside the scores, but no risk is red."""
    table = [row for row in rows(*PLAIN, "RAG") if row[-1] != "R"]
    return workbook(Sheet(rows=[["Northport Borough Council"], [], *table]))


def plan() -> bytes:
    """An action plan whose ratings are the council's own words."""
    heading = ["Ref", "Recommendation", "Lead", "Due date", "Status", "Progress"]
    statuses = cycle(("Overdue", "In progress", "Implemented", "Not started"))
    body = [
        [f"R{n}", text, "Harbour Master", f"{n}/09/2025", next(statuses), f"Step {n} is done"]
        for n, text in enumerate(TEXTS, start=1)
    ]
    return workbook(Sheet(rows=[["Harbour action plan"], [], heading, *body], name="Plan"))


def answer(path: Path) -> int:
    """Take the # away from each line below a question; returns how many lines that were."""
    lines, changed, asked = path.read_text(encoding="utf-8").split("\n"), 0, False
    for number, line in enumerate(lines):
        if re.match(r" *# \? ", line):
            asked = True
        elif asked and re.match(r" *# +?[a-z_]+: ", line):
            lines[number] = re.sub(r"# ", "", line, count=1)
            changed += 1
        else:
            asked = False
    path.write_text("\n".join(lines), encoding="utf-8")
    return changed

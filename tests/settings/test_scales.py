"""Scales may be written short; each rule of scores asks for what it needs, and no more."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.checks import check
from generator.settings.scoring import Scoring
from tests.inputs.workbooks import SETTINGS, Sheet, pack_with, workbook

ROWS = [
    ["Ref", "Risk", "Impact", "Likelihood", "RAG", "Risk Owner"],
    ["R1", "The quay wall fails", 2, 2, "Amber", "HM"],
    ["R2", "The crane fails", 2, 1, "Green", "HM"],
]
LETTERS = (
    "    - {letter: G, word: Green}\n    - {letter: A, word: Amber}\n    - {letter: R, word: Red}\n"
)
HEAD, _, TAIL = SETTINGS.partition("scoring:\n")
TAIL = TAIL[TAIL.index("risk_register:") :]
CELLS = "  matrix: [[A, R, R], [G, A, R], [G, G, A]]\n"


def words_of(written):
    """The steps of a scale as it is written in pack.yaml."""
    scoring = Scoring.model_validate(
        {"impact": written, "likelihood": "1-3", "bands": ({"letter": "G", "word": "Green"},)}
    )
    return [(point.score, point.word) for point in scoring.impact]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1-3", ["1", "2", "3"]),
        ("1 to 4", ["1", "2", "3", "4"]),
        (("L", "M", "H"), ["L", "M", "H"]),
        (({"word": "Low"}, "High"), ["Low", "High"]),
    ],
)
def test_the_order_of_steps_is_their_number(written, words):
    """A length, words, letters, or keys without numbers."""
    assert words_of(written) == list(enumerate(words, start=1))


@pytest.mark.parametrize("written", ["1-1", "1-99", "low to high"])
def test_a_scale_is_not_guessed(written):
    """One step or ninety-nine are no scale, and words in one text are no list."""
    with pytest.raises(ValidationError):
        words_of(written)


def found(tmp_path, scoring, rows=ROWS):
    """The findings of rules of scales, bands and scores, and the register, with this scoring."""
    settings = f"{HEAD}scoring:\n{scoring}{TAIL}"
    inputs = "{risk_register: {file: r.xlsx}}"
    pack, findings = pack_with(tmp_path, inputs, {"r.xlsx": workbook(Sheet(rows=rows))}, settings)
    return [
        (each.code, each.seen)
        for each in (*findings, *(check(pack) if pack else ()))
        if each.code.startswith(("PACK-0", "SCORE", "RAG"))
    ]


SOUND = {
    "a matrix tells the bands": f"  score: matrix\n  impact: 1-3\n  likelihood: 1-3\n{CELLS}"
    f"  bands:\n{LETTERS}",
    "ratings are given": f"  score: given\n  impact: 1-3\n  likelihood: 1-3\n  bands:\n{LETTERS}",
    "words alone": f"  score: matrix\n  impact: [Low, Medium, High]\n  likelihood: 1-3\n{CELLS}"
    f"  bands:\n{LETTERS}",
}


@pytest.mark.parametrize("name", SOUND)
def test_bands_without_scores_are_sound(tmp_path, name):
    """Nothing is said where no lowest and highest are needed, nor of a score that is missing."""
    assert found(tmp_path, SOUND[name]) == []


UNSOUND = {
    "the score is that of a matrix, but there is none": (
        f"  score: matrix\n  impact: 1-3\n  likelihood: 1-3\n  bands:\n{LETTERS}",
        "PACK-09",
    ),
    "Green has no lowest and highest": (
        f"  impact: 1-3\n  likelihood: 1-3\n  bands:\n{LETTERS}",
        "PACK-09",
    ),
    "scoring.likelihood gives up_to for Rare, but not for every step below Likely": (
        "  impact: 1-3\n  likelihood: [{word: Rare, up_to: 5%}, Possible, Likely]\n  bands:\n"
        "    - {letter: G, word: Green, lowest: 1, highest: 9}\n",
        "PACK-08",
    ),
    "scoring.likelihood has limits that do not rise: 50%, 20%": (
        "  impact: 1-3\n  likelihood: [{word: Rare, up_to: 50%}, {word: Possible, up_to: 20%}, "
        "Likely]\n  bands:\n    - {letter: G, word: Green, lowest: 1, highest: 9}\n",
        "PACK-08",
    ),
    "R1's latest rating is Amber, but the cell of impact 2 and likelihood 2 is Red": (
        f"  score: matrix\n  impact: 1-3\n  likelihood: 1-3\n"
        f"{CELLS.replace('[G, A, R]', '[G, R, R]')}  bands:\n{LETTERS}",
        "RAG-03",
    ),
}


@pytest.mark.parametrize("seen", UNSOUND)
def test_what_a_rule_needs_is_asked_for(tmp_path, seen):
    """One sentence names what is missing or contradicts."""
    scoring, code = UNSOUND[seen]
    assert (code, seen) in found(tmp_path, scoring)


def test_sums_are_held_against_sums(tmp_path):
    """A score of 7 for 3 + 2 is a contradiction where the rule is the sum."""
    rows = [["Ref", "Risk", "Impact", "Likelihood", "Score"], ["R1", "Fire", 3, 2, 4]]
    scoring = (
        "  score: sum\n  impact: 1-3\n  likelihood: 1-3\n  bands:\n"
        "    - {letter: G, word: Green, lowest: 2, highest: 6}\n"
    )
    assert found(tmp_path, scoring, rows) == [
        ("SCORE-02", "R1's latest score is 4, but impact 3 + likelihood 2 is 5")
    ]

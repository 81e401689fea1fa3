"""What can be the matter with a single cell."""

from __future__ import annotations

from generator.findings import rule

CELL_EMPTY = rule("CELL-01")
CELL_ERROR_VALUE = rule("CELL-02")
CELL_UNCALCULATED = rule("CELL-03")
CELL_LOOK_ALIKE = rule("CELL-04")
CELL_NOT_TEXT = rule("CELL-07")
CELL_SPACES = rule("CELL-09")
NUMBER_UNREADABLE = rule("NUM-01")
NUMBER_OUT_OF_RANGE = rule("NUM-02")
NUMBER_IN_WORDS = rule("NUM-03")
DATE_UNREADABLE = rule("DATE-01")
DATE_MIXED = rule("DATE-02")
DATE_ORDER = rule("DATE-03")
DATE_MONTH_ONLY = rule("DATE-04")
DATE_IN_WORDS = rule("DATE-05")
DATE_IN_NOTE = rule("DATE-12")
CELL_PLACEHOLDER = rule("CELL-08")
RATING_TAKEN_AS = rule("RAG-02")
SCORE_UNREADABLE = rule("SCORE-01")
RATING_UNREADABLE = rule("RAG-01")
STATUS_UNREADABLE = rule("STATUS-01")
ESCALATED_UNREADABLE = rule("STATUS-02")
TREND_UNREADABLE = rule("TREND-01")

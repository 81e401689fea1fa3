"""What the cells of a column hold: numbers, steps, ratings, references, percentages, texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.characters import plain_letters, whole_number
from generator.inputs.cells.text_cells import (
    as_text,
    is_placeholder,
    plain_word,
    says_nothing,
    word_set,
)
from generator.inputs.files.input_sheet import CellError, InputSheet, Uncalculated
from generator.inputs.tables.score_headings import DeclaredStages

_LONG = 30
_CODE = 20
_CODES = re.compile(r"^(?:[\w./\\&()\s‐-―−-]*\d[\w./\\&()\s‐-―−-]*|[A-Z]{1,6})$")
"""Short codes with a number in them, or letters alone; any kind of dash or space may part them."""
FEW = 3
"""Cells that must be filled before a column is left alone for what it holds."""
_NUMBER = re.compile(
    r"^\D{0,15}\d{1,3}(?:\.\d+)?\D{0,25}$|^\d\s*[x×*]\s*\d\s*(?:=\s*\d+)?$"
    r"|^\d{1,2}\s*\(\s*\d\s*[x×*]\s*\d\s*\)$"
)
_PERCENT = re.compile(r"^[<>≤≥~]?\s*\d+(?:\.\d+)?\s*%|^0?\.\d+$")
_WHOLE_SHARE = re.compile(r"^[01](?:\.0+)?$")
_RATING = word_set(
    "red amber green blue black yellow orange r a g b y high medium med low very severe extreme "
    "critical moderate minor significant tolerable h m l vh vl ra ag r/a a/g amber/red amber/green"
)
_STEP = _RATING | word_set(
    "negligible insignificant minimal trivial slight small serious major substantial catastrophic "
    "fundamental disastrous rare remote improbable unlikely possible occasional likely probable "
    "frequent almost certain highly"
)
_RISK_STATES = word_set(
    "open closed issue live active ongoing current new treat tolerate transfer terminate accept "
    "accepted complete completed archived closed/archived on-going managed mitigated monitoring "
    "monitored retired removed resolved escalated reopened reduced materialised occurred draft"
)
_ARROWS = re.compile(
    r"[←-⇿⬀-⯿🡀-🣿▲▼◄►△▽=]|\b(?:up|down|same|static|stable|steady|level|new|no change|unchanged"
    r"|increas\w*|decreas\w*|improv\w*|worse\w*|reduc\w*|higher|lower|deteriorat\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class PackWords:
    """The pack's own words for its ratings and for the steps of its scales, in small letters.

    `as_of` is its day, which tells dates to come from past ones. `stages` gives the words of
    headings that the pack declares to mean a reading. `limited` names the scales on which
    percentages or amounts tell the step: "impact", "likelihood".
    """

    ratings: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    limited: frozenset[str] = frozenset()
    as_of: date | None = None
    stages: DeclaredStages = ()


@dataclass(frozen=True, kw_only=True)
class ColumnContents:
    """The texts of a column's filled cells, and shares of them, 0 to 1."""

    texts: Sequence[str]
    words: PackWords

    @property
    def filled(self) -> int:
        """How many cells are filled."""
        return len(self.texts)

    def share(self, holds: Callable[[str], object]) -> float:
        """The share of the texts that hold something."""
        return sum(1 for text in self.texts if holds(text)) / self.filled if self.texts else 0.0

    @property
    def codes(self) -> float:
        """The share of short codes, as references are."""
        return self.share(lambda text: len(text) <= _CODE and _CODES.match(text))

    @property
    def numbers(self) -> float:
        """The share of numbers, words beside them or not."""
        return self.share(_NUMBER.match)

    @property
    def ratings(self) -> float:
        """The share of colours and levels, or words of the pack's ratings."""
        return self.share(
            lambda text: _first_word(text) in _RATING or plain_word(text) in self.words.ratings
        )

    @property
    def steps(self) -> float:
        """The share that may be steps of a scale: numbers, or words of this or any scale."""
        known = self.words.steps
        return self.share(
            lambda text: (
                _NUMBER.match(text) or plain_word(text) in known or _first_word(text) in _STEP
            )
        )

    @property
    def long(self) -> float:
        """The share of texts that are longer than a label."""
        return self.share(lambda text: len(text) > _LONG)

    @property
    def states(self) -> float:
        """The share of words for a risk's status."""
        return self.share(lambda text: _first_word(text) in _RISK_STATES)

    @property
    def answers(self) -> float:
        """The share of yes and no."""
        return self.share(lambda text: plain_word(text) in ("yes", "no", "y", "n"))

    @property
    def may_be_states(self) -> bool:
        """Whether the cells may be a risk's status: known words for it, or a few short ones."""
        return self.states >= 0.5 or (not self.long and self.numbers < 0.5 and self.are_labels)

    @property
    def arrows(self) -> float:
        """The share of arrows and words for a trend."""
        return self.share(_ARROWS.search)

    @property
    def are_percentages(self) -> bool:
        """Whether some cells are percentages or fractions, and the rest may be: 0, 1, 100%."""
        if self.share(lambda text: "." in text and plain_word(text) in self.words.steps) > 0:
            return False  # 0.5 may be declared as another spelling of a step
        percent, whole = self.share(_PERCENT.match), self.share(_WHOLE_SHARE.match)
        return percent > 0 and percent + whole >= 0.8

    @property
    def number_the_rows(self) -> bool:
        """Whether the cells are 1, 2, 3 and so on, in any order."""
        numbers = sorted(
            number for text in self.texts if (number := whole_number(text)) is not None
        )
        return self.filled > 1 and numbers == list(range(1, self.filled + 1))

    @property
    def repeat(self) -> bool:
        """Whether most texts occur more than once."""
        return self.filled > FEW and len(set(self.texts)) * 2 < self.filled

    @property
    def are_labels(self) -> bool:
        """Whether the cells repeat a few texts, as words of a scale do."""
        return len(set(self.texts)) <= max(6, self.filled // 5)


def percentage(text: str) -> str:
    """The text of a column of percentages as one: 0.4 is 40%, 1 is 100%."""
    if not (_PERCENT.match(text) or _WHOLE_SHARE.match(text)) or "%" in text:
        return text
    return f"{float(text) * 100:g}%"


def _first_word(text: str) -> str:
    found = re.split(r"[\s(,;:/–-]+", text.casefold().strip())
    return found[0].strip(".") if found else ""


def read_contents(
    sheet: InputSheet, rows: Sequence[int], column: int, words: PackWords
) -> ColumnContents:
    """What a column holds in some rows, without blanks, placeholders and merged repetitions."""
    values = [
        value if isinstance(value, date) else sheet.displayed.get((row, column), value)
        for row in rows
        if (row, column) not in sheet.spread and (value := sheet.value(row, column)) is not None
    ]
    shown = [as_text(value) for value in values if not isinstance(value, (CellError, Uncalculated))]
    shown = [text if text.isascii() else plain_letters(text)[0] for text in shown]
    texts = [text for text in shown if not says_nothing(text) and not is_placeholder(text)]
    return ColumnContents(texts=texts, words=words)

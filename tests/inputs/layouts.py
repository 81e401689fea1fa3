"""Sound registers laid out at random, in the ways in which officers lay them out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from tests.inputs.workbooks import Sheet, workbook

STAGES = {
    "baseline": ("Inherent", "Gross", "Baseline", "Initial", "Original", "Raw", "Uncontrolled"),
    "target": ("Target", "Revised", "Target Risk", "Desired"),
    "latest": ("Current", "Residual", "Net", "Latest", "Current Risk", "Residual Risk"),
}
MEASURES = {
    "impact": ("Impact", "Impact (1-5)", "I", "Severity", "Impact Score", "Impact\n(1 to 5)"),
    "likelihood": ("Likelihood", "L", "Probability", "Likelihood (1-5)", "Likeli-\nhood"),
    "rag": ("RAG", "RAG Rating", "RAG Status", "Colour"),
    "score": ("Score", "Risk Score", "Total", "Rating", "Overall Score", "L x I", "Score (I x L)"),
}
REFERENCES = (
    "No.",
    "Ref",
    "Risk Ref",
    "Risk ID",
    "ID",
    "Risk No.",
    "Reference",
    "Risk\nRef",
    "SRR Ref",
)
DESCRIPTIONS = (
    "Description of Risk", "Risk Description", "Risk", "Risk description", "RISK", "Description",
    "Risk Event", "Description\n(cause, event, consequence)",
)  # fmt: skip
OTHERS = {
    "Risk Title": ("Finance", "Cyber", "Staff", "Premises"),
    "Category": ("Financial", "People", "Technology"),
    "Directorate": ("Place", "People", "Resources"),
    "Consequences": ("The budget would be overspent and reserves used to balance it",),
    "Controls": ("The board looks at the figures each month", "Staff are trained once a year"),
    "Further actions required": ("A new plan goes to the committee in the autumn",),
    "Risk Owner": ("Director of Place", "Head of Finance"),
    "Lead Officer ": ("Director of Place", "Head of Finance"),
    "Status": ("Open", "Open", "Closed"),
    "Direction of Travel": ("↑", "↓", "→", "New"),
    "Comments": ("Looked at by the board.", "01/02/2024 - Reviewed by the board."),
    "Date raised": (date(2023, 5, 1), date(2023, 7, 9)),
    "Next review date": (date(2024, 9, 1), date(2024, 10, 1)),
    "Insurance": ("Policy A", "None"),
    "Portfolio holder": ("Leader", "Deputy Leader"),
}
FLAT = ("{stage} {measure}", "{measure} ({stage})", "{measure} - {stage}", "{stage}\n{measure}")
SCALES = {
    "impact": ("Negligible", "Minor", "Moderate", "Major", "Catastrophic"),
    "likelihood": ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
}
WORDS = (
    "budget",
    "savings",
    "contract",
    "residents",
    "housing",
    "supplier",
    "winter",
    "schools",
    "planning",
    "data",
    "project",
    "grant",
    "inflation",
    "roads",
    "waste",
    "election",
    "flooding",
    "fraud",
    "members",
    "premises",
    "carers",
    "energy",
    "parking",
    "licence",
)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A workbook, and what must be read from it."""

    content: bytes
    references: list[str]
    readings: dict[str, dict[str, tuple]]


def random_register(seed: int) -> Layout:
    """A register of a random layout; the same seed gives the same one."""
    return _Maker(random.Random(seed)).make()


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.stages = chance.choice(
            (
                ("latest",),
                ("baseline", "latest"),
                ("latest", "target"),
                ("baseline", "latest", "target"),
            )
        )
        self.names = {stage: chance.choice(STAGES[stage]) for stage in self.stages}
        self.measures = chance.choice(
            (("impact", "likelihood", "score"), ("likelihood", "impact", "score"))
        )
        if chance.random() < 0.3:
            self.measures = (*self.measures, "rag")
        self.written = chance.choice(("number", "number", "number", "text", "word", "both"))
        self.columns: list[tuple[str, object]] = []

    def make(self) -> Layout:
        chance = self.chance
        self._choose_columns()
        heads, merges = self._headings()
        title = [
            [text]
            for text in chance.sample(
                ["Risk register", "Example Council", "Version 3", ""], chance.randint(0, 3)
            )
        ]
        title += [[]] * chance.randint(0, 2) if title else []
        rows = [*title, *heads]
        merges = [_moved(area, len(title)) for area in merges]
        count = chance.randint(3, 12)
        prefix = chance.choice(("R", "CR", "", "SRR-", "FIN/"))
        records = [self._record(f"{prefix}{n}") for n in range(1, count + 1)]
        for number, (cells, _) in enumerate(records):
            if number and chance.random() < 0.15:
                rows.append([chance.choice(("Place", "Budget period 1", "PEOPLE AND CULTURE"))])
            if number and chance.random() < 0.08:
                rows.append([])
            rows.append(cells)
        rows += self._tail()
        return Layout(
            content=workbook(Sheet(rows=rows, merges=merges)),
            references=[str(cells[self._at("reference")]) for cells, _ in records],
            readings={str(cells[self._at("reference")]): read for cells, read in records},
        )

    def _choose_columns(self) -> None:
        chance = self.chance
        others = chance.sample(list(OTHERS), chance.randint(2, 9))
        middle: list[tuple[str, object]] = [("other", name) for name in others]
        for stage in self.stages:
            block = [("reading", (stage, measure)) for measure in self.measures]
            place = chance.randint(0, len(middle))
            while (
                any(kind == "reading" for kind, _ in middle[place - 1 : place + 1])
                and len(
                    [1 for kind, _ in middle[max(place - 1, 0) : place + 1] if kind == "reading"]
                )
                == 2
            ):
                place = chance.randint(0, len(middle))
            middle[place:place] = block
        self.columns = [
            ("reference", chance.choice(REFERENCES)),
            ("description", chance.choice(DESCRIPTIONS)),
            *middle,
        ]
        if chance.random() < 0.2:
            self.columns[0], self.columns[1] = self.columns[1], self.columns[0]

    def _at(self, kind: str) -> int:
        return next(index for index, (each, _) in enumerate(self.columns) if each == kind)

    def _headings(self) -> tuple[list[list[object]], list[str]]:
        words = {measure: self.chance.choice(MEASURES[measure]) for measure in self.measures}
        if self.chance.random() < 0.4:
            form = self.chance.choice(FLAT)
            flat = [
                form.format(stage=self.names[name[0]], measure=words[name[1]])
                if kind == "reading"
                else name
                for kind, name in self.columns
            ]
            return [flat], []
        top: list[object] = []
        bottom: list[object] = []
        merges = []
        merged = self.chance.random() < 0.7
        for index, (kind, name) in enumerate(self.columns):
            if kind != "reading":
                top.append(name)
                bottom.append(None)
                if merged:
                    merges.append(f"{_letter(index)}1:{_letter(index)}2")
                continue
            first = name[1] == self.measures[0]
            top.append(self.names[name[0]] if first else None)
            bottom.append(words[name[1]])
            if first and merged:
                merges.append(f"{_letter(index)}1:{_letter(index + len(self.measures) - 1)}1")
        if not merged:
            bottom = [
                low if low is not None else high for low, high in zip(bottom, top, strict=True)
            ]
            top = [
                high if kind == "reading" else None
                for high, (kind, _) in zip(top, self.columns, strict=True)
            ]
        return [top, bottom], merges

    def _record(self, reference: str) -> tuple[list[object], dict[str, tuple]]:
        chance = self.chance
        read = {}
        for stage in self.stages:
            impact, likelihood = chance.randint(1, 5), chance.randint(1, 5)
            read[stage] = (impact, likelihood, impact * likelihood)
        cells: list[object] = []
        for kind, name in self.columns:
            if kind == "reference":
                cells.append(int(reference) if reference.isdigit() else reference)
            elif kind == "description":
                words = " ".join(chance.sample(WORDS, 9))
                cells.append(f"There is a risk that {words} fails {reference}")
            elif kind == "reading":
                stage, measure = name
                cells.append(self._step(read[stage], measure))
            else:
                cells.append(None if chance.random() < 0.15 else chance.choice(OTHERS[name]))
        return cells, read

    def _step(self, reading: tuple, measure: str) -> object:
        """A step as the register writes it; one way of writing for the whole register."""
        if measure == "rag":
            score = reading[2]
            return "Red" if score >= 15 else "Amber" if score >= 6 else "Green"
        value = reading[("impact", "likelihood", "score").index(measure)]
        if self.written == "text":
            return str(value)
        if measure == "score":
            return f"{value} (High)" if self.written == "both" else value
        word = SCALES[measure][value - 1]
        return {"number": value, "word": word, "both": f"{value} - {word}"}[self.written]

    def _tail(self) -> list[list[object]]:
        chance = self.chance
        tail: list[list[object]] = []
        if chance.random() < 0.2 and self.columns[0][0] == "reference":
            tail += [[number] for number in range(90, 95)]
        if chance.random() < 0.2:
            tail.append(["Total risks"])
        if chance.random() < 0.4:
            tail += [[], ["Key"], ["Red", "15 to 25"], ["Amber", "6 to 14"], ["Green", "1 to 5"]]
        if chance.random() < 0.2:
            tail += [
                [],
                ["Impact", "1 Negligible", "2 Minor", "3 Moderate", "4 Major", "5 Catastrophic"],
            ]
        return tail


def _letter(index: int) -> str:
    return chr(65 + index) if index < 26 else "A" + chr(65 + index - 26)


def _moved(area: str, rows: int) -> str:
    first, last = area.split(":")
    return ":".join(f"{cell.rstrip('12')}{int(cell[-1]) + rows}" for cell in (first, last))

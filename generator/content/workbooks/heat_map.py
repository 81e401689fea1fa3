"""The heat map: likelihood up, impact across, the risks in each room."""

from __future__ import annotations

from generator.content.workbooks.nodes import Column, Kind, Table, Worked
from generator.content.workbooks.standing_words import NOT_BANDED
from generator.content.workbooks.workings import RisksInRoom
from generator.model.risks import Risk
from generator.model.standing import ReadingName, band_of_cell, risks_by_cell
from generator.settings.scoring import Scoring

_ROOM_LETTERS = 60
"""How many characters of references a room shows legibly; beyond that the number must do."""


def heat_map(reading: ReadingName, risks: tuple[Risk, ...], scoring: Scoring) -> Table:
    """A table as the matrix lies: a row for each likelihood from the highest down."""
    rooms = {
        cell: [risk.reference for risk in held]
        for cell, held in risks_by_cell(risks, reading).items()
    }
    most = most_references(risks)
    steps = tuple(reversed(scoring.likelihood))
    return Table(
        name=f"HeatMap{reading.capitalize()}",
        heading=f"Heat map, {reading} scores",
        columns=(
            Column(key="likelihood", heading="Likelihood", kind=Kind.LABEL),
            *(
                Column(key=f"impact_{point.score}", heading=f"Impact {point.score} {point.word}",
                       kind=Kind.ROOM)
                for point in scoring.impact
            ),
        ),
        rows=tuple(
            (
                f"{step.score} {step.word}",
                *(
                    _room(reading, impact.score, step.score, rooms, scoring, most)
                    for impact in scoring.impact
                ),
            )
            for step in steps
        ),
        alt=f"The risks at each likelihood (down) and impact (across), {reading} scores.",
        note=f"Each cell bears its RAG letter, the number of risks and, up to {most}, their "
        "references.",
        records=tuple(f"likelihood {step.score}" for step in steps),
        heat_map=True,
    )  # fmt: skip


def most_references(risks: tuple[Risk, ...]) -> int:
    """How many references fit a room, judged by the longest of them."""
    longest = max((len(risk.reference) for risk in risks), default=1)
    return max(1, _ROOM_LETTERS // (longest + 2))


def _room(
    reading: str,
    impact: int,
    likelihood: int,
    rooms: dict[tuple[int, int], list[str]],
    scoring: Scoring,
    most: int,
) -> Worked:
    references = rooms.get((impact, likelihood), [])
    working = RisksInRoom(
        reading=reading.capitalize(), impact=impact, likelihood=likelihood, most=most
    )
    letter = _letter(impact, likelihood, scoring)
    return Worked(value=room_text(letter, references, most), by=working)


def _letter(impact: int, likelihood: int, scoring: Scoring) -> str:
    band = band_of_cell(impact, likelihood, scoring)
    return band.letter if band else NOT_BANDED


def room_text(letter: str, references: list[str], most: int) -> str:
    """ "R: 2 risks" and beneath it "R15, WR6"; "G: no risks" for an empty room."""
    number = len(references)
    text = f"{letter}: {number or 'no'} {'risk' if number == 1 else 'risks'}"
    return f"{text}\n{', '.join(references)}" if 0 < number <= most else text

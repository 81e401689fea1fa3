"""The columns of survey counts and of raw survey responses."""

from __future__ import annotations

from generator.inputs.tables.columns.input_columns import CellKind, InputColumn, InputForm
from generator.model.programme import AreaCounts

COUNT, TEXT = CellKind.COUNT, CellKind.TEXT

_AREAS = (
    "Council | Ward | District | Borough | Locality | Place | Region | Area Name | Local Authority "
    "| Council Area | Which area do you live in"
)

SURVEY_COUNTS = InputForm(
    key="survey_counts",
    title="Survey counts",
    noun="area",
    record=AreaCounts,
    meaning=(
        "One row per area. Each question has two columns, headed with the question, a colon, and "
        "Yes or No: 'Awareness: Yes'. Other columns of whole numbers are kept as further "
        "counts. A row headed Total is compared with the sum of the areas."
    ),
    identifiers=("area",),
    open_columns=True,
    reads_totals=True,
    columns=(
        InputColumn(key="area", heading="Area", kind=TEXT, required=True, filled=True,
                    meaning="The area whose answers the row counts.",
                    aliases=_AREAS),
        InputColumn(key="responses", heading="Responses", kind=COUNT, required=True, filled=True,
                    meaning="How many people answered.",
                    aliases="""
            Number of Responses | Total Responses | Respondents | Response Count | No of Responses |
            Count | Number of Respondents"""),
    ),
)  # fmt: skip

SURVEY_RESPONSES = InputForm(
    key="survey_responses",
    title="Survey responses",
    noun="response",
    record=AreaCounts,
    meaning=(
        "One row per response, counted when it is read. A column whose cells say yes or no is a "
        "question; in any other column the cells that are not blank are counted."
    ),
    identifiers=("area",),
    open_columns=True,
    columns=(
        InputColumn(key="area", heading="Area", kind=TEXT, required=True, filled=True,
                    meaning="The area that the response belongs to.",
                    aliases=_AREAS),
    ),
)  # fmt: skip

"""The columns of the smaller tables: service reviews, savings, key figures, past meetings."""

from __future__ import annotations

from generator.inputs.tables.columns.input_columns import CellKind, InputColumn, InputForm
from generator.model.programme import KeyFigure, PastMeeting, Saving, ServiceReview

DATE, NUMBER, POUNDS, REFERENCE = (
    CellKind.DATE,
    CellKind.NUMBER,
    CellKind.POUNDS,
    CellKind.REFERENCE,
)
TEXT = CellKind.TEXT

SERVICE_REVIEWS = InputForm(
    key="service_reviews",
    title="Service reviews",
    noun="service review",
    record=ServiceReview,
    meaning="One row per service.",
    identifiers=("service",),
    columns=(
        InputColumn(key="phase", heading="Phase", kind=TEXT, required=True,
                    meaning="The phase as it is to be printed; the reports make one table a "
                    "phase.",
                    aliases="Phase Name | Programme Phase | Tranche | Wave | Stage of Programme"),
        InputColumn(key="service", heading="Service", kind=TEXT, required=True, filled=True,
                    meaning="The service under review.",
                    aliases="Service Area | Service Name | Service Review | Review | Team"),
        InputColumn(key="stage", heading="Stage", kind=TEXT, required=True, filled=True,
                    meaning="How far the review has come; the chart counts reviews by stage.",
                    aliases="Status | Current Stage | Review Stage | Stage Reached"),
        InputColumn(key="business_case", heading="Business case approved", kind=DATE,
                    meaning="When the business case was approved.",
                    aliases="""
            Business Case | Business Case Date | Business Case Approval | Approved"""),
        InputColumn(key="original_end", heading="Original end date", kind=DATE,
                    meaning="When the review was first meant to end.",
                    aliases="""
            Original End | Planned End | Planned End Date | Target End Date | End Date"""),
        InputColumn(key="completed", heading="Completed", kind=DATE,
                    meaning="When it was complete.",
                    aliases="""
            Completion | Completion Date | Date Completed | Implementation Complete"""),
        InputColumn(key="update", heading="Update", kind=TEXT, required=True,
                    meaning="What is to be said of it.",
                    aliases="Progress | Comments | Commentary | Notes | Latest Update"),
    ),
)  # fmt: skip

SAVINGS = InputForm(
    key="savings",
    title="Savings",
    noun="saving",
    record=Saving,
    meaning="One row for each council and year. A row headed Total is compared with the sum.",
    identifiers=("council", "year"),
    reads_totals=True,
    columns=(
        InputColumn(key="council", heading="Council", kind=TEXT, required=True, filled=True,
                    meaning="The council that saves.",
                    aliases="Authority | Organisation | Partner | Council Name"),
        InputColumn(key="year", heading="Year", kind=TEXT, required=True, filled=True,
                    meaning="The financial year, such as 2024/25.",
                    aliases="Financial Year | FY | Period"),
        InputColumn(key="amount_gbp", heading="Amount (£)", kind=POUNDS, required=True,
                    filled=True,
                    meaning="The saving of that year.",
                    aliases="Amount | Saving | Saving (£) | £ | Value | GBP"),
    ),
)  # fmt: skip

FIGURES = InputForm(
    key="figures",
    title="Key figures",
    noun="figure",
    record=KeyFigure,
    meaning="One row for each single figure that the narrative draws on.",
    identifiers=("name", "value"),
    columns=(
        InputColumn(key="name", heading="Name", kind=REFERENCE, required=True, filled=True,
                    meaning="The name in the narrative: small letters, digits and underscores.",
                    aliases="Figure | Key"),
        InputColumn(key="value", heading="Value", kind=NUMBER, required=True, filled=True,
                    meaning="The figure itself.",
                    aliases="Amount | Number"),
        InputColumn(key="unit", heading="Unit", kind=TEXT,
                    meaning="£, % or a noun.",
                    aliases="Measure"),
        InputColumn(key="description", heading="Description", kind=TEXT,
                    meaning="What the figure is.",
                    aliases="Meaning | Notes | Details"),
    ),
)  # fmt: skip

SUBJECT_HISTORY = InputForm(
    key="subject_history",
    title="Subject history",
    noun="meeting",
    record=PastMeeting,
    meaning="One row for each meeting at which the subject was considered.",
    identifiers=("meeting", "date"),
    columns=(
        InputColumn(key="meeting", heading="Meeting", kind=TEXT, required=True, filled=True,
                    meaning="The meeting's name.",
                    aliases="Council Meeting | Committee | Meeting Name | Body"),
        InputColumn(key="date", heading="Date", kind=DATE, required=True, filled=True,
                    meaning="Its date.",
                    aliases=""),
    ),
)  # fmt: skip

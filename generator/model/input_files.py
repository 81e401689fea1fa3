"""Which files a pack is made from, as `pack.yaml` names them."""

from __future__ import annotations

from pydantic import Field, model_validator

from generator.model.scoring import Settings


class InputFile(Settings):
    """Where one input is; `sheet` and `columns` (our key to their heading) for odd workbooks."""

    file: str = Field(description="The file, by its path below the pack's folder.")
    sheet: str | None = Field(
        default=None,
        description="The sheet of a workbook. Left out, the one that bears the headings is found.",
    )
    columns: dict[str, str] = Field(
        default_factory=dict,
        description="Headings that are not known by themselves: our key of the column, then your "
        "heading, such as owner: Accountable post. The keys stand in the tables above.",
    )


class Inputs(Settings):
    """The pack's input files, below its folder. What is left out does not exist."""

    risk_register: InputFile | None = Field(
        default=None,
        description="The risk register.",
    )
    action_plan: InputFile | None = Field(
        default=None,
        description="The action plan.",
    )
    service_reviews: InputFile | None = Field(
        default=None,
        description="The service reviews.",
    )
    savings: InputFile | None = Field(
        default=None,
        description="The savings by council and year.",
    )
    survey_counts: InputFile | None = Field(
        default=None,
        description="The survey, counted: an area a row. Not together with survey_responses.",
    )
    survey_responses: InputFile | None = Field(
        default=None,
        description="The survey's raw responses, one a row; they are counted.",
    )
    subject_history: InputFile | None = Field(
        default=None,
        description="Earlier meetings that dealt with the subject.",
    )
    figures: InputFile | None = Field(
        default=None,
        description="Key figures that the narrative draws by name.",
    )
    implications: InputFile | None = Field(
        default=None,
        description="A YAML file of the implications: a name, then its text.",
    )
    narrative: str | None = Field(
        default=None,
        description="The folder of the narrative's Markdown files, without file: before it.",
    )

    @model_validator(mode="after")
    def _one_survey(self) -> Inputs:
        if self.survey_counts and self.survey_responses:
            raise ValueError("name survey_counts or survey_responses, not both")
        return self

"""Which files a pack is made from, as `pack.yaml` names them."""

from __future__ import annotations

from pydantic import Field, model_validator

from generator.settings.declaration import Filled, Settings, Texts


class InputFile(Settings):
    """One input file. Give `sheet` and `columns` only if the table is not found without them."""

    file: Filled = Field(examples=["risk-register.xlsx"])
    """The file's path, starting from the pack's folder."""
    sheet: str | None = None
    """The sheet of a workbook. If you leave it out, the sheet with the right headings is found."""
    sheets: Texts = ()
    """The sheets of a risk register that has one for each workstream, such as [Finance, ICT]."""
    columns: dict[str, str] = Field(default_factory=dict)
    """Headings that are not recognised: the key from the tables above, then your heading, such as
    owner: Accountable post."""
    ignore: Texts = ()
    """Headings of columns to leave alone, such as [Rank, Cost code]."""

    @model_validator(mode="after")
    def _one_or_several(self) -> InputFile:
        if self.sheet is not None and self.sheets:
            raise ValueError("sheet and sheets are both given; delete one of the two lines")
        return self


class Inputs(Settings):
    """The pack's input files. Leave out those that the pack does not have."""

    risk_register: InputFile | None = None
    """The risk register."""
    action_plan: InputFile | None = None
    """The action plan."""
    service_reviews: InputFile | None = None
    """The service reviews."""
    savings: InputFile | None = None
    """The savings by council and year."""
    survey_counts: InputFile | None = None
    """The survey as counts, one row per area. Not together with survey_responses."""
    survey_responses: InputFile | None = None
    """The survey's raw responses, one per row. They are counted for you."""
    subject_history: InputFile | None = None
    """Earlier meetings that dealt with the subject."""
    figures: InputFile | None = None
    """Key figures that the narrative uses by name."""
    implications: InputFile | None = None
    """A YAML file of the implications: each name, then its text."""
    narrative: str | None = None
    """The folder with the narrative's Markdown or Word files, or one Word file with a heading for
    each section. Write the name alone, without file:."""
    last_report: str | None = None
    """Only if the narrative began as the text of the last report: a Word or Markdown file with that
    text. A section that still says the same is a warning."""

    @model_validator(mode="after")
    def _sheets_of_the_register(self) -> Inputs:
        for key, value in self:
            if key != "risk_register" and isinstance(value, InputFile) and value.sheets:
                raise ValueError(f"{key} has sheets; only a risk register is read from several")
        return self

    @model_validator(mode="after")
    def _one_survey(self) -> Inputs:
        if self.survey_counts and self.survey_responses:
            raise ValueError(
                "survey_counts and survey_responses are both given; delete one of the two lines"
            )
        return self

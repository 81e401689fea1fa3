"""Which files a pack is made from, as `pack.yaml` names them."""

from __future__ import annotations

from typing import Annotated

from msgspec import field

from generator.settings.declaration import Settings, means


class InputFile(Settings, frozen=True, kw_only=True):
    """Where one input is; `sheet` and `columns` (our key to their heading) for odd workbooks."""

    file: Annotated[str, means("The file, by its path below the pack's folder.")]
    sheet: Annotated[
        str | None,
        means("The sheet of a workbook. Left out, the one that bears the headings is found."),
    ] = None
    columns: Annotated[
        dict[str, str],
        means(
            "Headings that are not known by themselves: our key of the column, then your "
            "heading, such as owner: Accountable post. The keys stand in the tables above."
        ),
    ] = field(default_factory=dict)


class Inputs(Settings, frozen=True, kw_only=True):
    """The pack's input files, below its folder. What is left out does not exist."""

    risk_register: Annotated[InputFile | None, means("The risk register.")] = None
    action_plan: Annotated[InputFile | None, means("The action plan.")] = None
    service_reviews: Annotated[InputFile | None, means("The service reviews.")] = None
    savings: Annotated[InputFile | None, means("The savings by council and year.")] = None
    survey_counts: Annotated[
        InputFile | None,
        means("The survey, counted: an area a row. Not together with survey_responses."),
    ] = None
    survey_responses: Annotated[
        InputFile | None,
        means("The survey's raw responses, one a row; they are counted."),
    ] = None
    subject_history: Annotated[
        InputFile | None, means("Earlier meetings that dealt with the subject.")
    ] = None
    figures: Annotated[InputFile | None, means("Key figures that the narrative draws by name.")] = (
        None
    )
    implications: Annotated[
        InputFile | None,
        means("A YAML file of the implications: a name, then its text."),
    ] = None
    narrative: Annotated[
        str | None,
        means("The folder of the narrative's Markdown files, without file: before it."),
    ] = None

    def __post_init__(self) -> None:
        if self.survey_counts and self.survey_responses:
            raise ValueError("name survey_counts or survey_responses, not both")

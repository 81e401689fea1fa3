"""What `pack.yaml` says: the programme, the meeting, the roles, the documents, the mail."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from generator.model.exceptions import ExceptionRule
from generator.model.mail import MailSettings, OneLine
from generator.model.scoring import Scoring, Settings


class Role(Settings):
    """A role that owns risks or actions: initials, title, and who holds it now.

    `also_written` lists other spellings of the initials that a register may use.
    """

    initials: str
    title: str
    holder: str = ""
    also_written: tuple[str, ...] = ()


class Meeting(Settings):
    """The meeting that receives the pack."""

    committee: str
    date: date


class Period(Settings):
    """The reporting period, both days included. `name` is how people call it: "Quarter 4"."""

    name: str
    start: date
    end: date

    @model_validator(mode="after")
    def _ends_after_start(self) -> Period:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")
        return self


class Author(Settings):
    """Who wrote the report, as printed at its end."""

    name: str
    title: str
    phone: str = ""
    email: str = ""


class ReportSettings(Settings):
    """The title block and the end matter of a committee report."""

    title: str
    report_of: str
    author: Author
    background_papers: tuple[str, ...] = ()
    subject_history_years: int = Field(default=3, ge=1)


class RegisterSettings(Settings):
    """What stands above the risk register: whose it is and which version."""

    project: str
    version_date: date
    latest_date: date
    exceptions: ExceptionRule


class ActionStatus(Settings):
    """A line of the action plan's RAG key. The letter may be "" for not started or on hold."""

    letter: str = Field(max_length=3)
    word: str
    meaning: str
    colour: str = ""

    @property
    def colour_name(self) -> str:
        """The house style's name for the status's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


class ActionPlanSettings(Settings):
    """The action plan's title, when it was last updated (as written), and its RAG key."""

    title: str
    updated: str
    key: tuple[ActionStatus, ...] = Field(min_length=1)


class TrendWords(Settings):
    """What the key of arrows says."""

    increased: str = "Risk score has increased"
    unchanged: str = "Risk score is unchanged"
    decreased: str = "Risk score has decreased"


class InputFile(Settings):
    """Where one input is; `sheet` and `columns` (our key to their heading) for odd workbooks."""

    file: str
    sheet: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)


class Inputs(Settings):
    """The pack's input files, below its folder. What is left out does not exist."""

    risk_register: InputFile | None = None
    action_plan: InputFile | None = None
    service_reviews: InputFile | None = None
    savings: InputFile | None = None
    survey_counts: InputFile | None = None
    survey_responses: InputFile | None = None
    subject_history: InputFile | None = None
    figures: InputFile | None = None
    implications: InputFile | None = None
    narrative: str | None = None

    @model_validator(mode="after")
    def _one_survey(self) -> Inputs:
        if self.survey_counts and self.survey_responses:
            raise ValueError("name survey_counts or survey_responses, not both")
        return self


class DocumentSettings(Settings):
    """One document of the pack.

    `name` is the file's name without its ending. `template` makes a Word document, `workbook` an
    Excel one; a Word and an Excel document may share a name. `narrative` names the section that a
    plain appendix prints.
    """

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    template: str | None = None
    workbook: Literal["risk-register", "action-plan"] | None = None
    appendix: int | None = Field(default=None, ge=1)
    narrative: str | None = None
    charts: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> DocumentSettings:
        if (self.template is None) == (self.workbook is None):
            raise ValueError("a document has either a template (Word) or a workbook (Excel)")
        return self

    @property
    def file_name(self) -> str:
        """The name of the finished file."""
        return f"{self.name}.docx" if self.template else f"{self.name}.xlsx"


class RuleChange(Settings):
    """A rule that the pack judges otherwise at a place, and why.

    `rule` is the finding's code. Where they are given, it must be in `file` and `sheet`, at
    `row`, `column` (letters), `cell` or `line`, and hold the text `about`. `severity` is what it
    becomes; "silent" leaves it in the list as a note that is not to be minded.
    """

    rule: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    cell: str = ""
    line: int | None = None
    about: str = ""
    severity: Literal["error", "warning", "note", "silent"]
    reason: str = Field(min_length=3)


class PackSettings(Settings):
    """The whole of `pack.yaml`. The first council publishes the papers."""

    programme: str
    councils: tuple[str, ...] = Field(min_length=1)
    period: Period
    as_of: date
    language: str = "en-GB"
    marking: OneLine = Field(default="", max_length=60)
    meeting: Meeting | None = None
    report: ReportSettings | None = None
    roles: tuple[Role, ...] = ()
    scoring: Scoring | None = None
    trend: TrendWords = TrendWords()
    risk_register: RegisterSettings | None = None
    action_plan: ActionPlanSettings | None = None
    inputs: Inputs
    documents: tuple[DocumentSettings, ...] = Field(min_length=1)
    rules: tuple[RuleChange, ...] = ()
    mail: MailSettings | None = None

    @model_validator(mode="after")
    def _mails_its_own_documents(self) -> PackSettings:
        known = {document.file_name for document in self.documents}
        strange = [name for name in (self.mail.attach if self.mail else ()) if name not in known]
        if strange:
            raise ValueError(
                f"mail attaches {', '.join(strange)}, which the pack does not make "
                f"(it makes {', '.join(sorted(known))})"
            )
        return self

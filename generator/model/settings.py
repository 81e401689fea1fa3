"""What `pack.yaml` says: the programme, the meeting, the roles, the documents, the mail."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from generator.model.input_files import Inputs
from generator.model.mail import MailSettings, OneLine
from generator.model.register_settings import ActionPlanSettings, RegisterSettings, TrendWords
from generator.model.scoring import Scoring, Settings

_LONGEST_NAME = 100
_FILE_NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_LONGEST_NAME - 1}}}")
_KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


class Role(Settings):
    """A role that owns risks or actions: initials, title, and who holds it now.

    `also_written` lists other spellings of the initials that a register may use.
    """

    initials: str = Field(
        min_length=1,
        description="The letters by which the register names the role, such as SRO.",
    )
    title: str = Field(description="The role in full, for the key of roles.")
    holder: str = Field(
        default="",
        description="Who holds the role now, with the post: Jonathan Stephenson, CEO.",
    )
    also_written: tuple[str, ...] = Field(
        default=(),
        description="Other spellings of the initials that the register uses. They are read as the "
        "initials, without a finding.",
    )


class Meeting(Settings):
    """The meeting that receives the pack."""

    committee: str = Field(
        description="The committee as it is called in the title block and the running header.",
    )
    date: Annotated[
        date,
        Field(
            description="The day of the meeting. A later date in the inputs, told as past, is "
            "a finding.",
        ),
    ]


class Period(Settings):
    """The reporting period, both days included. `name` is how people call it: "Quarter 4"."""

    name: str = Field(
        description="How people call the period: Quarter 4 2023/24. It stands in titles and the "
        "mail.",
    )
    start: date = Field(
        description="The first day. A risk or action without a dated note from here on is found "
        "stale.",
    )
    end: date = Field(description="The last day, itself included.")

    @model_validator(mode="after")
    def _ends_after_start(self) -> Period:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")
        return self


class Author(Settings):
    """Who wrote the report, as printed at its end."""

    name: str = Field(description="The name.")
    title: str = Field(description="The post.")
    phone: str = Field(
        default="",
        description="A telephone number, in quotes if it is digits alone.",
    )
    email: str = Field(
        default="",
        description="A mail address.",
    )


class ReportSettings(Settings):
    """The title block and the end matter of a committee report."""

    title: str = Field(description="The report's title, as the title block prints it.")
    report_of: str = Field(description="Whose report it is: The Leader of the Council.")
    author: Author = Field(description="Who wrote it; printed at the end.")
    background_papers: tuple[str, ...] = Field(
        default=(),
        description="The background papers, one an entry. An empty list prints None.",
    )
    subject_history_years: int = Field(
        default=3,
        ge=1,
        description="Over how many years the subject history is told; the heading says so.",
    )


def one_file_name(text: str) -> str:
    """A name that every system takes for a file. Raises ValueError for any other."""
    if not _FILE_NAME.fullmatch(text):
        raise ValueError(
            f"a file's name is made of small letters, digits and hyphens, as in risk-register, "
            f"{_LONGEST_NAME} at most, but this is “{text[: _LONGEST_NAME + 1]}”"
        )
    if _KEPT_BY_WINDOWS.fullmatch(text):
        raise ValueError(f"{text} is a name that Windows keeps for itself")
    return text


FileName = Annotated[str, AfterValidator(one_file_name)]


class DocumentSettings(Settings):
    """One document of the pack.

    `name` is the file's name without its ending. `template` makes a Word document, `workbook` an
    Excel one; a Word and an Excel document may share a name. `narrative` names the section that a
    plain appendix prints.
    """

    name: FileName = Field(
        description="The file's name without its ending: small letters, digits and hyphens. `make` "
        "takes it or the start of it.",
    )
    title: str = Field(
        max_length=150,
        description="The document's title, in its properties and headers.",
    )
    template: str | None = Field(
        default=None,
        description="For a Word document: the template, from the pack's own folder templates, else "
        "from the common one.",
    )
    workbook: Literal["risk-register", "action-plan"] | None = Field(
        default=None,
        description="For an Excel document: which.",
    )
    appendix: int | None = Field(
        default=None,
        ge=1,
        description="The number, if it is an appendix. Texts draw it as {{ appendix.its_name }}.",
    )
    narrative: str | None = Field(
        default=None,
        description="The section that a plain appendix prints: its file's name without .md, with _ "
        "for -.",
    )
    charts: tuple[str, ...] = Field(
        default=(),
        description="Which charts the document bears: service-reviews, survey, savings, as far as "
        "the pack has the inputs. [Chart: survey] in a text prints a chart of this list alone.",
    )

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

    rule: str = Field(description="The finding's code, such as DATE-06.")
    file: str = Field(
        default="",
        description="Only in this file, by its path below the pack's folder.",
    )
    sheet: str = Field(
        default="",
        description="Only on this sheet.",
    )
    row: int | None = Field(
        default=None,
        description="Only in this row.",
    )
    column: str = Field(
        default="",
        description="Only in this column, by its letters.",
    )
    cell: str = Field(
        default="",
        description="Only at this cell, such as G13.",
    )
    line: int | None = Field(
        default=None,
        description="Only at this line of a text file.",
    )
    about: str = Field(
        default="",
        description="Only where the finding's sentence holds these words.",
    )
    severity: Literal["error", "warning", "note", "silent"] = Field(
        description="What the finding becomes. silent leaves it in the list, marked so, as a note.",
    )
    reason: str = Field(
        min_length=3,
        description="Why. It stands in the report beside the finding.",
    )


class PackSettings(Settings):
    """The whole of `pack.yaml`. The first council publishes the papers."""

    programme: str = Field(
        description="The programme's name, for titles, running headers and properties.",
    )
    councils: tuple[Annotated[str, Field(max_length=150)], ...] = Field(
        min_length=1,
        description="The councils, in full. The first one publishes the papers.",
    )
    period: Period = Field(description="The reporting period.")
    as_of: date = Field(
        description="The day as of which everything is told. Inputs may not speak of a later one "
        "as past, and files bear it as their date: the same inputs give the same files.",
    )
    language: str = Field(
        default="en-GB",
        description="The language that documents and mail declare, for spelling and screen "
        "readers.",
    )
    marking: OneLine = Field(
        default="",
        max_length=60,
        description="The protective marking, such as OFFICIAL, in headers, footers and the mail's "
        "subject.",
    )
    meeting: Meeting | None = Field(
        default=None,
        description="The meeting that receives the pack.",
    )
    report: ReportSettings | None = Field(
        default=None,
        description="The title block and the end of a committee report.",
    )
    roles: tuple[Role, ...] = Field(
        default=(),
        description="Roles that own risks. Left out, owners are taken as they are written.",
    )
    scoring: Scoring | None = Field(
        default=None,
        description="Scales, bands and heat map; needed with a risk register.",
    )
    trend: TrendWords = Field(
        default=TrendWords(),
        description="The words of the key of arrows.",
    )
    risk_register: RegisterSettings | None = Field(
        default=None,
        description="What stands above the register, and the exception rule; needed with a risk "
        "register.",
    )
    action_plan: ActionPlanSettings | None = Field(
        default=None,
        description="What stands above the plan, and its RAG key; needed with an action plan.",
    )
    inputs: Inputs = Field(description="The input files.")
    documents: tuple[DocumentSettings, ...] = Field(
        min_length=1,
        description="The documents to be made.",
    )
    rules: tuple[RuleChange, ...] = Field(
        default=(),
        description="Findings that this pack judges otherwise, each with a reason.",
    )
    mail: MailSettings | None = Field(
        default=None,
        description="The message to the Programme Board. Left out, the pack has none.",
    )

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

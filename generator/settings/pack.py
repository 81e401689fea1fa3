"""What `pack.yaml` says: the programme, the meeting, the roles, the documents, the mail."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from msgspec import Meta

from generator.settings.declaration import NOT_BLANK, CheckedText, Settings, means
from generator.settings.input_files import Inputs
from generator.settings.mail import MailSettings, Marking
from generator.settings.registers import ActionPlanSettings, RegisterSettings, TrendWords
from generator.settings.scoring import Scoring

_LONGEST_NAME = 100
_FILE_NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_LONGEST_NAME - 1}}}")
_KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


class Role(Settings, frozen=True, kw_only=True):
    """A role that owns risks or actions: initials, title, and who holds it now.

    `also_written` lists other spellings of the initials that a register may use.
    """

    initials: Annotated[
        str,
        means(
            "The letters by which the register names the role, such as SRO.",
            pattern=NOT_BLANK,
        ),
    ]
    title: Annotated[str, means("The role in full, for the key of roles.", pattern=NOT_BLANK)]
    holder: Annotated[
        str, means("Who holds the role now, with the post: Jonathan Stephenson, CEO.")
    ] = ""
    also_written: Annotated[
        tuple[str, ...],
        means(
            "Other spellings of the initials that the register uses. They are read as the "
            "initials, without a finding."
        ),
    ] = ()


class Meeting(Settings, frozen=True, kw_only=True):
    """The meeting that receives the pack."""

    committee: Annotated[
        str,
        means(
            "The committee as it is called in the title block and the running header.",
            pattern=NOT_BLANK,
        ),
    ]
    date: Annotated[
        datetime.date,
        means("The day of the meeting. A later date in the inputs, told as past, is a finding."),
    ]


class Period(Settings, frozen=True, kw_only=True):
    """The reporting period, both days included. `name` is how people call it: "Quarter 4"."""

    name: Annotated[
        str,
        means(
            "How people call the period: Quarter 4 2023/24. It stands in titles and the mail.",
            pattern=NOT_BLANK,
        ),
    ]
    start: Annotated[
        datetime.date,
        means("The first day. A risk or action without a dated note from here on is found stale."),
    ]
    end: Annotated[datetime.date, means("The last day, itself included.")]

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")


class Author(Settings, frozen=True, kw_only=True):
    """Who wrote the report, as printed at its end."""

    name: Annotated[str, means("The name.", pattern=NOT_BLANK)]
    title: Annotated[str, means("The post.", pattern=NOT_BLANK)]
    phone: Annotated[str, means("A telephone number, in quotes if it is digits alone.")] = ""
    email: Annotated[str, means("A mail address.")] = ""


class ReportSettings(Settings, frozen=True, kw_only=True):
    """The title block and the end matter of a committee report."""

    title: Annotated[
        str, means("The report's title, as the title block prints it.", pattern=NOT_BLANK)
    ]
    report_of: Annotated[
        str, means("Whose report it is: The Leader of the Council.", pattern=NOT_BLANK)
    ]
    author: Annotated[Author, means("Who wrote it; printed at the end.")]
    background_papers: Annotated[
        tuple[str, ...],
        means("The background papers, one an entry. An empty list prints None."),
    ] = ()
    subject_history_years: Annotated[
        int,
        means("Over how many years the subject history is told; the heading says so.", ge=1),
    ] = 3


class FileName(CheckedText):
    """A name, without its ending, that every system takes for a file."""

    @classmethod
    def check(cls, text: str) -> None:
        """As CheckedText says."""
        if not _FILE_NAME.fullmatch(text):
            raise ValueError(
                f"a file's name is made of small letters, digits and hyphens, as in risk-register, "
                f"{_LONGEST_NAME} at most, but this is “{text[: _LONGEST_NAME + 1]}”"
            )
        if _KEPT_BY_WINDOWS.fullmatch(text):
            raise ValueError(f"{text} is a name that Windows keeps for itself")


class TemplateName(CheckedText):
    """A Word file below a folder of templates, by its name."""

    @classmethod
    def check(cls, text: str) -> None:
        """As CheckedText says."""
        away = text.startswith("/") or any(sign in text for sign in ("..", ":", "\\"))
        if away or not text.isprintable() or not 0 < len(text) <= _LONGEST_NAME:
            raise ValueError(
                f"a template is the name of a file in a folder templates, as in "
                f"executive-report.docx, but this is “{text[:_LONGEST_NAME]}”"
            )


class DocumentSettings(Settings, frozen=True, kw_only=True):
    """One document of the pack.

    `name` is the file's name without its ending. `template` makes a Word document, `workbook` an
    Excel one; a Word and an Excel document may share a name. `narrative` names the section that a
    plain appendix prints.
    """

    name: Annotated[
        FileName,
        means(
            "The file's name without its ending: small letters, digits and hyphens. `make` "
            "takes it or the start of it."
        ),
    ]
    title: Annotated[
        str,
        means(
            "The document's title, in its properties and headers.",
            max_length=150,
            pattern=NOT_BLANK,
        ),
    ]
    template: Annotated[
        TemplateName | None,
        means(
            "For a Word document: the template, from the pack's own folder templates, else "
            "from the common one."
        ),
    ] = None
    workbook: Annotated[
        Literal["risk-register", "action-plan"] | None,
        means("For an Excel document: which."),
    ] = None
    appendix: Annotated[
        Annotated[int, Meta(ge=1, le=99)] | None,
        means("The number, if it is an appendix. Texts draw it as {{ appendix.its_name }}."),
    ] = None
    narrative: Annotated[
        str | None,
        means(
            "The section that a plain appendix prints: its file's name without .md, with _ for -."
        ),
    ] = None
    charts: Annotated[
        tuple[str, ...],
        means(
            "Which charts the document bears: service-reviews, survey, savings, as far as "
            "the pack has the inputs. [Chart: survey] in a text prints a chart of this list alone."
        ),
    ] = ()

    def __post_init__(self) -> None:
        if (self.template is None) == (self.workbook is None):
            raise ValueError("a document has either a template (Word) or a workbook (Excel)")

    @property
    def file_name(self) -> str:
        """The name of the finished file."""
        return f"{self.name}.docx" if self.template else f"{self.name}.xlsx"


class RuleChange(Settings, frozen=True, kw_only=True):
    """A rule that the pack judges otherwise at a place, and why.

    `rule` is the finding's code. Where they are given, it must be in `file` and `sheet`, at
    `row`, `column` (letters), `cell` or `line`, and hold the text `about`. `severity` is what it
    becomes; "silent" leaves it in the list as a note that is not to be minded.
    """

    rule: Annotated[str, means("The finding's code, such as DATE-06.")]
    file: Annotated[str, means("Only in this file, by its path below the pack's folder.")] = ""
    sheet: Annotated[str, means("Only on this sheet.")] = ""
    row: Annotated[int | None, means("Only in this row.")] = None
    column: Annotated[str, means("Only in this column, by its letters.")] = ""
    cell: Annotated[str, means("Only at this cell, such as G13.")] = ""
    line: Annotated[int | None, means("Only at this line of a text file.")] = None
    about: Annotated[str, means("Only where the finding's sentence holds these words.")] = ""
    severity: Annotated[
        Literal["error", "warning", "note", "silent"],
        means("What the finding becomes. silent leaves it in the list, marked so, as a note."),
    ]
    reason: Annotated[str, means("Why. It stands in the report beside the finding.", min_length=3)]


class PackSettings(Settings, frozen=True, kw_only=True):
    """The whole of `pack.yaml`. The first council publishes the papers."""

    programme: Annotated[
        str, means("The programme's name, for titles, running headers and properties.")
    ]
    councils: Annotated[
        tuple[Annotated[str, Meta(max_length=150, pattern=NOT_BLANK)], ...],
        means("The councils, in full. The first one publishes the papers.", min_length=1),
    ]
    period: Annotated[Period, means("The reporting period.")]
    as_of: Annotated[
        datetime.date,
        means(
            "The day as of which everything is told. Inputs may not speak of a later one "
            "as past, and files bear it as their date: the same inputs give the same files."
        ),
    ]
    language: Annotated[
        str,
        means("The language that documents and mail declare, for spelling and screen readers."),
    ] = "en-GB"
    marking: Annotated[
        Marking,
        means(
            "The protective marking, such as OFFICIAL, in headers, footers and the mail's subject."
        ),
    ] = Marking("")
    meeting: Annotated[Meeting | None, means("The meeting that receives the pack.")] = None
    report: Annotated[
        ReportSettings | None,
        means("The title block and the end of a committee report."),
    ] = None
    roles: Annotated[
        tuple[Role, ...],
        means("Roles that own risks. Left out, owners are taken as they are written."),
    ] = ()
    scoring: Annotated[
        Scoring | None, means("Scales, bands and heat map; needed with a risk register.")
    ] = None
    trend: Annotated[TrendWords, means("The words of the key of arrows.")] = TrendWords()
    risk_register: Annotated[
        RegisterSettings | None,
        means(
            "What stands above the register, and the exception rule; needed with a risk register."
        ),
    ] = None
    action_plan: Annotated[
        ActionPlanSettings | None,
        means("What stands above the plan, and its RAG key; needed with an action plan."),
    ] = None
    inputs: Annotated[Inputs, means("The input files.")]
    documents: Annotated[
        tuple[DocumentSettings, ...], means("The documents to be made.", min_length=1)
    ]
    rules: Annotated[
        tuple[RuleChange, ...],
        means("Findings that this pack judges otherwise, each with a reason."),
    ] = ()
    mail: Annotated[
        MailSettings | None,
        means("The message to the Programme Board. Left out, the pack has none."),
    ] = None

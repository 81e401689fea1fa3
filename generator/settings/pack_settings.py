"""What `pack.yaml` says: the programme, the meeting, the roles, the documents, the mail."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.settings.declaration import (
    ANY_CASE,
    AS_LIST,
    Day,
    Filled,
    Settings,
    Spellings,
    Texts,
    Truth,
    Whole,
)
from generator.settings.input_files import Inputs
from generator.settings.mail_settings import MailSettings, Marking
from generator.settings.own_fields import OwnField, checked_names
from generator.settings.registers import ActionPlanSettings, RegisterSettings, TrendWords
from generator.settings.scoring import Scoring

_LONGEST_NAME = 100
_MOST_APPENDICES = 99
LETTERED = _MOST_APPENDICES + 1
"""The place of Appendix A among the appendices: after all that are numbered."""
_FILE_NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_LONGEST_NAME - 1}}}")
_KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


class Role(Settings):
    """A role that owns risks or actions."""

    initials: Filled = Field(examples=["SRO"])
    """The letters that the register uses for it, such as SRO."""
    title: Filled = Field(examples=["Senior Responsible Officer"])
    """The role in full, for the key of roles."""
    holder: str = ""
    """Who holds the role now, with their post: Jonathan Stephenson, CEO."""
    also_written: Spellings = ()
    """Other spellings of the initials that the register uses. They are read as the initials,
    without a finding."""


class Meeting(Settings):
    """The meeting that receives the pack."""

    committee: Filled = Field(examples=["Cabinet"])
    """The committee's name, for the title block and the running header."""
    date: Day = Field(examples=["2025-07-15"])
    """The day of the meeting. It is a finding if the inputs describe a later date as past."""


class Period(Settings):
    """The reporting period."""

    name: Filled = Field(examples=["Quarter 1 2025/26"])
    """The period's name, for titles and the mail: Quarter 4 2023/24."""
    start: Day = Field(examples=["2025-04-01"])
    """The first day. It is a finding if a risk or action has no dated note from this day on."""
    end: Day = Field(examples=["2025-06-30"])
    """The last day; it belongs to the period."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Period:
        if self.end < self.start:
            raise ValueError(f"the period ends on {self.end}, before it starts on {self.start}")
        return self


class Author(Settings):
    """Who wrote the report. The report prints it at its end."""

    name: Filled = Field(examples=["Director of Harbours"])
    """The name."""
    title: Filled = Field(examples=["Director"])
    """The post."""
    phone: str = ""
    """A telephone number."""
    email: str = ""
    """A mail address."""


class ReportSettings(Settings):
    """The title block and the last pages of a committee report."""

    title: Filled = Field(examples=["Harbour Renewal – Quarter 1"])
    """The report's title, as the title block prints it."""
    report_of: Filled = Field(examples=["The Leader of the Council"])
    """Whose report it is: The Leader of the Council."""
    author: Author
    """Who wrote the report."""
    background_papers: Texts = ()
    """The background papers, one per entry. An empty list prints None."""
    subject_history_years: Whole = Field(default=3, ge=1)
    """How many years the subject history covers. Its heading says so."""
    numbered_headings: Truth = False
    """true: a sub-heading of a numbered section has a number of its own, as its paragraphs have:
    1.3 Progress to Date. false: sub-headings have no number."""


def _file_name(text: str) -> str:
    if not _FILE_NAME.fullmatch(text):
        raise ValueError(
            f"a file's name has lower-case letters, digits and hyphens, as in risk-register, at "
            f"most {_LONGEST_NAME}, but this is '{text[: _LONGEST_NAME + 1]}'"
        )
    if _KEPT_BY_WINDOWS.fullmatch(text):
        raise ValueError(f"Windows reserves the name {text}; choose another")
    return text


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _appendix(text: str) -> str:
    plain = text.strip().upper()
    if re.fullmatch(r"[A-Z]", plain, re.ASCII):
        return plain
    if re.fullmatch(r"\d{1,9}", plain, re.ASCII) and 1 <= int(plain) <= _MOST_APPENDICES:
        return str(int(plain))
    raise ValueError(
        f"an appendix has a number from 1 to {_MOST_APPENDICES} or a letter from A to Z, but this "
        f"is '{text[:20]}'"
    )


def _language_tag(text: str) -> str:
    """A language's tag goes into markup and headers as it is; whether it is one is a check's."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,35}", text):
        raise ValueError(f"'{text[:40]}' is no tag of a language; write en-GB, cy-GB or cy")
    return text


def _template_name(text: str) -> str:
    outside = text.startswith("/") or any(sign in text for sign in ("..", ":", "\\"))
    if outside or not text.isprintable() or not 0 < len(text) <= _LONGEST_NAME:
        raise ValueError(
            f"a template is the name of a file in a folder templates, as in executive-report.docx, "
            f"but this is '{text[:_LONGEST_NAME]}'"
        )
    return text


class DocumentSettings(Settings):
    """One document of the pack: Word if it has a template, Excel if it has a workbook. A Word and
    an Excel document may have the same name."""

    name: Annotated[str, AfterValidator(_file_name)] = Field(examples=["risk-register"])
    """The file's name without .docx or .xlsx: lower-case letters, digits and hyphens. You can type
    it after `make`."""
    title: Annotated[Filled, Field(max_length=150)] = Field(examples=["Risk register"])
    """The document's title, for its properties and headers."""
    listed_as: Annotated[str, Field(max_length=150)] = ""
    """The title in the report's list of appendices, if it is not the document's own."""
    template: Annotated[str, AfterValidator(_template_name)] | None = None
    """For a Word document: its template. The pack's own folder templates is searched first, then
    the common one."""
    workbook: Annotated[Literal["risk-register", "action-plan"], ANY_CASE] | None = None
    """For an Excel document: which workbook it is."""
    appendix: Annotated[str, BeforeValidator(_as_text), AfterValidator(_appendix)] | None = None
    """The number or letter of an appendix. A text prints it with {{ appendix.its_name }}."""
    narrative: str | None = None
    """The section that an appendix of plain text prints: its file's name without .md or .docx, or
    its heading in a Word file, in lower case with _ for spaces and -."""
    texts: Filled | None = None
    """A narrative of the document's own: a folder or a Word file, as `inputs.narrative` is. Its
    sections come before those of the pack that have the same names."""
    report: ReportSettings | None = None
    """The title block and the last pages of this document, if they are not the pack's."""
    charts: Texts = ()
    """The charts in the document: service-reviews, survey, savings. [Chart: survey] in a text
    prints a chart only if it is in this list."""

    @model_validator(mode="after")
    def _word_or_excel(self) -> DocumentSettings:
        if self.template is not None and self.workbook is not None:
            raise ValueError("the document has a template and a workbook; delete one of the two")
        if self.template is None and self.workbook is None:
            raise ValueError(
                "the document has no template and no workbook; add one, such as `template: "
                "executive-report.docx` or `workbook: risk-register`"
            )
        return self

    @property
    def appendix_place(self) -> int:
        """The place among the appendices, counted from 1; lettered ones come after numbered ones.

        0 for what is no appendix.
        """
        appendix = self.appendix or "0"
        return int(appendix) if appendix.isdecimal() else LETTERED + ord(appendix) - ord("A")

    @property
    def file_name(self) -> str:
        """The name of the finished file."""
        return f"{self.name}.docx" if self.template else f"{self.name}.xlsx"


class RuleChange(Settings):
    """A finding that this pack changes, and why. A finding is changed if it has the code and every
    place that you give."""

    rule: Filled = Field(examples=["DATE-06"])
    """The finding's code, such as DATE-06."""
    file: str = ""
    """Only in this file: its path from the pack's folder."""
    sheet: str = ""
    """Only on this sheet."""
    row: Whole | None = None
    """Only in this row."""
    column: str = ""
    """Only in this column, by its letters."""
    cell: str = ""
    """Only at this cell, such as G13."""
    line: Whole | None = None
    """Only at this line of a text file."""
    about: str = ""
    """Only if the finding's sentence has these words."""
    severity: Annotated[Literal["error", "warning", "note", "silent"], ANY_CASE] = Field(
        examples=["silent"]
    )
    """What the finding becomes. silent keeps it in the list as a silenced note."""
    reason: Annotated[str, Field(min_length=3)] = Field(
        examples=["The published paper has this date."]
    )
    """Why. The list of findings prints it."""


class PackSettings(Settings):
    """The whole of `pack.yaml`."""

    programme: Filled = Field(examples=["Harbour Renewal"])
    """The programme's name, for titles, running headers and file properties."""
    councils: Annotated[tuple[Annotated[Filled, Field(max_length=150)], ...], AS_LIST] = Field(
        min_length=1, examples=["[Northport Council]"]
    )
    """The councils, in full. The first one publishes the papers."""
    period: Period
    """The reporting period."""
    as_of: Day = Field(examples=["2025-07-10"])
    """The day on which the pack's contents are true. It is a finding if the inputs describe a
    later day as past. The files have it as their date, so that the same inputs give the same
    files."""
    language: Annotated[str, AfterValidator(_language_tag)] = "en-GB"
    """The language of documents and mail, for spelling checks and screen readers."""
    marking: Marking = ""
    """The protective marking, such as OFFICIAL, for headers, footers and the mail's subject."""
    meeting: Meeting | None = None
    """The meeting that receives the pack."""
    report: ReportSettings | None = None
    """The title block and the last pages of a committee report."""
    roles: tuple[Role, ...] = ()
    """The roles that own risks. If you leave it out, any owner is accepted."""
    scoring: Scoring | None = None
    """The scales and bands. A pack with a risk register needs them."""
    trend: TrendWords = Field(default_factory=TrendWords)
    """The words of the key of arrows."""
    risk_register: RegisterSettings | None = None
    """What is printed above the register, and the exception rule. A pack with a risk register
    needs it."""
    action_plan: ActionPlanSettings | None = None
    """What is printed above the plan, and its RAG key. A pack with an action plan needs it."""
    inputs: Inputs = Field(examples=["{risk_register: {file: risk-register.xlsx}}"])
    """The input files."""
    documents: tuple[DocumentSettings, ...] = Field(
        min_length=1,
        examples=["[{name: risk-register, title: Risk register, workbook: risk-register}]"],
    )
    """The documents to make."""
    fields: Annotated[dict[str, OwnField], AfterValidator(checked_names)] = Field(
        default_factory=dict
    )
    """Keys of your own, each with its title, kind and value. A text or template prints one with
    {{ fields.its_name }}."""
    rules: tuple[RuleChange, ...] = ()
    """Findings that this pack changes, each with a reason."""
    mail: MailSettings | None = None
    """The message to the Programme Board. If you leave it out, there is none."""


def register_to_paste(settings: PackSettings) -> str:
    """A whole part `risk_register` for a `pack.yaml` that has none, from what it says already."""
    band = "R"
    if settings.scoring:
        band = max(reversed(settings.scoring.bands), key=lambda each: each.highest or 0).letter
    return (
        "risk_register:\n"
        f"  project: {json.dumps(settings.programme, ensure_ascii=False)}\n"
        f"  version_date: {settings.as_of}\n"
        f"  latest_date: {settings.period.end}\n"
        f"  exceptions: {{any_of: [{{reading: latest, band: [{band}]}}]}}"
    )

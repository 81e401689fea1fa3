"""What every workbook of a pack has: properties, the head of its summary, the About sheet."""

from __future__ import annotations

from collections.abc import Iterable

from generator.content.document_content import inputs_of, properties_of
from generator.content.wording import long_date
from generator.content.workbooks.sheet_content import (
    ColumnKind,
    LetterColours,
    RangeName,
    Sheet,
    SheetChart,
    SheetColumn,
    SheetTable,
    Workbook,
)
from generator.inputs.folders import COUNCIL_FILE
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings

Line = tuple[str, str, str]

PROTECTED = (
    "All other cells are protected, without a password. Filters, column widths and row heights can "
    "be changed. To sort or to add a row, choose Review, Unprotect Sheet first."
)


def framed(
    pack: Pack,
    document: DocumentSettings,
    sheets: tuple[Sheet, ...],
    *,
    version: str,
    how_to_edit: tuple[str, ...],
    letter_colours: LetterColours,
    names: tuple[RangeName, ...] = (),
) -> Workbook:
    """The workbook of these sheets and an About sheet, which goes by the pack's settings.

    Its identity tells a program which pack it belongs to when it comes back.
    """
    return Workbook(
        properties=properties_of(pack, document),
        marking=pack.settings.marking,
        sheets=(*sheets, _about_sheet(pack, document, version, how_to_edit)),
        letter_colours=letter_colours,
        names=names,
        identity={
            "Pack": pack.name,
            "Period": pack.period,
            "As of": pack.settings.as_of.isoformat(),
            "Generator version": version,
        },
    )


def summary_sheet(
    pack: Pack,
    document: DocumentSettings,
    lines: Iterable[str],
    extent: str,
    tables: tuple[SheetTable, ...],
    charts: tuple[SheetChart, ...],
) -> Sheet:
    """The first sheet: lines on what the workbook is, and last of what extent the sheet itself."""
    marking = pack.settings.marking
    marked = [f"Protective marking: {marking}"] if marking else []
    return Sheet(
        name="Summary",
        title=document.title,
        lines=(*lines, *marked, extent),
        tables=tables,
        charts=charts,
        form="dashboard",
    )


def period_of(pack: Pack) -> str:
    """The period's name and its first and last day."""
    period = pack.settings.period
    return f"{period.name}, {long_date(period.start)} to {long_date(period.end)}"


def _about_sheet(
    pack: Pack, document: DocumentSettings, version: str, how_to_edit: tuple[str, ...]
) -> Sheet:
    """One table: topic, item, detail. The sources are those that the workbook is made from."""
    # Without pack.yaml: with its hash, another recipient of the mail would make another workbook,
    # and the mail would go to everybody again. The manifest has the hash.
    made_from = inputs_of(pack, document, frozenset()) - {"pack.yaml", COUNCIL_FILE}
    rows = (
        *_document(pack, document.title, version),
        *(("How to edit", f"Step {step}", text) for step, text in enumerate(how_to_edit, start=1)),
        *_contacts(pack),
        *(
            ("Source file", source.path, f"SHA-256 {source.sha256}")
            for source in pack.sources
            if source.path in made_from
        ),
    )
    columns = (
        SheetColumn(heading="Topic", kind=ColumnKind.NAME),
        SheetColumn(heading="Item", kind=ColumnKind.PROSE),
        SheetColumn(heading="Detail", kind=ColumnKind.DETAIL),
    )
    alt = "Document, editing, contacts and source files."
    return Sheet(
        name="About",
        title="About this workbook",
        form="reference",
        lines=("One table: where the workbook comes from, how to edit it and whom to contact.",),
        tables=(SheetTable(name="About", columns=columns, rows=rows, alt=alt),),
    )


def _document(pack: Pack, title: str, version: str) -> tuple[Line, ...]:
    settings = pack.settings
    facts = {
        "Title": title,
        "Programme": settings.programme,
        "Published by": settings.councils[0],
        "Period": period_of(pack),
        "As-of date": long_date(settings.as_of),
        "Protective marking": settings.marking,
        "Created by": f"committee-pack-generator, version {version}",
    }
    return tuple(("Document", item, detail) for item, detail in facts.items() if detail)


def _contacts(pack: Pack) -> tuple[Line, ...]:
    settings = pack.settings
    contacts: list[Line] = []
    if settings.report is not None:
        author = settings.report.author
        parts = (f"{author.name}, {author.title}", author.phone, author.email)
        contacts.append(("Contact", "Report author", ", ".join(part for part in parts if part)))
    if settings.mail is not None:
        contacts.append(("Contact", "Sent by", settings.mail.sender))
    return tuple(contacts) or (("Contact", "Council", settings.councils[0]),)

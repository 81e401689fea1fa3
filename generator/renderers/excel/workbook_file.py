"""Puts a workbook's sheets, names, properties and logo into one file, made in memory."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime, time

from xlsxwriter.exceptions import XlsxFileError, XlsxWriterException
from xlsxwriter.image import Image

from generator.characters import utf_16_units
from generator.content.workbooks.sheet_content import Sheet, Workbook
from generator.errors import DocumentError
from generator.renderers.excel.cells import STANDARD_SIZE, Formats, check_text, check_written
from generator.renderers.excel.fast_writer import FastWorkbook, FastWorksheet
from generator.renderers.excel.sheet_charts import ChartWriter
from generator.renderers.excel.sheet_layout import Place, place_tables
from generator.renderers.excel.sheet_writer import SheetWriter, charts_column
from generator.renderers.excel.table_writer import LetterColouring, TableWriter
from generator.settings.house_style import HouseStyle

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# Excel keeps this name, in any case, for its own list of changes.
_RESERVED = "history"

# The most that the logo takes, in pixels.
_LOGO_HEIGHT, _LOGO_WIDTH = 96, 320


def render_workbook(
    content: Workbook, *, house_style: HouseStyle, logo: bytes | None = None
) -> bytes:
    """The workbook as a file.

    `logo` is a PNG or JPEG; its alternative text comes from the house style. Nothing is written to
    the disk. Raises DocumentError naming the record where the format cannot hold what it says.
    """
    made = io.BytesIO()
    with warnings.catch_warnings():
        # XlsxWriter leaves out what it warns of, such as a message that is too long for its cell.
        warnings.simplefilter("error", UserWarning)
        try:
            _write(made, content, house_style, logo)
        except (UserWarning, XlsxWriterException) as loss:
            raise DocumentError(
                f"The workbook cannot hold all that it should: {loss}",
                "Shorten what it names, or give it another name.",
            ) from loss
    return made.getvalue()


def _write(target: io.BytesIO, content: Workbook, style: HouseStyle, logo: bytes | None) -> None:
    """Write all sheets in their order, then names and properties."""
    check_sheet_names(content.sheets)
    # A font with a scheme belongs to the theme: Excel would show the theme's Calibri in its stead.
    standard = {"font_name": style.font, "font_size": STANDARD_SIZE, "font_scheme": False}
    book = FastWorkbook(
        target, language=content.properties.language, default_format_properties=standard
    )
    formats, places = Formats(book, style), place_tables(content)
    colouring = LetterColouring(content.letter_colours, formats)
    tables, charts = TableWriter(formats, colouring), ChartWriter(book, style, formats)
    writer = SheetWriter(content, places, tables, charts)
    for sheet in content.sheets:
        worksheet: FastWorksheet = book.add_worksheet(sheet.name)
        writer.write(worksheet, sheet)
        if logo is not None and sheet is content.sheets[0]:
            _put_logo(worksheet, charts_column(sheet), logo, style)
    for name, address in _names(content, places, colouring).items():
        check_written(book.define_name(name, f"={address}"), f"The name {name}")
    _set_properties(book, content)
    book.close()


def check_sheet_names(sheets: Sequence[Sheet]) -> None:
    """Raises DocumentError for a name that Excel refuses, reserves, or has already."""
    taken: set[str] = set()
    for name in (sheet.name for sheet in sheets):
        problems = (
            (
                not 1 <= utf_16_units(name) <= _LONGEST_NAME,
                f"it has {len(name)} characters, not 1 to 31",
            ),
            (_FORBIDDEN.search(name), r"it has one of the characters []:*?/\ "),
            (name[:1] == "'" or name[-1:] == "'", "it begins or ends with an apostrophe"),
            (name.casefold() == _RESERVED, "Excel keeps that name for itself"),
            (name.casefold() in taken, "another sheet has it; capitals do not count"),
        )
        for is_wrong, why in problems:
            if is_wrong:
                raise DocumentError(
                    f"A sheet cannot be named '{name}': {why.strip()}", "Give it another name."
                )
        taken.add(name.casefold())


def _names(
    content: Workbook, places: Mapping[str, Place], colouring: LetterColouring
) -> dict[str, str]:
    """The cells of the colouring letters, and the ranges that the content names."""
    ranges = {each.name: places[each.table].span(each.first, each.last) for each in content.names}
    return colouring.names(places[content.letter_colours.table]) | ranges


def _set_properties(book: FastWorkbook, content: Workbook) -> None:
    said = content.properties
    for text in (said.title, said.subject, said.author, *content.identity.values()):
        check_text(text, "A property of the workbook")
    book.set_properties(
        {
            "title": said.title,
            "subject": said.subject,
            "author": said.author,
            "company": said.author,
            "created": datetime.combine(said.date, time()),
        }
    )
    for name, value in content.identity.items():
        book.set_custom_property(name, value)


def _put_logo(sheet: FastWorksheet, column: int, logo: bytes, style: HouseStyle) -> None:
    """Lay the picture over the top of a column, with its alternative text.

    Raises DocumentError where it is not a picture that a workbook can hold.
    """
    try:
        picture = Image(io.BytesIO(logo))
    except XlsxFileError as refused:
        raise DocumentError(
            f"The logo is not a picture that a workbook can hold ({refused})",
            "Save it as PNG or JPEG and name that in house-style.yaml.",
        ) from refused
    width, height = picture.width * 96 / picture.x_dpi, picture.height * 96 / picture.y_dpi
    scale = min(_LOGO_HEIGHT / height, _LOGO_WIDTH / width, 1.0)
    options = {
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": 24,
        "y_offset": 6,
        "description": style.logo.alt if style.logo else "",
        "object_position": 1,
    }
    check_written(sheet.insert_image(0, column, picture, options), "The logo")

"""The council's logo on the first sheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.errors import DocumentError
from generator.renderers.excel.cells import check_written
from generator.settings.house_style import HouseStyle

if TYPE_CHECKING:
    from generator.renderers.excel.writer import QuickWorksheet

_HEIGHT, _WIDTH = 96, 320
"""The most that it takes, in pixels."""


def put_logo(sheet: QuickWorksheet, column: int, logo: bytes, style: HouseStyle) -> None:
    """Lays the picture over the top of a column, with its alternative text.

    Raises DocumentError where it is not a picture that a workbook can hold.
    """
    from xlsxwriter.exceptions import XlsxFileError
    from xlsxwriter.image import Image

    try:
        picture = Image(io.BytesIO(logo))
    except XlsxFileError as refused:
        raise DocumentError(
            f"The logo is not a picture that a workbook can hold ({refused})",
            "Save it as PNG or JPEG and name that in house-style.yaml.",
        ) from refused
    width, height = picture.width * 96 / picture.x_dpi, picture.height * 96 / picture.y_dpi
    scale = min(_HEIGHT / height, _WIDTH / width, 1.0)
    options = {
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": 24,
        "y_offset": 6,
        "description": style.logo.alt if style.logo else "",
        "object_position": 1,
    }
    check_written(sheet.insert_image(0, column, picture, options), "The logo")

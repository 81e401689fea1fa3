"""Renders a composed workbook as the bytes of an .xlsx file."""

from __future__ import annotations

import io
import warnings

from generator.content.workbooks.sheet_content import Workbook
from generator.errors import DocumentError
from generator.settings.house_style import HouseStyle


def render_workbook(
    content: Workbook, *, house_style: HouseStyle, logo: bytes | None = None
) -> bytes:
    """The workbook as a file.

    `logo` is a PNG or JPEG; its alternative text comes from the house style. Nothing is written to
    the disk. Raises DocumentError naming the record where the format cannot hold what it says.
    """
    from xlsxwriter.exceptions import XlsxWriterException

    from generator.renderers.excel.workbook_file import write_workbook

    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            write_workbook(made, content, house_style, logo)
        except (UserWarning, XlsxWriterException) as loss:
            raise DocumentError(
                f"The workbook cannot hold all that it should: {loss}",
                "Shorten what it names, or give it another name.",
            ) from loss
    return made.getvalue()

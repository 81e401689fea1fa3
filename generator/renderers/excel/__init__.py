"""Renders a composed workbook as the bytes of an .xlsx file."""

from generator.renderers.excel.workbook_file import render_workbook

__all__ = ["render_workbook"]

"""Which cell styles of a workbook mean a date."""

from __future__ import annotations

from generator.inputs.files.excel_dates import is_date_format
from generator.inputs.files.xlsx.package import Package, PartHandler


class _Styles(PartHandler):
    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self._in_cell_formats = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "numFmt":
            number = attributes.get("numFmtId", "")
            if number.isdigit():
                self.codes[int(number)] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cell_formats = True
        elif tag == "xf" and self._in_cell_formats:
            number = attributes.get("numFmtId", "0")
            self.formats.append(int(number) if number.isdigit() else 0)

    def end(self, name: str) -> None:
        if name.endswith(" cellXfs"):
            self._in_cell_formats = False


def date_styles(package: Package, part: str | None) -> frozenset[int]:
    """The indices of the cell styles that show a number as a date or a time."""
    if part is None or part not in package:
        return frozenset()
    styles = _Styles()
    package.parse(part, styles)
    return frozenset(
        index
        for index, number in enumerate(styles.formats)
        if is_date_format(number, styles.codes.get(number))
    )

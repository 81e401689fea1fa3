"""Native charts, legible without colour: patterns, markers, letters before the numbers."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from generator.content.workbooks.sheet_content import ChartSeries, SheetChart
from generator.renderers.excel.cells import LONGEST_NAME, Formats, check_text, check_written
from generator.renderers.excel.sheet_layout import Place
from generator.settings.house_style import HouseStyle

CHART_WIDTH, _HEIGHT = 720, 300
# In pixels: the room of a bar, of a pair of bars, and of all that is around them.
_BAR, _PAIR, _AROUND = 24, 36, 130

_FORMS = {
    "columns": {"type": "column"},
    "stacked columns": {"type": "column", "subtype": "stacked"},
    "stacked bars": {"type": "bar", "subtype": "stacked"},
    "bars": {"type": "bar"},
    "lines": {"type": "line"},
}
# Patterns that Excel and LibreOffice both draw on the fill and not in its stead.
_TEXTURES = ("", "wide_upward_diagonal", "horizontal_brick", "wave", "dotted_grid")

# Colour is never alone (WCAG 1.4.1): lines are told apart by marker and dash too.
_MARKERS = ("circle", "square", "diamond", "triangle")
_DASHES = ("solid", "dash", "round_dot", "long_dash_dot")
_INK = "#262626"
_PALE = "#D9D9D9"


class ChartWriter:
    """Writes the charts of one workbook."""

    def __init__(self, book: Workbook, style: HouseStyle, formats: Formats) -> None:
        self._book = book
        self._style = style
        self._formats = formats

    def draw(self, sheet: Worksheet, spec: SheetChart, place: Place, at: tuple[int, int]) -> None:
        """Lays a chart over the cells from `at` (row, column) on; `place` is its table's."""
        chart = self._book.add_chart(_FORMS[spec.form])
        for number, drawn in enumerate(spec.series):
            chart.add_series(self._series(spec, drawn, number, place))
        self._dress(chart, spec, place)
        options = {"description": spec.alt, "x_offset": 24, "y_offset": 6, "object_position": 1}
        check_written(sheet.insert_chart(*at, chart, options), f"the chart of {spec.table}")

    def _series(
        self, spec: SheetChart, drawn: ChartSeries, number: int, place: Place
    ) -> dict[str, Any]:
        series = {
            "name": check_text(drawn.name, "A name in a chart", LONGEST_NAME),
            "categories": _categories(spec, place),
            "values": _values(spec, drawn, place),
            "data_labels": self._labels(drawn, spec.form, number),
        }
        if spec.form == "lines":
            return series | self._line(number)
        overlap = 100 if spec.form.startswith("stacked") else 0
        return series | self._fill(drawn, number) | {"gap": 60, "overlap": overlap}

    def _fill(self, drawn: ChartSeries, number: int) -> dict[str, Any]:
        """A solid fill for the first series, a pattern of its own for each other."""
        fill, ink = self._colours(drawn, number)
        border = {"color": _INK, "width": 0.75}
        pattern = _TEXTURES[drawn.pattern % len(_TEXTURES)]
        if not pattern:
            return {"fill": {"color": fill}, "border": border}
        paint = {"pattern": pattern, "fg_color": ink, "bg_color": fill}
        return {"pattern": paint, "border": border}

    def _colours(self, drawn: ChartSeries, number: int) -> tuple[str, str]:
        if drawn.colour:
            colour = self._formats.colour(drawn.colour)
            return colour.fill, colour.text
        series = self._style.series
        plain = series[number % len(series)]
        return (_PALE, plain) if drawn.pattern else (plain, _PALE)

    def _line(self, number: int) -> dict[str, Any]:
        colour = self._style.series[number % len(self._style.series)]
        return {
            "line": {"color": colour, "width": 2.5, "dash_type": _DASHES[number % len(_DASHES)]},
            "marker": {
                "type": _MARKERS[number % len(_MARKERS)],
                "size": 8,
                "fill": {"color": colour},
                "border": {"color": colour},
            },
        }

    def _labels(self, drawn: ChartSeries, form: str, number: int) -> dict[str, Any]:
        """The letter and the number; nothing where the number is nought."""
        letter = drawn.label.replace('"', '"\\""')  # as a letter of its own, between two quotes
        digits = "0.0" if form == "lines" else "0"
        shown = f'"{letter} "{digits};;' if letter else f"{digits};;"
        labels: dict[str, Any] = {"value": True, "num_format": shown, "font": self._font(9)}
        if form == "lines":
            return labels | {"position": "above" if number == 0 else "below"}
        if form in ("bars", "columns"):
            return labels | {"position": "outside_end"}
        # White behind the number: upon a pattern it could not be read.
        box = {"fill": {"color": "#FFFFFF"}, "border": {"color": _INK, "width": 0.5}}
        return labels | box | {"position": "center"}

    def _dress(self, chart: Chart, spec: SheetChart, place: Place) -> None:
        # The title is a cell: its figures follow the edits that move the bars.
        heading = [place.sheet, place.heading, 0]
        chart.set_title({"name": heading, "name_font": self._font(12, bold=True)})
        for name in (spec.category_axis, spec.value_axis):
            check_text(name, "The name of an axis", LONGEST_NAME)
        category = {"name": spec.category_axis, "num_font": self._font(9),
                    "name_font": self._font(9), "line": {"color": _INK}}  # fmt: skip
        value = category | {
            "name": spec.value_axis,
            # A bar that does not begin at nought tells a wrong proportion.
            "min": 0,
            "num_format": "0",
            "major_gridlines": {"visible": True, "line": {"color": _PALE}},
        }
        if spec.form in ("bars", "stacked bars"):
            self._lay_sideways(chart, category, value)
        else:
            chart.set_x_axis(category)
            chart.set_y_axis(value)
        chart.set_legend({"position": "bottom", "font": self._font(9)})
        chart.set_size({"width": CHART_WIDTH, "height": height_of(spec, place)})

    def _lay_sideways(self, chart: Chart, category: dict[str, Any], value: dict[str, Any]) -> None:
        """Bars have their categories on the y axis, and the first of them at the top."""
        chart.set_y_axis(category | {"reverse": True})
        # Reversing the one axis moves the other to the top; "high" is then at the foot.
        chart.set_x_axis(value | {"label_position": "high"})

    def _font(self, size: int, *, bold: bool = False) -> dict[str, Any]:
        return {"name": self._style.font, "size": size, "bold": bold, "color": _INK}


def height_of(spec: SheetChart, place: Place) -> int:
    """The chart's height in pixels: bars need room for each row of their table."""
    each = {"bars": _PAIR, "stacked bars": _BAR}.get(spec.form, 0)
    return max(_HEIGHT, _AROUND + each * len(place.table.rows))


def _categories(spec: SheetChart, place: Place) -> list[Any]:
    if isinstance(spec.categories, str):
        at = place.table.index(spec.categories)
        return [place.sheet, place.first, at, place.last, at]
    first, last = (place.table.index(key) for key in (spec.categories[0], spec.categories[-1]))
    return [place.sheet, place.header, first, place.header, last]


def _values(spec: SheetChart, drawn: ChartSeries, place: Place) -> list[Any]:
    if isinstance(drawn.of, str):
        at = place.table.index(drawn.of)
        return [place.sheet, place.first, at, place.last, at]
    first, last = (place.table.index(key) for key in (spec.categories[0], spec.categories[-1]))
    row = place.header + drawn.of
    return [place.sheet, row, first, row, last]

"""What every part of a workbook's writing needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.renderers.excel.colouring import Colouring
from generator.renderers.excel.formats import Formats
from generator.renderers.excel.measure import Ruler
from generator.renderers.excel.places import Place


@dataclass(frozen=True, kw_only=True)
class Tools:
    """The looks, the colours of letters, the place of every table by name, and two rulers."""

    formats: Formats
    colouring: Colouring
    places: Mapping[str, Place]
    ruler: Ruler
    header_ruler: Ruler

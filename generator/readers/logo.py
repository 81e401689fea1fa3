"""Reads the picture that the house style names."""

from __future__ import annotations

from pathlib import Path

from generator.findings import Finding, Location, Rule, Severity
from generator.model.house_style import HouseStyle
from generator.readers.source_files import SourceFiles

LOGO_UNKNOWN = Rule(
    code="STYLE-03",
    severity=Severity.ERROR,
    title="A logo that is no picture",
    explanation="Word and Excel take the logo as a PNG or a JPEG file.",
    example="logo.svg is neither a PNG nor a JPEG picture",
    remedy="Save the logo as PNG, and name that file in house-style.yaml.",
)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def read_logo(
    style: HouseStyle, style_path: Path, style_name: str, files: SourceFiles, found: list[Finding]
) -> bytes | None:
    """The logo's bytes; None where the style names none, or with a finding where it is none."""
    if style.logo is None:
        return None
    name = f"{style_name.rpartition('/')[0]}/{style.logo.file}".removeprefix("/")
    data = files.data_of(style_path.parent / style.logo.file, name, Location(file=style_name))
    if data is None or data.startswith(_PICTURES):
        return data
    found.append(
        LOGO_UNKNOWN.at(Location(file=name), f"{name} is neither a PNG nor a JPEG picture")
    )
    return None

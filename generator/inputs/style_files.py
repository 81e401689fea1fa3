"""Reads the house style and its logo: the common one, and over it what a pack's own says."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import lexists
from pathlib import Path, PurePosixPath

from generator.findings import Finding, Location, rule
from generator.inputs.files.regular_files import MOST_TEXT
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.picture_metadata import without_metadata
from generator.inputs.pictures import picture_fault
from generator.settings.house_style import HouseStyle, Logo
from generator.settings.validation import build_settings
from generator.settings.yaml import YamlFile, laid_over, read_yaml

HOUSE_STYLE = "house-style.yaml"
LOGO_REFUSED = rule("STYLE-03")
_MOST_LOGO = 10_000_000
_WHOLE = "logo"
"""The key whose picture and words belong together, so that one file gives both."""


@dataclass(frozen=True, kw_only=True)
class StyleRead:
    """The house style, the bytes of its logo, and the place of each key by its dotted path."""

    style: HouseStyle
    logo: bytes | None
    places: dict[str, Location]


def read_house_style(
    folder: Path, templates: Path, files: SourceFiles, findings: list[Finding]
) -> StyleRead | None:
    """The house style in `templates`; keys that the pack's own folder gives replace its keys.

    None, with findings, where it has mistakes.
    """
    common, own = templates / HOUSE_STYLE, folder / HOUSE_STYLE
    layers = []
    if lexists(common) or not lexists(own):
        layers.append(_layer(common, f"templates/{HOUSE_STYLE}", files, findings))
    if lexists(own):
        layers.append(_layer(own, HOUSE_STYLE, files, findings))
    sound = [layer for layer in layers if layer is not None]
    if len(sound) < len(layers):
        return None
    yaml = laid_over(sound[0], sound[-1], (_WHOLE,)) if len(sound) > 1 else sound[0]
    style = build_settings(HouseStyle, yaml, findings)
    if style is None:
        return None
    at = yaml.at((_WHOLE, "file"))
    home = folder if at.file == HOUSE_STYLE else templates
    logo = _read_logo(style.logo, home, at, files, findings) if style.logo else None
    places = {".".join(map(str, path)): place for path, place in yaml.places.items()}
    return StyleRead(style=style, logo=logo, places=places)


def _layer(path: Path, name: str, files: SourceFiles, findings: list[Finding]) -> YamlFile | None:
    data = files.data_of(path, name, Location(file=name), within=path.parent, most=MOST_TEXT)
    text = None if data is None else files.decoded(data, name)
    return None if text is None else read_yaml(text, name)


def _read_logo(
    logo: Logo, folder: Path, named_at: Location, files: SourceFiles, findings: list[Finding]
) -> bytes | None:
    """The logo's bytes, from the folder of the house style that names it or from below it.

    None, with a finding, where the file cannot be read or is not a picture that Word and Excel
    take.
    """
    beside = PurePosixPath(named_at.file).parent
    data = files.data_below(folder, logo.file, named_at, beside=beside, most=_MOST_LOGO)
    if data is None:
        return None
    name = (beside / logo.file).as_posix()
    fault = picture_fault(data)
    if fault is None:
        return without_metadata(data)
    findings.append(LOGO_REFUSED.at(Location(file=name), f"{name} {fault}"))
    return None

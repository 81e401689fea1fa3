"""Reads the house style: the common one, and over it what a pack's own says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.findings import Finding, Location
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.logo import read_logo
from generator.settings.house_style import HouseStyle
from generator.settings.reading import build_settings
from generator.settings.yaml_text import Path as Keys
from generator.settings.yaml_text import YamlText, read_yaml

HOUSE_STYLE = "house-style.yaml"
_WHOLE = "logo"
"""The key whose picture and words belong together, so that one file gives both."""


@dataclass(frozen=True, kw_only=True)
class StyleRead:
    """The house style, the bytes of its logo, and the place of each key by its dotted path."""

    style: HouseStyle
    logo: bytes | None
    places: dict[str, Location]


@dataclass
class _Layers(YamlText):
    """A YAML file over another: each key's place is where its value comes from."""

    beneath: YamlText = field(default_factory=lambda: YamlText(file=HOUSE_STYLE))

    def at(self, path: Keys) -> Location:
        for length in range(len(path), -1, -1):
            for layer in (self, self.beneath):
                if path[:length] in layer.lines:
                    return Location(file=layer.file, line=layer.lines[path[:length]])
        return Location(file=self.file, line=1)


def read_house_style(
    folder: Path, templates: Path, files: SourceFiles, findings: list[Finding]
) -> StyleRead | None:
    """The style of `templates`, with what the pack's folder says in its place key by key.

    None, with findings, where it cannot be understood.
    """
    common, own = templates / HOUSE_STYLE, folder / HOUSE_STYLE
    layers = []
    if common.is_file() or not own.is_file():
        layers.append(_layer(common, f"templates/{HOUSE_STYLE}", files, findings))
    if own.is_file():
        layers.append(_layer(own, HOUSE_STYLE, files, findings))
    if None in layers:
        return None
    yaml = _laid([layer for layer in layers if layer is not None])
    style = build_settings(HouseStyle, yaml, findings)
    if style is None:
        return None
    at = yaml.at((_WHOLE, "file"))
    home = folder if at.file == HOUSE_STYLE else templates
    logo = read_logo(style.logo, home, at, files, findings) if style.logo else None
    paths = _paths(yaml.value, ())
    places = {".".join(map(str, path)): yaml.at(path) for path in paths}
    return StyleRead(style=style, logo=logo, places=places)


def _layer(path: Path, name: str, files: SourceFiles, findings: list[Finding]) -> YamlText | None:
    data = files.data_of(path, name, Location(file=name))
    text = None if data is None else files.decoded(data, name)
    return None if text is None else read_yaml(text, name)


def _laid(layers: list[YamlText]) -> YamlText:
    beneath, over = layers[0], layers[-1]
    if over is beneath:
        return over
    findings = [*beneath.findings, *over.findings]
    value = beneath.value if over.value is None else _merged(beneath.value, over.value, ())
    return _Layers(
        file=over.file, value=value, lines=over.lines, findings=findings, beneath=beneath
    )


def _merged(beneath: Any, over: Any, path: Keys) -> Any:
    """The upper value; of two mappings, each key's own."""
    if not (isinstance(beneath, dict) and isinstance(over, dict)) or path == (_WHOLE,):
        return over
    return beneath | {
        key: _merged(beneath.get(key), value, (*path, key)) for key, value in over.items()
    }


def _paths(value: Any, path: Keys) -> list[Keys]:
    """The path of every key within mappings."""
    if not isinstance(value, dict):
        return [path]
    return [path, *(each for key, inner in value.items() for each in _paths(inner, (*path, key)))]

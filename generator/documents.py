"""One document of a pack: its content composed, then rendered to the bytes of a finished file.

What a document does not need is not imported: an appendix does not wait for matplotlib.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.content.dependencies import inputs_of
from generator.content.nodes import ChartSpec
from generator.inputs.folders import find_template
from generator.model.pack import Pack
from generator.settings.house_style import HouseStyle
from generator.settings.pack_settings import DocumentSettings


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A finished document: its settings, its bytes, the paths of the inputs that it was made from.

    `template` maps the template's path ("templates/report.docx") to its SHA-256; it is empty for
    a workbook.
    """

    document: DocumentSettings
    content: bytes
    inputs: frozenset[str]
    template: Mapping[str, str]


def render_document(
    pack: Pack,
    document: DocumentSettings,
    folders: tuple[Path, ...],
    draw: Callable[[ChartSpec, HouseStyle], bytes],
) -> Rendered:
    """Compose and render a document of a pack that is free of errors.

    `draw` gives a chart as PNG. Raises TemplateError.
    """
    if document.template is None:
        return _render_workbook(pack, document)
    template = find_template(document.template, folders, wanted_by=document.file_name)
    return _render_word(pack, document, template, lambda chart: draw(chart, pack.house_style))


def content_by_place(
    pack: Pack, document: DocumentSettings, folders: tuple[Path, ...]
) -> Mapping[str, object]:
    """What a document shows, by place: each sheet of a workbook, or "" for a Word document.

    Plain values that can be compared, without what its template does not use. Raises TemplateError.
    """
    from generator.content.printed_columns import visible

    if document.template is not None:
        from generator.content.word import compose_word
        from generator.renderers.word import names_used

        names = names_used(find_template(document.template, folders, wanted_by=document.file_name))
        words = frozenset(word for name in names for word in name.split("."))
        content = compose_word(pack, document, wanted=names)
        return {"": visible(content.context, words)}
    from generator.content.workbooks import compose_workbook
    from generator.content.workbooks.sheet_content import value_of

    workbook = compose_workbook(pack, document, version=__version__)
    return {
        f"sheet {sheet.name}": [
            [visible(value_of(cell)) for row in table.rows for cell in row]
            for table in sheet.tables
        ]
        for sheet in workbook.sheets
    }


def _render_word(
    pack: Pack, document: DocumentSettings, template: Path, draw: Callable[[ChartSpec], bytes]
) -> Rendered:
    from generator.content.word import compose_word
    from generator.renderers.word import names_used, render_word

    names = names_used(template)
    content = compose_word(pack, document, wanted=names)
    return Rendered(
        document=document,
        content=render_word(template, content, house_style=pack.house_style, draw=draw),
        inputs=inputs_of(pack, document, names),
        template={f"templates/{template.name}": hashlib.sha256(template.read_bytes()).hexdigest()},
    )


def _render_workbook(pack: Pack, document: DocumentSettings) -> Rendered:
    from generator.content.workbooks import compose_workbook
    from generator.renderers.excel import render_workbook

    content = compose_workbook(pack, document, version=__version__)
    return Rendered(
        document=document,
        content=render_workbook(content, house_style=pack.house_style, logo=pack.logo),
        inputs=inputs_of(pack, document, frozenset()),
        template={},
    )

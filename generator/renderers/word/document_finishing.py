"""After docxtpl: runs, numbers, colours, widths, lists, ids, properties, in this order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from generator.content.nodes import ChartSpec, LogoPicture, Number, Picture, Properties, Text
from generator.renderers.word.caption_numbers import number_captions
from generator.renderers.word.cell_text_widths import CellTextWidths
from generator.renderers.word.chart_pictures import Pictures
from generator.renderers.word.column_widths import fit_columns
from generator.renderers.word.file_properties import set_font, set_language, set_properties
from generator.renderers.word.header_colour import follow_header
from generator.renderers.word.list_numbering import restart_lists
from generator.renderers.word.table_cells import check_tables, colour_cells, mark_plainly
from generator.renderers.word.template_styles import caption_styles, character_styles
from generator.renderers.word.template_values import START, Tokens
from generator.renderers.word.text_runs import RunWriter
from generator.renderers.word.unique_ids import renew_identities
from generator.renderers.word.word_template import WordTemplate
from generator.settings.house_style import HouseStyle

_WITH_TOKENS = etree.XPath(f"//@*[contains(., '{START}')]")


def finish(
    word: WordTemplate,
    tokens: Tokens,
    properties: Properties,
    house_style: HouseStyle,
    draw: Callable[[ChartSpec], bytes],
) -> None:
    """Make a rendered template a finished document. Raises Misfit where something does not fit."""
    styles = word.docx.styles.element
    roots = _roots(word)
    _write_tokens(roots, tokens, styles, Pictures(draw, word.docx.part.package))
    follow_header([styles, *roots.values()], house_style)
    cell_widths = CellTextWidths(styles, house_style.font)
    for root in roots.values():
        colour_cells(root, house_style)
        check_tables(root)
        fit_columns(root, styles, cell_widths)
        mark_plainly(root)
    _restart_lists(word, styles)
    renew_identities(roots.values())
    set_font(styles, house_style.font)
    set_language(styles, word.docx.settings.element, properties.language)
    set_properties(word.docx.part.package, properties)
    for part in word.notes():
        part._blob = etree.tostring(roots[part], xml_declaration=True, encoding="UTF-8")


def _roots(word: WordTemplate) -> dict[Any, etree._Element]:
    """The parts that hold text, and their trees: the body first."""
    trees = {part: part.element for part in [word.docx.part, *word.headers_and_footers()]}
    return trees | {part: etree.fromstring(part.blob) for part in word.notes()}


def _write_tokens(
    roots: Mapping[Any, etree._Element],
    tokens: Tokens,
    styles: etree._Element,
    pictures: Pictures,
) -> None:
    names = character_styles(styles)
    sites = []
    for part, root in roots.items():
        writer = _writer(part, tokens, names, pictures)
        writer.write(root)
        sites += writer.sites
    body = next(iter(roots.values()))
    numbers = number_captions(body, sites, caption_styles(styles))
    for root in roots.values():
        _settle_attributes(root, tokens, numbers)


def _writer(part: Any, tokens: Tokens, names: dict[str, str], pictures: Pictures) -> RunWriter:
    return RunWriter(
        tokens=tokens,
        styles=names,
        link=lambda address: part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        picture=lambda picture, run: pictures.drawing(picture, run, part),
    )


def _settle_attributes(root: etree._Element, tokens: Tokens, numbers: Mapping[str, str]) -> None:
    """Tokens where only plain text can be: a table's title, a picture's description."""

    def said(part: str | Text | Number | Picture | LogoPicture) -> str:
        match part:
            case Number():
                return numbers.get(part.key, "")
            case Picture() | LogoPicture():
                return part.alt
            case Text():
                return "".join(span.text or numbers.get(span.refers_to, "") for span in part.spans)
        return part

    attributes: Any = _WITH_TOKENS(root)
    for value in attributes:
        value.getparent().set(value.attrname, "".join(map(said, tokens.split(str(value)))))
    for text in root.iter("{*}t", "{*}instrText"):
        if START in (text.text or ""):
            text.text = "".join(map(said, tokens.split(str(text.text))))


def _restart_lists(word: WordTemplate, styles: etree._Element) -> None:
    package_part = word.docx.part
    kinds = {relation.reltype for relation in package_part.rels.values()}
    if RELATIONSHIP_TYPE.NUMBERING in kinds:
        numbering = package_part.numbering_part.element
        restart_lists(word.docx.element.body, styles, numbering)

"""From a template and its content to the bytes of a Word file: the order of the steps."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import nodes
from lxml import etree

from generator.content.nodes import ChartSpec, Number, Picture, Text, WordContent
from generator.errors import TemplateError
from generator.model.house_style import HouseStyle
from generator.renderers.package import fixed_package
from generator.renderers.word.captions import number_captions
from generator.renderers.word.identities import renew_identities
from generator.renderers.word.language import WordLanguage
from generator.renderers.word.names import paths, sections
from generator.renderers.word.pictures import Pictures
from generator.renderers.word.properties import set_language, set_properties
from generator.renderers.word.runs import Misfit, RunWriter
from generator.renderers.word.shapes import SHAPES, with_context
from generator.renderers.word.surroundings import foreign_matter
from generator.renderers.word.tables import colour_cells, fit_columns
from generator.renderers.word.tags import W, place
from generator.renderers.word.template import REMEDY, TagMistake, WordTemplate
from generator.renderers.word.values import START, Tokens, plain_context

_CHARACTER_STYLES = ("Hyperlink", "Strong", "Emphasis")


def render_word(
    template: Path,
    content: WordContent,
    *,
    house_style: HouseStyle,
    draw: Callable[[ChartSpec], bytes],
) -> bytes:
    """The finished document. Raises TemplateError with every mistake that was found."""
    word = WordTemplate(template)
    tokens = Tokens()
    context = plain_context(content.context, tokens)
    language = WordLanguage(context)
    mistakes = _lint(word, language, context)
    if not mistakes:
        try:
            word.render(context, language)
        except TagMistake as mistake:
            mistakes = [str(mistake)]
    if mistakes:
        raise _unfit(template, mistakes)
    try:
        _finish(word, content, tokens, house_style, draw)
    except Misfit as misfit:
        raise _unfit(template, [f"{place(misfit.element, '')}: {misfit}"]) from misfit
    return _saved(word)


def lint_template(template: Path, context: dict[str, Any] | None = None) -> tuple[str, ...]:
    """A sentence for each mistake in a template, also in loops that a context leaves empty.

    With a context, names that it has beyond the declared shapes are known. Raises TemplateError
    where the template is not a Word file at all.
    """
    plain = plain_context(context or {}, Tokens())
    return tuple(_lint(WordTemplate(template), WordLanguage({**SHAPES, **plain}), plain))


def wanted_sections(template: Path) -> frozenset[str]:
    """The sections that a template cannot do without. Raises TemplateError."""
    return frozenset().union(*map(sections, _trees(template)))


def names_used(template: Path) -> frozenset[str]:
    """Every dotted name that a template uses, optional ones too. Raises TemplateError."""
    return frozenset().union(*map(paths, _trees(template)))


def _trees(template: Path) -> list[nodes.Template]:
    word = WordTemplate(template)
    language = WordLanguage(SHAPES)
    mistakes = _lint(word, language, {})
    if mistakes:
        raise _unfit(template, mistakes)
    return [language.parse(source.text) for source in word.sources()]


def _lint(word: WordTemplate, language: WordLanguage, context: dict[str, Any]) -> list[str]:
    mistakes = list(dict.fromkeys(foreign_matter(word.docx.part.package)))
    found = word.lint(language, SHAPES)
    if found and context:  # a pack may know more than the shapes say
        found = word.lint(language, with_context(SHAPES, context))
    return mistakes + found


def _unfit(template: Path, mistakes: Sequence[str]) -> TemplateError:
    if len(mistakes) == 1:
        return TemplateError(f"the template {template.name} does not fit: {mistakes[0]}", REMEDY)
    lines = "\n".join(f"- {mistake}" for mistake in mistakes)
    return TemplateError(
        f"the template {template.name} does not fit, for {len(mistakes)} reasons:\n{lines}\n",
        REMEDY,
    )


def _finish(
    word: WordTemplate,
    content: WordContent,
    tokens: Tokens,
    house_style: HouseStyle,
    draw: Callable[[ChartSpec], bytes],
) -> None:
    """What Word knows and docxtpl does not: runs, numbers, colours, widths, ids, properties."""
    package = word.docx.part.package
    parts = _text_parts(word)
    styles = word.docx.styles.element
    pictures = Pictures(draw, package)
    writers = [_writer(part, tokens, styles, pictures) for part in parts]
    for part, writer in zip(parts, writers, strict=True):
        writer.write(part.element)
    sites = [site for writer in writers for site in writer.sites]
    numbers = number_captions(word.docx.element.body, sites, _caption_styles(styles))
    for part in parts:
        _settle_attributes(part.element, tokens, numbers)
        colour_cells(part.element, house_style)
        fit_columns(part.element)
    renew_identities([part.element for part in parts])
    set_language(styles, word.docx.settings.element, content.properties.language)
    set_properties(package, content.properties)


def _text_parts(word: WordTemplate) -> list[Any]:
    """The parts that hold text, body first; notes are made trees so that all are alike."""
    document = word.docx.part
    parts = [document]
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        parts += [part for _, part in word.get_headers_footers(uri)]
    return parts


def _writer(
    part: Any, tokens: Tokens, styles: etree._Element, pictures: Pictures
) -> RunWriter:
    from docx.opc.constants import RELATIONSHIP_TYPE

    return RunWriter(
        tokens=tokens,
        styles=_character_styles(styles),
        link=lambda address: part.relate_to(
            address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        ),
        picture=lambda picture, run: pictures.drawing(picture, run, part),
    )


def _character_styles(styles: etree._Element) -> dict[str, str]:
    """The ids of the styles that text may ask for; a template without one gets it."""
    ids = {str(_name(style)).casefold(): style.get(f"{W}styleId") for style in _all(styles)}
    found = {}
    for name in _CHARACTER_STYLES:
        if name.casefold() not in ids:
            styles.append(_character_style(name))
        found[name] = str(ids.get(name.casefold(), name))
    return found


def _character_style(name: str) -> etree._Element:
    """Word's own style of this name, which a template holds only once it has been used."""
    style = etree.Element(f"{W}style", {f"{W}type": "character", f"{W}styleId": name})
    etree.SubElement(style, f"{W}name", {f"{W}val": name})
    look = etree.SubElement(style, f"{W}rPr")
    if name == "Hyperlink":
        etree.SubElement(look, f"{W}color", {f"{W}val": "0563C1"})
        etree.SubElement(look, f"{W}u", {f"{W}val": "single"})
    else:
        etree.SubElement(look, f"{W}b" if name == "Strong" else f"{W}i")
    return style


def _caption_styles(styles: etree._Element) -> frozenset[str]:
    """The ids of the caption style and of the styles based on it."""
    found = {s.get(f"{W}styleId") for s in _all(styles) if str(_name(s)).casefold() == "caption"}
    for style in _all(styles):
        base = style.find(f"{W}basedOn")
        if base is not None and base.get(f"{W}val") in found:
            found.add(style.get(f"{W}styleId"))
    return frozenset(str(each) for each in found)


def _all(styles: etree._Element) -> Iterable[etree._Element]:
    return styles.findall(f"{W}style")


def _name(style: etree._Element) -> str | None:
    name = style.find(f"{W}name")
    return name.get(f"{W}val") if name is not None else None


def _settle_attributes(
    root: etree._Element, tokens: Tokens, numbers: dict[str, str]
) -> None:
    """Tokens where only plain text can stand: a table's title, a picture's description."""

    def said(part: str | Text | Number | Picture) -> str:
        match part:
            case Number():
                return numbers.get(part.key, "")
            case Picture():
                return part.chart.alt
            case Text():
                return "".join(span.text or numbers.get(span.refers_to, "") for span in part.spans)
        return part

    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if START in str(value):
                element.set(name, "".join(map(said, tokens.split(str(value)))))
    for text in root.iter("{*}t", "{*}instrText"):
        if START in (text.text or ""):
            text.text = "".join(map(said, tokens.split(str(text.text))))


def _saved(word: WordTemplate) -> bytes:
    stream = io.BytesIO()
    word.docx.save(stream)
    return fixed_package(stream.getvalue())

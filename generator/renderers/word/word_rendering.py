"""From a template and its content to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from generator.content.nodes import (
    ChartSpec,
    FilePicture,
    Number,
    Picture,
    Properties,
    Text,
    WordContent,
)
from generator.errors import PackError
from generator.renderers.package import word_package
from generator.renderers.template_language import TemplateLanguage, refusal
from generator.renderers.word.chart_pictures import Pictures
from generator.renderers.word.colours import colour_cells, follow_header
from generator.renderers.word.fields import number_captions, renew_results
from generator.renderers.word.list_numbering import number_lists
from generator.renderers.word.markup import W, make, remove
from generator.renderers.word.table_layout import (
    CellTextWidths,
    check_tables,
    fill_blank_stories,
    fit_columns,
    keep_tables_apart,
    mark_plainly,
)
from generator.renderers.word.template_inspection import survey_template, unfit
from generator.renderers.word.template_styles import caption_styles, character_styles
from generator.renderers.word.template_tags import TagMistake, place
from generator.renderers.word.template_values import START, Tokens, plain_context
from generator.renderers.word.text_runs import Misfit, RunWriter
from generator.renderers.word.word_template import WordTemplate, reason_of
from generator.settings.house_style import HouseStyle


def render_word(
    template: Path,
    content: WordContent,
    *,
    house_style: HouseStyle,
    draw: Callable[[ChartSpec], bytes],
) -> bytes:
    """The finished document. Raises TemplateError with every mistake that was found."""
    if mistakes := survey_template(template).mistakes:
        raise unfit(template, mistakes)
    word = WordTemplate(template)
    tokens = Tokens()
    context = plain_context(content.context, tokens)
    language = TemplateLanguage(context)
    try:
        word.render(context, language)
        finish(word, tokens, content.properties, house_style, draw)
    except TagMistake as mistake:
        raise unfit(template, [str(mistake)]) from mistake
    except Misfit as misfit:
        raise unfit(template, [f"{place(misfit.element)}: {misfit}"]) from misfit
    except PackError:
        raise
    except Exception as error:  # a template may hold what neither docxtpl nor we have thought of
        raise unfit(template, [f"it cannot be filled in ({reason_of(error)})"]) from error
    return word_package(word.docx)


_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
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
        fill_blank_stories(root)
        check_tables(root)
        keep_tables_apart(root)
        fit_columns(root, cell_widths)
        mark_plainly(root)
    numbering = word.numbering()
    if numbering is not None:
        number_lists(word.docx.element.body, styles, numbering)
    # Before the fields: they name bookmarks, of which only the first of like ones is kept.
    renew_identities(roots.values())
    renew_results(roots.values(), styles, word.docx.settings.element, properties)
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
    roots: Mapping[Any, etree._Element], tokens: Tokens, styles: etree._Element, pictures: Pictures
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

    def said(part: str | Text | Number | Picture | FilePicture) -> str:
        match part:
            case Number():
                return numbers.get(part.key, "")
            case Picture() | FilePicture():
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


def renew_identities(stories: Iterable[etree._Element]) -> None:
    """Number bookmarks, drawings and content controls again; keep the first of like bookmarks."""
    drawings, controls, bookmarks = count(1), count(1), count(1)
    names: set[str] = set()
    for story in stories:
        _renew_bookmarks(story, bookmarks, names)
        # Rows that a loop repeats bring copies of ids along; Word can refuse a file with two.
        for drawing in story.iter(f"{_WP}docPr"):
            drawing.set("id", str(next(drawings)))
        for control in story.iterfind(f".//{W}sdtPr/{W}id"):
            control.set(f"{W}val", str(next(controls)))
        for paragraph in story.iter(f"{W}p", f"{W}tr"):
            # Word makes these anew where there are none; none may be there twice.
            for name in (f"{_W14}paraId", f"{_W14}textId"):
                paragraph.attrib.pop(name, "")


def _renew_bookmarks(story: etree._Element, numbers: Iterable[int], names: set[str]) -> None:
    fresh = iter(numbers)
    open_marks: dict[str | None, str] = {}
    for mark in list(story.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        old = mark.get(f"{W}id")
        if mark.tag == f"{W}bookmarkStart" and (name := mark.get(f"{W}name", "")) not in names:
            names.add(name)
            open_marks[old] = str(next(fresh))
            mark.set(f"{W}id", open_marks[old])
        elif mark.tag == f"{W}bookmarkEnd" and old in open_marks:
            mark.set(f"{W}id", open_marks.pop(old))
        else:
            remove(mark)


# What the file says of itself

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def set_properties(package: Any, properties: Properties) -> None:
    """Replace whatever the template says of itself, its authors' names included.

    Raises TagMistake for a text that Word cannot store.
    """
    package.core_properties  # noqa: B018  makes the part where a template has none
    from docx.opc.constants import RELATIONSHIP_TYPE

    core = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    # Tags in the properties were not filled in: what they print would be escaped twice (R&amp;D).
    for child in list(core):
        core.remove(child)
    for name in ("title", "subject", "author", "language"):
        if reason := refusal(getattr(properties, name)):
            raise TagMistake(f"the document's {name}: {reason}")
    moment = f"{properties.date:%Y-%m-%d}T00:00:00Z"
    for tag, text in (
        (f"{{{_DC}}}title", properties.title),
        (f"{{{_DC}}}subject", properties.subject),
        (f"{{{_DC}}}creator", properties.author),
        (f"{{{_CP}}}lastModifiedBy", properties.author),
        (f"{{{_CP}}}revision", "1"),
        (f"{{{_DC}}}language", properties.language),
    ):
        etree.SubElement(core, tag).text = text
    for name in ("created", "modified"):
        date = etree.SubElement(core, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        date.text = moment


def set_font(styles: etree._Element, font: str) -> None:
    """Make a font that of all text whose style does not say another."""
    fonts = _child(_child(_child(_defaults(styles), "rPrDefault"), "rPr"), "rFonts", first=True)
    # A font of the theme would win over the one that is named.
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(f"{W}{script}", font)


def set_language(styles: etree._Element, settings: etree._Element, language: str) -> None:
    """Make a language that of all text that does not say another."""
    properties = _child(_child(_defaults(styles), "rPrDefault"), "rPr")
    _child(properties, "lang").set(f"{W}val", language)
    theme = settings.find(f"{W}themeFontLang")
    if theme is not None:
        theme.set(f"{W}val", language)


def _defaults(styles: etree._Element) -> etree._Element:
    """What holds for every style, at the start of the styles as the schema wants it."""
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        defaults = make("docDefaults")
        styles.insert(0, defaults)
    return defaults


def _child(parent: etree._Element, name: str, *, first: bool = False) -> etree._Element:
    found = parent.find(f"{W}{name}")
    if found is not None:
        return found
    child = make(name)
    parent.insert(0 if first else len(parent), child)
    return child

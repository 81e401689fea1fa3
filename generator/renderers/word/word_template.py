"""A Word template in docxtpl's tag language, rendered so that nothing is lost in silence.

docxtpl is kept for what it knows of Word: which paragraph, row or cell a tag replaces, headers,
footers, the columns of a table. What it does to text is not kept: it mends what is not well formed
by dropping it, reads `{_{` as a tag, and renders footnotes once for every section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError as JinjaError
from lxml import etree

from generator.renderers.template_language import PrintRefused, TemplateLanguage
from generator.renderers.word.published_package import take_out_the_unpublished
from generator.renderers.word.table_layout import give_grids
from generator.renderers.word.tag_surroundings import settle_tags
from generator.renderers.word.template_tags import NumberedSource, Story, TagMistake, place
from generator.renderers.word.word_file import open_document

_SOURCE = "word template"  # the file name in Jinja's tracebacks
# What an expression in a template can come to, besides Jinja's own errors.
_RUNTIME = (JinjaError, PrintRefused, ArithmeticError, LookupError, TypeError, ValueError,
            AttributeError, RecursionError)  # fmt: skip
_UNENDED = re.compile(r"^Unexpected end of template.*needs to be closed is '(\w+)'", re.DOTALL)
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
_NOTES = ("footnotes+xml", "endnotes+xml")


class WordTemplate(DocxTemplate):  # type: ignore[misc]
    """One rendering of one template. Raises TagMistake where a tag does not work."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self.docx = open_document(path)
        take_out_the_unpublished(self.docx)
        self._settle()
        self.stories = {part: Story(root) for part, root in self._roots()}

    def _settle(self) -> None:
        """Make the text such that docxtpl loses nothing of it."""
        for part in (self.docx.part, *self.headers_and_footers()):
            settle_tags(part.element)
            give_grids(part.element)
        for part in self.notes():
            root = etree.fromstring(part.blob)
            settle_tags(root)
            give_grids(root)
            part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _roots(self) -> Iterator[tuple[Any, etree._Element]]:
        """Each part with text, and its tree as docxtpl will read it."""
        yield self.docx.part, self.docx.element.body
        for part in [*self.headers_and_footers(), *self.notes()]:
            yield part, etree.fromstring(part.blob)

    def headers_and_footers(self) -> list[Any]:
        """The parts with headers and footers."""
        return [
            part
            for uri in (self.HEADER_URI, self.FOOTER_URI)
            for _, part in self.get_headers_footers(uri)
        ]

    def notes(self) -> list[Any]:
        """The parts with footnotes and endnotes."""
        parts = self.docx.part.package.iter_parts()
        return [part for part in parts if part.content_type.endswith(_NOTES)]

    def numbering(self) -> etree._Element | None:
        """The definitions of the lists, None where the template has none."""
        for relation in self.docx.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                numbering: etree._Element = relation.target_part.element
                return numbering
        return None

    def source_of(self, story: Story) -> NumberedSource:
        """The text of a story without broken tags, as Jinja will read it."""
        return NumberedSource(self.patch_xml(self.xml_to_string(story.root)), story)

    def patch_xml(self, src_xml: str) -> str:
        """docxtpl's, once for each part of a template: it takes as long as the rendering."""
        return _patched(src_xml)

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: TemplateLanguage
    ) -> str:
        """The part's text, which is well formed: else docxtpl would drop what is not."""
        source = NumberedSource(src_xml, self.stories[part])
        try:
            code = _compiled(source.text)
            rendered = Template.from_code(jinja_env, code, jinja_env.globals).render(context)
        except TemplateSyntaxError as error:
            raise TagMistake(source.at(error.lineno, syntax_fault(error))) from error
        except _RUNTIME as error:
            line = _template_line(error.__traceback__)
            raise TagMistake(source.at(line, _reason(error))) from error
        _check_well_formed(rendered, source)
        return rendered

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Nothing: the properties are set after rendering, where nothing escapes them twice."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """The notes, each part once: what a user wrote must not be read as a tag."""
        for part in self.notes():
            xml = self.patch_xml(self.get_part_xml(part))
            part._blob = self.render_xml_part(xml, part, context, jinja_env).encode()

    def fix_docpr_ids(self, tree: etree._Element) -> None:
        """Nothing: all ids are made again at the end, over all parts."""


@lru_cache(maxsize=64)
def _patched(source: str) -> str:
    """docxtpl's way with a part's XML, which depends on nothing else."""
    return str(DocxTemplate("").patch_xml(source))


@lru_cache(maxsize=64)
def parsed(source: str) -> nodes.Template:
    """The syntax tree of a part, which depends on nothing else. Raises TemplateSyntaxError."""
    return TemplateLanguage(()).parse(source)


@lru_cache(maxsize=64)
def _compiled(source: str) -> CodeType:
    """The program of a part, which knows nothing of a pack. Raises TemplateSyntaxError."""
    return TemplateLanguage(()).compile(parsed(source), filename=_SOURCE)


def _check_well_formed(xml: str, source: NumberedSource) -> None:
    try:
        etree.fromstring(xml.encode())
    except etree.XMLSyntaxError as error:
        reason = f"a tag would break the document ({error.msg})"
        raise TagMistake(f"{place(source.story.root)}: {reason}") from error


def _template_line(traceback: TracebackType | None) -> int | None:
    """The innermost line of the template in a traceback."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _SOURCE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def syntax_fault(error: TemplateSyntaxError) -> str:
    """What Jinja says, in words for those who do not know it."""
    message = str(error.message).rstrip(".")
    if unended := _UNENDED.search(message):
        return f"it has no end: add 'end{unended.group(1)}'"
    if unknown := _UNKNOWN_TAG.fullmatch(message):
        return f"there is no tag '{unknown.group(1)}'"
    return f"it cannot be read: {message}"


def _reason(error: BaseException) -> str:
    reason = str(error).rstrip(".")
    own = isinstance(error, PrintRefused | JinjaError)
    return reason if own and reason else f"it cannot be worked out ({reason})"

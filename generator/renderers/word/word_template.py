"""A Word template in docxtpl's tag language, rendered so that nothing is lost in silence.

Before a library sees the file, it is told what it really is. docxtpl is kept for what it knows of
Word: which paragraph, row or cell a tag replaces, headers, footers, the columns of a table. What it
does to text is not kept: it mends what is not well formed by dropping it, reads `{_{` as a tag, and
renders footnotes once for every section.
"""

from __future__ import annotations

import io
import re
import zipfile
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

from generator.errors import TemplateError
from generator.inputs.files.file_refused import FileRefused
from generator.inputs.files.guard import open_zip, other_kind
from generator.inputs.files.regular_files import read_bounded
from generator.inputs.folders import template_name
from generator.renderers.template_language import PrintRefused, TemplateLanguage
from generator.renderers.word.published_package import take_out_the_unpublished
from generator.renderers.word.table_layout import give_grids
from generator.renderers.word.tag_surroundings import settle_tags
from generator.renderers.word.template_tags import NumberedSource, Story, TagMistake, place

_LARGEST_FILE = 50_000_000
# Bytes of one XML part: some 1,000 pages. A template of that size is a mistake.
_LARGEST_PART = 4_000_000
# Bytes of all parts, pictures included: python-docx holds them all at once.
_MOST_INFLATED = 100_000_000
_MOST_BRACES, _MOST_MARKUP = 20_000, 150_000

_MAIN_TYPES = {
    b"wordprocessingml.document.main+xml": "",
    b"ms-word.document.macroEnabled.main+xml": "a Word document with macros (.docm)",
    b"ms-word.template.macroEnabledTemplate.main+xml": "a Word template with macros (.dotm)",
    b"wordprocessingml.template.main+xml": "a Word template (.dotx)",
}
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE_AS_DOCX = "Open it in Word and save it as a Word document (.docx)."
_NO_PASSWORD = (
    "Open it in Word, choose File, Info, Protect Document, Encrypt with Password, empty the "
    "password, and save."
)
_NO_TEXT = "it is damaged: nothing says where its text is"
_REPAIR = "Open it in Word, let Word repair it, and save it as a Word document (.docx)."


def open_document(path: Path) -> Any:
    """The document as python-docx has it. Raises TemplateError that says what the file is."""
    data = _read(path)
    problem = _problem(data)
    if problem:
        raise _unfit(path, *problem)
    from docx import Document

    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # whatever python-docx and lxml raise on damaged parts
        raise _unfit(path, f"it is damaged ({reason_of(error)})", _REPAIR) from error


def _unfit(path: Path, seen: str, remedy: str) -> TemplateError:
    named = f"the template {template_name(path)}"
    return TemplateError(f"{named} is not a Word document (.docx) that can be used: {seen}", remedy)


def _read(path: Path) -> bytes:
    try:
        return read_bounded(path, _LARGEST_FILE)
    except FileNotFoundError as error:
        raise TemplateError(
            f"the template {template_name(path)} is not there", "Put a .docx file in its place."
        ) from error
    except OSError as error:
        raise TemplateError(
            f"the template {template_name(path)} cannot be read ({error.strerror})",
            "Close it in other programs, and check that you may read it.",
        ) from error


def _problem(data: bytes) -> tuple[str, str] | None:
    """What keeps a file from being a template, and what to do; None for a Word document."""
    if not data.strip(b"\0"):
        return "it is empty", "Put a .docx file in its place."
    try:
        archive = open_zip(data, most_inflated=_MOST_INFLATED) if data.startswith(b"PK") else None
    except FileRefused as refusal:
        seen = str(refusal)
        return seen, _NO_PASSWORD if "password" in seen else _REPAIR
    kind = _main_kind(archive) if archive else None
    if archive and kind == "":
        return _problem_of_parts(archive)
    kind = kind or other_kind(data)
    if kind == "a Word document":
        return _NO_TEXT, _REPAIR
    return f"it is {kind}", _NO_PASSWORD if "password" in kind else _SAVE_AS_DOCX


def _main_kind(archive: zipfile.ZipFile) -> str | None:
    """The kind of Word file, "" for a plain document; None where it says of no part to be one."""
    name = "[Content_Types].xml"
    types = archive.read(name) if name in archive.namelist() else b""
    return next((kind for mark, kind in _MAIN_TYPES.items() if mark in types), None)


def _problem_of_parts(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    if "_rels/.rels" not in archive.namelist():
        return _NO_TEXT, _REPAIR
    if fault := next(_too_large(archive), None):
        return fault, "Start from a template in the folder templates."
    if _STRICT in archive.read("_rels/.rels"):
        remedy = 'Save it in Word as "Word Document (.docx)", not as "Strict".'
        return "it is a Strict Open XML document", remedy
    return None


def _too_large(archive: zipfile.ZipFile) -> Iterator[str]:
    """What a template has more of than one that was made by hand."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            if part.file_size > _LARGEST_PART:
                yield f"it is too large: its part {part.filename} has {part.file_size:,} bytes"
                continue
            xml = archive.read(part)
            if (braces := xml.count(b"{")) > _MOST_BRACES:
                yield f"its part {part.filename} has too many braces: {braces:,}"
            if (marks := xml.count(b"<")) > _MOST_MARKUP:
                yield f"it is too large: its part {part.filename} has {marks:,} marks of XML"


def reason_of(error: Exception) -> str:
    """An exception in one line."""
    words = " ".join(str(error).split())[:150]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


# Rendering

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

    def map_tree(self, tree: etree._Element) -> None:
        """Put the rendered body in the place of the template's, which is emptied first.

        lxml looks at all namespaces for each element that it takes out with the old body: 16 s for
        a template of 100,000 elements.
        """
        body = self.docx.element.body
        body.addnext(tree)
        for child in reversed(body):
            body.remove(child)
        body.getparent().remove(body)

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

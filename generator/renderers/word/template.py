"""A Word template in docxtpl's tag language, rendered so that nothing is lost in silence.

docxtpl is kept for what it knows of Word: which paragraph, row or cell a tag replaces, headers,
footers, the columns of a table. What it does to text is not kept: it mends what is not well formed
by dropping it, reads `{_{` as a tag, and renders footnotes once for every section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from lxml import etree

from generator.errors import TemplateError
from generator.renderers.word.language import WordLanguage
from generator.renderers.word.names import name_faults, statement_faults
from generator.renderers.word.runs import Misfit
from generator.renderers.word.tags import (
    TAG,
    Tag,
    place,
    shortened,
    story_tags,
    straight,
    tag_faults,
    tag_key,
)
from generator.renderers.word.values import PrintRefused

REMEDY = "Correct the template in Word; docs/word-templates.md says what it can use."
_SOURCE = "word template"  # the file name in Jinja's tracebacks
_OPENING = re.compile(r"^(\{[{%][-+]?)")
# What an expression in a template can come to, besides Jinja's own errors.
_RUNTIME = (JinjaError, PrintRefused, ArithmeticError, LookupError, TypeError, ValueError,
            AttributeError, RecursionError)  # fmt: skip
_STORIES = {"header": "header", "footer": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}


class TagMistake(Exception):
    """A tag that does not work: the sentence says where, which and why."""


class Story:
    """One part of the template with text in it: its tags as the officer wrote them."""

    def __init__(self, name: str, root: etree._Element) -> None:
        self.name = name
        self.root = root
        self.tags = list(story_tags(root))

    def at(self, element: etree._Element, tag: str, reason: str) -> str:
        """A sentence about a tag, without its full stop."""
        return f"{place(element, self.name)}: {shortened(straight(tag))}: {reason}"

    def broken_tags(self) -> Iterator[str]:
        """A sentence for each tag that is broken as it stands."""
        for element, tag, reason in tag_faults(self.root):
            yield self.at(element, tag, reason)

    def find(self, key: str, occurrence: int) -> Tag | None:
        """The tag that docxtpl's n-th tag of this key, counted from 0, was made from."""
        same = [tag for tag in self.tags if tag.key == key]
        return same[min(occurrence, len(same) - 1)] if same else None


class NumberedSource:
    """docxtpl's source with each tag on a line of its own, so that a line names a tag.

    The line breaks stand inside the tags, where they mean nothing.
    """

    def __init__(self, patched: str, story: Story) -> None:
        self.story = story
        self.lines: list[tuple[int, str, int]] = []
        self._seen: Counter[str] = Counter()
        self._line = 1
        self._end = 0
        self._patched = patched
        self.text = TAG.sub(self._number, patched)

    def _number(self, found: re.Match[str]) -> str:
        self._line += self._patched.count("\n", self._end, found.start())
        self._end = found.end()
        tag = straight(found.group())
        if tag.startswith("{#"):
            return ""
        key = tag_key(tag)
        broken = _OPENING.sub(r"\1\n", tag)
        self.lines.append((self._line + 1, key, self._seen[key]))
        self._seen[key] += 1
        self._line += broken.count("\n")
        return broken

    def at(self, line: int | None, reason: str) -> str:
        """A sentence about the tag on a line."""
        before = [entry for entry in self.lines if entry[0] <= (line or 0)] or self.lines[:1]
        if not before:
            return f"{self.story.name or 'the document'}: {reason}"
        _, key, occurrence = before[-1]
        tag = self.story.find(key, occurrence)
        if tag is None:
            return f"{self.story.name or 'the document'}: {key}: {reason}"
        return self.story.at(tag.element, tag.text, reason)


class WordTemplate(DocxTemplate):  # type: ignore[misc]
    """One rendering of one template. Raises TagMistake where a tag does not work."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self._open()
        self.stories = {part: self._story(part, root) for part, root in self._roots()}

    def _open(self) -> None:
        try:
            self.init_docx()
            self.document_part = self.docx.part
        except (PackageNotFoundError, FileNotFoundError) as error:
            raise TemplateError(
                f"the template {self.path.name} is not there or is not a Word file",
                "Put a .docx file in its place.",
            ) from error
        except (BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
            raise TemplateError(
                f"the template {self.path.name} is not a whole Word document (.docx)",
                "Open it in Word, repair it, and save it as a Word document.",
            ) from error

    def _roots(self) -> Iterator[tuple[Any, etree._Element]]:
        """Each part with text, and its tree as docxtpl will read it."""
        yield self.document_part, self.docx.element.body
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield part, etree.fromstring(part.blob)
        for part in self.notes():
            yield part, etree.fromstring(part.blob)

    def _story(self, part: Any, root: etree._Element) -> Story:
        kind = re.sub(r"\d*\.xml$", "", str(part.partname).rsplit("/", 1)[-1])
        return Story(_STORIES.get(kind, ""), root)

    def notes(self) -> list[Any]:
        """The parts with footnotes and endnotes."""
        kinds = ("footnotes+xml", "endnotes+xml")
        return [p for p in self.docx.part.package.iter_parts() if p.content_type.endswith(kinds)]

    def sources(self) -> list[NumberedSource]:
        """Every story's source, for those who look at tags without rendering."""
        return [
            NumberedSource(self.patch_xml(self.xml_to_string(story.root)), story)
            for story in self.stories.values()
        ]

    def lint(self, language: WordLanguage, shapes: Mapping[str, Any]) -> list[str]:
        """A sentence for each mistake that can be seen without rendering."""
        broken = [sentence for story in self.stories.values() for sentence in story.broken_tags()]
        if broken:  # docxtpl would tear the rest of the template apart
            return broken
        found = []
        for source in self.sources():
            try:
                tree = language.parse(source.text)
            except TemplateSyntaxError as error:
                found.append(source.at(error.lineno, _syntax(error)))
                continue
            faults = statement_faults(tree) + name_faults(tree, shapes)
            found += [source.at(line, reason) for line, reason in sorted(faults)]
        return found

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: WordLanguage
    ) -> str:
        """The part's text, which is well formed: else docxtpl would drop what is not."""
        source = NumberedSource(src_xml, self.stories[part])
        try:
            code = jinja_env.compile(source.text, filename=_SOURCE)
            rendered = Template.from_code(jinja_env, code, jinja_env.globals).render(context)
        except TemplateSyntaxError as error:
            raise TagMistake(source.at(error.lineno, _syntax(error))) from error
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
        """Nothing: all ids are made anew at the end, over all parts."""


def _check_well_formed(xml: str, source: NumberedSource) -> None:
    try:
        etree.fromstring(xml.encode())
    except etree.XMLSyntaxError as error:
        reason = f"a tag would break the document, as {error.msg}"
        raise TagMistake(f"{source.story.name or 'the document'}: {reason}") from error


def _template_line(traceback: TracebackType | None) -> int | None:
    """The innermost line of the template in a traceback."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _SOURCE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _syntax(error: TemplateSyntaxError) -> str:
    return f"it cannot be read: {str(error.message).rstrip('.')}"


def _reason(error: BaseException) -> str:
    reason = str(error).rstrip(".")
    own = isinstance(error, PrintRefused | JinjaError | Misfit)
    return reason if own and reason else f"it cannot be worked out ({reason})"

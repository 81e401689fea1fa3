"""The narrative as it was read: sections, their blocks, the text of the blocks; all with lines.

`inputs/narrative` parses these records, `checks` judges them, `content` fills in the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.findings import Location
from generator.settings.pack_settings import DocumentSettings

LONGEST_PARAGRAPH = 100_000
"""Characters: thirty pages in one paragraph are a mistake."""


@dataclass(frozen=True, kw_only=True)
class ProseRun:
    """A run of text with uniform formatting, on one line of its file.

    With `is_placeholder` the text is a figure or reference to fill in, as written:
    "{{ survey.responses | words }}".
    """

    text: str
    line: int
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    is_placeholder: bool = False


ProseText = tuple[ProseRun, ...]


@dataclass(frozen=True, kw_only=True)
class ProseBlock:
    """A heading, a paragraph or an item of a list.

    A "continued" paragraph goes on without a number of its own. `level` counts from 1: of a list
    its depth, of a heading its place among the headings above it, which never skips a level.
    `written_level` is the level that the author gave the heading, 1 for the highest of the section.
    Items of one numbered list have one `list_number` in the section; `list_start` is its first.
    """

    kind: Literal["heading", "paragraph", "continued", "bullet", "numbered_item"]
    line: int
    text: ProseText
    level: int = 1
    written_level: int = 1
    list_number: int = 0
    list_start: int = 1


@dataclass(frozen=True, kw_only=True)
class ProseTable:
    """A table in the text. `caption` is empty where the author gave none; rows[0] is the header."""

    line: int
    caption: ProseText
    rows: tuple[tuple[ProseText, ...], ...]


@dataclass(frozen=True, kw_only=True)
class ProsePicture:
    """A picture in the text: PNG or JPEG. `width` is its printed width in EMU, 0 if not known.

    `caption` is empty where the author gave none.
    """

    line: int
    data: bytes
    alt: str
    width: int = 0
    caption: ProseText = ()


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A line such as [Table: survey], which inserts a table or chart that the data gives.

    `is_alone` is False where other text shares its paragraph: nothing can be inserted there.
    """

    kind: str
    name: str
    written: str
    line: int
    is_alone: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Kind and name as the tables and charts of a pack are known: ("table", "survey")."""
        return self.kind, self.name


UnsupportedKind = Literal["markdown", "review", "braces", "taken", "unclosed", "underscores"]
"""What no report can show; changes and comments of a Word file; braces not closed; what Markdown
takes away; bold text not closed; underscores that other Markdown takes for bold or italic.
"""


@dataclass(frozen=True, kw_only=True)
class Unsupported:
    """Something in a text that would not be printed as its author means it.

    `remedy` is what to do about it where the rule does not say it well.
    """

    kind: UnsupportedKind
    seen: str
    line: int
    remedy: str = ""


Block = ProseBlock | ProseTable | ProsePicture | Placement | Unsupported


@dataclass(frozen=True, kw_only=True)
class NarrativeSection:
    """A section of the narrative.

    `key` is its name in the Word templates, `text` the Markdown, `line` the line of `file` on which
    the text begins. A Word file has no lines: each paragraph counts as one with a blank one after
    it, and `paragraphs` says where each is, in words.
    """

    key: str
    text: str
    file: str
    line: int = 1
    blocks: tuple[Block, ...] = ()
    paragraphs: tuple[str, ...] = ()

    def at(self, line: int) -> Location:
        """The place of a line of the section's file."""
        at = (line - self.line) // 2
        named = self.paragraphs[at] if 0 <= at < len(self.paragraphs) else None
        return Location(file=self.file, line=line, paragraph=named)

    def texts(self) -> Iterator[ProseText]:
        """Every text of the section: of its headings, paragraphs, captions and cells."""
        for block in self.blocks:
            if isinstance(block, ProseBlock):
                yield block.text
            elif isinstance(block, ProseTable | ProsePicture):
                yield block.caption
            if isinstance(block, ProseTable):
                for row in block.rows:
                    yield from row

    def placeholders(self) -> Iterator[ProseRun]:
        """Every figure and reference of the section, in the order of the text."""
        return (run for text in self.texts() for run in text if run.is_placeholder)


@dataclass(frozen=True, kw_only=True)
class PrintedText:
    """What a Word document asks of a pack, and what it prints of the narrative.

    `names` are the names that its template uses ("narrative.summary"), `required` those sections
    among them that it cannot do without. `missing` are the keys of pack.yaml that the template
    needs and the pack lacks. `insertable` are the tables and charts of the pack, with the number of
    captions that each has in the document: 0 for a chart that it does not show. `unprintable` says
    for each placeholder that cannot be filled in why, and what to do where that is special.
    `unknown` are the first words of figures whose input could not be read: what is missing there is
    that error's doing. `marks` are the marks of a draft or of confidence in the template's own
    text, each after the template's name.
    """

    document: DocumentSettings
    names: frozenset[str]
    required: frozenset[str]
    missing: tuple[str, ...] = ()
    sections: tuple[NarrativeSection, ...] = ()
    insertable: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unprintable: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    marks: tuple[tuple[str, str], ...] = ()

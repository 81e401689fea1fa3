"""Reads a Word file paragraph by paragraph into the blocks that Markdown gives too.

Headings are told by their level or style, lists by their indents, captions by style or words. What
a report cannot show becomes an `Unsupported` block where it was met; `checks` judges it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from generator.inputs.files.file_refused import damage_refused
from generator.inputs.narrative.word_file import W, WordFile
from generator.inputs.narrative.word_lists import ListReader
from generator.inputs.narrative.word_parts import ENDLESS, Refusal, parts_of, shortened
from generator.inputs.narrative.word_prose import prose_of, spoken
from generator.inputs.narrative.word_runs import Piece, RunReader, plain_pieces
from generator.inputs.narrative.word_styles import WordStyles, value
from generator.inputs.narrative.word_tables import NO_HEADER, TableReader
from generator.inputs.narrative.written_marks import (
    PLACEMENT,
    TYPED_NUMBER,
    is_placement,
    placement,
    section_key,
)
from generator.model.narrative import (
    Block,
    ProseBlock,
    ProsePicture,
    ProseTable,
    ProseText,
    Unsupported,
)

_CAPTION_NUMBER = re.compile(
    r"^\s*(?:Table|Figure|Fig\.?|Chart)\b\s*(?:[\dA-Z]{1,3}(?:\.\d+)?\b)?\s*[:.–—-]*\s*"
)
_TABLE_CAPTION = re.compile(r"^\s*Table\s*(?:\d+(?:\.\d+)?)?\s*[:.–—-]\s")
_INSERTED = Refusal(seen="an inserted file", remedy="Copy its text into this file.")
_IN_HEADING = Refusal(seen="a picture in a heading", remedy="Put it into a paragraph of its own.")


@dataclass(kw_only=True)
class Entry:
    """A paragraph, or a row of a table: its text on one line, its place in words, its blocks.

    `heading` is the level of a heading, 0 for other text; `is_title` is true for the file's title.
    """

    text: str
    place: str = ""
    blocks: list[Block] = field(default_factory=list)
    heading: int = 0
    is_title: bool = False
    is_caption: bool = False

    @property
    def key(self) -> str:
        """A heading as templates have it, without a number before it: other_options."""
        return section_key(TYPED_NUMBER.sub("", self.text))

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in it."""
        return not (self.text or self.blocks)

    def without_heading(self) -> Entry:
        """The entry with nothing of its heading left to print."""
        blocks: list[Block] = [each for each in self.blocks if not isinstance(each, ProseBlock)]
        return Entry(text="", place=self.place, blocks=blocks)


def read_entries(data: bytes) -> list[Entry]:
    """Everything in a Word file, in its order. Raises FileRefused."""
    with damage_refused("the Word document is damaged"):
        return _WordReader(WordFile(data)).read()


def first_line(at: int) -> int:
    """The line of a file's entry: each is followed by a blank one."""
    return 2 * at + 1


class _WordReader:
    def __init__(self, word: WordFile) -> None:
        self.word = word
        self.styles = WordStyles(word)
        self.runs = RunReader(word, self.styles)
        self.lists = ListReader(self.styles)
        self.cells = TableReader(self.runs, self.lists)
        self.entries: list[Entry] = []
        self.heading = ""
        self.paragraphs = self.tables = 0

    def read(self) -> list[Entry]:
        for element in parts_of(self.word.body):
            if isinstance(element, Refusal):
                self._add(Entry(text=""), [element])
            elif element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag == f"{W}altChunk":
                self._add(Entry(text=""), [_INSERTED])
        if self.runs.is_skipping:
            self._add(Entry(text=""), [ENDLESS])
        return self.entries

    @property
    def line(self) -> int:
        """The line of the entry to come."""
        return first_line(len(self.entries))

    def _add(self, entry: Entry, refused: Iterable[Refusal] = ()) -> None:
        entry.blocks += [_unsupported(each, self.line) for each in refused]
        entry.place = entry.place or self._place(entry)
        self.entries.append(entry)

    def _place(self, entry: Entry) -> str:
        """Where an entry is: under "Progress", paragraph 3 ("The quay was …")."""
        words = f' ("{shortened(entry.text)}")' if entry.text else ""
        if entry.heading:
            self.heading, self.paragraphs, self.tables = shortened(entry.text), 0, 0
            return f'heading "{self.heading}"'
        self.paragraphs += 1
        under = f'under "{self.heading}", ' if self.heading else ""
        return f"{under}paragraph {self.paragraphs}{words}"

    def _paragraph(self, element: etree._Element) -> None:
        found = self.runs.read(element)
        if not (found.text or found.refused or found.pictures):
            return
        names = self.styles.names(element)
        entry = Entry(text=spoken(found.text).replace("\n", " "))
        is_first = all(each.is_title for each in self.entries)
        entry.is_title = is_first and bool({"title", "subtitle"} & set(names))
        entry.is_caption = "caption" in names
        entry.heading = 0 if entry.is_title else self.styles.heading_level(element, found.text)
        pictures = [
            ProsePicture(line=self.line, data=each.data, alt=each.alt, width=each.width)
            for each in found.pictures
        ]
        if pictures and entry.heading:
            found.refused[_IN_HEADING] = None
        words = list(self._words(element, entry, found.pieces)) if found.text else []
        first = found.first_pictures
        entry.blocks += [*pictures[:first], *words, *pictures[first:]]
        self._add(entry, found.refused)
        self._give_captions(words, pictures)

    def _words(self, element: etree._Element, entry: Entry, pieces: list[Piece]) -> Iterator[Block]:
        """The block of a paragraph's words, and what is wrong with what it wants to insert."""
        if entry.heading or entry.is_caption:
            pieces = plain_pieces(pieces)
        whole = PLACEMENT.fullmatch(entry.text)
        place = None if entry.heading else self.lists.place(element)
        if whole and is_placement(whole) and not entry.heading and not place:
            yield placement(whole, self.line, is_alone=True)
            return
        text, faults = prose_of(pieces, self.line)
        block = ProseBlock(kind="paragraph", line=self.line, text=text)
        if entry.heading:
            self.lists.begin_section(element)
            block = replace(block, kind="heading", written_level=entry.heading)
        elif place:
            block = self.lists.item(block, place)
        elif self.lists.goes_on(element):
            block = replace(block, kind="continued")
        else:
            self.lists.leave()
        yield block
        yield from faults

    def _give_captions(self, words: Sequence[Block], pictures: Sequence[ProsePicture]) -> None:
        """Make a caption beside pictures or a table theirs."""
        entry = self.entries[-1]
        before = self.entries[-2] if len(self.entries) > 1 else None
        if pictures and before and before.is_caption and not _is_for_table(before):
            at = next(i for i, each in enumerate(entry.blocks) if each is pictures[0])
            entry.blocks[at] = replace(pictures[0], caption=_taken_caption(before))
        elif entry.is_caption and before and words and not pictures:
            target = before.blocks[-1] if before.blocks else None
            is_other = isinstance(target, ProseTable) != _is_for_table(entry)
            if isinstance(target, ProseTable | ProsePicture) and not (target.caption or is_other):
                before.blocks[-1] = replace(target, caption=_taken_caption(entry))

    def _table(self, element: etree._Element) -> None:
        """An entry for each row; the first one has the table."""
        self.lists.leave()
        self.tables += 1
        under = f'under "{self.heading}", ' if self.heading else ""
        start, before = len(self.entries), self.entries[-1] if self.entries else None
        rows: list[tuple[ProseText, ...]] = []
        for row in self.cells.rows(element, first_line=self.line):
            rows.append(row.cells)
            place = f"{under}table {self.tables}, row {len(rows)}"
            self._add(Entry(text=row.text, place=place, blocks=[*row.faults]), row.refused)
        if not rows:
            return
        if len(rows) == 1 or not any(rows[0]):
            self.entries[start].blocks.append(_unsupported(NO_HEADER, first_line(start)))
        caption: ProseText = ()
        if before and _is_for_table(before) and not before.heading:
            caption = _taken_caption(before)
        elif said := value(element, "tblPr/tblCaption"):
            caption = prose_of([Piece(text=said)], first_line(start))[0]
        table = ProseTable(line=first_line(start), caption=caption, rows=tuple(rows))
        self.entries[start].blocks.insert(0, table)


def _unsupported(refusal: Refusal, line: int) -> Unsupported:
    if refusal.is_review:
        return Unsupported(kind="review", seen=refusal.seen, line=line, remedy=refusal.remedy)
    seen = f"the text holds {refusal.seen}"
    return Unsupported(kind="markdown", seen=seen, line=line, remedy=refusal.remedy)


def _is_for_table(entry: Entry) -> bool:
    """Whether a paragraph is the caption of a table, by its style or by its words."""
    named = entry.text.lstrip().startswith("Table")
    return named if entry.is_caption else _TABLE_CAPTION.match(entry.text) is not None


def _taken_caption(entry: Entry) -> ProseText:
    """The words of a caption without its number, which are taken from the entry's blocks."""
    at = next((i for i, each in enumerate(entry.blocks) if isinstance(each, ProseBlock)), None)
    block = None if at is None else entry.blocks.pop(at)
    if not isinstance(block, ProseBlock) or not block.text:
        return ()
    first, *others = block.text
    if first.is_placeholder:
        return block.text
    return (replace(first, text=_CAPTION_NUMBER.sub("", first.text)), *others)

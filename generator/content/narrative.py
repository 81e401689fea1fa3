"""The narrative: Markdown into blocks, each figure drawn from the catalogue.

Blocks are the plain dictionaries that Word templates loop over; `docs/word-templates.md` lists
their kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.content.narrative_lines import check_lines
from generator.content.narrative_rules import LINK_LEADS_NOWHERE, NO_CAPTION, UNSUPPORTED
from generator.content.narrative_sources import PLACE, Block, Sources, place_key
from generator.content.nodes import Number, Span, Text
from generator.content.placeholders import PLACEHOLDER, spans_of
from generator.findings import Finding, Location
from generator.model.programme import NarrativeSection

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST_LIST = 3

_LINK = re.compile(r"^(https?://[^\s/]+\S*|mailto:\S+@\S+)$", re.IGNORECASE)
_CAPTION = re.compile(r"^Table:\s+(?P<caption>.+)$", re.DOTALL)
_CELL_END = re.compile(r"(?<!\\)\|")
# Noncharacters never stand in text; they carry a placeholder's index through the Markdown parser.
_MARK = re.compile("\ufdd2(\\d+)\ufdd3")


def check_section(section: NarrativeSection, sources: Sources) -> tuple[Finding, ...]:
    """Everything that is wrong in a section."""
    if sources.doubtful:
        return tuple(check_lines(section, sources))
    return read_blocks(section, sources)[1]


def read_blocks(
    section: NarrativeSection, sources: Sources
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a section, and what was wrong in it (where that is an error, incompletely)."""
    findings = tuple(check_lines(section, sources))
    if findings:
        return (), findings
    reader = _SectionReader(section, sources)
    blocks = reader.read()
    return blocks, tuple(reader.findings)


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[Token, ...]:
    """The Markdown of a text, which is read to be checked and again to be printed."""
    return tuple(_parser().parse(text))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


class _SectionReader:
    """Walks the tokens of one section."""

    def __init__(self, section: NarrativeSection, sources: Sources) -> None:
        self.section = section
        self.sources = sources
        self.placeholders: list[str] = []
        self.findings: list[Finding] = []
        self.blocks: list[Block] = []
        self.tables = 0

    def read(self) -> tuple[Block, ...]:
        self._walk(_tokens(PLACEHOLDER.sub(self._mark, self.section.text)))
        top = min((b["level"] for b in self.blocks if b["kind"] == "heading"), default=1)
        return tuple(
            {**b, "level": b["level"] - top + 1} if b["kind"] == "heading" else b
            for b in self.blocks
        )

    def _mark(self, match: re.Match[str]) -> str:
        self.placeholders.append(match[0])
        return f"\ufdd2{len(self.placeholders) - 1}\ufdd3"

    def _walk(self, tokens: Sequence[Token]) -> None:
        lists: list[str] = []
        quoted = False
        position = 0
        while position < len(tokens):
            token = tokens[position]
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    lists.append("bullet" if token.type.startswith("bullet") else "numbered_item")
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "blockquote_open" | "blockquote_close":
                    quoted = token.type == "blockquote_open"
                case "heading_open":
                    self._heading(token, tokens[position + 1])
                    position += 2
                case "paragraph_open":
                    self._paragraph(tokens[position + 1], lists, quoted=quoted)
                    position += 2
                case "table_open":
                    position = self._table(tokens, position)
                case "hr" | "fence" | "code_block" | "html_block":
                    self._refuse(token, "a rule or a block of code stands in the text")
            position += 1

    def _where(self, token: Token) -> Location:
        line = self.section.line + (token.map[0] if token.map else 0)
        return Location(file=self.section.file, line=line)

    def _refuse(self, token: Token, seen: str) -> None:
        self.findings.append(UNSUPPORTED.at(self._where(token), seen))

    def _heading(self, opening: Token, inline: Token) -> None:
        level = int(opening.tag.removeprefix("h"))
        self.blocks.append({"kind": "heading", "level": level, "text": self._text(inline)})

    def _paragraph(self, inline: Token, lists: list[str], *, quoted: bool) -> None:
        place = PLACE.match(inline.content.strip())
        if place:
            self.blocks.extend(self.sources.places[place_key(place)])
            return
        text = self._text(inline)
        if len(lists) > DEEPEST_LIST:
            self._refuse(inline, f"a list is {len(lists)} levels deep, and Word has three")
        if lists:
            self.blocks.append({"kind": lists[-1], "level": len(lists), "text": text})
        else:
            kind = "continued" if quoted else "paragraph"
            self.blocks.append({"kind": kind, "text": text})

    def _table(self, tokens: Sequence[Token], start: int) -> int:
        end = next(i for i in range(start, len(tokens)) if tokens[i].type == "table_close")
        rows: list[list[Text]] = []
        for token in tokens[start:end]:
            if token.type == "tr_open":
                rows.append([])
                self._check_width(token, len(rows[0]))
            elif token.type == "inline":
                rows[-1].append(self._text(token))
        caption = self._caption()
        if caption is None:
            self.findings.append(NO_CAPTION.at(self._where(tokens[start]), NO_CAPTION.example))
        else:
            self.tables += 1
            self.blocks.append(self._table_block(caption, rows))
        return end

    def _check_width(self, row: Token, columns: int) -> None:
        """The Markdown parser drops cells that a row has beyond its headings."""
        line = self.section.text.split("\n")[row.map[0] if row.map else 0]
        cells = len(_CELL_END.split(line.strip().strip("|")))
        if columns and cells > columns:
            self._refuse(row, f"a row has {cells} cells under {columns} headings")

    def _table_block(self, caption: str, rows: list[list[Text]]) -> Block:
        key = f"{self.section.key}_{self.tables}"
        return {
            "kind": "table",
            "number": Number(of="table", key=key),
            "caption": caption,
            "description": caption,
            "header": [cell if str(cell) else EMPTY_CELL for cell in rows[0]],
            "rows": [{"cells": [cell if str(cell) else EMPTY_CELL for cell in row]}
                     for row in rows[1:]],
        }  # fmt: skip

    def _caption(self) -> str | None:
        """The caption, taken back from the paragraph before the table."""
        if not self.blocks or self.blocks[-1]["kind"] != "paragraph":
            return None
        match = _CAPTION.match(str(self.blocks[-1]["text"]))
        if match is None:
            return None
        self.blocks.pop()
        return match["caption"]

    def _text(self, inline: Token) -> Text:
        spans: list[Span] = []
        manner = Span()
        for token in inline.children or []:
            change = _MANNERS.get(token.type)
            if change is not None:
                manner = change(manner, token)
                self._check_link(inline, manner.link)
            elif token.type == "image":
                self._refuse(inline, "a picture stands in the text")
            elif token.type == "softbreak":
                spans.append(replace(manner, text=" "))
            elif token.type == "hardbreak":
                spans.append(replace(manner, text="\n"))
            else:
                spans.extend(self._drawn(token.content, manner))
        return Text(spans=_joined(spans))

    def _check_link(self, inline: Token, link: str) -> None:
        if link and not _LINK.match(link):
            seen = f"the link {link} is neither a web address nor a mail address"
            self.findings.append(LINK_LEADS_NOWHERE.at(self._where(inline), seen))

    def _drawn(self, content: str, manner: Span) -> list[Span]:
        """The text with each marked placeholder replaced by what it prints."""
        spans = []
        for index, part in enumerate(_MARK.split(content)):
            if index % 2 == 0:
                spans.append(replace(manner, text=part))
                continue
            placeholder = self.placeholders[int(part)]
            for span in spans_of(placeholder, self.sources.figures, self.sources.numbered):
                spans.append(replace(manner, text=span.text, refers_to=span.refers_to))
        return [span for span in spans if span.text or span.refers_to]


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbours in one manner as one span."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and not last.refers_to and replace(span, text=last.text) == last:
            joined[-1] = replace(span, text=last.text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


EMPTY_CELL = Text(spans=(Span(text="–"),))

_MANNERS: Mapping[str, Callable[[Span, Token], Span]] = {
    "strong_open": lambda manner, _: replace(manner, strong=True),
    "strong_close": lambda manner, _: replace(manner, strong=False),
    "em_open": lambda manner, _: replace(manner, emphasis=True),
    "em_close": lambda manner, _: replace(manner, emphasis=False),
    "link_open": lambda manner, token: replace(manner, link=str(token.attrGet("href") or "")),
    "link_close": lambda manner, _: replace(manner, link=""),
}

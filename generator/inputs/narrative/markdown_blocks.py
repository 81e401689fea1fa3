"""Parses the Markdown of a section into blocks, each with its line.

What a report cannot show becomes an `Unsupported` block where it was met; `checks` judges it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Literal

from generator.model.narrative import (
    Block,
    NarrativeSection,
    Placement,
    ProseBlock,
    ProseRun,
    ProseTable,
    ProseText,
    Unsupported,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PLACEHOLDER = re.compile(r"(?<!\\)\{\{[^{}\n]*\}\}")
_OPENED = re.compile(r"(\{\{|\{%|\{#).{0,40}")
_CLOSED = re.compile(r"\}\}|%\}")
_PLACEMENT = re.compile(r"\[(?P<kind>\w+):\s*(?P<name>[\w -]+?)\s*\]")
_LIKE_A_PLACEMENT = ("table", "chart", "figure", "graph", "diagram", "image", "picture")
_CAPTION = re.compile(r"^Table:\s+")
_CELL_END = re.compile(r"(?<!\\)\|")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:\s|$)")
_CHECKBOX = re.compile(r"^\[[ xX]\]\s")
# The parser would read the underscores and bars of a placeholder as Markdown. So each one travels
# through it as a number between two noncharacters, which no text may hold.
_MARKED = re.compile("\ufdd2(\\d+)\ufdd3")
_MARK_IN_LINK = "%EF%B7%92"


def parse_section(*, key: str, text: str, file: str, line: int = 1) -> NarrativeSection:
    """The section with its blocks. `line` is the line of the file on which the text begins."""
    blocks = tuple(_MarkdownReader(text, line).read())
    return NarrativeSection(key=key, text=text, file=file, line=line, blocks=blocks)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # HTML and struck text are distinguished only to be refused. Without joining, escaped signs such
    # as \{ stay tokens of their own.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.disable("text_join")


class _MarkdownReader:
    """Walks the tokens of one section."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line
        self.placeholders: list[str] = []
        self.blocks: list[Block] = []
        self.headings: list[int] = []
        self.marked = _PLACEHOLDER.sub(self._mark, text)

    def _mark(self, found: re.Match[str]) -> str:
        self.placeholders.append(found[0])
        return f"\ufdd2{len(self.placeholders) - 1}\ufdd3"

    def read(self) -> Iterator[Block]:
        """The blocks in order. The highest heading of the section has the written level 1."""
        for number, line in enumerate(self.lines):
            if _CONFLICT.match(line):
                self._refuse(number, "the text holds the mark of two versions")
        self._walk(_parser().parse(self.marked))
        levels = [each.written_level for each in self.blocks if isinstance(each, ProseBlock)
                  and each.kind == "heading"]  # fmt: skip
        for block in self.blocks:
            if isinstance(block, ProseBlock) and block.kind == "heading":
                yield replace(block, written_level=block.written_level - min(levels) + 1)
            else:
                yield block

    def _walk(self, tokens: Sequence[Token]) -> None:
        lists: list[Literal["bullet", "numbered_item"]] = []
        quotes = 0
        at = 0
        while at < len(tokens):
            token = tokens[at]
            match token.type:
                case "bullet_list_open":
                    lists.append("bullet")
                case "ordered_list_open":
                    lists.append("numbered_item")
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "blockquote_open":
                    quotes += 1
                case "blockquote_close":
                    quotes -= 1
                case "heading_open":
                    self._heading(int(token.tag.removeprefix("h")), tokens[at + 1])
                case "paragraph_open":
                    kind = lists[-1] if lists else "continued" if quotes else "paragraph"
                    self._paragraph(tokens[at + 1], kind, max(1, len(lists)))
                case "table_open":
                    end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                    self._table(tokens[at:end])
                    at = end
                case "html_block":
                    what = "a comment" if token.content.lstrip().startswith("<!--") else "HTML"
                    self._refuse(_line(token), f"the text holds {what}")
                case "hr" | "fence" | "code_block":
                    self._refuse(_line(token), "the text holds a rule or a block of code")
            at += 1

    def _refuse(
        self, line: int, seen: str, kind: Literal["markdown", "braces"] = "markdown"
    ) -> None:
        self.blocks.append(Unsupported(kind=kind, seen=seen, line=self.first_line + line))

    def _heading(self, level: int, inline: Token) -> None:
        while self.headings and self.headings[-1] >= level:
            self.headings.pop()
        self.headings.append(level)
        line = _line(inline)
        text = self._text(inline, line)
        self.blocks.append(
            ProseBlock(
                kind="heading",
                line=self.first_line + line,
                text=text,
                level=len(self.headings),
                written_level=level,
            )
        )

    def _paragraph(
        self,
        inline: Token,
        kind: Literal["paragraph", "continued", "bullet", "numbered_item"],
        level: int,
    ) -> None:
        line = _line(inline)
        placement = _PLACEMENT.fullmatch(inline.content.strip())
        if placement and kind == "paragraph" and _is_placement(placement):
            self.blocks.append(self._placement(placement, line, is_alone=True))
            return
        if _CHECKBOX.match(inline.content) and kind != "paragraph":
            self._refuse(line, "the text holds a box to tick")
        text = self._text(inline, line)
        self.blocks.append(
            ProseBlock(kind=kind, line=self.first_line + line, text=text, level=level)
        )

    def _placement(self, found: re.Match[str], line: int, *, is_alone: bool) -> Placement:
        return Placement(
            kind=found["kind"].lower(),
            name=found["name"].lower().replace("_", "-"),
            written=found[0],
            line=self.first_line + line,
            is_alone=is_alone,
        )

    def _table(self, tokens: Sequence[Token]) -> None:
        rows: list[list[ProseText]] = []
        caption = self._taken_caption()
        row_line = start = _line(tokens[0])
        for token in tokens:
            if token.type == "tr_open":
                row_line = _line(token)
                rows.append([])
                self._check_width(row_line, len(rows[0]))
            elif token.type == "inline":
                rows[-1].append(self._text(token, row_line))
        self.blocks.append(
            ProseTable(line=self.first_line + start, caption=caption, rows=tuple(map(tuple, rows)))
        )

    def _check_width(self, line: int, columns: int) -> None:
        """The Markdown parser drops cells that a row has beyond its header."""
        cells = len(_CELL_END.split(self.marked.split("\n")[line].strip().strip("|")))
        if columns and cells > columns:
            self._refuse(line, f"a row has {cells} cells under {columns} headings")

    def _taken_caption(self) -> ProseText:
        """The text of the paragraph "Table: …" before the table, which is taken from the blocks."""
        block = self.blocks[-1] if self.blocks else None
        if not isinstance(block, ProseBlock) or block.kind != "paragraph" or not block.text:
            return ()
        first, *others = block.text
        if not _CAPTION.match(first.text):
            return ()
        self.blocks.pop()
        return (replace(first, text=_CAPTION.sub("", first.text)), *others)

    def _text(self, inline: Token, line: int) -> ProseText:
        """The runs of a text that begins on this line of the section, counted from 0."""
        runs: list[ProseRun] = []
        manner = ProseRun(text="", line=self.first_line + line)
        escaped = False
        for token in inline.children or []:
            change = _FORMATS.get(token.type)
            if change is not None:
                manner = change(manner, token)
                if token.type == "link_open" and _MARK_IN_LINK in manner.link:
                    self._refuse(manner.line - self.first_line, "a link holds a figure")
            elif token.type in ("softbreak", "hardbreak"):
                runs.append(replace(manner, text=" " if token.type == "softbreak" else "\n"))
                manner = replace(manner, line=manner.line + 1)
            elif token.type in _REFUSED:
                self._refuse(manner.line - self.first_line, _refusal(token))
            else:
                escaped = escaped or (token.type == "text_special" and token.content == "{")
                runs += self._filled(token.content, manner)
                if token.type == "text":
                    self._look_for_braces(token.content, manner.line - self.first_line, escaped)
        self._look_for_placements(inline.content, line)
        return _joined(runs)

    def _look_for_braces(self, text: str, line: int, escaped: bool) -> None:
        rest = _MARKED.sub("", text)
        if opened := _OPENED.search(rest):
            self._refuse(line, f"{opened[0].strip()} is not closed, or is no figure", "braces")
        elif not escaped and (closed := _CLOSED.search(rest)):
            self._refuse(line, f"{closed[0]} closes nothing", "braces")

    def _look_for_placements(self, text: str, line: int) -> None:
        for number, each in enumerate(text.split("\n"), start=line):
            for found in _PLACEMENT.finditer(each):
                is_whole = found[0] == each.strip()
                is_link = each[found.end() : found.end() + 1] in ("(", "[")
                if not is_link and _is_placement(found, exactly=not is_whole):
                    self.blocks.append(self._placement(found, number, is_alone=False))

    def _filled(self, text: str, manner: ProseRun) -> Iterator[ProseRun]:
        """The text with each marked placeholder as a run of its own."""
        for index, part in enumerate(_MARKED.split(text)):
            if index % 2 and int(part) < len(self.placeholders):
                written = self.placeholders[int(part)]
                yield replace(manner, text=written, is_placeholder=True)
            elif index % 2 == 0 and part:
                yield replace(manner, text=part)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _is_placement(found: re.Match[str], *, exactly: bool = False) -> bool:
    """Whether [word: name] asks for a table or chart; "[Note: see below]" is text like any other.

    A line of its own may also misspell the word; within a line only the words themselves count.
    """
    word = found["kind"].lower()
    if exactly:
        return word in ("table", "chart")
    return bool(get_close_matches(word, _LIKE_A_PLACEMENT, n=1, cutoff=0.75))


def _joined(runs: Sequence[ProseRun]) -> ProseText:
    """Neighbours of one format and line as one run."""
    joined: list[ProseRun] = []
    for run in runs:
        last = joined[-1] if joined else None
        alike = last and not last.is_placeholder and replace(run, text=last.text) == last
        if last and alike:
            joined[-1] = replace(run, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _refusal(token: Token) -> str:
    if token.type == "html_inline" and token.content.startswith("<!--"):
        return "the text holds a comment"
    return _REFUSED[token.type]


_REFUSED = {
    "image": "the text holds a picture",
    "html_inline": "the text holds HTML",
    "s_open": "text is struck through",
}
_FORMATS: Mapping[str, Callable[[ProseRun, Token], ProseRun]] = {
    "strong_open": lambda manner, _: replace(manner, strong=True),
    "strong_close": lambda manner, _: replace(manner, strong=False),
    "em_open": lambda manner, _: replace(manner, emphasis=True),
    "em_close": lambda manner, _: replace(manner, emphasis=False),
    "link_open": lambda manner, token: replace(manner, link=str(token.attrGet("href") or "")),
    "link_close": lambda manner, _: replace(manner, link=""),
}

"""Parses the Markdown of a section into blocks, each with its line.

What a report cannot show becomes an `Unsupported` block where it was met; `checks` judges it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from generator.inputs.narrative.written_marks import (
    PLACEHOLDER,
    PLACEMENT,
    broken_braces,
    is_placement,
    joined,
    placement,
    with_levels,
)
from generator.model.narrative import (
    Block,
    NarrativeSection,
    ProseBlock,
    ProseRun,
    ProseTable,
    ProseText,
    Unsupported,
    UnsupportedKind,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CAPTION = re.compile(r"^Table:\s+")
_CELL_END = re.compile(r"(?<!\\)\|")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:\s|$)")
_UNDERLINE = re.compile(r"^ {0,3}={3,}\s*$")
_ADDRESS = re.compile(r"^ {0,3}\[[^\]]+\]:\s*\S")
_SIGN = re.compile(r"^\s*([>+])\s*[£$€\d]")
"""At the start of a line, where Markdown reads it as a quotation or the entry of a list."""
_YEAR = re.compile(r"^(\s*(?:(?:[-*+>]|\d{1,2}[.)])\s+)*)(\d{3,9})([.)])(?=\s|$)", re.MULTILINE)
"""A year or the like at the start of a paragraph, which Markdown reads as an entry's number."""
_UNCLOSED = re.compile(
    r"(?<!\d)\*{2,}(?=\S)|(?<=\S)\*{2,}(?!\d)|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])"
)
_MARKS = "|*_[<`~{>\\"
_MOST_MARKS, _MOST_LINES = 10_000, 10_000
"""Of one section: a table of 2,000 cells has some 2,500 bars."""
_LIKELY_START = 9  # a list that goes on after a table may begin there; 31 is rather a day
_FIGURES = re.compile(r"\d\d")
_NOTE_SIGN = re.compile(r"[(\[{][)\]}]|([\"'])\1|“”|‘’")
"""What is around a star that stands for itself: (*)."""
_DRIVE = re.compile(r"\(?[A-Za-z]:")
_CHECKBOX = re.compile(r"^\[[ xX]\]\s")
# The parser would read the underscores and bars of a placeholder as Markdown. So each one travels
# through it as a number between two noncharacters, which no text may hold.
_MARKED = re.compile("\ufdd2(\\d+)\ufdd3")
_MARK_IN_LINK = "%EF%B7%92"


def parse_section(*, key: str, text: str, file: str, line: int = 1) -> NarrativeSection:
    """The section with its blocks. `line` is the line of the file on which the text begins.

    One that is far too long has neither text nor blocks, but says so.
    """
    if fault := _too_much(text):
        refused = Unsupported(kind="markdown", seen=fault, line=line)
        return NarrativeSection(key=key, text="", file=file, line=line, blocks=(refused,))
    blocks = tuple(_MarkdownReader(text, line).read())
    return NarrativeSection(key=key, text=text, file=file, line=line, blocks=blocks)


def _too_much(text: str) -> str:
    """What a section has more of than any paper: the parser's time grows with its square."""
    lines, marks = text.count("\n") + 1, sum(map(text.count, _MARKS))
    if lines > _MOST_LINES:
        return f"the text has {lines:,} lines; {_MOST_LINES:,} are allowed"
    if marks > _MOST_MARKS:
        return f"the text has {marks:,} signs such as | * [ and {{; {_MOST_MARKS:,} are allowed"
    return ""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # HTML and struck text are distinguished only to be refused. Without joining, escaped signs such
    # as \{ stay tokens of their own.
    # Off: lines that a rule under them turns into headings, definitions that vanish, and names of
    # letters such as &copy;. Officers do not mean them.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.disable(["text_join", "lheading", "reference", "entity"])


class _MarkdownReader:
    """Walks the tokens of one section."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line
        self.placeholders: list[str] = []
        self.blocks: list[Block] = []
        self.lists: list[_OpenList] = []
        self.lists_begun = 0
        self.marked = _YEAR.sub(r"\1\2\\\3", PLACEHOLDER.sub(self._mark, text))

    def _mark(self, found: re.Match[str]) -> str:
        self.placeholders.append(found[0])
        return f"\ufdd2{len(self.placeholders) - 1}\ufdd3"

    def read(self) -> Iterator[Block]:
        """The blocks in order. The highest heading of the section has the written level 1."""
        for number, line in enumerate(self.lines):
            if _CONFLICT.match(line):
                self._refuse(number, "the text holds the mark of two versions")
            elif _UNDERLINE.match(line):
                self._refuse(
                    number, f"the text holds the line {line.strip()}; begin a heading with #"
                )
            elif _ADDRESS.match(line):
                what = "the address of a link on a line of its own; write [words](address)"
                self._refuse(number, f"the text holds {what}")
            elif sign := _SIGN.match(line):
                self._take(number, sign[1])
        self._walk(_parser().parse(self.marked))
        yield from with_levels(self.blocks)

    def _walk(self, tokens: Sequence[Token]) -> None:
        quotes = 0
        at = 0
        while at < len(tokens):
            token = tokens[at]
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._open_list(token)
                case "bullet_list_close" | "ordered_list_close":
                    self._close_list()
                case "list_item_open":
                    self.lists[-1].begin_item(token)
                case "list_item_close":
                    self._end_item()
                case "blockquote_open":
                    quotes += 1
                case "blockquote_close":
                    quotes -= 1
                case "heading_open":
                    self._heading(int(token.tag.removeprefix("h")), tokens[at + 1])
                case "paragraph_open":
                    self._paragraph(tokens[at + 1], "continued" if quotes else "paragraph")
                case "table_open":
                    end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                    self._table(tokens[at:end])
                    at = end
                case "html_block":
                    what = "a comment" if token.content.lstrip().startswith("<!--") else "HTML"
                    self._refuse(_line(token), f"the text holds {what}")
                case "hr":
                    what = "a rule; begin a heading with #, and leave other rules out"
                    self._refuse(_line(token), f"the text holds {what}")
                case "fence" | "code_block":
                    self._refuse(_line(token), "the text holds a block of code")
            at += 1

    def _open_list(self, token: Token) -> None:
        self.lists_begun += 1
        kind: Literal["bullet", "numbered_item"] = (
            "bullet" if token.type == "bullet_list_open" else "numbered_item"
        )
        self.lists.append(_OpenList(kind, self.lists_begun))

    def _end_item(self) -> None:
        item = self.lists[-1]
        if not item.is_begun:
            mark, line = item.last
            self._take(line, f"{mark}, which has no text beside it,")

    def _close_list(self) -> None:
        """A list is printed with numbers that run on from its first."""
        closed = self.lists.pop()
        numbers = [number for number, _ in closed.numbers]
        wanted = [numbers[0] + place for place in range(len(numbers))] if numbers else []
        if len(numbers) == 1 and numbers[0] > _LIKELY_START:
            self._take(closed.numbers[0][1], f"the number {numbers[0]} at the line's start")
        if numbers == wanted or len(set(numbers)) == 1:
            return
        place = next(at for at, (one, other) in enumerate(zip(numbers, wanted, strict=True))
                     if one != other)  # fmt: skip
        number, line = closed.numbers[place]
        self._take(line, f"the number {number}, which is item {wanted[place]} of its list")

    def _refuse(self, line: int, seen: str, kind: UnsupportedKind = "markdown") -> None:
        self.blocks.append(Unsupported(kind=kind, seen=seen, line=self.first_line + line))

    def _take(self, line: int, what: str) -> None:
        self._refuse(line, what, "taken")

    def _heading(self, level: int, inline: Token) -> None:
        line = _line(inline)
        text = self._text(inline, line)
        if not text:
            self._take(line, f"{'#' * level}, which has no text beside it,")
            return
        self.blocks.append(
            ProseBlock(
                kind="heading",
                line=self.first_line + line,
                text=text,
                written_level=level,
            )
        )

    def _paragraph(self, inline: Token, kind: Literal["paragraph", "continued"]) -> None:
        line = _line(inline)
        found = PLACEMENT.fullmatch(inline.content.strip())
        around = self.lists[-1] if self.lists else None
        if found and kind == "paragraph" and not around and is_placement(found):
            self.blocks.append(placement(found, self.first_line + line, is_alone=True))
            return
        if _CHECKBOX.match(inline.content) and (around or kind == "continued"):
            self._refuse(line, "the text holds a box to tick")
        if around and around.is_begun:  # a further paragraph of an item
            around, kind = None, "continued"
        block = ProseBlock(
            kind=around.kind if around else kind,
            line=self.first_line + line,
            text=self._text(inline, line),
            level=max(1, len(self.lists)) if around else 1,
        )
        if around:
            around.is_begun = True
            if around.kind == "numbered_item":
                block = replace(block, list_number=around.number, list_start=around.numbers[0][0])
        self.blocks.append(block)

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
        if re.search(r"(?<!!)\[\]\([^)]", inline.content):
            self._take(line, "a link without words")
        tokens = _typed(inline.children or [], inline.content.split("\n"))
        for token in tokens:
            change = _FORMATS.get(token.type)
            if change is not None:
                manner = change(manner, token)
                if token.type == "link_open" and _MARK_IN_LINK in manner.link:
                    self._refuse(manner.line - self.first_line, "a link holds a figure")
                if token.type == "link_open" and token.attrGet("title"):
                    self._take(manner.line - self.first_line, f"the words {token.attrGet('title')}")
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
        self._look_for_unclosed(tokens, line)
        self._look_for_underscores(tokens, line)
        return joined(runs)

    def _look_for_unclosed(self, tokens: Sequence[Token], line: int) -> None:
        """Marks of bold text that begin or end nothing would be printed."""
        for number, written in enumerate(_plain_lines(tokens), start=line):
            if found := _UNCLOSED.search(written):
                self._refuse(
                    number,
                    f"{found[0]} is not closed: {self.lines[number].strip()[:60]}",
                    "unclosed",
                )

    def _look_for_underscores(self, tokens: Sequence[Token], line: int) -> None:
        """Underscores that other Markdown reads as bold or italic; each line is told once."""
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.type == "text_special" and token.markup.startswith("_"):
                seen = f"the underscores are printed: {self.lines[line].strip()[:60]}"
                block = Unsupported(kind="underscores", seen=seen, line=self.first_line + line)
                if block not in self.blocks:
                    self.blocks.append(block)

    def _look_for_braces(self, text: str, line: int, escaped: bool) -> None:
        if seen := broken_braces(_MARKED.sub("", text), escaped=escaped):
            self._refuse(line, seen, "braces")

    def _look_for_placements(self, text: str, line: int) -> None:
        for number, each in enumerate(text.split("\n"), start=line):
            for found in PLACEMENT.finditer(each):
                is_whole = found[0] == each.strip()
                is_link = each[found.end() : found.end() + 1] in ("(", "[")
                if not is_link and is_placement(found, exactly=not is_whole):
                    self.blocks.append(placement(found, self.first_line + number, is_alone=False))

    def _filled(self, text: str, manner: ProseRun) -> Iterator[ProseRun]:
        """The text with each marked placeholder as a run of its own."""
        for index, part in enumerate(_MARKED.split(text)):
            if index % 2 and int(part) < len(self.placeholders):
                written = self.placeholders[int(part)]
                yield replace(manner, text=written, is_placeholder=True)
            elif index % 2 == 0 and part:
                yield replace(manner, text=part)


@dataclass
class _OpenList:
    """A list around the tokens at hand; `numbers` are those typed, each with its line.

    `last` is how the last item begins, and its line.
    """

    kind: Literal["bullet", "numbered_item"]
    number: int
    numbers: list[tuple[int, int]] = field(default_factory=list)
    last: tuple[str, int] = ("", 0)
    is_begun: bool = False

    def begin_item(self, token: Token) -> None:
        """Note an item's number; `is_begun` says whether it has its first paragraph."""
        self.is_begun = False
        self.last = (token.markup, _line(token))
        if self.kind == "numbered_item":
            self.numbers.append((int(token.info or 1), _line(token)))
            self.last = (f"the number {token.info}", _line(token))


def _typed(tokens: Sequence[Token], lines: Sequence[str]) -> Sequence[Token]:
    """The tokens of a text, with what no officer means as a mark as it was typed.

    Markdown would print 5*3*2 as 532, __init__ as init and C:\\temp\\*.doc as C:\\temp*.doc.
    """
    typed = list(tokens)
    opened: list[int] = []
    line = 0
    for at, token in enumerate(typed):
        if token.type in ("em_open", "strong_open"):
            opened.append(at)
        elif token.type in ("em_close", "strong_close"):
            pair = (opened.pop(), at)
            if not _is_meant(token.markup, [_letters_around(typed, each) for each in pair]):
                for each in pair:
                    typed[each] = replace(typed[each], type="text_special", content=token.markup)
        elif token.markup.startswith("\\") and _is_path(typed[:at], token):
            typed[at] = replace(token, content=token.markup)
        elif token.type in ("softbreak", "hardbreak"):
            if lines[line].endswith("\\") and _is_path(typed[:at], token):
                typed[at - 1] = replace(typed[at - 1], content=f"{typed[at - 1].content}\\")
                typed[at] = replace(token, type="softbreak")
            line += 1
    return typed


def _is_meant(mark: str, around: Sequence[str]) -> bool:
    """Whether a pair of marks is bold or italic text, by the letters around the two.

    Figures, two words and brackets keep their stars; underscores belong to names.
    """
    inside_words = all(re.fullmatch(r"\w\w", each) for each in around)
    is_sum = any(map(_FIGURES.fullmatch, around))
    is_sign = any(_NOTE_SIGN.fullmatch(each) for each in around)
    return mark[0] == "*" and not (inside_words or is_sum or is_sign)


def _is_path(before: Sequence[Token], token: Token) -> bool:
    """Whether a backslash is one of a file's path, by the word before it; two always are."""
    word = re.split(r"\s", "".join(each.content for each in before) or "-")[-1]
    return token.markup == "\\\\" or "\\" in word or _DRIVE.fullmatch(word) is not None


def _letters_around(tokens: Sequence[Token], at: int) -> str:
    """The letters before and after a token, "" where there is none."""
    before = next((each.content for each in reversed(tokens[:at]) if each.content), "")
    after = next((each.content for each in tokens[at + 1 :] if each.content), "")
    return before[-1:] + after[:1]


def _plain_lines(tokens: Sequence[Token]) -> list[str]:
    """The text on each line as Markdown left it; what was escaped is blank."""
    breaks = ("softbreak", "hardbreak")
    signs = {"text_special": "x", **dict.fromkeys(breaks, "\n")}
    return "".join(
        each.content if each.type == "text" else signs.get(each.type, "") for each in tokens
    ).split("\n")


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _refusal(token: Token) -> str:
    if token.type == "html_inline" and token.content.startswith("<!--"):
        return "the text holds a comment"
    return _REFUSED[token.type]


_REFUSED = {
    "image": "the text holds a picture",
    "html_inline": "the text holds HTML",
    "s_open": "text is struck through",
    "code_inline": "the text holds words between backticks",
}
_FORMATS: Mapping[str, Callable[[ProseRun, Token], ProseRun]] = {
    "strong_open": lambda manner, _: replace(manner, strong=True),
    "strong_close": lambda manner, _: replace(manner, strong=False),
    "em_open": lambda manner, _: replace(manner, emphasis=True),
    "em_close": lambda manner, _: replace(manner, emphasis=False),
    "link_open": lambda manner, token: replace(manner, link=str(token.attrGet("href") or "")),
    "link_close": lambda manner, _: replace(manner, link=""),
}

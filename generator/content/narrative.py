"""The narrative: Markdown into blocks, each figure drawn from the catalogue.

Blocks are the plain dictionaries that Word templates loop over; `docs/word-templates.md` lists
their kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.content.nodes import Number, Span, Text
from generator.content.placeholders import PLACEHOLDER, Numbered, UnknownName, spans_of
from generator.findings import Finding, Location, Rule, Severity
from generator.model.figures import KnownFigure
from generator.model.programme import NarrativeSection

if TYPE_CHECKING:
    from markdown_it.token import Token

Block = Mapping[str, Any]

UNKNOWN_NAME = Rule(
    code="NARR-01",
    severity=Severity.ERROR,
    title="Unknown name in the narrative",
    explanation="The narrative asks for a figure, filter, table or chart that the pack lacks.",
    example="survey.response is not a figure of this pack; near it are survey.responses",
    remedy="Correct the name between the braces, or add the figure to figures.csv.",
)
UNKNOWN_PLACE = Rule(
    code="NARR-02",
    severity=Severity.ERROR,
    title="Unknown table or chart",
    explanation="A line such as [Table: survey] asks for a table or chart that the pack lacks.",
    example="[Table: surveys] is not a table of this pack; it has savings, survey",
    remedy="Correct the name in the square brackets, or add the input that it shows.",
)
UNSUPPORTED = Rule(
    code="NARR-03",
    severity=Severity.ERROR,
    title="Markdown that a report cannot show",
    explanation="The narrative holds something that has no place in a committee report.",
    example="a picture stands in the text",
    remedy="Take it out; charts come from the data by a line such as [Chart: savings].",
)
NO_CAPTION = Rule(
    code="NARR-04",
    severity=Severity.ERROR,
    title="Table without a caption",
    explanation="Each table needs a caption, which a screen reader announces.",
    example="the table has no caption",
    remedy="Put a paragraph such as 'Table: Visits by month' right before the table.",
)

LINK_LEADS_NOWHERE = Rule(
    code="NARR-12",
    severity=Severity.ERROR,
    title="A link that a report cannot have",
    explanation="A reader of the published paper can open web and mail addresses only.",
    example="the link S:\\Reports\\Q4.docx is neither a web address nor a mail address",
    remedy="Write the whole address, such as https://www.example.org/reports.",
)

_LINK = re.compile(r"^(https?://[^\s/]+\S*|mailto:\S+@\S+)$", re.IGNORECASE)
_PLACE = re.compile(r"^\[(?P<kind>Table|Chart):\s*(?P<name>[\w-]+)\s*\]$", re.IGNORECASE)
_CAPTION = re.compile(r"^Table:\s+(?P<caption>.+)$", re.DOTALL)
# Noncharacters never stand in text; they carry a placeholder's index through the Markdown parser.
_MARK = re.compile("\ufdd2(\\d+)\ufdd3")


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What a section may draw on.

    `places` gives the blocks of each table and chart by kind and name ("table", "survey"); a
    chart that the document does not bear has no blocks. `numbered` is what prose can refer to.
    `doubtful` are the first words of names that come from an input with an error: a name that is
    missing there is that error's doing, and not said again.
    """

    figures: Mapping[str, KnownFigure]
    places: Mapping[tuple[str, str], tuple[Block, ...]]
    numbered: Mapping[str, Numbered]
    doubtful: frozenset[str] = frozenset()


def check_section(section: NarrativeSection, sources: Sources) -> tuple[Finding, ...]:
    """Everything that is wrong in a section."""
    if sources.doubtful:
        return check_names(section, sources)
    return read_blocks(section, sources)[1]


def check_names(section: NarrativeSection, sources: Sources) -> tuple[Finding, ...]:
    """A finding for each placeholder and placement line that cannot be filled."""
    findings: list[Finding] = []
    for number, line in enumerate(section.text.split("\n"), start=section.line):
        where = Location(file=section.file, line=number)
        for match in PLACEHOLDER.finditer(line):
            if not sources.doubtful.intersection(re.findall(r"\w+", match[0])):
                findings.extend(_check_placeholder(match[0], where, sources))
        place = _PLACE.match(line.strip())
        if place and _key(place) not in sources.places and not _is_doubtful(place, sources):
            findings.append(_unknown_place(where, place, sources))
    return tuple(findings)


def _check_placeholder(text: str, where: Location, sources: Sources) -> Iterator[Finding]:
    try:
        spans_of(text, sources.figures, sources.numbered)
    except UnknownName as problem:
        yield UNKNOWN_NAME.at(where, str(problem))


def _is_doubtful(place: re.Match[str], sources: Sources) -> bool:
    name = _key(place)[1].replace("-", "_")
    return any(name.startswith(word.removesuffix("s")) for word in sources.doubtful)


def _key(place: re.Match[str]) -> tuple[str, str]:
    return place["kind"].lower(), place["name"].lower().replace("_", "-")


def _unknown_place(where: Location, place: re.Match[str], sources: Sources) -> Finding:
    kind = place["kind"].lower()
    known = sorted(name for each, name in sources.places if each == kind)
    has = f"it has {', '.join(known)}" if known else "it has none"
    return UNKNOWN_PLACE.at(where, f"{place[0]} is not a {kind} of this pack; {has}")


def read_blocks(
    section: NarrativeSection, sources: Sources
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a section, and what was wrong in it (where that is an error, incompletely)."""
    findings = check_names(section, sources)
    if findings:
        return (), findings
    reader = _SectionReader(section, sources)
    blocks = reader.read()
    return blocks, tuple(reader.findings)


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
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark", {"html": False}).enable("table")
        text = PLACEHOLDER.sub(self._mark, self.section.text).replace("\\{{", "{{")
        self._walk(parser.parse(text))
        top = min((b["level"] for b in self.blocks if b["kind"] == "heading"), default=1)
        return tuple(
            {**b, "level": b["level"] - top + 1} if b["kind"] == "heading" else b
            for b in self.blocks
        )

    def _mark(self, match: re.Match[str]) -> str:
        self.placeholders.append(match[0])
        return f"\ufdd2{len(self.placeholders) - 1}\ufdd3"

    def _walk(self, tokens: list[Token]) -> None:
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
        place = _PLACE.match(inline.content.strip())
        if place:
            self.blocks.extend(self.sources.places[_key(place)])
            return
        text = self._text(inline)
        if lists:
            level = min(len(lists), 3)
            self.blocks.append({"kind": lists[-1], "level": level, "text": text})
        else:
            kind = "continued" if quoted else "paragraph"
            self.blocks.append({"kind": kind, "text": text})

    def _table(self, tokens: list[Token], start: int) -> int:
        end = next(i for i in range(start, len(tokens)) if tokens[i].type == "table_close")
        rows: list[list[Text]] = []
        for token in tokens[start:end]:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._text(token))
        caption = self._caption()
        if caption is None:
            self.findings.append(NO_CAPTION.at(self._where(tokens[start]), NO_CAPTION.example))
        else:
            self.tables += 1
            self.blocks.append(self._table_block(caption, rows))
        return end

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

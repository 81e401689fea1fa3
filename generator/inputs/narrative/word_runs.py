"""The words of a paragraph of a Word file with their formats, and what in it would be lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml import etree

from generator.inputs.narrative.word_file import R, W, WordFile
from generator.inputs.narrative.word_parts import (
    CONTENTS,
    DELETE,
    ENDLESS,
    REVIEW,
    SILENT,
    TICK,
    TRACKED,
    TRACKED_TAGS,
    WRAPPERS,
    Refusal,
    control_refusal,
    shortened,
)
from generator.inputs.narrative.word_pictures import WordPicture, read_drawing, read_old_picture
from generator.inputs.narrative.word_styles import WordStyles, value

_LETTERS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011",
    "softHyphen": "", "lastRenderedPageBreak": "",
}  # fmt: skip
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\s*")
_OWN_SYMBOL = re.compile("[\ue000-\uf8ff]")
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))?', re.IGNORECASE)
_PLACE_IN_FILE = re.compile(r'\\l\s+"?([^"\s]+)')
_DEEPEST_FIELD = 50


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Words of one format."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""


@dataclass(kw_only=True)
class WordParagraph:
    """What a paragraph holds. `first_pictures` counts the pictures before its first words."""

    pieces: list[Piece] = field(default_factory=list)
    refused: dict[Refusal, None] = field(default_factory=dict)
    pictures: list[WordPicture] = field(default_factory=list)
    first_pictures: int = 0

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class _Field:
    """A field around the text at hand: its code until its result begins."""

    code: str = ""
    in_result: bool = False
    is_hidden: bool = False
    link: str = ""


class RunReader:
    """Reads one paragraph after the other; a field may begin in one and end in another."""

    def __init__(self, word: WordFile, styles: WordStyles) -> None:
        self._word = word
        self._styles = styles
        self._notes = {
            "footnoteReference": ("a footnote", word.notes("footnotes")),
            "endnoteReference": ("an endnote", word.notes("endnotes")),
            "commentReference": ("a comment", word.notes("comments")),
        }
        self._fields: list[_Field] = []
        self._read = WordParagraph()
        self._base: dict[str, bool] = {}
        self._formats: dict[str, bool] = {}

    def read(self, paragraph: etree._Element) -> WordParagraph:
        """The words of a paragraph, without white space at its ends."""
        self._base, self._read = self._styles.formats(paragraph), WordParagraph()
        if next(paragraph.iter(*TRACKED_TAGS), None) is not None:
            self._read.refused[TRACKED] = None
        self._walk(paragraph, "")
        _trim(self._read.pieces)
        return self._read

    @property
    def is_skipping(self) -> bool:
        """Whether the text at hand is a field's code, or a table of contents: it is not shown."""
        return any(not each.in_result or each.is_hidden for each in self._fields)

    def _refuse(self, seen: str, remedy: str = DELETE) -> None:
        self._read.refused[Refusal(seen=seen, remedy=remedy)] = None

    def _walk(self, element: etree._Element, link: str) -> None:
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else "pPr"
            if name == "r":
                self._run(child, link)
            elif name == "hyperlink":
                self._walk(child, self._address(child))
            elif name in WRAPPERS:
                self._walk(child, link)
            elif name == "sdt":
                self._control(child, link)
            elif name == "fldSimple":
                self._simple_field(child, link)
            elif name not in SILENT:
                self._run_child(name, child, element, link)

    def _run(self, run: etree._Element, link: str) -> None:
        self._formats = self._styles.run_formats(run, self._base)
        if self._formats.get("vanish"):
            if "".join(map(str, run.itertext(f"{W}t"))).strip() and not self.is_skipping:
                self._refuse("hidden text", "Show the text (Font, Hidden), or delete it.")
            return
        for child in run:
            name = etree.QName(child).localname if isinstance(child.tag, str) else "rPr"
            if name == "t":
                self._add(child.text or "", run, link)
            elif name == "instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].code += child.text or ""
            elif name == "fldChar":
                self._field_mark(child)
            elif name in _LETTERS:
                is_page = child.get(f"{W}type") in ("page", "column")
                self._add("" if is_page else _LETTERS[name], run, link)
            elif name not in SILENT:
                self._run_child(name, child, run, link)

    def _run_child(self, name: str, child: etree._Element, run: etree._Element, link: str) -> None:
        """What is neither text nor a field."""
        if name == "AlternateContent":  # of two ways to write one thing the first is the newer
            for each in child[0] if len(child) else ():
                self._run_child(etree.QName(each).localname, each, run, link)
        elif name == "commentReference":
            said = self._note(name, child)
            seen = f"the text holds a comment{said}"
            self._read.refused[Refusal(seen=seen, remedy=REVIEW, is_review=True)] = None
        elif name in self._notes:
            seen = f"{self._notes[name][0]}{self._note(name, child)}"
            self._refuse(seen, "Write it into the text, in brackets, or as a paragraph.")
        elif name in ("drawing", "pict"):
            read = read_drawing if name == "drawing" else read_old_picture
            self._keep(read(child, self._word))
        elif name == "object":
            self._refuse("an embedded object, such as a worksheet")
        elif name in ("oMath", "oMathPara"):
            self._refuse("an equation", "Write it in words, or insert it as a picture.")
        elif name == "sym":
            self._refuse("a symbol of a font of its own", "Type the word or letter instead.")
        elif name == "r":
            self._run(child, link)
        else:
            self._refuse(f"something that is not text ({name})")

    def _note(self, name: str, child: etree._Element) -> str:
        said = self._notes[name][1].get(child.get(f"{W}id", ""), "")
        return f": {shortened(said)}" if said else ""

    def _keep(self, drawn: WordPicture | Refusal) -> None:
        if isinstance(drawn, Refusal):
            self._read.refused[drawn] = None
            return
        self._read.pictures.append(drawn)
        if not any(piece.text.strip() for piece in self._read.pieces):
            self._read.first_pictures += 1

    def _add(self, text: str, run: etree._Element, link: str) -> None:
        if not text or self.is_skipping:
            return
        if self._formats.get("strike") or self._formats.get("dstrike"):
            self._refuse("text that is struck through", "Delete the text, or the line through it.")
        if _OWN_SYMBOL.search(text):
            self._refuse("a symbol of a font of its own", "Type the word or letter instead.")
        link = link or next((each.link for each in self._fields if each.link), "")
        self._read.pieces.append(
            Piece(
                text=self._placed(text, run),
                strong=self._formats.get("b", False),
                emphasis=self._formats.get("i", False),
                link=link,
            )
        )

    def _placed(self, text: str, run: etree._Element) -> str:
        """Raised and lowered figures as the letters that mean them: m², CO₂. 1st stays 1st."""
        place = value(run, "rPr/vertAlign")
        if place not in ("superscript", "subscript") or not text.strip():
            return text
        before = self._read.pieces[-1].text if self._read.pieces else ""
        if _ORDINAL.fullmatch(text) and before[-1:].isdigit():
            return text
        letters = _RAISED if place == "superscript" else _LOWERED
        if not all(ord(each) in letters for each in text.strip()):
            self._refuse(f"{place} text: {shortened(text)}", "Write it on the line.")
        return text.translate(letters)

    def _field_mark(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and len(self._fields) == _DEEPEST_FIELD:
            self._read.refused[ENDLESS] = None
        elif kind == "begin":
            self._fields.append(_Field())
            if next(mark.iter(f"{W}checkBox"), None) is not None:
                self._read.refused[TICK] = None
        elif self._fields and kind == "separate":
            self._begin_result(self._fields[-1])
        elif self._fields and kind == "end":
            self._fields.pop()

    def _simple_field(self, element: etree._Element, link: str) -> None:
        found = _Field(code=element.get(f"{W}instr", ""))
        self._begin_result(found)
        self._fields.append(found)
        self._walk(element, link)
        self._fields.pop()

    def _begin_result(self, found: _Field) -> None:
        found.in_result = True
        word = found.code.split()[0].upper() if found.code.split() else ""
        if word in ("TOC", "INDEX", "TOA"):
            found.is_hidden = True
            self._read.refused[CONTENTS] = None
        elif word == "HYPERLINK" and (address := _LINK_FIELD.match(found.code)):
            place = _PLACE_IN_FILE.search(found.code)
            found.link = address[1] or address[2] or ""
            found.link += f"#{place[1]}" if place else ""

    def _address(self, element: etree._Element) -> str:
        """The address of a link; "#name" for one that leads to a place in the file."""
        relation = self._word.relations.get(element.get(f"{R}id", ""))
        anchor = element.get(f"{W}anchor", "")
        return (relation.target if relation else "") + (f"#{anchor}" if anchor else "")

    def _control(self, control: etree._Element, link: str) -> None:
        """A box that a person fills in."""
        refusal = control_refusal(control)
        if refusal:
            self._read.refused[refusal] = None
        else:
            self._walk(control, link)


def plain_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces of a heading or caption; bold or italic on the whole is its look, not a format."""
    found = list(pieces)
    worded = [each for each in found if each.text.strip()]
    strong, emphasis = (all(each.strong for each in worded), all(each.emphasis for each in worded))
    return [
        replace(
            each,
            strong=each.strong and not strong,
            emphasis=each.emphasis and not emphasis,
        )
        for each in found
    ]


def _trim(pieces: list[Piece]) -> None:
    """Take white space off the ends."""
    for at, trim in ((0, str.lstrip), (-1, str.rstrip)):
        while pieces:
            last = pieces[at]
            text = trim(last.text)
            if text:
                pieces[at] = replace(last, text=text)
                break
            pieces.pop(at)

"""Tokens, line breaks and tabs in rendered text become what Word has for them.

A run with a token in it is split, and each piece keeps the formatting that the template gave it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from lxml import etree

from generator.content.nodes import FilePicture, Number, Picture, Span, Text
from generator.renderers.word.markup import XML_SPACE, R, W, add, make, put_after, remove
from generator.renderers.word.template_values import START, Tokens

IN_LIST, LIST_START = "{urn:committee-pack}list", "{urn:committee-pack}start"
"""Marks on a paragraph between the steps of rendering."""
_LINKS = ("http", "https", "mailto")
# An address may be escaped already: a % stays as it is.
_SAFE_IN_LINKS = "%/:=&?~#+!$,;'@()*[]"
_TORN = re.compile("[\ufdd0-\ufdef]")
_BREAKS = re.compile(r"([\n\t])")


class Misfit(Exception):
    """Something in the rendered document does not fit together. `element` is where."""

    def __init__(self, reason: str, element: etree._Element) -> None:
        super().__init__(reason)
        self.element = element


@dataclass(frozen=True)
class NumberSite:
    """A run that represents the number of a caption until all captions are known."""

    key: str
    run: etree._Element
    of: str | None = None


@dataclass
class RunWriter:
    """Writes the tokens of one story.

    `styles` gives the ids of character styles by name; `link` adds a relation to an address;
    `picture` gives the drawing of a chart or logo for the paragraph in which it is.
    """

    tokens: Tokens
    styles: dict[str, str]
    link: Callable[[str], str]
    picture: Callable[[Picture | FilePicture, etree._Element], etree._Element]
    sites: list[NumberSite] = field(default_factory=list)

    def write(self, root: etree._Element) -> None:
        """Rewrite every run of a story that needs it."""
        for text in list(root.iter(f"{W}t")):
            run = text.getparent()
            if len(text):
                raise Misfit(
                    "this tag prints whole paragraphs: write {{p … }} in a paragraph of its own",
                    text,
                )
            if run is None or run.tag != f"{W}r":
                continue
            value = text.text or ""
            if START in value or "\n" in value or "\t" in value:
                self._rewrite(run, text)
            # Word drops the blanks at the ends of a text that is not marked so.
            elif value != value.strip():
                text.set(XML_SPACE, "preserve")

    def _rewrite(self, run: etree._Element, text: etree._Element) -> None:
        """Replace a run by what stood before the text, the text's pieces, what stood after it."""
        properties = run.find(f"{W}rPr")
        before, after = _new_run(properties), _new_run(properties)
        side = before
        for child in list(run):
            if child is text:
                side = after
            elif child is not properties:
                side.append(child)
        pieces = [before, *self._pieces(text.text or "", properties, run), after]
        for piece in pieces:
            if piece.tag != f"{W}r" or any(child.tag != f"{W}rPr" for child in piece):
                run.addprevious(piece)
        remove(run)

    def _pieces(
        self, text: str, properties: etree._Element | None, run: etree._Element
    ) -> Iterator[etree._Element]:
        for part in self.tokens.split(text):
            match part:
                case str():
                    if _TORN.search(part):
                        raise Misfit(
                            "a filter cuts formatted text in two: print it without the filter", run
                        )
                    yield text_run(part, properties)
                case Text():
                    _mark_item(part, run)
                    for span in part.spans:
                        yield self._span(span, properties, run)
                case Number():
                    yield self._site(part.key, properties, part.of)
                case Picture() | FilePicture():
                    drawing = _new_run(None)
                    drawing.append(self.picture(part, run))
                    yield drawing

    def _span(
        self, span: Span, properties: etree._Element | None, run: etree._Element
    ) -> etree._Element:
        styled = self._styled(span, properties)
        if span.refers_to:
            return self._site(span.refers_to, styled, None)
        written = text_run(span.text, styled)
        if not span.link or next(run.iterancestors(f"{W}hyperlink"), None) is not None:
            return written
        link = etree.Element(f"{W}hyperlink", {f"{R}id": self.link(_address(span.link, run))})
        link.append(written)
        return link

    def _styled(self, span: Span, properties: etree._Element | None) -> etree._Element | None:
        """The run's properties with a character style for the span's manner.

        A run has one character style: what comes second is formatted directly.
        """
        manners = {"Hyperlink": bool(span.link), "Strong": span.strong, "Emphasis": span.emphasis}
        names = [name for name, wanted in manners.items() if wanted]
        if not names:
            return properties
        styled = deepcopy(properties) if properties is not None else make("rPr")
        for old in styled.findall(f"{W}rStyle"):
            styled.remove(old)
        styled.insert(0, make("rStyle", val=self.styles[names[0]]))
        for name, tag in (("Emphasis", "i"), ("Strong", "b")):
            if name in names[1:] and styled.find(f"{W}{tag}") is None:
                put_after(styled, make(tag), ("rStyle", "rFonts", "b", "bCs"))
        return styled

    def _site(self, key: str, properties: etree._Element | None, of: str | None) -> etree._Element:
        run = text_run("…", properties)
        self.sites.append(NumberSite(key=key, run=run, of=of))
        return run


def _mark_item(text: Text, run: etree._Element) -> None:
    """Tell `number_lists` of which list a paragraph is an item."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    if text.in_list and paragraph is not None:
        paragraph.set(IN_LIST, text.in_list)
        paragraph.set(LIST_START, str(text.list_start))


def text_run(text: str, properties: etree._Element | None) -> etree._Element:
    """A run of text, its newlines as line breaks and its tabs as tabs."""
    run = _new_run(properties)
    for part in _BREAKS.split(text):
        if part in ("\n", "\t"):
            add(run, "br" if part == "\n" else "tab")
        elif part:
            element = add(run, "t")
            element.text = part
            if part != part.strip():
                element.set(XML_SPACE, "preserve")
    return run


def field_runs(
    instruction: str, shown: etree._Element, properties: etree._Element | None
) -> list[etree._Element]:
    """The runs of a field whose cached result is the run `shown`."""
    begin, code, separate, end = (_new_run(properties) for _ in range(4))
    for run, kind in ((begin, "begin"), (separate, "separate"), (end, "end")):
        add(run, "fldChar", fldCharType=kind)
    text = add(code, "instrText")
    text.set(XML_SPACE, "preserve")
    text.text = f" {instruction} "
    return [begin, code, separate, shown, end]


def _new_run(properties: etree._Element | None) -> etree._Element:
    run = make("r")
    if properties is not None:
        run.append(deepcopy(properties))
    return run


def _address(link: str, run: etree._Element) -> str:
    """The address in a form that Word can open; it calls a file with any other one corrupt."""
    try:
        parts = urlsplit(link.strip())
        _ = parts.port
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in _LINKS or not (parts.netloc or parts.path):
        raise Misfit(f"the link '{link}' is neither a web address nor a mail address", run)
    return quote(link.strip(), safe=_SAFE_IN_LINKS)

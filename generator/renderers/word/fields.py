"""The fields of a document and their stored results, which Word shows until it works them out.

A result that depends on the text alone is renewed here; the numbers of tables and figures, and what
refers to them, become fields. Page numbers are known to Word only, so a document that prints any
asks Word to renew its fields when it is opened; Word then asks the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.content.nodes import Properties
from generator.content.wording import EMPTY
from generator.renderers.word.contents import write_entries
from generator.renderers.word.markup import W, add, ancestor, make, put_before, remove
from generator.renderers.word.template_styles import paragraph_style
from generator.renderers.word.text_runs import Misfit, NumberSite, field_runs, text_run

# Fields whose result Word alone can work out.
_LAID_OUT = frozenset(
    ("TOC", "PAGEREF", "NOTEREF", "INDEX", "TOA", "STYLEREF", "NUMPAGES", "SECTIONPAGES", "=")
)
_OF_TEXT = re.compile(
    r'^\s*REF\s+"?([\w.-]+)"?(?:\s+\\[h*]\s*(?:MERGEFORMAT|CHARFORMAT)?)*\s*$', re.I
)
_AFTER_UPDATE = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "mathPr", "themeFontLang",
                 "clrSchemeMapping", "decimalSymbol", "listSeparator")  # fmt: skip


@dataclass
class Field:
    """A field. `start` is its fldSimple, or the run with which it begins; `end` its last run."""

    start: etree._Element
    code: str = ""
    end: etree._Element | None = None
    has_result: bool = False
    texts: list[etree._Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The first word of the code in capitals: "TOC", "="."""
        return field_kind(self.code)

    def show(self, text: str) -> None:
        """Store a result, also where the field has none yet."""
        if not self.texts:
            self._add_result()
        self.texts[0].text = text
        for rest in self.texts[1:]:
            rest.text = None

    def _add_result(self) -> None:
        shown = text_run("0", None)
        self.texts = [*shown.iter(f"{W}t")]
        if self.end is None:
            self.start.append(shown)
            return
        if not self.has_result:
            separate = make("r")
            add(separate, "fldChar", fldCharType="separate")
            self.end.addprevious(separate)
        self.end.addprevious(shown)


def field_kind(code: str) -> str:
    """The first word of a field's code in capitals: "TOC", "="."""
    found = re.match(r"\s*(=|\w+)", code)
    return found[1].upper() if found else ""


def fields_of(root: etree._Element) -> Iterator[Field]:
    """Every field that has an end, in the order of the ends. Raises Misfit for a torn one."""
    open_fields: list[Field] = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if element.tag == f"{W}fldSimple":
            texts = list(element.iter(f"{W}t"))
            yield Field(start=element, code=str(element.get(f"{W}instr")), texts=texts)
        elif element.tag == f"{W}fldChar":
            yield from _at_mark(element, open_fields)
        elif element.tag == f"{W}instrText":
            if open_fields and not open_fields[-1].has_result:
                open_fields[-1].code += element.text or ""
        else:
            for each in open_fields:
                if each.has_result:
                    each.texts.append(element)
    if open_fields:
        raise Misfit("a field begins here and has no end; insert it again", open_fields[0].start)


def _at_mark(mark: etree._Element, open_fields: list[Field]) -> Iterator[Field]:
    run = mark.getparent()
    kind = mark.get(f"{W}fldCharType")
    if run is None:
        return
    if kind == "begin":
        open_fields.append(Field(start=run))
    elif not open_fields:
        raise Misfit("a field ends here that has no beginning; insert it again", mark)
    elif kind == "separate":
        open_fields[-1].has_result = True
    elif kind == "end":
        ended = open_fields.pop()
        ended.end = run
        yield ended


def renew_results(
    roots: Iterable[etree._Element],
    styles: etree._Element,
    settings: etree._Element,
    properties: Properties,
) -> None:
    """Renew what can be renewed without pages; else ask Word to do so on opening.

    Until Word has, a table of contents holds the headings without pages, and a dash stands for
    every page, footnote and sum: what the template stored there would be of another document.
    The body is the first of the roots. Raises Misfit for a reference to a bookmark that the
    finished document does not have.
    """
    roots = list(roots)
    marked = {name: text for root in roots for name, text in _bookmarked(root)}
    said = {"TITLE": properties.title, "SUBJECT": properties.subject, "AUTHOR": properties.author}
    must_ask = False
    for root in roots:
        for each in list(fields_of(root)):
            if each.kind in said:
                each.show(said[each.kind])
            elif each.kind == "REF":
                must_ask |= not _renew_reference(each, marked)
            elif each.kind in _LAID_OUT and root is roots[0]:
                # Headers and footers are laid out on opening anyway.
                must_ask = True
                if not _write_contents(each, styles):
                    each.show(EMPTY)
    if must_ask:
        _ask_on_opening(settings)


def _write_contents(each: Field, styles: etree._Element) -> bool:
    if each.kind != "TOC" or each.end is None:
        return False
    return write_entries(each.code, each.start, each.end, styles)


def _renew_reference(each: Field, marked: dict[str, str]) -> bool:
    """Whether a reference was renewed: not one to a paragraph's number."""
    name = (each.code.split() or [""])[1:2]
    if name and name[0].strip('"') not in marked:
        raise Misfit(
            f"the text refers to the bookmark '{name[0]}', which is not in this document",
            each.start,
        )
    found = _OF_TEXT.match(each.code)
    if found is None:
        each.show(EMPTY)
        return False
    each.show(marked[found[1]])
    return True


def _bookmarked(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The name and the text of every bookmark."""
    names: dict[str | None, str] = {}
    texts: dict[str | None, list[str]] = {}
    for element in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        key = element.get(f"{W}id")
        if element.tag == f"{W}bookmarkStart":
            names[key], texts[key] = str(element.get(f"{W}name")), []
        elif element.tag == f"{W}bookmarkEnd":
            if key in names:
                yield names.pop(key), "".join(texts.pop(key))
        else:
            for each in texts.values():
                each.append(element.text or "")


def _ask_on_opening(settings: etree._Element) -> None:
    put_before(settings, make("updateFields", val="true"), _AFTER_UPDATE)


# Numbers of tables and figures

_SEQUENCE = re.compile(r"^\s*SEQ\s+(\w+)")


def number_captions(
    body: etree._Element, sites: Iterable[NumberSite], caption_styles: frozenset[str]
) -> dict[str, str]:
    """Write every number and return them by key.

    A `Number` in a paragraph of a caption style gives the number, and where no caption has it the
    first one in the document; all others refer to it. Raises Misfit for a number given twice and
    for a reference to what the document does not have.
    """
    sites = list(sites)
    givers = _givers(sites, caption_styles)
    starts = {key: _write_sequence(site) for key, site in givers.items()}
    order = _number_sequences(body)
    names = {
        # Word leaves bookmarks that begin with an underscore out of its list, as it does its own.
        key: f"_Ref{str(site.of).capitalize()}{order[starts[key]]}"
        for key, site in givers.items()
    }
    for key, start in starts.items():
        start.set(f"{W}name", names[key])
    numbers = {key: str(order[start]) for key, start in starts.items()}
    for site in sites:
        if givers.get(site.key) is not site:
            _write_reference(site, numbers, names)
    return numbers


def _givers(sites: list[NumberSite], caption_styles: frozenset[str]) -> dict[str, NumberSite]:
    givers: dict[str, NumberSite] = {}
    for site in sites:
        if site.of and _style(site.run) in caption_styles:
            if site.key in givers:
                raise Misfit(
                    f"two captions give the number of '{site.key}'; delete one of them", site.run
                )
            givers[site.key] = site
    for site in sites:
        if site.of:
            givers.setdefault(site.key, site)
    return givers


def _write_sequence(site: NumberSite) -> etree._Element:
    """Make the site a bookmarked SEQ field; returns the bookmark's start, as yet without a name."""
    start = make("bookmarkStart", id="0")
    end = make("bookmarkEnd", id="0")
    instruction = f"SEQ {str(site.of).capitalize()} \\* ARABIC"
    _replace(site, [start, *_field(instruction, site), end])
    return start


def _write_reference(site: NumberSite, numbers: dict[str, str], names: dict[str, str]) -> None:
    if site.key not in numbers:
        what = "which is not in this document"
        raise Misfit(f"the text refers to the table or figure '{site.key}', {what}", site.run)
    site.run.find(f"{W}t").text = numbers[site.key]  # type: ignore[union-attr]
    _replace(site, _field(f"REF {names[site.key]} \\h", site))


def _field(instruction: str, site: NumberSite) -> list[etree._Element]:
    return field_runs(instruction, site.run, site.run.find(f"{W}rPr"))


def _replace(site: NumberSite, elements: list[etree._Element]) -> None:
    """Put elements, the site's own run among them, where the run is."""
    place = etree.Element("place")
    site.run.addprevious(place)
    for element in elements:
        place.addprevious(element)
    remove(place)


def _number_sequences(body: etree._Element) -> dict[etree._Element, int]:
    """Count every SEQ field in the order of the document, also those that the template has.

    Returns the number for each bookmark that starts right before its field.
    """
    counts: Counter[str] = Counter()
    numbered: dict[etree._Element, int] = {}
    for each in list(fields_of(body)):
        sequence = _SEQUENCE.match(each.code)
        if sequence is None:
            continue
        counts[sequence[1]] += 1
        each.show(str(counts[sequence[1]]))
        before = each.start.getprevious()
        if before is not None and before.tag == f"{W}bookmarkStart":
            numbered[before] = counts[sequence[1]]
    return numbered


def _style(run: etree._Element) -> str | None:
    paragraph = ancestor(run, "p")
    return paragraph_style(paragraph) if paragraph is not None else None

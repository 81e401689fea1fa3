"""Numbers of tables and figures: SEQ fields in document order, and what refers to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from generator.renderers.word.fields import fields_of
from generator.renderers.word.template_styles import paragraph_style
from generator.renderers.word.template_tags import W
from generator.renderers.word.text_runs import Misfit, NumberSite, field_runs

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
        key: f"_Ref{str(site.of).capitalize()}{order[starts[key]]}" for key, site in givers.items()
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
    start = etree.Element(f"{W}bookmarkStart", {f"{W}id": "0"})
    end = etree.Element(f"{W}bookmarkEnd", {f"{W}id": "0"})
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
    parent = place.getparent()
    if parent is not None:
        parent.remove(place)


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
    paragraph = next(run.iterancestors(f"{W}p"), None)
    return paragraph_style(paragraph) if paragraph is not None else None

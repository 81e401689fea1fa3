"""The narrative as it is printed: every figure and reference filled in.

A placeholder is a name and filters, `{{ savings.total | pounds }}`. The language can do no more, so
there is nothing in it to run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches

from generator.content import template_records as records
from generator.content.figures import MOVEMENT, figures_of
from generator.content.insertable_blocks import BlocksByName, insertable_blocks
from generator.content.nodes import FilePicture, Number, Span, Text
from generator.content.wording import EMPTY, FILTERS
from generator.model.narrative import (
    NarrativeSection,
    Placement,
    ProseBlock,
    ProsePicture,
    ProseRun,
    ProseTable,
    ProseText,
)
from generator.model.pack import Pack
from generator.model.programme import KnownFigure
from generator.settings.pack_settings import DocumentSettings

# No more than this, so that there is nothing in a placeholder that could be run.
_INSIDE = re.compile(r"^\s*(?P<name>\w+(?:\.\w+)*)\s*(?P<filters>(?:\|\s*\w+\s*)*)$")
WIDEST = 100_000_000
"""EMU: wider than any page, for a picture whose width is not known."""
_EMPTY_CELL = Text(spans=(Span(text=EMPTY),))


_NO_MOVEMENT = (
    "{} has no value, because no earlier score of any risk is known",
    "Take the figure out of the text. The folder of the period before gives the earlier scores, or "
    "a column of the register such as Previous score; its own direction of travel does too.",
)


class Unprintable(ValueError):
    """A placeholder that cannot be filled in. The text says why, and which name is near.

    `remedy` says what to do where that is not to correct the name, else "".
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.remedy = remedy


@dataclass(frozen=True, kw_only=True)
class Fillings:
    """What a document's narrative can be filled with.

    `blocks` are the tables and charts by kind and name; a chart that the document does not show
    has no blocks. `numbered` are the keys of the captions that a reference names.
    """

    figures: Mapping[str, KnownFigure]
    blocks: BlocksByName
    numbered: Mapping[str, tuple[str, ...]]


def fillings_for(pack: Pack, document: DocumentSettings) -> Fillings:
    """All figures of the pack; the tables of the pack and the charts of the document."""
    blocks = insertable_blocks(pack, document)
    return Fillings(
        figures=figures_of(pack),
        blocks=blocks,
        numbered={
            f"{kind}.{name.replace('-', '_')}": tuple(each.number.key for each in found)
            for (kind, name), found in blocks.items()
            if found
        },
    )


def compose_section(
    pack: Pack, document: DocumentSettings, section: NarrativeSection
) -> tuple[records.Block, ...]:
    """The blocks of a section without errors, as a document prints them."""
    return print_section(section, fillings_for(pack, document))


def print_section(section: NarrativeSection, fillings: Fillings) -> tuple[records.Block, ...]:
    """The blocks of a section without errors.

    What cannot be filled in stays as written; the checks refuse a pack that has any.
    """
    return tuple(_blocks(section, fillings))


def _blocks(section: NarrativeSection, fillings: Fillings) -> Iterator[records.Block]:
    tables = pictures = 0
    for block in section.blocks:
        match block:
            case ProseBlock(kind="heading"):
                yield records.HeadingBlock(level=block.level, text=_filled(block.text, fillings))
            case ProseBlock(kind="paragraph" | "continued" as kind):
                yield records.ParagraphBlock(kind=kind, text=_filled(block.text, fillings))
            case ProseBlock(kind="bullet" | "numbered_item" as kind):
                text = _filled(block.text, fillings)
                if kind == "numbered_item":
                    key = f"{section.key}.{block.list_number}"
                    text = replace(text, in_list=key, list_start=block.list_start)
                yield records.ListItemBlock(kind=kind, level=block.level, text=text)
            case ProseTable():
                tables += 1
                yield _table(block, f"{section.key}_{tables}", fillings)
            case ProsePicture():
                pictures += 1
                yield _picture(block, f"{section.key}_picture_{pictures}", fillings)
            case Placement():
                yield from fillings.blocks.get(block.key, ())


def _table(table: ProseTable, key: str, fillings: Fillings) -> records.TableBlock:
    def cells(row: tuple[ProseText, ...]) -> tuple[Text, ...]:
        return tuple(_filled(cell, fillings) if cell else _EMPTY_CELL for cell in row)

    caption = str(_filled(table.caption, fillings))
    return records.TableBlock(
        number=Number(of="table", key=key),
        caption=caption,
        description=caption,
        header=cells(table.rows[0]),
        rows=tuple(records.TableRow(cells=cells(row)) for row in table.rows[1:]),
    )


def _picture(picture: ProsePicture, key: str, fillings: Fillings) -> records.ChartBlock:
    return records.ChartBlock(
        number=Number(of="figure", key=key),
        caption=str(_filled(picture.caption, fillings)),
        picture=FilePicture(data=picture.data, alt=picture.alt, width=picture.width or WIDEST),
    )


def _filled(text: ProseText, fillings: Fillings) -> Text:
    spans: list[Span] = []
    for run in text:
        look = Span(strong=run.strong, emphasis=run.emphasis, link=run.link)
        for part in _parts(run, fillings):
            span = replace(look, text=part.text, refers_to=part.refers_to)
            last = spans[-1] if spans else None
            if last and replace(last, text="") == look and not span.refers_to:
                spans[-1] = replace(last, text=last.text + span.text)
            else:
                spans.append(span)
    return Text(spans=tuple(spans))


def _parts(run: ProseRun, fillings: Fillings) -> tuple[Span, ...]:
    if run.is_placeholder:
        with suppress(Unprintable):
            return fill_in(run.text, fillings)
    return (Span(text=run.text),)


def fill_in(placeholder: str, fillings: Fillings) -> tuple[Span, ...]:
    """What a placeholder (with its braces) prints. Raises Unprintable."""
    match = _INSIDE.match(placeholder.removeprefix("{{").removesuffix("}}"))
    if match is None:
        raise Unprintable(f"{placeholder} is neither a name nor a name with filters")
    name = match["name"]
    filters = [part.strip() for part in match["filters"].split("|") if part.strip()]
    if re.fullmatch(r"(table|chart)\.\w+", name):
        return _reference(name, filters, fillings.numbered)
    if name not in fillings.figures and name in MOVEMENT and "risks.total" in fillings.figures:
        reason, remedy = _NO_MOVEMENT
        raise Unprintable(reason.format(name), remedy)
    if name not in fillings.figures:
        raise Unprintable(f"{name} is not a figure of this pack{_near(name, fillings.figures)}")
    return (Span(text=_printed(fillings.figures[name], filters)),)


def _printed(figure: KnownFigure, filters: list[str]) -> str:
    value: object = figure.value if filters else figure.text
    for name in filters:
        if name not in FILTERS:
            raise Unprintable(f"{name} is not a filter{_near(name, FILTERS)}")
        try:
            value = FILTERS[name](value)
        except (TypeError, AttributeError, ArithmeticError, ValueError):
            raise Unprintable(
                f"the filter {name} cannot print {figure.name}, which is {figure.text}"
            ) from None
    return str(value)


def _reference(
    name: str, filters: list[str], numbered: Mapping[str, tuple[str, ...]]
) -> tuple[Span, ...]:
    """ "Table 4"; "Tables 4 to 6" where the name represents several."""
    if name not in numbered:
        raise Unprintable(f"{name} is not in the document of this section{_near(name, numbered)}")
    if filters:
        raise Unprintable(f"{name} takes no filter")
    keys = numbered[name]
    label = "Table" if name.startswith("table.") else "Figure"
    if len(keys) == 1:
        return Span(text=f"{label} "), Span(refers_to=keys[0])
    return (
        Span(text=f"{label}s "),
        Span(refers_to=keys[0]),
        Span(text=" to "),
        Span(refers_to=keys[-1]),
    )


def _near(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.7)
    return f"; did you mean {' or '.join(near)}?" if near else ""

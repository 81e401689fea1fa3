"""Writes an input of a new `pack.yaml`: its file and sheet, and what each column is read as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.characters import yaml_text
from generator.new_pack.pack_text import PackText
from generator.new_pack.register_facts import TableFacts
from generator.settings.input_files import InputFile


def write_input(
    key: str,
    wanted: InputFile,
    tables: Sequence[TableFacts],
    others: Sequence[str],
    out: PackText,
) -> None:
    """Write an input, and as comments what its table is and what each column is read as.

    `others` are sheets that could be the input as well.
    """
    out.lines.append(f"  {key}:")
    out.lines.append(f"    file: {yaml_text(wanted.file)}")
    out.lines += _said_of_input(wanted)
    noun = "risks" if key == "risk_register" else "actions"
    if others and tables[0].sheet:
        out.doubt(f"{', '.join(others)} could be read too, each as a sheet of its own", "    ")
        out.lines.append(f"    sheet: {yaml_text(tables[0].sheet)}")
    for table in tables:
        sheet = f"sheet {table.sheet}, " if table.sheet else ""
        found = f"{sheet}headings in row {table.headings_in}, {table.records} {noun}"
        out.understood.append((noun.capitalize(), f"{wanted.file}: {found}"))
        out.lines.append(f"    # {found}")
        out.lines += _columns(table)
    out.lines.append(
        "    # To read a column as another one, map its heading: columns: {owner: Your heading}"
    )


def _said_of_input(wanted: InputFile) -> Iterator[str]:
    """What was said before of an input's sheets and columns."""
    if wanted.sheet:
        yield f"    sheet: {yaml_text(wanted.sheet)}"
    for key, texts in (("sheets", wanted.sheets), ("ignore", wanted.ignore)):
        if texts:
            yield f"    {key}: [{', '.join(map(yaml_text, texts))}]"
    if wanted.columns:
        pairs = (f"{key}: {yaml_text(text)}" for key, text in wanted.columns.items())
        yield f"    columns: {{{', '.join(pairs)}}}"


def _columns(table: TableFacts) -> Iterator[str]:
    """A comment for each column: its letter, its heading, and what it is read as."""
    for column in table.columns:
        letter = column.location.column or ""
        if column.read_as:
            why = "contents" if letter in table.explained else "heading"
            meaning = f"{column.read_as} (by its {why})"
        else:
            near = f"; did you mean {column.nearest}?" if column.nearest else ""
            meaning = f"not read{near}"
        heading = " ".join(column.heading.split())[:50]
        yield f"    #   {letter:<2} {heading}: {meaning}"

"""Finished workbooks, read back with openpyxl and pandas."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape

import pandas
import pytest
from PIL import Image

from generator.content.workbooks import compose_workbook
from generator.content.workbooks.findings_workbook import compose_findings
from generator.content.workbooks.sheet_content import Sheet
from generator.errors import DocumentError
from generator.model.risks import Reading
from generator.renderers.excel import render_workbook
from generator.settings.declaration import changed
from generator.settings.house_style import HouseStyle, Logo
from tests.content.workbooks.registers import (
    ACTIONS,
    FOUR_BY_FOUR,
    HOUSE_STYLE,
    REGISTER,
    RISKS,
    UNSCORED,
    many_risks,
    plan_pack,
    register_pack,
    risk,
)
from tests.renderers.excel.reading import (
    cell_of,
    opened,
    parts_of,
    rendered,
    rendered_plan,
    table_of,
)


@pytest.fixture(scope="module")
def register():
    """The workbook of four risks, as bytes."""
    return rendered(register_pack())


@pytest.fixture(scope="module")
def book(register):
    return opened(register)


def test_scores_trends_and_letters_are_stored(register):
    """A preview, a phone or pandas shows them without working anything out."""
    frame = pandas.read_excel(
        io.BytesIO(register), sheet_name="Risk register", header=2, engine="openpyxl"
    )
    assert list(frame["Reference"]) == ["H1", "H2", "H3", "H4"]
    assert list(frame["Latest score"]) == [15, 4, 4, 2]
    assert list(frame["Latest RAG"]) == ["R", "G", "G", "G"]
    assert list(frame["Trend"]) == [
        "↑ Increased", "⇔ Unchanged", "↓ Decreased", "↓ Decreased",
    ]  # fmt: skip


def test_scores_trends_and_letters_are_formulas(register):
    """That read like sentences, and take the bands from the Definitions."""
    row = table_of(opened(register, values=False), "RiskRegister")[0]
    assert row["Latest score"] == (
        "=IF(COUNT(RiskRegister[[#This Row],[Latest impact]],"
        "RiskRegister[[#This Row],[Latest likelihood]])=2,"
        "RiskRegister[[#This Row],[Latest impact]]*RiskRegister[[#This Row],[Latest likelihood]],"
        '"Not scored")'
    )
    assert row["Latest RAG"] == (
        "=IF(ISNUMBER(RiskRegister[[#This Row],[Latest score]]),"
        "IFERROR(INDEX(Bands[Letter],MATCH(SUMPRODUCT(MAX((Bands[Lowest score]<="
        "RiskRegister[[#This Row],[Latest score]])*Bands[Lowest score])),Bands[Lowest score],0)),"
        '"Not banded"),"Not scored")'
    )
    assert row["Trend"] == (
        "=IFERROR(INDEX(TrendKey[Trend],2-SIGN(RiskRegister[[#This Row],[Latest score]]"
        '-RiskRegister[[#This Row],[Previous score]])),"Not known")'
    )


def test_new_rows_take_the_formulas(register):
    """They are the columns' own, so that Excel fills them in below the table."""
    tables = [text for name, text in parts_of(register).items() if "tables/table" in name]
    table = next(text for text in tables if 'name="RiskRegister"' in text)
    columns = re.findall(r'<tableColumn [^>]*name="([^"]*)"[^>]*><calculatedColumnFormula>', table)
    assert columns == [
        "Baseline score", "Baseline RAG", "Previous score", "Previous RAG", "Latest score",
        "Latest RAG", "Trend", "Exceptional",
    ]  # fmt: skip


def test_every_table_is_named_described_and_has_unique_headings(register):
    """No merged cells, one header row."""
    names, tables = [], []
    for sheet in opened(register):
        assert not sheet.merged_cells.ranges
        for table in sheet.tables.values():
            headings = [cell.value for cell in sheet[table.ref][0]]
            assert len(set(headings)) == len(headings)
            assert headings == [column.name for column in table.tableColumns]
            names.append(table.name)
            tables.append(table)
    assert len(set(names)) == len(names) == 18
    parts = parts_of(register)
    described = [text for name, text in parts.items() if "xl/tables/table" in name]
    assert all('altText="' in text and 'altTextSummary="' in text for text in described)


def test_no_row_or_column_inside_a_sheet_is_blank(register):
    """Screen readers take a blank row for the end."""
    for sheet in opened(register):
        for row in sheet.iter_rows(max_row=sheet.max_row):
            assert any(cell.value not in (None, "") for cell in row) or _is_note(sheet, row)
        assert sheet["A1"].value


def _is_note(sheet, row):
    """The row under one of several tables keeps its place where there is nothing to note."""
    return len(sheet.tables) > 1 and row[0].row - 1 in {
        sheet[table.ref][-1][0].row for table in sheet.tables.values()
    }


def test_cells_to_edit_are_open_and_the_others_protected(book):
    """Without a password; filters, widths and heights can be changed."""
    sheet = book["Risk register"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    allowed = ("autoFilter", "formatColumns", "formatRows", "sort")
    assert [getattr(sheet.protection, name) for name in allowed] == [False] * 4
    head, *rows = sheet[sheet.tables["RiskRegister"].ref]
    open_to_edit = {
        head[at].value for row in rows for at, cell in enumerate(row) if not cell.protection.locked
    }
    assert open_to_edit == {
        "Mitigating actions", "Owner", "Latest impact", "Latest likelihood", "Notes", "Status",
    }  # fmt: skip
    assert "Edit the shaded columns: Latest impact" in sheet["A2"].value
    assert cell_of(book, "RiskRegister", 1, "Owner").fill.fgColor.rgb == "FFFFF8E1"


def test_a_hidden_column_identifies_each_risk(book):
    """It lies in the table, so that it goes along when rows are sorted."""
    cell = cell_of(book, "RiskRegister", 2, "Record key")
    assert cell.value == "harbour/H2"
    assert book["Risk register"].column_dimensions[cell.column_letter].hidden
    custom = {each.name: each.value for each in book.custom_doc_props.props}
    assert custom == {
        "Pack": "harbour", "Period": "2025-q1", "As of": "2025-07-01",
        "Generator version": "1.2.3",
    }  # fmt: skip


def test_lists_offer_the_packs_own_scale(book):
    """By the names of the ranges on the Definitions."""
    lists = {
        (rule.promptTitle, rule.formula1, rule.prompt, rule.errorStyle)
        for rule in book["Risk register"].data_validations.dataValidation
    }
    words = "1 Negligible, 2 Minor, 3 Moderate, 4 Major, 5 Catastrophic"
    assert ("Impact, 1 to 5", "Impact_scores", words, None) in lists
    assert ("Likelihood, 1 to 5", "Likelihood_scores", words, None) in lists
    assert {each[0] for each in lists} == {
        "Impact, 1 to 5", "Likelihood, 1 to 5", "Owner", "Status",
    }  # fmt: skip
    assert book.defined_names["Impact_scores"].attr_text == "Definitions!$A$19:$A$23"


def test_lists_are_frozen_filtered_and_printed_on_one_a3_page_width(book):
    """With the header on every page, title, marking and page numbers."""
    sheet = book["Risk register"]
    assert sheet.freeze_panes == "B4"
    assert sheet.tables["RiskRegister"].autoFilter is not None
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddHeader.left.text.rstrip() == "R&&D risks"
    assert sheet.oddHeader.center.text.rstrip() == "OFFICIAL"
    assert sheet.oddFooter.left.text.rstrip() == "Northport Council"
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_properties_say_title_subject_author_and_date(book):
    """The author is the council; the date is the pack's, not the clock's."""
    said = book.properties
    assert (said.title, said.subject, said.creator, said.language) == (
        "R&D risks", "Harbour Renewal, Quarter 1", "Northport Council", "en-GB",
    )  # fmt: skip
    assert said.created == said.modified == datetime(2025, 7, 1)


def test_it_opens_with_the_cursor_on_a1_of_the_first_sheet(book):
    """And the first sheet says what the workbook is."""
    assert book.active.title == "Summary"
    assert book.active.sheet_view.selection[0].activeCell in (None, "A1")
    assert book.active["A1"].value == "R&D risks"
    assert book.active["A2"].value.startswith("This workbook holds the risk register")


def test_rules_recolour_by_the_letters_on_the_definitions(book):
    """Named cells, since older spreadsheets refuse other sheets in such rules."""
    rules = {
        str(area.sqref): [rule.formula[0] for rule in area.rules]
        for area in book["Risk register"].conditional_formatting
    }
    letters = [f"$Q4=Band_letter_{number}" for number in (1, 2, 3)]
    assert rules["P4:Q7"] == [*letters, f"NOT(OR({','.join(letters)}))"]
    assert book.defined_names["Band_letter_3"].attr_text == "Definitions!$A$7"
    assert opened_value(book, "Definitions!$A$7") == "R"
    heat = [
        rule.formula[0]
        for area in book["Summary"].conditional_formatting
        for rule in area.rules
        if "Matrix_letters" in rule.formula[0]
    ]
    assert len(heat) == 8
    assert heat[0] == "INDEX(Matrix_letters,ROWS(B$46:B46),COLUMNS($B46:B46))=Band_letter_1"


def opened_value(book, address):
    sheet, _, cell = address.rpartition("!")
    return book[sheet.strip("'")][cell.replace("$", "")].value


def test_cells_bear_their_colour_outright_too(book):
    """Phones and previews leave rules out; text stays legible on it."""
    cell = cell_of(book, "RiskRegister", 1, "Latest RAG")
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("FFC00000", "FFFFFFFF")
    heat = cell_of(book, "HeatMapLatest", 3, "Impact 5 Catastrophic")
    assert (heat.value, heat.fill.fgColor.rgb) == ("R: 1 risk\nH1", "FFC00000")


def test_charts_say_their_message_in_title_axes_and_alternative_text(register):
    """The title is the heading of the table beside it, and follows an edit."""
    parts = parts_of(register)
    charts = [parts[f"xl/charts/chart{number}.xml"] for number in (1, 2, 3, 4)]
    assert [re.search(r"<c:tx><c:strRef><c:f>([^<]*)", chart)[1] for chart in charts] == [
        "Summary!$A$9", "Summary!$A$17", "Summary!$A$31", "Summary!$A$38",
    ]  # fmt: skip
    for chart in charts:
        assert len(re.findall(r"<c:title>", chart)) == 3
    drawing = parts["xl/drawings/drawing1.xml"]
    described = re.findall(r'descr="([^"]*)"', drawing)
    assert len(described) == 4
    assert described[0].startswith("Stacked columns of risks by RAG in the register of")


def test_charts_survive_without_colour(register):
    """A pattern, a marker or a dash of its own for each series; letters before the numbers."""
    parts = parts_of(register)
    columns = parts["xl/charts/chart1.xml"]
    assert re.findall(r'<a:pattFill prst="(\w+)"', columns) == ["horzBrick", "wdUpDiag"]
    assert re.findall(r'formatCode="&quot;(\w) &quot;0;;"', columns) == ["G", "A", "R"]
    lines = parts["xl/charts/chart2.xml"]
    assert re.findall(r'<c:symbol val="(\w+)"', lines) == ["circle", "square"]
    assert "prstDash" in lines


def test_rows_are_high_enough_for_their_text(book):
    """H1 has two notes, and more text in a wider row."""
    sheet = book["Risk register"]
    heights = [sheet.row_dimensions[row].height for row in (4, 5)]
    assert heights[0] > heights[1] >= 14


def test_a_long_text_widens_its_column():
    """Beyond the tallest row; what no row can show is named above the table."""
    long = risk("L1", (1, 1), (1, 1), (1, 1), mitigations="word " * 400)
    book = opened(rendered(register_pack((long,))))
    column = cell_of(book, "RiskRegister", 1, "Mitigating actions").column_letter
    assert book["Risk register"].column_dimensions[column].width > 45
    longer = risk("L2", (1, 1), (1, 1), (1, 1), mitigations="word " * 4000)
    told = opened(rendered(register_pack((longer,))))["Risk register"]["A2"].value
    assert told.endswith("Too long for a row, select the cell to read it: L2 Mitigating actions.")


def test_a_text_that_no_cell_holds_names_its_record():
    """Never a silent cut."""
    pack = register_pack((risk("L1", (1, 1), (1, 1), (1, 1), mitigations="x" * 40_000),))
    with pytest.raises(DocumentError, match="L1, Mitigating actions, has 40,000 characters"):
        rendered(pack)


def with_sheet(name):
    content = compose_workbook(register_pack(), REGISTER, version="0")
    return replace(content, sheets=(*content.sheets, Sheet(name=name, title="T")))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "0 characters"),
        ("a" * 32, "32 characters"),
        *((f"a{each}b", "one of the characters") for each in "[]:*?/\\"),
        ("'a", "apostrophe"),
        ("a'", "apostrophe"),
        ("summary", "another sheet has it"),
        ("History", "Excel keeps that name"),
        ("hISTORY", "Excel keeps that name"),
    ],
)
def test_a_sheet_name_that_excel_refuses_is_an_error(name, why):
    """Empty, too long, with a forbidden character, taken, or reserved in any case."""
    with pytest.raises(DocumentError, match=f"A sheet cannot be named '.*{why}"):
        render_workbook(with_sheet(name), house_style=HOUSE_STYLE)


@pytest.mark.parametrize("name", ["a" * 31, "it's", "Histories", "Überblick – 1"])
def test_a_sheet_may_have_any_other_name(name):
    """Up to 31 characters, with an apostrophe inside, in any language."""
    assert name in opened(render_workbook(with_sheet(name), house_style=HOUSE_STYLE)).sheetnames


def findings_list():
    """The workbook of findings, which is the third that is written."""
    return render_workbook(compose_findings((), as_of=date(2025, 7, 1)), house_style=HOUSE_STYLE)


@pytest.mark.parametrize(
    "make", [lambda: rendered(register_pack()), lambda: rendered_plan(plan_pack()), findings_list]
)
def test_no_font_is_tied_to_the_theme(make):
    """A scheme on a font lets Excel show the theme's Calibri in place of the house font."""
    styles = parts_of(make())["xl/styles.xml"]
    assert "<scheme" not in styles
    assert {*re.findall(r'<name val="([^"]*)"', styles)} == {"Arial"}


def test_a_warning_of_the_writer_is_an_error():
    """Such as two headings that differ in case only."""
    content = compose_workbook(register_pack(), REGISTER, version="0")
    table = content.sheets[5].tables[0]
    columns = (table.columns[0], replace(table.columns[1], heading="LETTER"))
    twice = replace(table, columns=(*columns, *table.columns[2:]))
    sheet = replace(content.sheets[5], tables=(twice, *content.sheets[5].tables[1:]))
    sheets = (*content.sheets[:5], sheet, *content.sheets[6:])
    with pytest.raises(DocumentError, match="Duplicate header name"):
        render_workbook(replace(content, sheets=sheets), house_style=HOUSE_STYLE)


def test_a_title_too_long_for_a_header_is_an_error():
    """255 characters are all that a header holds."""
    document = REGISTER.model_copy(update={"title": "T" * 260})
    with pytest.raises(DocumentError, match="it holds 255"):
        rendered(register_pack(), document)


def test_a_long_title_goes_without_its_font_in_the_header():
    """Rather than not at all."""
    document = REGISTER.model_copy(update={"title": "T" * 220})
    header = opened(rendered(register_pack(), document))["Summary"].oddHeader
    assert (header.left.text.rstrip(), header.left.font) == ("T" * 220, None)


def test_a_title_that_begins_with_a_digit_does_not_join_the_size():
    """&9 before 2025 would ask for letters of size 92025."""
    document = changed(REGISTER, title="2025/26 risks")
    header = opened(rendered(register_pack(), document))["Summary"].oddHeader
    assert (header.left.text.rstrip(), header.left.size) == ("2025/26 risks", 9)


@pytest.mark.parametrize(
    "name", ["B&G Council", "G&Ps", "R&&D", "&G", "&[Picture] & Sons", "P&9 Ltd"]
)
def test_a_name_with_an_ampersand_is_printed_as_it_is(name):
    """B&G Council asks for no picture, and P&9 for no size."""
    pack = register_pack(councils=(name,))
    parts = parts_of(rendered(pack, changed(REGISTER, title=f"{name} risks")))
    escaped = name.replace("&", "&&")
    for sheet in (text for part, text in parts.items() if part.startswith("xl/worksheets/sheet")):
        header, footer = (
            unescape(re.search(f"<odd{which}>(.*?)</odd{which}>", sheet)[1])
            for which in ("Header", "Footer")
        )
        assert header.startswith(f'&L&9&"Arial,Regular"{escaped} risks &C')
        assert footer.startswith(f'&L&9&"Arial,Regular"{escaped} &C')


def test_a_heading_too_long_for_a_table_is_an_error():
    """A step of the scale may have a long word, but not that long; the settings refuse it too."""
    pack = register_pack(RISKS[1:2], scoring=FOUR_BY_FOUR)
    scoring = pack.settings.scoring
    first, *others = scoring.impact
    wordy = first.model_copy(update={"word": "a" * 260})
    settings = changed(pack.settings, scoring=changed(scoring, impact=(wordy, *others)))
    with pytest.raises(DocumentError, match="A heading of the table"):
        rendered(replace(pack, settings=settings))


def test_a_colour_that_the_house_style_lacks_is_an_error():
    """With what to add."""
    style = HouseStyle(
        font="Arial",
        colours={name: HOUSE_STYLE.colours[name] for name in ("none", "header", "editable")},
        series=("#000000",),
    )
    content = compose_workbook(register_pack(), REGISTER, version="0")
    with pytest.raises(DocumentError, match="no colour named green"):
        render_workbook(content, house_style=style)


def png():
    made = io.BytesIO()
    Image.new("RGB", (400, 200), "navy").save(made, "PNG")
    return made.getvalue()


def test_the_logo_stands_on_the_first_sheet_with_its_alternative_text():
    """Scaled to fit above the charts."""
    style = changed(HOUSE_STYLE, logo=Logo(file="logo.png", alt="Northport Council"))
    content = compose_workbook(register_pack(), REGISTER, version="0")
    parts = parts_of(render_workbook(content, house_style=style, logo=png()))
    assert 'descr="Northport Council"' in parts["xl/drawings/drawing1.xml"]
    assert "xl/media/image1.png" in parts


def test_a_logo_that_is_no_picture_is_an_error():
    """With what to save it as."""
    with pytest.raises(DocumentError, match="The logo is not a picture"):
        rendered(register_pack(), logo=b"<svg/>")


def test_the_same_pack_gives_the_same_bytes(register):
    """No clock, no temporary name, no order of a set."""
    assert rendered(register_pack()) == register


def test_text_of_a_register_is_never_a_formula_or_a_link():
    """Wherever it stands: in tables, headings, lists and charts."""
    nasty = risk("=2+2", (5, 5), (1, 1), (5, 5), workstream="=HYPERLINK(1)", description="@x")
    book = opened(rendered(register_pack((nasty,))), values=False)
    row = table_of(book, "RiskRegister")[0]
    assert (row["Reference"], row["Workstream"], row["Description of risk"]) == (
        "=2+2", "=HYPERLINK(1)", "@x",
    )  # fmt: skip
    for heading in ("Reference", "Workstream", "Description of risk"):
        assert cell_of(book, "RiskRegister", 1, heading).data_type == "s"
    assert not any(sheet._hyperlinks for sheet in book)


def test_an_empty_register_gives_a_good_workbook():
    """Sentences instead of tables, noughts instead of formulas."""
    book = opened(rendered(register_pack(())))
    assert book["Risk register"]["A2"].value == "The register holds no risks."
    assert [row["Latest"] for row in table_of(book, "RiskCounts")] == [0] * 5
    assert book["Summary"]._charts == []


@pytest.mark.slow
def test_five_hundred_risks_stay_legible():
    """Numbers instead of references, ten risks, seven workstreams."""
    book = opened(rendered(register_pack(many_risks(500))))
    assert len(table_of(book, "TopRisks")) == 10
    assert len(table_of(book, "Workstreams")) == 7
    rooms = [
        value
        for row in table_of(book, "HeatMapLatest")
        for heading, value in row.items()
        if heading != "Likelihood"
    ]
    assert max(len(room) for room in rooms) < 90


def test_an_action_plan_read_back():
    """Letters with their colours and list, a blank that stays blank, dates."""
    book = opened(rendered_plan(plan_pack()))
    rows = table_of(book, "ActionPlan")
    assert [row["RAG"] for row in rows] == ["G", "R", None]
    assert rows[0]["Progress"] == "Hired.\n\nAt work."
    assert rows[0]["Due date"].date() == date(2025, 9, 30)
    assert rows[0]["Record key"] == "harbour/P1"
    (rule,) = book["Action plan"].data_validations.dataValidation
    assert (rule.formula1, rule.allow_blank) == ('"R,G"', True)
    cell = cell_of(book, "ActionPlan", 1, "RAG")
    assert (cell.fill.fgColor.rgb, cell.protection.locked) == ("FF00703C", False)
    assert [row["Actions"] for row in table_of(book, "ActionCounts")] == [1, 1, 1, 3]
    assert book["Action plan"]["A2"].value.endswith(
        "A blank RAG cell means: Not started. Any other blank cell means that nothing is recorded."
    )


def test_an_action_plan_without_actions_gives_a_good_workbook():
    """The key stays, with noughts."""
    book = opened(rendered_plan(plan_pack(())))
    assert book["Action plan"]["A2"].value == "The plan holds no actions."
    assert [row["Actions"] for row in table_of(book, "ActionCounts")] == [0, 0, 0, 0]


def test_risks_without_scores_say_so_in_every_cell():
    """Nothing that is worked out is empty."""
    scored = risk("S1", (5, 4), (3, 2), (5, 3))
    row = table_of(opened(rendered(register_pack((UNSCORED, scored)))), "RiskRegister")[0]
    told = [row[f"{name} {part}"] for name in ("Baseline", "Latest") for part in ("score", "RAG")]
    assert [*told, row["Trend"]] == [*["Not scored"] * 4, "Not known"]


def test_a_register_of_one_reading_says_nothing_of_movement():
    """No column, count or key of what nobody recorded."""
    alone = replace(risk("S1", (5, 4), (3, 2), (5, 3)), previous=Reading(name="previous"))
    book = opened(rendered(register_pack((alone,))))
    assert "Trend" not in table_of(book, "RiskRegister")[0]
    assert "TrendKey" not in {table for sheet in book for table in sheet.tables}
    assert [row["Movement"] for row in table_of(book, "Movement")] == ["Closed"]


def test_many_leads_share_a_row():
    """As workstreams do."""
    actions = tuple(
        replace(ACTIONS[0], reference=f"P{place}", lead=f"Lead {place}") for place in range(20)
    )
    rows = table_of(opened(rendered_plan(plan_pack(actions))), "ActionLeads")
    assert len(rows) == 12
    assert (rows[-1]["Lead"], rows[-1]["All actions"]) == ("All others", 9)

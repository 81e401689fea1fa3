"""Whatever an edit can change is a formula, or says of which date it is.

A register is edited in its workbook, as a Board member does it, and LibreOffice works the formulas
out. What the workbook then shows must be what a workbook made from the edited register shows. Where
it shows something else, the text must say of which date it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from generator.content.workbooks import compose_workbook
from generator.content.workbooks.sheet_content import Live, value_of
from generator.model.risks import DatedNote, Reading, Status, Trend
from generator.settings.declaration import changed as with_settings
from tests.content.workbooks.registers import (
    ACTIONS,
    BY_CELL,
    FIVE_BY_FIVE,
    PLAN,
    REGISTER,
    RISKS,
    SCORE_ONLY,
    UNSCORED,
    plan_pack,
    register_pack,
    risk,
)
from tests.renderers.excel.reading import all_values, cell_of, opened, parts_of, rendered, table_of

RATED = risk("G1", (4, 4), (3, 3), (2, 2))
RATED = replace(
    RATED,
    latest=Reading(name="latest", rag="A"),
    previous=Reading(name="previous"),
    given_trend=Trend.DECREASED,
)
GIVEN = risk("G2", (4, 4), (3, 3), (2, 3))
GIVEN = replace(GIVEN, latest=replace(GIVEN.latest, given_score=12))
ALL = (*RISKS, UNSCORED, SCORE_ONLY, RATED, GIVEN)
RULE = {
    "any_of": (
        {"band": ("R",)},
        {"status": ("Issue",)},
        {"score_at_least": 12, "trend": ("increased",)},
        {"reading": "baseline", "band": ("Red",), "escalated": True},
        {"status": ("Closed",), "trend": ("decreased",), "reading": "latest", "band": ("A",)},
    )
}
BATCH = 20
"""Workbooks that LibreOffice works out in one go."""
KEPT = ("baseline", "previous", "latest", "target")
DATE = re.compile(r"\b\d{1,2} (January|February|March|April|May|June|July|August) \d{4}\b")
DATED_SHEETS = ("Score history", "About")
"""What these hold is as published, and they say so."""


def pack_of(risks, **changes):
    risks = by_rule(risks, changes.get("scoring", {}).get("score", "product"))
    pack = register_pack(risks, **changes)
    register = with_settings(pack.settings.risk_register, exceptions=RULE)
    return replace(pack, settings=with_settings(pack.settings, risk_register=register))


def by_rule(risks, rule):
    """The risks with their readings scored by a rule."""
    return tuple(
        replace(each, **{name: replace(getattr(each, name), rule=rule) for name in KEPT})
        for each in risks
    )


def edited(risks, reference, **changes):
    """The risks with one changed; impact, likelihood and the like are of the latest reading.

    An edit of what scores follow from does away with a given score and a given arrow.
    """
    factors = ("impact", "likelihood", "given_score", "rag")
    reading = {key: changes.pop(key) for key in factors if key in changes}

    def change(each):
        latest = replace(each.latest, **reading)
        if each.latest.by_rule != latest.by_rule and latest.by_rule is not None:
            latest = replace(latest, given_score=None)
        is_given = latest.rule == "given" and not {"given_score", "rag"} & reading.keys()
        trend = each.given_trend if is_given or not reading else None
        return replace(each, latest=latest, given_trend=trend, **changes)

    return tuple(change(each) if each.reference == reference else each for each in risks)


FIELDS = {
    "impact": "Latest impact",
    "likelihood": "Latest likelihood",
    "status": "Status",
    "given_score": "Latest score",
    "rag": "Latest RAG",
    "owner": "Owner",
    "mitigations": "Mitigating actions",
    "notes": "Notes",
}
NOTES = (*RISKS[0].notes, DatedNote(text="Better now", written_date="30.6.25"))
EDITS = {
    "a score goes up": ("H2", {"impact": 5, "likelihood": 5}),
    "a score goes down": ("H1", {"impact": 1}),
    "a score is deleted": ("H1", {"impact": None, "likelihood": None}),
    "a score is given at last": ("U1", {"impact": 5, "likelihood": 4}),
    "a given score gets its factors": ("U2", {"impact": 2, "likelihood": 2}),
    "a rating gets a score": ("G1", {"impact": 5, "likelihood": 5}),
    "a score against its factors is settled": ("G2", {"impact": 1}),
    "an issue arises": ("H2", {"status": Status.ISSUE}),
    "the only issue is closed": ("H4", {"status": Status.CLOSED}),
    "the worst risk is closed": ("H1", {"status": Status.CLOSED}),
    "a closed risk is opened": ("H3", {"status": Status.OPEN}),
    "mitigation, owner and notes": (
        "H1",
        {"mitigations": "Dredge twice\n\nand sound", "owner": "PO", "notes": NOTES},
    ),
}


LETTERED = tuple(
    {"letter": letter, "word": word}
    for letter, word in (("G", "Green"), ("A", "Amber"), ("R", "Red"))
)
SCORINGS = {
    "by score": {},
    "by cell": {"scoring": BY_CELL},
    "by sum": {"scoring": FIVE_BY_FIVE | {"score": "sum"}},
    "by letters": {"scoring": BY_CELL | {"score": "matrix", "bands": LETTERED}},
    "with decimals": {"scoring": FIVE_BY_FIVE | {"decimals": True}},
    "decimals by cell": {"scoring": BY_CELL | {"decimals": True}},
    "as given": {"scoring": FIVE_BY_FIVE | {"score": "given"}},
    "rated": {"scoring": FIVE_BY_FIVE | {"score": "given", "bands": LETTERED}},
}
BETWEEN = ("with decimals", "decimals by cell")
TYPED = {
    "a step lies between two": ("H2", {"impact": 2.5, "likelihood": 3.333333}),
    "a score is typed": ("H2", {"given_score": 12.5}),
    "a score is typed at last": ("U1", {"given_score": 20}),
    "a rating is picked": ("G1", {"rag": "R"}),
}
"""Edits of what only some scorings leave open."""
CASES = [
    *((name, scoring) for name in EDITS for scoring in ("by score", "by cell")),
    *((name, scoring) for name in list(EDITS)[:7] for scoring in list(SCORINGS)[2:]),
    *(("a step lies between two", scoring) for scoring in BETWEEN),
    *((name, "as given") for name in ("a score is typed", "a score is typed at last")),
    ("a rating is picked", "rated"),
]
EDITS |= TYPED


@pytest.fixture(scope="module")
def shown_after(soffice, tmp_path_factory):
    """The values of each case's workbook, edited with openpyxl and worked out by LibreOffice."""
    folder = tmp_path_factory.mktemp("edited")
    sources = []
    for number, (name, scoring) in enumerate(CASES):
        book = opened(rendered(pack_of(ALL, **SCORINGS[scoring])), values=False)
        reference, changes = EDITS[name]
        row = [each.reference for each in ALL].index(reference) + 1
        for field, value in changes.items():
            cell_of(book, "RiskRegister", row, FIELDS[field]).value = typed(field, value)
        sources.append(folder / f"{number}.xlsx")
        book.save(sources[-1])
    for first in range(0, len(sources), BATCH):
        soffice(sources[first], "xlsx", folder / "done", *sources[first + 1 : first + BATCH])
    done = [(folder / "done" / source.name).read_bytes() for source in sources]
    return dict(zip(CASES, map(rows_of, done), strict=True))


def typed(field, value):
    return "\n".join(map(str, value)) if field == "notes" else value


def rows_of(data):
    """How often each row is on each sheet, without spare rows and without what says its date.

    The order of rows does not count: a workstream keeps its place when others overtake it.
    """
    rows = {}
    for (sheet, address), value in all_values(data).items():
        if sheet not in DATED_SHEETS:
            row = int(re.search(r"\d+", address)[0])
            rows.setdefault((sheet, row), []).append(value)
    return Counter(
        (sheet, *values)
        for (sheet, _), values in rows.items()
        if values[0] != "(spare row)" and not any(DATE.search(str(value)) for value in values)
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "scoring"), CASES)
def test_a_workbook_shows_after_an_edit_what_the_edited_register_shows(name, scoring, shown_after):
    """On every sheet: scores, letters, arrows, views, counts, sentences, heat maps."""
    reference, changes = EDITS[name]
    rule = SCORINGS[scoring].get("scoring", {}).get("score", "product")
    risks = edited(by_rule(ALL, rule), reference, **changes)
    after = pack_of(risks, **SCORINGS[scoring])
    expected, shown = rows_of(rendered(after)), shown_after[name, scoring]
    assert (shown - expected, expected - shown) == (Counter(), Counter())


@pytest.mark.slow
def test_closing_every_risk_leaves_no_sentence_about_open_ones(recalculated):
    """The headings of charts and tables say that none is left, as in a workbook made so."""
    closed = tuple(replace(each, status=Status.CLOSED) for each in ALL)
    edits = [("RiskRegister", row, "Status", "Closed") for row, _ in enumerate(ALL, start=1)]
    shown, expected = rows_of(recalculated(pack_of(ALL), edits)), rows_of(rendered(pack_of(closed)))
    missing = {row for row in expected - shown if "This sheet has" not in str(row)}
    assert missing == set()
    said = {str(row[1]) for row in shown if row[0] == "Summary"}
    assert {"No risks are open", "No open risk has a score", "No risks are counted"} <= said


BANDS = {
    "amber begins lower": (2, 4),
    "red begins higher": (3, 16),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BANDS)
def test_every_letter_and_count_follows_the_bands(name, recalculated):
    """As if pack.yaml had said so from the start."""
    place, lowest = BANDS[name]
    after = recalculated(pack_of(ALL), [("Bands", place, "Lowest score", lowest)])
    scoring = pack_of(ALL).settings.scoring.model_dump()
    bands = [dict(band) for band in scoring["bands"]]
    bands[place - 1]["lowest"], bands[place - 2]["highest"] = lowest, lowest - 1
    expected = rows_of(rendered(pack_of(ALL, scoring=scoring | {"bands": tuple(bands)})))
    shown = rows_of(after)
    assert (shown - expected, expected - shown) == (Counter(), Counter())


@pytest.mark.slow
def test_bands_out_of_order_are_said_and_every_letter_is_what_the_bands_say(recalculated):
    """A lowest red of 3, below amber, is typed for 13: the highest scores stay true to it."""
    book = opened(recalculated(pack_of(ALL), [("Bands", 3, "Lowest score", 3)]))
    assert book["Definitions"]["A3"].value == (
        "RAG bands: the lowest scores are not in ascending order"
    )
    bands = [(row["Letter"], row["Lowest score"], row["Highest score"])
             for row in table_of(book, "Bands")]  # fmt: skip
    assert bands == [("G", 1, 2), ("A", 6, 25), ("R", 3, 5)]
    letters = {row["Latest score"]: row["Latest RAG"] for row in table_of(book, "RiskRegister")}
    assert (letters[15], letters[4], letters[2]) == ("A", "R", "G")


@pytest.mark.slow
def test_a_letter_of_the_matrix_is_followed(recalculated):
    """The number of its cells too."""
    pack = pack_of(ALL, scoring=BY_CELL)
    edits = [("Matrix", 3, "Impact 5 Catastrophic", "G")]
    book = opened(recalculated(pack, edits))
    assert [row["Cells of the matrix"] for row in table_of(book, "Bands")] == [11, 9, 5]
    assert table_of(book, "RiskRegister")[0]["Latest RAG"] == "G"


@pytest.mark.slow
def test_a_view_that_is_full_says_where_the_others_are(recalculated):
    """Eight risks become issues where only five rows are spare."""
    risks = tuple(risk(f"H{n}", (4, 4), (2, 2), (2, 2)) for n in range(8))
    pack = pack_of(risks)
    edits = [("RiskRegister", row, "Status", "Issue") for row in range(1, 9)]
    book = opened(recalculated(pack, edits))
    assert book["Issues"]["A3"].value == (
        "8 risks have the status Issue. Only the first 5 are shown here; the Risk register has all."
    )
    assert [row["Reference"] for row in table_of(book, "Issues")] == [f"H{n}" for n in range(5)]


@pytest.fixture(scope="module")
def recalculated(soffice, tmp_path_factory):
    """A pack's workbook after edits with openpyxl and a recalculation by LibreOffice."""
    folder = tmp_path_factory.mktemp("recalculated")

    def work_out(pack, edits):
        book = opened(rendered(pack), values=False)
        for table, row, heading, value in edits:
            cell_of(book, table, row, heading).value = value
        book.save(folder / "edited.xlsx")
        return soffice(folder / "edited.xlsx", "xlsx", folder / "done").read_bytes()

    return work_out


# Texts


def texts_of(workbook):
    """Every text of a workbook that is no formula and that nobody edits, by its place."""
    for sheet in workbook.sheets:
        if sheet.name in DATED_SHEETS:
            continue
        for number, line in enumerate((sheet.title, *sheet.lines)):
            yield (sheet.name, "line", number), line
        for chart in sheet.charts:
            yield (sheet.name, chart.table, "alternative text"), chart.alt
            for series in chart.series:
                yield (sheet.name, chart.table, "series", series.of), series.name
        for table in sheet.tables:
            yield (table.name, "heading"), table.heading
            yield (table.name, "note"), table.note
            yield (table.name, "alternative text"), table.alt
            for number, row in enumerate(table.rows):
                for column, cell in zip(table.columns, row, strict=True):
                    if not column.editable:
                        yield (table.name, number, column.heading), cell


def stale(before, after):
    """The texts that an edit makes untrue: no formula, other after the edit, without a date."""
    others = dict(texts_of(after))
    return {
        place: (text, others.get(place))
        for place, text in texts_of(before)
        if not isinstance(text, Live)
        and text != value_of(others.get(place))
        and not DATE.search(str(text))
    }


def composed(pack, document=REGISTER):
    return compose_workbook(pack, document, version="0")


@pytest.mark.parametrize(("name", "scoring"), CASES)
def test_no_text_of_a_register_is_made_untrue_by_an_edit(name, scoring):
    """Walks every title, sentence, heading, note, cell and alternative text.

    The names of the workstreams are in the order of the day of publication, which no text names.
    """
    reference, changes = EDITS[name]
    before = composed(pack_of(ALL, **SCORINGS[scoring]))
    after = composed(pack_of(edited(ALL, reference, **changes), **SCORINGS[scoring]))
    assert {place for place in stale(before, after) if place[0] != "Workstreams"} == set()


def test_what_no_edit_changes_says_of_which_date_it_is():
    """The score history in its first line, About in its table."""
    sheets = {each.name: each for each in composed(pack_of(ALL)).sheets}
    assert "as published on 1 July 2025" in sheets["Score history"].lines[0]
    assert ("Document", "As-of date", "1 July 2025") in sheets["About"].tables[0].rows


def test_a_text_that_an_edit_makes_untrue_is_caught():
    """The walk can fail: a count that is typed in is found."""
    before, after = (composed(register_pack(risks)) for risks in (RISKS, RISKS[:1]))
    sheets = list(before.sheets)
    sheets[0] = replace(sheets[0], lines=(f"{len(RISKS)} risks", *sheets[0].lines[1:]))
    sheets[0] = replace(sheets[0], charts=())
    assert ("Summary", "line", 1) in stale(replace(before, sheets=tuple(sheets)), after)


@pytest.mark.parametrize("letter", ["", "R", "G"])
def test_no_text_of_an_action_plan_is_made_untrue_by_an_edit(letter):
    """Of rating, progress and due date; its date is in the council's own words."""
    changed = replace(ACTIONS[0], rag=letter, progress=("Done.",), due=None)
    before, after = (
        composed(plan_pack((each, *ACTIONS[1:])), PLAN) for each in (ACTIONS[0], changed)
    )
    left = stale(before, after)
    assert {text for text, _ in left.values() if "as updated June 2025" not in str(text)} == set()


def test_the_workbook_of_all_formulas_is_plain_excel_2010():
    """No function that older Excel, LibreOffice or Google Sheets do not know, but TEXTJOIN.

    Excel 2016 and older show the heat map without references, as the formula says it.
    """
    old = {
        "AND", "AVERAGEIFS", "CHAR", "COUNT", "COUNTIF", "COUNTIFS", "EXACT", "IF", "IFERROR",
        "INDEX", "INT", "ISNUMBER", "LARGE", "MATCH", "MAX", "N", "NOT", "OR", "ROUND", "ROUNDUP",
        "ROW", "ROWS", "SIGN", "SMALL", "SUM", "SUMPRODUCT", "TEXT",
    }  # fmt: skip
    used = set()
    for pack in (pack_of(ALL), pack_of(ALL, scoring=BY_CELL)):
        for name, part in parts_of(rendered(pack)).items():
            if name.startswith("xl/worksheets/"):
                for formula in re.findall(r"<f[^>]*>([^<]*)</f>", part):
                    bare = re.sub(r"&quot;.*?&quot;|\"[^\"]*\"", "", formula)
                    used |= set(re.findall(r"([A-Z][A-Z._a-z]+|_xlfn\.[A-Z]+|N)\(", bare))
    assert used - old == {"_xlfn.TEXTJOIN"}

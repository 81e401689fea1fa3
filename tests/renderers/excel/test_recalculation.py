"""LibreOffice works every formula out from nothing, and after an edit."""

import re

import pytest

from tests.content.workbooks.registers import (
    ACTIONS,
    BY_CELL,
    FOUR_BY_FOUR,
    RISKS,
    SCORE_ONLY,
    UNSCORED,
    many_risks,
    plan_pack,
    reading,
    register_pack,
    risk,
)
from tests.renderers.excel.reading import (
    all_values,
    cell_of,
    changed,
    opened,
    rendered,
    rendered_plan,
    table_of,
    with_number,
    without_results,
)

pytestmark = pytest.mark.slow

NASTY = (
    risk('=1+1 "A"', (4, 4), (2, 2), (4, 3), workstream='>5 *~? "q" & <'),
    risk("{x}", (1, 4), (2, 2), (4, 1), workstream="*"),
)


def earlier_risk():
    return risk(
        "E1",
        (5, 4),
        (3, 2),
        (5, 3),
        earlier=(reading("Quarter 3", 3, 3), reading("Quarter 4", 4, 3)),
    )


REGISTERS = {
    "no risk": register_pack(()),
    "one risk": register_pack(RISKS[:1]),
    "four risks": register_pack(),
    "closed only": register_pack(RISKS[2:3]),
    "unscored only": register_pack((UNSCORED,)),
    "scores missing": register_pack((UNSCORED, SCORE_ONLY, *RISKS)),
    "bands by cell": register_pack((UNSCORED, SCORE_ONLY, *RISKS), scoring=BY_CELL),
    "four by four": register_pack(NASTY, scoring=FOUR_BY_FOUR),
    "earlier periods": register_pack((earlier_risk(), *RISKS)),
    "five hundred": register_pack(many_risks(500)),
}
PLANS = {
    "no action": plan_pack(()),
    "one action": plan_pack(ACTIONS[:1]),
    "three actions": plan_pack(),
}


@pytest.fixture(scope="session")
def recalculated(soffice, tmp_path_factory):
    """The values that LibreOffice gives a workbook."""
    folder = tmp_path_factory.mktemp("recalculated")

    def work_out(data):
        source = folder / "source.xlsx"
        source.write_bytes(without_results(data))
        return soffice(source, "xlsx", folder / "done").read_bytes()

    return work_out


@pytest.mark.parametrize("name", REGISTERS)
def test_no_stored_value_of_a_register_differs_from_what_libreoffice_works_out(name, recalculated):
    """Previews and phones show the stored values, which must be right."""
    data = rendered(REGISTERS[name])
    assert all_values(recalculated(data)) == all_values(data)


@pytest.mark.parametrize("name", PLANS)
def test_no_stored_value_of_an_action_plan_differs(name, recalculated):
    """The action plan's too."""
    data = rendered_plan(PLANS[name])
    assert all_values(recalculated(data)) == all_values(data)


def test_a_wrong_stored_value_is_caught(recalculated):
    """The comparison can fail: a score that is not the product shows."""
    data = rendered(register_pack())
    score = cell_of(opened(data), "RiskRegister", 2, "Latest score")
    wrong = with_formula_result(data, score, 24)
    assert all_values(recalculated(wrong)) != all_values(wrong)


def with_formula_result(data, cell, number):
    pattern = rf'(<c r="{cell.coordinate}"[^>]*><f>[^<]*</f><v>)[^<]*(</v>)'
    return changed(data, lambda name, text: re.sub(pattern, rf"\g<1>{number}\2", text))


def test_a_new_impact_moves_score_rag_trend_and_summary(recalculated):
    """H2 goes from impact 2 to 5: score 10, amber, up, and every figure of the summary follows."""
    data = rendered(register_pack())
    impact = cell_of(opened(data), "RiskRegister", 2, "Latest impact")
    book = opened(recalculated(with_number(data, "Risk register", impact.coordinate, 5)))
    row = table_of(book, "RiskRegister")[1]
    assert [row[f"Latest {part}"] for part in ("impact", "score", "RAG")] == [5, 10, "A"]
    assert row["Trend"] == "↑ Increased"
    assert table_of(book, "RiskCounts")[1]["Latest"] == 1
    assert [row["Risks"] for row in table_of(book, "Movement")] == [2, 0, 1, 1, 1]
    assert [row["Reference"] for row in table_of(book, "TopRisks")][:3] == ["H1", "H2", "H4"]
    assert table_of(book, "HeatMapLatest")[3]["Impact 5 Catastrophic"] == "A: 1 risk\nH2"
    assert book["Summary"]["A17"].value == "Average latest score: 9.0 (baseline: 13.3)"


def test_a_new_band_moves_every_letter(recalculated):
    """Red from 4 on makes H2 red, and the amber band ends at 3."""
    data = rendered(register_pack())
    lowest = cell_of(opened(data), "Bands", 2, "Lowest score")
    red = cell_of(opened(data), "Bands", 3, "Lowest score")
    edited = with_number(data, "Definitions", lowest.coordinate, 2)
    book = opened(recalculated(with_number(edited, "Definitions", red.coordinate, 4)))
    assert [row["Latest RAG"] for row in table_of(book, "RiskRegister")] == ["R", "R", "R", "A"]
    assert [row["Highest score"] for row in table_of(book, "Bands")] == [1, 3, 25]
    assert table_of(book, "RiskCounts")[0]["Latest"] == 2
    assert table_of(book, "HeatMapLatest")[3]["Impact 2 Minor"] == "R: 1 risk\nH2"
    assert table_of(book, "Matrix")[3]["Impact 2 Minor"] == "R"


def test_a_rating_that_is_not_in_the_key_is_said(recalculated):
    """What is pasted over a cell's list is in no status: the heading says so."""
    data = rendered_plan(plan_pack())
    rag = cell_of(opened(data), "ActionPlan", 1, "RAG")
    book = opened(recalculated(with_number(data, "Action plan", rag.coordinate, 7)))
    assert book["Summary"]["A9"].value.endswith(", in no status of the key 1")
    assert opened(data)["Summary"]["A9"].value.startswith("Actions by RAG: ")
    assert "key" not in opened(data)["Summary"]["A9"].value


def test_colours_follow_an_edit(soffice, tmp_path):
    """H2's latest score was green and is amber after the edit, though its own fill stays green."""
    data = rendered(register_pack())
    impact = cell_of(opened(data), "RiskRegister", 2, "Latest impact")
    source = tmp_path / "edited.xlsx"
    edited = with_number(data, "Risk register", impact.coordinate, 5)
    source.write_bytes(without_results(edited))
    page = soffice(source, "html", tmp_path / "page").read_text(encoding="utf-8")
    register = page[page.index("Risk register: all risks") :]
    row = next(row for row in register.split("<tr>") if ">H2<" in row)
    fills = [re.search(r'bgcolor="(#\w+)"', cell) for cell in re.findall(r"<td[^>]*>", row)]
    assert [fill and fill[1] for fill in fills[15:17]] == ["#FFC000", "#FFC000"]

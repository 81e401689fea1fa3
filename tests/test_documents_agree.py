"""Word, Excel, mail and narrative say the same of every risk, and the same counts.

Each random register becomes a pack's files; the command makes all documents and the mail from
them; each finished file is read back with another library and compared, risk by risk and count by
count, with what `random_registers` works out for itself.
"""

from __future__ import annotations

import re
from decimal import Decimal
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from lxml import html

from generator.cli.main import main
from tests.random_registers import READINGS, Register, Scores, plain, random_register
from tests.renderers.excel.reading import all_values, without_results

QUICK = range(25)
ALL = range(200)
RECALCULATED = range(0, 200, 4)

LINE = re.compile(r"^(\w+): (.*)$")
FIELDS = (
    *(f"{name} {part}" for name in READINGS for part in ("score", "letter")),
    "distance", "movement", "status", "escalated",
)  # fmt: skip


def build(folder: Path, registers: list[Register]) -> Path:
    """Make the documents and the mail of each register; returns the outputs folder."""
    inputs, outputs = folder / "inputs", folder / "outputs"
    for register in registers:
        pack = inputs / register.name / "q1"
        for name, text in register.files().items():
            path = pack / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (pack / "templates").mkdir()
        write_template(pack / "templates" / "all-risks.docx")
    places = ["--inputs", str(inputs), "--outputs", str(outputs)]
    assert main(places) == 0
    assert main(["email", *places]) == 0
    return outputs


def write_template(path: Path) -> None:
    """A paragraph for each risk of the register, with every field that a table could show."""
    reading = "{{{{ risk.{0}.score }}}} | {{{{ risk.{0}.letter }}}}"
    fields = [reading.format(name) for name in READINGS]
    fields += [
        "{{ risk.distance }}",
        "{{ risk.trend.words }}",
        "{{ risk.status }}",
        "{{ risk.escalated }}",
    ]
    document = Document()
    document.add_paragraph("{%p for risk in register.risks %}")
    document.add_paragraph("{{ risk.reference }}: " + " | ".join(fields))
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    registers = [random_register(seed) for seed in QUICK]
    return build(tmp_path_factory.mktemp("agree"), registers)


@pytest.mark.parametrize("seed", QUICK)
def test_all_documents_of_a_register_agree(quick, seed):
    """Every risk and every count, in Word, Excel, mail and narrative."""
    register = random_register(seed)
    assert differences(register, quick / register.name / "q1") == []


@pytest.mark.slow
def test_all_documents_of_two_hundred_registers_agree(tmp_path):
    """The same for many more."""
    registers = [random_register(seed) for seed in ALL]
    outputs = build(tmp_path, registers)
    found = {
        register.seed: told
        for register in registers
        if (told := differences(register, outputs / register.name / "q1"))
    }
    assert found == {}


@pytest.mark.slow
def test_a_recalculation_changes_no_value_of_any_workbook(soffice, tmp_path):
    """LibreOffice works out every formula from nothing, and comes to the values that are stored.

    The test above holds the stored values against the register.
    """
    registers = [random_register(seed) for seed in RECALCULATED]
    outputs = build(tmp_path, registers)
    stored = {
        f"{register.name}.xlsx": (outputs / register.name / "q1" / "workbook.xlsx").read_bytes()
        for register in registers
    }
    for name, data in stored.items():
        (tmp_path / name).write_bytes(without_results(data))
    first, *others = (tmp_path / name for name in stored)
    soffice(first, "xlsx", tmp_path / "done", *others)
    for name, data in stored.items():
        assert all_values((tmp_path / "done" / name).read_bytes()) == all_values(data), name


def test_the_comparison_can_fail(quick):
    """A register that is another than the one in the documents differs in every one of them."""
    other = random_register(QUICK[0])
    told = " ".join(differences(random_register(QUICK[10]), quick / other.name / "q1"))
    for document in ("all-risks.docx", "figures.docx", "workbook.xlsx", "mail"):
        assert document in told


def differences(register: Register, folder: Path) -> list[str]:
    """A sentence for each fact that a document tells otherwise than the register."""
    found: list[str] = []
    for document, told, expected in comparisons(register, folder):
        if told != expected:
            parts = sorted({*told, *expected}, key=str) if isinstance(told, dict) else []
            apart = {
                p: (told.get(p), expected.get(p)) for p in parts if told.get(p) != expected.get(p)
            }
            found.append(f"{document}: {apart or (told, expected)}")
    return found


def comparisons(register: Register, folder: Path):
    """(document and part, what it tells, what is expected) for every part of every document."""
    yield "all-risks.docx", word_risks(folder / "all-risks.docx"), register.facts
    log = {name: facts for name, facts in register.facts.items() if name in register.exceptions}
    yield (
        "exception-log.docx",
        word_log(folder / "exception-log.docx"),
        {
            name: {key: facts[key] for key in FIELDS if key not in ("status", "escalated")}
            for name, facts in log.items()
        },
    )
    yield "figures.docx", narrative(folder / "figures.docx"), register.counts
    book = openpyxl.load_workbook(folder / "workbook.xlsx", data_only=True)
    yield "workbook.xlsx, register", excel_risks(book, "RiskRegister"), register.facts
    yield "workbook.xlsx, exception log", excel_risks(book, "ExceptionLog"), log
    yield from summary(register, book)
    (written,) = (folder / "outbox").glob("*.eml")
    yield from mail(register, message_from_bytes(written.read_bytes(), policy=policy.default))


# Word


def word_risks(path: Path) -> dict[str, dict[str, object]]:
    """The facts of each risk by reference."""
    risks = {}
    for paragraph in Document(str(path)).paragraphs:
        found = LINE.match(paragraph.text)
        if found:
            risks[found[1]] = facts_of(dict(zip(FIELDS, found[2].split(" | "), strict=True)))
    return risks


def facts_of(fields: dict[str, str]) -> dict[str, object]:
    """Words as facts: a dash and "Not known" are None, scores are numbers."""
    facts: dict[str, object] = {}
    for key, text in fields.items():
        if text in ("–", "Not known", "Not scored", "Not banded", None):
            facts[key] = None
        elif key.endswith("score"):
            facts[key] = plain(Decimal(str(text)))
        elif key == "distance":
            facts[key] = distance(text)
        else:
            facts[key] = text.lower() if key == "movement" else text
    return facts


def trend_in(row: dict[str, object]) -> str:
    """What a row says of the movement, under the register's own heading or the tool's."""
    return str(row.get("Trend", row.get("Direction of travel", "Not known")))


def distance(text: str | int) -> int:
    """The number of "6 above target"; of "at target" nought."""
    if isinstance(text, (int, float)):
        return text
    number = plain(Decimal(re.match(r"[\d.]+", text)[0])) if text[0].isdigit() else 0
    return -number if "below" in text else number


def word_log(path: Path) -> dict[str, dict[str, object]]:
    """The rows of the exception log by reference."""
    for table in Document(str(path)).tables:
        head, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        if head[0] == "No.":
            return {row[0]: log_row(dict(zip(head, row, strict=True))) for row in rows}
    return {}


def log_row(row: dict[str, str]) -> dict[str, object]:
    fields = {}
    fields["distance"] = None
    for name in READINGS:
        cell, _, rest = row.get(f"{name.capitalize()} Risk Score", "–").partition("\n")
        score, _, letter = cell.partition(" ")
        fields |= {f"{name} score": score, f"{name} letter": letter or "–"}
        fields |= {"distance": rest} if rest else {}
    return facts_of(fields | {"movement": trend_in(row).lstrip("↑⇔↓– ")})


def narrative(path: Path) -> dict[str, int]:
    """The figures of the sentence "total 3; open 2; …"."""
    text = " ".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    return {name: int(number) for name, number in re.findall(r"(\w+) (\d+);", text)}


# Excel


def rows_of(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    """The rows of a table by heading, without spare ones; none where there is no such table."""
    for sheet in book:
        if name in sheet.tables:
            head, *rows = sheet[sheet.tables[name].ref]
            headings = [cell.value for cell in head]
            found = [dict(zip(headings, (each.value for each in row), strict=True)) for row in rows]
            return [row for row in found if row.get("Reference") != "(spare row)"]
    return []


def excel_risks(book: openpyxl.Workbook, table: str) -> dict[str, dict[str, object]]:
    """The facts of each risk by reference."""
    return {row["Reference"]: excel_facts(row) for row in rows_of(book, table)}


def excel_facts(row: dict[str, object]) -> dict[str, object]:
    fields = {}
    for name in READINGS:
        title = name.capitalize()
        score, letter = row.get(f"{title} score"), row.get(f"{title} RAG")
        fields |= {f"{name} score": score, f"{name} letter": letter}
    fields["distance"] = row.get("Distance to target score")
    trend = trend_in(row)
    moved = {"movement": trend.partition(" ")[2] if trend[0] in "↑⇔↓" else trend}
    return facts_of(fields | moved | {"status": row["Status"], "escalated": row["Escalated"]})


def summary(register: Register, book: openpyxl.Workbook):
    """Every table of the Summary sheet, and the sheets of issues and of the history."""
    counted = {row["Letter"]: row for row in rows_of(book, "RiskCounts")}
    total = counted.pop("All")
    unbanded = counted.pop("None", dict.fromkeys((name.capitalize() for name in READINGS), 0))
    for name in register.given:
        title, expected = name.capitalize(), register.by_letter(name)
        yield (
            f"workbook.xlsx, counts of {name}",
            {letter: row[title] for letter, row in counted.items()},
            {letter: expected[letter] for letter in register.scale.letters},
        )
        yield f"workbook.xlsx, not scored {name}", unbanded[title], expected[None]
        yield f"workbook.xlsx, total of {name}", total[title], len(register.live)
    counts = register.counts
    yield (
        "workbook.xlsx, movement",
        {str(row["Movement"]): row["Risks"] for row in rows_of(book, "Movement")},
        ({"↑ Increased": counts["up"], "⇔ Unchanged": counts["unchanged"],
          "↓ Decreased": counts["down"]} if register.has_trend else {})
        | ({"New in the period": register.new} if register.tells_new else {})
        | {"Closed": counts["closed"]},
    )  # fmt: skip
    scored = [
        name
        for name in register.given
        if any(register.score(register.reading(risk, name)) is not None for risk in register.risks)
    ]
    read = [name for name in register.given if name == "latest" or name in scored]
    read = [name for name in read if name != "target"] if register.has_scores else []
    scores = {row["Reading"]: row for row in rows_of(book, "Scores")}
    yield (
        "workbook.xlsx, averages",
        {
            name: as_number(scores[name.capitalize()]["Average score"])
            for name in register.given
            if name.capitalize() in scores
        },
        {name: register.mean(name) for name in read},
    )
    yield (
        "workbook.xlsx, highest",
        {name: as_number(scores[name.capitalize()]["Highest score"]) for name in read},
        {name: max(register.scores(name), default=None) for name in read},
    )
    yield (
        "workbook.xlsx, highest risks",
        {
            row["Reference"]: facts_of(
                {"latest score": row["Latest score"], "latest letter": row["Latest RAG"]}
            )
            for row in rows_of(book, "TopRisks")
            if row["Reference"] != "None"
        },
        {
            name: {key: register.facts[name][key] for key in ("latest score", "latest letter")}
            for name in (register.ranking if register.has_scores else ())
        },
    )
    for name in register.mapped:
        yield (
            f"workbook.xlsx, heat map of {name}",
            heat_map(book, name),
            {
                (i, j): len(register.room(name, i, j))
                for i in range(1, register.scale.impact + 1)
                for j in range(1, register.scale.likelihood + 1)
            },
        )
    named = {row["Workstream"]: row for row in rows_of(book, "Workstreams")}
    rest = named.pop("All others", None)
    for stream, row in named.items():
        expected = register.by_letter("latest", "" if stream == "Not recorded" else stream)
        told = {heading: number for heading, number in row.items() if heading != "Workstream"}
        yield (
            f"workbook.xlsx, workstream {stream}",
            told,
            {f"{band[1]} ({band[0]})": expected[band[0]] for band in register.scale.bands}
            | {"All risks": expected.total()},
        )
    if named:
        everything = sum(row["All risks"] for row in (*named.values(), *([rest] if rest else [])))
        yield "workbook.xlsx, workstreams", everything, len(register.live)
    yield (
        "workbook.xlsx, issues",
        {row["Reference"]: row["Latest score"] for row in rows_of(book, "Issues")},
        {
            name: facts["latest score"] if facts["latest score"] is not None else "Not scored"
            for name, facts in register.facts.items()
            if facts["status"] == "Issue"
        },
    )
    yield (
        "workbook.xlsx, score history",
        {
            (str(row["Reference"]), str(row["Reading"]).lower()): (
                row["Score"],
                facts_of({"letter": row["RAG"]})["letter"],
            )
            for row in rows_of(book, "ScoreHistory")
        },
        {
            (risk.reference, name): (register.score(scores), register.letter(scores))
            for risk in register.risks
            for name, scores in (*risk.readings.items(), ("q4", risk.before))
            if scores != Scores() and (name != "q4" or register.has_before)
        },
    )
    yield "workbook.xlsx, tables", {t for sheet in book for t in sheet.tables}, tables_of(register)


def tables_of(register: Register) -> set[str]:
    """The names of all tables that the workbook of a register has."""
    sometimes = {
        "ExceptionLog": register.conditions,
        "ScoreHistory": any(
            scores != Scores()
            for risk in register.risks
            for scores in (*risk.readings.values(), *[risk.before] * register.has_before)
        ),
        "Workstreams": any(risk.workstream for risk in register.risks),
        "HeatMapBaseline": "baseline" in register.mapped,
        "HeatMapLatest": "latest" in register.mapped,
        "TrendKey": register.has_trend,
        "Matrix": register.scale.tells_cells,
        "Scores": register.has_scores,
        "TopRisks": register.has_scores,
    }
    return {
        "RiskRegister", "RiskCounts", "Movement", "Bands",
        "Issues",
        "ImpactScale", "LikelihoodScale",
        "KeyRoles", "About", *(name for name, holds in sometimes.items() if holds),
    }  # fmt: skip


def as_number(value: object) -> object:
    return None if value == "Not scored" else value


def heat_map(book: openpyxl.Workbook, name: str) -> dict[tuple[int, int], int]:
    """The number of risks by impact and likelihood."""
    found = {}
    for row in rows_of(book, f"HeatMap{name.capitalize()}"):
        likelihood = int(str(row.pop("Likelihood")).split()[0])
        for heading, text in row.items():
            number = re.search(r": (no|\d+) risk", str(text))[1]
            found[int(heading.split()[1]), likelihood] = 0 if number == "no" else int(number)
    return found


# Mail


def mail(register: Register, message):
    """Both parts of the message."""
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    page = html.fromstring(message.get_body(("html",)).get_content())
    counts, bands = register.counts, register.scale.bands
    head = r"Risks in the register: (\d+) \(open (\d+), issues (\d+), closed (\d+)\)"
    told = [int(number) for number in re.search(head, text).groups()]
    yield "mail, statuses", told, [counts[k] for k in ("total", "open", "issues", "closed")]
    expected = {f"{band[1]} ({band[0]})": register.by_letter("latest")[band[0]] for band in bands}
    lines = dict(re.findall(r"^(.+ \(\w+\)): (\d+)$", text, re.MULTILINE))
    yield "mail, bands", {name: int(number) for name, number in lines.items()}, expected
    moved = re.search(r"(\d+) up, (\d+) unchanged, (\d+) down", text)
    yield (
        "mail, movement",
        [int(number) for number in moved.groups()] if moved else [],
        [counts[k] for k in ("up", "unchanged", "down") if k in counts],
    )
    pattern = r"(\w+) (increased|decreased)(?: from (.+) to (.+))?$"
    went = {}
    for r in register.live:
        if register.movement(r) in ("increased", "decreased"):
            went[r.reference] = (register.movement(r), *register.from_to(r))
    yield "mail, movements", {m[0]: m[1:] for m in re.findall(pattern, text, re.MULTILINE)}, went
    yield "mail, exceptions", int(re.search(r"exception log: (\d+)", text)[1]), counts["exceptions"]
    listed = (
        r"^(\w+): What .*\nOwner: .*?\. Latest score: (\S+) \((.*?)\)\."
        r"(?: Target score: \S+?(?: \((.*?)\))?\.)?(?: (?:Trend|Direction of travel): (.*?)\.)?$"
    )
    words = {band[0]: band[1] for band in bands}
    expected_rows = {
        name: {
            "latest score": facts["latest score"],
            "latest word": words.get(facts["latest letter"]),
            "movement": facts["movement"],
            "distance": facts["distance"],
        }
        for name, facts in register.facts.items()
        if name in register.exceptions
    }
    yield (
        "mail, exception log",
        {
            m[0]: mail_row(score=m[1], word=m[2], distance=m[3], movement=m[4])
            for m in re.findall(listed, text, re.MULTILINE)
        },
        expected_rows,
    )
    tables = [
        [[cell.text_content().strip() for cell in row.iter("th", "td")] for row in table.iter("tr")]
        for table in page.iter("table")
    ]
    ratings = {row[0]: int(row[1]) for row in tables[0][1:]}
    yield "mail in HTML, bands", ratings, expected
    rows = (
        [dict(zip(tables[1][0], row, strict=True)) for row in tables[1][1:]] if tables[1:] else []
    )
    yield (
        "mail in HTML, exception log",
        {
            row["Risk"]: mail_row(
                score=row["Latest score"],
                word=row["Rating"],
                distance=row.get("Target score", "").partition("(")[2].rstrip(")"),
                movement=trend_in(row).lstrip("↑⇔↓– "),
            )
            for row in rows
        },
        expected_rows,
    )
    went_html = [
        found.groups(default="")
        for item in page.iter("li")
        if (found := re.search(pattern, item.text_content().strip()))
    ]
    yield "mail in HTML, movements", {m[0]: tuple(m[1:]) for m in went_html}, went


def mail_row(*, score: str, word: str, distance: str, movement: str) -> dict[str, object]:
    """What a row says; a part that the message leaves out, or calls not known, is None."""
    parts = {"latest score": score, "latest word": word, "distance": distance}
    parts["movement"] = movement.capitalize()
    return facts_of({name: text or None for name, text in parts.items()})

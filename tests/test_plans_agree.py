"""Word, Excel, mail and narrative say the same of every action, and the same counts.

Each random plan becomes a pack of nothing else; the command makes its documents and the mail; each
is read back with another library and compared with the plan as it was drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from random import Random

import openpyxl
import pytest
from docx import Document
from lxml import html

from generator.cli.main import main

QUICK, ALL = range(12), range(200)
MEANINGS = {"R": "Needs intervention", "A": "Needs attention", "G": "No issues", "B": "Completed"}
WORDS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue", "": "Blank"}
LEADS = (
    "Chief Executive",
    "Director of Resources",
    "Leader & Deputy",
    "IT, HR and Legal",
    "Ünal <x>",
)
TEMPLATE_FIELDS = ("lead", "rag.label", "due", "completed")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan as it was drawn: (reference, lead, RAG, due, completed) for each action."""

    name: str
    rows: tuple[tuple[str, str, str, date | None, date | None], ...]

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(row[2] for row in self.rows)
        return {letter: counted[letter] for letter in WORDS}


def random_plan(seed: int) -> Plan:
    """One to thirty actions; some without lead, rating or date, some overdue."""
    random = Random(seed)
    leads = random.sample(LEADS, random.randint(1, len(LEADS)))
    rows = []
    for number in range(1, random.randint(1, 30) + 1):
        rag = random.choice(["", *MEANINGS])
        due = date(2025, 6, 30) + timedelta(days=random.randint(-200, 200))
        done = date(2025, 6, 30) - timedelta(days=random.randint(0, 90)) if rag == "B" else None
        lead = random.choice(leads) if random.random() < 0.9 else ""
        rows.append((f"PR{number}", lead, rag, due if random.random() < 0.8 else None, done))
    return Plan(name=f"plan-{seed}", rows=tuple(rows))


def write_pack(folder: Path, plan: Plan) -> None:
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.append(
        [
            "Ref",
            "Recommendation",
            "Lead",
            "What we will do",
            "Progress",
            "RAG",
            "Due date",
            "Completed",
        ]
    )
    for reference, lead, rag, due, done in plan.rows:
        book.active.append([reference, f"Do {reference}", lead, "It", "Begun", rag, due, done])
    book.save(folder / "plan.xlsx")
    key = "".join(
        f"    - {{letter: {letter!r}, word: {word}, meaning: {MEANINGS.get(letter, 'Not begun')}, "
        f"colour: {word.lower() if letter else 'none'}}}\n"
        for letter, word in WORDS.items()
    )
    figures = "; ".join(f"{name} {{{{ actions.{name} }}}}" for name in ("total", "red", "blank"))
    (folder / "narrative").mkdir()
    (folder / "narrative" / "summary.md").write_text(f"The figures are: {figures};\n")
    (folder / "pack.yaml").write_text(
        "programme: Harbour\ncouncils: [Example Council]\nas_of: 2025-06-30\n"
        "period: {name: Quarter 1 2025/26, start: 2025-04-01, end: 2025-06-30}\n"
        f"action_plan:\n  title: Plan\n  updated: June 2025\n  key:\n{key}"
        "inputs: {action_plan: {file: plan.xlsx}, narrative: narrative}\n"
        "documents:\n"
        "  - {name: plan, title: Plan, template: action-plan.docx}\n"
        "  - {name: all, title: All, template: all-actions.docx}\n"
        "  - {name: book, title: Book, workbook: action-plan}\n"
        "mail: {sender: office@example.org, to: [board@example.org], subject: Plan}\n",
        encoding="utf-8",
    )
    document = Document()
    document.add_paragraph("{%p for block in narrative.summary %}")
    document.add_paragraph("{{ block.text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for action in action_plan.actions %}")
    fields = " | ".join(f"{{{{ action.{name} }}}}" for name in TEMPLATE_FIELDS)
    document.add_paragraph(f"{{{{ action.reference }}}}: {fields}")
    document.add_paragraph("{%p endfor %}")
    (folder / "templates").mkdir()
    document.save(str(folder / "templates" / "all-actions.docx"))


def build(folder: Path, plans: list[Plan]) -> Path:
    for plan in plans:
        write_pack(folder / "inputs" / plan.name / "q1", plan)
    places = ["--inputs", str(folder / "inputs"), "--outputs", str(folder / "outputs")]
    assert main(places) == 0
    assert main(["email", *places]) == 0
    return folder / "outputs"


def long(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "–"


def comparisons(plan: Plan, folder: Path):
    """(what, what the document tells, what is expected) for each part of each document."""
    rows, counts = {row[0]: row[1:] for row in plan.rows}, plan.counts
    texts = [each.text for each in Document(str(folder / "all.docx")).paragraphs]
    found = filter(None, (re.match(r"(PR\d+): (.*)", text) for text in texts))
    told = {each[1]: tuple(each[2].split(" | ")) for each in found}
    expected = {
        ref: (lead or "–", rag or "Blank", long(due), long(done))
        for ref, (lead, rag, due, done) in rows.items()
    }
    yield "each action in Word", told, expected
    figures = dict(re.findall(r"(\w+) (\d+);", " ".join(texts)))
    expected_figures = {"total": str(len(rows)), "red": str(counts["R"]), "blank": str(counts[""])}
    yield "figures of the narrative", figures, expected_figures
    key, counted, actions = (
        [[cell.text for cell in row.cells] for row in table.rows[1:]]
        for table in Document(str(folder / "plan.docx")).tables
    )
    yield "the key in Word", [row[0] for row in key], [letter or "Blank" for letter in WORDS]
    yield (
        "counts in Word",
        {row[1]: row[2] for row in counted},
        {WORDS[letter]: str(number) for letter, number in counts.items()}
        | {"All actions": str(len(rows))},
    )
    yield (
        "the plan in Word",
        {row[0]: (row[2], row[5]) for row in actions},
        {ref: (lead or "–", rag or "Blank") for ref, (lead, rag, *_) in rows.items()},
    )
    yield from in_workbook(plan, openpyxl.load_workbook(folder / "book.xlsx", data_only=True))
    (mail,) = (folder / "outbox").glob("*.eml")
    message = message_from_bytes(mail.read_bytes(), policy=policy.default)
    text = message.get_body(("plain",)).get_content()
    yield "total in the mail", re.search(r"Actions in the plan: (\d+)", text)[1], str(len(rows))
    named = {
        f"{WORDS[letter]} ({MEANINGS.get(letter, 'Not begun')})": str(number)
        for letter, number in counts.items()
    }
    yield "counts in the mail", dict(re.findall(r"^(\w+ \(.+\)): (\d+)", text, re.MULTILINE)), named
    (table,) = html.fromstring(message.get_body(("html",)).get_content()).iter("table")
    cells = ([cell.text_content().strip() for cell in row.iter("th", "td")]
             for row in table.iter("tr"))  # fmt: skip
    _, *shown = cells
    yield (
        "counts in the mail's HTML",
        {f"{row[0]} ({row[1]})": row[2] for row in shown},
        named,
    )


def in_workbook(plan: Plan, book: openpyxl.Workbook):
    """Every table of the workbook."""
    tables = {
        name: [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]
        for sheet in book
        for name in sheet.tables
    }
    head, *rows = tables["ActionPlan"]
    told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    for heading, place in (("Lead", 1), ("RAG", 2), ("Due date", 3), ("Completed", 4)):
        yield (
            f"{heading} in the workbook",
            {ref: as_day(row.get(heading)) for ref, row in told.items()},
            {row[0]: row[place] or None for row in plan.rows},
        )
    yield (
        "counts in the workbook",
        {row[1]: row[2] for row in tables["ActionCounts"][1:]},
        {letter or "Blank": number for letter, number in plan.counts.items()}
        | {"All": len(plan.rows)},
    )
    by_lead = Counter((row[1] or "Not recorded", row[2]) for row in plan.rows)
    totals = Counter(row[1] or "Not recorded" for row in plan.rows)
    yield (
        "leads in the workbook",
        {row[0]: row[1:] for row in tables["ActionLeads"][1:]},
        {
            lead: [*(by_lead[lead, letter] for letter in WORDS), all_]
            for lead, all_ in totals.items()
        },
    )


def as_day(value: object) -> object:
    return value.date() if hasattr(value, "date") else value


def differences(plan: Plan, folder: Path) -> list[str]:
    return [
        f"{what}: {told}, but {expected}"
        for what, told, expected in comparisons(plan, folder)
        if told != expected
    ]


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    return build(tmp_path_factory.mktemp("plans"), [random_plan(seed) for seed in QUICK])


@pytest.mark.parametrize("seed", QUICK)
def test_all_documents_of_a_plan_agree(quick, seed):
    """Lead, rating and dates of each action, counts by rating and by lead."""
    plan = random_plan(seed)
    assert differences(plan, quick / plan.name / "q1") == []


@pytest.mark.slow
def test_all_documents_of_two_hundred_plans_agree(tmp_path):
    """The same for many more."""
    plans = [random_plan(seed) for seed in ALL]
    outputs = build(tmp_path, plans)
    found = {plan.name: differences(plan, outputs / plan.name / "q1") for plan in plans}
    assert {name: told for name, told in found.items() if told} == {}


def test_the_comparison_can_fail(quick):
    """Another plan differs in every document."""
    told = " ".join(differences(random_plan(QUICK[3]), quick / random_plan(QUICK[0]).name / "q1"))
    for part in ("in Word", "narrative", "in the workbook", "in the mail"):
        assert part in told

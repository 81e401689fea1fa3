"""The OneTeam pack made by a plain script, as an officer who knows Python would write it.

    python plain_script.py PACK_FOLDER TEMPLATES OUTPUTS

docxtpl fills the same Word templates, openpyxl writes the workbook, pandas reads the tables,
matplotlib.pyplot draws the charts. It checks nothing, and does no more than the job.
"""

import io
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import jinja2
import matplotlib as mpl
import pandas as pd
import yaml
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

mpl.use("Agg")
import matplotlib.pyplot as plt

READINGS = {"baseline": "Baseline", "previous": "Revised", "latest": "Latest"}
ARROWS = {"Increased": "↑", "Unchanged": "⇔", "Decreased": "↓"}


def slug(text):
    return re.sub(r"[^a-z0-9]+", "_", str(text).lower()).strip("_")


def long_date(day):
    return f"{day.day} {day:%B %Y}"


def pounds(value):
    return f"£{value:,.0f}"


# Reading


def read_risks(folder, scoring):
    frame = pd.read_excel(folder / "risk-register.xlsx", header=3, engine="openpyxl").dropna(
        subset=["No."]
    )
    bands = scoring["bands"]
    risks = []
    for row in frame.to_dict("records"):
        risk = {
            "reference": row["No."],
            "workstream": row[frame.columns[1]],
            "description": row["Description of Risk"],
            "potential_impact": row["Potential Impact"],
            "mitigations": row["Mitigating Actions"],
            "owner": row["Risk Owner"],
            "status": row["Status"],
            "escalated": row["Escalated"],
            "notes": [line for line in str(row["Notes"]).split("\n") if line.strip()],
        }
        for key, word in READINGS.items():
            impact, likelihood = int(row[f"{word} Impact"]), int(row[f"{word} Likelihood"])
            score_name = "Initial Risk Score" if key == "baseline" else f"{word} Risk Score"
            score = int(row[score_name])
            product = impact * likelihood
            band = next(b for b in bands if b["lowest"] <= product <= b["highest"])
            risk[key] = {
                "impact": impact,
                "likelihood": likelihood,
                "score": score,
                "letter": band["letter"],
                "word": band["word"],
                "colour": band["hex"],
            }
        change = risk["latest"]["score"] - risk["previous"]["score"]
        words = "Increased" if change > 0 else "Decreased" if change < 0 else "Unchanged"
        risk["trend"] = {"arrow": ARROWS[words], "words": words}
        risks.append(risk)
    return risks


def read_figures(folder, settings):
    """Every figure that the narrative draws on, as nested dictionaries."""
    survey = {}
    for row in pd.read_csv(folder / "survey-counts.csv").to_dict("records"):
        area = survey if row["Area"] == "Total" else survey.setdefault(slug(row["Area"]), {})
        area.update({slug(name): value for name, value in row.items() if name != "Area"})
    savings = {}
    for row in pd.read_csv(folder / "savings.csv").to_dict("records"):
        year = re.sub(r"\D+", "_", row["Year"]).strip("_")
        savings[f"{slug(row['Council'].split()[0])}_{year}"] = row["Amount (£)"]
    own = pd.read_csv(folder / "figures.csv").to_dict("records")
    appendices = {
        slug(document["name"]): f"Appendix {document['appendix']}"
        for document in settings["documents"]
        if "appendix" in document
    }
    return {
        "survey": survey,
        "savings": savings,
        "figures": {row["Name"]: row["Value"] for row in own},
        "appendix": appendices,
        "table": {"service_reviews": "Tables 2 to 5"},
    }


# Narrative


def parse_blocks(text, figures, places):
    """Markdown as the building blocks of the templates."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.filters["pounds"] = pounds
    blocks, paragraph = [], []

    def end_paragraph():
        if paragraph:
            blocks.append({"kind": "paragraph", "text": " ".join(paragraph)})
            paragraph.clear()

    for line in environment.from_string(text).render(figures).splitlines():
        heading = re.match(r"(#+) (.*)", line)
        bullet = re.match(r"( *)- (.*)", line)
        place = re.match(r"\[(Table|Chart): ([\w-]+)\]", line)
        if not line.strip() or heading or bullet or place or line.startswith("> "):
            end_paragraph()
        if heading:
            blocks.append(
                {"kind": "heading", "level": max(1, len(heading[1]) - 2), "text": heading[2]}
            )
        elif bullet:
            blocks.append({"kind": "bullet", "level": len(bullet[1]) // 2 + 1, "text": bullet[2]})
        elif place:
            blocks.extend(places.get((place[1].lower(), place[2]), ()))
        elif line.startswith("> "):
            blocks.append({"kind": "continued", "text": line[2:]})
        elif line.strip():
            paragraph.append(line.strip())
    end_paragraph()
    return blocks


def table_block(caption, header, rows):
    return {
        "kind": "table",
        "caption": caption,
        "description": caption,
        "header": header,
        "rows": [{"cells": [str(cell) for cell in row]} for row in rows],
    }


def make_places(folder, pictures):
    """The tables and charts that the narrative may ask for."""
    reviews = pd.read_csv(folder / "service-reviews.csv").fillna("–")
    survey = pd.read_csv(folder / "survey-counts.csv")
    savings = pd.read_csv(folder / "savings.csv")
    stages = reviews["Stage"].value_counts(sort=False)
    by_year = savings.pivot_table(index="Council", columns="Year", values="Amount (£)")
    columns = [name for name in survey.columns if name not in ("Area", "Further comments")]
    places = {
        ("table", "service-reviews"): [
            {
                "kind": "service_reviews",
                "caption": phase,
                "description": f"Services and the progress of their reviews: {phase}",
                "rows": [
                    SimpleNamespace(
                        service=row["Service"], update=row["Update"], stage=row["Stage"]
                    )
                    for row in part.to_dict("records")
                ],
            }
            for phase, part in reviews.groupby("Phase", sort=False)
        ],
        ("table", "service-review-stages"): [
            table_block(
                "Number of service reviews at each stage",
                ["Stage", "Number"],
                [*stages.items(), ("All service reviews", len(reviews))],
            )
        ],
        ("table", "survey"): [
            table_block(
                "Responses to the survey by area",
                ["Area", *columns],
                survey[["Area", *columns]].to_numpy().tolist(),
            )
        ],
        ("table", "savings"): [
            table_block(
                "Savings by council and year",
                ["Council", *by_year.columns],
                [[council, *map(pounds, row)] for council, row in by_year.iterrows()],
            )
        ],
    }
    for name, (caption, picture) in pictures.items():
        places["chart", name] = [{"kind": "chart", "caption": caption, "picture": picture}]
    return places


def number_captions(blocks):
    """Tables and figures are numbered in the order in which they come."""
    counts = Counter()
    for block in blocks:
        if "caption" in block:
            kind = "figure" if block["kind"] == "chart" else "table"
            counts[kind] += 1
            block["number"] = counts[kind]
    return blocks


# Charts


def draw_charts(folder, series):
    """The report's three charts as PNG, with their captions."""
    reviews = pd.read_csv(folder / "service-reviews.csv")
    survey = pd.read_csv(folder / "survey-counts.csv").query("Area != 'Total'").set_index("Area")
    savings = pd.read_csv(folder / "savings.csv")
    stages = reviews["Stage"].value_counts(sort=False)
    plots = {
        "service-reviews": (
            "Service reviews by stage",
            stages.rename("Reviews").to_frame(),
            "barh",
            "{:,.0f}",
        ),
        "survey": (
            "Residents who are aware of the partnership and support it",
            survey[["Awareness: Yes", "Support: Yes"]],
            "bar",
            "{:,.0f}",
        ),
        "savings": (
            "Savings by council and year",
            savings.pivot_table(index="Year", columns="Council", values="Amount (£)"),
            "bar",
            "£{:,.0f}",
        ),
    }
    drawn = {}
    for name, (caption, frame, kind, form) in plots.items():
        figure, axes = plt.subplots(figsize=(6.3, 3.4), dpi=200)
        frame.plot(kind=kind, ax=axes, color=series[: len(frame.columns)], rot=0)
        axes.set_title(caption)
        axes.spines[["top", "right"]].set_visible(False)
        for bars in axes.containers:
            axes.bar_label(bars, fmt=form.format)
        figure.tight_layout()
        stream = io.BytesIO()
        figure.savefig(stream, format="png")
        plt.close(figure)
        drawn[name] = caption, stream
    return drawn


# Word


def word_environment():
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.ChainableUndefined)

    def figure(value):
        return re.fullmatch(r"[–£\d,.%() +-]+", str(value)) is not None

    environment.tests["given"] = lambda value: bool(value) and value != "–"
    environment.tests["figure"] = figure
    environment.tests["column_of_figures"] = lambda rows, at: all(
        figure(row["cells"][at]) for row in rows
    )
    return environment


def make_word(document, templates, outputs, context):
    template = DocxTemplate(templates / document["template"])
    label = f"Appendix {document['appendix']}" if "appendix" in document else ""
    own = {"title": document["title"], "label": label, "body": context["body"]}
    pictures = {
        name: (caption, InlineImage(template, stream, width=Cm(16)))
        for name, (caption, stream) in context["charts"].items()
        if name in document.get("charts", ())
    }
    places = make_places(context["folder"], pictures)
    narrative = {
        path.stem.replace("-", "_"): parse_blocks(path.read_text("utf-8"), context["known"], places)
        for path in sorted((context["folder"] / "narrative").glob("*.md"))
    }
    implications = {
        name: parse_blocks(text, context["known"], places)
        for name, text in context["implications"].items()
    }
    if "narrative" in document:
        own["body"] = narrative[document["narrative"]]
    number_captions([block for blocks in narrative.values() for block in blocks])
    template.render(
        {**context, "document": own, "narrative": narrative, "implications": implications},
        jinja_env=word_environment(),
    )
    template.docx.core_properties.title = document["title"]
    template.save(outputs / f"{document['name']}.docx")


def word_context(folder, settings, risks, charts):
    report, register = settings["report"], settings["risk_register"]
    history = pd.read_csv(folder / "subject-history.csv").to_dict("records")
    scoring = settings["scoring"]
    exceptions = [
        risk
        for risk in risks
        if risk["baseline"]["letter"] == "R"
        or risk["escalated"] == "Yes"
        or risk["status"] == "Issue"
    ]
    return {
        "folder": folder,
        "known": read_figures(folder, settings),
        "charts": charts,
        "body": [],
        "implications": yaml.safe_load((folder / "implications.yaml").read_text("utf-8")),
        "pack": {"marking": settings.get("marking", "")},
        "meeting": {
            "header": f"{settings['meeting']['committee'].upper()} – "
            f"{long_date(settings['meeting']['date'])}"
        },
        "report": {
            **report,
            "background_papers": report.get("background_papers") or ["None."],
            "appendices": [
                {"label": f"Appendix {each['appendix']}", "title": each["title"]}
                for each in settings["documents"]
                if "appendix" in each
            ],
        },
        "subject_history": [{"meeting": row["Meeting"], "date": row["Date"]} for row in history],
        "exception_log": {
            "project": register["project"],
            "version_date": f"{register['version_date']:%d.%m.%y}",
            "latest_date": f"{register['latest_date']:%d.%m.%y}",
            "words": READINGS
            | {"target": "", "impact": "Impact", "likelihood": "Likelihood", "trend": "Trend"},
            "risks": exceptions,
        },
        "definitions": {
            "scale": [
                {"score": i["score"], "impact": i["word"], "likelihood": j["word"]}
                for i, j in zip(scoring["impact"], scoring["likelihood"], strict=True)
            ],
            "bands": [
                {**band, "scores": f"{band['lowest']} to {band['highest']}", "colour": band["hex"]}
                for band in scoring["bands"]
            ],
            "roles": settings["roles"],
            "arrows": [
                {"arrow": arrow, "words": f"Risk score has {words.lower()}"}
                for words, arrow in ARROWS.items()
            ],
        },
    }


# Excel

THIN = Side(style="thin", color="A6A6A6")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADINGS = [
    ("No.", 10), ("Workstream", 24), ("Description of risk", 40), ("Potential impact", 40),
    ("Baseline impact", 10), ("Baseline likelihood", 10), ("Baseline score", 10),
    ("Baseline RAG", 8),
    ("Mitigating actions", 44), ("Owner", 12), ("Revised impact", 10), ("Revised likelihood", 10),
    ("Revised score", 10), ("Revised RAG", 8), ("Latest impact", 10), ("Latest likelihood", 10),
    ("Latest score", 10), ("Latest RAG", 8), ("Trend", 14), ("Notes", 50), ("Status", 10),
    ("Escalated", 10),
]  # fmt: skip


def make_workbook(path, settings, risks, exceptions):
    book = Workbook()
    summary = book.active
    summary.title = "Summary"
    write_summary(summary, settings, risks)
    write_register(book.create_sheet("Exception log"), "ExceptionLog", settings, exceptions)
    write_register(book.create_sheet("Risk register"), "RiskRegister", settings, risks)
    issues = [risk for risk in risks if risk["status"] == "Issue"]
    rows = [[risk["reference"], risk["description"]] for risk in issues] or [["None", "No issues"]]
    write_table(book.create_sheet("Issues"), "Issues", ["No.", "Description"], rows)
    write_table(
        book.create_sheet("Score history"),
        "ScoreHistory",
        ["No.", "Reading", "Impact", "Likelihood", "Score", "RAG"],
        [
            [risk["reference"], word, r["impact"], r["likelihood"], r["score"], r["letter"]]
            for risk in risks
            for word, r in ((word, risk[key]) for key, word in READINGS.items())
        ],
    )
    scoring = settings["scoring"]
    write_table(
        book.create_sheet("Definitions"),
        "Bands",
        ["Letter", "Word", "Lowest", "Highest"],
        [[b["letter"], b["word"], b["lowest"], b["highest"]] for b in scoring["bands"]],
    )
    write_table(
        book.create_sheet("About"),
        "About",
        ["Item", "Detail"],
        [["Programme", settings["programme"]], ["As-of date", str(settings["as_of"])]],
    )
    book.save(path)


def write_table(sheet, name, headings, rows):
    sheet.append([sheet.title])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.border = GRID
            cell.font = Font(name="Arial", size=11)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    last = f"{get_column_letter(len(headings))}{sheet.max_row}"
    table = Table(displayName=name, ref=f"A2:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    for at in range(len(headings)):
        sheet.column_dimensions[get_column_letter(at + 1)].width = 24


def band_formula(score, bands):
    formula = '""'
    for band in bands:
        formula = f'IF({score}>={band["lowest"]},"{band["letter"]}",{formula})'
    return formula


def write_register(sheet, name, settings, risks):
    bands = settings["scoring"]["bands"]
    upwards = sorted(bands, key=lambda band: -band["lowest"])[::-1]
    sheet.append([sheet.title])
    sheet.append([heading for heading, _ in HEADINGS])
    for number, risk in enumerate(risks, start=3):
        row = [risk["reference"], risk["workstream"], risk["description"], risk["potential_impact"]]
        for key, (impact, likelihood, score) in zip(
            READINGS, (("E", "F", "G"), ("K", "L", "M"), ("O", "P", "Q")), strict=True
        ):
            if key == "previous":
                row += [risk["mitigations"], risk["owner"]]
            row += [
                risk[key]["impact"],
                risk[key]["likelihood"],
                f"={impact}{number}*{likelihood}{number}",
                "=" + band_formula(f"{score}{number}", upwards),
            ]
        row += [
            f'=IF(Q{number}>M{number},"↑ Increased",IF(Q{number}<M{number},"↓ Decreased",'
            '"⇔ Unchanged"))',
            "\n".join(risk["notes"]),
            risk["status"],
            risk["escalated"],
        ]
        sheet.append(row)
    last_row = len(risks) + 2
    for at, (_, width) in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row in sheet.iter_rows(min_row=2, max_row=last_row):
        for cell in row:
            cell.border = GRID
            cell.font = Font(name="Arial", size=11)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column in "HNR":
        for band in bands:
            fill = PatternFill(bgColor=band["hex"])
            rule = FormulaRule(formula=[f'{column}3="{band["letter"]}"'], fill=fill)
            sheet.conditional_formatting.add(f"{column}3:{column}{last_row}", rule)
    scale = DataValidation(type="list", formula1='"1,2,3,4,5"')
    for column in "EFKLOP":
        scale.add(f"{column}3:{column}{last_row}")
    sheet.add_data_validation(scale)
    table = Table(displayName=name, ref=f"A2:{get_column_letter(len(HEADINGS))}{last_row}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"
    sheet.oddHeader.center.text = f"{settings['programme']} {settings.get('marking', '')}"
    sheet.oddFooter.center.text = "Page &P of &N"


def write_summary(sheet, settings, risks):
    bands = settings["scoring"]["bands"]
    sheet.append([settings["programme"]])
    sheet.append(["RAG", *READINGS.values()])
    for band in bands:
        counts = [sum(risk[key]["letter"] == band["letter"] for risk in risks) for key in READINGS]
        sheet.append([f"{band['word']} ({band['letter']})", *counts])
    top = sorted(risks, key=lambda risk: -risk["latest"]["score"])[:10]
    first_top = sheet.max_row + 2
    sheet.cell(first_top, 1, "Risk")
    for at, word in enumerate(READINGS.values(), start=2):
        sheet.cell(first_top, at, word)
    for number, risk in enumerate(top, start=first_top + 1):
        sheet.cell(number, 1, risk["reference"])
        for at, key in enumerate(READINGS, start=2):
            sheet.cell(number, at, risk[key]["score"])
    last = first_top + len(top)
    for row, key in ((last + 2, "baseline"), (last + 10, "latest")):
        write_heat_map(sheet, row, key, risks, bands)
    rag = BarChart()
    rag.grouping, rag.overlap, rag.title = "stacked", 100, "Risks by RAG"
    rag.add_data(
        Reference(sheet, min_col=1, max_col=4, min_row=3, max_row=2 + len(bands)),
        titles_from_data=True,
        from_rows=True,
    )
    rag.set_categories(Reference(sheet, min_col=2, max_col=4, min_row=2))
    sheet.add_chart(rag, "H2")
    scores = BarChart()
    scores.type, scores.title = "bar", "Top ten latest scores against baseline"
    scores.add_data(
        Reference(sheet, min_col=2, max_col=4, min_row=first_top, max_row=last),
        titles_from_data=True,
    )
    scores.set_categories(Reference(sheet, min_col=1, min_row=first_top + 1, max_row=last))
    sheet.add_chart(scores, "H18")
    lines = LineChart()
    lines.title = "Movement of score"
    lines.add_data(
        Reference(sheet, min_col=1, max_col=4, min_row=first_top + 1, max_row=last),
        titles_from_data=True,
        from_rows=True,
    )
    sheet.add_chart(lines, "H34")


def write_heat_map(sheet, row, key, risks, bands):
    sheet.cell(row, 1, f"Heat map, {key}")
    for likelihood in range(5, 0, -1):
        line = row + 6 - likelihood
        sheet.cell(line, 1, likelihood)
        for impact in range(1, 6):
            product = impact * likelihood
            band = next(b for b in bands if b["lowest"] <= product <= b["highest"])
            inside = [
                risk["reference"]
                for risk in risks
                if (risk[key]["impact"], risk[key]["likelihood"]) == (impact, likelihood)
            ]
            cell = sheet.cell(line, impact + 1, f"{', '.join(inside)} ({len(inside)})")
            cell.fill = PatternFill("solid", fgColor=band["hex"])
            cell.border = GRID
            cell.alignment = Alignment(wrap_text=True)


def main(folder, templates, outputs):
    settings = yaml.safe_load((folder / "pack.yaml").read_text("utf-8"))
    style = yaml.safe_load((templates / "house-style.yaml").read_text("utf-8"))
    for band in settings["scoring"]["bands"]:
        band["hex"] = style["colours"][band["word"].lower()]["fill"][1:]
    assert isinstance(settings["as_of"], date)
    risks = read_risks(folder, settings["scoring"])
    charts = draw_charts(folder, style["series"])
    context = word_context(folder, settings, risks, charts)
    outputs.mkdir(parents=True, exist_ok=True)
    for document in settings["documents"]:
        if "template" in document:
            make_word(document, templates, outputs, context)
        else:
            path = outputs / f"{document['name']}.xlsx"
            make_workbook(path, settings, risks, context["exception_log"]["risks"])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))

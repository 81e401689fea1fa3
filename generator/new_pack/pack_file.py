"""Writes the `pack.yaml` of a new pack: what its files show, each line with its reason.

What nobody but the officer knows stands as a question above a line that is commented out. `check`
asks for it, since the key is missing as long as the line is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.characters import yaml_text
from generator.inputs.folders import PackFolder
from generator.new_pack.bands import possible_scores
from generator.new_pack.inputs_text import write_input
from generator.new_pack.pack_names import KnownPeriod
from generator.new_pack.pack_text import PackText
from generator.new_pack.plan_facts import FoundStatus, PlanFacts
from generator.new_pack.register_facts import RegisterFacts
from generator.new_pack.scoring_text import write_scoring

_USUAL_KEY = (
    FoundStatus(letter="R", word="Red", meaning="Off track", colour="red"),
    FoundStatus(letter="A", word="Amber", meaning="Some delay", colour="amber"),
    FoundStatus(letter="G", word="Green", meaning="On track", colour="green"),
    FoundStatus(letter="B", word="Blue", meaning="Complete", colour="blue"),
)


TEMPLATE, TEXT, LAST_TEXT = "council-report.docx", "report-text.docx", "last-report.docx"
"""The template of the council's report, the text to be written on, and the text that it was."""


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """What was found in the council's last report: see `ReportTemplate`."""

    headings: tuple[str, ...]
    has_title: bool
    committee: str
    date: str
    captioned: int = 0
    bold_headings: int = 0


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a new pack is written from. `title` is the programme's name and its source.

    `councils` are empty where nothing names them. `common` is what council.yaml says for all packs.
    `narrative` says that the pack has a report after
    the common template, `report` what is known of one after the council's own.
    """

    folder: PackFolder
    period: KnownPeriod | None
    title: tuple[str, str]
    councils: tuple[str, ...]
    councils_from: str
    register: RegisterFacts | None
    plan: PlanFacts | None
    common: Mapping[str, Any] = field(default_factory=dict)
    narrative: bool = False
    report: ReportFacts | None = None


def write_pack_file(known: Known, earlier: Sequence[str], *, is_before: bool) -> PackText:
    """The `pack.yaml` of what is known. `earlier` and `is_before` as for `PackText`."""
    out = PackText(earlier=earlier, is_before=is_before)
    out.lines += [
        f"# {known.title[0]}: the papers of {known.folder.period}. inputs/README.md explains "
        "every key.",
        "# A comment says where a line comes from. Below '# ?' stands what only you know: correct",
        "# the line, and delete the # before it.",
        "",
    ]
    _programme(known, out)
    if known.narrative:
        _report(known, out)
    if known.report:
        _council_report(known.report, out)
    if known.register and "roles" not in known.common:
        _roles(known.register, out)
    if known.register and "scoring" not in known.common:
        write_scoring(known.register, out)
    if known.register:
        _register(known, known.register, out)
    if known.plan:
        _plan(known, known.plan, out)
    _inputs(known, out)
    _documents(known, out)
    return out


def _programme(known: Known, out: PackText) -> None:
    title, source = known.title
    out.add(f"programme: {yaml_text(title)}", source)
    out.understood.append(("Programme", title))
    if "councils" in known.common:
        out.lines.append("# councils: as council.yaml says")
    elif known.councils:
        listed = ", ".join(map(yaml_text, known.councils))
        out.add(f"councils: [{listed}]", known.councils_from)
        out.understood.append(("Council", f"{', '.join(known.councils)} ({known.councils_from})"))
    else:
        out.ask("Which council publishes the papers? Its full name:", "councils: [Our Council]")
    if known.period:
        start, end = known.period.start, known.period.end
        name = yaml_text(known.period.name)
        out.add(f"period: {{name: {name}, start: {start}, end: {end}}}", "from the folder's name")
        out.understood.append(("Period", f"{known.period.name}, {_day(start)} to {_day(end)}"))
        day = as_of(known)
        out.add(f"as_of: {day}", "nothing later is described as past")
    else:
        out.ask(
            "Which period do the papers report on, and on which day are they true?",
            "period: {name: Quarter 1 2025/26, start: 2025-04-01, end: 2025-06-30}",
            "as_of: 2025-07-08",
            of_period=True,
        )
    report = known.report
    committee = (report and report.committee) or "Cabinet"
    meeting = f"meeting: {{committee: {yaml_text(committee)}, date: 2025-07-15}}"
    if known.narrative or (report and (report.committee or report.date)):
        out.ask("Which meeting receives the papers, and when?", meeting, of_period=True)
    else:
        out.lines.append(f"# {meeting}  # if you want it printed")
    out.lines.append("")


def as_of(known: Known) -> date | None:
    """The last day of the period, or a later day that the register gives of itself."""
    if known.period is None:
        return None
    reviewed = known.register.reviewed if known.register else None
    return max(known.period.end, reviewed.day) if reviewed else known.period.end


def _report(known: Known, out: PackText) -> None:
    out.lines += ["report:", f"  title: {yaml_text(known.title[0])}"]
    out.ask("Whose report is it?", "  report_of: The Leader of the Council")
    out.ask("Who writes it?", "  author: {name: Name, title: Post}")
    out.lines.append("")


def _council_report(facts: ReportFacts, out: PackText) -> None:
    if facts.headings:
        headings = ", ".join(facts.headings)
        out.understood.append(("Report", f"{len(facts.headings)} sections: {headings}"))
    out.understood.append(("Its look", f"templates/{TEMPLATE}, to be changed in Word"))
    out.understood.append(("Its text", f"{TEXT}, to be brought up to date in Word"))
    if not facts.has_title:
        out.doubt(f"no title was found in the report: write {{{{ document.title }}}} in {TEMPLATE}")
    for what, found, tag in (
        ("committee", facts.committee, "meeting.committee"),
        ("date of the meeting", facts.date, "meeting.date"),
    ):
        if found:
            out.doubt(f"'{found}' was taken as the {what}; {TEMPLATE} has {{{{ {tag} }}}} there")
    if facts.bold_headings:
        out.doubt(
            f"{facts.bold_headings} bold lines were taken as headings; in Word, give those of "
            f"{TEMPLATE} and {TEXT} the styles Heading 1 and Heading 2"
        )
    if facts.captioned:
        number = f"{facts.captioned} tables" if facts.captioned > 1 else "1 table"
        out.doubt(f"{number} without a caption got the heading above for one, in {TEXT}")
    out.doubt(f"the other lines before the first section stand in {TEMPLATE} as they were")
    out.lines.append("")


def _roles(facts: RegisterFacts, out: PackText) -> None:
    if facts.owners and not facts.roles and (block := out.answered("roles:")):
        out.lines += ["# as before:", *block, ""]
    if facts.roles:
        out.lines.append("roles:  # from the key of initials in the workbook")
        for initials, title in facts.roles:
            out.lines.append(f"  - {{initials: {yaml_text(initials)}, title: {yaml_text(title)}}}")
        out.lines.append("")
    if facts.owners:
        count = f"{len(facts.owners)} owners" if len(facts.owners) > 1 else "1 owner"
        known = f", {len(facts.roles)} explained by a key" if facts.roles else ""
        out.understood.append(("Owners", f"{count}{known}, such as {facts.owners[0]}"))


def _register(known: Known, facts: RegisterFacts, out: PackText) -> None:
    out.lines.append("risk_register:")
    out.add(f"  project: {yaml_text(known.title[0])}", "printed above the register")
    if facts.reviewed:
        day, reason = facts.reviewed.day, facts.reviewed.reason
        out.understood.append(("Latest scores", f"{_day(day)} ({reason})"))
    elif known.period and not any(table.records for table in facts.tables):
        day, reason = known.period.end, "the end of the period: there is no risk yet"
    else:  # the papers print it, so it is not assumed
        day = None
    if day:
        out.add(f"  version_date: {day}", reason)
        out.add(f"  latest_date: {day}", "when the latest scores were given")
    else:
        out.ask(
            "Of which day are the register and its latest scores?",
            f"  version_date: {known.period.end if known.period else '2025-06-30'}",
            f"  latest_date: {known.period.end if known.period else '2025-06-30'}",
            of_period=True,
        )
    conditions = "{status: [Issue]}"
    letter = _highest_band(known.common) or (
        facts.bands.bands[-1].letter if facts.bands.bands else ""
    )
    if letter:
        top = yaml_text(letter)
        conditions = f"{{reading: {facts.reading}, band: [{top}]}}, {conditions}"
    else:
        highest = max(possible_scores((facts.impact, facts.likelihood), facts.rule), default=25)
        lowest = max(3, highest * 14 // 25 + 1)
        conditions = f"{{reading: {facts.reading}, score_at_least: {lowest}}}, {conditions}"
    out.add(f"  exceptions: {{any_of: [{conditions}]}}", "which risks the exception log takes")
    for key in ("  stages:", "  words:"):
        out.lines += out.answered(key)
    if facts.unsettled:
        listed = ", ".join(f"{yaml_text(word)}: Open" for word in facts.unsettled)
        out.ask(
            f"What do these statuses mean: {', '.join(facts.unsettled)}? Open, Closed or Issue?",
            f"  statuses: {{{listed}}}",
        )
    out.lines.append("")


def _highest_band(common: Mapping[str, Any]) -> str:
    """The letter of the highest band of council.yaml; "" where it says nothing of bands."""
    scoring = common.get("scoring")
    bands = scoring.get("bands") if isinstance(scoring, dict) else None
    known = [each for each in bands or () if isinstance(each, dict)]
    highest = max(known, key=lambda each: _number(each.get("lowest")), default={})
    return str(highest.get("letter", ""))


def _number(text: object) -> float:
    return float(text) if isinstance(text, str) and text.replace(".", "", 1).isdigit() else 0


def _plan(known: Known, facts: PlanFacts, out: PackText) -> None:
    out.lines.append("action_plan:")
    title = facts.title or f"{known.title[0]}: action plan"
    out.add(f"  title: {yaml_text(title)}", "printed above the plan")
    updated = facts.updated or (f"{known.period.end:%B %Y}" if known.period else "")
    if updated:
        out.add(f"  updated: {yaml_text(updated)}", "" if facts.updated else "the period's end")
    else:
        out.ask("When was the plan last updated?", "  updated: June 2025", of_period=True)
    key = facts.key or _USUAL_KEY
    out.add("  key:", facts.key_reason or "the usual colours: the plan has no rating yet")
    for each in key:
        out.lines.append(
            f"    - {{letter: {yaml_text(each.letter)}, word: {yaml_text(each.word)}, "
            f"meaning: {yaml_text(each.meaning)}, colour: {each.colour}}}"
        )
    out.understood.append(("Ratings", ", ".join(f"{each.word} ({each.meaning})" for each in key)))
    out.lines.append("")


def _inputs(known: Known, out: PackText) -> None:
    out.lines.append("inputs:")
    if known.register:
        register = known.register
        write_input("risk_register", register.wanted, register.tables, register.other_sheets, out)
    if known.plan:
        plan = known.plan
        write_input("action_plan", plan.wanted, (plan.table,), plan.other_sheets, out)
    if known.narrative:
        out.lines += [
            "  implications: {file: implications.yaml}",
            "  narrative: narrative",
        ]
    if known.report:
        out.add(f"  narrative: {TEXT}", "the text of the last report: write on in Word")
        out.add(f"  last_report: {LAST_TEXT}", "check names the sections that still say the same")
    out.lines.append("")


def _documents(known: Known, out: PackText) -> None:
    title = known.title[0]
    out.lines.append("documents:")
    entries: list[tuple[str, str, str]] = []
    if known.narrative:
        entries.append(("report", title, "template: executive-report.docx"))
    if known.report:
        period = f": {known.period.name}" if known.period else ""
        entries.append(("report", f"{title}{period}", f"template: {TEMPLATE}"))
    if known.register:
        log = "template: exception-risk-log.docx"
        entries.append(("exception-log", f"{title}: exception risk log", log))
        entries.append(("risk-register", f"{title}: risk register", "workbook: risk-register"))
    if known.plan:
        plan = f"{title}: action plan"
        entries.append(("action-plan", plan, "template: action-plan.docx"))
        entries.append(("action-plan", plan, "workbook: action-plan"))
    for name, shown, what in entries:
        out.lines.append(f"  - {{name: {name}, title: {yaml_text(shown[:150])}, {what}}}")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

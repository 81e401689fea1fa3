"""What `new` proposes: the files of a pack's folder, and what was understood and is asked."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import UsageError
from generator.findings import Finding, Location, Severity
from generator.inputs.files.colour_rules import read_colour_rules
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.files.table_files import read_sheets
from generator.inputs.folders import COUNCIL_FILE, PackFolder, folder_before
from generator.inputs.pack_reader import PACK_FILE
from generator.inputs.style_files import read_house_style
from generator.inputs.tables.heading_words import plain
from generator.new_pack.earlier_pack import EarlierPack
from generator.new_pack.empty_files import empty_narrative, empty_plan, empty_register
from generator.new_pack.pack_file import (
    LAST_TEXT,
    TEMPLATE,
    TEXT,
    Known,
    ReportFacts,
    write_pack_file,
)
from generator.new_pack.pack_names import period_of, programme_of
from generator.new_pack.pack_text import without_comments
from generator.new_pack.plan_facts import PlanFacts, read_plan
from generator.new_pack.register_facts import RegisterFacts, read_register
from generator.settings.declaration import changed
from generator.settings.input_files import InputFile
from generator.settings.yaml import read_yaml

EMPTY_FILES = {"risk_register": "risk-register.xlsx", "action_plan": "action-plan.xlsx"}
"""The names of the workbooks of a pack that starts with none."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The files that an officer gave, and the programme's title, "" where they gave none."""

    register: Path | None = None
    plan: Path | None = None
    report: Path | None = None
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The files of a new pack by their paths in its folder; none where an error stops it.

    `understood` are pairs of what was asked of the files and what they show; `doubts` say what is
    assumed and should be looked at, `questions` what only a person knows.
    """

    folder: PackFolder
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    understood: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def difference(self) -> tuple[str, ...]:
        """The lines in which the folder's own `pack.yaml` differs from the proposed one.

        Comments do not count.
        """
        present = EarlierPack.of(self.folder) or EarlierPack()
        now = without_comments(present.lines)
        proposed = without_comments(self.files[PACK_FILE].decode().splitlines())
        lines = difflib.unified_diff(now, proposed, "pack.yaml", "proposed", lineterm="")
        return tuple(lines)

    @property
    def other_files(self) -> tuple[str, ...]:
        """The inputs that the folder lacks or holds with other contents."""
        return tuple(
            name
            for name, data in self.files.items()
            if name != PACK_FILE
            and not (
                (self.folder.path / name).is_file()
                and (self.folder.path / name).read_bytes() == data
            )
        )


def propose(folder: PackFolder, asked: Asked, templates: Path) -> Proposal:
    """Work out a pack from the files given. Writes nothing.

    For a pack that exists, what is not given is taken from its `pack.yaml`.
    """
    findings: list[Finding] = []
    files: dict[str, bytes] = {}
    present = EarlierPack.of(folder)
    earlier = present or EarlierPack.of(folder_before(folder)) or EarlierPack()
    report = _read_report(asked.report, files, templates, findings)
    if report is None and present and present.text("inputs", "last_report"):
        committee = present.text("meeting", "committee")
        report = ReportFacts(headings=(), has_title=True, committee=committee, date="")
    wanted = {
        "risk_register": _wanted("risk_register", asked.register, folder, present, earlier),
        "action_plan": _wanted("action_plan", asked.plan, folder, present, earlier),
    }
    is_empty = not (present or report or any(wanted.values()))
    if is_empty:
        files |= _empty_files(folder, asked, templates, findings)
        wanted = {key: (None, InputFile(file=name)) for key, name in EMPTY_FILES.items()}
    for home, each in filter(None, wanted.values()):
        if home is not None:
            _add(home, each.file, files, findings)
    register, plan = _facts(wanted, files, earlier, findings)
    if any(each.severity is Severity.ERROR for each in findings):
        return Proposal(folder=folder, files={}, findings=tuple(findings))
    narrative = is_empty or bool(present and present.text("inputs", "narrative") and not report)
    out = write_pack_file(
        _known(folder, asked, register, plan, earlier, report, narrative=narrative),
        earlier.lines,
        is_before=present is None,
    )
    return Proposal(
        folder=folder,
        files={PACK_FILE: out.text.encode(), **files},
        findings=tuple(findings),
        understood=tuple(out.understood),
        doubts=tuple(out.doubts),
        questions=tuple(out.questions),
    )


_Wanted = tuple[Path | None, InputFile] | None
"""The folder of a file, None for one that `new` makes, and how the file is to be read."""


def _wanted(
    key: str,
    given: Path | None,
    folder: PackFolder,
    present: EarlierPack | None,
    earlier: EarlierPack,
) -> _Wanted:
    """An input: the file given, else the folder's own, its sheets and columns as said before."""
    said = earlier.input(key)
    if given is None:
        own = present.input(key) if present else None
        return (folder.path, own) if own else None
    name = given.name
    return given.parent, changed(said, file=name) if said else InputFile(file=name)


def _facts(
    wanted: Mapping[str, _Wanted],
    files: Mapping[str, bytes],
    earlier: EarlierPack,
    findings: list[Finding],
) -> tuple[RegisterFacts | None, PlanFacts | None]:
    """What the register and the plan show; None for each that there is not, or cannot be read."""
    register, plan = None, None
    if (asked := wanted["risk_register"]) and (sheets := _sheets(asked[1], files, findings)):
        rules = read_colour_rules(files[asked[1].file])
        stages = tuple((plain(word), reading) for word, reading in earlier.stages.items())
        register = read_register(sheets, asked[1], findings, rules, stages)
    if (asked := wanted["action_plan"]) and (sheets := _sheets(asked[1], files, findings)):
        plan = read_plan(sheets, asked[1], findings)
    return register, plan


def _sheets(
    wanted: InputFile, files: Mapping[str, bytes], findings: list[Finding]
) -> tuple[InputSheet, ...]:
    data = files.get(wanted.file)
    return () if data is None else read_sheets(data, wanted.file, findings)


def _known(
    folder: PackFolder,
    asked: Asked,
    register: RegisterFacts | None,
    plan: PlanFacts | None,
    earlier: EarlierPack,
    report: ReportFacts | None,
    *,
    narrative: bool,
) -> Known:
    """All that is known: from what was typed, then what a pack.yaml says, then the files."""
    title = (asked.title or earlier.text("programme"), "")
    councils, source = earlier.texts("councils"), "as before"
    if not councils and (body := (register and register.body) or (plan and plan.body)):
        councils, place = (body[0],), body[1]
        source = f"from the title at {place.cell or place.file}"
    if not title[0]:
        title = (programme_of(folder), "from the folder's name")
    return Known(
        folder=folder,
        period=period_of(folder.period),
        title=title,
        councils=councils,
        councils_from=source,
        register=register,
        plan=plan,
        common=_council_file(folder),
        narrative=narrative,
        report=report,
    )


def _read_report(
    path: Path | None, files: dict[str, bytes], templates: Path, findings: list[Finding]
) -> ReportFacts | None:
    """What the last report gives: a template, its text, and what the template has tags for."""
    if path is None:
        return None
    data = SourceFiles(path.parent, findings).data(path.name, Location(file=str(path)))
    if data is None:
        return None
    from generator.new_pack.council_report import read_report
    from generator.new_pack.report_template import make_template

    report = read_report(data, path.name, findings)
    if report is None:
        return None
    made = make_template(report, templates)
    files[TEXT] = files[LAST_TEXT] = report.text
    files[f"templates/{TEMPLATE}"] = made.template
    return ReportFacts(
        headings=tuple(section.heading for section in report.sections),
        has_title=made.has_title,
        committee=made.committee,
        date=made.date,
        captioned=report.captioned,
        bold_headings=report.bold_headings,
    )


def _add(home: Path, name: str, files: dict[str, bytes], findings: list[Finding]) -> None:
    """Keep the bytes of a file of this name for the pack's folder."""
    if name.casefold() == PACK_FILE:
        raise UsageError(f"An input cannot be called {name}", "Give the file another name.")
    data = SourceFiles(home, findings).data(name, Location(file=name))
    if data is not None:
        if files.get(name, data) != data:
            raise UsageError(
                f"Two different files are called {name}", "Give one of them another name."
            )
        files[name] = data


def _empty_files(
    folder: PackFolder, asked: Asked, templates: Path, findings: list[Finding]
) -> dict[str, bytes]:
    """The files of a pack that starts with none."""
    style = read_house_style(folder.path, templates, SourceFiles(folder.path, findings), findings)
    if style is None:
        return {}
    period = period_of(folder.period)
    day = period.start if period else date(2000, 1, 1)
    title = asked.title or programme_of(folder)
    return {
        EMPTY_FILES["risk_register"]: empty_register(title, style.style, day),
        EMPTY_FILES["action_plan"]: empty_plan(title, style.style, day),
        **empty_narrative(),
    }


def _council_file(folder: PackFolder) -> Mapping[str, Any]:
    """What council.yaml says for all packs; check names its mistakes."""
    if not folder.council.is_file():
        return {}
    text = SourceFiles(folder.council.parent, []).text(COUNCIL_FILE, Location(file=COUNCIL_FILE))
    said = read_yaml(text or "", COUNCIL_FILE).value
    return said if isinstance(said, dict) else {}

"""What `new` proposes: the files of a pack's folder, and what was understood and is asked."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from generator.errors import UsageError
from generator.findings import Finding, Location, Severity
from generator.inputs.files.colour_rules import read_colour_rules
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.files.table_files import read_sheets
from generator.inputs.folders import COUNCIL_FILE, PackFolder, folder_before
from generator.inputs.pack_reader import PACK_FILE, read_settings
from generator.inputs.style_files import read_house_style
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
from generator.settings.pack_settings import PackSettings
from generator.settings.yaml import read_yaml

F = TypeVar("F")


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
        now = without_comments(_lines_of(self.folder))
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
    present = _present_settings(folder)
    paths = {
        "risk_register": asked.register or _input_of(folder, present, "risk_register"),
        "action_plan": asked.plan or _input_of(folder, present, "action_plan"),
    }
    report = _read_report(asked.report, files, templates, findings)
    is_empty = not any(paths.values()) and asked.report is None
    if is_empty:
        files |= _empty_files(folder, asked, templates, findings)
    for path in filter(None, paths.values()):
        _add(path, files, findings)
    names = {
        key: path.name if path else f"{key.replace('_', '-')}.xlsx" for key, path in paths.items()
    }
    rules = read_colour_rules(files.get(names["risk_register"], b"-"))
    coloured = partial(read_register, rules=rules)
    register = _read(coloured, names["risk_register"], files, findings)
    plan = _read(read_plan, names["action_plan"], files, findings)
    if any(each.severity is Severity.ERROR for each in findings):
        return Proposal(folder=folder, files={}, findings=tuple(findings))
    before = None if present else folder_before(folder)
    said = read_settings(before)[0] if before else present
    narrative = bool(present.inputs.narrative) if present else is_empty
    out = write_pack_file(
        _known(folder, asked, register, plan, said, report, narrative=narrative),
        _lines_of(before or folder),
        is_before=before is not None,
    )
    return Proposal(
        folder=folder,
        files={PACK_FILE: out.text.encode(), **files},
        findings=tuple(findings),
        understood=tuple(out.understood),
        doubts=tuple(out.doubts),
        questions=tuple(out.questions),
    )


def _known(
    folder: PackFolder,
    asked: Asked,
    register: RegisterFacts | None,
    plan: PlanFacts | None,
    said: PackSettings | None,
    report: ReportFacts | None,
    *,
    narrative: bool,
) -> Known:
    """All that is known: from what was typed, then what a pack.yaml says, then the files."""
    title = (asked.title, "")
    councils: tuple[str, ...] = ()
    source = ""
    if said is not None:
        title = (asked.title or said.programme, "")
        councils, source = said.councils, "as before"
    elif body := (register and register.body) or (plan and plan.body):
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
    )


def _add(path: Path, files: dict[str, bytes], findings: list[Finding]) -> None:
    """Keep the bytes of a file that an officer named for the pack's folder."""
    data = SourceFiles(path.parent, findings).data(path.name, Location(file=str(path)))
    if data is not None:
        if files.get(path.name, data) != data:
            raise UsageError(
                f"Two different files are called {path.name}", "Give one of them another name."
            )
        files[path.name] = data


def _read(
    read: Callable[[Sequence[InputSheet], str, list[Finding]], F | None],
    name: str,
    files: Mapping[str, bytes],
    findings: list[Finding],
) -> F | None:
    """The facts of an input of this name; None, with findings, where it is not one."""
    if name not in files:
        return None
    sheets = read_sheets(files[name], name, findings)
    return read(sheets, name, findings) if sheets else None


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
        "risk-register.xlsx": empty_register(title, style.style, day),
        "action-plan.xlsx": empty_plan(title, style.style, day),
        **empty_narrative(),
    }


def _present_settings(folder: PackFolder) -> PackSettings | None:
    return read_settings(folder)[0] if (folder.path / PACK_FILE).is_file() else None


def _council_file(folder: PackFolder) -> Mapping[str, Any]:
    """What council.yaml says for all packs; check names its mistakes."""
    if not folder.council.is_file():
        return {}
    text = SourceFiles(folder.council.parent, []).text(COUNCIL_FILE, Location(file=COUNCIL_FILE))
    said = read_yaml(text or "", COUNCIL_FILE).value
    return said if isinstance(said, dict) else {}


def _lines_of(folder: PackFolder) -> list[str]:
    """The lines of a folder's pack.yaml; none where it has none."""
    path = folder.path / PACK_FILE
    if not path.is_file():
        return []
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _input_of(folder: PackFolder, present: PackSettings | None, key: str) -> Path | None:
    wanted = getattr(present.inputs, key) if present else None
    return folder.path / wanted.file if wanted else None

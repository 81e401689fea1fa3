"""Reads a pack: its settings, its house style, and every input that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.findings import Finding, Location, Severity, rule
from generator.inputs.cells.text_cells import plain_word
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.files.table_files import read_sheets
from generator.inputs.folders import COUNCIL_FILE, PackFolder, folder_before
from generator.inputs.narrative.narrative_files import build_implications, read_narrative
from generator.inputs.period_before import can_be_compared, gone_since, with_readings_before
from generator.inputs.records.action_records import build_action_plan, with_blank_status
from generator.inputs.records.programme_records import build_records, build_savings
from generator.inputs.records.risk_records import build_register
from generator.inputs.records.survey_records import build_survey, build_survey_from_responses
from generator.inputs.style_files import read_house_style
from generator.inputs.tables.column_contents import PackWords
from generator.inputs.tables.columns.action_columns import ACTION_PLAN
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.columns.programme_columns import (
    FIGURES,
    SAVINGS,
    SERVICE_REVIEWS,
    SUBJECT_HISTORY,
)
from generator.inputs.tables.columns.risk_columns import RISK_REGISTER
from generator.inputs.tables.columns.survey_columns import SURVEY_COUNTS, SURVEY_RESPONSES
from generator.inputs.tables.heading_findings import columns_read
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.score_headings import declared_stages
from generator.inputs.tables.table_search import find_tables
from generator.model.pack import ColumnRead, Pack, SourceFile
from generator.model.programme import KeyFigure, PastMeeting, ServiceReview
from generator.model.risks import RiskRegister
from generator.settings.input_files import InputFile
from generator.settings.pack_settings import PackSettings
from generator.settings.registers import ActionStatus
from generator.settings.scoring import Band
from generator.settings.validation import VALUE_WRONG, build_settings
from generator.settings.yaml import YamlFile, laid_over, read_yaml

_Build = Callable[
    [Sequence[InputTable], Sequence[InputSheet], PackSettings, list[Finding]], Mapping[str, Any]
]
PACK_FILE = "pack.yaml"
PERIOD_BEFORE = rule("TREND-03")
RISK_GONE = rule("TREND-05")


def read_pack(folder: PackFolder, *, templates: Path) -> tuple[Pack | None, tuple[Finding, ...]]:
    """The pack, filled as far as its inputs can be read, and all findings at once.

    The pack is None only where its settings or its house style cannot be built.
    """
    return _PackReader(folder, templates).read()


def read_settings(folder: PackFolder) -> tuple[PackSettings | None, tuple[Finding, ...]]:
    """What `pack.yaml` alone says; None, with findings, where it cannot be understood."""
    return _PackReader(folder, folder.path).read_settings()


@lru_cache(maxsize=256)
def understand_settings(
    text: str, council: str = ""
) -> tuple[PackSettings | None, YamlFile, tuple[Finding, ...]]:
    """What a `pack.yaml` says over a `council.yaml`; once, as choosing documents reads it too."""
    findings: list[Finding] = []
    common, yaml = read_yaml(council, COUNCIL_FILE), read_yaml(text, PACK_FILE)
    if not isinstance(common.value, dict) and council.strip():
        if common.value is not None and not common.findings:
            seen = "the file should hold keys, each with its value"
            findings.append(VALUE_WRONG.at(common.at(()), seen))
        if found := (*common.findings, *findings):
            return None, yaml, found
    yaml = laid_over(common, yaml)
    return build_settings(PackSettings, yaml, findings), yaml, tuple(findings)


class _PackReader:
    def __init__(self, folder: PackFolder, templates: Path) -> None:
        self._folder = folder
        self._templates = templates
        self._findings: list[Finding] = []
        self._files = SourceFiles(folder.path, self._findings)
        self._columns: list[ColumnRead] = []
        self._before: tuple[SourceFile, ...] = ()
        self._yaml = YamlFile(file=PACK_FILE)

    def read(self) -> tuple[Pack | None, tuple[Finding, ...]]:
        settings = self._settings()
        style = read_house_style(self._folder.path, self._templates, self._files, self._findings)
        if settings is None or style is None:
            return None, tuple(self._findings)
        parts = self._parts(settings)
        pack = Pack(
            name=self._folder.name,
            period=self._folder.period,
            settings=with_blank_status(settings, parts.get("action_plan")),
            house_style=style.style,
            style_places=style.places,
            logo=style.logo,
            sources=(*self._files.read, *self._before),
            settings_places={
                ".".join(map(str, path)): at for path, at in self._yaml.places.items() if path
            },
            columns=tuple(self._columns),
            **parts,
        )
        return pack, tuple(self._findings)

    def read_settings(self) -> tuple[PackSettings | None, tuple[Finding, ...]]:
        settings = self._settings()
        return settings, tuple(self._findings)

    def _settings(self) -> PackSettings | None:
        text = self._files.text(PACK_FILE, Location(file=PACK_FILE))
        council: str | None = ""
        if (path := self._folder.council).exists():
            at = Location(file=COUNCIL_FILE)
            data = self._files.data_of(path, COUNCIL_FILE, at, within=path.parent)
            council = None if data is None else self._files.decoded(data, COUNCIL_FILE)
        if text is None or council is None:
            return None
        settings, self._yaml, findings = understand_settings(text, council)
        self._findings += findings
        return settings

    def _parts(self, settings: PackSettings) -> dict[str, Any]:
        """The parts of the pack that its inputs give, by name; one that fails is left out."""
        named = settings.inputs
        parts = {
            "narrative": self._narratives(settings),
            "last_narrative": self._last_narrative(named.last_report),
            "implications": self._implications(named.implications),
        }
        for form, build in _BUILDERS.items():
            if wanted := getattr(named, form.key):
                tables, sheets = self._tables(form, wanted, settings)
                if tables:
                    parts |= build(tables, sheets, settings, self._findings)
        if (folder := folder_before(self._folder)) is not None:
            parts |= self._with_period_before(folder, parts, settings)
        return {name: part for name, part in parts.items() if part is not None}

    def _with_period_before(
        self, folder: PackFolder, parts: Mapping[str, Any], now: PackSettings
    ) -> dict[str, Any]:
        """The register with what the folder of the period before says of its risks.

        What is wrong there is found when that period is checked; here one warning says that it
        could not be used.
        """
        other = _PackReader(folder, self._templates)
        before = other._settings()
        register: RiskRegister | None = parts.get("register")
        found: RiskRegister | None = None
        if register and before and before.inputs.risk_register and can_be_compared(before, now):
            tables, sheets = other._tables(RISK_REGISTER, before.inputs.risk_register, before)
            found = build_register(tables, sheets, before, other._findings) if tables else None
        self._before = tuple(
            replace(source, path=f"../{folder.period}/{source.path}")
            for source in other._files.read
            if source.path != COUNCIL_FILE
        )
        errors = [each for each in other._findings if each.severity is Severity.ERROR]
        if register and errors:
            seen = f"the period before, {folder.period}, has errors, such as: {errors[0].seen}"
            self._findings.append(PERIOD_BEFORE.at(Location(file=PACK_FILE), seen))
        elif register and found and before:
            for risk in gone_since(register, found):
                seen = f"{risk.reference} was open in {before.period.name} and is not here any more"
                place = Location(file=register.file)
                self._findings.append(RISK_GONE.at(place, seen, value=risk.reference))
            return {"register": with_readings_before(register, found, before)}
        return {}

    def _named_at(self, key: str) -> Location:
        return self._yaml.at(("inputs", key, "file"))

    def _tables(
        self, form: InputForm, wanted: InputFile, settings: PackSettings
    ) -> tuple[Sequence[InputTable], Sequence[InputSheet]]:
        """The tables of an input, and all sheets of its file; no table where reading fails."""
        data = self._files.data(wanted.file, self._named_at(form.key))
        sheets = () if data is None else read_sheets(data, wanted.file, self._findings)
        tables = find_tables(sheets, form, wanted, _words(settings), self._findings)
        for table in tables:
            self._columns += columns_read(table)
        return tables, sheets

    def _narratives(self, settings: PackSettings) -> dict[str, Any]:
        """The sections of the pack by key, and those of documents' own texts as "texts/key"."""
        common = settings.inputs.narrative
        found = dict(self._narrative(common) or {})
        own = {each.texts: n for n, each in enumerate(settings.documents) if each.texts}
        for name, number in own.items():
            at = self._yaml.at(("documents", number, "texts"))
            sections = read_narrative(name, self._files, at, self._findings)
            found |= {f"{name}/{key}": each for key, each in sections.items()}
        return found

    def _narrative(self, name: str | None) -> Any:
        if name is None:
            return None
        at = self._yaml.at(("inputs", "narrative"))
        return read_narrative(name, self._files, at, self._findings)

    def _last_narrative(self, name: str | None) -> Any:
        """The text of the last report. No document is made from it, so it is no source."""
        if name is None:
            return None
        at = self._yaml.at(("inputs", "last_report"))
        return read_narrative(name, SourceFiles(self._folder.path, self._findings), at, [])

    def _implications(self, wanted: InputFile | None) -> Any:
        if wanted is None:
            return None
        text = self._files.text(wanted.file, self._named_at("implications"))
        if text is None:
            return None
        return build_implications(read_yaml(text, wanted.file), self._findings)


def _words(settings: PackSettings) -> PackWords:
    """The pack's own words for ratings and steps."""
    scoring, plan = settings.scoring, settings.action_plan
    ratings: list[Band | ActionStatus] = [*(scoring.bands if scoring else ())]
    ratings += plan.key if plan else ()
    scales = {"impact": scoring.impact, "likelihood": scoring.likelihood} if scoring else {}
    steps = [point for scale in scales.values() for point in scale]
    return PackWords(
        limited=frozenset(
            name
            for name, scale in scales.items()
            if any(each.tells_other_numbers for each in scale)
        ),
        as_of=settings.as_of,
        stages=declared_stages(settings),
        ratings=frozenset(
            plain_word(name)
            for each in ratings
            for name in (each.word, each.letter, *each.also_written)
            if name
        ),
        steps=frozenset(
            plain_word(name) for point in steps for name in (point.word, *point.also_written)
        ),
    )


def _records(name: str, model: type) -> _Build:
    """A builder of a part of the pack that is a tuple of records of one kind."""
    return lambda tables, _sheets, _settings, found: {name: build_records(tables[0], model, found)}


_BUILDERS: Mapping[InputForm, _Build] = {
    RISK_REGISTER: lambda tables, sheets, settings, found: {
        "register": build_register(tables, sheets, settings, found)
    },
    ACTION_PLAN: lambda tables, _, settings, found: {
        "action_plan": build_action_plan(tables[0], settings, found)
    },
    SERVICE_REVIEWS: _records("service_reviews", ServiceReview),
    SAVINGS: lambda tables, _sheets, _settings, found: dict(
        zip(("savings", "savings_totals"), build_savings(tables[0], found), strict=True)
    ),
    SURVEY_COUNTS: lambda tables, _sheets, _settings, found: {
        "survey": build_survey(tables[0], found)
    },
    SURVEY_RESPONSES: lambda tables, _sheets, _settings, found: {
        "survey": build_survey_from_responses(tables[0], found)
    },
    SUBJECT_HISTORY: _records("subject_history", PastMeeting),
    FIGURES: _records("figures", KeyFigure),
}
"""For each input the parts of the pack that its tables give, by name."""

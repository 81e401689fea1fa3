"""Reads a pack: its settings, its house style, and every input that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from generator.findings import Finding, Location
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.files.table_files import read_sheets
from generator.inputs.folders import PackFolder
from generator.inputs.narrative import build_implications, read_narrative
from generator.inputs.records.action_records import build_action_plan
from generator.inputs.records.programme_records import build_records, build_savings
from generator.inputs.records.risk_records import build_register
from generator.inputs.records.survey_counts import build_survey
from generator.inputs.records.survey_responses import build_survey_from_responses
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
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.table_findings import columns_read
from generator.inputs.tables.table_search import find_tables
from generator.model.columns_read import ColumnRead
from generator.model.pack import Pack
from generator.model.programme import KeyFigure, PastMeeting, ServiceReview
from generator.settings.input_files import InputFile
from generator.settings.pack_settings import PackSettings
from generator.settings.registers import ActionStatus
from generator.settings.scoring import Band, Scoring
from generator.settings.validation import build_settings
from generator.settings.yaml import YamlFile, read_yaml

T = TypeVar("T")
PACK_FILE = "pack.yaml"


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
    text: str,
) -> tuple[PackSettings | None, YamlFile, tuple[Finding, ...]]:
    """What a `pack.yaml` says; once for each text, since choosing documents reads it too."""
    findings: list[Finding] = []
    yaml = read_yaml(text, PACK_FILE)
    return build_settings(PackSettings, yaml, findings), yaml, tuple(findings)


class _PackReader:
    def __init__(self, folder: PackFolder, templates: Path) -> None:
        self._folder = folder
        self._templates = templates
        self._findings: list[Finding] = []
        self._files = SourceFiles(folder.path, self._findings)
        self._columns: list[ColumnRead] = []
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
            settings=settings,
            house_style=style.style,
            style_places=style.places,
            logo=style.logo,
            sources=self._files.read,
            settings_lines=self._lines(),
            columns=tuple(self._columns),
            **parts,
        )
        return pack, tuple(self._findings)

    def _lines(self) -> Mapping[str, int]:
        return {
            ".".join(map(str, path)): place.line or 1
            for path, place in self._yaml.places.items()
            if path
        }

    def read_settings(self) -> tuple[PackSettings | None, tuple[Finding, ...]]:
        settings = self._settings()
        return settings, tuple(self._findings)

    def _settings(self) -> PackSettings | None:
        text = self._files.text(PACK_FILE, Location(file=PACK_FILE))
        if text is None:
            return None
        settings, self._yaml, findings = understand_settings(text)
        self._findings += findings
        return settings

    def _parts(self, settings: PackSettings) -> dict[str, Any]:
        named, found = settings.inputs, self._findings
        savings = self._table(
            SAVINGS, named.savings, lambda tables, _: build_savings(tables[0], found)
        )
        parts = {
            "register": self._table(
                RISK_REGISTER,
                named.risk_register,
                lambda tables, sheets: build_register(tables, sheets, settings, found),
                _register_words(settings.scoring),
            ),
            "action_plan": self._table(
                ACTION_PLAN,
                named.action_plan,
                lambda tables, _: build_action_plan(tables[0], settings, found),
                PackWords(ratings=_names(settings.action_plan.key if settings.action_plan else ())),
            ),
            "service_reviews": self._table(
                SERVICE_REVIEWS,
                named.service_reviews,
                lambda tables, _: build_records(tables[0], ServiceReview, found),
            ),
            "savings": savings[0] if savings else None,
            "savings_totals": savings[1] if savings else None,
            "survey": self._survey(settings),
            "subject_history": self._table(
                SUBJECT_HISTORY,
                named.subject_history,
                lambda tables, _: build_records(tables[0], PastMeeting, found),
            ),
            "figures": self._table(
                FIGURES, named.figures, lambda tables, _: build_records(tables[0], KeyFigure, found)
            ),
            "narrative": self._narrative(named.narrative),
            "implications": self._implications(named.implications),
        }
        return {name: part for name, part in parts.items() if part is not None}

    def _named_at(self, key: str) -> Location:
        return self._yaml.at(("inputs", key, "file"))

    def _table(
        self,
        form: InputForm,
        wanted: InputFile | None,
        build: Callable[[Sequence[InputTable], Sequence[InputSheet]], T],
        words: PackWords = PackWords(),  # noqa: B008  (it cannot change)
    ) -> T | None:
        """What an input's tables build; None where the pack has no such input or it fails."""
        if wanted is None:
            return None
        data = self._files.data(wanted.file, self._named_at(form.key))
        if data is None:
            return None
        sheets = read_sheets(data, wanted.file, self._findings)
        tables = find_tables(sheets, form, wanted, words, self._findings)
        for table in tables:
            self._columns += columns_read(table)
        return build(tables, sheets) if tables else None

    def _survey(self, settings: PackSettings) -> Any:
        named, found = settings.inputs, self._findings
        counts = self._table(
            SURVEY_COUNTS, named.survey_counts, lambda tables, _: build_survey(tables[0], found)
        )
        return counts or self._table(
            SURVEY_RESPONSES,
            named.survey_responses,
            lambda tables, _: build_survey_from_responses(tables[0], found),
        )

    def _narrative(self, name: str | None) -> Any:
        if name is None:
            return None
        at = self._yaml.at(("inputs", "narrative"))
        return read_narrative(name, self._files, at, self._findings)

    def _implications(self, wanted: InputFile | None) -> Any:
        if wanted is None:
            return None
        text = self._files.text(wanted.file, self._named_at("implications"))
        if text is None:
            return None
        return build_implications(read_yaml(text, wanted.file), self._findings)


def _names(ratings: Sequence[Band | ActionStatus]) -> frozenset[str]:
    """The words and letters by which a pack's cells may give its ratings, in small letters."""
    return frozenset(
        name.strip().casefold() for each in ratings for name in (each.word, each.letter) if name
    )


def _register_words(scoring: Scoring | None) -> PackWords:
    if scoring is None:
        return PackWords()
    steps = {
        name.strip().casefold()
        for point in (*scoring.impact, *scoring.likelihood)
        for name in (point.word, *point.also_written)
    }
    return PackWords(ratings=_names(scoring.bands), steps=frozenset(steps))

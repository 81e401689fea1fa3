"""The steps from inputs to papers, in order: the file to read first.

read → check → compose → render → deliver. Nothing is delivered unless every pack that was asked
for has been read without an error and every document of it has been rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from generator.checks import check
from generator.checks.rule_changes import judge_findings
from generator.content.charts import charts_of
from generator.content.figures import figures_of
from generator.delivery.consignment import Consignment
from generator.delivery.folder import Delivered, deliver_together
from generator.delivery.freshness import Names, states_of
from generator.delivery.made_from import manifest_of
from generator.delivery.staleness import DocumentState
from generator.documents import Rendered, render_document
from generator.drawing import DrawingOffice
from generator.errors import InputUnreadable, TemplateError
from generator.findings import Finding, Severity, all_rules, without_consequences
from generator.fit import check_fit, rehearse
from generator.inputs.folders import PackFolder
from generator.inputs.pack import read_pack, read_settings
from generator.inputs.request import Request
from generator.inputs.selection import select_file_names
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings

NOTHING_KNOWN: Mapping[PackFolder, Names] = {}

Step = Callable[[str], AbstractContextManager[None]]
"""Told of each step by name, as it begins and ends; `cli` shows progress and time."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One pack as read, those of its documents that are asked for, and what is wrong with it.

    `pack` is None where `pack.yaml` itself cannot be understood. `wanted` are the documents that
    are out of date. The findings name their files from the inputs folder on. `problems` are
    templates that are missing or broken.
    """

    folder: PackFolder
    pack: Pack | None
    documents: tuple[DocumentSettings, ...]
    wanted: tuple[DocumentSettings, ...]
    findings: tuple[Finding, ...]
    problems: tuple[TemplateError, ...] = ()

    @property
    def name(self) -> str:
        """The pack and period, as people type them."""
        return f"{self.folder.name}/{self.folder.period}"


def check_packs(
    folders: Iterable[PackFolder],
    request: Request,
    *,
    outdated: Mapping[PackFolder, Names] = NOTHING_KNOWN,
    office: DrawingOffice | None = None,
) -> tuple[Job, ...]:
    """Read packs and find everything that is wrong with them; write nothing.

    Where documents are asked for, only the packs that have them are read. `outdated` names the
    documents of a pack that are out of date, where that is known; an office begins their charts.
    """
    names: Names = None
    if request.documents:
        settings = {folder: read_settings(folder)[0] for folder in folders}
        names = select_file_names([each for each in settings.values() if each], request.documents)
        folders = [
            folder
            for folder, each in settings.items()
            if each is None or any(document.file_name in names for document in each.documents)
        ]
    return tuple(_job(folder, names, outdated.get(folder), request, office) for folder in folders)


def _job(
    folder: PackFolder,
    names: Names,
    outdated: Names,
    request: Request,
    office: DrawingOffice | None,
) -> Job:
    """A pack with the documents of these names."""
    pack, findings = read_pack(folder, templates=request.templates)
    documents: tuple[DocumentSettings, ...] = ()
    wanted: tuple[DocumentSettings, ...] = ()
    problems: tuple[TemplateError, ...] = ()
    if pack is not None:
        documents = _named_so(pack.settings.documents, names)
        wanted = _named_so(documents, outdated)
        if office is not None and not any(each.severity is Severity.ERROR for each in findings):
            _begin_charts(pack, wanted, office)
        fit = check_fit(pack, documents, request.template_folders(folder), findings)
        found = check(pack, figures=figures_of(pack), wanted_sections=fit.wanted)
        findings = judge_findings((*findings, *found, *fit.findings), pack, all_rules)
        findings = without_consequences(findings)
        problems = fit.problems
    return Job(
        folder=folder,
        pack=pack,
        documents=documents,
        wanted=wanted,
        findings=_named(findings, folder),
        problems=problems,
    )


def _named_so(
    documents: tuple[DocumentSettings, ...], names: Names
) -> tuple[DocumentSettings, ...]:
    return tuple(each for each in documents if names is None or each.file_name in names)


def _begin_charts(
    pack: Pack, documents: tuple[DocumentSettings, ...], office: DrawingOffice
) -> None:
    """Let charts be drawn while the pack is checked and other documents are made."""
    charts = charts_of(pack)
    for name in dict.fromkeys(name for document in documents for name in document.charts):
        if name in charts:
            office.begin(charts[name], pack.house_style)


def _named(findings: tuple[Finding, ...], folder: PackFolder) -> tuple[Finding, ...]:
    """The findings with their files named from the inputs folder on."""
    place = f"{folder.name}/{folder.period}"
    return tuple(
        each if each.location.file.startswith("templates/") else each.below(place)
        for each in findings
    )


def has_errors(jobs: tuple[Job, ...]) -> bool:
    """Whether any finding forbids that the packs are made.

    Raises TemplateError for a template that is missing or broken, where there is no such finding.
    """
    if any(finding.severity is Severity.ERROR for job in jobs for finding in job.findings):
        return True
    for job in jobs:
        for problem in job.problems:
            raise problem
    return False


def rehearse_packs(jobs: tuple[Job, ...], request: Request) -> None:
    """Make sure that packs which are free of errors can be made.

    Raises TemplateError and DocumentError.
    """
    for job in jobs:
        rehearse(_readable(job), job.documents, request.template_folders(job.folder))


def make_packs(
    jobs: tuple[Job, ...], request: Request, office: DrawingOffice, step: Step
) -> tuple[Delivered, ...]:
    """Render what is out of date among the documents of all jobs, then deliver it, all or none.

    The jobs must be free of errors. Raises TemplateError and OutputError.
    """
    rendered = [(job, tuple(_render(job, request, office, step))) for job in jobs]
    consignments = [_consignment(job, made, request) for job, made in rendered if made]
    return deliver_together(consignments, overwrite=request.overwrite)


def _render(job: Job, request: Request, office: DrawingOffice, step: Step) -> Iterator[Rendered]:
    """The documents, those with charts last: theirs are being drawn meanwhile."""
    folders = request.template_folders(job.folder)
    for document in sorted(job.wanted, key=lambda document: bool(document.charts)):
        with step(f"{job.name}/{document.file_name}"):
            yield render_document(_readable(job), document, folders, office.draw)


def _consignment(job: Job, made: tuple[Rendered, ...], request: Request) -> Consignment:
    return Consignment(
        target=request.target(job.folder),
        files={each.document.file_name: each.content for each in made},
        manifest=manifest_of(_readable(job), made),
    )


def _readable(job: Job) -> Pack:
    if job.pack is None:
        raise ValueError(f"{job.name} has errors and cannot be made")
    return job.pack


def list_packs(request: Request) -> Iterator[tuple[PackFolder, tuple[DocumentState, ...]]]:
    """The standing of every document of every pack, its settings read but no other input.

    Raises InputUnreadable where a pack's settings cannot be understood.
    """
    for folder in request.packs():
        settings, findings = read_settings(folder)
        if settings is None:
            raise InputUnreadable(
                f"{folder.path / 'pack.yaml'} cannot be understood: {findings[0].seen}",
                "`generate.py check` says where, and what to do.",
            )
        expected = tuple(document.file_name for document in settings.documents)
        yield folder, states_of(folder, request, expected) or ()

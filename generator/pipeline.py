"""The steps from inputs to papers, in order: the file to read first.

read → check → compose → render → deliver. Nothing is delivered unless every pack that was asked
for has been read without an error and every document of it has been rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from generator.checks import check
from generator.content.figures import figures_of
from generator.delivery.consignment import Consignment
from generator.delivery.folder import Delivered, deliver_together
from generator.delivery.manifest import read_manifest
from generator.documents import Rendered, check_sections, render_document
from generator.drawing import drawing_with_cache
from generator.findings import Finding, Severity
from generator.manifests import manifest_of
from generator.model.pack import Pack
from generator.model.settings import DocumentSettings
from generator.readers.folders import PackFolder, discover
from generator.readers.pack import read_pack
from generator.selection import select_file_names, select_folders

Step = Callable[[str], AbstractContextManager[None]]
"""Told of each step by name, as it begins and ends; `cli` shows progress and time."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for. No `documents` means all; else names, or unique starts of names."""

    inputs: Path
    outputs: Path
    templates: Path
    cache: Path
    pack: str | None = None
    period: str | None = None
    documents: tuple[str, ...] = ()
    overwrite: bool = False


@dataclass(frozen=True, kw_only=True)
class Job:
    """One pack as read, those of its documents that are asked for, and what is wrong with it.

    `pack` is None where `pack.yaml` itself cannot be understood.
    """

    folder: PackFolder
    pack: Pack | None
    documents: tuple[DocumentSettings, ...]
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The pack and period, as people type them."""
        return f"{self.folder.name}/{self.folder.period}"


def check_packs(request: Request) -> tuple[Job, ...]:
    """Read every pack asked for and find everything that is wrong with it; write nothing."""
    folders = select_folders(discover(request.inputs), request.pack, request.period)
    read = [(folder, *read_pack(folder, templates=request.templates)) for folder in folders]
    packs = [pack for _, pack, _ in read if pack is not None]
    wanted = select_file_names(packs, request.documents)
    return tuple(
        _checked(folder, pack, findings, wanted, request) for folder, pack, findings in read
    )


def _checked(
    folder: PackFolder,
    pack: Pack | None,
    findings: tuple[Finding, ...],
    wanted: frozenset[str],
    request: Request,
) -> Job:
    if pack is None:
        return Job(folder=folder, pack=None, documents=(), findings=findings)
    documents = tuple(d for d in pack.settings.documents if d.file_name in wanted)
    folders = template_folders(folder, request)
    sections = check_sections(pack, documents, folders, findings)
    found = check(pack, figures=figures_of(pack), wanted_sections=sections.wanted)
    return Job(
        folder=folder,
        pack=pack,
        documents=documents,
        findings=(*findings, *found, *sections.findings),
    )


def template_folders(folder: PackFolder, request: Request) -> tuple[Path, ...]:
    """Where templates are looked for: the pack's own folder first."""
    return folder.path / "templates", request.templates


def has_errors(jobs: tuple[Job, ...]) -> bool:
    """Whether any finding forbids that the packs are made."""
    return any(f.severity is Severity.ERROR for job in jobs for f in job.findings)


def make_packs(jobs: tuple[Job, ...], request: Request, step: Step) -> tuple[Delivered, ...]:
    """Render the documents of all jobs, then deliver them, all or none.

    The jobs must be free of errors. Raises TemplateError and OutputError.
    """
    rendered = [(job, tuple(_render(job, request, step))) for job in jobs]
    consignments = [_consignment(job, made, request) for job, made in rendered if made]
    with step("delivery"):
        return deliver_together(consignments, overwrite=request.overwrite)


def _render(job: Job, request: Request, step: Step) -> Iterator[Rendered]:
    if job.pack is None:
        raise ValueError(f"{job.name} has errors")
    folders = template_folders(job.folder, request)
    draw = drawing_with_cache(request.cache)
    for document in job.documents:
        with step(f"{job.name}/{document.file_name}"):
            yield render_document(job.pack, document, folders, draw)


def _consignment(job: Job, made: tuple[Rendered, ...], request: Request) -> Consignment:
    if job.pack is None:
        raise ValueError(f"{job.name} has errors")
    target = request.outputs / job.folder.name / job.folder.period
    return Consignment(
        target=target,
        files={each.document.file_name: each.content for each in made},
        manifest=manifest_of(job.pack, made, read_manifest(target)),
    )

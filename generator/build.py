"""The steps from inputs to documents, in order: the file to read first.

read → check → compose → render → deliver. Of a pack nothing is delivered unless all its documents
that were asked for were rendered, and no input that they are made from has an error. A pack that
fails does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from generator.agreement import refuse_disagreements
from generator.checks import check
from generator.checks.rule_changes import apply_rule_changes
from generator.content.document_content import errors_that_stop
from generator.content.figures import figures_of
from generator.content.insertable_blocks import charts_of
from generator.content.nodes import ChartSpec
from generator.content.printed_columns import unprinted_columns
from generator.delivery.chart_cache import ChartCache
from generator.delivery.delivery_plan import DocumentSet
from generator.delivery.freshness import DocumentNames, DocumentState, states_of
from generator.delivery.manifest import DocumentRecord, Manifest, templates_of
from generator.delivery.output_folder import Delivered, deliver_together, recover
from generator.delivery.program_version import PROGRAM, program_version, versions
from generator.documents import Rendered, read_templates, rehearse, render_document
from generator.errors import InputUnreadable, PackError, TemplateError
from generator.findings import Finding, Severity, without_consequences
from generator.inputs.folders import COUNCIL_FILE, PackFolder, Request, select_documents
from generator.inputs.pack_reader import read_pack, read_settings
from generator.model.pack import Pack
from generator.settings.house_style import HouseStyle
from generator.settings.pack_settings import DocumentSettings

Progress = Callable[[str], None]
"""Progress callback: called with a step's name when the step starts."""

A = TypeVar("A")
B = TypeVar("B")


class Mapper(Protocol):
    """Applies a function to each item, as the built-in `map` does."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        """The results, in the order of the items."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One pack as read, the documents asked for, and what is wrong with it. It can be pickled.

    `pack` is None where `pack.yaml` itself cannot be understood. `documents` are those asked for,
    `outdated` those of them to be made. The findings name their files from the inputs folder on.
    `errors` counts the errors that stop a document. `problems` are templates that are missing
    or broken, and documents that could not be rendered.
    """

    folder: PackFolder
    pack: Pack | None
    documents: tuple[DocumentSettings, ...]
    outdated: tuple[DocumentSettings, ...]
    findings: tuple[Finding, ...]
    errors: int
    problems: tuple[PackError, ...] = ()

    @property
    def readable_pack(self) -> Pack:
        """The pack of a job without errors. Raises ValueError for one that has no pack."""
        if self.pack is None:
            raise ValueError(f"{self.folder} has errors and cannot be made")
        return self.pack

    @property
    def is_stopped(self) -> bool:
        """Whether a finding or a template keeps the documents from being made."""
        return bool(self.errors or self.problems)


@dataclass(frozen=True, kw_only=True)
class Workers:
    """What maps checks and renders over packs, and what draws charts meanwhile, if anything."""

    map: Mapper = map
    charts: Executor | None = None


ALONE = Workers()


@dataclass(frozen=True, kw_only=True)
class _Order:
    """A pack to check: the documents asked for and those to be made, None for all."""

    folder: PackFolder
    request: Request
    names: DocumentNames
    outdated: DocumentNames


P = TypeVar("P", _Order, Job)


def check_packs(
    folders: Iterable[PackFolder],
    request: Request,
    *,
    outdated: Mapping[PackFolder, DocumentNames] | None = None,
    progress: Progress = lambda step: None,
    workers: Workers = ALONE,
) -> tuple[Job, ...]:
    """Read packs and find everything that is wrong with them. Writes nothing.

    Where documents were asked for, only the packs that have them are read. `outdated` names the
    documents of a pack to be made; without it, all that were asked for.
    """
    names: DocumentNames = None
    folders = tuple(folders)
    if request.documents:
        settings = {folder: read_settings(folder)[0] for folder in folders}
        names = select_documents([each for each in settings.values() if each], request.documents)
        folders = tuple(
            folder
            for folder, each in settings.items()
            if each is None or any(document.file_name in names for document in each.documents)
        )

    orders = [
        _Order(folder=each, request=request, names=names, outdated=(outdated or {}).get(each))
        for each in folders
    ]
    return tuple(_mapped(workers.map, _check_pack, orders, "Reading", progress))


def _mapped(
    mapper: Mapper,
    function: Callable[[P], B],
    packs: Sequence[P],
    step: str,
    progress: Progress,
) -> Iterator[B]:
    """Apply a function to packs; the progress names the one that is waited for."""
    results = iter(mapper(function, packs))
    for number, pack in enumerate(packs, start=1):
        count = f" ({number} of {len(packs)})" if len(packs) > 1 else ""
        progress(f"{step} {pack.folder}{count}")
        yield next(results)


def _check_pack(order: _Order) -> Job:
    folder, request = order.folder, order.request
    pack, findings = read_pack(folder, templates=request.templates)
    documents: tuple[DocumentSettings, ...] = ()
    problems: tuple[TemplateError, ...] = ()
    errors: Sequence[Finding] = findings
    if pack is not None:
        documents = named_documents(pack.settings.documents, order.names)
        whole = order.names is None
        folders = request.template_folders(folder)
        read = read_templates(pack, documents, folders, findings, with_mail=whole)
        names = frozenset().union(*(each.names for each in read.printed))
        known = whole and not read.problems
        unprinted = tuple(unprinted_columns(pack, names)) if known else ()
        figures = figures_of(pack)
        found = check(pack, figures=figures, printed=read.printed, unprinted=unprinted)
        findings = apply_rule_changes((*findings, *found), pack)
        findings = without_consequences(findings)
        problems = read.problems
        errors = [each for each in findings if each.severity is Severity.ERROR]
        if order.names is not None:  # only what is asked for must be right, not the whole pack
            errors = errors_that_stop(pack, documents, read.printed, errors)
    return Job(
        folder=folder,
        pack=pack,
        documents=documents,
        outdated=named_documents(documents, order.outdated),
        findings=tuple(_below_inputs(finding, folder) for finding in findings),
        errors=len(errors),
        problems=problems,
    )


def named_documents(
    documents: tuple[DocumentSettings, ...], names: DocumentNames
) -> tuple[DocumentSettings, ...]:
    """The documents with these file names; all for None."""
    return tuple(each for each in documents if names is None or each.file_name in names)


def _below_inputs(finding: Finding, folder: PackFolder) -> Finding:
    """The finding with its file named from the inputs folder on, so that packs can be told apart.

    The common templates lie outside the inputs, and the council's file above the packs.
    """
    file = finding.location.file
    if file.startswith("templates/") or file == COUNCIL_FILE:
        return finding
    return finding.below(str(folder))


def rehearse_packs(jobs: Iterable[Job], request: Request, progress: Progress) -> tuple[Job, ...]:
    """Render the documents of all jobs that nothing stops and throw them away.

    Returns the jobs with the problems that showed.
    """

    def rehearsed(job: Job) -> Job:
        if job.is_stopped:
            return job
        progress(f"Trying out the documents of {job.folder}")
        folders = request.template_folders(job.folder)
        return replace(job, problems=rehearse(job.readable_pack, job.documents, folders))

    return tuple(map(rehearsed, jobs))


@dataclass(frozen=True, kw_only=True)
class Made:
    """What was delivered, by pack, and the packs that errors or problems stopped."""

    delivered: Mapping[PackFolder, Delivered]
    stopped: tuple[Job, ...]


def make_packs(
    jobs: Sequence[Job],
    request: Request,
    *,
    progress: Progress = lambda step: None,
    workers: Workers = ALONE,
) -> Made:
    """Render the outdated documents of all jobs that nothing stops, then deliver them together.

    A pack that fails does not stop the others. Raises OutputError, and then nothing was written.
    """
    ready = [job for job in jobs if not job.is_stopped]
    charts = None
    if workers.charts is not None:
        charts = ChartCache(request.cache)
        charts.draw_ahead(workers.charts, _charts_of(ready))
        workers.charts.shutdown(wait=False)  # it ends while this process goes on
    render = partial(_try_to_render, request=request, charts=charts)
    done: list[tuple[Job, tuple[Rendered, ...]]] = []
    stopped = [job for job in jobs if job.is_stopped]
    rendered = _mapped(workers.map, render, ready, "Making the documents of", progress)
    for job, result in zip(ready, rendered, strict=True):
        if isinstance(result, PackError):
            stopped.append(replace(job, problems=(result,)))
        elif result:
            done.append((job, result))
    progress("Writing the documents")
    sets = [
        DocumentSet(
            target=request.target(job.folder),
            files={each.document.file_name: each.content for each in documents},
            manifest=_manifest(job.readable_pack, documents),
        )
        for job, documents in done
    ]
    delivered = deliver_together(sets, overwrite=request.overwrite)
    folders = (job.folder for job, _ in done)
    return Made(delivered=dict(zip(folders, delivered, strict=True)), stopped=tuple(stopped))


def _try_to_render(
    job: Job, *, request: Request, charts: ChartCache | None
) -> tuple[Rendered, ...] | PackError:
    try:
        return render_pack(job, request=request, charts=charts)
    except PackError as problem:
        return problem


def render_pack(
    job: Job, *, request: Request, charts: ChartCache | None = None
) -> tuple[Rendered, ...]:
    """The outdated documents of a job: a pure function of its inputs, settings and templates.

    They are read back. Raises TemplateError, and DocumentError where one says of a risk what the
    register does not.
    """
    folders = request.template_folders(job.folder)
    draw = (charts or ChartCache(request.cache)).picture
    # Those with charts last: theirs may be drawn meanwhile.
    in_order = sorted(job.outdated, key=lambda document: bool(document.charts))
    made = tuple(
        render_document(job.readable_pack, document, folders, draw) for document in in_order
    )
    refuse_disagreements(
        job.readable_pack, {each.document.file_name: each.content for each in made}
    )
    return made


def _charts_of(jobs: Iterable[Job]) -> Iterator[tuple[ChartSpec, HouseStyle]]:
    """The charts of the outdated documents."""
    for job in jobs:
        names = dict.fromkeys(name for document in job.outdated for name in document.charts)
        charts = charts_of(job.readable_pack) if names else {}
        for name in names.keys() & charts.keys():
            yield charts[name], job.readable_pack.house_style


def _manifest(pack: Pack, rendered: Sequence[Rendered]) -> Manifest:
    """The manifest of what was rendered; delivery adds the documents that were not."""
    hashes = {source.path: source.sha256 for source in pack.sources}
    documents = {
        each.document.file_name: DocumentRecord.of(
            each.content,
            {path: hashes[path] for path in each.inputs}
            | dict(each.template)
            | {PROGRAM: program_version()},
        )
        for each in rendered
    }
    return Manifest(
        pack=pack.name,
        period=pack.period,
        as_of=pack.settings.as_of.isoformat(),
        versions=versions(),
        inputs=hashes,
        templates=templates_of(documents),
        documents=documents,
        expected=tuple(document.file_name for document in pack.settings.documents),
    )


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The states of a pack's documents, or why they cannot be told.

    `was_cut_off` says that an earlier run had left old and new documents side by side, until now.
    """

    folder: PackFolder
    states: tuple[DocumentState, ...] = ()
    problem: PackError | None = None
    was_cut_off: bool = False


def list_packs(request: Request) -> Iterator[Listing]:
    """The state of every document of every pack. Of the inputs only the settings are read."""
    for folder in request.packs():
        listing = Listing(folder=folder)
        try:
            listing = replace(listing, was_cut_off=recover(request.target(folder)))
            expected = _expected_documents(folder)
            yield replace(listing, states=states_of(folder, request, expected) or ())
        except PackError as problem:
            yield replace(listing, problem=problem)


def _expected_documents(folder: PackFolder) -> tuple[str, ...]:
    """The file names of a pack's documents. Raises InputUnreadable."""
    settings, findings = read_settings(folder)
    if settings is None:
        raise InputUnreadable(
            f"{folder.path / 'pack.yaml'} cannot be understood: {findings[0].seen}",
            "Run `generate.py check`: it says where the mistake is and how to fix it.",
        )
    return tuple(document.file_name for document in settings.documents)

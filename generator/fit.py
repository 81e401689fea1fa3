"""Whether a pack, its narrative and its Word templates fit together, told before anything is made.

What documents need is imported here only where there is such a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.documents import render_document
from generator.errors import TemplateError
from generator.findings import Finding, Severity
from generator.inputs.folders import find_template
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings


@dataclass(frozen=True, kw_only=True)
class Fit:
    """What was found of some documents and their templates.

    `wanted` maps a document's file name to the sections that it cannot do without, such as
    "narrative.summary". `problems` are templates that are missing or broken.
    """

    wanted: Mapping[str, frozenset[str]]
    findings: tuple[Finding, ...]
    problems: tuple[TemplateError, ...]


def check_fit(
    pack: Pack,
    documents: tuple[DocumentSettings, ...],
    folders: tuple[Path, ...],
    findings: tuple[Finding, ...],
) -> Fit:
    """Look at the documents that have a template; `findings` is what is wrong so far.

    `folders` are searched for templates, in order. What two documents share is reported once.
    """
    wanted: dict[str, frozenset[str]] = {}
    used: set[str] = set()
    found: dict[Finding, None] = {}
    problems: list[TemplateError] = []
    for document in (each for each in documents if each.template):
        from generator.renderers.word import names_used, wanted_sections

        try:
            template = find_template(str(document.template), folders, wanted_by=document.file_name)
            names = names_used(template)
            wanted[document.file_name] = wanted_sections(template)
        except TemplateError as problem:
            problems.append(problem)
            continue
        used |= names | {f"narrative.{document.narrative}"}
        found |= dict.fromkeys(_misfits(pack, document, names, findings))
    whole = documents == pack.settings.documents and not problems
    problems += _mail_problems(pack, folders)
    if whole and used and not _failed(findings):
        from generator.content.narrative_documents import check_unused

        found |= dict.fromkeys(check_unused(pack, frozenset(used)))
    return Fit(wanted=wanted, findings=tuple(found), problems=tuple(problems))


def _mail_problems(pack: Pack, folders: tuple[Path, ...]) -> list[TemplateError]:
    """Templates of the mail that are missing, said before the papers are made."""
    if pack.settings.mail is None:
        return []
    problems = []
    for name in (pack.settings.mail.template, pack.settings.mail.html_template):
        try:
            find_template(name, folders, wanted_by="The mail")
        except TemplateError as problem:
            problems.append(problem)
    return problems


def _misfits(
    pack: Pack,
    document: DocumentSettings,
    names: frozenset[str],
    findings: tuple[Finding, ...],
) -> list[Finding]:
    from generator.content.template_parts import missing_parts
    from generator.content.word import check_narrative

    return [
        *missing_parts(pack, document, names),
        *check_narrative(pack, document, names, findings),
    ]


def _failed(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def rehearse(
    pack: Pack, documents: tuple[DocumentSettings, ...], folders: tuple[Path, ...]
) -> None:
    """Make the documents of a sound pack with a dot for each chart, and throw them away.

    What only the making can tell, such as a template that divides by nought, is told by it.
    Raises TemplateError and DocumentError.
    """
    for document in documents:
        render_document(pack, document, folders, lambda chart, style: _DOT)


_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
"""A PNG of one pixel."""

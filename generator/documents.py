"""The documents of a pack: whether their templates fit, what they show, their finished bytes.

Libraries are imported where a document needs them: an appendix does not wait for XlsxWriter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import __version__
from generator.content.document_content import compose_word, inputs_of, printed_text
from generator.content.nodes import ChartSpec
from generator.errors import PackError, TemplateError
from generator.findings import Finding, Severity
from generator.inputs.folders import find_template, read_mail_template
from generator.model.narrative import PrintedText
from generator.model.pack import Pack
from generator.settings.house_style import HouseStyle
from generator.settings.pack_settings import DocumentSettings


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A finished document: its settings, its bytes, the paths of the inputs it was made from.

    `template` maps the template's path ("templates/report.docx") to its SHA-256; it is empty for
    a workbook.
    """

    document: DocumentSettings
    content: bytes
    inputs: frozenset[str]
    template: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class TemplatesRead:
    """What the templates of some documents ask of their pack, and those that do not work."""

    printed: tuple[PrintedText, ...]
    problems: tuple[TemplateError, ...]


def read_templates(
    pack: Pack,
    documents: tuple[DocumentSettings, ...],
    folders: tuple[Path, ...],
    findings: tuple[Finding, ...],
    *,
    with_mail: bool = True,
) -> TemplatesRead:
    """Look into the templates of the documents and the mail, before anything is made.

    `folders` are searched for templates, in order; `findings` are those of reading the pack. Of a
    few documents alone no mail is made: `with_mail` is False then.
    """
    printed: list[PrintedText] = []
    problems: list[TemplateError] = []
    for document in (each for each in documents if each.template):
        from generator.checks.publication import marks_of
        from generator.renderers.word import survey_template, unfit

        try:
            template = find_template(str(document.template), folders, wanted_by=document.file_name)
            survey = survey_template(template)
        except TemplateError as problem:
            problems.append(problem)
            continue
        if survey.mistakes:
            problems.append(unfit(template, survey.mistakes))
        else:
            text = printed_text(pack, document, survey.names, survey.required, findings)
            place = f"templates/{template.name}"
            marks = tuple((place, mark) for own in survey.texts for mark in marks_of(own))
            printed.append(replace(text, marks=marks))
    has_errors = any(each.severity is Severity.ERROR for each in findings)
    if with_mail:
        problems += _mail_problems(pack, folders, has_errors=has_errors)
    different = {str(problem): problem for problem in problems}  # documents share templates
    return TemplatesRead(printed=tuple(printed), problems=tuple(different.values()))


def _mail_problems(
    pack: Pack, folders: tuple[Path, ...], *, has_errors: bool
) -> list[TemplateError]:
    """What is wrong with the templates of the mail, said before the documents are made.

    Names are looked into only where the pack has no errors.
    """
    mail = pack.settings.mail
    if mail is None:
        return []
    from generator.content.board_mail import context_of
    from generator.renderers.mail import MailTemplate, plain_data, template_faults

    context = None if has_errors else plain_data(context_of(pack, mail, ()), pack.house_style)
    problems = []
    for name in dict.fromkeys((mail.template, mail.html_template)):
        try:
            shown, text = read_mail_template(name, folders)
        except TemplateError as problem:
            problems.append(problem)
            continue
        template = MailTemplate(name=shown, text=text)
        if faults := template_faults(template, context):
            remedy = "Correct it in a text editor; docs/mail.md lists what it can use."
            problems.append(TemplateError.listing(shown, faults, remedy))
    return problems


def rehearse(
    pack: Pack, documents: tuple[DocumentSettings, ...], folders: tuple[Path, ...]
) -> tuple[PackError, ...]:
    """Render documents of a pack without errors, a dot for each chart, and throw them away.

    Returns the problems of all: some show only then, such as a template that divides by zero.
    """
    problems: dict[str, PackError] = {}
    for document in documents:
        try:
            render_document(pack, document, folders, lambda chart, style: _DOT)
        except PackError as problem:
            problems[str(problem)] = problem
    return tuple(problems.values())


# A PNG of one pixel: a rehearsal need not wait for matplotlib.
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


def render_document(
    pack: Pack,
    document: DocumentSettings,
    folders: tuple[Path, ...],
    draw: Callable[[ChartSpec, HouseStyle], bytes],
) -> Rendered:
    """Compose and render a document of a pack that is free of errors.

    `draw` gives a chart as PNG. Raises TemplateError.
    """
    if document.template is None:
        return _render_workbook(pack, document)
    template = find_template(document.template, folders, wanted_by=document.file_name)
    return _render_word(pack, document, template, lambda chart: draw(chart, pack.house_style))


def content_by_place(
    pack: Pack, document: DocumentSettings, folders: tuple[Path, ...]
) -> Mapping[str, object]:
    """What a document shows, by place: each sheet of a workbook, or "" for a Word document.

    Plain values that can be compared, without what its template does not use. Raises TemplateError.
    """
    from generator.content.printed_columns import visible

    if document.template is not None:
        from generator.renderers.word import survey_template

        template = find_template(document.template, folders, wanted_by=document.file_name)
        names = survey_template(template).names
        words = frozenset(word for name in names for word in name.split("."))
        content = compose_word(pack, document, names=names)
        return {"": visible(content.context, words)}
    from generator.content.workbooks import compose_workbook
    from generator.content.workbooks.sheet_content import value_of

    workbook = compose_workbook(pack, document, version=__version__)
    return {
        f"sheet {sheet.name}": [
            [visible(value_of(cell)) for row in table.rows for cell in row]
            for table in sheet.tables
        ]
        for sheet in workbook.sheets
    }


def _render_word(
    pack: Pack, document: DocumentSettings, template: Path, draw: Callable[[ChartSpec], bytes]
) -> Rendered:
    from generator.renderers.word import render_word, survey_template

    names = survey_template(template).names
    content = compose_word(pack, document, names=names)
    return Rendered(
        document=document,
        content=render_word(template, content, house_style=pack.house_style, draw=draw),
        inputs=inputs_of(pack, document, names),
        template={f"templates/{template.name}": hashlib.sha256(template.read_bytes()).hexdigest()},
    )


def _render_workbook(pack: Pack, document: DocumentSettings) -> Rendered:
    from generator.content.workbooks import compose_workbook
    from generator.renderers.excel import render_workbook

    content = compose_workbook(pack, document, version=__version__)
    return Rendered(
        document=document,
        content=render_workbook(content, house_style=pack.house_style, logo=pack.logo),
        inputs=inputs_of(pack, document, frozenset()),
        template={},
    )

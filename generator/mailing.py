"""Prepare the message to the Programme Board for each pack, send it, and settle sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.agreement import refuse_disagreements
from generator.build import Job
from generator.content.board_mail import compose_board_mail
from generator.delivery.freshness import states_of
from generator.delivery.mail_ledger import Entry
from generator.delivery.mail_login import login_for
from generator.delivery.mail_server import read_mail_server
from generator.delivery.outbox import OUTBOX_NAME, Prepared, prepare
from generator.delivery.sending import Sent, Submit, mark_sent, send, unconfirmed_sends
from generator.delivery.smtp import NotDelivered, probe, submit
from generator.errors import MailError, PackError, UsageError
from generator.inputs.folders import PackFolder, Request
from generator.model.pack import Pack

Show = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Message:
    """A pack's message as written to the outbox, and its earlier unconfirmed sends."""

    name: str
    prepared: Prepared
    unconfirmed: tuple[Entry, ...]


def prepare_messages(
    jobs: Sequence[Job], request: Request
) -> tuple[tuple[Message, ...], tuple[PackError, ...]]:
    """Write the message of every pack that mails; the jobs must be free of errors.

    Returns the messages, and why those of other packs could not be prepared: a MailError where a
    document to attach is not up to date, a TemplateError, a DocumentError where message,
    attachments and register do not agree. Raises UsageError where no pack mails.
    """
    mailing = [(job, job.pack) for job in jobs if job.pack and job.pack.settings.mail]
    if not mailing:
        raise UsageError(
            "None of the packs has a section mail: in its pack.yaml",
            "Add one; docs/mail.md shows what it holds.",
        )
    messages: list[Message] = []
    failures: list[PackError] = []
    for job, pack in mailing:
        try:
            messages.append(_message(job, pack, request))
        except PackError as failure:
            failures.append(failure)
    return tuple(messages), tuple(failures)


def _message(job: Job, pack: Pack, request: Request) -> Message:
    settings = pack.settings.mail
    if settings is None:
        raise ValueError(f"{job.folder!s} has no mail")
    target = request.target(job.folder)
    expected = tuple(document.file_name for document in pack.settings.documents)
    prepared = prepare(
        target,
        compose_board_mail(pack, settings),
        settings,
        states_of(job.folder, request, expected) or (),
        request.template_folders(job.folder),
        pack.house_style,
        partial(refuse_disagreements, pack),
        copy := request.ledger_copy(job.folder),
    )
    unconfirmed = unconfirmed_sends(prepared.outbox, copy)
    return Message(name=str(job.folder), prepared=prepared, unconfirmed=unconfirmed)


def send_messages(
    messages: Sequence[Message], environment: Mapping[str, str], show: Show, *, again: bool
) -> Iterator[tuple[Message, Sent]]:
    """Send each message to those who have not received it.

    `show` is called with what a person must read to sign in. A message that fails does not stop
    the others: MailError is raised at the end.
    """
    submitter = _submitter(environment, show)
    failures: list[MailError] = []
    for message in messages:
        try:
            yield message, send(message.prepared, submitter, again=again)
        except MailError as failure:
            failures.append(failure)
    if failures:
        problem = "; ".join(failure.message for failure in failures)
        raise MailError(problem, failures[0].remedy)


def _submitter(environment: Mapping[str, str], show: Show) -> Submit:
    server = read_mail_server(environment)
    return partial(submit, server, login_for(server, show))


def try_server(
    messages: Sequence[Message], environment: Mapping[str, str], show: Show
) -> tuple[str, ...]:
    """Talk to the mail server up to the sender's address. Returns what worked, in words."""
    server = read_mail_server(environment)
    sender = messages[0].prepared.mail.sender.mailbox
    try:
        return probe(server, login_for(server, show), sender)
    except NotDelivered as failure:
        raise MailError(
            f"The mail server does not accept mail from us: {failure}",
            "docs/mail.md says what each setting means.",
        ) from failure


def mark_unconfirmed_as_sent(
    folders: Sequence[PackFolder], request: Request
) -> Iterator[tuple[PackFolder, tuple[Entry, ...]]]:
    """Record that every unconfirmed send arrived."""
    for folder in folders:
        outbox = request.target(folder) / OUTBOX_NAME
        yield folder, mark_sent(outbox, request.ledger_copy(folder))

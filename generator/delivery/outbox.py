"""Write the message to the Programme Board as a file that opens in Outlook. Nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.content.board_mail import BoardMail
from generator.delivery.file_writing import Busy, locked, replace_file
from generator.delivery.freshness import DocumentState, Standing
from generator.delivery.mail_ledger import LOCK_NAME, Ledger
from generator.delivery.manifest import digest
from generator.delivery.output_folder import locked_folder
from generator.errors import MailError
from generator.inputs.folders import read_mail_template
from generator.renderers.mail import MailTemplate, RenderedMail, render_board_mail
from generator.settings.house_style import HouseStyle
from generator.settings.mail_settings import MailSettings

OUTBOX_NAME = "outbox"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A message that is ready to be sent.

    `path` is its file; `attachments` give SHA-256; `ledger_copy` is the ledger's second file.
    """

    path: Path
    mail: BoardMail
    message: RenderedMail
    attachments: Mapping[str, str]
    ledger_copy: Path | None = None

    @property
    def outbox(self) -> Path:
        """The folder with the messages and the ledger."""
        return self.path.parent

    @property
    def recipients(self) -> tuple[str, ...]:
        """The bare addresses of everybody who receives the message."""
        return tuple(address.mailbox for address in (*self.mail.to, *self.mail.cc))

    def lines(self) -> tuple[str, ...]:
        """Who would receive what, in lines."""
        size = len(self.message.content) / MEGABYTE
        facts = {
            "From": [str(self.mail.sender)],
            "To": [str(address) for address in self.mail.to],
            "Cc": [str(address) for address in self.mail.cc],
            "Subject": [self.mail.subject],
            "Attached": list(self.attachments),
            "Size": [f"{size:.1f} MB"],
            "File": [str(self.path)],
        }
        return tuple(f"{name}: {', '.join(said)}" for name, said in facts.items() if said)


Approve = Callable[[Mapping[str, bytes]], None]
MESSAGE_NAME = "message.eml"


def prepare(
    target: Path,
    mail: BoardMail,
    settings: MailSettings,
    states: Sequence[DocumentState],
    template_folders: Sequence[Path],
    house_style: HouseStyle,
    approve: Approve,
    ledger_copy: Path | None = None,
) -> Prepared:
    """Write the message into the outbox of a pack's outputs folder.

    `states` say which documents are up to date; `approve` is shown the message and what it carries,
    by file name, and raises where they may not go out. Raises MailError where an attachment is not
    or the message is too large, TemplateError for its templates, OutputError where it cannot be
    written.
    """
    plain = read_template(settings.template, template_folders)
    html = read_template(settings.html_template, template_folders)
    with locked_folder(target):
        attachments = checked_attachments(target, mail.attachments, states)
        message = render_board_mail(
            mail, plain, html, house_style=house_style, attachments=attachments
        )
        check_size(message.content, settings.size_limit_mb)
        approve({**attachments, MESSAGE_NAME: message.content})
        outbox = target / OUTBOX_NAME
        outbox.mkdir(parents=True, exist_ok=True)
        path = outbox / file_name(message)
        replace_file(path, message.content)
        # Not while another run is sending from here: that one sweeps when it runs next.
        with suppress(Busy), locked(outbox / LOCK_NAME, wait_s=0):
            sweep_never_sent(Ledger(outbox, ledger_copy), path)
    return Prepared(
        path=path,
        mail=mail,
        message=message,
        attachments={name: digest(data) for name, data in attachments.items()},
        ledger_copy=ledger_copy,
    )


def read_template(name: str, folders: Sequence[Path]) -> MailTemplate:
    """Read a template from the first folder that has it. Raises TemplateError."""
    shown, text = read_mail_template(name, folders)
    return MailTemplate(name=shown, text=text)


def checked_attachments(
    target: Path, names: Sequence[str], states: Sequence[DocumentState]
) -> dict[str, bytes]:
    """The attachments' bytes. Raises MailError where one is not up to date."""
    by_name = {state.name: state for state in states}
    faults = [
        f"{name} is {by_name[name]}"
        for name in names
        if by_name[name].standing is not Standing.UP_TO_DATE
    ]
    contents = {name: (target / name).read_bytes() for name in names if not faults}
    # Between the look at the folder and now somebody may have saved one of them.
    faults += [
        f"{name} is {Standing.CHANGED}"
        for name, data in contents.items()
        if digest(data) != by_name[name].sha256
    ]
    if faults:
        raise MailError(
            f"The documents in {target} cannot be mailed: {'; '.join(faults)}",
            "Run `generate.py` to make what is out of date (with --overwrite if a document was "
            "changed by hand). Look at the documents, then prepare the mail again.",
        )
    return contents


def check_size(content: bytes, limit_mb: int) -> None:
    """Raise MailError for a message above the limit."""
    if len(content) > limit_mb * MEGABYTE:
        raise MailError(
            f"The message would have {len(content) / MEGABYTE:.1f} MB, more than the "
            f"{limit_mb} MB that pack.yaml allows",
            "Attach less, or raise size_limit_mb under mail: if the recipients' servers accept it.",
        )


def file_name(message: RenderedMail) -> str:
    """The message's file name, which follows from its content."""
    return f"board-mail-{message.content_key[:12]}.eml"


def sweep_never_sent(ledger: Ledger, current: Path) -> None:
    """Remove messages that were prepared earlier and that nobody tried to send."""
    if ledger.is_lost:
        return
    tried = {sending.content[:12] for sending in ledger.sendings().values()}
    for path in ledger.path.parent.glob("board-mail-*.eml"):
        if path != current and path.stem.removeprefix("board-mail-") not in tried:
            path.unlink()

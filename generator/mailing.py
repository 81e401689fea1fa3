"""The steps from a finished pack to the message at the Programme Board, in order.

Nothing is sent unless `send_mail` is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from generator.content.board_mail import compose_board_mail
from generator.delivery.dispatch import Sent, in_doubt, mark_sent, send
from generator.delivery.ledger import Entry
from generator.delivery.outbox import OUTBOX_NAME, Prepared, prepare
from generator.errors import MailError, UsageError
from generator.freshness import states_of
from generator.model.pack import Pack
from generator.readers.folders import PackFolder
from generator.request import Request

Show = Callable[[str], None]
"""Is given what a person must read to sign in at Microsoft 365."""


def prepare_mail(pack: Pack, folder: PackFolder, request: Request) -> Prepared:
    """Writes the message about a pack that has no errors into its outbox.

    Raises UsageError where `pack.yaml` names nobody, and what `outbox.prepare` raises.
    """
    settings = pack.settings.mail
    if settings is None:
        raise UsageError(
            f"{folder.name} {folder.period} has nobody to mail to",
            "Add mail: to its pack.yaml, as docs/mail.md says.",
        )
    expected = tuple(document.file_name for document in pack.settings.documents)
    states = states_of(folder, request, expected) or ()
    return prepare(
        request.target(folder),
        compose_board_mail(pack, settings),
        settings,
        states,
        request.template_folders(folder),
        pack.house_style,
    )


def send_mail(
    prepared: Prepared, environment: Mapping[str, str], show: Show, *, again: bool = False
) -> Sent:
    """Sends a prepared message. Raises MailError as `dispatch.send` does."""
    from generator.delivery.login import login_for
    from generator.delivery.server import read_mail_server
    from generator.delivery.smtp import submit

    server = read_mail_server(environment)
    return send(prepared, partial(submit, server, login_for(server, show)), again=again)


def probe_server(sender: str, environment: Mapping[str, str], show: Show) -> tuple[str, ...]:
    """Talks to the mail server as `sender` and stops before sending; says what worked.

    Raises MailError.
    """
    from generator.delivery.login import login_for
    from generator.delivery.server import read_mail_server
    from generator.delivery.smtp import NotDelivered, probe

    server = read_mail_server(environment)
    try:
        return probe(server, login_for(server, show), sender)
    except NotDelivered as failure:
        raise MailError(
            f"the mail server {server.host}:{server.port} cannot be used: {failure}",
            "Correct the environment variables that docs/mail.md lists.",
        ) from failure


def mails_in_doubt(folder: PackFolder, request: Request) -> tuple[Entry, ...]:
    """The sendings of a pack of which nobody knows whether they arrived."""
    return in_doubt(request.target(folder) / OUTBOX_NAME)


def mark_mails_sent(folder: PackFolder, request: Request) -> tuple[Entry, ...]:
    """Records that what was in doubt arrived; gives what was."""
    return mark_sent(request.target(folder) / OUTBOX_NAME)

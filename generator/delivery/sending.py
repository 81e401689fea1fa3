"""Send a prepared message: never twice by itself, and never lost without notice.

Exactly once cannot be promised over SMTP. So each attempt is recorded in the ledger before
anything can have reached anybody, and again when the server has answered. Another attempt is made
only where nothing can have been delivered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from generator.delivery.file_writing import Busy, locked
from generator.delivery.mail_ledger import LOCK_NAME, Entry, Event, Ledger
from generator.delivery.outbox import Prepared
from generator.delivery.smtp import NotDelivered, Replies, Unconfirmed
from generator.errors import MailError
from generator.renderers.mail import dated

PAUSES_S = (1, 4, 16)
"""Seconds to wait before each further attempt after a temporary failure."""

Submit = Callable[[str, Sequence[str], bytes, Callable[[Replies], None]], Replies]
"""`smtp.submit` for one server: takes sender, recipients, content and a callback that is called
before the message is handed over. Raises NotDelivered and Unconfirmed."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The time and a way to wait; tests have their own."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Who was sent the message now, and who had received it before."""

    recipients: tuple[str, ...]
    had_before: tuple[str, ...]


def send(
    prepared: Prepared,
    submit: Submit,
    *,
    again: bool = False,
    clock: Clock | None = None,
    pauses_s: Sequence[float] = PAUSES_S,
) -> Sent:
    """Send the message to those who have not received it.

    With `again`, also to those whose send is unconfirmed; where none is, to all. Raises MailError
    where somebody did not get it, where a send is left unconfirmed, and without `again` also where
    an earlier one is unconfirmed or the ledger of earlier ones is lost.
    """
    content = prepared.message.content_key
    with ledger_of(prepared.outbox, prepared.ledger_copy) as ledger:
        if ledger.is_lost and not again:
            raise nothing_known(ledger)
        unconfirmed = tuple(each for each in ledger.unconfirmed() if each.content == content)
        if unconfirmed and not again:
            raise still_unconfirmed(unconfirmed)
        had = frozenset() if again and not unconfirmed else ledger.received_by(content)
        wanted = [each for each in prepared.recipients if each.lower() not in had]
        attempts = Attempts(
            prepared=prepared,
            ledger=ledger,
            clock=clock or Clock(),
            settles=tuple(each.sending for each in unconfirmed),
            waiting=dict.fromkeys(wanted, ""),
        )
        attempts.run(submit, pauses_s)
    had_before = tuple(each for each in prepared.recipients if each not in wanted)
    if attempts.refused or attempts.waiting:
        raise not_everybody(attempts, had_before)
    return Sent(recipients=tuple(attempts.sent), had_before=had_before)


def mark_sent(
    outbox: Path, copy: Path | None = None, *, clock: Clock | None = None
) -> tuple[Entry, ...]:
    """Record that every unconfirmed send arrived. Returns those sends.

    Raises MailError where the ledger cannot be read or written.
    """
    if not unconfirmed_sends(outbox, copy):
        return ()
    outbox.mkdir(parents=True, exist_ok=True)
    with ledger_of(outbox, copy) as ledger:
        unconfirmed = ledger.unconfirmed()
        now = (clock or Clock()).now()
        for each in unconfirmed:
            entry = Entry(event=Event.MARKED_SENT, at=moment(now), sending=each.sending)
            record(ledger, entry, "and the send is still unconfirmed")
    return unconfirmed


def unconfirmed_sends(outbox: Path, copy: Path | None = None) -> tuple[Entry, ...]:
    """The unconfirmed sends, oldest first. Raises MailError."""
    return Ledger(outbox, copy).unconfirmed()


@dataclass(kw_only=True)
class Attempts:
    """The attempts of one run, and their result: who was sent the message, who not and why."""

    prepared: Prepared
    ledger: Ledger
    clock: Clock
    settles: tuple[int, ...]
    waiting: dict[str, str]
    refused: dict[str, str] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)

    def run(self, submit: Submit, pauses_s: Sequence[float]) -> None:
        """Try until nobody waits, the server refuses for good, or the pauses are used up."""
        for pause in (*pauses_s, None):
            if not self.waiting or not self.once(submit):
                return
            if self.waiting and pause is not None:
                self.clock.pause(pause)

    def once(self, submit: Submit) -> bool:
        """Try once with all who wait. Returns whether another attempt can help."""
        number = self.ledger.next_sending
        now = self.clock.now()
        begun: list[Entry] = []

        def begin(replies: Replies) -> None:
            begun.append(self.begin(number, now, replies))

        content = dated(self.prepared.message.content, now)
        sender = self.prepared.mail.sender.mailbox
        try:
            replies = submit(sender, tuple(self.waiting), content, begin)
        except NotDelivered as failure:
            if begun:
                self.end(Event.NOT_SENT, number, reason=str(failure))
            self.waiting = dict.fromkeys(self.waiting, str(failure))
            return failure.temporary
        except Unconfirmed as unknown:
            raise now_unconfirmed(begun[0], str(unknown)) from unknown
        if begun:
            self.end(Event.SENT, number)
            self.settles = ()
        if replies.refused:
            self.end(Event.REFUSED, number, replies=replies.refused)
        self.sent += replies.taken
        self.refused |= replies.refused
        self.waiting = dict(replies.deferred)
        return True

    def begin(self, number: int, now: datetime, replies: Replies) -> Entry:
        """Record that a message is about to be handed over."""
        entry = Entry(
            event=Event.SENDING,
            at=moment(now),
            sending=number,
            content=self.prepared.message.content_key,
            message_id=self.prepared.message.message_id,
            subject=self.prepared.mail.subject,
            recipients=replies.taken,
            attachments=self.prepared.attachments,
            settles=self.settles,
        )
        record(self.ledger, entry, "so nothing was sent")
        return entry

    def end(
        self,
        event: Event,
        number: int,
        *,
        reason: str = "",
        replies: Mapping[str, str] | None = None,
    ) -> None:
        """Record the result."""
        entry = Entry(
            event=event,
            at=moment(self.clock.now()),
            sending=number,
            reason=reason,
            replies=replies or {},
        )
        record(self.ledger, entry, f"though the server has answered ({event})")


@contextmanager
def ledger_of(outbox: Path, copy: Path | None = None) -> Iterator[Ledger]:
    """Open the ledger, locked against other runs. Raises MailError."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(outbox / LOCK_NAME))
        except Busy as busy:
            raise MailError(
                f"Another run is sending from {outbox}", "Wait until it has ended, then run again."
            ) from busy
        except OSError as error:
            raise MailError(
                f"{outbox} cannot be locked, so nothing was sent: {error}",
                "Get permission to write there, then run again.",
            ) from error
        yield Ledger(outbox, copy)


def record(ledger: Ledger, entry: Entry, consequence: str) -> None:
    """Add a line to the ledger. Raises MailError that states the consequence where it cannot."""
    try:
        ledger.add(entry)
    except OSError as error:
        raise MailError(
            f"{ledger.path} cannot be written, {consequence}: {error.strerror or error}",
            "Free some disk space and check that the file can be written. Then `email` lists what "
            "is unconfirmed.",
        ) from error


def moment(when: datetime) -> str:
    """A time as the ledger holds it."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def still_unconfirmed(sends: Sequence[Entry]) -> MailError:
    """Why nothing is sent while an earlier send is unconfirmed."""
    said = "; ".join(describe(each) for each in sends)
    return MailError(
        f"Nothing was sent, because nobody knows whether an earlier send arrived: {said}", SETTLE
    )


def nothing_known(ledger: Ledger) -> MailError:
    """Why nothing is sent where the record of earlier mails is lost."""
    return MailError(
        f"Nothing was sent, because the record of earlier mails is lost: {ledger.path} was damaged "
        "and set aside",
        "Ask the recipients whether they have the message. If nobody has it, run `email --send "
        "--again`; it goes to everybody.",
    )


def now_unconfirmed(send: Entry, reason: str) -> MailError:
    """Why nobody knows whether the message arrived."""
    return MailError(
        f"Nobody knows whether the mail was sent, because {reason}: {describe(send)}", SETTLE
    )


SETTLE = (
    "Ask one of the recipients whether it came. If it did, run `email --mark-sent`; if not, run "
    "`email --send --again`."
)


def describe(send: Entry) -> str:
    """A send in a line."""
    return f"'{send.subject}' of {send.at} to {', '.join(send.recipients)}"


def not_everybody(attempts: Attempts, had_before: Sequence[str]) -> MailError:
    """Who did not get the message and why, and who did."""
    failed = {**attempts.refused, **attempts.waiting}
    said = "; ".join(f"{address} ({reason})" for address, reason in failed.items())
    have = [*had_before, *attempts.sent]
    others = f"{', '.join(have)} have it" if have else "nobody has it"
    return MailError(
        f"The mail was not sent to {said}; {others}",
        "Correct the address or the server's settings, then run `email --send` again: it sends "
        "only to those who have not received it.",
    )

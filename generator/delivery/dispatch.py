"""Sends a prepared message, never twice by itself and never lost in silence.

Each sending is written into the ledger before anything can have reached anybody and again when
the server has answered. Another try is made only where nothing can have been delivered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from generator.delivery.ledger import LOCK_NAME, Entry, Event, Ledger
from generator.delivery.lock import Busy, held
from generator.delivery.outbox import Prepared
from generator.delivery.smtp import InDoubt, NotDelivered, Replies
from generator.errors import MailError
from generator.renderers.mail import dated

PAUSES_S = (1, 4, 16)
"""How long to wait before each further try after a temporary failure."""

Submit = Callable[[str, Sequence[str], bytes, Callable[[Replies], None]], Replies]
"""`smtp.submit` with its server: sender, recipients, content, and what to do before handing over.

Raises NotDelivered and InDoubt."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The time, and a way to let it pass."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Who was sent the message now, and who had it before."""

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
    """Sends the message to those who have not had it.

    With `again`, to those of whom it is in doubt as well; where nothing is in doubt, to all.
    Raises MailError where somebody did not get it, where it is in doubt who got it, or where that
    was so before and `again` was not asked for.
    """
    content = prepared.message.content_key
    with ledger_of(prepared.outbox) as ledger:
        doubtful = tuple(each for each in ledger.in_doubt() if each.content == content)
        if doubtful and not again:
            raise still_in_doubt(doubtful)
        had = frozenset() if again and not doubtful else ledger.had_by(content)
        wanted = [each for each in prepared.recipients if each.lower() not in had]
        round_ = Round(
            prepared=prepared,
            ledger=ledger,
            clock=clock or Clock(),
            settles=tuple(each.sending for each in doubtful),
            waiting=dict.fromkeys(wanted, ""),
        )
        round_.run(submit, pauses_s)
    had_before = tuple(each for each in prepared.recipients if each not in wanted)
    if round_.refused or round_.waiting:
        raise not_everybody(round_, had_before)
    return Sent(recipients=tuple(round_.sent), had_before=had_before)


def mark_sent(outbox: Path, *, clock: Clock | None = None) -> tuple[Entry, ...]:
    """Records of every sending in doubt that it arrived; gives those sendings.

    Raises MailError where the ledger cannot be read or written.
    """
    if not outbox.exists():
        return ()
    with ledger_of(outbox) as ledger:
        doubtful = ledger.in_doubt()
        now = (clock or Clock()).now()
        for each in doubtful:
            entry = Entry(event=Event.MARKED_SENT, at=moment(now), sending=each.sending)
            record(ledger, entry, "and it is still in doubt")
    return doubtful


def in_doubt(outbox: Path) -> tuple[Entry, ...]:
    """The sendings of which nobody knows whether they arrived. Raises MailError."""
    return Ledger(outbox).in_doubt()


@dataclass(kw_only=True)
class Round:
    """One round of tries, and what has come of it: who has been sent it, who not and why."""

    prepared: Prepared
    ledger: Ledger
    clock: Clock
    settles: tuple[int, ...]
    waiting: dict[str, str]
    refused: dict[str, str] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)

    def run(self, submit: Submit, pauses_s: Sequence[float]) -> None:
        """Tries until nobody waits, the server refuses for good, or the pauses are used up."""
        for pause in (*pauses_s, None):
            if not self.waiting or not self.once(submit):
                return
            if self.waiting and pause is not None:
                self.clock.pause(pause)

    def once(self, submit: Submit) -> bool:
        """One try with all who wait; False where another one would be of no use."""
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
        except InDoubt as doubt:
            raise now_in_doubt(begun[0], str(doubt)) from doubt
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
        """Records that a message is about to be handed over."""
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
        """Records what came of it."""
        entry = Entry(
            event=event,
            at=moment(self.clock.now()),
            sending=number,
            reason=reason,
            replies=replies or {},
        )
        record(self.ledger, entry, f"though the server has answered ({event})")


@contextmanager
def ledger_of(outbox: Path) -> Iterator[Ledger]:
    """The ledger, kept from other runs meanwhile. Raises MailError."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(outbox / LOCK_NAME))
        except Busy as busy:
            raise MailError(
                f"another run is sending from {outbox}", "Wait until it has ended, then run again."
            ) from busy
        except OSError as error:
            raise MailError(
                f"{outbox} cannot be locked, so nothing was sent: {error}",
                "Get the right to write there, then run again.",
            ) from error
        yield Ledger(outbox)


def record(ledger: Ledger, entry: Entry, consequence: str) -> None:
    """Adds a line to the ledger. Raises MailError that says what follows where it cannot."""
    try:
        ledger.add(entry)
    except OSError as error:
        raise MailError(
            f"{ledger.path} cannot be written, {consequence}: {error.strerror or error}",
            "Make room on the disk and see that the file may be written. Then generate.py email "
            "lists what is in doubt.",
        ) from error


def moment(when: datetime) -> str:
    """A time as the ledger holds it."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def still_in_doubt(doubtful: Sequence[Entry]) -> MailError:
    """Why nothing is sent while an earlier sending is in doubt."""
    said = "; ".join(doubt_of(each) for each in doubtful)
    return MailError(f"nothing was sent, for it is in doubt whether it was before: {said}", SETTLE)


def now_in_doubt(sending: Entry, reason: str) -> MailError:
    """Why nobody knows whether the message arrived."""
    return MailError(
        f"it is in doubt whether the mail was sent, {reason}: {doubt_of(sending)}", SETTLE
    )


SETTLE = (
    "Ask one of them whether it came. If so, run generate.py email --mark-sent; if not, --send "
    "--again."
)


def doubt_of(sending: Entry) -> str:
    """A sending in doubt, in a line."""
    return f"“{sending.subject}” of {sending.at} to {', '.join(sending.recipients)}"


def not_everybody(round_: Round, had_before: Sequence[str]) -> MailError:
    """Who did not get the message and why, and who did."""
    failed = {**round_.refused, **round_.waiting}
    said = "; ".join(f"{address} ({reason})" for address, reason in failed.items())
    have = [*had_before, *round_.sent]
    others = f"{', '.join(have)} have it" if have else "nobody has it"
    return MailError(
        f"the mail was not sent to {said}; {others}",
        "Correct the address or the server's settings, then run --send again: it goes to those "
        "alone who have not had it.",
    )

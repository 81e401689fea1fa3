"""Nothing is sent twice by itself, and nothing is lost in silence."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from generator.content.board_mail import BoardMail
from generator.delivery.mail_ledger import Ledger
from generator.delivery.mail_login import password_login
from generator.delivery.outbox import Prepared
from generator.delivery.sending import Clock, Sent, mark_sent, send, unconfirmed_sends
from generator.delivery.smtp import NotDelivered, Replies, Unconfirmed, submit
from generator.errors import MailError
from generator.renderers.mail import RenderedMail
from generator.settings.addresses import parse_address
from tests.delivery.postoffice import PASSWORD, PostOffice, open_post_office

A, B, C = "a@example.org", "b@example.org", "c@example.org"
CONTENT = b"Subject: x\r\nDate: Tue, 01 Jul 2025 12:00:00 +0000\r\n\r\ntext\r\n"


def prepared(outbox: Path, *recipients: str, key: str = "c1", copy: Path | None = None) -> Prepared:
    """A message for these people."""
    outbox.mkdir(exist_ok=True)
    return Prepared(
        path=outbox / "board-mail.eml",
        mail=BoardMail(
            sender=parse_address("office@example.org"),
            to=tuple(parse_address(each) for each in recipients),
            cc=(),
            subject="Risk log",
            language="en-GB",
            as_of=datetime(2025, 7, 1, tzinfo=UTC).date(),
            attachments=("register.xlsx",),
            context={},
        ),
        message=RenderedMail(content=CONTENT, content_key=key, message_id="<x@example.org>"),
        attachments={"register.xlsx": "00"},
        ledger_copy=copy,
    )


@dataclass
class Server:
    """Stands in for `submit`: does what is next in its list, by default takes everybody."""

    steps: list[Callable[..., Replies]] = field(default_factory=list)
    tried: list[tuple[str, ...]] = field(default_factory=list)

    def __call__(
        self,
        sender: str,
        recipients: Sequence[str],
        content: bytes,
        about_to_send: Callable[[Replies], None],
    ) -> Replies:
        self.tried.append(tuple(recipients))
        step = self.steps.pop(0) if self.steps else take()
        return step(recipients, about_to_send)


def take(
    refused: dict[str, str] | None = None, deferred: dict[str, str] | None = None
) -> Callable[..., Replies]:
    """Takes the message for everybody who is not refused or deferred."""

    def step(recipients: Sequence[str], about_to_send: Callable[[Replies], None]) -> Replies:
        refuses, defers = refused or {}, deferred or {}
        taken = tuple(each for each in recipients if each not in refuses and each not in defers)
        replies = Replies(taken=taken, refused=refuses, deferred=defers)
        if taken:
            about_to_send(replies)
        return replies

    return step


def fail(error: Exception, *, begun: bool = False) -> Callable[..., Replies]:
    """Fails, before the message is handed over or once it has begun."""

    def step(recipients: Sequence[str], about_to_send: Callable[[Replies], None]) -> Replies:
        if begun:
            about_to_send(Replies(taken=tuple(recipients), refused={}, deferred={}))
        raise error

    return step


@dataclass
class Time:
    """A clock that is only moved by pauses."""

    at: datetime = datetime(2025, 8, 2, 9, tzinfo=UTC)
    pauses: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        return Clock(now=lambda: self.at, pause=self.pause)

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.at += timedelta(seconds=seconds)


TEMPORARY = NotDelivered("the server cannot be reached", temporary=True)
PERMANENT = NotDelivered("the server says: 535 No", temporary=False)
DOUBT = Unconfirmed("the line broke")


def test_everybody_gets_it_once(tmp_path: Path) -> None:
    """A second sending of the same content finds that everybody has had it."""
    server, time = Server(), Time()
    message = prepared(tmp_path, A, B)
    assert send(message, server, clock=time.clock()) == Sent(recipients=(A, B), had_before=())
    assert send(message, server, clock=time.clock()) == Sent(recipients=(), had_before=(A, B))
    assert server.tried == [(A, B)]
    events = [(entry.event, entry.at) for entry in Ledger(tmp_path).entries]
    assert events == [
        ("sending", "2025-08-02T09:00:00+00:00"),
        ("sent", "2025-08-02T09:00:00+00:00"),
    ]


def test_the_ledger_tells_all(tmp_path: Path) -> None:
    """Before anything is handed over, recipients, subject, id and hashes are on the disk."""

    def step(recipients: Sequence[str], about_to_send: Callable[[Replies], None]) -> Replies:
        about_to_send(Replies(taken=tuple(recipients), refused={}, deferred={}))
        (entry,) = Ledger(tmp_path).entries
        assert (entry.subject, entry.message_id) == ("Risk log", "<x@example.org>")
        assert (entry.recipients, entry.attachments) == ((A,), {"register.xlsx": "00"})
        return Replies(taken=tuple(recipients), refused={}, deferred={})

    send(prepared(tmp_path, A), Server([step]))


def test_again_sends_to_all(tmp_path: Path) -> None:
    """Where nothing is unconfirmed, `again` sends to everybody once more."""
    server = Server()
    send(prepared(tmp_path, A, B), server)
    assert send(prepared(tmp_path, A, B), server, again=True).recipients == (A, B)
    assert server.tried == [(A, B), (A, B)]


def test_other_content_is_another_message(tmp_path: Path) -> None:
    """New content goes to everybody."""
    server = Server()
    send(prepared(tmp_path, A), server)
    assert send(prepared(tmp_path, A, key="c2"), server).recipients == (A,)


def test_a_new_recipient_alone_gets_what_the_others_had(tmp_path: Path) -> None:
    """Somebody who is added, however the others are spelled, is the only one to get it."""
    server = Server()
    send(prepared(tmp_path, A, B), server)
    done = send(prepared(tmp_path, "A@example.org", B, C), server)
    assert done == Sent(recipients=(C,), had_before=("A@example.org", B))


def test_refused_recipients_are_tried_alone(tmp_path: Path) -> None:
    """They are named with the server's words; a later sending goes to them alone."""
    server = Server([take(refused={B: "550 No such user"})])
    message = prepared(tmp_path, A, B)
    with pytest.raises(
        MailError, match=r"b@example\.org \(550 No such user\); a@example\.org have it"
    ) as error:
        send(message, server)
    assert error.value.exit_code == 6
    assert send(message, server) == Sent(recipients=(B,), had_before=(A,))
    assert server.tried == [(A, B), (B,)]


def test_a_corrected_address_alone_gets_it(tmp_path: Path) -> None:
    """Once the officer has corrected the address, those who had it do not get it again."""
    server = Server([take(refused={B: "550 No such user"})])
    with pytest.raises(MailError):
        send(prepared(tmp_path, A, B), server)
    assert send(prepared(tmp_path, A, C), server).recipients == (C,)


def test_temporary_failures_are_tried_again_with_growing_pauses(tmp_path: Path) -> None:
    """Each pause is longer than the one before; then the message goes out once."""
    time = Time()
    server = Server([fail(TEMPORARY), fail(TEMPORARY, begun=True), fail(TEMPORARY)])
    send(prepared(tmp_path, A), server, clock=time.clock())
    assert server.tried == [(A,)] * 4
    assert time.pauses == sorted(set(time.pauses))
    assert len(time.pauses) == 3
    assert Ledger(tmp_path).received_by("c1") == {A}
    assert unconfirmed_sends(tmp_path) == ()


def test_temporary_failures_do_not_go_on_for_ever(tmp_path: Path) -> None:
    """When the pauses are used up, it is said who did not get it and why."""
    server = Server([fail(TEMPORARY)] * 9)
    with pytest.raises(MailError, match=r"cannot be reached.*nobody has it"):
        send(prepared(tmp_path, A), server, clock=Time().clock())
    assert len(server.tried) == 4


def test_a_deferred_recipient_is_tried_alone(tmp_path: Path) -> None:
    """Who was refused for now is tried again, and the others are not."""
    time = Time()
    server = Server([take(deferred={B: "450 Later"}), take()])
    done = send(prepared(tmp_path, A, B), server, clock=time.clock())
    assert done.recipients == (A, B)
    assert server.tried == [(A, B), (B,)]
    assert time.pauses == [1]


def test_a_permanent_failure_is_not_tried_again(tmp_path: Path) -> None:
    """A refused login does not get better by repeating it."""
    server = Server([fail(PERMANENT)])
    with pytest.raises(MailError, match="535 No"):
        send(prepared(tmp_path, A), server, clock=Time().clock())
    assert len(server.tried) == 1


def test_an_unconfirmed_send_is_never_repeated_by_itself(tmp_path: Path) -> None:
    """It is not tried again in this run, nor in the next, and both say so."""
    server = Server([fail(DOUBT, begun=True)])
    message = prepared(tmp_path, A)
    with pytest.raises(MailError, match=r"Nobody knows whether the mail was sent.*--mark-sent"):
        send(message, server, clock=Time().clock())
    with pytest.raises(MailError, match=r"'Risk log'.*a@example"):
        send(message, server, clock=Time().clock())
    assert len(server.tried) == 1
    assert [each.recipients for each in unconfirmed_sends(tmp_path)] == [(A,)]


def test_mark_sent_settles_an_unconfirmed_send(tmp_path: Path) -> None:
    """After it, the message counts as sent."""
    server = Server([fail(DOUBT, begun=True)])
    message = prepared(tmp_path, A)
    with pytest.raises(MailError):
        send(message, server)
    assert [each.recipients for each in mark_sent(tmp_path)] == [(A,)]
    assert unconfirmed_sends(tmp_path) == mark_sent(tmp_path) == ()
    assert send(message, server) == Sent(recipients=(), had_before=(A,))


def test_again_settles_an_unconfirmed_send(tmp_path: Path) -> None:
    """It sends to those whose send is unconfirmed, and to nobody who has certainly received it."""
    server = Server([take(refused={B: "550 No"}), fail(DOUBT, begun=True)])
    message = prepared(tmp_path, A, B)
    for _ in range(2):
        with pytest.raises(MailError):
            send(message, server)
    assert send(message, server, again=True) == Sent(recipients=(B,), had_before=(A,))
    assert unconfirmed_sends(tmp_path) == ()


def test_an_unconfirmed_send_of_older_content_does_not_hinder_new(tmp_path: Path) -> None:
    """New content may be sent; the older send stays listed."""
    server = Server([fail(DOUBT, begun=True)])
    with pytest.raises(MailError):
        send(prepared(tmp_path, A), server)
    assert send(prepared(tmp_path, A, key="c2"), server).recipients == (A,)
    assert len(unconfirmed_sends(tmp_path)) == 1


def test_a_ledger_that_cannot_be_written_stops_the_sending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the line before, nothing is sent; without the line after, it is unconfirmed."""
    message, server = prepared(tmp_path, A), Server()
    real = Ledger.add
    full = OSError(28, "No space left on device")
    for failing, said in ((1, "so nothing was sent"), (2, "the server has answered")):
        calls: list[int] = []

        def add(
            self: Ledger, entry: object, calls: list[int] = calls, failing: int = failing
        ) -> None:
            calls.append(1)
            if len(calls) == failing:
                raise full
            real(self, entry)  # type: ignore[arg-type]

        monkeypatch.setattr(Ledger, "add", add)
        with pytest.raises(MailError, match=said):
            send(message, server)
        monkeypatch.undo()
        assert len(unconfirmed_sends(tmp_path)) == failing - 1


def test_marking_where_nothing_was_ever_sent(tmp_path: Path) -> None:
    """Without an outbox there is nothing unconfirmed."""
    assert mark_sent(tmp_path / "outbox") == unconfirmed_sends(tmp_path / "outbox") == ()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PostOffice]:
    """A real server."""
    with open_post_office(tmp_path) as office:
        yield office


def by_wire(office: PostOffice) -> Callable[..., Replies]:
    return partial(submit, office.server(), password_login("office", PASSWORD))


def test_over_the_wire(office: PostOffice, tmp_path: Path) -> None:
    """A real server gets the message with the date of sending, each recipient once."""
    office.replies = {"RCPT b@example.org": ["450 Later"], "MAIL": ["451 Busy"]}
    time = Time()
    done = send(prepared(tmp_path / "outbox", A, B), by_wire(office), clock=time.clock())
    assert done == Sent(recipients=(A, B), had_before=())
    assert [each.rcpt_tos for each in office.arrived] == [[A], [B]]
    assert office.messages()[0]["Date"].datetime == datetime(2025, 8, 2, 9, 0, 1, tzinfo=UTC)


def test_a_line_dropped_after_the_message(office: PostOffice, tmp_path: Path) -> None:
    """The one copy that the server has stays the only one until a person decides."""
    office.replies = {"MESSAGE": ["drop"]}
    message = prepared(tmp_path / "outbox", A)
    for _ in range(3):
        with pytest.raises(MailError, match=r"(?i)nobody knows"):
            send(message, by_wire(office), clock=Time().clock())
    assert len(office.arrived) == 1
    send(message, by_wire(office), again=True)
    assert len(office.arrived) == 2


def test_two_runs_at_once_send_once(office: PostOffice, tmp_path: Path) -> None:
    """The second waits for the first, and finds that everybody has had it."""
    message = prepared(tmp_path / "outbox", A)
    runs = [threading.Thread(target=send, args=(message, by_wire(office))) for _ in range(6)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(office.arrived) == 1
    assert [path.name for path in (tmp_path / "outbox").glob("[!.]*")] == ["ledger.jsonl"]
    assert replace(message) == message


def test_deleted_outputs_send_nothing_again(tmp_path: Path) -> None:
    """Who has had the message is known after a clean-up of the outputs, and told."""
    server, copy = Server(), tmp_path / "kept.jsonl"
    outbox = tmp_path / "outbox"
    send(prepared(outbox, A, B, copy=copy), server)
    shutil.rmtree(outbox)
    sent = send(prepared(outbox, A, B, C, copy=copy), server)
    assert sent == Sent(recipients=(C,), had_before=(A, B))
    server.steps = [fail(DOUBT, begun=True)]
    with pytest.raises(MailError):
        send(prepared(outbox, A, key="c2", copy=copy), server)
    shutil.rmtree(outbox)
    assert [each.recipients for each in mark_sent(outbox, copy)] == [(A,)]
    assert unconfirmed_sends(outbox, copy) == ()


def test_a_lost_ledger_asks_first(tmp_path: Path) -> None:
    """Where a damaged ledger was set aside and no copy is left, nothing is sent without --again."""
    server, message = Server(), prepared(tmp_path, A)
    send(message, server)
    (tmp_path / "ledger.jsonl").write_bytes(b"nonsense\n")
    with pytest.raises(MailError, match="line 1 is damaged"):
        send(message, server, again=True)
    with pytest.raises(MailError, match=r"the record of earlier mails is lost.*--send --again"):
        send(message, server)
    assert send(message, server, again=True).recipients == (A,)
    assert send(message, server).had_before == (A,)

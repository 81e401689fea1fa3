"""The ledger says who has had a message, and what nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.delivery.mail_ledger import Entry, Event, Ledger
from generator.errors import MailError

SENDING = Entry(
    event=Event.SENDING,
    at="2025-07-01T09:00:00+00:00",
    sending=1,
    content="c1",
    message_id="<x@example.org>",
    subject="Log – £",
    recipients=("A@example.org", "b@example.org"),
    attachments={"register.xlsx": "00"},
)


def ending(event: Event, sending: int = 1) -> Entry:
    return Entry(event=event, at="2025-07-01T09:00:01+00:00", sending=sending)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Another run reads the very entries."""
    ledger = Ledger(tmp_path / "outbox")
    ledger.add(SENDING)
    ledger.add(ending(Event.SENT))
    assert Ledger(tmp_path / "outbox").entries == (SENDING, ending(Event.SENT))
    assert len((tmp_path / "outbox" / "ledger.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("events", "unconfirmed", "had"),
    [
        ([], True, set()),
        ([Event.SENT], False, {"a@example.org", "b@example.org"}),
        ([Event.MARKED_SENT], False, {"a@example.org", "b@example.org"}),
        ([Event.NOT_SENT], False, set()),
        ([Event.REFUSED], True, set()),
    ],
)
def test_standings(
    tmp_path: Path, events: list[Event], *, unconfirmed: bool, had: set[str]
) -> None:
    """A sending without an end is unconfirmed; only what was sent, or marked so, was had."""
    ledger = Ledger(tmp_path)
    ledger.add(SENDING)
    for event in events:
        ledger.add(ending(event))
    assert ledger.unconfirmed() == ((SENDING,) if unconfirmed else ())
    assert ledger.received_by("c1") == had
    assert ledger.received_by("another") == set()
    assert ledger.next_sending == 2


def test_a_sending_again_settles_an_unconfirmed_send(tmp_path: Path) -> None:
    """A sending that somebody asked to repeat is unconfirmed no longer; its repetition may be."""
    ledger = Ledger(tmp_path)
    ledger.add(SENDING)
    again = Entry(event=Event.SENDING, at=SENDING.at, sending=2, content="c1", settles=(1,))
    ledger.add(again)
    assert ledger.unconfirmed() == (again,)


def test_a_line_that_was_cut_off(tmp_path: Path) -> None:
    """At whatever byte the writing of a line ended, it counts for nothing and is overwritten."""
    Ledger(tmp_path).add(SENDING)
    path = tmp_path / "ledger.jsonl"
    first = path.read_bytes()
    line = ending(Event.SENT).to_line()
    for end in range(len(line)):
        path.write_bytes(first + line[:end])
        ledger = Ledger(tmp_path)
        assert ledger.unconfirmed() == (SENDING,)
        ledger.add(ending(Event.MARKED_SENT))
        assert path.read_bytes() == first + ending(Event.MARKED_SENT).to_line()


@pytest.mark.parametrize(
    "line", [b"nonsense\n", b"{}\n", b'{"event": "lost", "at": "", "sending": 1}\n']
)
def test_a_damaged_line(tmp_path: Path, line: bytes) -> None:
    """A line that was whole and is damaged stops everything: it may say who had the message."""
    (tmp_path / "ledger.jsonl").write_bytes(line)
    with pytest.raises(MailError, match="line 1 is damaged"):
        Ledger(tmp_path)


def test_the_copy_knows_what_a_deleted_ledger_said(tmp_path: Path) -> None:
    """Where the outputs are cleaned up, the copy says who has had what, and the ledger returns."""
    outbox, copy = tmp_path / "outbox", tmp_path / "kept" / "q4.jsonl"
    ledger = Ledger(outbox, copy)
    ledger.add(SENDING)
    ledger.add(ending(Event.SENT))
    (outbox / "ledger.jsonl").unlink()
    again = Ledger(outbox, copy)
    assert again.received_by("c1") == {"a@example.org", "b@example.org"}
    again.add(ending(Event.MARKED_SENT))
    assert (outbox / "ledger.jsonl").read_bytes() == copy.read_bytes()
    copy.unlink()
    assert Ledger(outbox, copy).entries == again.entries


@pytest.mark.parametrize("which", ["ledger", "copy"])
def test_a_line_that_one_file_refuses_is_in_neither(tmp_path: Path, which: str) -> None:
    """A disk that refuses one of the two files leaves no record of a send that never began."""
    outbox, copy = tmp_path / "outbox", tmp_path / "kept" / "q4.jsonl"
    Ledger(outbox, copy).add(SENDING)
    ledger = Ledger(outbox, copy)
    refusing = copy if which == "copy" else outbox / "ledger.jsonl"
    refusing.rename(tmp_path / "away")
    refusing.mkdir()
    with pytest.raises(OSError, match="directory"):
        ledger.add(ending(Event.SENT))
    refusing.rmdir()
    (tmp_path / "away").rename(refusing)
    assert Ledger(outbox, copy).entries == (SENDING,)


@pytest.mark.parametrize(
    "line", [b"nonsense\n", b"[" * 100_000 + b"\n", b'{"sending": ' + b"9" * 5_000 + b"}\n"]
)
def test_a_damaged_ledger_is_set_aside(tmp_path: Path, line: bytes) -> None:
    """One run ends with a sentence; the next goes by the copy, and without one knows nothing."""
    outbox, copy = tmp_path / "outbox", tmp_path / "kept" / "q4.jsonl"
    for kept in (copy, None):
        Ledger(outbox, copy).add(SENDING)
        (outbox / "ledger.jsonl").write_bytes(line)
        with pytest.raises(MailError, match=r"line 1 is damaged .* set aside as"):
            Ledger(outbox, kept)
        ledger = Ledger(outbox, kept)
        assert (ledger.entries == (SENDING,), ledger.is_lost) == (kept is not None, kept is None)

"""The mail ledger, `outbox/ledger.jsonl`: what was sent, to whom, and what is unconfirmed.

A line is added before a message can have reached anybody ("sending") and another afterwards
("sent" or "not sent"). Where the second is missing, the run was cut off between the two: that
send is unconfirmed until a person settles it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from generator.delivery.file_writing import flush_folder
from generator.errors import MailError

LEDGER_NAME = "ledger.jsonl"
LOCK_NAME = ".sending.lock"


class Event(StrEnum):
    """What a line of the ledger records."""

    SENDING = "sending"
    SENT = "sent"
    NOT_SENT = "not sent"
    REFUSED = "refused"
    MARKED_SENT = "marked sent"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line. `at` is a time in UTC, ISO 8601.

    `sending` is the number of the send that the line belongs to, from 1. `recipients` are bare
    addresses; `attachments` map file name to SHA-256. A line "sending" has all fields, and in
    `settles` the numbers of the unconfirmed sends that a person asked to repeat with it; "refused"
    has the server's reply to each address in `replies`; the others have a `reason`.
    """

    event: Event
    at: str
    sending: int
    content: str = ""
    message_id: str = ""
    subject: str = ""
    recipients: tuple[str, ...] = ()
    attachments: Mapping[str, str] = field(default_factory=dict)
    settles: tuple[int, ...] = ()
    replies: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    def to_line(self) -> bytes:
        """The entry as a line of JSON, without what is empty."""
        entries = {name: value for name, value in asdict(self).items() if value}
        return (json.dumps(entries, ensure_ascii=False, sort_keys=True) + "\n").encode()

    @classmethod
    def from_line(cls, line: bytes) -> Entry:
        """Read such a line. Raises ValueError for any other."""
        try:
            entry = cls(**json.loads(line))
            return replace(
                entry,
                event=Event(entry.event),
                recipients=tuple(entry.recipients),
                settles=tuple(entry.settles),
            )
        except TypeError as error:
            raise ValueError(str(error)) from error


class Ledger:
    """The ledger of one outbox. Only the holder of the outbox's lock may add to it."""

    def __init__(self, outbox: Path) -> None:
        self.path = outbox / LEDGER_NAME
        self.entries, self._whole = read_entries(self.path)

    @property
    def next_sending(self) -> int:
        """The number of the next send."""
        return 1 + max((entry.sending for entry in self.entries), default=0)

    def sendings(self) -> dict[int, Entry]:
        """Every send that was begun, by its number."""
        return {each.sending: each for each in self.entries if each.event is Event.SENDING}

    def unconfirmed(self) -> tuple[Entry, ...]:
        """The sends of which nobody knows whether they arrived, oldest first."""
        settled = {each.sending for each in self.entries if each.event in ENDINGS}
        settled |= {number for each in self.sendings().values() for number in each.settles}
        return tuple(each for number, each in self.sendings().items() if number not in settled)

    def received_by(self, content: str) -> frozenset[str]:
        """The addresses, in lower case, that have received this content."""
        arrived = {
            each.sending for each in self.entries if each.event in (Event.SENT, Event.MARKED_SENT)
        }
        return frozenset(
            address.lower()
            for number, sending in self.sendings().items()
            if number in arrived and sending.content == content
            for address in sending.recipients
        )

    def add(self, entry: Entry) -> None:
        """Add a line and flush it to the disk. Raises OSError, and then the line is not there.

        An unfinished last line, which a killed run left, is cut off first.
        """
        line = entry.to_line()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666), "r+b") as file:
            file.truncate(self._whole)
            file.seek(self._whole)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        flush_folder(self.path.parent)
        self._whole += len(line)
        self.entries = (*self.entries, entry)


ENDINGS = (Event.SENT, Event.NOT_SENT, Event.MARKED_SENT)
"""The events that settle a send."""


def read_entries(path: Path) -> tuple[tuple[Entry, ...], int]:
    """The ledger's entries, and how many bytes they take.

    A last line without a line feed was being written when a run was cut off and is ignored:
    nothing is sent before its line is complete. Raises MailError for a damaged line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return (), 0
    except OSError as error:
        raise unreadable(path, str(error)) from error
    whole = data[: data.rfind(b"\n") + 1]
    entries = []
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            entries.append(Entry.from_line(line))
        except ValueError as error:
            raise unreadable(path, f"line {number} is damaged ({error})") from error
    return tuple(entries), len(whole)


def unreadable(path: Path, reason: str) -> MailError:
    """Why nothing can be sent: nobody knows what was sent before."""
    return MailError(
        f"{path} cannot be read, so nothing was sent: {reason}",
        "Restore the file from a backup, or correct the line. It says who has received what.",
    )

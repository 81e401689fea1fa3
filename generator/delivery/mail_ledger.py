"""The mail ledger, `outbox/ledger.jsonl`: what was sent, to whom, and what is unconfirmed.

A line is added before a message can have reached anybody ("sending") and another afterwards
("sent" or "not sent"). Where the second is missing, the run was cut off between the two: that
send is unconfirmed until a person settles it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.delivery.file_writing import flush_folder, replace_file
from generator.delivery.stored_records import read_record, set_aside
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
        return read_record(cls, line)


class Ledger:
    """The ledger of one outbox. Only the holder of the outbox's lock may add to it.

    `copy` is a second file with the same lines, which stays where the outputs are deleted: what
    one of the two says counts. Raises MailError where one is damaged, and sets it aside.
    """

    def __init__(self, outbox: Path, copy: Path | None = None) -> None:
        self.path = outbox / LEDGER_NAME
        self._files = {path: whole_lines(path) for path in (copy, self.path) if path}
        own, *others = reversed(self._files.values())
        lines = own.splitlines(keepends=True)
        for other in others:
            lines += [line for line in other.splitlines(keepends=True) if line not in lines]
        self._whole = b"".join(lines)
        self.entries = tuple(map(Entry.from_line, lines))

    @property
    def is_lost(self) -> bool:
        """Whether the ledger was damaged and set aside, and nothing else says what was sent."""
        damaged = (path.parent.glob(f"{path.name}.damaged-*") for path in self._files)
        return not self.entries and any(map(any, damaged))

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
        """Add a line and flush it to the disk. Raises OSError: then the ledger does not have it.

        An unfinished last line, which a killed run left, is cut off first.
        """
        line = entry.to_line()
        try:
            for path, held in self._files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                if held != self._whole:
                    replace_file(path, self._whole)
                self._files[path] = self._whole
                append(path, len(self._whole), line)
        except OSError:
            for path in self._files:
                with suppress(OSError):
                    os.truncate(path, len(self._whole))
            raise
        self._whole += line
        self._files = dict.fromkeys(self._files, self._whole)
        self.entries = (*self.entries, entry)


def append(path: Path, size: int, line: bytes) -> None:
    """Write a line after the first `size` bytes of a file, and flush it to the disk."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b") as file:
        file.truncate(size)
        file.seek(size)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    flush_folder(path.parent)


ENDINGS = (Event.SENT, Event.NOT_SENT, Event.MARKED_SENT)
"""The events that settle a send."""


def whole_lines(path: Path) -> bytes:
    """The lines of a ledger, each sound.

    A last line without a line feed was being written when a run was cut off and is ignored:
    nothing is sent before its line is complete. Raises MailError for a damaged line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise unreadable(path, str(error)) from error
    whole = data[: data.rfind(b"\n") + 1]
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            Entry.from_line(line)
        except ValueError as error:
            reason = f"line {number} is damaged ({error}).{set_aside(path)}".rstrip(".")
            raise unreadable(path, reason) from error
    return whole


def unreadable(path: Path, reason: str) -> MailError:
    """Why nothing can be sent: nobody knows what was sent before."""
    return MailError(
        f"{path} cannot be read, so nothing was sent: {reason}",
        "Restore the file from a backup, or correct the line. It says who has received what; the "
        "next run goes by what its copy says.",
    )

"""`email`: who would get what, what is unconfirmed, and what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.delivery.sending import Sent
from generator.mailing import Message


def message_lines(messages: Sequence[Message]) -> Iterator[str]:
    """For each message who would get what, and its unconfirmed sends."""
    for message in messages:
        yield message.name
        for line in message.prepared.lines():
            yield f"    {line}"
        for entry in message.unconfirmed:
            yield (
                f"    Unconfirmed: send {entry.sending} of {entry.at} to "
                f"{', '.join(entry.recipients)}. Ask them whether it arrived. If it did, use "
                "--mark-sent; if not, --send --again."
            )


def message_record(message: Message, sent: Sent | None) -> dict[str, object]:
    """The message for JSON. `sent` is None where nothing was sent now."""
    return {
        "pack": message.name,
        "file": str(message.prepared.path),
        "recipients": list(message.prepared.recipients),
        "attachments": list(message.prepared.attachments),
        "unconfirmed": [entry.sending for entry in message.unconfirmed],
        "sent_to": list(sent.recipients) if sent else [],
    }


def sent_line(name: str, sent: Sent) -> str:
    """Who was sent a pack's message now, and who had it before."""
    to = f"sent to {', '.join(sent.recipients)}" if sent.recipients else "sent to nobody"
    had = f"; {', '.join(sent.had_before)} already had it" if sent.had_before else ""
    return f"{name}: {to}{had}."

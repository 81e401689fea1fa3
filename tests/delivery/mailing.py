"""Sends a message to two people; it may be killed meanwhile, or kill itself at a function call.

python -m tests.delivery.mailing OUTBOX PORT CA_FILE [CALL]

Prints how many calls the sending took.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from generator.delivery.mail_login import password_login
from generator.delivery.sending import send
from generator.delivery.smtp import submit
from tests.delivery.killing import die_at_call
from tests.delivery.postoffice import PASSWORD, PostOffice
from tests.delivery.test_sending import A, B, prepared


def main(outbox: str, port: str, ca_file: str) -> None:
    """Sends the message."""
    server = PostOffice(port=int(port), ca_file=ca_file).server()
    message = prepared(Path(outbox), A, B, copy=copy_of(Path(outbox)))
    send(message, partial(submit, server, password_login("office", PASSWORD)))


def copy_of(outbox: Path) -> Path:
    """Where the copy of an outbox's ledger is kept."""
    return outbox.with_name(f"{outbox.name}.jsonl")


if __name__ == "__main__":
    calls = die_at_call(int(sys.argv[4]) if len(sys.argv) > 4 else 0)
    main(*sys.argv[1:4])
    sys.setprofile(None)
    sys.stdout.write(f"{next(calls)}\n")

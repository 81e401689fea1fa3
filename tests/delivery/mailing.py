"""Sends a message to two people, for somebody to kill meanwhile.

python -m tests.delivery.mailing OUTBOX PORT CA_FILE
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from generator.delivery.mail_login import password_login
from generator.delivery.sending import send
from generator.delivery.smtp import submit
from tests.delivery.postoffice import PASSWORD, PostOffice
from tests.delivery.test_sending import A, B, prepared


def main(outbox: str, port: str, ca_file: str) -> None:
    """Says when it starts, so that the time until the kill counts from there."""
    server = PostOffice(port=int(port), ca_file=ca_file).server()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    send(prepared(Path(outbox), A, B), partial(submit, server, password_login("office", PASSWORD)))


if __name__ == "__main__":
    main(*sys.argv[1:])

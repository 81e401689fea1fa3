"""A sending that is killed is sent once, or it is in doubt and listed; never twice by itself."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.delivery.sending import unconfirmed_sends
from generator.errors import MailError
from tests.delivery.mailing import main
from tests.delivery.postoffice import PostOffice, open_post_office
from tests.delivery.test_sending import A, B

ROOT = Path(__file__).parents[2]


@contextmanager
def sending(outbox: Path, office: PostOffice) -> Iterator[None]:
    """Starts a sending, and kills it in the end."""
    command = ["-m", "tests.delivery.mailing", str(outbox), str(office.port), office.ca_file]
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        yield
        program.send_signal(signal.SIGKILL)


def send_again(outbox: Path, office: PostOffice) -> bool:
    """Runs to the end; True for sent, False for in doubt."""
    try:
        main(str(outbox), str(office.port), office.ca_file)
    except MailError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "copies", "sent"),
    [
        ("EHLO", 0, True),
        ("MAIL", 0, True),
        ("RCPT b@example.org", 0, True),
        ("DATA", 0, False),
        ("MESSAGE", 1, False),
    ],
)
def test_killed_at_each_command(tmp_path: Path, command: str, copies: int, *, sent: bool) -> None:
    """Before the message is handed over it is sent by the next run; after that it is in doubt."""
    outbox = tmp_path / "outbox"
    with open_post_office(tmp_path) as office:
        office.delay_s = 0.3
        with sending(outbox, office):
            while command not in office.commands:
                time.sleep(0.01)
        time.sleep(0.5)  # with what the server has, it goes on
        assert len(office.arrived) == copies
        office.delay_s = 0
        assert send_again(outbox, office) is sent
        assert [each.recipients for each in unconfirmed_sends(outbox)] == ([] if sent else [(A, B)])
        assert [each.rcpt_tos for each in office.arrived] == [[A, B]] * (1 if sent else copies)


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """After the kill and another run, each person has one copy, or the doubt is listed."""
    chance = random.Random(5)
    with open_post_office(tmp_path) as office:
        for number in range(8):
            outbox = tmp_path / f"outbox-{number}"
            office.arrived.clear()
            office.delay_s = 0.02
            with sending(outbox, office):
                time.sleep(chance.random() * 0.25)
            time.sleep(0.1)
            office.delay_s = 0
            before = len(office.arrived)
            sent = send_again(outbox, office)
            assert [each.recipients for each in unconfirmed_sends(outbox)] == (
                [] if sent else [(A, B)]
            )
            assert len(office.arrived) == (1 if sent else before) <= 1

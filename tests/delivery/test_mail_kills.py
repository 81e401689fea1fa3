"""A send that is killed is sent once, or it is unconfirmed and listed; never twice by itself."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.delivery.sending import unconfirmed_sends
from generator.errors import MailError
from tests.delivery.mailing import copy_of, main
from tests.delivery.postoffice import MOST_S, PostOffice, open_post_office
from tests.delivery.test_sending import A, B

ROOT = Path(__file__).parents[2]


def start(outbox: Path, office: PostOffice, *call: str) -> subprocess.Popen[str]:
    """Starts a sending in a process of its own, which kills itself at that function call."""
    command = ["-m", "tests.delivery.mailing", str(outbox), str(office.port), office.ca_file]
    return subprocess.Popen(
        [sys.executable, *command, *call],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def send_again(outbox: Path, office: PostOffice) -> bool:
    """Runs to the end; True for sent, False for unconfirmed."""
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
    """Before the message is handed over the next run sends it; after that it is unconfirmed."""
    outbox = tmp_path / "outbox"
    with open_post_office(tmp_path) as office:
        office.hold_at = command
        with start(outbox, office) as program:
            assert office.holding.wait(MOST_S)
            program.kill()
        office.settle()
        assert len(office.arrived) == copies
        office.hold_at = ""
        office.go_on.set()
        assert send_again(outbox, office) is sent
        unconfirmed = unconfirmed_sends(outbox, copy_of(outbox))
        assert [each.recipients for each in unconfirmed] == ([] if sent else [(A, B)])
        assert [each.rcpt_tos for each in office.arrived] == [[A, B]] * (1 if sent else copies)


@pytest.mark.slow
def test_killed_at_any_call(tmp_path: Path) -> None:
    """After the kill and another run, each person has one copy, or the send is unconfirmed.

    So it is where somebody deletes the outputs before that run.
    """
    chance = random.Random(5)
    with open_post_office(tmp_path) as office:
        with start(tmp_path / "whole", office) as program:
            assert program.stdout is not None
            calls = int(program.stdout.read())
        for number in sorted(chance.sample(range(1, calls), 16)):
            outbox = tmp_path / f"outbox-{number}"
            office.arrived.clear()
            with start(outbox, office, str(number)):
                pass
            office.settle()
            before = len(office.arrived)
            if number % 2:
                shutil.rmtree(outbox, ignore_errors=True)
            sent = send_again(outbox, office)
            unconfirmed = unconfirmed_sends(outbox, copy_of(outbox))
            assert [each.recipients for each in unconfirmed] == ([] if sent else [(A, B)])
            assert len(office.arrived) == (1 if sent else before) <= 1

"""What may have come of a talk with the mail server is known exactly."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from generator.delivery.mail_login import no_login, password_login, token_login
from generator.delivery.smtp import (
    NotDelivered,
    Replies,
    Unconfirmed,
    open_envelope,
    probe,
    submit,
)
from tests.delivery.postoffice import PASSWORD, TOKEN, PostOffice, free_port, open_post_office

BOARD = ("a@example.org", "b@example.org")
MESSAGE = b"Subject: x\r\n\r\none\r\n.two\r\n..three\r\n"
LOGIN = password_login("office", PASSWORD)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PostOffice]:
    """A server with STARTTLS that asks for a login."""
    with open_post_office(tmp_path) as office:
        yield office


def sent(office: PostOffice, **changes: object) -> Replies:
    begun: list[Replies] = []
    replies = submit(
        office.server(**changes), LOGIN, "office@example.org", BOARD, MESSAGE, begun.append
    )
    assert begun == ([replies] if replies.taken else [])
    return replies


def test_a_message_arrives_as_it_is(office: PostOffice) -> None:
    """The envelope names sender and recipients; lines that begin with a dot keep it."""
    assert sent(office) == Replies(taken=BOARD, refused={}, deferred={})
    (envelope,) = office.arrived
    assert envelope.mail_from == "office@example.org"
    assert tuple(envelope.rcpt_tos) == BOARD
    assert envelope.content == MESSAGE


def test_tls_from_the_start(tmp_path: Path) -> None:
    """A server that speaks TLS from the first byte is served too."""
    with open_post_office(tmp_path, security="tls") as office:
        assert sent(office, security="tls").taken == BOARD
    assert len(office.arrived) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_somebody_else(tmp_path: Path, security: str) -> None:
    """A certificate that no trusted authority issued ends the talk before the login."""
    with (
        open_post_office(tmp_path, security=security) as office,
        pytest.raises(NotDelivered, match="certificate is not trusted") as failure,
    ):
        sent(office, security=security, ca_file="")
    assert failure.value.temporary is False
    assert office.arrived == []


def test_a_certificate_of_another_host(office: PostOffice) -> None:
    """A trusted certificate for another name is not taken either."""
    office.host = "localhost.localdomain"
    with pytest.raises(NotDelivered):
        sent(office)


def test_no_starttls_no_mail(tmp_path: Path) -> None:
    """Where the server offers no STARTTLS, nothing is said in the clear."""
    with (
        open_post_office(tmp_path, security="none") as office,
        pytest.raises(NotDelivered, match="STARTTLS") as failure,
    ):
        sent(office)
    assert failure.value.temporary is False
    assert office.arrived == []


def test_tls_at_the_wrong_port(office: PostOffice) -> None:
    """TLS spoken to a server that begins in the clear is named for what it is."""
    with pytest.raises(NotDelivered, match="does not offer TLS") as failure:
        sent(office, security="tls")
    assert failure.value.temporary is False


def test_a_wrong_password(office: PostOffice) -> None:
    """A refused login is no temporary failure."""
    login = password_login("office", "wrong")
    with pytest.raises(NotDelivered, match="the server says: 535") as failure:
        submit(office.server(), login, "office@example.org", BOARD, MESSAGE, lambda _: None)
    assert failure.value.temporary is False
    assert office.arrived == []


def test_a_password_beyond_ascii(office: PostOffice) -> None:
    """A password with a £ sign is sent as UTF-8, and a wrong one is refused as any other."""
    office.password = "£1,000 pässwort"
    login = password_login("office", "£1,000 pässwort")
    submit(office.server(), login, "office@example.org", BOARD, MESSAGE, lambda _: None)
    assert len(office.arrived) == 1
    wrong = password_login("office", "£2,000 pässwort")
    with pytest.raises(NotDelivered, match="535"):
        submit(office.server(), wrong, "office@example.org", BOARD, MESSAGE, lambda _: None)


def test_a_password_that_the_server_cannot_take(tmp_path: Path) -> None:
    """Where the server offers nothing but LOGIN, a password not ASCII is a sentence."""
    with open_post_office(tmp_path, auth_exclude_mechanism=["PLAIN"]) as office:
        login = password_login("office", "pässwort")
        with pytest.raises(NotDelivered, match="not ASCII"):
            submit(office.server(), login, "office@example.org", BOARD, MESSAGE, lambda _: None)


def test_a_token_of_microsoft(office: PostOffice) -> None:
    """XOAUTH2 logs in with user and token."""
    login = token_login("office", TOKEN)
    submit(office.server(), login, "office@example.org", BOARD, MESSAGE, lambda _: None)
    assert len(office.arrived) == 1


def test_a_token_that_has_expired(office: PostOffice) -> None:
    """The server's explanation is answered with nothing, and the refusal is what is reported."""
    login = token_login("office", "another")
    with pytest.raises(NotDelivered, match="the server says: 535"):
        submit(office.server(), login, "office@example.org", BOARD, MESSAGE, lambda _: None)


def test_a_server_without_login(tmp_path: Path) -> None:
    """A relay that asks for no login gets none."""
    with open_post_office(tmp_path, auth_required=False) as office:
        submit(office.server(), no_login, "office@example.org", BOARD, MESSAGE, lambda _: None)
    assert len(office.arrived) == 1


def test_refused_recipients_are_named(office: PostOffice) -> None:
    """The others get the message; who is refused for good and who for now is told apart."""
    office.replies = {
        "RCPT a@example.org": "550-No such\r\n550 user",
        "RCPT b@example.org": "450 Later",
    }
    three = (*BOARD, "c@example.org")
    replies = submit(office.server(), LOGIN, "office@example.org", three, MESSAGE, lambda _: None)
    assert replies.taken == ("c@example.org",)
    assert replies.refused == {"a@example.org": "550 No such user"}
    assert replies.deferred == {"b@example.org": "450 Later"}
    assert office.arrived[0].rcpt_tos == ["c@example.org"]


def test_nobody_taken_nothing_sent(office: PostOffice) -> None:
    """Where every recipient is refused, no message is handed over."""
    office.replies = {f"RCPT {each}": "550 No" for each in BOARD}
    assert sent(office).taken == ()
    assert office.arrived == []


@pytest.mark.parametrize(
    ("command", "reply", "temporary"),
    [
        ("EHLO", "drop", True),
        ("MAIL", "drop", True),
        ("MAIL", "451 Later", True),
        ("MAIL", "550 Never", False),
        ("RCPT a@example.org", "drop", True),
        ("RCPT a@example.org", "421 Closing", True),
        ("DATA", "drop", True),
        ("DATA", "451 Later", True),
        ("DATA", "554 Never", False),
        ("DATA", "250 Odd", False),
        ("MESSAGE", "451 Later", True),
        ("MESSAGE", "554 Never", False),
    ],
)
def test_what_cannot_have_arrived(
    office: PostOffice, command: str, reply: str, *, temporary: bool
) -> None:
    """Before the message is whole, and where the server refuses it, nothing was delivered."""
    office.replies = {command: reply}
    with pytest.raises(NotDelivered) as failure:
        submit(office.server(), LOGIN, "office@example.org", BOARD, MESSAGE, lambda _: None)
    assert failure.value.temporary is temporary


@pytest.mark.parametrize("reply", ["drop", "nonsense", "354 Again"])
def test_what_may_have_arrived(office: PostOffice, reply: str) -> None:
    """Once the message is whole and no clear answer comes, it is unconfirmed."""
    office.replies = {"MESSAGE": reply}
    with pytest.raises(Unconfirmed):
        submit(office.server(), LOGIN, "office@example.org", BOARD, MESSAGE, lambda _: None)
    assert len(office.arrived) == 1


def test_a_server_that_never_answers(office: PostOffice) -> None:
    """A connection without an answer ends with the timeout."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(NotDelivered, match="timed out") as failure:
            sent(office, port=port, timeout_s=0.3)
    assert failure.value.temporary is True


def test_nobody_listens(office: PostOffice) -> None:
    """A refused connection is temporary."""
    with pytest.raises(NotDelivered, match="cannot be reached") as failure:
        sent(office, port=free_port())
    assert failure.value.temporary is True


def test_a_message_too_large_for_the_server(tmp_path: Path) -> None:
    """The server's own limit is looked at before anything is handed over."""
    with (
        open_post_office(tmp_path, data_size_limit=20) as office,
        pytest.raises(NotDelivered, match="the server accepts 20") as failure,
    ):
        sent(office)
    assert failure.value.temporary is False
    assert office.arrived == []


def test_the_probe_sends_nothing(office: PostOffice) -> None:
    """The probe logs in, names the sender and stops."""
    said = probe(office.server(), LOGIN, "office@example.org")
    assert said[0].startswith(f"127.0.0.1:{office.port} answers, with TLSv1.3")
    assert said[1:] == ("logged in as office", "office@example.org may send")
    assert office.arrived == []


def test_the_probe_tells_what_fails(office: PostOffice) -> None:
    """A sender that the server refuses is found by the probe."""
    office.replies = {"MAIL": "550 Not you"}
    with pytest.raises(NotDelivered, match="550 Not you"):
        probe(office.server(), LOGIN, "office@example.org")


def test_the_secret_is_not_printed(office: PostOffice) -> None:
    """A server's settings can be shown without their secret."""
    assert PASSWORD not in repr(office.server())
    assert replace(office.server(), secret="") != office.server()


def test_a_challenge_that_is_no_base64(office: PostOffice) -> None:
    """What the library cannot understand of an answer is told, and nothing was sent."""

    def login(_: object) -> None:
        b64decode(b"abc", validate=True)

    with pytest.raises(NotDelivered, match="answer cannot be understood"):
        submit(office.server(), login, "office@example.org", BOARD, MESSAGE, print)
    assert office.arrived == []


@pytest.mark.parametrize("size", ["\u00b2", "9" * 5_000, "\u0663", "-1", "1 2", ""])
def test_a_size_that_is_no_number(size: str) -> None:
    """A limit that is not a plain number is none."""

    class Server:
        esmtp_features: ClassVar = {"size": size}

        def has_extn(self, name: str) -> bool:
            return name in self.esmtp_features

        def mail(self, sender: str, options: list[str]) -> tuple[int, bytes]:
            return 250, f"{sender} {options}".encode()

    open_envelope(Server(), "office@example.org", 100)

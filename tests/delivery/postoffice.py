"""A real mail server in the test, with TLS, logins, refusals and lines that break."""

from __future__ import annotations

import asyncio
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from threading import Condition, Event
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from generator.delivery.mail_server import MailServer

PASSWORD = "right horse"
MOST_S = 300
"""After so many seconds something is wrong, however busy the machine is."""
TOKEN = "token of the test"


@dataclass
class PostOffice:
    """What the server is to do, and what it was given.

    `replies` maps a command ("EHLO", "MAIL", "RCPT <address>", "DATA", "MESSAGE") to what is said
    to it, a list being used up from the front; "drop" breaks the line. "MESSAGE" is the answer to
    the whole message, which is kept however it is answered. At the command `hold_at` it sets
    `holding` and waits for `go_on`. `connections` are those that are open.
    """

    host: str = "127.0.0.1"
    port: int = 0
    ca_file: str = ""
    replies: dict[str, list[str] | str] = field(default_factory=dict)
    arrived: list[Envelope] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    hold_at: str = ""
    holding: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)
    connections: set[SMTP] = field(default_factory=set)
    changed: Condition = field(default_factory=Condition)
    password: str = PASSWORD

    def server(self, **changes: Any) -> MailServer:
        """The settings that reach this server."""
        settings: dict[str, Any] = {
            "host": self.host,
            "port": self.port,
            "security": "starttls",
            "auth": "password",
            "user": "office",
            "secret": PASSWORD,
            "ca_file": self.ca_file,
            "timeout_s": MOST_S,
        }
        return MailServer(**{**settings, **changes})

    def environment(self) -> dict[str, str]:
        """The environment variables that reach this server."""
        return {
            "PACK_SMTP_HOST": self.host,
            "PACK_SMTP_PORT": str(self.port),
            "PACK_SMTP_USER": "office",
            "PACK_SMTP_PASSWORD": PASSWORD,
            "PACK_SMTP_CA_FILE": self.ca_file,
        }

    def settle(self) -> None:
        """Waits until whoever has connected so far has gone, and all they said is dealt with."""
        with socket.create_connection((self.host, self.port)) as probe:
            probe.recv(1)  # connections are taken in order: those before this one are known now
        with self.changed:
            assert self.changed.wait_for(lambda: not self.connections, MOST_S)

    def messages(self) -> list[EmailMessage]:
        """What arrived, read strictly."""
        parser = BytesParser(policy=policy.strict.clone(linesep="\r\n"))
        return [parser.parsebytes(each.original_content) for each in self.arrived]

    async def say(self, server: SMTP, command: str, otherwise: str) -> str:
        """The reply to a command; breaks the line for "drop"."""
        self.commands.append(command)
        if command == self.hold_at:
            self.holding.set()
            await asyncio.to_thread(self.go_on.wait)
        reply = self.replies.get(command, otherwise)
        if isinstance(reply, list):
            reply = reply.pop(0) if reply else otherwise
        if reply == "drop":
            server.transport.abort()
        return reply

    # What aiosmtpd calls.

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, replies: list[str]
    ) -> list[str]:
        session.host_name = hostname
        await self.say(server, "EHLO", "")
        return replies

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self.say(server, "MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await self.say(server, f"RCPT {address}", "250 OK")
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.arrived.append(envelope)
        return await self.say(server, "MESSAGE", "250 OK")

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        import base64

        said = base64.b64decode(args[1]).decode()
        if said == f"user=office\x01auth=Bearer {TOKEN}\x01\x01":
            return AuthResult(success=True, auth_data="office")
        # Microsoft explains the refusal in a challenge, and refuses after the answer.
        await server.challenge_auth(b'{"status":"401"}')
        return AuthResult(success=False, handled=False)


class Strict(SMTP):
    """Answers DATA as the post office says, before the message; records who is connected."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        with self.event_handler.changed:
            self.event_handler.connections.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        with self.event_handler.changed:
            self.event_handler.connections.discard(self)
            self.event_handler.changed.notify_all()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        office: PostOffice = self.event_handler
        reply = await office.say(self, "DATA", "")
        if reply == "":
            await super().smtp_DATA(arg)
        elif reply != "drop":
            await self.push(reply)


class OfficeController(Controller):
    """Starts the strict server."""

    def factory(self) -> SMTP:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Requiring AUTH")  # aiosmtpd sees STARTTLS alone
            return Strict(self.handler, **self.SMTP_kwargs)


@contextmanager
def open_post_office(
    folder: Path, *, security: str = "starttls", **more: Any
) -> Iterator[PostOffice]:
    """A running server; `security` is starttls, tls or none."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    office = PostOffice(port=free_port(), ca_file=str(folder / "ca.pem"))

    def authenticate(
        server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        right = (data.login, data.password) == (b"office", office.password.encode())
        return AuthResult(success=right, handled=False)

    controller = OfficeController(
        office,
        hostname=office.host,
        port=office.port,
        tls_context=context if security == "starttls" else None,
        require_starttls=security == "starttls",
        ssl_context=context if security == "tls" else None,
        **{
            "auth_required": security != "none",
            "auth_require_tls": security == "starttls",
            "authenticator": authenticate,
            **more,
        },
    )
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

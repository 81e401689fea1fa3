"""One conversation with the mail server, and exactly what can have come of it.

Until the server has the whole message, nothing can have been delivered: a failure is
`NotDelivered`. After that only its answer says whether it accepted the message: without an answer
the send is `Unconfirmed`.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from generator.characters import whole_number
from generator.delivery.mail_server import MailServer

Login = Callable[[smtplib.SMTP], None]
_LINE_OF_DOTS = re.compile(rb"^\.", re.MULTILINE)


class NotDelivered(Exception):
    """Nobody was sent anything. `temporary` says that another attempt may succeed."""

    def __init__(self, reason: str, *, temporary: bool) -> None:
        super().__init__(reason)
        self.temporary = temporary


class Unconfirmed(Exception):
    """The message was handed over, and no clear answer came."""


@dataclass(frozen=True, kw_only=True)
class Replies:
    """The server's answer for each address: accepted, refused for good, or refused for now."""

    taken: tuple[str, ...]
    refused: Mapping[str, str]
    deferred: Mapping[str, str]


def submit(
    server: MailServer,
    login: Login,
    sender: str,
    recipients: Sequence[str],
    content: bytes,
    about_to_send: Callable[[Replies], None],
) -> Replies:
    """Send a message to those recipients whom the server accepts.

    `content` has CRLF line ends. `about_to_send` is called when all is ready and nothing has been
    handed over yet. If nobody is accepted, it is not called and nothing is sent. Raises
    NotDelivered and Unconfirmed.
    """
    with connected(server, login) as smtp:
        with before_handing_over():
            open_envelope(smtp, sender, len(content))
            replies = ask_for(smtp, recipients)
        if replies.taken:
            about_to_send(replies)
            hand_over(smtp, content)
    return replies


def probe(server: MailServer, login: Login, sender: str) -> tuple[str, ...]:
    """Talk to the server up to the sender's address, then stop. Returns what worked, in words.

    Raises NotDelivered.
    """
    with connected(server, login) as smtp, before_handing_over():
        open_envelope(smtp, sender, 0)
        smtp.rset()
        version = smtp.sock.version() if isinstance(smtp.sock, ssl.SSLSocket) else None
    return (
        f"{server.host}:{server.port} answers, with {version} and a certificate that is trusted",
        f"logged in as {server.user}" if server.user else "no login was asked for",
        f"{sender} may send",
    )


@contextmanager
def connected(server: MailServer, login: Login) -> Iterator[smtplib.SMTP]:
    """Open a connection over verified TLS and log in. Raises NotDelivered."""
    with before_handing_over():
        smtp = connect(server)
    try:
        with before_handing_over():
            login(smtp)
        yield smtp
        # The server has the message: how the conversation ends changes nothing.
        with suppress(OSError):
            smtp.quit()
    finally:
        smtp.close()


def connect(server: MailServer) -> smtplib.SMTP:
    """Connect over TLS."""
    context = ssl.create_default_context(cafile=server.ca_file or None)
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout_s, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout_s)
    try:
        smtp.starttls(context=context)
    except OSError:
        smtp.close()
        raise
    return smtp


def open_envelope(smtp: smtplib.SMTP, sender: str, size: int) -> None:
    """Name the sender. Raises NotDelivered where the server says the message is too large."""
    limit = whole_number(smtp.esmtp_features.get("size", ""))
    if limit and limit < size:
        raise NotDelivered(
            f"the message has {size:,} bytes and the server accepts {limit:,}", temporary=False
        )
    options = [f"size={size}"] if smtp.has_extn("size") and size else []
    check(*smtp.mail(sender, options))


def ask_for(smtp: smtplib.SMTP, recipients: Sequence[str]) -> Replies:
    """Name the recipients, one by one."""
    taken: list[str] = []
    refused: dict[str, str] = {}
    deferred: dict[str, str] = {}
    for recipient in recipients:
        code, text = smtp.rcpt(recipient)
        if code == 421:  # the server hangs up
            check(code, text)
        if 200 <= code < 300:
            taken.append(recipient)
        else:
            (deferred if 400 <= code < 500 else refused)[recipient] = said(code, text)
    return Replies(taken=tuple(taken), refused=refused, deferred=deferred)


def hand_over(smtp: smtplib.SMTP, content: bytes) -> None:
    """Hand the message to the server. Raises NotDelivered or Unconfirmed."""
    with before_handing_over():
        code, text = smtp.docmd("DATA")
        if code != 354:
            check(code if code >= 400 else 500, text)
    try:
        smtp.send(_LINE_OF_DOTS.sub(b"..", content) + b".\r\n")
        code, text = smtp.getreply()
    except OSError as error:
        raise Unconfirmed(
            f"the connection broke after the message was handed over ({error})"
        ) from error
    if 400 <= code < 600:
        check(code, text)
    if not 200 <= code < 300:
        raise Unconfirmed(f"the server's answer cannot be understood: {said(code, text)}")


@contextmanager
def before_handing_over() -> Iterator[None]:
    """Turn a failure while nothing can have been delivered into NotDelivered."""
    try:
        yield
    except (OSError, ValueError) as error:  # smtplib's and ssl's errors are OSErrors
        reason, temporary = explain(error)
        raise NotDelivered(reason, temporary=temporary) from error


def explain(error: Exception) -> tuple[str, bool]:
    """What went wrong with a connection, and whether another attempt may succeed."""
    match error:
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=text):
            return f"the server says: {said(code, text)}", 400 <= code < 500
        case ssl.SSLCertVerificationError():
            return f"the server's certificate is not trusted: {error.verify_message}", False
        case ssl.SSLError():
            return f"the server does not offer TLS on this port ({error})", False
        case smtplib.SMTPServerDisconnected():
            return f"the server closed the connection ({error})", True
        case smtplib.SMTPException():  # STARTTLS, or a way to log in
            return f"the server does not offer what is needed ({error})", False
        case socket.gaierror():
            return f"no server of this name was found ({error})", error.errno == socket.EAI_AGAIN
        case UnicodeEncodeError():
            return "the user or the password has letters that are not ASCII", False
        case ValueError():  # such as a challenge that is no base64
            return f"the server's answer cannot be understood ({error})", False
        case _:
            return f"the server cannot be reached ({error})", True


def check(code: int, text: bytes | str) -> None:
    """Raise NotDelivered for a reply that refuses; it is temporary from 400 to 499."""
    if not 200 <= code < 400:
        raise NotDelivered(f"the server says: {said(code, text)}", temporary=400 <= code < 500)


def said(code: int, text: bytes | str) -> str:
    """A server's reply in one line."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = " ".join(words.split())
    return f"{code} " + "".join(each if each.isprintable() else "?" for each in line)

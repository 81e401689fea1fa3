"""One talk with the mail server, and exactly what may have come of it.

Until the server has been given the whole message, nothing can have been delivered, and what goes
wrong is a `NotDelivered`. Once it has, only its own answer says whether it took it: without that
answer the message is `InDoubt`.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from generator.delivery.mail_server import MailServer

Login = Callable[[smtplib.SMTP], None]
_LINE_OF_DOTS = re.compile(rb"^\.", re.MULTILINE)


class NotDelivered(Exception):
    """Nobody has been sent anything. `temporary` says that another try may succeed."""

    def __init__(self, reason: str, *, temporary: bool) -> None:
        super().__init__(reason)
        self.temporary = temporary


class InDoubt(Exception):
    """The message was handed over, and no answer came."""


@dataclass(frozen=True, kw_only=True)
class Replies:
    """What the server said to each address: taken, refused for good, or refused for now."""

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
    """Sends a message to those recipients whom the server takes.

    `content` has CRLF line ends. `about_to_send` is called when all is ready and nothing has been
    handed over yet; where nobody is taken, it is not called and nothing is sent. Raises
    NotDelivered and InDoubt.
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
    """Talks to the server up to the sender's address, then stops; says what worked.

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
    """A connection over verified TLS, logged in. Raises NotDelivered."""
    with before_handing_over():
        smtp = connect(server)
    try:
        with before_handing_over():
            login(smtp)
        yield smtp
        # The message is the server's by now: how the talk ends changes nothing.
        with suppress(OSError):
            smtp.quit()
    finally:
        smtp.close()


def connect(server: MailServer) -> smtplib.SMTP:
    """A greeted connection over TLS."""
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
    """Names the sender. Raises NotDelivered where the server says the message is too large."""
    limit = smtp.esmtp_features.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        raise NotDelivered(
            f"the message has {size:,} bytes and the server takes {int(limit):,}", temporary=False
        )
    options = [f"size={size}"] if smtp.has_extn("size") and size else []
    check(*smtp.mail(sender, options))


def ask_for(smtp: smtplib.SMTP, recipients: Sequence[str]) -> Replies:
    """Names the recipients, one by one."""
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
    """Gives the message to the server. Raises NotDelivered or InDoubt."""
    with before_handing_over():
        code, text = smtp.docmd("DATA")
        if code != 354:
            check(code if code >= 400 else 500, text)
    try:
        smtp.send(_LINE_OF_DOTS.sub(b"..", content) + b".\r\n")
        code, text = smtp.getreply()
    except OSError as error:
        raise InDoubt(f"the line broke after the message was handed over ({error})") from error
    if 400 <= code < 600:
        check(code, text)
    if not 200 <= code < 300:
        raise InDoubt(f"the server gave an answer that means nothing: {said(code, text)}")


@contextmanager
def before_handing_over() -> Iterator[None]:
    """Turns what goes wrong while nothing can have been delivered into NotDelivered."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        check(error.smtp_code, error.smtp_error)
    except ssl.SSLCertVerificationError as error:
        raise NotDelivered(
            f"the server's certificate is not trusted: {error.verify_message}", temporary=False
        ) from error
    except ssl.SSLError as error:
        raise NotDelivered(f"the server speaks no TLS here ({error})", temporary=False) from error
    except smtplib.SMTPServerDisconnected as error:
        raise NotDelivered(f"the server hung up ({error})", temporary=True) from error
    except smtplib.SMTPException as error:  # what the server does not offer: STARTTLS, a login
        raise NotDelivered(f"the server lacks what is needed ({error})", temporary=False) from error
    except socket.gaierror as error:
        temporary = error.errno == socket.EAI_AGAIN
        raise NotDelivered(f"there is no such server ({error})", temporary=temporary) from error
    except UnicodeEncodeError as error:
        raise NotDelivered("user or password hold letters beyond ASCII", temporary=False) from error
    except OSError as error:
        raise NotDelivered(f"the server cannot be reached ({error})", temporary=True) from error


def check(code: int, text: bytes | str) -> None:
    """Raises NotDelivered for a reply that refuses, temporary from 400 to 499."""
    if not 200 <= code < 400:
        raise NotDelivered(f"the server says: {said(code, text)}", temporary=400 <= code < 500)


def said(code: int, text: bytes | str) -> str:
    """A server's reply in one line."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = " ".join(words.split())
    return f"{code} " + "".join(each if each.isprintable() else "?" for each in line)

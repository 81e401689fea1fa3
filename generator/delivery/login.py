"""How a talk with the mail server logs in."""

from __future__ import annotations

import smtplib
from base64 import b64encode
from collections.abc import Callable

from generator.delivery.oauth import token_for
from generator.delivery.server import MailServer
from generator.delivery.smtp import Login, check


def login_for(server: MailServer, show: Callable[[str], None]) -> Login:
    """The login that a server asks for; fetches a token from Microsoft 365 where that is one.

    `show` is given what a person must read to sign in. Raises MailError.
    """
    match server.auth:
        case "none":
            return no_login
        case "password":
            return password_login(server.user, server.secret)
        case "microsoft365":
            return token_login(server.user, token_for(server, show))


def no_login(smtp: smtplib.SMTP) -> None:
    """Greets, for servers that ask for no login."""
    smtp.ehlo_or_helo_if_needed()


def password_login(user: str, password: str) -> Login:
    """Logs in with a password."""

    def login(smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        if (user + password).isascii() or "PLAIN" not in offered:
            check(*smtp.login(user, password))
            return
        # smtplib knows ASCII alone; PLAIN is UTF-8 (RFC 4616).
        said = b64encode(f"\0{user}\0{password}".encode()).decode()
        check(*smtp.docmd("AUTH", f"PLAIN {said}"))

    return login


def token_login(user: str, token: str) -> Login:
    """Logs in with a token, by the mechanism XOAUTH2."""

    def answer(challenge: bytes | None = None) -> str:
        # A challenge is the server's explanation of a refusal; an empty answer lets it refuse.
        return "" if challenge else f"user={user}\x01auth=Bearer {token}\x01\x01"

    def login(smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").upper().split():
            raise smtplib.SMTPNotSupportedError("the server takes no XOAUTH2 login")
        check(*smtp.auth("XOAUTH2", answer))

    return login

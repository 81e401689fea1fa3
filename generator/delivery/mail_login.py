"""Log in at the mail server: not at all, with a password, or with a token of Microsoft 365.

Tokens come through msal, which is an optional extra.
"""

from __future__ import annotations

import smtplib
from base64 import b64encode
from collections.abc import Callable
from typing import Any

from generator.delivery.mail_server import MailServer
from generator.delivery.smtp import Login, check
from generator.errors import MailError

AUTHORITY = "https://login.microsoftonline.com"
# Client credentials take the application's own permission (SMTP.SendAsApp) as a whole; a person
# who signs in grants this one.
APPLICATION_SCOPE = "https://outlook.office365.com/.default"
PERSON_SCOPE = "https://outlook.office.com/SMTP.Send"


def login_for(server: MailServer, show: Callable[[str], None]) -> Login:
    """The login for a server; fetches a token from Microsoft 365 where the server needs one.

    `show` is called with what a person must read to sign in. Raises MailError.
    """
    match server.auth:
        case "none":
            return no_login
        case "password":
            return password_login(server.user, server.secret)
        case "microsoft365":
            return token_login(server.user, token_for(server, show))


def no_login(smtp: smtplib.SMTP) -> None:
    """Greet a server that needs no login."""
    smtp.ehlo_or_helo_if_needed()


def password_login(user: str, password: str) -> Login:
    """Log in with a password."""

    def login(smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        if (user + password).isascii() or "PLAIN" not in offered:
            check(*smtp.login(user, password))
            return
        # smtplib knows only ASCII; PLAIN is UTF-8 (RFC 4616).
        said = b64encode(f"\0{user}\0{password}".encode()).decode()
        check(*smtp.docmd("AUTH", f"PLAIN {said}"))

    return login


def token_login(user: str, token: str) -> Login:
    """Log in with a token, by the mechanism XOAUTH2."""

    def answer(challenge: bytes | None = None) -> str:
        # A challenge is the server's explanation of a refusal; an empty answer lets it refuse.
        return "" if challenge else f"user={user}\x01auth=Bearer {token}\x01\x01"

    def login(smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").upper().split():
            raise smtplib.SMTPNotSupportedError("the server does not offer XOAUTH2")
        check(*smtp.auth("XOAUTH2", answer))

    return login


def token_for(server: MailServer, show: Callable[[str], None], *, http_client: Any = None) -> str:
    """An access token, with the application's secret or, without one, by device code.

    `show` is given the sentence that tells a person where to enter the code. `http_client` is
    msal's, for tests. Raises MailError where Microsoft refuses or cannot be reached.
    """
    try:
        import msal
    except ImportError as error:
        raise MailError(
            "logging in at Microsoft 365 needs the library msal, which is not installed",
            "Install it with: python -m pip install msal",
        ) from error
    authority = f"{AUTHORITY}/{server.tenant}"
    try:
        if server.secret:
            application = msal.ConfidentialClientApplication(
                server.client_id,
                client_credential=server.secret,
                authority=authority,
                http_client=http_client,
                timeout=server.timeout_s,
            )
            answer = application.acquire_token_for_client(scopes=[APPLICATION_SCOPE])
        else:
            application = msal.PublicClientApplication(
                server.client_id,
                authority=authority,
                http_client=http_client,
                timeout=server.timeout_s,
            )
            answer = sign_in(application, show)
    except (OSError, ValueError) as error:  # what requests and msal raise
        raise refused(str(error)) from error
    if "access_token" not in answer:
        raise refused(str(answer.get("error_description") or answer.get("error")))
    return str(answer["access_token"])


def sign_in(application: Any, show: Callable[[str], None]) -> dict[str, Any]:
    """What Microsoft answers once a person has entered the code, or the reason why not."""
    flow: dict[str, Any] = application.initiate_device_flow(scopes=[PERSON_SCOPE])
    if "user_code" not in flow:
        return flow
    show(flow["message"])
    answer: dict[str, Any] = application.acquire_token_by_device_flow(flow)
    return answer


def refused(reason: str) -> MailError:
    """Why there is no token."""
    return MailError(
        f"Microsoft 365 gave no leave to send: {reason.strip().rstrip('.')}",
        "See docs/mail.md for what the application must be allowed, then try --test.",
    )

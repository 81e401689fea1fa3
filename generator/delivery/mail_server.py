"""Read from the environment and the keyring which mail server to use and how to log in.

docs/mail.md lists the variables. They are never read from a file of the pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.errors import MailError

KEYRING_SERVICE = "committee-pack-generator"
STARTTLS_PORT = 587
TLS_PORT = 465


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """A server for outgoing mail, always over TLS with its certificate verified.

    `auth` says how to log in: not at all, with `user` and `secret`, or at Microsoft 365 as `user`
    through the application `client_id` of `tenant`, whose secret is `secret`, "" for a sign-in by
    device code. `ca_file` names the one authority to trust, "" for those of the system.
    """

    host: str
    port: int
    security: Literal["starttls", "tls"]
    auth: Literal["none", "password", "microsoft365"] = "none"
    user: str = ""
    secret: str = ""
    tenant: str = ""
    client_id: str = ""
    ca_file: str = ""
    timeout_s: float = 60

    def __repr__(self) -> str:
        """Host and port only: a password must not get into a log."""
        return f"MailServer({self.host}:{self.port})"


def read_mail_server(environment: Mapping[str, str]) -> MailServer:
    """The server that the environment names. Raises MailError for a missing or wrong variable."""
    host = environment.get("PACK_SMTP_HOST", "").strip()
    if not host:
        raise wrong("PACK_SMTP_HOST is not set")
    port = int(number_of(environment, "PACK_SMTP_PORT", STARTTLS_PORT, 65535))
    default = "tls" if port == TLS_PORT else "starttls"
    security = environment.get("PACK_SMTP_SECURITY", default).lower()
    if security not in ("starttls", "tls"):
        raise wrong(f"PACK_SMTP_SECURITY is '{security}', not starttls or tls")
    ca_file = environment.get("PACK_SMTP_CA_FILE", "")
    if ca_file and not Path(ca_file).is_file():
        raise wrong(f"PACK_SMTP_CA_FILE names {ca_file}, but there is no such file")
    auth, user, secret = login_of(environment)
    return MailServer(
        host=host,
        port=port,
        security="tls" if security == "tls" else "starttls",
        auth=auth,
        user=user,
        secret=secret,
        tenant=environment.get("PACK_M365_TENANT", ""),
        client_id=environment.get("PACK_M365_CLIENT_ID", ""),
        ca_file=ca_file,
        timeout_s=number_of(environment, "PACK_SMTP_TIMEOUT_S", 60, 3600),
    )


def login_of(
    environment: Mapping[str, str],
) -> tuple[Literal["none", "password", "microsoft365"], str, str]:
    """How to log in, the user, and the password or the application's secret."""
    user = environment.get("PACK_SMTP_USER", "")
    match environment.get("PACK_SMTP_AUTH", "password").lower():
        case "none":
            return "none", "", ""
        case "microsoft365":
            for name in ("PACK_SMTP_USER", "PACK_M365_TENANT", "PACK_M365_CLIENT_ID"):
                if not environment.get(name):
                    raise wrong(f"PACK_SMTP_AUTH is microsoft365, but {name} is not set")
            client_id = environment["PACK_M365_CLIENT_ID"]
            secret = environment.get("PACK_M365_CLIENT_SECRET")
            return "microsoft365", user, secret or from_keyring(client_id)[1]
        case "password":
            password = environment.get("PACK_SMTP_PASSWORD", "")
            if not password:
                user, password = from_keyring(user)
            if not user or not password:
                raise wrong(
                    "there is no user with a password, neither in PACK_SMTP_USER and "
                    f"PACK_SMTP_PASSWORD nor in the keyring under {KEYRING_SERVICE}"
                )
            return "password", user, password
        case other:
            raise wrong(f"PACK_SMTP_AUTH is '{other}', not password, microsoft365 or none")


def from_keyring(user: str) -> tuple[str, str]:
    """The user and the secret in the system's keyring, "" where there is none.

    The keyring is an optional extra.
    """
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return user, ""
    try:
        found = keyring.get_credential(KEYRING_SERVICE, user or None)
    except KeyringError:
        return user, ""
    return (found.username, found.password) if found else (user, "")


def number_of(environment: Mapping[str, str], name: str, default: float, most: float) -> float:
    """A number above 0 and up to `most`. Raises MailError for anything else."""
    text = environment.get(name, str(default))
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= most:
        raise wrong(f"{name} is '{text}', not a number up to {most:g}")
    return value


def wrong(reason: str) -> MailError:
    """The error for a server that is not set up."""
    return MailError(
        f"The mail server is not set up: {reason}",
        "Set the environment variables as docs/mail.md says, then try --test.",
    )

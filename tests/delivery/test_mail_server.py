"""The mail server is what the environment and the keyring say, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.delivery import mail_server
from generator.delivery.mail_server import MailServer, read_mail_server
from generator.errors import MailError

PASSWORD = {"PACK_SMTP_USER": "office", "PACK_SMTP_PASSWORD": "horse"}
HOST = {"PACK_SMTP_HOST": "mail.example.org"}
M365 = {
    **HOST,
    "PACK_SMTP_AUTH": "microsoft365",
    "PACK_SMTP_USER": "office@example.org",
    "PACK_M365_TENANT": "tenant",
    "PACK_M365_CLIENT_ID": "client",
}


@pytest.fixture(autouse=True)
def empty_keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str]]:
    """A keyring in a dictionary."""
    import keyring
    from keyring.credentials import SimpleCredential

    held: dict[str, tuple[str, str]] = {}

    def get_credential(service: str, user: str | None) -> SimpleCredential | None:
        assert service == "committee-pack-generator"
        found = held.get(user or "")
        return SimpleCredential(*found) if found else None

    monkeypatch.setattr(keyring, "get_credential", get_credential)
    return held


def test_the_least_that_is_needed() -> None:
    """Host, user and password; the rest has defaults."""
    assert read_mail_server({**HOST, **PASSWORD}) == MailServer(
        host="mail.example.org",
        port=587,
        security="starttls",
        auth="password",
        user="office",
        secret="horse",
        timeout_s=60,
    )


def test_everything(tmp_path: Path) -> None:
    """Every variable counts."""
    authority = tmp_path / "ca.pem"
    authority.write_bytes(b"")
    environment = {
        **M365,
        "PACK_SMTP_PORT": "465",
        "PACK_SMTP_CA_FILE": str(authority),
        "PACK_SMTP_TIMEOUT_S": "5.5",
        "PACK_M365_CLIENT_SECRET": "secret",
    }
    assert read_mail_server(environment) == MailServer(
        host="mail.example.org",
        port=465,
        security="tls",
        auth="microsoft365",
        user="office@example.org",
        secret="secret",
        tenant="tenant",
        client_id="client",
        ca_file=str(authority),
        timeout_s=5.5,
    )


def test_a_relay_without_login() -> None:
    """A server that asks for no login has neither user nor secret."""
    found = read_mail_server({**HOST, **PASSWORD, "PACK_SMTP_AUTH": "none"})
    assert (found.auth, found.user, found.secret) == ("none", "", "")


def test_the_keyring(empty_keyring: dict[str, tuple[str, str]]) -> None:
    """The keyring gives the password of a user, or both, or an application's secret."""
    empty_keyring["office"] = ("office", "horse")
    found = read_mail_server({**HOST, "PACK_SMTP_USER": "office"})
    assert (found.user, found.secret) == ("office", "horse")
    empty_keyring[""] = ("other", "cow")
    found = read_mail_server(HOST)
    assert (found.user, found.secret) == ("other", "cow")
    assert read_mail_server(M365).secret == ""
    empty_keyring["client"] = ("client", "sheep")
    assert read_mail_server(M365).secret == "sheep"


def test_no_keyring_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring is an optional extra."""
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    assert mail_server.from_keyring("office") == ("office", "")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "PACK_SMTP_HOST is not set"),
        (HOST, "no user with a password"),
        ({**HOST, "PACK_SMTP_USER": "office"}, "no user with a password"),
        ({**HOST, **PASSWORD, "PACK_SMTP_PORT": "many"}, "PACK_SMTP_PORT is 'many'"),
        ({**HOST, **PASSWORD, "PACK_SMTP_PORT": "70000"}, "a number up to 65535"),
        ({**HOST, **PASSWORD, "PACK_SMTP_TIMEOUT_S": "0"}, "PACK_SMTP_TIMEOUT_S"),
        ({**HOST, **PASSWORD, "PACK_SMTP_TIMEOUT_S": "nan"}, "PACK_SMTP_TIMEOUT_S"),
        ({**HOST, **PASSWORD, "PACK_SMTP_SECURITY": "none"}, "not starttls or tls"),
        ({**HOST, **PASSWORD, "PACK_SMTP_AUTH": "magic"}, "not password, microsoft365 or none"),
        ({**HOST, **PASSWORD, "PACK_SMTP_CA_FILE": "/nowhere.pem"}, "there is no such file"),
        ({**M365, "PACK_M365_TENANT": ""}, "PACK_M365_TENANT is not set"),
    ],
)
def test_what_is_missing_or_odd(environment: dict[str, str], said: str) -> None:
    """Each mistake is named with its variable."""
    with pytest.raises(MailError, match=said):
        read_mail_server(environment)

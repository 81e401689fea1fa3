"""Tokens come from msal itself, whose web client alone is replaced."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from generator.delivery.mail_login import token_for
from generator.delivery.mail_server import MailServer
from generator.errors import MailError

SERVER = MailServer(
    host="smtp.office365.com",
    port=587,
    security="starttls",
    auth="microsoft365",
    user="office@example.org",
    secret="sheep",
    tenant="b5b0a7a4-0000-0000-0000-000000000000",
    client_id="client",
)
PERSON = replace(SERVER, secret="")
LOGIN = "https://login.microsoftonline.com"


@dataclass
class Answer:
    """What msal needs of a web client's response."""

    body: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return json.dumps(self.body)

    def raise_for_status(self) -> None:
        assert self.status_code == 200


@dataclass
class Web:
    """Answers as Microsoft does, `token` being what it says to the request for a token."""

    token: Answer
    asked: list[dict[str, Any]] = field(default_factory=list)

    def get(self, url: str, **_: Any) -> Answer:
        base = f"{LOGIN}/{SERVER.tenant}"
        return Answer(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
                "tenant_discovery_endpoint": f"{base}/v2.0/.well-known/openid-configuration",
                "metadata": [],
            }
        )

    def post(self, url: str, data: dict[str, Any] | None = None, **_: Any) -> Answer:
        self.asked.append(dict(data or {}))
        if url.endswith("devicecode"):
            return Answer(
                {
                    "user_code": "ABC",
                    "device_code": "x",
                    "verification_uri": "https://example.org",
                    "message": "Open the page and enter ABC",
                    "expires_in": 60,
                    "interval": 0,
                }
            )
        return self.token

    def close(self) -> None:
        """Nothing to close."""


GRANTED = Answer({"access_token": "token", "token_type": "Bearer", "expires_in": 3600})
DENIED = Answer(
    {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid secret."}, 400
)


def test_with_the_secret_of_an_application() -> None:
    """Client credentials ask for all that the application may do."""
    web = Web(GRANTED)
    assert token_for(SERVER, lambda _: None, http_client=web) == "token"
    (asked,) = web.asked
    assert asked["grant_type"] == "client_credentials"
    assert asked["client_secret"] == "sheep"
    assert asked["scope"] == "https://outlook.office365.com/.default"


def test_with_a_code() -> None:
    """Without a secret a person signs in, told where to enter the code."""
    web, shown = Web(GRANTED), []
    assert token_for(PERSON, shown.append, http_client=web) == "token"
    assert shown == ["Open the page and enter ABC"]
    assert "https://outlook.office.com/SMTP.Send" in web.asked[0]["scope"]
    assert web.asked[1]["device_code"] == "x"


def test_a_refusal() -> None:
    """Microsoft's own words are passed on."""
    with pytest.raises(MailError, match="AADSTS7000215: Invalid secret"):
        token_for(SERVER, lambda _: None, http_client=Web(DENIED))


def test_no_msal_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """msal is an optional extra, and the message says how to get it."""
    monkeypatch.setitem(__import__("sys").modules, "msal", None)
    with pytest.raises(MailError, match="pip install msal"):
        token_for(SERVER, lambda _: None)


def test_no_network() -> None:
    """A network that does not answer is a sentence."""

    class Nowhere(Web):
        def get(self, url: str, **_: Any) -> Answer:
            raise ConnectionError("no route")

        def post(self, url: str, data: dict[str, Any] | None = None, **_: Any) -> Answer:
            raise ConnectionError("no route")

    with pytest.raises(MailError, match="no route"):
        token_for(SERVER, lambda _: None, http_client=Nowhere(GRANTED))

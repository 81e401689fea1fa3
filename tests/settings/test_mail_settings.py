"""The mail's settings are refused where the message could go astray."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.settings.mail_settings import MailSettings

SOUND: dict[str, Any] = {
    "sender": "Office <office@example.org>",
    "to": ("Board <board@example.org>",),
    "subject": "Risk log",
}


def test_sound_settings() -> None:
    """Recipients come in the order of to and cc, and the HTML template bears the text's name."""
    mail = MailSettings(**SOUND, cc=("copy@example.org",), template="my-mail.txt")
    assert [address.mailbox for address in mail.addresses] == [
        "board@example.org",
        "copy@example.org",
    ]
    assert mail.html_template == "my-mail.html"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"to": ("a@example.org, b@example.org",)}, "write one an entry|cannot stand before"),
        ({"to": ()}, "at least 1"),
        ({"cc": ("Board@example.org",)}, "listed twice"),
        ({"allowed_domains": ("council.example",)}, "none of the allowed_domains"),
        ({"allowed_domains": ("org",)}, "none of the allowed_domains"),
        ({"subject": "Risk log\r\nBcc: x@evil.example"}, "control character"),
        ({"subject": "Risk log\0"}, "control character"),
        ({"subject": "=?utf-8?q?Hi=0D=0ABcc:_x@example.org?="}, "mail programs decode"),
        ({"to": ('"=?utf-8?b?QmNj?=" <b@example.org>',)}, "mail programs decode"),
        ({"sender": "office"}, "has no @"),
        ({"template": "../secret.txt"}, "ends in .txt"),
        ({"size_limit_mb": 0}, "equal to 1"),
    ],
)
def test_unsound_settings(changed: dict[str, Any], said: str) -> None:
    """Each mistake is refused in a sentence."""
    with pytest.raises(ValidationError, match=said):
        MailSettings.model_validate({**SOUND, **changed})


def test_allowed_domains() -> None:
    """An address of an allowed domain is taken, however it is spelled."""
    assert MailSettings(**SOUND, allowed_domains=("@Example.org", "other.example")).addresses

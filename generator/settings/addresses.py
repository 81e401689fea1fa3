"""A mail address, taken apart so strictly that it can only mean one mailbox."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What could end a line of a mail's header, or cannot be in one."""

ENCODED_WORD = re.compile(r"=\?[^?]*\?[a-zA-Z]\?")
"""The beginning of an encoded word (RFC 2047), which readers of a header may turn into lines."""

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"({_LABEL}\.)+(?=[A-Za-z0-9-]*[A-Za-z]){_LABEL}")
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_SPECIAL = re.compile(r'[()<>\[\]:;@\\,"]')


@dataclass(frozen=True, kw_only=True)
class Address:
    """A mailbox, `local`@`domain`, and the name that is shown for it."""

    name: str
    local: str
    domain: str

    @property
    def mailbox(self) -> str:
        """The address without its name, the domain in small letters."""
        return f"{self.local}@{self.domain}"

    def __str__(self) -> str:
        return f"{self.name} <{self.mailbox}>" if self.name else self.mailbox


def parse_address(text: str) -> Address:
    """One address, such as "Programme Board <board@example.org>" or "board@example.org".

    A name with commas and the like is in double quotes. Raises ValueError, with a sentence for
    the person who wrote it, for anything else: several addresses in one entry, comments, line
    breaks. The rules are RFC 5322's without its obsolete forms, and RFC 1123's for the domain.
    """
    if CONTROL.search(text):
        raise ValueError("the address holds a line break or another control character")
    if ENCODED_WORD.search(text):
        raise ValueError("the address holds '=?…?', which mail programs decode; write plain text")
    name, mailbox = _name_and_mailbox(text.strip())
    local, at, domain = mailbox.rpartition("@")
    if not at:
        raise ValueError(f"'{mailbox}' is not a mail address: it has no @")
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise ValueError(f"'{mailbox}' is not a mail address: '{local}' cannot stand before the @")
    if not _DOMAIN.fullmatch(domain) or len(domain) > 253:
        raise ValueError(f"'{mailbox}' is not a mail address: '{domain}' is not a domain name")
    return Address(name=name, local=local, domain=domain.lower())


def _name_and_mailbox(text: str) -> tuple[str, str]:
    """The name, "" where there is none, and what should be a bare address."""
    if not text.endswith(">"):
        return "", text
    before, _, mailbox = text[:-1].rpartition("<")
    name = before.strip()
    if quoted := _QUOTED.fullmatch(name):
        return re.sub(r"\\(.)", r"\1", quoted[1]), mailbox
    if _SPECIAL.search(name):
        raise ValueError(
            f"'{text}' may be several addresses: write one an entry, and put a name with commas "
            "or other marks in double quotes"
        )
    return name, mailbox

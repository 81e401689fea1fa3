"""What `pack.yaml` says of the message to the Programme Board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from generator.settings.addresses import CONTROL, ENCODED_WORD, Address, parse_address
from generator.settings.declaration import AS_LIST, Settings, Texts, Whole

_TEXT_TEMPLATE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*\.txt")
_LONGEST_MARKING = 60


def _one_line(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError("the text holds a line break or another control character")
    if ENCODED_WORD.search(text):
        raise ValueError("the text holds '=?…?', which mail programs decode; write plain text")
    return text


def _short(text: str) -> str:
    if len(text) > _LONGEST_MARKING:
        raise ValueError(f"the text has {len(text)} characters; {_LONGEST_MARKING} fit")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("the subject is blank")
    return text


def _text_template(text: str) -> str:
    if not _TEXT_TEMPLATE.fullmatch(text):
        raise ValueError(
            "the template of the plain text is the name of a file that ends in .txt, such as "
            f"board-mail.txt, but this is '{text[:100]}'"
        )
    return text


def _one_address(text: str) -> str:
    parse_address(text)
    return text


OneLine = Annotated[str, AfterValidator(_one_line)]
Marking = Annotated[OneLine, AfterValidator(_short)]
"""A protective marking. It is printed in headers and footers and begins the mail's subject."""
MailAddress = Annotated[str, AfterValidator(_one_address)]
"""The text of one mail address, as it was typed."""
MailAddresses = Annotated[tuple[MailAddress, ...], AS_LIST]


class MailSettings(Settings):
    """The message to the Programme Board."""

    sender: MailAddress = Field(examples=["Programme Office <office@example.org>"])
    """Who sends the message: Programme Office <office@example.org>."""
    to: MailAddresses = Field(min_length=1, examples=["[Programme Board <board@example.org>]"])
    """Who receives it, one address per entry."""
    cc: MailAddresses = ()
    """Who receives a copy, one address per entry."""
    subject: Annotated[OneLine, AfterValidator(_not_blank)] = Field(
        examples=["Exception risk log, Quarter 1"]
    )
    """The subject. The marking is put before it."""
    template: Annotated[str, AfterValidator(_text_template)] = "board-mail.txt"
    """The template of the plain text. The template of the HTML part has the same name with
    .html."""
    attach: Texts | None = None
    """The file names of the documents to attach. If you leave it out, the pack's workbooks are
    attached; with [] nothing is."""
    allowed_domains: Texts = ()
    """If given, every address must be in one of these domains. example.org does not allow
    mail.example.org."""
    size_limit_mb: Whole = Field(default=20, ge=1)
    """The largest size of the whole message in MB, with its attachments encoded."""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Everybody who receives the message, in the order of `to` and `cc`."""
        return tuple(parse_address(text) for text in (*self.to, *self.cc))

    @property
    def html_template(self) -> str:
        """The file name of the HTML part's template."""
        return f"{self.template.removesuffix('.txt')}.html"

    @model_validator(mode="after")
    def _addresses_fit(self) -> MailSettings:
        problems = [*self._outside_domains(), *self._repeated()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _outside_domains(self) -> Iterator[str]:
        allowed = {domain.lower().removeprefix("@") for domain in self.allowed_domains}
        for address in self.addresses:
            if allowed and address.domain not in allowed:
                yield f"{address.mailbox} is in none of the allowed_domains"

    def _repeated(self) -> Iterator[str]:
        seen: set[str] = set()
        for address in self.addresses:
            mailbox = address.mailbox.lower()
            if mailbox in seen:
                yield f"{address.mailbox} is listed twice"
            seen.add(mailbox)

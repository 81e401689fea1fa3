"""What `pack.yaml` says of the message to the Programme Board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from generator.model.addresses import CONTROL, Address, parse_address
from generator.model.scoring import Settings


def one_line(text: str) -> str:
    """Text that can stand in a header. Raises ValueError for a line break and the like."""
    if CONTROL.search(text):
        raise ValueError("the text holds a line break or another control character")
    return text


def one_address(text: str) -> str:
    """The text of one address, left as it is. Raises ValueError as `parse_address` does."""
    parse_address(text)
    return text


OneLine = Annotated[str, AfterValidator(one_line)]
OneAddress = Annotated[str, AfterValidator(one_address)]


class MailSettings(Settings):
    """The message to the Programme Board: one address an entry; `attach` holds file names.

    Without `attach`, the pack's workbooks are attached. `template` is the plain text; the HTML
    part's template bears the same name with `.html`. Where `allowed_domains` is given, every
    address must be of one of them, spelled out: `example.org` does not allow `mail.example.org`.
    The size is that of the whole message, attachments encoded.
    """

    sender: OneAddress = Field(description="Who sends: Programme Office <office@example.org>.")
    to: tuple[OneAddress, ...] = Field(
        min_length=1,
        description="Who gets it, one address an entry.",
    )
    cc: tuple[OneAddress, ...] = Field(
        default=(),
        description="Who gets a copy, one address an entry.",
    )
    subject: OneLine = Field(
        min_length=1,
        description="The subject; the marking is set before it.",
    )
    template: str = Field(
        default="board-mail.txt",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._ -]*\.txt$",
        description="The template of the plain text; that of the HTML part has the same name with "
        ".html.",
    )
    attach: tuple[str, ...] = Field(
        default=(),
        description="File names of the pack's documents to be attached. Left out, its workbooks.",
    )
    allowed_domains: tuple[str, ...] = Field(
        default=(),
        description="If given, every address must be of one of these, spelled out.",
    )
    size_limit_mb: int = Field(
        default=20,
        ge=1,
        description="The most that the whole message may have, in MB, attachments encoded.",
    )

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Everybody who gets the message, in the order of `to` and `cc`."""
        return tuple(parse_address(text) for text in (*self.to, *self.cc))

    @property
    def html_template(self) -> str:
        """The file name of the HTML part's template."""
        return f"{self.template.removesuffix('.txt')}.html"

    @model_validator(mode="after")
    def _addresses_fit(self) -> MailSettings:
        problems = [*self._strangers(), *self._repeated()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _strangers(self) -> Iterator[str]:
        allowed = {domain.lower().removeprefix("@") for domain in self.allowed_domains}
        for address in self.addresses:
            if allowed and address.domain not in allowed:
                yield f"{address.mailbox} is of none of the allowed domains"

    def _repeated(self) -> Iterator[str]:
        seen: set[str] = set()
        for address in self.addresses:
            mailbox = address.mailbox.lower()
            if mailbox in seen:
                yield f"{address.mailbox} is named twice"
            seen.add(mailbox)

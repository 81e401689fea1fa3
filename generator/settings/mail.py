"""What `pack.yaml` says of the message to the Programme Board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from generator.settings.addresses import CONTROL, Address, parse_address
from generator.settings.declaration import CheckedText, Settings, means

_TEXT_TEMPLATE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*\.txt")


class OneLine(CheckedText):
    """Text that can stand in a header: without a line break and the like."""

    @classmethod
    def check(cls, text: str) -> None:
        """As CheckedText says."""
        if CONTROL.search(text):
            raise ValueError("the text holds a line break or another control character")


class Marking(OneLine):
    """A protective marking, which stands in the subject and in headers and footers."""

    most = 60

    @classmethod
    def check(cls, text: str) -> None:
        """As CheckedText says."""
        super().check(text)
        if len(text) > cls.most:
            raise ValueError(
                f"the text has {len(text)} characters, and {cls.most} at most find room"
            )


class Subject(OneLine):
    """A mail's subject."""

    @classmethod
    def check(cls, text: str) -> None:
        """As CheckedText says."""
        super().check(text)
        if not text.strip():
            raise ValueError("the subject should not be empty")


class TextTemplate(CheckedText):
    """The file name of a template of plain text."""

    @classmethod
    def check(cls, text: str) -> None:
        """As CheckedText says."""
        if not _TEXT_TEMPLATE.fullmatch(text):
            raise ValueError(
                f"a template of plain text is a file whose name ends in .txt, as board-mail.txt, "
                f"but this is “{text[:100]}”"
            )


class OneAddress(CheckedText):
    """The text of one mail address, left as it is."""

    @classmethod
    def check(cls, text: str) -> None:
        """As `parse_address` does."""
        parse_address(text)


class MailSettings(Settings, frozen=True, kw_only=True):
    """The message to the Programme Board: one address an entry; `attach` holds file names.

    Without `attach`, the pack's workbooks are attached. `template` is the plain text; the HTML
    part's template bears the same name with `.html`. Where `allowed_domains` is given, every
    address must be of one of them, spelled out: `example.org` does not allow `mail.example.org`.
    The size is that of the whole message, attachments encoded.
    """

    sender: Annotated[OneAddress, means("Who sends: Programme Office <office@example.org>.")]
    to: Annotated[tuple[OneAddress, ...], means("Who gets it, one address an entry.", min_length=1)]
    cc: Annotated[tuple[OneAddress, ...], means("Who gets a copy, one address an entry.")] = ()
    subject: Annotated[Subject, means("The subject; the marking is set before it.")]
    template: Annotated[
        TextTemplate,
        means(
            "The template of the plain text; that of the HTML part has the same name with .html."
        ),
    ] = TextTemplate("board-mail.txt")
    attach: Annotated[
        tuple[str, ...] | None,
        means(
            "File names of documents to be attached. Left out, the pack's workbooks; [] is none."
        ),
    ] = None
    allowed_domains: Annotated[
        tuple[str, ...],
        means("If given, every address must be of one of these, spelled out."),
    ] = ()
    size_limit_mb: Annotated[
        int,
        means("The most that the whole message may have, in MB, attachments encoded.", ge=1),
    ] = 20

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Everybody who gets the message, in the order of `to` and `cc`."""
        return tuple(parse_address(text) for text in (*self.to, *self.cc))

    @property
    def html_template(self) -> str:
        """The file name of the HTML part's template."""
        return f"{self.template.removesuffix('.txt')}.html"

    def __post_init__(self) -> None:
        problems = [*self._strangers(), *self._repeated()]
        if problems:
            raise ValueError("; ".join(problems))

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

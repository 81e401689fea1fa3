"""Render the message to the Programme Board as MIME: plain text, HTML and attachments.

The same message gives the same bytes: its date is the pack's as-of date until it is sent, and its
Message-ID and the boundaries between its parts are computed from its content.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime
from pathlib import PurePath
from typing import Any

from generator.content.board_mail import BoardMail
from generator.content.nodes import ColourName
from generator.content.template_records import TemplateRecord
from generator.errors import DocumentError, TemplateError
from generator.settings.addresses import Address
from generator.settings.house_style import HouseStyle

OFFICE = "vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    ".docx": ("application", f"{OFFICE}.wordprocessingml.document"),
    ".xlsx": ("application", f"{OFFICE}.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
}
_LINE = 78
_LONGEST_WORD = 60
_ENCODED_BYTES = 39
"""Bytes of an encoded word: with "=?utf-8?b?" and "Subject: " they fit a line."""
_DATE = re.compile(rb"^Date: [^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class MailTemplate:
    """A template as it was read: its file name and its text."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RenderedMail:
    """A finished message.

    `content` is all of it in ASCII with CRLF. `content_key` is a SHA-256 over the subject, both
    texts and the attachments, whoever receives it and whenever.
    """

    content: bytes
    content_key: str
    message_id: str


def render_board_mail(
    mail: BoardMail,
    plain: MailTemplate,
    html: MailTemplate,
    *,
    house_style: HouseStyle,
    attachments: Mapping[str, bytes],
) -> RenderedMail:
    """The message with these attachments, by file name.

    Raises TemplateError where a template uses a name that the message does not have.
    """
    context = plain_data(mail.context, house_style)
    texts = (fill_in(plain, context, markup=False), fill_in(html, context, markup=True))
    key = content_key(mail.subject, texts, attachments)
    message_id = f"<{key[:32]}@{mail.sender.domain}>"
    message: MIMEPart = EmailMessage(policy=policy.SMTP)
    message["MIME-Version"] = "1.0"
    # A boundary with "=_" can be in no quoted-printable or base64 text.
    message.make_mixed(boundary=f"=_mixed_{key[:32]}")
    message.attach(alternatives(*texts, boundary=f"=_alternative_{key[:32]}"))
    for name, data in attachments.items():
        message.attach(attachment(name, data))
    content = headers_of(mail, message_id) + message.as_bytes()
    hold_against(content, mail, texts, attachments)
    return RenderedMail(content=content, content_key=key, message_id=message_id)


def content_key(subject: str, texts: tuple[str, str], attachments: Mapping[str, bytes]) -> str:
    """A key that two messages with the same content share.

    Every piece is hashed on its own, so that no text can be moved from one to the next.
    """
    pieces = [subject.encode(), *(text.encode() for text in texts)]
    pieces += [piece for name, data in attachments.items() for piece in (name.encode(), data)]
    hashes = b"".join(hashlib.sha256(piece).digest() for piece in pieces)
    return hashlib.sha256(hashes).hexdigest()


def headers_of(mail: BoardMail, message_id: str) -> bytes:
    """The headers that people read, in their order.

    They are encoded here: the standard library's folding loses spaces of long names that are not
    ASCII, and reads what a person typed as if it were encoded already.
    """
    # Noon, so that no time zone turns it into another day.
    noon = datetime.combine(mail.as_of, time(12), UTC)
    lines = {
        "From": header_address(mail.sender),
        "To": ", ".join(map(header_address, mail.to)),
        "Cc": ", ".join(map(header_address, mail.cc)),
        "Subject": _worded(mail.subject),
        "Date": format_datetime(noon),
        "Message-ID": message_id,
        "Content-Language": mail.language,
    }
    folded = (_folded(f"{name}: {text}") for name, text in lines.items() if text)
    return "".join(f"{line}\r\n" for line in folded).encode("ascii")


def header_address(address: Address) -> str:
    """An address as a header holds it: the name in quotes, or encoded, before the mailbox."""
    name = address.name
    if not name:
        return _spec(address)
    shown = _worded(name)
    if shown == name:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        shown = f'"{escaped}"'
    return f"{shown} <{_spec(address)}>"


def _worded(text: str) -> str:
    """A text as it is where each of its words fits a line, else in encoded words (RFC 2047)."""
    words = text.split(" ")
    is_plain = text.isascii() and "=?" not in text and all(words)
    if is_plain and max(map(len, words)) <= _LONGEST_WORD:
        return text
    pieces, piece = [], b""
    for letter in text:
        if len(piece) + len(letter.encode()) > _ENCODED_BYTES:
            # At a space: some readers put one between the pieces, which would part a word.
            cut = piece.rfind(b" ") + 1 or len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter.encode()
    return " ".join(f"=?utf-8?b?{b64encode(each).decode()}?=" for each in (*pieces, piece))


def _folded(line: str) -> str:
    """A header in lines of at most 78 characters, which begin with a space from the second on."""
    first, *words = line.split(" ")
    lines = [first]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > _LINE and len(lines[-1]) > 1:
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines)


_HEADERS = (
    "From", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
    "Content-Language",
)  # fmt: skip


def hold_against(
    content: bytes, mail: BoardMail, texts: tuple[str, str], attachments: Mapping[str, bytes]
) -> None:
    """Parse a finished message and compare it with what was meant.

    Raises DocumentError where it has another header, recipient, subject, text or attachment: a
    value that became a line of its own would send the papers to somebody else.
    """
    try:
        wrong = _differences(content, mail, texts, attachments)
    except ValueError:  # what the parser raises at a header that would be two
        wrong = ["headers"]
    if wrong:
        raise DocumentError(
            f"The message does not say what was meant: its {' and '.join(wrong)} differ",
            "Nothing was written. Look at the names, the subject and the marking in pack.yaml.",
        )


def _differences(
    content: bytes, mail: BoardMail, texts: tuple[str, str], attachments: Mapping[str, bytes]
) -> list[str]:
    message = message_from_bytes(content, policy=policy.SMTP)
    names = [name for name in _HEADERS if name != "Cc" or mail.cc]
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    told = {
        "headers": sorted(message.keys()),
        "sender": [str(each.addr_spec) for each in message["From"].addresses],
        "recipients": [each.addr_spec for each in message["To"].addresses],
        "copies": [each.addr_spec for each in message["Cc"].addresses] if mail.cc else [],
        "subject": str(message["Subject"]).split(),
        "language": str(message["Content-Language"]),
        "texts": [_unbroken(part.get_content()) if part else "" for part in (plain, html)],
        "attachments": {
            part.get_filename(): part.get_payload(decode=True)
            for part in message.iter_attachments()
        },
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
    }
    meant = {
        "headers": sorted(names),
        "sender": [_spec(mail.sender)],
        "recipients": [_spec(each) for each in mail.to],
        "copies": [_spec(each) for each in mail.cc],
        "subject": mail.subject.split(),
        "language": mail.language,
        "texts": [_unbroken(text) for text in texts],
        "attachments": dict(attachments),
        "defects": [],
    }
    return [what for what in meant if told[what] != meant[what]]


def _spec(address: Address) -> str:
    return f"{address.local}@{address.domain}"


def _unbroken(text: str) -> list[str]:
    """The lines of a text; how they end is the transport's affair."""
    return text.rstrip("\r\n").splitlines()


def alternatives(plain: str, html: str, *, boundary: str) -> MIMEPart:
    """The plain text and the HTML as alternatives."""
    parts = MIMEPart(policy=policy.SMTP)
    parts.make_alternative(boundary=boundary)
    for subtype, text in (("plain", plain), ("html", html)):
        part = MIMEPart(policy=policy.SMTP)
        part.set_content(text, subtype=subtype, charset="utf-8", cte="quoted-printable")
        parts.attach(part)
    return parts


def attachment(name: str, data: bytes) -> MIMEPart:
    """A file as an attachment of its type."""
    maintype, subtype = CONTENT_TYPES.get(PurePath(name).suffix, ("application", "octet-stream"))
    part = MIMEPart(policy=policy.SMTP)
    part.set_content(data, maintype, subtype, disposition="attachment", filename=name)
    return part


def dated(content: bytes, when: datetime) -> bytes:
    """The same message with another date, for the moment at which it is sent."""
    head, blank, body = content.partition(b"\r\n\r\n")
    return _DATE.sub(b"Date: " + format_datetime(when).encode(), head, count=1) + blank + body


def plain_data(value: Any, house_style: HouseStyle) -> Any:
    """The context with each colour's name replaced by its fill and text colour, both #RRGGBB.

    They are blank for a colour that the house style lacks: a check finds it, after the templates.
    """
    if isinstance(value, ColourName):
        colour = house_style.colours.get(value.name)
        return {"fill": colour.fill if colour else "", "text": colour.text if colour else ""}
    if isinstance(value, TemplateRecord):
        return plain_data(vars(value), house_style)
    if isinstance(value, Mapping):
        return {name: plain_data(item, house_style) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_data(item, house_style) for item in value]
    return value


def template_faults(template: MailTemplate, context: Mapping[str, Any] | None) -> list[str]:
    """Every fault of a template that shows before it is filled in, each with its line.

    Names are compared with the context; None where there is none yet.
    """
    from jinja2 import TemplateSyntaxError

    from generator.renderers.template_language import TemplateLanguage
    from generator.renderers.template_names import language_faults, name_faults

    try:
        tree = TemplateLanguage(()).parse(template.text)
        faults = list(language_faults(tree))
        if context is not None:
            faults += name_faults(tree, _shapes(context))
    except TemplateSyntaxError as error:
        return [f"line {error.lineno}: {str(error.message).rstrip('.')}"]
    return [f"line {line}: {reason}" for line, reason in sorted(faults)]


def _shapes(context: Mapping[str, Any]) -> dict[str, Any]:
    """The context as far as its names are known: a part that the pack lacks may have any."""
    from generator.content.template_context import ANYTHING

    return {name: ANYTHING if value == {} else value for name, value in context.items()}


def fill_in(template: MailTemplate, context: Mapping[str, Any], *, markup: bool) -> str:
    """Fill a template in with the context; `markup` escapes the values. Raises TemplateError."""
    from jinja2 import TemplateSyntaxError

    from generator.renderers.template_language import TemplateLanguage

    language = TemplateLanguage(context).overlay(
        autoescape=markup, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    try:
        return language.from_string(template.text).render(context)
    except Exception as error:  # whatever an expression of a template can come to
        line = error.lineno if isinstance(error, TemplateSyntaxError) else line_of(error)
        raise TemplateError(
            f"{template.name}, line {line}: {str(error).rstrip('.')}",
            "Correct the template in a text editor; docs/mail.md lists what it can use.",
        ) from error


def line_of(error: BaseException) -> int:
    """The line of the template at which the rendering stopped."""
    line, traceback = 0, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line

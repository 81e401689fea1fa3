"""The message on the wire, read back with a strict parser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parseaddr
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from generator.content.board_mail import BoardMail, compose_board_mail
from generator.errors import DocumentError, TemplateError
from generator.model.risks import RiskRegister
from generator.renderers import mail as mail_module
from generator.renderers.mail import MailTemplate, dated, render_board_mail
from generator.settings.addresses import Address
from generator.settings.mail_settings import MailSettings
from tests.content.packs import HOUSE_STYLE, PACK, RISKS

TEMPLATES = Path(__file__).parents[2] / "templates"
SETTINGS = MailSettings(
    sender="Programme Office <office@example.org>",
    to=("Board <board@example.org>", '"Müller, Zoë" <zoe@example.org>'),
    cc=("copy@example.org",),
    subject="Harbour log – £5 & more",
)
MAIL = compose_board_mail(PACK, SETTINGS)
FILES = {"register.xlsx": bytes(range(256)) * 4, "report.docx": b"\r\n.\r\n--=_mixed_\r\n"}


def template(name: str, text: str | None = None) -> MailTemplate:
    return MailTemplate(name=name, text=text or (TEMPLATES / name).read_text(encoding="utf-8"))


def render(mail: BoardMail = MAIL, files=FILES, plain: str | None = None, html: str | None = None):
    return render_board_mail(
        mail,
        template("board-mail.txt", plain),
        template("board-mail.html", html),
        house_style=HOUSE_STYLE,
        attachments=files,
    )


def parse(content: bytes):
    """The message; a defect anywhere raises."""
    return BytesParser(policy=policy.strict).parsebytes(content)


def test_the_parts() -> None:
    """Plain text and HTML are alternatives; the attachments arrive byte for byte."""
    message = parse(render().content)
    shape = [(part.get_content_type(), part.get_filename()) for part in message.walk()]
    office = "application/vnd.openxmlformats-officedocument"
    assert shape == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        (f"{office}.spreadsheetml.sheet", "register.xlsx"),
        (f"{office}.wordprocessingml.document", "report.docx"),
    ]
    found = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert found == FILES


def test_the_headers() -> None:
    """Names, subject and date come through letter for letter, each header once."""
    message = parse(render().content)
    assert len(set(message.keys())) == len(message.keys())
    assert [str(each) for each in message["To"].addresses] == [
        "Board <board@example.org>",
        '"Müller, Zoë" <zoe@example.org>',
    ]
    assert message["Cc"].addresses[0].addr_spec == "copy@example.org"
    assert message["From"].addresses[0].display_name == "Programme Office"
    assert message["Subject"] == "Harbour log – £5 & more"
    assert message["Date"].datetime == datetime(2025, 7, 1, 12, tzinfo=UTC)
    assert message["Content-Language"] == "en-GB"
    assert message["MIME-Version"] == "1.0"


def test_the_wire_form() -> None:
    """Every line ends with CRLF, is ASCII and short, but for a type that cannot be folded."""
    content = render().content
    assert content.isascii()
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None
    lines = [line for line in content.split(b"\r\n") if not line.startswith(b"Content-Type:")]
    assert max(map(len, lines)) <= 78


def test_the_texts_agree() -> None:
    """Both texts give the same counts and exceptions."""
    message = parse(render().content)
    plain = message.get_body(("plain",)).get_content()
    for line in (
        "Risks in the register: 4 (open 2, issues 1, closed 1)",
        "Red (R): 1",
        "1 up, 1 unchanged, 1 down.",
        "- H1 increased from 6 to 15",
        "Owner: HM. Latest score: 15 (Red). Trend: increased.",
        "Actions in the plan: 2",
        "- The register (register.xlsx)",
    ):
        assert line in plain
    text = lxml_html.fromstring(message.get_body(("html",)).get_content()).text_content()
    for words in ("4 in all (open 2, issues 1, closed 1)", "1 up, 1 unchanged, 1 down.", "H1 incr"):
        assert words in text
    assert "\n\n\n" not in plain.replace("\r", "")


def test_the_tables_are_accessible() -> None:
    """Every table has a caption and headed columns and rows; none has a merged or empty cell."""
    page = lxml_html.document_fromstring(parse(render().content).get_body(("html",)).get_content())
    assert page.get("lang") == "en-GB"
    assert page.findtext("head/title") == "Harbour log – £5 & more"
    tables = page.findall(".//table")
    assert len(tables) == 3
    for table in tables:
        assert table.findtext("caption")
        heads = table.findall("thead/tr/th")
        assert {head.get("scope") for head in heads} == {"col"}
        for row in table.findall("tbody/tr"):
            cells = list(row)
            assert [cells[0].tag, cells[0].get("scope")] == ["th", "row"]
            assert len(cells) == len(heads)
            assert all(cell.text_content().strip() for cell in cells)
    assert page.xpath("//@colspan | //@rowspan | //img | //script | //link") == []
    levels = [int(each.tag[1]) for each in page.xpath("//h1 | //h2 | //h3")]
    assert levels == [1, 2, 2, 2, 2, 2]


def test_text_of_a_user_is_no_markup() -> None:
    """Markup, braces and arrows in a register arrive as they were written."""
    nasty = '<b>R&D</b> "5%" {{ x }} {% if %} =1+1 😀 \u201cquoted\u201d'
    risks = (replace(RISKS[0], description=nasty), *RISKS[1:])
    pack = replace(PACK, register=RiskRegister(risks=risks, file="risks.xlsx"))
    message = parse(render(compose_board_mail(pack, SETTINGS)).content)
    assert f"H1: {nasty}" in message.get_body(("plain",)).get_content()
    page = lxml_html.fromstring(message.get_body(("html",)).get_content())
    assert nasty in [cell.text_content() for cell in page.iter("td")]


def test_the_same_message_has_the_same_bytes() -> None:
    """Twice the same arguments give the same bytes and the same Message-ID."""
    assert render() == render()


def test_the_message_id_follows_from_the_content_alone() -> None:
    """It changes with the text, the subject or an attachment, and not with the recipients."""
    first = render()
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", first.message_id)
    other = Address(name="", local="x", domain="example.org")
    assert render(replace(MAIL, to=(other,))).message_id == first.message_id
    altered = [
        render(replace(MAIL, subject="Other")),
        render(files={**FILES, "register.xlsx": b"other"}),
        render(files={"renamed.xlsx": FILES["register.xlsx"], "report.docx": b""}),
        render(plain="Other"),
        render(html="Other"),
    ]
    assert len({each.message_id for each in (first, *altered)}) == 6


def test_the_date_of_sending_replaces_the_date_and_nothing_else() -> None:
    """The message that is sent differs from the prepared one in its date alone."""
    first = render().content
    later = dated(first, datetime(2025, 8, 2, 9, 30, tzinfo=UTC))
    assert parse(later)["Date"].datetime == datetime(2025, 8, 2, 9, 30, tzinfo=UTC)
    lines = zip(first.split(b"\r\n"), later.split(b"\r\n"), strict=True)
    assert [old for old, new in lines if old != new] == [b"Date: Tue, 01 Jul 2025 12:00:00 +0000"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\n{{ register.totals }}", r"board-mail\.txt, line 2: .*totals"),
        ("one\n\n{% if %}", r"board-mail\.txt, line 3: "),
        ("{{ register }}", r"board-mail\.txt, line 1: .*record"),
        ("{{ programme.__class__ }}", r"board-mail\.txt, line 1: "),
        ("{% include 'secret' %}", r"board-mail\.txt, line 1: "),
    ],
)
def test_a_template_that_does_not_fit(text: str, said: str) -> None:
    """An unknown name or a broken tag is named with its template and line."""
    with pytest.raises(TemplateError, match=said):
        render(plain=text)


NAMES = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), max_codepoint=0x1F9FF), max_size=90
)


@settings(deadline=None, max_examples=100)
@given(NAMES, NAMES)
def test_any_name_and_subject_come_through(name: str, subject: str) -> None:
    """Whatever a name or a subject says, it is one header, one address, and reads the same."""
    address = Address(name=" ".join(name.split()), local="x", domain="example.org")
    subject = " ".join(subject.split())
    mail = replace(MAIL, to=(address,), subject=subject)
    content = render(mail, {}, "plain", "html").content
    message = parse(content)
    (found,) = message["To"].addresses
    assert found.addr_spec == "x@example.org"
    assert shown_name(content) == address.name
    assert " ".join(str(message["Subject"]).split()) == subject
    assert set(message.keys()) == set(parse(render().content).keys())


def shown_name(content: bytes) -> str:
    """The name in the header To. The new parser puts spaces between the words of a long one."""
    header = BytesHeaderParser(policy=policy.compat32).parsebytes(content)["To"]
    name, _ = parseaddr(" ".join(header.split()))
    return " ".join(str(make_header(decode_header(name))).split())


def texts(pack):
    """The plain text of the pack's message and the text of its HTML part."""
    message = parse(render(compose_board_mail(pack, SETTINGS)).content)
    page = lxml_html.fromstring(message.get_body(("html",)).get_content())
    return message.get_body(("plain",)).get_content(), page.text_content()


def test_each_part_says_of_which_date_its_figures_are() -> None:
    """The scores are older than the papers, and the plan is of another day than both."""
    for text in texts(PACK):
        assert (
            "The figures are those in the register of 30 June 2025, with scores of 28 June 2025."
            in text
        )
        assert f"plan as updated {PACK.settings.action_plan.updated}." in text
        assert "1 July 2025" not in text


def test_a_register_and_a_plan_without_records_are_said_to_be_empty() -> None:
    """No risk is a good quarter; there is nothing to count, and nothing that moved."""
    plan = replace(PACK.action_plan, actions=())
    register = replace(PACK.register, risks=())
    for text in texts(replace(PACK, register=register, action_plan=plan)):
        assert "The register holds no risks." in text
        assert "The plan holds no actions." in text
        assert "moved" not in text.lower()
        assert "exception" not in text.lower().partition("attached")[0]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b"To: ", b"Bcc: x@evil.example\r\nTo: ", "headers"),
        (b"board@example.org", b"boards@example.org", "recipients"),
        (b"Subject: ", b"Subject: No ", "subject"),
        (b"Content-Type: text/plain", b"Content-Type: text/enriched", "texts"),
    ],
)
def test_a_message_that_is_not_what_was_meant_is_not_written(old, new, what, monkeypatch) -> None:
    """Header for header, recipient for recipient, part for part."""
    headers, body = mail_module.headers_of, EmailMessage.as_bytes
    monkeypatch.setattr(
        mail_module, "headers_of", lambda *given: headers(*given).replace(old, new, 1)
    )
    monkeypatch.setattr(EmailMessage, "as_bytes", lambda self: body(self).replace(old, new, 1))
    with pytest.raises(DocumentError, match=what):
        render()


@pytest.mark.parametrize(
    "text",
    [
        "MüllerMôn " * 12,
        "Cofrestr risgiau a chofnod eithriadau Cyngor Sir Ynys Môn, Chwarter 4 2023/24",
        "a" * 300,
        'two  spaces and [marks] (here), "quoted" \\ back',
    ],
)
def test_long_and_odd_texts_come_through_letter_for_letter(text) -> None:
    """No space is lost or moved where a header is folded; a line has at most 78 characters."""
    text = text.strip()
    to = Address(name=text, local="x", domain="example.org")
    content = render(replace(MAIL, to=(to,), subject=text), {}, "plain", "html").content
    head = content.split(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert str(parse(content)["Subject"]) == text
    assert shown_name(content) == " ".join(text.split())


@pytest.mark.parametrize(
    "typed",
    [
        "=?utf-8?q?Hi=0D=0ABcc:_x@example.com?=",
        "=?utf 8?q?=0A?=",
        "=?utf-8?q?=0A",
        "?==?utf-8?b?DQo=?=",
        "=?x?=?y?=",
        "x =? y",
        'Müller "Zoë" \\ <Board>',
    ],
)
def test_what_looks_encoded_arrives_as_it_was_typed(typed: str) -> None:
    """A name or a subject that reached the message is never decoded into lines of a header."""
    sender = Address(name=typed, local="office", domain="example.org")
    message = parse(render(replace(MAIL, sender=sender, subject=typed, to=(sender,))).content)
    assert message["Subject"] == typed
    for header in ("From", "To"):
        (found,) = message[header].addresses
        assert (found.display_name, found.addr_spec) == (typed, "office@example.org")
    assert sorted(message.keys()) == sorted(parse(render().content).keys())


@pytest.mark.parametrize("language", ["=?utf-8?q?=0ABcc:_x@example.com?=", "en\r\nBcc: x@y.org"])
def test_a_language_that_is_more_is_refused(language: str) -> None:
    """Its header is compared with what was meant, as all others are."""
    with pytest.raises(DocumentError, match="does not say what was meant"):
        render(replace(MAIL, language=language))


def test_a_long_name_is_parted_at_its_spaces() -> None:
    """Readers that show the space between two encoded words of a name part no word by it."""
    name = "Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr – Bwrdd Rhaglen Gweddnewid y Gwasanaethau"
    sender = Address(name=name, local="office", domain="example.org")
    content = render(replace(MAIL, sender=sender, subject=name)).content
    message = parse(content)
    assert message["Subject"] == name
    assert message["From"].addresses[0].display_name.split() == name.split()
    raw = BytesHeaderParser(policy=policy.compat32).parsebytes(content)["From"]
    assert str(make_header(decode_header(raw))) == f"{name} <office@example.org>"

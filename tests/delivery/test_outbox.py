"""The message is prepared from what stands in the folder, if the papers are in order."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from generator.content.board_mail import BoardMail, compose_board_mail
from generator.delivery.freshness import DocumentState, document_states
from generator.delivery.manifest import digest, read_manifest
from generator.delivery.outbox import Prepared, prepare
from generator.delivery.sending import send
from generator.delivery.smtp import Replies
from generator.errors import MailError, TemplateError
from generator.settings.declaration import changed
from generator.settings.mail_settings import MailSettings
from tests.content.packs import HOUSE_STYLE, PACK
from tests.delivery.conftest import contents, deliver, manifest_of, office_file

TEMPLATES = Path(__file__).parents[2] / "templates"
SETTINGS = MailSettings(
    sender="Office <office@example.org>",
    to=("Board <board@example.org>",),
    cc=("copy@example.org",),
    subject="Harbour log",
)
MAIL = compose_board_mail(PACK, SETTINGS)
REGISTER = {"register.xlsx": office_file("register.xlsx", "1")}


@pytest.fixture
def made(target: Path) -> Path:
    """A folder with the register that the mail attaches."""
    deliver(target, REGISTER, manifest_of(REGISTER, "1"))
    return target


ANYTHING = lambda files: None  # noqa: E731


def states(target: Path, edition: str = "1") -> tuple[DocumentState, ...]:
    wanted = {"register.xlsx": {"register.xlsx": edition}}
    return document_states(target, read_manifest(target), wanted)


def prepared(
    target: Path, mail: BoardMail = MAIL, settings: MailSettings = SETTINGS, edition: str = "1"
) -> Prepared:
    return prepare(
        target, mail, settings, states(target, edition), [TEMPLATES], HOUSE_STYLE, ANYTHING
    )


def test_the_file_holds_the_message(made: Path) -> None:
    """The .eml is the message with the very attachment, and who gets what is said."""
    message = prepared(made)
    assert message.path.parent == made / "outbox"
    parsed = BytesParser(policy=policy.strict).parsebytes(message.path.read_bytes())
    (attachment,) = parsed.iter_attachments()
    assert attachment.get_content() == REGISTER["register.xlsx"]
    assert message.attachments == {"register.xlsx": digest(REGISTER["register.xlsx"])}
    assert message.recipients == ("board@example.org", "copy@example.org")
    assert message.lines() == (
        "From: Office <office@example.org>",
        "To: Board <board@example.org>",
        "Cc: copy@example.org",
        "Subject: Harbour log",
        "Attached: register.xlsx",
        "Size: 0.0 MB",
        f"File: {message.path}",
    )


def test_preparing_twice_gives_the_same_file(made: Path) -> None:
    """The same papers give the same file with the same bytes, and nothing else."""
    first = prepared(made)
    content = first.path.read_bytes()
    assert prepared(made) == first
    assert [path.read_bytes() for path in (made / "outbox").glob("[!.]*")] == [content]


def test_what_a_killed_run_left_is_swept(made: Path) -> None:
    """A half-written message of a run that was killed is gone after the next."""
    first = prepared(made)
    (made / "outbox" / f".{first.path.name}.part").write_bytes(b"")
    prepared(made)
    assert list(contents(made / "outbox")) == [first.path.name]


def test_papers_that_are_stale(made: Path) -> None:
    """A stale attachment stops the mail, with the input that changed."""
    with pytest.raises(
        MailError, match=r"register\.xlsx is stale: register\.xlsx changed"
    ) as error:
        prepared(made, edition="2")
    assert error.value.exit_code == 6
    assert not (made / "outbox").exists()


def test_papers_that_are_missing(made: Path) -> None:
    """A missing attachment stops the mail."""
    (made / "register.xlsx").unlink()
    with pytest.raises(MailError, match=r"register\.xlsx is missing"):
        prepared(made)


def test_papers_changed_by_hand(made: Path) -> None:
    """A hand-changed attachment stops the mail, also when it changes after it was looked at."""
    looked_at = states(made)
    (made / "register.xlsx").write_bytes(b"by hand")
    for seen in (states(made), looked_at):
        with pytest.raises(MailError, match=r"register\.xlsx is changed by hand"):
            prepare(made, MAIL, SETTINGS, seen, [TEMPLATES], HOUSE_STYLE, ANYTHING)


def test_a_message_too_large(made: Path) -> None:
    """The limit counts the whole message as it goes over the wire."""
    big = {"register.xlsx": office_file("register.xlsx", "x" * 280_000)}
    deliver(made, big, manifest_of(big, "1"))
    with pytest.raises(MailError, match=r"would have 1\.\d MB, more than the 1 MB"):
        prepared(made, settings=changed(SETTINGS, size_limit_mb=1))


def test_a_template_of_the_pack_comes_first(made: Path, tmp_path: Path) -> None:
    """The first folder that has a template gives it; one that nobody has is named."""
    (tmp_path / "board-mail.txt").write_text("Our own words\n", encoding="utf-8")
    message = prepare(
        made, MAIL, SETTINGS, states(made), [tmp_path, TEMPLATES], HOUSE_STYLE, ANYTHING
    )
    assert b"Our own words" in message.message.content
    with pytest.raises(TemplateError, match=r"needs the template board-mail\.txt, which is not in"):
        prepare(made, MAIL, SETTINGS, states(made), [tmp_path / "nowhere"], HOUSE_STYLE, ANYTHING)
    (tmp_path / "board-mail.txt").write_bytes(b"\xff")
    with pytest.raises(TemplateError, match="not text in UTF-8"):
        prepare(made, MAIL, SETTINGS, states(made), [tmp_path, TEMPLATES], HOUSE_STYLE, ANYTHING)


def test_the_outbox_keeps_what_was_sent(made: Path) -> None:
    """A message that was never sent makes way for the next; one that was sent stays."""

    def everybody(_: str, recipients, __: bytes, about_to_send) -> Replies:
        replies = Replies(taken=tuple(recipients), refused={}, deferred={})
        about_to_send(replies)
        return replies

    first = prepared(made)
    second = prepared(made, replace(MAIL, subject="Second"))
    assert not first.path.exists()
    send(second, everybody)
    third = prepared(made, replace(MAIL, subject="Third"))
    assert {path.name for path in (made / "outbox").glob("*.eml")} == {
        second.path.name,
        third.path.name,
    }

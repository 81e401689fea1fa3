"""A mail address means one mailbox or is refused."""

from __future__ import annotations

from email.headerregistry import HeaderRegistry

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.settings.addresses import Address, parse_address


@pytest.mark.parametrize(
    ("text", "name", "mailbox"),
    [
        ("board@example.org", "", "board@example.org"),
        ("Programme Board <board@Example.ORG>", "Programme Board", "board@example.org"),
        ("<board@example.org>", "", "board@example.org"),
        (
            '"Board, Programme (Chair)" <board.chair@example.org>',
            "Board, Programme (Chair)",
            "board.chair@example.org",
        ),
        ("Bürgerbüro Süd <sued@example.org>", "Bürgerbüro Süd", "sued@example.org"),
        ("Members' Room <members'.room@example.org>", "Members' Room", "members'.room@example.org"),
    ],
)
def test_what_is_taken(text: str, name: str, mailbox: str) -> None:
    """A bare address and one with a name are taken as they are written."""
    address = parse_address(text)
    assert (address.name, address.mailbox) == (name, mailbox)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "board",
        "board@",
        "@example.org",
        "board@example",
        "board@example..org",
        "board@-example.org",
        "board@example.123",
        "board@[127.0.0.1]",
        "bo ard@example.org",
        "board.@example.org",
        '"board"@example.org',
        "bórd@example.org",
        "board@exämple.org",
        "a@example.org, b@example.org",
        "a@example.org; b@example.org",
        "a@example.org b@example.org",
        "Board, x@evil.example <b@example.org>",
        "Board <x@evil.example> <b@example.org>",
        "Board <b@example.org> x@evil.example",
        "Board: a@example.org, b@example.org;",
        "b@example.org (comment)",
        "Board <b@example.org",
        "Board\r\nBcc: x@evil.example <b@example.org>",
        "b@example.org\n",
        "B\0b <b@example.org>",
        "B\u2028b <b@example.org>",
        "=?utf-8?q?B=0D=0ABcc:_x@evil.example?= <b@example.org>",
        "b@example.org" + "\ud800",
        f"{'x' * 65}@example.org",
        f"x@{'y' * 64}.org",
        f"x@{'y.' * 127}org",
    ],
)
def test_what_is_refused(text: str) -> None:
    """Several addresses, half addresses, comments and control characters are refused."""
    with pytest.raises(ValueError, match=r"address|control character"):
        parse_address(text)


@given(st.text(st.sampled_from('ab.@<>"\\,;:()[] \tü'), max_size=25))
@example('"a@b.co" <x@y.org>')
def test_what_is_taken_means_one_mailbox(text: str) -> None:
    """Whatever is taken, the standard library reads as the same single mailbox."""
    try:
        address = parse_address(text)
    except ValueError:
        return
    read = HeaderRegistry()("To", text)
    assert [found.addr_spec.lower() for found in read.addresses] == [address.mailbox.lower()]


def test_an_address_prints_with_its_name() -> None:
    """The name stands before the mailbox."""
    assert str(Address(name="Board", local="b", domain="example.org")) == "Board <b@example.org>"

"""The mail of a pack whose settings change after it was sent."""

from __future__ import annotations

import shutil

import pytest

from generator.build import check_packs, make_packs
from generator.delivery.sending import send
from generator.inputs.folders import Request, find_packs
from generator.mailing import prepare_messages
from tests.conftest import ROOT
from tests.delivery.test_sending import Server

TO = "    - Programme Board <programme.board@example.org>\n"


@pytest.fixture
def request_(tmp_path):
    """A copy of one sample pack, made into a folder of its own."""
    shutil.copytree(ROOT / "inputs" / "oneteam", tmp_path / "inputs" / "oneteam")
    return Request(
        inputs=tmp_path / "inputs",
        outputs=tmp_path / "outputs",
        templates=ROOT / "templates",
        cache=tmp_path / "cache",
    )


def made(request):
    """The papers by name and the message, both made anew."""
    jobs = check_packs(find_packs(request.inputs), request)
    make_packs(jobs, request)
    ((message,), _) = prepare_messages(jobs, request)
    target = request.target(jobs[0].folder)
    return {path.name: path.read_bytes() for path in target.glob("*.*x")}, message.prepared


def test_an_added_recipient_changes_no_paper_and_alone_gets_the_mail(request_):
    """The Board does not get the same papers twice because one more person should have them."""
    papers, first = made(request_)
    server = Server()
    send(first, server)
    settings = next(request_.inputs.rglob("pack.yaml"))
    text = settings.read_text(encoding="utf-8")
    assert TO in text
    more = f"{TO}    - New Member <new@example.org>\n  cc: [third@example.org]\n"
    settings.write_text(text.replace(TO, more), encoding="utf-8")
    again, second = made(request_)
    assert again == papers
    assert len(papers) == 4
    send(second, server)
    assert server.tried == [
        ("programme.board@example.org",),
        ("new@example.org", "third@example.org"),
    ]


def test_outputs_that_are_deleted_and_made_again_send_nothing_twice(request_):
    """Who has had the message is known after `outputs/` was cleaned up."""
    _, first = made(request_)
    server = Server()
    send(first, server)
    shutil.rmtree(request_.outputs)
    _, second = made(request_)
    assert second.outbox == first.outbox
    assert send(second, server).recipients == ()
    assert len(server.tried) == 1

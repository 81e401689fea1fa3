"""A pack is plain data: what was read can be handed to another process or machine."""

from __future__ import annotations

import pickle

import pytest

from generator.documents import render_document
from generator.inputs.folders import PackFolder
from generator.inputs.pack_reader import read_pack
from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
FOLDERS = (
    PackFolder(path=ROOT / "inputs/oneteam/2023-24-q4", name="oneteam", period="2023-24-q4"),
    PackFolder(path=ROOT / "inputs/peer-challenge/2022-11", name="peer", period="2022-11"),
)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_pickled_pack_gives_the_same_documents(folder):
    """Every document of a pack, byte for byte, after the pack went through a pickle and back."""
    pack, _ = read_pack(folder, templates=TEMPLATES)
    again = pickle.loads(pickle.dumps(pack))
    assert pack.settings.documents == again.settings.documents
    for document in pack.settings.documents:
        first, second = (
            render_document(each, document, (TEMPLATES,), lambda chart, style: DOT)
            for each in (pack, again)
        )
        assert first == second

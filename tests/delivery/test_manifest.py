"""The manifest says what stands in a folder and what it was made from."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.delivery.manifest import DocumentRecord, Manifest
from tests.delivery.conftest import edition, manifest_of

MANIFEST = manifest_of(edition(1))


def test_it_comes_back_as_it_was_written() -> None:
    """Also while documents are being replaced."""
    for manifest in (MANIFEST, MANIFEST.without({"log.docx"})):
        assert Manifest.from_json(manifest.to_json()) == manifest


def test_the_same_bytes_whatever_the_order() -> None:
    """Keys are sorted, so the order in which documents were made leaves no trace."""
    turned = dict(reversed(MANIFEST.documents.items()))
    assert replace(MANIFEST, documents=turned).to_json() == MANIFEST.to_json()


def test_what_it_holds() -> None:
    """Pack, period, as-of date, versions, inputs, templates and a record of each document."""
    entries = json.loads(MANIFEST.to_json())
    assert set(entries) == {
        "as_of", "documents", "expected", "inputs", "pack", "period", "templates", "versions",
    }  # fmt: skip
    assert entries["documents"]["log.docx"] == {
        "depends_on": {"register.xlsx": "1"},
        "sha256": DocumentRecord.of(edition(1)["log.docx"], {}).sha256,
    }


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"documents": {}}', b"\xff"])
def test_anything_else_is_refused(data: bytes) -> None:
    """What is no manifest is a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011
        Manifest.from_json(data)

"""What earlier runs stored: read strictly, and set aside where it is damaged."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest

from generator.delivery.journal import Journal, Move, commit, staging_of
from generator.delivery.manifest import Manifest, read_manifest
from generator.delivery.output_folder import recover
from generator.delivery.stored_records import read_record
from generator.errors import OutputError
from tests.delivery.conftest import deliver, edition, manifest_of

JOURNAL = Journal(moves=(Move(name="log.docx", before=None, after="00"),), had_manifest=True)
NASTY = (
    *(b"", b"{", b"[]", b"null", b"\xff", b"7", b'{"moves": [], "had_manifest": 1}'),
    *(b'{"moves": null, "had_manifest": true}', b'{"moves": [[]], "had_manifest": true}'),
    b'{"moves": [], "had_manifest": true, "more": 1}',
    b"[" * 100_000,
    b'{"moves": ' * 100_000,
    b'{"moves": [], "had_manifest": ' + b"9" * 5_000 + b"}",
    *(
        json.dumps({"moves": [{"name": name, "before": None, "after": "0"}], "had_manifest": True})
        for name in ("../../secret", "/etc/passwd", "", ".", "..", "a/b", "a\0b", "\ud800")
    ),
)


@pytest.mark.parametrize("data", NASTY, ids=range(len(NASTY)))
def test_a_damaged_journal_is_set_aside(target: Path, data: bytes | str) -> None:
    """A run that finds one says so and ends; the next run goes on, and no file was lost."""
    deliver(target, edition(1), manifest_of(edition(1)))
    staging = staging_of(target)
    (staging / "new").mkdir(parents=True)
    commit(target, [], read_manifest(target), manifest_of(edition(1)))
    (staging / "forward.json").write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(OutputError, match=r"journal is damaged .* set aside as .*--overwrite"):
        recover(target)
    assert recover(target) is False
    assert len(list(target.parent.glob(".q4.delivery.damaged-1/new/manifest.json"))) == 1
    deliver(target, edition(2), manifest_of(edition(2)))


def test_mutations_are_read_or_refused() -> None:
    """Whatever becomes of a stored file, it is read as what it says, or is a ValueError."""
    chance = random.Random(11)
    for kind, whole in (
        (Journal, JOURNAL.to_json()),
        (Manifest, manifest_of(edition(1)).to_json()),
    ):
        for _ in range(500):
            data = bytearray(whole)
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 9))] = chance.choice(
                (b"\0", b"[", b"9" * 5_000, b"")
            )
            with suppress(ValueError):
                assert isinstance(read_record(kind, bytes(data)), kind)


def test_what_is_written_is_read() -> None:
    """The reader takes what the program writes."""
    assert read_record(Journal, JOURNAL.to_json()) == JOURNAL


def test_a_damaged_manifest_is_set_aside(target: Path) -> None:
    """It stops one run with a sentence, not every run until somebody deletes it."""
    deliver(target, edition(1), manifest_of(edition(1)))
    (target / "manifest.json").write_bytes(b"[" * 100_000)
    with pytest.raises(OutputError, match=r"set aside as .*manifest\.json\.damaged-1"):
        read_manifest(target)
    assert read_manifest(target) is None
    deliver(target, edition(2), manifest_of(edition(2)), overwrite=True)
    assert (target / "manifest.json.damaged-1").stat().st_size == 100_000

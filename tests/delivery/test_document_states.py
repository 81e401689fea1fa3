"""Which documents are out of date, and why."""

from __future__ import annotations

from pathlib import Path

from generator.delivery.freshness import DocumentState, Standing, document_states
from generator.delivery.manifest import read_manifest
from tests.delivery.conftest import deliver, edition, manifest_of, sha256

NAMES = ("executive-report.docx", "log.docx", "risk-register.xlsx")


def test_each_standing(target: Path) -> None:
    """A document is up to date, stale for a named reason, missing, changed, or dropped."""
    files = edition(1)
    deliver(target, files, manifest_of(files, "1"))
    (target / "log.docx").write_bytes(b"by hand")
    wanted = {
        "executive-report.docx": {"register.xlsx": "1"},
        "log.docx": {"register.xlsx": "1"},
        "appendix.docx": {"register.xlsx": "1"},
    }
    states = document_states(target, read_manifest(target), wanted)
    assert states == (
        DocumentState(
            name="executive-report.docx",
            standing=Standing.UP_TO_DATE,
            sha256=sha256(target / "executive-report.docx"),
        ),
        DocumentState(
            name="log.docx", standing=Standing.CHANGED, sha256=sha256(target / "log.docx")
        ),
        DocumentState(name="appendix.docx", standing=Standing.MISSING),
        DocumentState(
            name="risk-register.xlsx",
            standing=Standing.DROPPED,
            sha256=sha256(target / "risk-register.xlsx"),
        ),
    )
    assert [state.name for state in states if state.is_outdated] == ["log.docx", "appendix.docx"]


def test_the_reasons_name_what_changed(target: Path) -> None:
    """A stale document says which input, template or version is not what it was."""
    files = edition(1)
    deliver(target, files, manifest_of(files, "1"))
    now = {"register.xlsx": "2", "template.docx": "1"}
    state = document_states(target, read_manifest(target), {"log.docx": now})[0]
    assert str(state) == "stale: register.xlsx changed, template.docx is new"
    state = document_states(target, read_manifest(target), {"log.docx": {}})[0]
    assert str(state) == "stale: register.xlsx is gone"


def test_a_file_that_no_run_has_told_of_counts_as_changed(tmp_path: Path) -> None:
    """A file that stands where a document belongs is never taken for one of ours."""
    (tmp_path / "log.docx").write_bytes(b"somebody's")
    assert document_states(tmp_path, None, {"log.docx": {}})[0].standing is Standing.CHANGED

"""The plain script does the same job as the program, or the comparison would not be fair."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.benchmarks.bench import PACK, PLAIN_SCRIPT, ROOT

TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
SHARE = 0.95
"""What captions, notes and owners' initials the two write differently."""


def words(path: Path) -> Counter[str]:
    texts = (element.text or "" for element in Document(str(path)).element.body.iter(TEXT))
    return Counter(" ".join(texts).split())


@pytest.mark.slow
def test_the_same_job(packs: Path, tmp_path: Path) -> None:
    """Its reports hold the words of ours, and its workbook the sheets with their rows."""
    folder = str(ROOT / "templates")
    subprocess.run(
        [sys.executable, str(PLAIN_SCRIPT), str(PACK), folder, str(tmp_path)], check=True
    )
    ours = packs / "oneteam" / "2023-24-q4"
    assert {path.name for path in tmp_path.iterdir()} == {
        path.name for path in ours.iterdir() if path.suffix in (".docx", ".xlsx")
    }
    for path in tmp_path.glob("*.docx"):
        theirs, own = words(path), words(ours / path.name)
        assert (theirs & own).total() >= SHARE * own.total(), path.name
    plain, good = (load_workbook(folder / "risk-register.xlsx") for folder in (tmp_path, ours))
    assert plain.sheetnames == good.sheetnames
    for name in ("Exception log", "Risk register"):
        table = next(iter(good[name].tables.values()))
        rows = good[name][table.ref]
        assert len(rows) == len(plain[name][next(iter(plain[name].tables.values())).ref])

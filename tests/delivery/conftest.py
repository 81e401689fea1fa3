"""A small outputs folder, and documents to deliver into it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.delivery.delivery_plan import DocumentSet
from generator.delivery.manifest import DocumentRecord, Manifest
from generator.delivery.output_folder import Delivered, deliver_together

MAIN_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


def office_file(name: str, text: str) -> bytes:
    """The smallest package that passes for a Word or Excel file, with some text in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for part in ("[Content_Types].xml", "_rels/.rels", MAIN_PARTS[Path(name).suffix]):
            package.writestr(zipfile.ZipInfo(part), f"<part>{text}</part>")
    return stream.getvalue()


def manifest_of(files: Mapping[str, bytes], edition: str = "1") -> Manifest:
    """A manifest for these files, made from an input whose hash is the edition."""
    return Manifest(
        pack="oneteam",
        period="q4",
        as_of="2024-04-25",
        versions={"generator": "0.1.0"},
        inputs={"register.xlsx": edition},
        templates={},
        documents={
            name: DocumentRecord.of(data, {"register.xlsx": edition})
            for name, data in files.items()
        },
    )


def edition(number: int, *, filler: int = 0) -> dict[str, bytes]:
    """Three documents, all of one edition."""
    names = ("executive-report.docx", "log.docx", "risk-register.xlsx")
    return {name: office_file(name, f"edition {number} {'x' * filler}") for name in names}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by path, hidden ones too, but for the files that hold locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def sha256(path: Path) -> str:
    """The hash of a file, without the code under test."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An outputs folder that does not exist yet."""
    return tmp_path / "outputs" / "oneteam" / "q4"


def deliver(
    target: Path, files: Mapping[str, bytes], manifest: Manifest, *, overwrite: bool = False
) -> Delivered:
    """Delivers documents and their manifest into one folder."""
    consignment = DocumentSet(target=target, files=files, manifest=manifest)
    return deliver_together([consignment], overwrite=overwrite)[0]

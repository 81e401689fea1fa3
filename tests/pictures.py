"""Makes the README's pictures of pages anew: python -m tests.pictures.

Wants LibreOffice and pdftoppm.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from generator.cli.main import main

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {
    "executive-report": ("oneteam/2023-24-q4/executive-report.docx", 1),
    "appendix-1-consultation-feedback": (
        "oneteam/2023-24-q4/appendix-1-consultation-feedback.docx",
        1,
    ),
    "appendix-2-exception-risk-log": ("oneteam/2023-24-q4/appendix-2-exception-risk-log.docx", 1),
    "risk-register": ("oneteam/2023-24-q4/risk-register.xlsx", 3),
    "action-plan-word": ("peer-challenge/2022-11/action-plan.docx", 1),
    "action-plan-excel": ("peer-challenge/2022-11/action-plan.xlsx", 1),
}
"""The name of each picture, the document, and its page."""

WIDTH = 760
COLOURS = 64


def make_picture(document: Path, page: int, picture: Path, folder: Path) -> None:
    """One page of a document as a small PNG."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(document)],
        check=True, capture_output=True,
    )  # fmt: skip
    pdf = folder / f"{document.stem}.pdf"
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page),
         "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", str(pdf), str(folder / "page")],
        check=True,
    )  # fmt: skip
    with Image.open(folder / "page.png") as image:
        image.convert("RGB").quantize(COLOURS).save(picture, optimize=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        outputs = Path(name)
        if main(["--outputs", name]):
            raise SystemExit(1)
        for picture, (document, page) in PAGES.items():
            make_picture(outputs / document, page, DOCS / f"{picture}.png", outputs)

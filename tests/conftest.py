"""What tests share: the sample packs built once, golden files, LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"


def pytest_addoption(parser):
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def packs(tmp_path_factory):
    """The outputs folder with every sample pack, made by the command line."""
    from generator.cli.main import main

    outputs = tmp_path_factory.mktemp("outputs")
    assert main(["--outputs", str(outputs)]) == 0
    return outputs


@pytest.fixture
def golden(request):
    """Compares text with tests/golden/<name>, or writes it there with --rewrite-golden."""

    def compare(name, found):
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def soffice(tmp_path_factory):
    """Converts a file with LibreOffice; without it the test is skipped, but in CI it fails."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed, and CI may not skip what needs it")
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def convert(file, form, folder, *others):
        """Convert a file, and others in the same run; returns what the first became."""
        files = (file, *others)
        subprocess.run(
            [program, f"-env:UserInstallation=file://{profile}", "--headless",
             "--convert-to", form, "--outdir", str(folder), *map(str, files)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        made = [folder / f"{each.stem}.{form.partition(':')[0]}" for each in files]
        assert all(each.is_file() for each in made)  # soffice exits with 0 when it fails, too
        return made[0]

    return convert

"""The program runs from a checkout, as a module, and as an installed command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT


def said(command: list[str], cwd: Path) -> str:
    """What a command prints on standard output."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["", "inputs/oneteam", "generator"])
def test_inputs_are_found_from_a_subfolder(folder):
    """`generate.py` and `python -m generator` list the same packs wherever they are started."""
    by_file = said([sys.executable, str(ROOT / "generate.py"), "list"], ROOT / folder)
    assert "oneteam" in by_file
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    by_module = subprocess.run(
        [sys.executable, "-m", "generator", "list"],
        cwd=ROOT / folder, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert by_module == by_file


@pytest.mark.slow
def test_a_python_without_the_packages_is_told_what_to_do(tmp_path):
    """Two lines and exit code 2, not a traceback."""
    venv.create(tmp_path / "bare", with_pip=False)
    python = tmp_path / "bare" / "bin" / "python"
    done = subprocess.run(
        [str(python), str(ROOT / "generate.py"), "list"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "is not installed" in done.stderr
    assert "make pack" in done.stderr


@pytest.mark.slow
def test_the_installed_command_makes_the_packs_of_a_folder(tmp_path):
    """`pip install .` gives `committee-pack`, which needs nothing from the checkout."""
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".git", ".venv", ".cache", "outputs", "tests", ".*_cache")
    shutil.copytree(ROOT, source, ignore=ignored)
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False, system_site_packages=False)
    scripts = environment / "bin"
    # The dependencies come from the Python that runs the tests; only our package is installed.
    wheel = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", "wheels"]
    said([sys.executable, "-m", "pip", *wheel, str(source)], tmp_path)
    (built,) = (tmp_path / "wheels").glob("*.whl")
    install = ["--python", str(scripts / "python"), "install", "--quiet", "--no-deps", str(built)]
    said([sys.executable, "-m", "pip", *install], tmp_path)
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(
        "\n".join(each for each in sys.path if each.endswith("site-packages")), encoding="utf-8"
    )
    shutil.rmtree(source)
    project = tmp_path / "project"
    shutil.copytree(ROOT / "inputs", project / "inputs")
    below = project / "inputs" / "oneteam"
    said([str(scripts / "committee-pack"), "--pack", "peer-challenge"], below)
    made = project / "outputs" / "peer-challenge" / "2022-11"
    assert {"action-plan.docx", "action-plan.xlsx"} <= {each.name for each in made.iterdir()}

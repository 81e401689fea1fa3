"""What is out of date is told truly, house style and all."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from generator.cli.main import main
from generator.delivery.freshness import states_of
from generator.inputs.folders import Request, find_packs
from tests.conftest import ROOT

STYLE = "house-style.yaml"


@pytest.fixture
def request_of(tmp_path):
    """A request for the action plan, with inputs and templates that a test may change."""
    source = ROOT / "inputs" / "peer-challenge"
    shutil.copytree(source, tmp_path / "inputs" / "peer-challenge")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return Request(
        inputs=tmp_path / "inputs",
        outputs=tmp_path / "outputs",
        templates=tmp_path / "templates",
        cache=tmp_path / "cache",
    )


def made(request):
    """Makes the pack; the reasons for making each document again, which should be none."""
    places = {"--inputs": request.inputs, "--outputs": request.outputs}
    places |= {"--templates": request.templates}
    assert main([str(word) for option in places.items() for word in option]) == 0
    return reasons(request)


def reasons(request):
    (folder,) = find_packs(request.inputs)
    return {state.name: state.reasons for state in states_of(folder, request)}


@pytest.mark.slow
def test_house_styles_of_both_kinds_are_watched(request_of):
    """A pack's own style, new, changed or gone, and the common one beneath it make all stale."""
    (folder,) = find_packs(request_of.inputs)
    own, common = folder.path / STYLE, request_of.templates / STYLE
    assert set(made(request_of).values()) == {()}

    own.write_text("font: Verdana\n")
    assert set(reasons(request_of).values()) == {(f"{STYLE} is new",)}
    assert set(made(request_of).values()) == {()}

    common.write_text(common.read_text() + "# a word\n")
    assert set(reasons(request_of).values()) == {(f"templates/{STYLE} changed",)}
    own.unlink()
    assert set(reasons(request_of).values()) == {(f"{STYLE} is gone", f"templates/{STYLE} changed")}
    assert set(made(request_of).values()) == {()}


@pytest.mark.slow
def test_a_style_among_the_packs_own_templates_is_not_read_and_not_watched(request_of):
    """Only the file beside pack.yaml is the pack's own style."""
    (folder,) = find_packs(request_of.inputs)
    (folder.path / "templates").mkdir()
    (folder.path / "templates" / STYLE).write_text("font: Verdana\n")
    assert set(made(request_of).values()) == {()}


OWN = f"oneteam/2023-24-q4/{STYLE}"
COMMON = f"templates/{STYLE}"
CHANGES = {
    "a new one of the pack's own": (OWN, "font: Verdana\n", f"{STYLE} is new"),
    "a new one that is empty": (OWN, "", f"{STYLE} is new"),
    "another font in the common one": (COMMON, "font: Verdana\n", f"{COMMON} changed"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_house_style_that_is_new_or_changed_makes_every_paper_stale(packs, tmp_path, change):
    """Papers that were made before, and are otherwise up to date, are to be made again."""
    shutil.copytree(ROOT / "inputs" / "oneteam", tmp_path / "inputs" / "oneteam")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(packs, tmp_path / "outputs")
    request = Request(
        inputs=tmp_path / "inputs",
        outputs=tmp_path / "outputs",
        templates=tmp_path / "templates",
        cache=tmp_path / "cache",
    )
    assert set(reasons(request).values()) == {()}

    name, text, reason = CHANGES[change]
    path = tmp_path / name if name == COMMON else tmp_path / "inputs" / name
    path.write_text(text)
    assert set(reasons(request).values()) == {(reason,)}
    assert len(reasons(request)) == 4


def test_a_run_with_nothing_to_do_loads_nothing_heavy(packs):
    """Settings and documents are not looked into: hashes tell that all is up to date."""
    program = (
        "import sys\n"
        "from generator.cli.main import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "heavy = {'docx', 'openpyxl', 'xlsxwriter', 'matplotlib', 'pandas'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--outputs", str(packs)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "up to date" in done.stdout

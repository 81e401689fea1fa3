"""Names in pack.yaml are checked, and the parts that a register lacks can be pasted."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.checks import check
from generator.settings.declaration import changed
from generator.settings.pack_settings import DocumentSettings
from generator.settings.registers import ActionStatus
from generator.settings.scoring import Band
from tests.content.packs import PACK
from tests.inputs.workbooks import SETTINGS, pack_with

NAMES = {
    "Report": "a file's name has lower-case letters",
    "annual report": "a file's name has lower-case letters",
    "-report": "a file's name has lower-case letters",
    "r" * 101: "a file's name has lower-case letters",
    **dict.fromkeys(("con", "prn", "aux", "nul", "com1", "lpt9"), "Windows reserves the name"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_file_can_have_is_refused(name):
    """A document's name is fit for every system."""
    with pytest.raises(ValidationError, match=NAMES[name]):
        DocumentSettings(name=name, title="T", workbook="risk-register")


@pytest.mark.parametrize(
    "name", ["../a.docx", "/a.docx", "C:\\a.docx", "a\\b.docx", "a\n.docx", ""]
)
def test_a_template_outside_its_folder_is_refused(name):
    """It is the name of a file in a folder of templates, or below it."""
    with pytest.raises(ValidationError, match="a template is the name of a file"):
        DocumentSettings(name="a", title="T", template=name)


@pytest.mark.parametrize(
    ("word", "colour", "name"),
    [("Red", "", "red"), ("Very high", "", "very-high"), ("Red", "crimson", "crimson")],
)
def test_the_colour_of_a_band_or_status_is_that_of_its_word(word, colour, name):
    """Unless it names another."""
    band = Band(letter="R", word=word, lowest=1, highest=2, colour=colour)
    status = ActionStatus(letter="R", word=word, meaning="M", colour=colour)
    assert (band.colour_name, status.colour_name) == (name, name)


REGISTER = "No.,Description of Risk,Latest Impact,Latest Likelihood\nR1,It rains,4,5\n"
INPUTS = "{risk_register: {file: r.csv}}"
FILES = {"r.csv": REGISTER}
SCORING, AFTER = SETTINGS.index("scoring:"), SETTINGS.index("risk_register:")
WITHOUT = {
    "scoring": SETTINGS[:SCORING] + SETTINGS[AFTER:],
    "risk_register": SETTINGS[:AFTER] + SETTINGS[SETTINGS.index("action_plan:") :],
    "scoring and no risk_register": (
        SETTINGS[:SCORING] + SETTINGS[SETTINGS.index("action_plan:") :]
    ),
}


@pytest.mark.parametrize("missing", WITHOUT)
def test_what_a_register_lacks_is_one_finding_with_the_lines_to_paste(missing, tmp_path):
    """Once they are pasted, nothing is missing, and the highest band is in the exception log."""
    pack, _ = pack_with(tmp_path / "before", INPUTS, FILES, WITHOUT[missing])
    (finding,) = [each for each in check(pack) if each.code == "PACK-07"]
    assert finding.seen == f"the pack has a risk register, but pack.yaml has no {missing}"
    _, _, lines = finding.remedy.partition("\n")
    pack, findings = pack_with(tmp_path / "after", INPUTS, FILES, WITHOUT[missing] + lines + "\n")
    assert [each for each in (*findings, *check(pack)) if each.code.startswith("PACK")] == []
    assert [risk.reference for risk in pack.exceptions] == ["R1"]


def test_the_exception_rule_to_paste_names_the_highest_band(tmp_path):
    """However the bands are listed."""
    bands = [line for line in SETTINGS.splitlines() if "- {letter: " in line and "lowest" in line]
    text = WITHOUT["risk_register"].replace("\n".join(bands), "\n".join(reversed(bands)))
    pack, _ = pack_with(tmp_path, INPUTS, FILES, text)
    (finding,) = [each for each in check(pack) if each.code == "PACK-07"]
    assert "band: [R]" in finding.remedy


@pytest.mark.parametrize(
    "language", ["=?utf-8?q?=0ABcc:?=", "en-GB\nBcc: x", 'en" x="', "", "cym–x", "x" * 36]
)
def test_what_is_no_tag_of_a_language_is_refused(language):
    """It goes into headers and markup as it is."""
    with pytest.raises(ValidationError, match="is no tag of a language; write en-GB"):
        changed(PACK.settings, language=language)
    assert changed(PACK.settings, language="cy").language == "cy"

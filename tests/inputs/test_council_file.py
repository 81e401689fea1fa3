"""What is the same for every pack is said once, in council.yaml; a pack overrides it by key."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.build import check_packs, make_packs
from generator.delivery.freshness import outdated_packs
from generator.inputs.folders import COUNCIL_FILE, PackFolder, Request, find_packs
from generator.inputs.pack_reader import read_settings
from tests.conftest import ROOT
from tests.inputs.workbooks import TEMPLATES

PACK = """
programme: Harbour Renewal
period: {name: Quarter 1 2025/26, start: 2025-04-01, end: 2025-06-30}
as_of: 2025-07-10
inputs: {narrative: text}
documents: [{name: paper, title: The paper, template: narrative-appendix.docx, narrative: summary}]
"""
COUNCIL = """
councils: [Northport Council]
marking: OFFICIAL
meeting: {committee: Cabinet, date: 2025-07-15}
roles:
  - {initials: HM, title: Harbour Master}
  - {initials: PO, title: Programme Officer}
"""


def write(folder: Path, pack: str = PACK, council: str | None = COUNCIL) -> PackFolder:
    """A pack of one paper below an inputs folder, with the council's file."""
    inputs = folder / "inputs"
    home = inputs / "harbour" / "q1"
    (home / "text").mkdir(parents=True, exist_ok=True)
    (home / "pack.yaml").write_text(pack)
    (home / "text" / "summary.md").write_text("Members are asked to note the report.\n")
    if council is not None:
        (inputs / COUNCIL_FILE).write_text(council)
    return find_packs(inputs)[0]


def request_for(folder: Path) -> Request:
    return Request(
        inputs=folder / "inputs",
        outputs=folder / "outputs",
        templates=TEMPLATES,
        cache=folder / "cache",
    )


def test_a_pack_takes_what_the_council_says(tmp_path):
    """Each key that the pack does not give."""
    settings, findings = read_settings(write(tmp_path))
    assert findings == ()
    assert settings.councils == ("Northport Council",)
    assert settings.meeting.committee == "Cabinet"
    assert [role.initials for role in settings.roles] == ["HM", "PO"]


def test_a_pack_overrides_by_key(tmp_path):
    """Mappings are merged key by key, a list is replaced, an empty key takes a part away."""
    own = "meeting: {date: 2025-07-22}\nroles: [{initials: SRO, title: Sponsor}]\nmarking:\n"
    settings, findings = read_settings(write(tmp_path, PACK + own))
    assert findings == ()
    assert (settings.meeting.committee, str(settings.meeting.date)) == ("Cabinet", "2025-07-22")
    assert [role.initials for role in settings.roles] == ["SRO"]
    assert settings.marking == ""


@pytest.mark.parametrize("council", ["", "# nothing yet\n"])
def test_an_empty_file_of_the_council_says_nothing(tmp_path, council):
    """The pack must then say everything itself."""
    settings, findings = read_settings(write(tmp_path, f"{PACK}councils: [A]\n", council))
    assert findings == ()
    assert settings.councils == ("A",)


WRONG = {
    "unknown": ("\nmeetting: {}\n", 9, "PACK-03", "did you mean meeting"),
    "within": ("\nreport: {titel: x}\n", 9, "PACK-03", "did you mean title"),
    "value": ("\naction_plan: yes\n", 9, "PACK-05", "should be keys"),
    "broken": ("\nmarking: [x\n", 9, "PACK-01", "lacks"),
    "twice": ("\nmarking: SECRET\n", 9, "PACK-02", "stands twice"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_mistake_is_told_at_its_line_of_council_yaml(tmp_path, kind):
    """The file is named without the pack, since every pack has the mistake."""
    more, line, code, seen = WRONG[kind]
    write(tmp_path, council=COUNCIL + more)
    (job,) = check_packs(find_packs(tmp_path / "inputs"), request_for(tmp_path))
    found = [each for each in job.findings if each.code == code]
    assert [(each.location.file, each.location.line) for each in found] == [(COUNCIL_FILE, line)]
    assert seen in found[0].seen
    assert job.pack is None


@pytest.mark.parametrize("text", ["- a list\n", "just words\n"])
def test_a_file_that_is_no_mapping_is_one_mistake(tmp_path, text):
    """What the pack then lacks is not told."""
    _, findings = read_settings(write(tmp_path, council=text))
    assert [(each.code, each.location.file) for each in findings] == [("PACK-05", COUNCIL_FILE)]


def test_a_check_of_a_value_names_the_file_that_gives_it(tmp_path):
    """Two roles with the same initials are the council's mistake, an odd day the pack's own."""
    council = COUNCIL.replace("PO", "HM")
    write(tmp_path, f"{PACK}meeting: {{date: 2025-07-20}}\n", council)
    (job,) = check_packs(find_packs(tmp_path / "inputs"), request_for(tmp_path))
    places = {each.code: str(each.location) for each in job.findings}
    assert places["PACK-10"] == "council.yaml, line 7"
    assert places["PACK-21"] == "harbour/q1/pack.yaml, line 7"


def test_its_change_makes_the_documents_of_all_packs_out_of_date(tmp_path):
    """So do its coming and its going; nothing else changes, nothing is to do."""
    request = request_for(tmp_path)

    def make() -> None:
        jobs = check_packs(find_packs(request.inputs), request)
        assert [
            str(each) for job in jobs for each in job.findings if each.severity == "error"
        ] == []
        make_packs(jobs, request)

    write(tmp_path)
    make()
    assert outdated_packs(request) == {}
    for text in (COUNCIL.replace("OFFICIAL", "SECRET"), None, COUNCIL):
        path = request.inputs / COUNCIL_FILE
        if text is None:
            path.unlink()
            pack = request.inputs / "harbour" / "q1" / "pack.yaml"
            assert outdated_packs(request) != {}
            pack.write_text(f"{PACK}councils: [Northport Council]\n")
        else:
            path.write_text(text)
            assert outdated_packs(request) != {}
        make()
        assert outdated_packs(request) == {}


def test_the_sample_settings_can_be_divided(tmp_path):
    """Whatever part of the sample's pack.yaml the council's file has, the settings are the same."""
    whole = yaml.safe_load((ROOT / "inputs/oneteam/2023-24-q4/pack.yaml").read_text("utf-8"))
    expected, _ = read_settings(write(tmp_path, yaml.safe_dump(whole, allow_unicode=True), None))
    for key in whole:
        own = {name: value for name, value in whole.items() if name != key}
        folder = write(
            tmp_path,
            yaml.safe_dump(own, allow_unicode=True),
            yaml.safe_dump({key: whole[key]}, allow_unicode=True),
        )
        assert read_settings(folder) == (expected, ()), key

"""Each fault that is planted in a sound pack is found, with its code, file and cell."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest

from generator.findings import all_rules
from generator.inputs.files import source_files
from tests.checks.planted_faults import FAULTS
from tests.checks.sound import Fault, findings_of


def test_sound_pack_has_no_error_and_no_warning(tmp_path):
    """The pack in which faults are planted is without fault itself."""
    found = [str(each) for each in findings_of(tmp_path, Fault()) if each.severity != "note"]
    assert found == []


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_found_at_its_place(name, tmp_path):
    """The finding bears the code, the file and the cell, row or line of the fault."""
    fault, code, file, place = FAULTS[name]
    found = findings_of(tmp_path, fault)
    places = [
        (each.location.file, each.location.cell or each.location.row or each.location.line)
        for each in found
        if each.code == code
    ]
    assert places, "\n".join(map(str, found))
    wanted = [each for each in places if each[0] == file and place in (None, each[1])]
    assert wanted, places


def test_every_rule_has_a_planted_fault():
    """No rule is without a fault that it finds; a locked file needs a test of its own."""
    assert set(all_rules()) - {code for _, code, _, _ in FAULTS.values()} == {"FILE-09"}


def test_locked_file_is_found(monkeypatch, tmp_path):
    """A file that may not be read is one error, and its message is the example."""
    read = source_files.read_bounded

    def refuse(path, most):
        if path.name == "history.csv":
            raise PermissionError(13, "Permission denied")
        return read(path, most)

    monkeypatch.setattr(source_files, "read_bounded", refuse)
    found = [each for each in findings_of(tmp_path, Fault()) if each.severity == "error"]
    assert [(each.code, each.location.file, each.seen) for each in found] == [
        ("FILE-09", "history.csv", all_rules()["FILE-09"].example)
    ]


@pytest.mark.parametrize("code", sorted({code for _, code, _, _ in FAULTS.values()}))
def test_example_of_the_catalogue_is_like_a_message(code, tmp_path):
    """The example of a rule has the words of a message that one of its faults gives."""
    example, said = all_rules()[code].example, []
    for name, (fault, each_code, _, _) in FAULTS.items():
        if each_code == code:
            found = findings_of(tmp_path / name, fault)
            said += [each.seen for each in found if each.code == code]
            if any(likeness(example, seen) >= 0.75 for seen in said):
                return
    pytest.fail(f"{example!r} is like none of {said}")


def likeness(one, other):
    """How far two messages have the same words in the same order, values aside: 0 to 1."""
    first, second = (fixed_words(text) for text in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def fixed_words(text):
    """The words of a message without quoted values, numbers, names and files."""
    text = re.sub(r'"[^"]*"|(?<!\w)\'[^\']*\'(?!\w)', "", text)
    return [word for word in re.findall(r"[^\s,:;?]+", text) if re.fullmatch(r"[a-z]+", word)]

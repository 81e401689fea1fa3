"""The catalogue of rules is complete, and each of its entries is used."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from string import Formatter

import pytest
import yaml

import generator
from generator.findings import Severity, all_rules

HOME = Path(generator.__file__).parent
ENTRIES = [
    (code, entry)
    for entries in yaml.safe_load((HOME / "rules.yaml").read_text(encoding="utf-8")).values()
    for code, entry in entries.items()
]
REQUIRED = {"severity", "title", "explanation", "example", "remedy"}
OPTIONAL = {"many", "firm", "publication", "silences"}
CODE = re.compile(r'"([A-Z]{2,8}-\d\d)"')


def test_no_code_is_twice():
    """A code has one entry: YAML would keep the last of two without a word."""
    text = (HOME / "rules.yaml").read_text(encoding="utf-8")
    codes = re.findall(r"^  ([A-Z]+-\d\d):$", text, re.MULTILINE)
    assert sorted(codes) == sorted(set(codes)) == sorted(all_rules())


def test_every_code_in_the_program_has_an_entry_and_every_entry_is_used():
    """The codes in the Python files are those of the catalogue."""
    families = {code.split("-")[0] for code in all_rules()}
    used = {
        code
        for path in HOME.rglob("*.py")
        for code in CODE.findall(path.read_text(encoding="utf-8"))
        if code.split("-")[0] in families
    }
    assert used == set(all_rules())


@pytest.mark.parametrize(("code", "entry"), ENTRIES, ids=[code for code, _ in ENTRIES])
def test_entry_has_known_keys_and_values(code, entry):
    """Required keys are there, no key is unknown, and each value is one that the program knows."""
    assert REQUIRED <= set(entry) <= REQUIRED | OPTIONAL
    assert entry["severity"] in list(Severity)
    assert "firm" not in entry or (entry["severity"], entry["firm"]) == ("error", True)
    names = {name for _, name, _, _ in Formatter().parse(entry.get("many", "")) if name}
    assert names <= {"count", "cells", "values", "examples", "column"}
    assert set(entry.get("silences", {})) <= {"cell", "row", "file", "pack"}
    for patterns in entry.get("silences", {}).values():
        for pattern in patterns:
            matched = [other for other in all_rules() if fnmatchcase(other, pattern)]
            assert matched, f"{pattern} matches no rule"
            assert matched != [code], "a rule cannot silence itself"


@pytest.mark.parametrize(("code", "entry"), ENTRIES, ids=[code for code, _ in ENTRIES])
def test_entry_is_in_short_sentences(code, entry):
    """No sentence that tells people what to do has more than twenty-eight words."""
    for key in ("explanation", "remedy"):
        for sentence in re.split(r"(?<=[.?])\s", entry[key]):
            assert len(sentence.split()) <= 28, sentence

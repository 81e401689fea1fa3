"""YAML is read into the texts that people typed, with their lines; a broken file is a finding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.settings.yaml import read_yaml


def said(text):
    """Code, line, sentence and remedy of each finding on a file."""
    return [(f.code, f.location.line, f.seen, f.remedy) for f in read_yaml(text, "x").findings]


VALUES = {
    "a: No": "No",
    "a: yes": "yes",
    "a: 12:30": "12:30",
    "a: 0123": "0123",
    "a: 1_000": "1_000",
    "a: 1.50": "1.50",
    "a: 01277 312500": "01277 312500",
    "a: 2024-02-31": "2024-02-31",
    "a: '5'": "5",
    "a: 5": "5",
    "a: true": "true",
    "a: ~": None,
    "a:": None,
    "a: ''": "",
    "a: '~'": "~",
    "a: [1, two]": ("1", "two"),
    "a: {b: 1.5}": {"b": "1.5"},
    "a: |\n  one\n  two\n": "one\ntwo",
    "a: >\n  one\n  two\n": "one two",
    "a: one\u2028two": "one\u2028two",
    "a: &x [1]\nb: *x": ("1",),
}


@pytest.mark.parametrize("text", VALUES)
def test_values_are_what_people_typed(text):
    """No word becomes a truth value, no time a number, no telephone number a sum."""
    result = read_yaml(text, "x.yaml")
    assert result.value["a"] == VALUES[text]
    assert result.findings == []


def test_every_part_has_its_line():
    """Keys, entries and texts below a key are found at their lines, counted from 1."""
    result = read_yaml("a: 1\nb:\n  - x\n  - c: |\n      text\n", "x.yaml")
    lines = {path: place.line for path, place in result.places.items()}
    assert lines == {(): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 1, "c"): 4}
    assert result.blocks == {("b", 1, "c"): 5}
    assert result.at(("b", 1, "missing")).line == 4
    assert result.at(("missing",)).line == 1


BOMB = "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}x]" for n in range(1, 9))
DEEP = "x0: &x0 " + "[" * 40 + "1" + "]" * 40 + "\nx1: [[[[[[[[[[[[*x0]]]]]]]]]]]]"
BROKEN = {
    "a: 1\na: 2": ("PACK-02", 2),
    "a: [1, 2": ("PACK-01", 1),
    "a: 'open": ("PACK-01", 1),
    "a: b: c": ("PACK-01", 1),
    "\ta: 1": ("PACK-01", 1),
    "a: !!python/object/apply:os.system [ls]": ("PACK-01", 1),
    "a: &a [*a]": ("PACK-01", 1),
    "? [a, b]\n: c": ("PACK-01", 1),
    "a: *b": ("PACK-01", 1),
    "a: 1\n---\nb: 2": ("PACK-01", 2),
    "[" * 100_000: ("PACK-01", 1),
    "- " * 3_000: ("PACK-01", 1),
    "\n".join(" " * depth + "a:" for depth in range(200)): ("PACK-01", 51),
    BOMB: ("PACK-01", 2),
    DEEP: ("PACK-01", 2),
    "a:\n  - One Council\n   - Another Council\n": ("PACK-01", 3),
    "a: 1\nmarking:OFFICIAL\n\nb: 2": ("PACK-01", 2),
    "a: 1\nb: 'open\nc: 3\nd: 4\n": ("PACK-01", 2),
    "a: 1\u2028\nb: 1\na: 2": ("PACK-02", 3),
    "a: b\nc: \x01": ("CELL-05", 2),
    'a: "\\ud800"': ("PACK-01", 1),
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_broken_yaml_is_a_finding(text):
    """Each way of breaking a file is a finding near its line, never an exception."""
    code, line = BROKEN[text]
    findings = read_yaml(text, "x.yaml").findings
    assert findings[0].code == code
    assert abs(findings[0].location.line - line) <= 1


def test_two_equal_keys_are_one_finding_with_both_lines():
    """The first value is kept for further checks, and the second line is named."""
    result = read_yaml("a: 1\nb: 2\na: {c: 3}\n", "x.yaml")
    assert result.value == {"a": "1", "b": "2"}
    assert [(f.code, f.location.line, f.seen) for f in result.findings] == [
        ("PACK-02", 3, "the key a stands twice: on line 1 and here")
    ]


CURLY = "YAML does not read “ (U+201C) or ” (U+201D) as quotation marks"
BULLET = "YAML does not read – (U+2013) as the hyphen of a list"
BLANK = "YAML does not read U+00A0 NO-BREAK SPACE as a space"
MARKS = {
    "programme: “Harbour: Renewal”\nlanguage: en\n": (
        {"programme": "Harbour: Renewal", "language": "en"},
        [(1, CURLY, 'programme: "Harbour: Renewal"')],
    ),
    "a: x\nb: {name: “One, Two”, c: ‘2024-04-01’}\n": (
        {"a": "x", "b": {"name": "One, Two", "c": "2024-04-01"}},
        [
            (
                2,
                "YAML does not read “ (U+201C) or ” (U+201D) or ‘ (U+2018) or ’ (U+2019) as "
                "quotation marks",
                'b: {name: "One, Two", c: "2024-04-01"}',
            )
        ],
    ),
    'a: "open and closed”\nb: 2\n': (
        {"a": "open and closed", "b": "2"},
        [(1, "YAML does not read ” (U+201D) as quotation marks", 'a: "open and closed"')],
    ),
    "“a”: 1\n": ({"a": "1"}, [(1, CURLY, '"a": 1')]),
    "a:\n  – One\n  – Two\n": (
        {"a": ("One", "Two")},
        [(2, BULLET, "- One"), (3, BULLET, "- Two")],
    ),
    "a:\n\u00a0 b: 1\n\u00a0 c: 2\n": (
        {"a": {"b": "1", "c": "2"}},
        [(2, BLANK, "b: 1"), (3, BLANK, "c: 2")],
    ),
    "a:\u00a01\n": ({"a": "1"}, [(1, BLANK, "a: 1")]),
    "a:\n  – “One”\n": (
        {"a": ("One",)},
        [(2, f"{CURLY}; {BULLET}", '- "One"')],
    ),
}


@pytest.mark.parametrize("text", MARKS, ids=range(len(MARKS)))
def test_marks_that_word_changed_are_blamed_and_read_as_plain(text):
    """Curly quotation marks, dashes and no-break spaces are each a finding; nothing follows."""
    value, findings = MARKS[text]
    assert read_yaml(text, "x").value == value
    assert said(text) == [
        ("PACK-18", line, seen, f"Write the line so: `{better}`") for line, seen, better in findings
    ]


SOUND = [
    "a: The council’s “plan” is here\n",
    "a: '“Better together”'\n",
    'a: "He said ‘no’"\n',
    "a: One, “two”, three\n",
    "a: |\n  “Quoted”\n  – a dash\n  \u00a0text\n",
    "a: a text\n  – with a dash\n",
    "a: 1 # “a comment”\n",
    "a: ‘Tis\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_typographic_marks_within_a_text_are_left(text):
    """They belong to the text, and are kept as they are."""
    result = read_yaml(text, "x")
    assert result.findings == []
    assert all(mark in str(result.value) for mark in "“–" if mark in text.partition("#")[0])


@pytest.mark.parametrize(
    ("text", "seen", "remedy"),
    [
        ("a: Report: Quarter 1\n", "a value has a colon and a space in it", '`title: "Harbour'),
        ("a: @x\n", "begins with a sign such as @", "double quotation marks"),
        ("a: 'x\n", "is opened here and never closed", "Close it"),
        ("a: {b: 1\n", "keys in { } lack a comma", "`{one: 1, two: 2}`"),
        ("a:\n  - b\n   - c\n", "'- c' was read as part of the text above it", "Begin the line"),
    ],
)
def test_broken_yaml_is_explained_in_plain_words(text, seen, remedy):
    """Nobody needs to know YAML's grammar."""
    ((code, _, sentence, advice),) = said(text)
    assert code == "PACK-01"
    assert seen in sentence
    assert remedy in advice


@given(st.text(st.sampled_from("ab:-#[]{},'\"\n  &*!|>?%@`“”‘’–\u00a0\u2028\x85~1"), max_size=60))
@settings(deadline=None)
def test_any_text_has_a_value_or_a_finding(text):
    """No file raises an exception, and each finding is at a line of the file."""
    result = read_yaml(text, "x.yaml")
    for finding in result.findings:
        assert 1 <= finding.location.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    "text", ["a: [" + "x," * 60_000 + "]", "a:\n" + "- x\n" * 60_000, "k: 1\n" * 60_000]
)
def test_a_file_of_too_many_parts_is_left_at_once(text):
    """It is one finding, before an object is made of each part."""
    read = read_yaml(text, "pack.yaml")
    assert [finding.seen for finding in read.findings] == ["the file is too large"]

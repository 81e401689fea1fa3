"""Settings are read strictly: every mistake is one finding at its line, with the line to write."""

from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.finding_groups import group_findings
from generator.settings.house_style import HouseStyle
from generator.settings.pack_settings import PackSettings
from generator.settings.validation import build_settings
from generator.settings.yaml import read_yaml
from tests.inputs.workbooks import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
WHOLE = f"{SETTINGS.rstrip()}\ninputs: {{}}\n"


def built(text):
    """The settings that a pack.yaml gives, and the findings on it."""
    findings = []
    return build_settings(PackSettings, read_yaml(text, "pack.yaml"), findings), findings


def with_lines(lines):
    """A sound pack.yaml with other lines at its end for one of its keys."""
    key = lines.partition(":")[0]
    blocks = re.split(r"\n(?=\S)", WHOLE.rstrip())
    return "\n".join([*(each for each in blocks if not each.startswith(f"{key}:")), lines])


def said(text):
    """Code, line, sentence and remedy of each finding."""
    return [(f.code, f.location.line, f.seen, f.remedy) for f in built(text)[1]]


def test_all_mistakes_are_said_at_once():
    """Each mistake is one finding at its line, a misspelt key that is missed is not two."""
    old = "programme: Example Programme\ncouncils: [Example Council]\n"
    new = "program: Example Programme\ncouncils: {a: b}\nlanguage: [en]\nperiods: x\n"
    assert old in WHOLE
    assert said(WHOLE.replace(old, new)) == [
        (
            "PACK-03",
            1,
            "program is not a known key; did you mean programme",
            "Write `programme:` for `program:`.",
        ),
        (
            "PACK-03",
            4,
            "periods is not a known key; did you mean period",
            "Write `period:` for `periods:`.",
        ),
        (
            "PACK-05",
            2,
            "councils should be a list, but is keys with values",
            "Write it as in this example: `councils: [Northport Council]`",
        ),
        (
            "PACK-05",
            3,
            "language should be a text, but is a list",
            "Correct the value. inputs/README.md says what the key holds.",
        ),
    ]


WRONG = {
    "documents: []": "documents has 0 entries; it needs 1 or more",
    "documents: [{name: r, title: R, template: ../secret.docx}]": (
        "documents[1].template: a template is the name of a file in a folder templates, as in "
        "executive-report.docx, but this is '../secret.docx'"
    ),
    "documents: [{name: r, title: R, workbook: action-plan, appendix: 9999999999}]": (
        "documents[1].appendix: an appendix has a number from 1 to 99 or a letter from A to Z, but "
        "this is '9999999999'"
    ),
    "documents: [{name: r, title: R}]": (
        "documents[1]: the document has no template and no workbook; add one, such as `template: "
        "executive-report.docx` or `workbook: risk-register`"
    ),
    "documents: [{name: r, title: R, workbook: action-plan, template: a.docx}]": (
        "documents[1]: the document has a template and a workbook; delete one of the two"
    ),
    "councils: ['  ']": "councils[1] is blank",
    "documents: none": "documents should be a list, but is 'none'",
    "period: 2024": "period should be keys, each with its value (name, start, end), but is '2024'",
    "period: {name: Q, start: soon, end: 2024-03-31}": (
        "period.start should be a date such as 2024-04-25, but is 'soon'"
    ),
    "period: {name: Q, start: 2024-03-31, end: 2024-02-31}": (
        "period.end should be a date such as 2024-04-25, but is '2024-02-31'"
    ),
    "period: {name: Q, start: 2024-03-31, end: 2024-01-01}": (
        "period: the period ends on 2024-01-01, before it starts on 2024-03-31"
    ),
    "programme: ~": "programme should be a text, but is empty",
    "programme:": "programme should be a text, but is empty",
    "programme: [a]": "programme should be a text, but is a list",
    "programme: {a: b}": "programme should be a text, but is keys with values",
    'marking: "a\\nb"': "marking: the text holds a line break or another control character",
    f"marking: {'x' * 61}": "marking: the text has 61 characters; 60 fit",
    "mail: {sender: x, to: [], subject: ''}": [
        "mail.sender: 'x' is not a mail address: it has no @",
        "mail.to has 0 entries; it needs 1 or more",
        "mail.subject: the subject is blank",
    ],
    "mail: {sender: a@b.example, to: [c@b.example], subject: s, size_limit_mb: 0}": (
        "mail.size_limit_mb should be 1 or more, but is '0'"
    ),
    "mail: {sender: a@b.example, to: [c@b.example, d, e], subject: s}": [
        "mail.to[2]: 'd' is not a mail address: it has no @",
        "mail.to[3]: 'e' is not a mail address: it has no @",
    ],
    "documents: [{name: r, title: R, workbook: risk-log}]": (
        "documents[1].workbook should be one of risk-register, action-plan, but is 'risk-log'; "
        "did you mean risk-register"
    ),
    "documents: [{name: r, title: R, workbook: action-plan, appendix: 0}]": (
        "documents[1].appendix: an appendix has a number from 1 to 99 or a letter from A to Z, but "
        "this is '0'"
    ),
    "documents: [{name: r, title: R, workbook: action-plan, appendix: true}]": (
        "documents[1].appendix: an appendix has a number from 1 to 99 or a letter from A to Z, but "
        "this is 'true'"
    ),
    "inputs: {savings: {file: a.csv, columns: [council]}}": (
        "inputs.savings.columns should be keys, each with its value, but is a list"
    ),
    "inputs: {survey_counts: {file: a.csv}, survey_responses: {file: b.csv}}": (
        "inputs: survey_counts and survey_responses are both given; delete one of the two lines"
    ),
    "rules: [{rule: DATE-06, severity: note, reason: x}]": (
        "rules[1].reason needs 3 or more letters, but is 'x'"
    ),
    "action_plan: {title: T, updated: U, key: [{letter: LONG, word: W, meaning: M}]}": (
        "action_plan.key[1].letter has 4 letters; 3 fit. It begins 'LONG'"
    ),
    "risk_register: {project: P, version_date: 2024-01-01, latest_date: 2024-01-01, "
    "exceptions: {any_of: [{reading: latest}]}}": (
        "risk_register.exceptions.any_of[1]: the condition tests nothing: give it band, "
        "score_at_least, escalated, status or trend"
    ),
}


@pytest.mark.parametrize("lines", WRONG)
def test_a_wrong_value_is_said_in_plain_words(lines):
    """What should stand there and what does, for each kind of value; nothing else is said."""
    settings_, findings = built(with_lines(lines))
    assert settings_ is None
    expected = WRONG[lines]
    assert [f.seen for f in findings] == (expected if isinstance(expected, list) else [expected])
    assert {f.code for f in findings} == {"PACK-05"}


REMEDIES = {
    "period: {name: Q, start: 2024-01-01}": (
        "period.end is missing",
        "Add to period, with your own value: `end: 2025-06-30`",
    ),
    "documents: [{name: r, workbook: action-plan}]": (
        "documents[1].title is missing",
        "Add to documents[1], with your own value: `title: Risk register`",
    ),
    "period: {name: Q, start: 2024-01-01, end: soon}": (
        "period.end should be a date such as 2024-04-25, but is 'soon'",
        "Write it as in this example: `end: 2025-06-30`",
    ),
    "risk_register: {project: P, version_date: 2024-01-01, latest_date: 2024-01-01, "
    "exceptions: {any_of: [{escalated: yes}]}}": (
        "risk_register.exceptions.any_of[1].escalated should be true or false, but is 'yes'",
        "Write `escalated: true`.",
    ),
    "meeting: Cabinet": (
        "meeting should be keys, each with its value (committee, date), but is 'Cabinet'",
        "Write it as in this example: `meeting: {committee: Cabinet, date: 2025-07-15}`",
    ),
    "title: A title": (
        "title is not a known key; known are programme, councils, period, as_of, language, "
        "marking, meeting, report, roles, scoring, trend, risk_register, …",
        "Correct or delete the key. inputs/README.md lists all keys.",
    ),
    "risk_register:\n  project: P\n  version_date: 2024-01-01\n  latest_date: 2024-01-01\n"
    "  exceptions:\n  any_of: []": (
        "risk_register.any_of is not a known key; any_of belongs under risk_register.exceptions",
        "Move the line below `risk_register.exceptions:`, indented by two more spaces.",
    ),
    "version_date: 2024-01-01": (
        "version_date is not a known key; version_date belongs under risk_register",
        "Move the line below `risk_register:`, indented by two more spaces.",
    ),
    "colour: red": (
        "colour is not a known key; colour belongs under scoring.bands or action_plan.key",
        "Move the line below `scoring.bands:`, indented by two more spaces.",
    ),
}


@pytest.mark.parametrize("lines", REMEDIES)
def test_the_remedy_is_the_line_to_write(lines):
    """A key to add, a value to correct or a line to move is printed as it should stand."""
    _, (finding,) = built(with_lines(lines))
    assert (finding.seen, finding.remedy) == REMEDIES[lines]


def test_an_unknown_key_near_no_other_is_told_the_known_ones():
    """Where nothing is meant that is known, the keys of that part are listed."""
    lines = "period: {name: Q, start: 2024-01-01, end: 2024-02-01, zz: 1}"
    _, (finding,) = built(with_lines(lines))
    assert finding.seen == "period.zz is not a known key; known are name, start, end"


def test_a_colour_without_quotation_marks_is_explained():
    """YAML takes # for the beginning of a comment."""
    findings = []
    colours = "colours:\n  teal:\n    fill: #008080\n    text: '#FFFFFF'\n"
    text = f"{colours}font: Arial\nseries: ['#000000']"
    assert build_settings(HouseStyle, read_yaml(text, "house-style.yaml"), findings) is None
    assert [(f.location.line, f.seen, f.remedy) for f in findings] == [
        (
            3,
            "colours.teal.fill should be a text, but is empty",
            '# begins a comment. Put the value in quotation marks: `"#008080"`',
        )
    ]


TAKEN = {
    "programme: 2024": ("programme", "2024"),
    "programme: 2024-04-25": ("programme", "2024-04-25"),
    "programme: No": ("programme", "No"),
    "programme: yes": ("programme", "yes"),
    "programme: 1.50": ("programme", "1.50"),
    "programme: 0123": ("programme", "0123"),
    "councils: Example Council": ("councils", ("Example Council",)),
    "councils: [12:30, true]": ("councils", ("12:30", "true")),
    "as_of: '2024-04-25'": ("as_of", date(2024, 4, 25)),
    "as_of: 25/04/2024": ("as_of", date(2024, 4, 25)),
    "as_of: 25.04.2024": ("as_of", date(2024, 4, 25)),
    "as_of: 25 April 2024": ("as_of", date(2024, 4, 25)),
    "as_of: 5 Apr 2024": ("as_of", date(2024, 4, 5)),
    "marking:": ("marking", ""),
    "roles: ~": ("roles", ()),
    "mail:": ("mail", None),
}


@pytest.mark.parametrize("lines", TAKEN)
def test_a_value_whose_meaning_is_plain_is_taken(lines):
    """A number or a date serves as a text, one text as a list, and an empty key is left out."""
    key, value = TAKEN[lines]
    settings_, findings = built(with_lines(lines))
    assert findings == []
    assert getattr(settings_, key) == value


@pytest.mark.parametrize("value", ["7", "'7'", "07"])
def test_a_number_is_taken_with_quotation_marks_too(value):
    """There is one meaning."""
    lines = f"documents: [{{name: r, title: R, workbook: Risk-Register, appendix: {value}}}]"
    settings_, findings = built(with_lines(lines))
    assert findings == []
    (document,) = settings_.documents
    assert (document.appendix, document.workbook) == ("7", "risk-register")


@pytest.mark.parametrize("value", ["1_000", "5.0", "true", "0x5", "٣", "1e1", "--"])
def test_what_pydantic_would_convert_is_refused(value):
    """A number is digits."""
    lines = f"mail: {{sender: a@b.org, to: [c@b.org], subject: S, size_limit_mb: {value}}}"
    _, (finding,) = built(with_lines(lines))
    assert finding.seen == f"mail.size_limit_mb should be a whole number, but is '{value}'"


def test_the_same_mistake_in_many_entries_is_shown_once():
    """One cause is one group, with all its lines."""
    lines = "roles:\n" + "".join(f"  - initials: R{n}\n    titel: Role {n}\n" for n in range(2))
    _, findings = built(with_lines(lines))
    (group,) = group_findings(findings)
    assert (group.code, group.count) == ("PACK-03", 2)
    assert "roles[1].titel is not a known key; did you mean title" in group.seen


@pytest.mark.parametrize("lines", ["as_of: “soon”", "councils: “One”: Two", "“as_off”: 2024-04-25"])
def test_nothing_else_is_said_of_a_line_with_curly_quotation_marks(lines):
    """Whatever is wrong there besides is seen once the marks are plain."""
    _, findings = built(with_lines(lines))
    line = with_lines(lines).count("\n") + 1
    assert [f.code for f in findings if f.location.line == line] == ["PACK-18"]


def test_curly_quotation_marks_are_blamed_once_and_other_mistakes_are_found_too():
    """What would follow from the marks is not said."""
    lines = "councils: [“One, Two”]\nlanguag: en\nas_of: “2024-04-25”"
    text = with_lines(lines).replace("as_of: 2024-04-30\n", "")
    findings = built(text)[1]
    assert [(f.code, text.split("\n")[f.location.line - 1]) for f in findings] == [
        ("PACK-18", "councils: [“One, Two”]"),
        ("PACK-18", "as_of: “2024-04-25”"),
        ("PACK-03", "languag: en"),
    ]
    assert sorted(group.code for group in group_findings(findings)) == ["PACK-03", "PACK-18"]


LONG = "x " * 20_000
UNFIT = {
    'meeting: {committee: "Bell \\x07", date: 2024-05-02}': (
        "CELL-05",
        "the text holds U+0007 control character after 'Bell'",
    ),
    "meeting: {committee: Bell\x07, date: 2024-05-02}": (
        "CELL-05",
        "the text holds U+0007 control character",
    ),
    f"meeting: {{committee: {LONG}, date: 2024-05-02}}": (
        "CELL-06",
        "the text has 39,999 characters; 32,767 fit",
    ),
}


@pytest.mark.parametrize("lines", UNFIT, ids=range(len(UNFIT)))
def test_a_setting_that_no_document_holds_is_found(lines):
    """Control characters and texts without end are found once, at the line of their key."""
    _, (finding,) = built(with_lines(lines))
    assert (finding.code, finding.seen) == UNFIT[lines]
    assert finding.location.line == with_lines(lines).count("\n") + 1


def test_an_empty_file_is_a_finding():
    """So is one that is a list, or a text."""
    assert [f.seen for f in built("# nothing\n")[1]] == ["the file is empty"]
    for text in ("- a\n", "just a text\n"):
        (finding,) = built(text)[1]
        assert finding.seen.startswith("the file should be keys, each with its value (programme,")


def test_settings_can_be_pickled():
    """A pack can be made in another process."""
    for name in ("oneteam/2023-24-q4", "peer-challenge/2022-11"):
        settings_, _ = built((ROOT / "inputs" / name / "pack.yaml").read_text("utf-8"))
        assert pickle.loads(pickle.dumps(settings_)) == settings_


ODD = st.one_of(
    st.none(),
    st.integers(-(10**20), 10**20).map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.text(max_size=5),
    st.text("x", min_size=150, max_size=300),
    st.sampled_from(["yes", "2024-02-30", "#12345", "con", "a@b", "a@b.uk", "7", "\0"]),
    st.sampled_from([(), ("a",), (None,), {}, {"a": "1"}, ({},), {"": None}, (("a",),)]),
)
FILES = [
    (PackSettings, "inputs/oneteam/2023-24-q4/pack.yaml"),
    (PackSettings, "inputs/peer-challenge/2022-11/pack.yaml"),
    (HouseStyle, "templates/house-style.yaml"),
]


@given(data=st.data())
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize(("kind", "file"), FILES)
def test_odd_values_give_settings_or_findings(kind, file, data):
    """Whatever stands in the place of a value, there are settings, or a finding that says why."""
    yaml = read_yaml((ROOT / file).read_text("utf-8"), "pack.yaml")
    places = list(places_in(yaml.value))
    for place in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        yaml.value = replaced(yaml.value, place, data.draw(ODD))
    findings = []
    assert build_settings(kind, yaml, findings) is not None or findings
    assert all(finding.seen and finding.remedy for finding in findings)


def places_in(value, path=()):
    """The path of each part of a value."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places_in(inner, (*path, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from places_in(inner, (*path, number))


def replaced(value, path, new):
    """The value with another part at a path, if there still is such a path."""
    if not path:
        return new
    if isinstance(value, dict):
        return {
            key: replaced(inner, path[1:], new) if key == path[0] else inner
            for key, inner in value.items()
        }
    if isinstance(value, tuple):
        return tuple(
            replaced(inner, path[1:], new) if number == path[0] else inner
            for number, inner in enumerate(value)
        )
    return value

"""What can be the matter with a YAML file."""

from __future__ import annotations

from generator.findings import Rule, Severity

YAML_BROKEN = Rule(
    code="PACK-01",
    severity=Severity.ERROR,
    title="A YAML file cannot be read",
    explanation="The file breaks the rules of YAML at this line: an indent, a quote or a colon.",
    example="mapping values are not allowed here",
    remedy="Compare the line and the one before it with the example in inputs/README.md.",
)
YAML_DOUBLE_KEY = Rule(
    code="PACK-02",
    severity=Severity.ERROR,
    title="A key stands twice",
    explanation="Of two values for one key only one could count.",
    example="as_of stands on line 4 already",
    remedy="Delete one of the two.",
)
KEY_UNKNOWN = Rule(
    code="PACK-03",
    severity=Severity.ERROR,
    title="An unknown key",
    explanation="A key that nothing reads is a misspelt one, or belongs elsewhere.",
    example="meeting.comittee is not known; did you mean committee",
    remedy="Correct or delete the key; inputs/README.md lists all.",
)
KEY_MISSING = Rule(
    code="PACK-04",
    severity=Severity.ERROR,
    title="A key is missing",
    explanation="Without this key the pack cannot be made.",
    example="period.end is missing",
    remedy="Add the key; inputs/README.md says what it holds.",
)
VALUE_WRONG = Rule(
    code="PACK-05",
    severity=Severity.ERROR,
    title="A value of the wrong kind",
    explanation="The key holds another kind of value than it should.",
    example="as_of should be a date such as 2024-04-25, but is “soon”",
    remedy="Correct the value; inputs/README.md says what the key holds.",
)
SECTION_TWICE = Rule(
    code="PACK-17",
    severity=Severity.ERROR,
    title="Two files of the narrative are one section",
    explanation="A section is named by its file, capitals, dashes and spaces aside.",
    example="Key-risks.md is the section key_risks, as key_risks.md is",
    remedy="Rename one of the two files, or put their texts into one.",
)
FOLDER_MISSING = Rule(
    code="PACK-06",
    severity=Severity.ERROR,
    title="The folder of the narrative is missing or empty",
    explanation="pack.yaml names a folder of Markdown files that does not exist or holds none.",
    example="there is no folder narrative",
    remedy="Create the folder with a .md file for each section, or correct its name in pack.yaml.",
)

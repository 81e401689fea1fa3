"""The list of findings, for docs/findings.md."""

from __future__ import annotations

from itertools import groupby

from generator.findings import Rule, all_rules

_FAMILIES = {
    "PACK": "Settings (pack.yaml) and the folder of a pack",
    "FILE": "Files",
    "SHEET": "Sheets",
    "COL": "Columns",
    "ROW": "Rows",
    "CELL": "Cells",
    "NUM": "Numbers",
    "REF": "References",
    "SCORE": "Scores",
    "RAG": "Ratings",
    "TREND": "Trends",
    "OWNER": "Owners",
    "DATE": "Dates",
    "STALE": "Staleness",
    "STATUS": "Status",
    "COUNT": "Counts and totals",
    "TEXT": "Texts and names",
    "NARR": "Narrative",
    "TMPL": "Templates",
    "STYLE": "House style",
    "RULE": "Rules that a pack changes",
}
_HEAD = """\
# Findings

<!-- Generated from the code: `generator.content.reference`. A test holds that it is up to date. -->

Everything that is wrong with the inputs is found at once, before anything is written. Each finding
says where to click, what was seen, and what to do. An **error** stops the pack; a **warning** or a
**note** does not.

A pack may judge a rule otherwise at a place, with a reason, which then stands in the report:

```yaml
rules:
  - rule: DATE-06
    file: service-reviews.csv
    cell: G13                # or row, column, line, sheet; or about: a text of the finding
    severity: silent         # error, warning, note or silent
    reason: The date is a slip of the published paper, which is reproduced as it stands.
```

An error that means that a value could not be read, or that no document can be made, cannot be
changed so (RULE-02): the papers would appear without what the input holds.
"""


def render_findings_reference() -> str:
    """Every rule with its explanation, an example and its remedy, as Markdown."""
    parts = [_HEAD]
    order = list(_FAMILIES)
    rules = sorted(all_rules().values(), key=lambda rule: (order.index(_family(rule)), rule.code))
    for family, members in groupby(rules, key=_family):
        parts.append(f"## {_FAMILIES[family]}\n")
        parts += [_section(rule) for rule in members]
    return "\n".join(parts)


def _family(rule: Rule) -> str:
    return rule.code.split("-")[0]


def _section(rule: Rule) -> str:
    return (
        f"### {rule.code} ({rule.severity}): {rule.title}\n\n"
        f"{rule.explanation}\n\n"
        f"- For example: {_safe(rule.example)}.\n"
        f"- What to do: {_safe(rule.remedy)}\n"
    )


def _safe(text: str) -> str:
    return text.replace("<", "&lt;").replace("{{", "`{{").replace("}}", "}}`")

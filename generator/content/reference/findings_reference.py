"""Renders docs/findings.md from the catalogue of rules."""

from __future__ import annotations

from itertools import groupby

from generator.findings import Rule, all_rules, as_sentence

_HEAD = """\
# Findings

<!-- Generated from generator/rules.yaml by `make docs`. A test checks that it is up to date. -->

The program lists every mistake in the inputs at once, before it writes anything. Each finding says
where the mistake is, what is wrong and how to fix it. Mistakes with one cause are one finding, with
all the cells that it concerns.

- An **error** stops the pack. None of its papers is written, and the last ones stay. Other packs
  are made. `make` with names of documents is stopped only by errors in what those documents show.
- A **warning** or a **note** does not stop it. `check --notes` shows the notes.

## Accept a finding

If a finding is right but you want to publish all the same, say so in `pack.yaml`, with the reason.
The reason is shown wherever the finding is.

```yaml
rules:
  - rule: DATE-06
    file: service-reviews.csv
    cell: G13                # or row, column, line, sheet; or about: words of the finding
    severity: silent         # error, warning, note or silent
    reason: The date is a slip of the published paper, which is reproduced as it stands.
```

You cannot accept an error marked **firm**: a value would be missing from the papers, or no document
could be made.
"""


def render_findings_reference() -> str:
    """Every rule with its explanation, an example and its remedy, as Markdown."""
    parts = [_HEAD]
    for about, rules in groupby(all_rules().values(), key=lambda rule: rule.about):
        parts.append(f"## {about}\n")
        parts += [_section(rule) for rule in rules]
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    kind = "firm error" if rule.firm else str(rule.severity)
    return (
        f"### {rule.code} ({kind}): {rule.title}\n\n"
        f"{rule.explanation}\n\n"
        f"- Example: {as_sentence(_escaped(rule.example))}\n"
        f"- How to fix it: {_escaped(rule.remedy)}\n"
    )


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace("{{", "`{{").replace("}}", "}}`")

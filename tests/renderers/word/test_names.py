"""Misspelt names are found without rendering; right ones are never complained of."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.renderers.word import survey_template
from tests.renderers.word.drafts import draft


def reasons(folder: Path, *paragraphs: str) -> list[str]:
    return [
        sentence.rsplit("}: ", 1)[-1]
        for sentence in survey_template(draft(folder, *paragraphs)).mistakes
    ]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["{{ exception_log.risks[0].latest.score }}"], []),
        (
            ["{{ exception_log.risks[0].latest.scores }}"],
            ["there is no 'scores'; did you mean score?"],
        ),
        (
            ["{{ exception_log.risks.latest }}"],
            ["there is no 'latest' in a list: go through it with 'for'"],
        ),
        (["{{ report.title.length }}"], ["there is no 'length' in a text"]),
        (["{{ narrative.anything[0].text }} {{ figures.a.b.c }}"], []),
        (["{{ narrative.anything[0].txt }}"], ["there is no 'txt'; did you mean text?"]),
        (
            ["{%p for x in pack.councils|sort %}", "{{ x.y }} {{ loop.index }}", "{%p endfor %}"],
            ["there is no 'y' in a text"],
        ),
        (
            [
                "{%p for a in report.appendices %}",
                "{{ a.titel }}",
                "{%p else %}",
                "{{ b }}",
                "{%p endfor %}",
            ],
            [
                "there is no 'titel'; did you mean title?",
                "there is no 'b'; there is: action_plan, definitions, document, exception_log, "
                "fields, figures, implications, meeting, narrative, opportunities, pack, register, "
                "report, subject_history",
            ],
        ),
        (
            ["{%p set n = report.author %}", "{{ n.nam }}"],
            ["there is no 'nam'; did you mean name?"],
        ),
        (
            [
                "{%p macro m(items) %}",
                "{{ items[0].txt }}",
                "{%p endmacro %}",
                "{{p m(document.body) }}",
            ],
            ["there is no 'txt'; did you mean text?"],
        ),
        (
            ["{%p macro unused(items) %}", "{{ items.x }} {{ pakc.x }}", "{%p endmacro %}"],
            ["there is no 'pakc'; did you mean pack?"],
        ),
        (
            [
                "{{ report.subtitle|default('x') }}",
                "{% if pack.logo is defined %}{{ pack.logo }}{% endif %}",
            ],
            [],
        ),
        (
            [
                "{{ subject_history|map(attribute='meeting')|join(', ') }}",
                "{{ (report.appendices|first).label }}",
            ],
            [],
        ),
        (["{{ (report.appendices|last).lable }}"], ["there is no 'lable'; did you mean label?"]),
    ],
)
def test_names(tmp_path: Path, paragraphs: list[str], expected: list[str]):
    """Loops, macros, filters and settings are followed."""
    assert reasons(tmp_path, *paragraphs) == expected


def test_sections_and_names_of_a_template(tmp_path: Path):
    """What a template cannot do without, and all that it uses."""
    template = draft(
        tmp_path,
        "{%p if narrative.extra is defined %}",
        "{{ narrative.extra[0].text }}",
        "{%p endif %}",
        "{{ narrative.summary[0].text }} {{ implications.legal }}",
    )
    assert survey_template(template).required == {"narrative.summary", "implications.legal"}
    assert survey_template(template).names == {
        "narrative",
        "narrative.extra",
        "narrative.summary",
        "implications",
        "implications.legal",
    }

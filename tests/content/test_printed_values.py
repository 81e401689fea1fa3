"""Numbers and dates in templates print as the paper writes them and sort as what they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.content.printed_values import (
    amount_of,
    count_of,
    day_of,
    dotted_day_of,
    printed_figure,
    score_of_risk,
)
from generator.errors import TemplateError
from tests.renderers.word.drafts import draft, rendered, texts


def risks(*scores):
    return [
        {"reference": f"R{at}", "latest": {"score": score_of_risk(score)}}
        for at, score in enumerate(scores, start=1)
    ]


REGISTER = {"risks": risks(9, None, 12, 5, 10)}
FIGURES = {
    "early": day_of(date(2024, 4, 25)),
    "late": day_of(date(2024, 10, 3)),
    "never": day_of(None),
    "saving": amount_of(Decimal(491000)),
    "more": amount_of(Decimal(9500)),
    "count": count_of(1078),
    "none": count_of(0),
    "share": printed_figure(Decimal(58), "58%"),
}


def printed(folder: Path, *paragraphs: str) -> list[str]:
    return texts(rendered(draft(folder, *paragraphs), register=REGISTER, figures=FIGURES))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{ figures.early }} {{ figures.never }}", "25 April 2024 –"),
        ("{{ figures.saving }} {{ figures.count }} {{ figures.share }}", "£491,000 1,078 58%"),
        ("{{ register.risks|sort(attribute='latest.score')|map(attribute='reference')|join(' ') }}",
         "R4 R1 R5 R3 R2"),
        ("{{ register.risks|sort(attribute='latest.score', reverse=true)"
         "|map(attribute='reference')|join(' ') }}", "R3 R5 R1 R4 R2"),
        ("{% for r in register.risks if r.latest.score > 9 %}{{ r.reference }} {% endfor %}",
         "R3 R5 "),
        ("{% for r in register.risks if r.latest.score < 9 %}{{ r.reference }} {% endfor %}",
         "R4 "),
        ("{{ register.risks|selectattr('latest.score', 'ge', 10)|list|length }}", "2"),
        ("{{ (register.risks|max(attribute='latest.score')).reference }}", "R3"),
        ("{{ (register.risks|min(attribute='latest.score')).reference }}", "R4"),
        ("{% for g in register.risks|groupby('latest.score') %}{{ g.grouper }},{% endfor %}",
         "5,9,10,12,–,"),
        ("{{ [figures.late, figures.never, figures.early]|sort|join('; ') }}",
         "25 April 2024; 3 October 2024; –"),
        ("{{ 'yes' if figures.early < figures.late else 'no' }}", "yes"),
        ("{{ 'yes' if figures.never < figures.late or figures.late < figures.never else 'no' }}",
         "no"),
        ("{{ figures.late - figures.early }} days", "161 days"),
        ("{{ figures.saving + figures.more }}", "£500,500"),
        ("{{ [figures.saving, figures.more]|sum }}", "£500,500"),
        ("{{ figures.count * 2 }} {{ figures.count|int + 1 }}", "2156 1079"),
        ("{{ (figures.count / 4)|round(1) }}", "269.5"),
        ("{{ 'some' if figures.none else 'none' }}", "none"),
        ("{{ 'given' if figures.none is given else 'blank' }}", "given"),
        ("{{ 'given' if figures.never is given else 'blank' }}", "blank"),
        ("{{ 'yes' if figures.early == '25 April 2024' else 'no' }}", "yes"),
        ("{{ figures.early|upper }} {{ figures.early[-4:] }}", "25 APRIL 2024 2024"),
        ("{{ 'On ' ~ figures.early }}{{ 'a' + figures.count }}", "On 25 April 2024a1,078"),
    ],
)  # fmt: skip
def test_values_sort_compare_and_print(tmp_path: Path, written: str, expected: str):
    """What has no value comes last in a sort and is neither more nor less than anything."""
    assert printed(tmp_path, written) == [expected]


def test_a_comparison_with_a_text_is_told(tmp_path: Path):
    """ "9" is more than "12" as a text, so a text is not compared with a number."""
    with pytest.raises(TemplateError, match="cannot be compared with the text '9'"):
        printed(tmp_path, "{{ 'x' if figures.count > '9' else 'y' }}")


def test_a_value_equals_its_text_and_itself():
    """Templates of before compare with the text."""
    assert score_of_risk(15) == 15
    assert score_of_risk(15) == "15"
    assert score_of_risk(None) == "–"
    assert dotted_day_of(date(2024, 2, 6)) == date(2024, 2, 6)

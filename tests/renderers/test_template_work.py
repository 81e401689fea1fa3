"""A template that has too much to do is stopped with a sentence, whatever makes it so."""

from __future__ import annotations

from time import process_time

import pytest
from jinja2 import TemplateError as JinjaError

from generator.errors import TemplateError
from generator.renderers import template_work
from generator.renderers.mail import MailTemplate, fill_in, template_faults
from generator.renderers.template_language import MOST_TAGS, PrintRefused, TemplateLanguage
from generator.renderers.template_names import language_faults, name_faults
from generator.renderers.word import survey_template
from tests.renderers.word.drafts import draft, rendered

TOO_MUCH = "the template has too much to do"
NUMBER = "a number is larger than any figure"
DEEP = "nested too deep"
SECONDS = 5


def again(change, times=60, start="'ab'"):
    """A template that changes `x.v` many times over."""
    return (
        f"{{% set x = namespace(v={start}) %}}{{% for turn in range({times}) %}}"
        f"{{% set x.v = {change} %}}{{% endfor %}}"
    )


NEST = again("[x.v, x.v]", start="['a']")
PAIRS = again("(x.v, x.v)", start="('a',)")
GROWING = {
    # name: the template, and what is said of it
    "loops in loops": (
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", TOO_MUCH),
    "loops that print": (
        "{% for a in range(9999) %}{% for b in range(9999) %}words{% endfor %}{% endfor %}",
        TOO_MUCH),
    "loops over what is made as they go": (
        "{% for a in range(9999)|map('string') %}{% for b in range(9999)|select %}{% endfor %}"
        "{% endfor %}", TOO_MUCH),
    "loop that calls itself": (
        "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}", "without end"),
    "macro that calls itself": (
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
    "macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
        "{{ m(60) }}", TOO_MUCH),
    "macros that call the one before twice": (
        "{% macro m0() %}{% endmacro %}"
        + "".join(
            f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}"
            for n in range(1, 40)
        ) + "{{ m39() }}", TOO_MUCH),
    "squares": (again("x.v * x.v", start="3"), NUMBER),
    "sums of itself": (again("x.v + x.v", 999, start="3"), NUMBER),
    "differences": (again("x.v - x.v * 3", 999, start="3"), NUMBER),
    "huge number in digits": ("{{ ('9' ~ '9' * 1)|int * 1 }}", "whole numbers only"),
    "number of many digits": ("{{ " + "9" * 5_000 + " }}", "nested too deep, or too long"),
    "powers": ("{{ 9 ** 9 ** 9 }}", "cannot use the sign"),
    "text times": ("{{ 'ab' * 999999999 }}", "whole numbers only"),
    "list times": ("{{ [1] * 999999999 }}", "whole numbers only"),
    "format": ("{{ '%999999999d' % 1 }}", "whole numbers only"),
    "method of a text": ("{{ '{:999999999}'.format(1) }}", "not safely callable"),
    "slices": ("{{ [1]|slice(999999999)|list }}", TOO_MUCH),
    "batches": ("{{ [1]|batch(999999999, 'x')|list }}", TOO_MUCH),
    "batches filled with themselves": (again("[1]|batch(3, x.v)|list", start="[1]"), TOO_MUCH),
    "slices filled with themselves": (again("[1]|slice(3, x.v)|list", start="[1]"), TOO_MUCH),
    "rounded far": ("{{ 5|round(999999999) }}", TOO_MUCH),
    "rounded up far": ("{{ 5|round(999999999, 'ceil') }}", TOO_MUCH),
    "rounded far below": ("{% set n = -999999999 %}{{ 5|round(n) }}", TOO_MUCH),
    "text doubled by ~": (again("x.v ~ x.v"), TOO_MUCH),
    "text doubled line by line": (
        "{% set a = 'ab' %}" + "{% set a = a ~ a %}" * 40, TOO_MUCH),
    "text joined many times at once": (
        again("x.v ~ x.v", 15) + "{{ " + " ~ ".join(["x.v"] * 999) + " }}", TOO_MUCH),
    "text doubled by +": (again("x.v + x.v"), TOO_MUCH),
    "list doubled by +": (again("x.v + x.v", start="[1]"), TOO_MUCH),
    "text replaced": (again("x.v|replace('a', 'aaaaaaaaaa')"), TOO_MUCH),
    "text replaced everywhere": (again("x.v|replace('', x.v)"), TOO_MUCH),
    "text replaced within one tag": (
        "{{ 'a'" + "|replace('a', 'aaaaaaaaaa')" * 12 + " }}", TOO_MUCH),
    "text replaced in a block": (
        "{% filter replace('a', 'aaaaaaaaaa') %}" * 12 + "a" + "{% endfilter %}" * 12, TOO_MUCH),
    "text joined": (again("[x.v, x.v]|join(x.v)"), TOO_MUCH),
    "range joined": ("{{ range(9999)|join(range(9999)|join('x')) }}", TOO_MUCH),
    "text set in a block": (
        "{% set x %}ab{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
        "more than 100,000"),
    "list of lists as text": (NEST + "{{ x.v|string }}", TOO_MUCH),
    "list of lists compared": (NEST + "{{ 1 if x.v == x.v + [] else 2 }}", TOO_MUCH),
    "list of lists sorted": (NEST + "{{ [x.v, x.v]|sort|length }}", TOO_MUCH),
    "pairs as a key": (PAIRS + "{% set d = {x.v: 1} %}", TOO_MUCH),
    "pairs without doubles": (PAIRS + "{{ [x.v]|unique|list|length }}", TOO_MUCH),
    "records in records": (again("{'a': x.v, 'b': x.v}", start="{}"), TOO_MUCH),
    "lists added up": (again("[x.v, x.v]|sum(start=[])", start="[1]"), "adds numbers only"),
    "search in a long list": (
        "{% set long = range(9999)|list %}"
        "{% for a in long %}{% if -1 in long %}{% endif %}{% endfor %}", TOO_MUCH),
    "test in a long list": (
        "{% set long = range(9999)|list %}"
        "{{ long|select('in', long)|list|length }}", TOO_MUCH),
    "sorting in a loop": (
        "{% for a in range(9999) %}{% set b = range(9999)|sort %}{% endfor %}", TOO_MUCH),
    "grouping in a loop": (
        "{% for a in range(9999) %}{% set b = range(9999)|groupby('real') %}{% endfor %}",
        TOO_MUCH),
    "copies in a loop": (
        "{% set long = range(9999)|list %}"
        "{% for a in range(9999) %}{% set b = long[:] %}{% endfor %}", TOO_MUCH),
    "changes of a long list": (
        "{% for a in range(9999) %}{% if loop.changed(range(9999)|list) %}{% endif %}"
        "{% endfor %}",
        TOO_MUCH),
}  # fmt: skip
TOO_DEEP = {
    "ifs": ("{% if 1 %}" * 300 + "{% endif %}" * 300, DEEP),
    "loops": ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, DEEP),
    "brackets": ("{{ " + "(" * 600 + "1" + ")" * 600 + " }}", DEEP),
    "lists": ("{{ " + "[" * 600 + "1" + "]" * 600 + " }}", DEEP),
    "nots": ("{% if " + "not " * 3_000 + "1 %}{% endif %}", DEEP),
    "sums": ("{{ " + "1 + " * 5_000 + "1 }}", DEEP),
    "parts of parts": ("{{ programme" + ".a" * 3_000 + " }}", DEEP),
    "filters": ("{{ programme" + "|upper" * 3_000 + " }}", DEEP),
    "else ifs": ("{% if 0 %}" + "{% elif 0 %}" * 3_000 + "{% endif %}", DEEP),
    "ifs in a line": ("{{ " + "1 if 0 else " * 500 + "2 }}", DEEP),
    "opening braces": ("{{ " * 100_000, f"more than {MOST_TAGS:,} tags"),
    "tags": ("{{ programme }}" * 100_000, f"more than {MOST_TAGS:,} tags"),
}


def said_of(source):
    """What is said of a template, looked into and filled in as mail and Word do."""
    language = TemplateLanguage(("programme",))
    try:
        tree = language.parse(source)
        list(language_faults(tree))
        name_faults(tree, {"programme": "Harbour"})
        return language.from_string(source).render(programme="Harbour")
    except (JinjaError, PrintRefused) as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", GROWING)
def test_what_grows_without_end_is_stopped(name, monkeypatch):
    """Soon, by what it does and not by the clock, with a sentence that says where to look."""
    monkeypatch.setattr(template_work, "MOST_WORK", 100_000)
    source, words = GROWING[name]
    began = process_time()
    assert words in said_of(source)
    assert process_time() - began < SECONDS


@pytest.mark.parametrize("name", TOO_DEEP)
def test_what_nests_too_deep_is_stopped(name):
    """Python ends at its own limits; a template is told so in a sentence."""
    source, words = TOO_DEEP[name]
    assert words in said_of(source)


@pytest.mark.parametrize("name", [*GROWING, *TOO_DEEP])
def test_the_mail_stops_with_a_sentence(name, monkeypatch):
    """In a template of the mail every kind is a fault or an error that names the template."""
    monkeypatch.setattr(template_work, "MOST_WORK", 100_000)
    source, words = (GROWING | TOO_DEEP)[name]
    template = MailTemplate(name="board-mail.txt", text=source)
    said = "\n".join(template_faults(template, {"programme": "Harbour"}))
    if not said:
        with pytest.raises(TemplateError) as refused:
            fill_in(template, {"programme": "Harbour"}, markup=False)
        said = str(refused.value)
        assert said.startswith("board-mail.txt, line ")
    assert words in said


@pytest.mark.slow
def test_the_whole_limit_is_within_seconds():
    """What costs the most for each step stops within seconds at the full limit."""
    began = process_time()
    assert TOO_MUCH in said_of(GROWING["macro that calls itself twice"][0])
    assert TOO_MUCH in said_of(GROWING["grouping in a loop"][0])
    assert process_time() - began < 8 * SECONDS


def test_sound_templates_count_little():
    """A table of a thousand rows takes a small part of what is allowed."""
    language = TemplateLanguage(("rows",))
    rows = [{"cells": ["R1", "A risk that somebody described", str(n)]} for n in range(1_000)]
    source = (
        "{% macro cell(text) %}<td>{{ text | upper }}</td>{% endmacro %}"
        "{% for row in rows %}{% for text in row.cells %}{{ cell(text) }}{% endfor %}"
        "{% if row.cells[0] ~ '!' == loop.index ~ '!' %}{% endif %}{% endfor %}"
    )
    printed = language.from_string(source).render(rows=rows)
    assert printed.count("<td>") == 3_000
    assert language.work._left > 0.95 * template_work.MOST_WORK


def test_a_word_template_names_the_tag(tmp_path, monkeypatch):
    """The sentence of a Word template says which tag does too much, and where it is."""
    monkeypatch.setattr(template_work, "MOST_WORK", 100_000)
    template = draft(
        tmp_path, "{% for a in range(9999) %}", "{{ range(9999)|join }}", "{% endfor %}"
    )
    with pytest.raises(TemplateError) as refused:
        rendered(template)
    assert "{{ range(9999)|join }}" in str(refused.value)
    assert TOO_MUCH in str(refused.value)


@pytest.mark.parametrize(
    "words", ["{{ " * 100_000, "{{ programme }}" * 100_000, "{%" * 100_000, "{" * 200_000]
)
def test_too_many_braces_are_one_mistake(tmp_path, words):
    """A Word template with more braces than tags could need is refused before it is taken apart."""
    began = process_time()
    with pytest.raises(TemplateError, match="too many braces"):
        survey_template(draft(tmp_path, words))
    assert process_time() - began < SECONDS

"""What can be said of a template before anything is rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.content.template_context import example_context
from generator.errors import TemplateError
from generator.renderers.word.foreign_parts import foreign_matter
from generator.renderers.word.template_names_lint import paths, required_sections
from generator.renderers.word.word_template import WordTemplate

_REMEDY = "Correct the template in Word; docs/word-templates.md says what it can use."


@dataclass(frozen=True, kw_only=True)
class TemplateSurvey:
    """What a template's tags name, and a sentence for each mistake in it.

    `names` are all dotted names; `required` the sections that it cannot do without, such as
    "narrative.background". Both are empty where a tag is broken.
    """

    names: frozenset[str]
    required: frozenset[str]
    mistakes: tuple[str, ...]


def survey_template(template: Path) -> TemplateSurvey:
    """What can be said of a template, also of loops that a pack may leave empty.

    Raises TemplateError where the template is not a Word file at all.
    """
    try:
        saved = template.stat()
    except OSError:
        return _survey(template, 0, 0)
    return _survey(template, saved.st_mtime_ns, saved.st_size)


def unfit(template: Path, mistakes: Sequence[str]) -> TemplateError:
    """All mistakes of a template as one error."""
    if len(mistakes) == 1:
        return TemplateError(f"the template {template.name} does not fit: {mistakes[0]}", _REMEDY)
    lines = "\n".join(f"- {mistake}" for mistake in mistakes)
    reasons = f"the template {template.name} does not fit, for {len(mistakes)} reasons"
    return TemplateError(f"{reasons}:\n{lines}", _REMEDY)


# Packs share templates, so each is looked into once; time and size tell when it was saved again.
@lru_cache(maxsize=64)
def _survey(template: Path, _time: int, _size: int) -> TemplateSurvey:
    word = WordTemplate(template)
    broken = word.broken()
    trees = [] if broken else word.trees()
    found = broken or word.misnamed(example_context())
    return TemplateSurvey(
        names=frozenset().union(*map(paths, trees)),
        required=frozenset().union(*map(required_sections, trees)),
        mistakes=(*dict.fromkeys(foreign_matter(word.docx.part.package)), *found),
    )

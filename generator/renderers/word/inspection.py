"""What can be said of a template before anything is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.errors import TemplateError
from generator.renderers.word.names import paths, sections
from generator.renderers.word.shapes import SHAPES, with_context
from generator.renderers.word.surroundings import foreign_matter
from generator.renderers.word.template import WordTemplate
from generator.renderers.word.values import Tokens, plain_context

_REMEDY = "Correct the template in Word; docs/word-templates.md says what it can use."


def lint_template(template: Path, context: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """A sentence for each mistake in a template, also in loops that a context leaves empty.

    With a context, names that it has beyond the declared shapes are known. Raises TemplateError
    where the template is not a Word file at all.
    """
    plain = plain_context(context or {}, Tokens())
    return tuple(mistakes_in(WordTemplate(template), plain))


def wanted_sections(template: Path) -> frozenset[str]:
    """The sections that a template cannot do without. Raises TemplateError."""
    return _survey(template).sections


def names_used(template: Path) -> frozenset[str]:
    """Every dotted name that a template uses, optional ones too. Raises TemplateError."""
    return _survey(template).names


def mistakes_in(word: WordTemplate, context: Mapping[str, Any]) -> list[str]:
    """A sentence for each mistake, given what a real context knows beyond the shapes."""
    seen = look_into(word.path)
    found = list(seen.mistakes)
    if found and context and not seen.broken:
        found = word.misnamed(with_context(SHAPES, context))
    return [*dict.fromkeys(foreign_matter(word.docx.part.package)), *found]


def unfit(template: Path, mistakes: Sequence[str]) -> TemplateError:
    """All mistakes of a template as one error."""
    if len(mistakes) == 1:
        return TemplateError(f"the template {template.name} does not fit: {mistakes[0]}", _REMEDY)
    lines = "\n".join(f"- {mistake}" for mistake in mistakes)
    reasons = f"the template {template.name} does not fit, for {len(mistakes)} reasons"
    return TemplateError(f"{reasons}:\n{lines}", _REMEDY)


@dataclass(frozen=True, kw_only=True)
class _Survey:
    """What a template's tags name, and the mistakes in it that any pack would find."""

    names: frozenset[str]
    sections: frozenset[str]
    broken: tuple[str, ...]
    mistakes: tuple[str, ...]


def _survey(template: Path) -> _Survey:
    """What a template without broken tags says. Raises TemplateError."""
    found = look_into(template)
    if found.broken:
        raise unfit(template, found.broken)
    return found


def look_into(template: Path) -> _Survey:
    """What can be said of a template, worked out once for all packs that share it."""
    try:
        saved = template.stat()
    except OSError:
        return _look_into(template, 0, 0)
    return _look_into(template, saved.st_mtime_ns, saved.st_size)


@lru_cache(maxsize=64)
def _look_into(template: Path, _time: int, _size: int) -> _Survey:
    """Time and size change whenever the file is saved anew."""
    word = WordTemplate(template)
    broken = word.broken()
    trees = [] if broken else word.trees()
    return _Survey(
        names=frozenset().union(*map(paths, trees)),
        sections=frozenset().union(*map(sections, trees)),
        broken=tuple(broken),
        mistakes=tuple(broken or word.misnamed(SHAPES)),
    )

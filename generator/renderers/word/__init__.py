"""Word documents from templates that officers edit in Word.

The functions are all that other rooms use. What they need is imported when they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.content.nodes import ChartSpec, WordContent
from generator.settings.house_style import HouseStyle


def render_word(
    template: Path,
    content: WordContent,
    *,
    house_style: HouseStyle,
    draw: Callable[[ChartSpec], bytes],
) -> bytes:
    """The finished document; the same arguments give the same bytes.

    `draw` gives a chart as PNG. Raises TemplateError, which names the template and for each
    mistake the place, the tag and what is wrong with it.
    """
    from generator.renderers.word import rendering

    return rendering.render_word(template, content, house_style=house_style, draw=draw)


def lint_template(template: Path, context: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """A sentence for each mistake in a template, also in loops that a context leaves empty.

    With a context, names that it has beyond the declared shapes are known. Raises TemplateError
    where the template is not a Word file at all.
    """
    from generator.renderers.word import inspection

    return inspection.lint_template(template, context)


def wanted_sections(template: Path) -> frozenset[str]:
    """The sections that a template cannot do without, such as "narrative.background".

    Raises TemplateError where the template cannot be read.
    """
    from generator.renderers.word import inspection

    return inspection.wanted_sections(template)


def names_used(template: Path) -> frozenset[str]:
    """Every name that a template uses ("exception_log", "narrative.summary"), optional ones too.

    Raises TemplateError where the template cannot be read.
    """
    from generator.renderers.word import inspection

    return inspection.names_used(template)

"""From a template and its content to the bytes of a Word file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from generator.content.nodes import ChartSpec, WordContent
from generator.renderers.package import fixed_package
from generator.renderers.template_language import TemplateLanguage
from generator.renderers.word.document_finishing import finish
from generator.renderers.word.template_inspection import survey_template, unfit
from generator.renderers.word.template_tags import place
from generator.renderers.word.template_text import TagMistake
from generator.renderers.word.template_values import Tokens, plain_context
from generator.renderers.word.text_runs import Misfit
from generator.renderers.word.word_template import WordTemplate
from generator.settings.house_style import HouseStyle


def render_word(
    template: Path,
    content: WordContent,
    *,
    house_style: HouseStyle,
    draw: Callable[[ChartSpec], bytes],
) -> bytes:
    """The finished document. Raises TemplateError with every mistake that was found."""
    if mistakes := survey_template(template).mistakes:
        raise unfit(template, mistakes)
    word = WordTemplate(template)
    tokens = Tokens()
    context = plain_context(content.context, tokens)
    language = TemplateLanguage(context)
    try:
        word.render(context, language)
        finish(word, tokens, content.properties, house_style, draw)
    except TagMistake as mistake:
        raise unfit(template, [str(mistake)]) from mistake
    except Misfit as misfit:
        raise unfit(template, [f"{place(misfit.element)}: {misfit}"]) from misfit
    saved = io.BytesIO()
    word.docx.save(saved)
    return fixed_package(saved.getvalue())

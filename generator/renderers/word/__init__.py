"""Word documents from templates that officers edit in Word."""

from __future__ import annotations

from generator.renderers.word.template_inspection import TemplateSurvey, survey_template, unfit
from generator.renderers.word.word_rendering import render_word

__all__ = ["TemplateSurvey", "render_word", "survey_template", "unfit"]

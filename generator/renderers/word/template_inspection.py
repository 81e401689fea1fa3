"""Everything that is wrong with a template and shows before anything is rendered, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from generator.content.template_context import example_context
from generator.errors import TemplateError
from generator.inputs.folders import template_name
from generator.renderers.template_language import REFUSED_STATEMENTS
from generator.renderers.template_names import (
    language_faults,
    name_faults,
    paths,
    required_sections,
)
from generator.renderers.word.markup import W
from generator.renderers.word.published_package import refused_matter
from generator.renderers.word.template_styles import style_chains, style_faults
from generator.renderers.word.template_tags import (
    TAG,
    Story,
    Tag,
    paragraph_text,
    straight,
    tag_faults,
    tag_key,
)
from generator.renderers.word.word_template import WordTemplate, parsed, reason_of, syntax_fault

_REMEDY = "Correct the template in Word; docs/word-templates.md says what it can use."
_BLOCKS = ("if", "for", "macro", "call", "filter", "with")
_CLOSINGS = (
    *("else", "endif", "endfor", "endmacro", "endcall", "endfilter", "endwith", "endset"),
    *("endautoescape", "endblock"),
)
_CELL_TAGS = ("vm", "hm")


@dataclass(frozen=True, kw_only=True)
class TemplateSurvey:
    """What a template's tags name, and a sentence for each mistake in it.

    `names` are all dotted names; `required` the sections that it cannot do without, such as
    "narrative.background". Both are empty where a tag is broken. `texts` are its own words, those
    of watermarks too.
    """

    names: frozenset[str]
    required: frozenset[str]
    mistakes: tuple[str, ...]
    texts: tuple[str, ...] = ()


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
    return TemplateError.listing(template_name(template), mistakes, _REMEDY)


# Packs share templates, so each is looked into once; time and size tell when it was saved again.
@lru_cache(maxsize=64)
def _survey(template: Path, _time: int, _size: int) -> TemplateSurvey:
    try:
        return _survey_of(WordTemplate(template))
    except TemplateError:
        raise
    except Exception as error:  # a template may hold what neither docxtpl nor we have thought of
        raise unfit(template, [f"it cannot be read ({reason_of(error)})"]) from error


def _survey_of(word: WordTemplate) -> TemplateSurvey:
    mistakes = list(dict.fromkeys(refused_matter(word.docx.part.package)))
    chains, numbering = style_chains(word.docx.styles.element), word.numbering()
    for story in word.stories.values():
        mistakes += style_faults(story.root, chains, numbering)
    trees: list[nodes.Template] = []
    faults: list[str] = []
    for story in word.stories.values():
        found, tree = _look_into(word, story)
        faults += found
        trees += [] if tree is None else [tree]
    if faults:
        trees = []
    return TemplateSurvey(
        names=frozenset().union(*map(paths, trees)),
        required=frozenset().union(*map(required_sections, trees)),
        mistakes=(*mistakes, *faults),
        texts=tuple(text for story in word.stories.values() for text in _own_words(story.root)),
    )


def _own_words(root: etree._Element) -> Iterator[str]:
    """The text of each paragraph without its tags, and that of each watermark."""
    for element in root.iter(f"{W}p", "{*}textpath"):
        found = element.get("string", "") or paragraph_text(element)
        if text := TAG.sub("", found).strip():
            yield text


def _look_into(word: WordTemplate, story: Story) -> tuple[list[str], nodes.Template | None]:
    """A sentence for each tag that does not work, and the story's tree where it has one."""
    broken = list(tag_faults(story.root))
    torn = ""
    if not broken:  # docxtpl would tear a story with broken tags apart
        source = word.source_of(story)
        try:
            tree = parsed(source.text)
            faults = [*sorted(language_faults(tree)), *name_faults(tree, example_context())]
        except TemplateSyntaxError as error:
            torn = source.at(error.lineno, syntax_fault(error))
        else:
            return [source.at(line, reason) for line, reason in faults], tree
    return _mistakes_tag_by_tag(story, broken) or [torn], None


def _mistakes_tag_by_tag(story: Story, broken: list[tuple[etree._Element, str, str]]) -> list[str]:
    faulty = {(element, tag) for element, tag, _ in broken}
    sound = [tag for tag in story.tags if (tag.element, tag.text) not in faulty]
    faults = [*broken]
    for tag in sound:
        faults += [(tag.element, tag.text, reason) for reason in _faults_alone(tag)]
    if not broken and all(map(_is_readable, sound)):  # else what follows is no wonder
        faults += [(tag.element, tag.text, reason) for tag, reason in _nesting_faults(sound)]
    return [story.at(*fault) for fault in faults] + _misnamed_alone(story, sound)


def _nesting_faults(tags: Sequence[Tag]) -> Iterator[tuple[Tag, str]]:
    """Tags that open something without an end, and ends of what is not open."""
    opened: list[tuple[str, Tag]] = []
    for tag in tags:
        word = _first_word(tag)
        innermost = opened[-1][0] if opened else ""
        if word in _BLOCKS or (word == "set" and "=" not in tag.text):
            opened.append((word, tag))
        elif word in ("else", "elif"):
            if innermost not in ("if", "for"):
                yield tag, f"there is no 'if' that this '{word}' belongs to"
        elif word in _CLOSINGS:
            if word == f"end{innermost}":
                opened.pop()
            elif innermost:
                yield tag, f"'{innermost}' is open: end it before with 'end{innermost}'"
            else:
                yield tag, f"there is no '{word.removeprefix('end')}' that it ends"
    for word, tag in opened:
        yield tag, f"it has no end: add 'end{word}'"


def _faults_alone(tag: Tag) -> Iterator[str]:
    """What is wrong with one tag: its form, its filters, its tests."""
    word = _first_word(tag)
    if word in REFUSED_STATEMENTS.values():
        yield f"a template cannot use '{word}'"
        return
    try:
        tree = parsed(_alone(tag))
    except TemplateSyntaxError as error:
        yield syntax_fault(error)
        return
    yield from (reason for _, reason in language_faults(tree))


def _is_readable(tag: Tag) -> bool:
    try:
        parsed(_alone(tag))
    except TemplateSyntaxError:
        return False
    return True


def _first_word(tag: Tag) -> str:
    return tag_key(tag.text).partition(" ")[0] if straight(tag.text).startswith("{%") else ""


def _alone(tag: Tag) -> str:
    """A tag as a template of its own: what it opens is closed again."""
    key, text = tag_key(tag.text), straight(tag.text)
    word = _first_word(tag)
    if text.startswith("{#") or word in (*_CLOSINGS, *_CELL_TAGS):
        return ""
    if word == "elif":
        return f"{{% {key.removeprefix('el')} %}}{{% endif %}}"
    if word in _BLOCKS or (word == "set" and "=" not in key):
        return f"{{% {key} %}}{{% end{word} %}}"
    if text.startswith("{%") and not _is_cell_tag(text):
        return f"{{% {key} %}}"
    return f"{{{{ {key} }}}}"


def _is_cell_tag(text: str) -> bool:
    """Whether a tag colours or widens its cell: its inside is an expression."""
    return text[2:].lstrip().startswith(("cellbg ", "colspan "))


def _misnamed_alone(story: Story, tags: Sequence[Tag]) -> list[str]:
    """A sentence for each unknown name, where the tags cannot be read together."""
    readable = [tag for tag in tags if _is_readable(tag)]
    source = "\n".join(_alone(tag).replace("\n", " ") for tag in readable)
    faults = name_faults(parsed(source), example_context(), is_flat=True)
    return [
        story.at(readable[line - 1].element, readable[line - 1].text, reason)
        for line, reason in faults
    ]

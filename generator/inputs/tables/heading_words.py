"""Compares headings as people mean them: case, spaces, line breaks and punctuation aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from generator.characters import yaml_text
from generator.inputs.tables.columns.input_columns import InputColumn, InputForm

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BROKEN_WORD = re.compile(r"(?<=[a-z])[-\u00ad]\s*\n\s*(?=[a-z])")
_REFERENCE = re.compile(
    r"^(?!(?:phone|telephone|contact|version|post|page|target|cost|budget|owner|staff|user|parent|officer"
    r"|employee|manager|lead|director|supplier|contract|customer|asset)\b)"
    r"(?:\w+ ){1,3}"
    r"(?:ref|reference|id|no|number|code|identifier)(?: no| number| id)?$"
)
LESS_SURE = 1000
"""What is added to the rank of a heading that only resembles a declared one."""
_NOT_WORD = re.compile(r"[^\w£%#]+")


def one_line(heading: str) -> str:
    """A heading on one line; a word that is broken over two lines is one word again."""
    return " ".join(_BROKEN_WORD.sub("", heading).split())


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading reduced to its words, in small letters, one space between."""
    text = _BROKEN_WORD.sub("", unicodedata.normalize("NFKC", heading)).casefold()
    text = text.replace("&", " and ").replace("×", " x ").replace("_", " ").replace("'", "")
    return " ".join(_NOT_WORD.sub(" ", text).split())


@lru_cache(maxsize=4096)
def spellings(heading: str) -> tuple[str, ...]:
    """The ways to take a heading, the closest first.

    Whole, without brackets, its first line, and what is before a stroke if that is more than one
    word: "Description of risk / opportunity".
    """
    before = plain(heading.split("/")[0])
    found = [
        plain(heading),
        plain(_BRACKETS.sub(" ", heading)),
        plain(heading.strip().split("\n")[0]),
        before if " " in before else "",
    ]
    return tuple(dict.fromkeys(text for text in found if text))


@lru_cache(maxsize=128)
def known_headings(
    form: InputForm, reduced: Callable[[str], str] = plain
) -> dict[str, tuple[tuple[int, str], ...]]:
    """Each declared heading of a form, reduced to what is compared: the keys that it may mean.

    The best key comes first. A column's own heading counts 0, its aliases 1, 2, ... in the order
    of their declaration.
    """
    known: dict[str, dict[str, int]] = {}
    for column in form.columns:
        for rank, heading in enumerate(column.headings):
            known.setdefault(reduced(plain(heading)), {}).setdefault(column.key, rank)
    return {
        heading: tuple(sorted((rank, key) for key, rank in keys.items()))
        for heading, keys in known.items()
    }


def _words(text: str) -> str:
    """The words of a plain heading, whatever their order and number: "date of review"."""
    words = {_singular(word) for word in text.split()}
    return " ".join(sorted(words - {"the", "of", "a", "an"} or words))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _letters(text: str) -> str:
    """The letters of a plain heading alone, for "RiskID" and "Like lihood"."""
    return text.replace(" ", "")


@lru_cache(maxsize=4096)
def columns_of(heading: str, form: InputForm) -> tuple[tuple[int, str], ...]:
    """The keys of the columns that a heading may name, best first, with their ranks.

    A heading that is declared word by word is surer than one that resembles a declared one. "Owner
    of the risks" resembles "Owner", but "Priority" not "Priority action".
    """
    texts = spellings(heading)
    known, by_words = known_headings(form), known_headings(form, _words)
    by_letters = known_headings(form, _letters)
    for text in texts:
        if text in known:
            return known[text]
    for text in texts:
        words = _words(text)
        without_noun = " ".join(word for word in words.split() if word != form.noun)
        found = by_words.get(words) or by_words.get(without_noun) or by_letters.get(_letters(text))
        if found:
            return tuple((rank + LESS_SURE, key) for rank, key in found)
    return _any_reference(heading, form)


def _any_reference(heading: str, form: InputForm) -> tuple[tuple[int, str], ...]:
    """A reference under a name of its own, such as "BAF Ref"."""
    if form.column("reference") is None:
        return ()
    named = any(_REFERENCE.match(text) for text in spellings(heading))
    return ((2 * LESS_SURE, "reference"),) if named else ()


def nearest_heading(heading: str, columns: Iterable[InputColumn]) -> tuple[str, str] | None:
    """The key and heading of the column that a misspelt heading is nearest to; None if none is.

    One letter may be left out, added or exchanged with its neighbour; in eight letters or more two
    may be wrong ("Descripton of Rsik").
    """
    text = plain(heading)
    if len(text) < 5:
        return None
    best: tuple[float, str, str] | None = None
    for column in columns:
        for known in column.headings:
            likeness = _likeness(text, plain(known))
            if likeness and (best is None or likeness > best[0]):
                best = (likeness, column.key, known)
    return best[1:] if best else None


def _likeness(text: str, known: str) -> float:
    """How like two headings are, 0 to 1; 0 where they are two different words."""
    if abs(len(text) - len(known)) > 2 or len(known) < 5:
        return 0.0
    same = SequenceMatcher(None, text, known, autojunk=False).ratio()
    if len(text) == len(known) and len(text) < 8 and sorted(text) != sorted(known):
        return 0.0  # Stage and State are two words
    return same if same >= (0.85 if len(text) >= 8 else 0.8) else 0.0


def mapping_line(form: str, key: str, heading: str) -> str:
    """What to add to pack.yaml so that a heading of an input is read as a column's."""
    return f"add to pack.yaml under inputs.{form}: `columns: {{{key}: {yaml_text(heading)}}}`."


def article(noun: str) -> str:
    """The noun with "a" or "an" before it."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"

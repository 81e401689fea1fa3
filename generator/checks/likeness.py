"""Finds texts and names that are nearly the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches

COUNCIL_WORDS = re.compile(r" (?:District|Borough|City|County|Council)\b")
"""What the name of a council has beside its own words."""
_WORD = re.compile(r"\w+")
# Words that a text must have; shorter texts are alike by chance.
_SHORTEST = 5
_ALIKE = 0.92
_NEARLY = 0.83
# Texts that share a rare word; a word that more texts share says nothing.
_MOST_SHARED = 12


def alike_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of texts, by index, that differ only in a few letters; each text in one pair."""
    words = [_WORD.findall(text.casefold()) for text in texts]
    whole: dict[tuple[str, ...], int] = {}
    paired: set[int] = set()
    for index, said in enumerate(words):
        if len(said) < _SHORTEST:
            continue
        first = whole.setdefault(tuple(said), index)
        if first != index:
            paired.add(index)
            yield first, index
    for one, other in _candidates(words, paired):
        if other not in paired and _similar(" ".join(words[one]), " ".join(words[other])):
            paired.add(other)
            yield one, other


def _candidates(words: Sequence[Sequence[str]], skip: set[int]) -> list[tuple[int, int]]:
    """Pairs that share most of their words, found by the words that few texts have."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, said in enumerate(words):
        if len(said) >= _SHORTEST and index not in skip:
            for word in set(said):
                holders[word].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for indexes in holders.values():
        if 2 <= len(indexes) <= _MOST_SHARED:
            for position, one in enumerate(indexes):
                for other in indexes[position + 1 :]:
                    shared[one, other] += 1
    sets = {index: set(words[index]) for pair in shared for index in pair}
    return sorted(
        (one, other)
        for one, other in shared
        if len(sets[one] & sets[other]) * 5 >= 4 * max(len(sets[one]), len(sets[other]))
    )


def _similar(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """What a message adds where a known name is nearly the same, "" where none is."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def nearly_same(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by a usual slip: Stevenson, Stephenson."""
    if one_letter_apart(one, other):
        return True
    return one != other and SequenceMatcher(None, one, other, autojunk=False).ratio() > _NEARLY


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, added or left out, or two neighbours were swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest_one, rest_other = one[start:], other[start:]
    return (
        rest_one[1:] == rest_other[1:]
        or rest_one[1:] == rest_other
        or rest_one == rest_other[1:]
        or (
            len(rest_one) == len(rest_other) > 1
            and rest_one[:2] == rest_other[1::-1]
            and rest_one[2:] == rest_other[2:]
        )
    )

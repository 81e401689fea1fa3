"""Checks of the texts themselves: blanks, placeholders, marks, bad pastes, dates, amounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.checks.evidence import Evidence, RecordText, check
from generator.findings import Finding, Location, rule
from generator.model.written_dates import WrittenDate, find_dates, find_impossible_dates

_STANDS_FOR_NOTHING = re.compile(
    r"\W*(?:none|nil|not applicable|test(?:ing)?|ditto"
    r"|(?:as|see|same as) (?:above|below|before))\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3}")
_LONG_TEXTS = (
    *("description", "potential_impact", "mitigations", "notes"),
    *("recommendation", "what_we_will_do", "progress"),
)
# Characters; short texts such as "Ongoing" may well be the same.
_SHORTEST_COPY = 12
_PLACEHOLDER = re.compile(
    r"(?<![\w@./])(?:TB[CAD]|T\.B\.C\.?)(?!\w)|\bto be (?:confirmed|advised|inserted)\b"
    r"|(?<!\w)[xX]{3,}(?!\w)|\blorem\b"
    r"|[\[<{(]\s*(?:insert|enter|add|name|date|text|tbc|xx+)\b"
    r"[^\])>}]{0,60}[\])>}]|\?{3,}|\bTODO\b|\bFIXME\b|\bclick (?:or tap )?here to enter text\b"
    r"|\b(?:dd/mm/yy(?:yy)?)\b|\bX%|£[xX]+\b",
    re.IGNORECASE,
)
# Every text with a placeholder holds one of these. Looking for them first is much faster.
_HINTS = (
    *("tb", "t.b", "xxx", "lorem", "to be ", "[", "<", "{", "(", "???", "todo", "fixme", "click"),
    *("dd/mm", "x%", "£x"),
)
# A sad face, or the mark of an item: a), (iv), 3).
_NO_BRACKET = re.compile(r"[:;]-?\(|^[ \t]*\(?(?:[a-z]|[ivx]+|\d+)\)", re.IGNORECASE | re.MULTILINE)
# UTF-8 that was read as Windows-1252, as old exports to CSV do.
_MOJIBAKE = re.compile(
    r"â€[™œ\x9d“”˜¢¦\x93\x94]?|Ã[\x80-\xbf©¨¢ª®´»¼½¶]|Â[£€ \xa0°½¼±·©®§]|\ufffd|Å[·µ´¶]|ï»¿|ðŸ"
    r"|â[‚„†ˆ‰œ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
_DOUBLED = re.compile(
    r"\b(the|a|an|and|of|to|for|on|with|by|be|are|at|or|this|have|will|from)\s+\1\b(?![-/])",
    re.IGNORECASE,
)
# Words with which no sentence ends.
_LOST_WORD = re.compile(r"\b((?:\w+ )?(?:the|an|and|or|of|with))\.(?=\s+[A-Z]|\s*$)")
_NO_END = re.compile(r"\s(?:and|or|the|of|with|a|an|but|because|which|whose|are)\W{0,2}$")
# Without the joiners that emoji and some scripts need.
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\u115f\u1160\u180e\u3164\uffa0]"
    "|[\ufff9-\ufffb\U000e0100-\U000e01ef]"
)


@check
def check_missing(evidence: Evidence) -> Iterator[Finding]:
    """The texts that readers expect are there: what is done about a live risk or an action."""
    for text, location in evidence.settings_texts:
        if text.strip() and re.fullmatch(r"[\s–—_.?-]+", text):
            yield rule("TEXT-01").at(location, f'the text is only "{text.strip()}"', value=text)
    for risk in evidence.live_risks:
        texts = {
            "mitigations": risk.mitigations,
            "description": risk.description,
            "potential_impact": risk.potential_impact,
        }
        yield from _missing(risk.reference, texts, "mitigations", risk.where)
    for action in evidence.actions:
        texts = {"what_we_will_do": action.what_we_will_do, "recommendation": action.recommendation}
        yield from _missing(action.reference, texts, "what_we_will_do", action.where)
    for review in evidence.pack.service_reviews:
        yield from _missing(review.service, {"update": review.update}, "update", review.where)


def _missing(
    owner: str, texts: Mapping[str, str], expected: str, where: Mapping[str, Location]
) -> Iterator[Finding]:
    """The texts that say nothing, and the expected one if it is blank."""
    for key, text in texts.items():
        if key in where and (_says_nothing(text) or (key == expected and not text)):
            name = "answer" if key == "what_we_will_do" else key.replace("_", " ")
            only = f', only "{text.strip()}"' if text.strip() else ""
            yield rule("TEXT-01").at(where[key], f"{owner} has no {name}{only}", value=text.strip())


def _says_nothing(text: str) -> bool:
    """Whether a text that is not blank has no word of three letters, or one that means nothing."""
    return bool(text.strip()) and bool(
        not _WORD.search(text) or _STANDS_FOR_NOTHING.fullmatch(text.strip())
    )


@check
def check_same(evidence: Evidence) -> Iterator[Finding]:
    """No two long texts of a record are the same: one was copied into the wrong cell."""
    by_place: dict[tuple[str, Location | None], list[RecordText]] = defaultdict(list)
    for text in evidence.texts:
        is_long = text.key in _LONG_TEXTS and len(text.text) >= _SHORTEST_COPY
        if is_long or text.key in ("description", "workstream"):
            by_place[text.owner, text.where.get("row")].append(text)
    for texts in by_place.values():
        first: dict[str, RecordText] = {}
        for text in texts:
            same = first.setdefault(" ".join(text.text.casefold().split()), text)
            if same is not text:
                seen = f"{text.name} has the same text as its {same.key.replace('_', ' ')}"
                yield rule("TEXT-09").at(text.location, seen)


@check
def check_placeholders(evidence: Evidence) -> Iterator[Finding]:
    """No placeholder is left."""
    for _, text, location in evidence.passages:
        lower = text.lower()
        if any(hint in lower for hint in _HINTS):
            for found in dict.fromkeys(match[0] for match in _PLACEHOLDER.finditer(text)):
                seen = f'the text still holds "{found}"'
                yield rule("TEXT-02").at(location, seen, value=found)


@check
def check_quotes(evidence: Evidence) -> Iterator[Finding]:
    """Quotation marks and brackets come in pairs."""
    for text in evidence.texts:
        if seen := _unmatched(text.text):
            seen = f"unmatched marks in {text.name}: {seen}"
            yield rule("TEXT-03").at(text.location, seen)
    for said, location in evidence.settings_texts:
        if seen := _unmatched(said):
            yield rule("TEXT-03").at(location, f"unmatched marks in the text: {seen}")
    for section in evidence.sections():
        line = section.line
        for paragraph in re.split(r"(\n\s*\n)", section.text):
            if seen := _unmatched(paragraph):
                seen = f"unmatched marks in the paragraph: {seen}"
                yield rule("TEXT-03").at(section.at(line), seen)
            line += paragraph.count("\n")


def _unmatched(text: str) -> str:
    """The numbers of quotation marks or brackets that do not match, "" if they do."""
    opening, closing = text.count("“"), text.count("”")
    if opening != closing:
        return f"{opening} opening “, {closing} closing ”"
    brackets = _NO_BRACKET.sub("", text)
    if (left := brackets.count("(") - brackets.count(")")) > 0:
        return f"{left} ( without its )"
    # A quotation mark after a digit can mean inches.
    straight = len(re.findall(r'(?<!\d)"|(?<=\d)"(?=[^\s,.;)]|$)', text))
    count = text.count('"')
    return f'{count} "' if straight % 2 and count % 2 else ""


@check
def check_cut_off(evidence: Evidence) -> Iterator[Finding]:
    """A long text begins like a sentence, and has no mark for something lost."""
    for text in evidence.texts:
        if mark := re.search(r"\[(?:…|\.\.\.)\]", text.text):
            seen = f"a part of {text.name} is missing: {mark[0]}"
            yield rule("TEXT-04").at(text.location, seen)
            continue
        if text.key not in ("description", "potential_impact", "mitigations", "update"):
            continue
        begins = re.match(r"(?:[a-z][a-z'’()]+|[,;:.)])(?=\W)", text.text)
        rest = text.text[begins.end() :] if begins else ""
        if begins and re.match(r"\W{0,3}\.\s+[A-Z]|^[).;,]", rest):
            words = " ".join(text.text.split()[:2])
            seen = f'the start of {text.name} is cut off: "{words}"'
            yield rule("TEXT-04").at(text.location, seen)
        elif _NO_END.search(text.text):
            seen = f'the end of {text.name} is cut off: "{" ".join(text.text.split()[-3:])}"'
            yield rule("TEXT-04").at(text.location, seen)
    for line, location in evidence.prose:
        if found := _LOST_WORD.search(line):
            yield rule("TEXT-04").at(location, f'a word is missing after "{found[1]}"')


@check
def check_encoding(evidence: Evidence) -> Iterator[Finding]:
    """No letters are broken by a wrong encoding."""
    for _, text, location in evidence.passages:
        if found := _MOJIBAKE.search(text):
            before = text[max(0, found.start() - 20) : found.start()].split(" ")[-1]
            word = before + found[0] + text[found.end() : found.end() + 20].split(" ")[0]
            seen = f'"{word}" was broken by a wrong encoding'
            yield rule("TEXT-05").at(location, seen, value=word)


@check
def check_doubled(evidence: Evidence) -> Iterator[Finding]:
    """No small word stands twice."""
    for _, text, location in evidence.passages:
        if found := _DOUBLED.search(text):
            seen = f"'{' '.join(found[0].split())}' has a word twice"
            yield rule("TEXT-11").at(location, seen, value=found[1].lower())


@check
def check_invisible(evidence: Evidence) -> Iterator[Finding]:
    """No text holds invisible characters."""
    for name, text, location in evidence.passages:
        if found := _INVISIBLE.search(text):
            before = " ".join(text[: found.start()].split())[-20:]
            point = f"U+{ord(found[0]):04X}"
            seen = f"invisible character {point} in {name}" + (
                f' after "{before}"' if before else ""
            )
            # They come from one copy and paste, whatever the column: one cause in the whole file.
            yield rule("TEXT-06").at(location, seen, value=point, cause="invisible characters")


# Dates and amounts within texts

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|r|ur|urs)?(?:day)?\.?,?\s+(?:the )?$",
    re.IGNORECASE,
)
# Looking for these first is faster than reading every date.
_MAY_HOLD_DATE = re.compile(r"\d[./-]\d|(?:19|20)\d\d|'\d\d")
_DAY_NAME = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|until|till|[–—-])\s*", re.IGNORECASE)
_AND = re.compile(r"\s*and\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
# "moved from 31 January to 6 December" is no range.
_MOVED = re.compile(
    r"\b(?:forward|moved?|chang\w+|revis\w+|amend\w+|bring|brought|reduc\w+|was|originally)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"£\s?(\d+(?:,\d+)+)")
_TWO_POINTS = re.compile(r"£\s?\d+\.\d+\.\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


@check
def check_written_dates(evidence: Evidence) -> Iterator[Finding]:
    """The dates within texts exist, are of their weekday, and their ranges end after they begin."""
    for name, text, location in evidence.passages:
        if not _MAY_HOLD_DATE.search(text):
            continue
        if not name.endswith("'s notes"):  # the reader looks at notes itself
            for written in find_impossible_dates(text):
                yield rule("DATE-12").at(location, f"'{written}' is not a date", value=written)
        dates = tuple(find_dates(text))
        for code, written, seen in (*_wrong_weekdays(text, dates), *_wrong_ranges(text, dates)):
            yield rule(code).at(location, seen, value=written)


def _wrong_weekdays(text: str, dates: Sequence[WrittenDate]) -> Iterator[tuple[str, str, str]]:
    for written in dates if _DAY_NAME.search(text) else ():
        found = _WEEKDAY.search(text, max(0, written.start - 20), written.start)
        is_day = written.first == written.last
        if found and is_day and written.first.weekday() != _WEEKDAYS.index(found[1].lower()):
            said = f"{found[0].strip()} {written.written}"
            yield "DATE-18", written.written, f"'{said}' is a {written.first:%A}"


def _wrong_ranges(text: str, dates: Sequence[WrittenDate]) -> Iterator[tuple[str, str, str]]:
    for one, other in pairwise(dates):
        if other.last >= one.first:
            continue
        between = text[one.start + len(one.written) : other.start]
        before = text[max(0, one.start - 60) : one.start]
        is_range = _RANGE.fullmatch(between) or (
            _AND.fullmatch(between) and _BETWEEN.search(before)
        )
        if is_range and not _MOVED.search(before):
            said = f"{one.written}{between}{other.written}"
            yield "DATE-17", other.written, f"'{said}' ends before it begins"


@check
def check_thousands(evidence: Evidence) -> Iterator[Finding]:
    """The commas of an amount stand before groups of three digits, and it has one point at most."""
    for _, text, location in evidence.passages:
        if "£" in text and (broken := _TWO_POINTS.search(text)):
            seen = f"'{broken[0]}' is no amount"
            yield rule("TEXT-10").at(location, seen, value=broken[0])
        for found in _AMOUNT.finditer(text) if "£" in text else ():
            if not _THOUSANDS.fullmatch(found[1]):
                seen = f"'{found[0]}' has a comma in the wrong place"
                yield rule("TEXT-10").at(location, seen, value=found[0])

"""Checks of the texts themselves: blanks, dashes, left-overs, bad pastes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.evidence import Evidence, RecordText
from generator.findings import Finding, Location, rule

TEXT_MISSING = rule("TEXT-01")
PLACEHOLDER = rule("TEXT-02")
QUOTES = rule("TEXT-03")
CUT_OFF = rule("TEXT-04")
MOJIBAKE = rule("TEXT-05")
INVISIBLE = rule("TEXT-06")
_EXPECTED = {
    "description": "description",
    "mitigations": "mitigations",
    "recommendation": "recommendation",
    "what_we_will_do": "answer",
    "update": "update",
}
_ONLY_DASHES = re.compile(r"^[\s\-–—_.…/\\*]+$")
_PLACEHOLDER = re.compile(
    r"(?<![\w@./])(?:TB[CAD]|T\.B\.C\.?)(?!\w)|\bto be (?:confirmed|advised|inserted)\b"
    r"|(?<!\w)[xX]{3,}(?!\w)|\blorem\b"
    r"|[\[<{(]\s*(?:insert|enter|add|name|date|text|tbc|xx+)\b"
    r"[^\])>}]{0,60}[\])>}]|\?{3,}|\bTODO\b|\bFIXME\b|\bclick (?:or tap )?here to enter text\b"
    r"|\b(?:dd/mm/yy(?:yy)?)\b|\bX%|£[xX]+\b",
    re.IGNORECASE,
)
_HINTS = (
    *("tb", "t.b", "xxx", "lorem", "to be ", "[", "<", "{", "(", "???", "todo", "fixme", "click"),
    *("dd/mm", "x%", "£x"),
)
"""One of these is in every text that holds a placeholder; most texts are passed over so."""
_MOJIBAKE = re.compile(r"â€[™œ\x9d“”˜¢¦\x93\x94]?|Ã[\x80-\xbf©¨¢ª®´»¼½¶]|Â[£€ \xa0°½¼]|\ufffd")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")


def check_missing(evidence: Evidence) -> Iterator[Finding]:
    """Texts that readers expect are there; a live risk says what is done about it."""
    for risk in evidence.live_risks:
        texts = {
            "description": risk.description,
            "mitigations": risk.mitigations,
            "potential_impact": risk.potential_impact,
        }
        yield from _missing_of(risk.reference, texts, "mitigations", risk.where)
    for action in evidence.actions:
        texts = {
            "recommendation": action.recommendation,
            "what_we_will_do": action.what_we_will_do,
        }
        yield from _missing_of(action.reference, texts, "what_we_will_do", action.where)
    for review in evidence.pack.service_reviews:
        yield from _missing_of(review.service, {"update": review.update}, "update", review.where)


def _missing_of(
    owner: str, texts: Mapping[str, str], wanted: str, where: Mapping[str, Location]
) -> Iterator[Finding]:
    """The texts that hold only dashes, and the wanted one where it is blank."""
    for key, text in texts.items():
        if key in where and (_ONLY_DASHES.match(text) or (key == wanted and not text)):
            yield _missing(owner, key, text, where[key])


def _missing(owner: str, key: str, text: str, location: Location) -> Finding:
    name = _EXPECTED.get(key, key.replace("_", " "))
    said = f"holds only “{text.strip()}”" if text.strip() else "is blank"
    return TEXT_MISSING.at(location, f"{owner}'s {name} {said}")


def check_placeholders(evidence: Evidence) -> Iterator[Finding]:
    """No placeholder is left."""
    for text in evidence.texts:
        for found in _placeholders(text.text):
            yield PLACEHOLDER.at(text.location, f"“{found}” is left in the text")
    for line, location in evidence.prose():
        for found in _placeholders(line):
            yield PLACEHOLDER.at(location, f"“{found}” is left in the text")


def _placeholders(text: str) -> tuple[str, ...]:
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return ()
    return tuple(dict.fromkeys(match[0] for match in _PLACEHOLDER.finditer(text)))


def check_quotes(evidence: Evidence) -> Iterator[Finding]:
    """Quotes come in pairs."""
    for text in evidence.texts:
        seen = _unbalanced(text.text)
        if seen:
            yield QUOTES.at(text.location, f"{_whose(text)} {seen}")
    for section in evidence.sections():
        line = section.line
        for paragraph in re.split(r"(\n\s*\n)", section.text):
            seen = _unbalanced(paragraph)
            if seen:
                at = Location(file=section.file, line=line)
                yield QUOTES.at(at, f"the paragraph {seen}")
            line += paragraph.count("\n")


def _unbalanced(text: str) -> str:
    opening, closing = text.count("“"), text.count("”")
    if opening != closing:
        return f"has {opening} opening “ and {closing} closing ”"
    # A quote after a digit is a sign of inches.
    straight = len(re.findall(r'(?<!\d)"|(?<=\d)"(?=[^\s,.;)]|$)', text))
    if straight % 2 and text.count('"') % 2:
        return f'has {text.count(chr(34))} quotes ", which is odd'
    return ""


def check_cut_off(evidence: Evidence) -> Iterator[Finding]:
    """A long text begins like a sentence."""
    for text in evidence.texts:
        if text.key not in ("description", "potential_impact", "mitigations", "update"):
            continue
        if "[…]" in text.text or "[...]" in text.text:
            yield CUT_OFF.at(text.location, f"in {_whose(text)} the mark […] stands")
            continue
        begins = re.match(r"(?:[a-z][a-z'’()]+|[,;:.)])(?=\W)", text.text)
        rest = text.text[begins.end() :] if begins else ""
        if begins and re.match(r"\W{0,3}\.\s+[A-Z]|^[).;,]", rest):
            words = " ".join(text.text.split()[:2])
            yield CUT_OFF.at(text.location, f"{_whose(text)} begins with “{words}”")


def check_encoding(evidence: Evidence) -> Iterator[Finding]:
    """No letters are garbled."""
    for found, location in _matches(evidence, _MOJIBAKE):
        yield MOJIBAKE.at(location, f"“{_word_around(found)}” is garbled")


def _word_around(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 20) : found.start()].split(" ")[-1]
    after = found.string[found.end() : found.end() + 20].split(" ")[0]
    return f"{before}{found[0]}{after}"


def check_invisible(evidence: Evidence) -> Iterator[Finding]:
    """No invisible characters hide in a text."""
    for found, location in _matches(evidence, _INVISIBLE):
        before = " ".join(found.string[: found.start()].split())[-20:]
        yield INVISIBLE.at(location, f"the text holds U+{ord(found[0]):04X} after “{before}”")


def _matches(
    evidence: Evidence, pattern: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], Location]]:
    """The first match in each text, and its place."""
    for text in evidence.texts:
        if found := pattern.search(text.text):
            yield found, text.location
    for line, location in evidence.prose():
        if found := pattern.search(line):
            yield found, location


def _whose(text: RecordText) -> str:
    return f"{text.owner}'s {text.key.replace('_', ' ')}"

"""Cells that say one of a few things: status, yes or no, trend."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.characters import quoted, yaml_text
from generator.findings import rule
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.text_cells import (
    broken_value,
    parse_code,
    plain_word,
    says_nothing,
    word_set,
)
from generator.inputs.files.input_sheet import Value
from generator.model.risks import Status, Trend

ESCALATED_UNREADABLE = rule("STATUS-02")
STATUS_UNREADABLE = rule("STATUS-01")
STATUS_TAKEN_AS = rule("STATUS-17")
TREND_UNREADABLE = rule("TREND-01")
TREND_IN_NUMBERS = rule("TREND-08")

_NO_WORDS: Mapping[str, str] = {}
_OPEN = word_set("open live active ongoing current new o reopened re-opened open/live")
_OPEN_PHRASES = ("in progress", "on going")
_LIVE = word_set(
    "treat treated tolerate tolerated transfer transferred accept accepted monitor monitoring "
    "monitored mitigating"
)
_LIVE_PHRASES = ("on hold", "under review", "to be reviewed")
"""Words for what is done with a risk that is still there: the papers say Open of it."""
_CLOSED = word_set(
    "closed close complete completed archived retired removed resolved c terminated "
    "withdrawn closed/archived deleted expired superseded"
)
_ISSUE = word_set("issue issues materialised occurred materialized realised i")
_YES = word_set("yes y true x 1 ✓ ✔ ☑ escalated yes. ticked ✅ 🗸")
_NO = word_set("no n false 0 ✗ ✘ ☐ no. not none ❌ 🗴")
_TRENDS = {
    Trend.INCREASED: word_set(
        "increased increase increasing up upward upwards worse worsening worsened higher rising "
        "rise risen deteriorating deteriorated ↑ ⬆ ▲ △ ⇑ ↗ ⬈ 🡅 🡱 ⇧ ⭡ 🔺 + \\uparrow ^ 🠉 ⤴"
    ),
    Trend.DECREASED: word_set(
        "decreased decrease decreasing down downward downwards better improving improved lower "
        "falling fall fallen reduced reducing reduction ↓ ⬇ ▼ ▽ ⇓ ↘ ⬊ 🡇 🡳 ⇩ ⭣ 🔻 - \\downarrow 🠋 "
        "⤵"
    ),
    Trend.UNCHANGED: word_set(
        "unchanged same static stable steady level constant maintained none → ↔ ⇔ ⬌ ⇒ ➡ = ▶ ► "
        "◄► ⟷ ⟺ ◀▶ <> <-> -> \\leftrightarrow ⇄ ⮕ ➔ 🡆 no-change nochange"
    ),
}


def parse_status(
    value: Value,
    own: Mapping[str, str] = _NO_WORDS,
    yes: Status | None = None,
    blank: Status = Status.OPEN,
) -> Parsed[Status]:
    """Open, closed or issue, by its first word; anything else is open, and remarked on.

    `own` are the pack's own words for them, `yes` is what Yes means under a heading such as
    "Closed?", and `blank` what a dash does.
    """
    code = parse_code(value)
    if code.value is None:
        return Parsed(None, code.remarks)
    for word, status in own.items():
        if word.casefold() == code.value.casefold():
            return Parsed(Status(status), code.remarks)
    first, text = _first_word(code.value), plain_word(code.value)
    if yes is not None and first in _YES | _NO:
        no = Status.OPEN if yes is Status.CLOSED else Status.CLOSED
        return Parsed(yes if first in _YES else no, code.remarks)
    if text.startswith(_OPEN_PHRASES):
        return Parsed(Status.OPEN, code.remarks)
    words = ((_OPEN, Status.OPEN), (_CLOSED, Status.CLOSED), (_ISSUE, Status.ISSUE))
    meant = next((status for names, status in words if first in names), None)
    if meant and not re.search(r"\w", text.removeprefix(first)):
        return Parsed(meant, code.remarks)
    is_blank = says_nothing(code.value)
    read = meant or (blank if is_blank else Status.OPEN)
    is_known = meant or is_blank or first in _LIVE or text.startswith(_LIVE_PHRASES)
    said = "was" if is_known else "is not open, closed or issue; it was"
    remedy = (
        "Write Open, Closed or Issue; or say what the word means in pack.yaml under risk_register: "
        f"`statuses: {{{yaml_text(code.value)}: Closed}}`."
    )
    remark = Remark(
        STATUS_TAKEN_AS if is_known else STATUS_UNREADABLE,
        f"{quoted(code.value)} {said} read as {read.lower()}",
        remedy,
        cause="statuses in other words" if is_known else "unknown statuses",
    )
    return Parsed(read, (*code.remarks, remark))


def _first_word(text: str) -> str:
    """The first word in small letters; the whole text where it has none, as a tick has."""
    found = re.search(r"\w(?:[\w/']|-(?=\w))*", text)
    return (found[0] if found else text.strip()).casefold()


def parse_yes_no(value: Value) -> Parsed[bool]:
    """Yes or no; other text is yes, and remarked on."""
    broken = broken_value(value)
    if broken is not None:
        return Parsed(None, (broken,))
    if isinstance(value, bool):
        return Parsed(value)
    code = parse_code(value)
    if code.value is None or says_nothing(code.value):
        return Parsed(False if code.value else None, code.remarks)
    first = _first_word(code.value)
    if first in _YES or first in _NO:
        return Parsed(first in _YES, code.remarks)
    seen = f"{quoted(code.value)} was read as yes"
    return Parsed(True, (*code.remarks, Remark(ESCALATED_UNREADABLE, seen)))


def says_new(text: str) -> bool:
    """Whether a cell of the trend says that the risk is new: "New", "NEW RISK"."""
    return re.match(r"\W*new\b", text, re.IGNORECASE) is not None


def parse_trend(value: Value) -> Parsed[Trend]:
    """The trend, from an arrow or a word. "New" is not a trend."""
    code = parse_code(value)
    if code.value is None:
        return Parsed(None, code.remarks)
    text = code.value.casefold().replace("\ufe0f", "")
    if says_new(text) or text.strip("* ") in ("n/a", "na", "–", "—"):
        return Parsed(None, code.remarks)
    if "no change" in text or "not changed" in text or text.startswith(("un", "no movement")):
        return Parsed(Trend.UNCHANGED, code.remarks)
    said = {text, *text.replace("(", " ").replace(")", " ").replace(",", " ").split()}
    found = [trend for trend, names in _TRENDS.items() if said & names]
    if len(found) == 1 and not re.search(r"\d", text):
        return Parsed(found[0], code.remarks)
    if len(found) == 1:
        seen = f"{quoted(code.value)} was read as {found[0].value}; its number is printed nowhere"
        return Parsed(found[0], (*code.remarks, Remark(TREND_IN_NUMBERS, seen)))
    seen = f"{quoted(code.value)} is not a trend"
    return Parsed(None, (*code.remarks, Remark(TREND_UNREADABLE, seen)))

"""Whatever is written beside cells is kept letter for letter, or refused with a sentence."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree

from generator.content.workbooks import compose_workbook
from generator.errors import DocumentError
from generator.renderers.excel import render_workbook
from generator.renderers.excel.cells import check_text
from generator.settings.declaration import changed
from tests.content.workbooks.registers import HOUSE_STYLE, REGISTER, plan_pack, register_pack
from tests.renderers.excel.reading import rendered, rendered_plan

NAMES = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
LABEL = re.compile(r'(?:(?:"[^"]*"|\\.)*)(?:0|0\.0);;|General|0')
TEXTS = (
    *("B&G", "2024 report", "9&B", "&P of &N", '&"Arial"9', "=1+1", "High!A1", "R1C1", "_x000D_"),
    *("<r>x</r>", "'q'", "[#All]", "😀" * 60, "é" * 90, "{=1}", "1", "[x]"),
)


def parts(data: bytes):
    """The root of every part of a workbook."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return [etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith(".xml")]


def printed(code: str) -> list[str]:
    """The three parts of a header or footer, as Excel prints their letters."""
    tokens = re.compile(r'&&|&[LCR]|&"[^"]*"|&\d{1,2}|&[PNA]|[^&]')
    assert "".join(tokens.findall(code)) == code.replace("\n", "\n")
    said = "".join(
        {"&&": "&"}.get(
            each, "\0" if each in ("&L", "&C", "&R") else "" if each[0] == "&" else each
        )
        for each in tokens.findall(code)
    )
    return [part.strip() for part in said.split("\0")[1:]]


@pytest.mark.parametrize("text", TEXTS)
def test_headers_footers_and_properties(text: str) -> None:
    """A title, a marking and a council are printed and stored as they are."""
    pack = register_pack(marking=text[:20], councils=(text,))
    content = compose_workbook(pack, REGISTER, version="1")
    content = replace(content, properties=replace(content.properties, title=text, author=text))
    data = render_workbook(content, house_style=HOUSE_STYLE)
    stored = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (stored.title, stored.creator) == (text, text)
    for root in parts(data):
        for each in root.iter(f"{{{NAMES['m']}}}oddHeader", f"{{{NAMES['m']}}}oddFooter"):
            assert len(each.text.encode("utf-16-le")) // 2 <= 255
            code = each.text.replace("_x005F_x", "_x")
            assert printed(code)[:2] == [text.strip(), text[:20].strip()]


@pytest.mark.parametrize("letter", ["R", '"', "😀", "%", "\\", "0;;", "A B", "'", "_", "é"])
def test_a_letter_of_the_key(letter: str) -> None:
    """It is in a list of choices as one choice and before a number as itself, or is refused."""
    pack = plan_pack()
    plan = pack.settings.action_plan
    key = (changed(plan.key[0], letter=letter), *plan.key[1:])
    settings = pack.settings.model_copy(update={"action_plan": changed(plan, key=key)})
    try:
        data = rendered_plan(replace(pack, settings=settings, action_plan=pack.action_plan))
    except DocumentError as refused:
        assert letter in str(refused)  # noqa: PT017
        return
    for root in parts(data):
        for each in root.iterfind(".//m:dataValidation[@type='list']/m:formula1", NAMES):
            if each.text.startswith('"'):
                assert letter in each.text.strip('"').split(",")
        for each in root.iterfind(".//c:dLbls//c:numFmt", NAMES):
            assert LABEL.fullmatch(each.get("formatCode")), each.get("formatCode")


def test_messages_are_counted_as_excel_counts() -> None:
    """No message and no title of one is longer than Excel takes, with emoji and long words too."""
    pack = register_pack()
    words = changed(pack.settings.risk_register.words, impact="Consequence for everyone")
    register = changed(pack.settings.risk_register, words=words)
    scoring = pack.settings.scoring
    impact = tuple(changed(each, word="😀" * 20 + each.word) for each in scoring.impact)
    changes = {"risk_register": register, "scoring": changed(scoring, impact=impact)}
    settings = pack.settings.model_copy(update=changes)
    for root in parts(rendered(replace(pack, settings=settings))):
        for each in root.iter(f"{{{NAMES['m']}}}dataValidation"):
            for name, most in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255)):
                assert len((each.get(name) or "").encode("utf-16-le")) // 2 <= most


def test_the_gate() -> None:
    """A text is let through whole, or refused with its name and both lengths."""
    assert check_text("x" * 255, "A heading", 255) == "x" * 255
    with pytest.raises(DocumentError, match=r"A heading has 256 characters; it holds 255"):
        check_text("😀" * 128, "A heading", 255)
    with pytest.raises(DocumentError, match="A heading has a character"):
        check_text("a\x07", "A heading", 255)

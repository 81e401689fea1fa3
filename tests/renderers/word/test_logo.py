"""The house style in Word: font and logo."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

from generator.content.document_content import compose_word
from generator.renderers.chart_drawing import draw_chart
from generator.renderers.word import render_word, survey_template
from generator.settings.declaration import changed
from generator.settings.house_style import Logo
from tests.conftest import ROOT
from tests.content.packs import PACK, SETTINGS
from tests.outline import WP

TEMPLATE = ROOT / "templates" / "exception-risk-log.docx"
LOG = SETTINGS.documents[1]


def rendered(pack):
    def draw(chart):
        return draw_chart(chart, pack.house_style.fills([""] * len(chart.series)))

    content = compose_word(pack, LOG, names=survey_template(TEMPLATE).names)
    data = render_word(TEMPLATE, content, house_style=pack.house_style, draw=draw)
    return zipfile.ZipFile(io.BytesIO(data))


def test_the_logo_stands_in_the_header_with_its_alternative_text():
    """A pack with a logo has it in its header, a pack without one has no trace of it."""
    picture = draw_chart_of_nothing()
    style = changed(PACK.house_style, logo=Logo(file="l.png", alt="Northport"))
    package = rendered(replace(PACK, house_style=style, logo=picture))
    header = ElementTree.fromstring(package.read("word/header1.xml"))
    (named,) = header.iter(f"{WP}docPr")
    assert named.get("descr") == "Northport"
    assert picture in [package.read(n) for n in package.namelist() if n.startswith("word/media/")]
    bare = rendered(PACK).read("word/header1.xml")
    assert b"docPr" not in bare
    assert b"logo" not in bare


def draw_chart_of_nothing():
    from generator.content.insertable_blocks import charts_of

    return draw_chart(charts_of(PACK)["savings"], PACK.house_style.fills(["", ""]))


def test_the_house_styles_font_is_that_of_the_document():
    """The default font of a finished file is the house style's, whatever the template's was."""
    style = changed(PACK.house_style, font="Gill Sans MT")
    styles = rendered(replace(PACK, house_style=style)).read("word/styles.xml").decode()
    assert styles.count('w:ascii="Gill Sans MT"') == 1
    assert 'w:ascii="Arial"' not in styles

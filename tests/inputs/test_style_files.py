"""A pack's own house style lies over the common one, and its logo opens as a picture."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from generator.checks import check
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.style_files import read_house_style
from generator.settings.declaration import changed
from generator.settings.house_style import Colour, plain_style
from tests.inputs.workbooks import TEMPLATES, pack_with

STYLE = "house-style.yaml"
COMMON = f"templates/{STYLE}"


def read(folder, style, **files):
    """The pack whose own house style is this text, and the findings as code, file, line, seen."""
    pack, findings = pack_with(folder, "{}", {STYLE: style, **files})
    return pack, [(f.code, f.location.file, f.location.line, f.seen) for f in findings]


def picture(kind="PNG", size=(40, 20), **how):
    from PIL import Image

    stream = io.BytesIO()
    Image.effect_noise(size, 50).save(stream, kind, **how)
    return stream.getvalue()


def test_one_key_changes_one_thing(tmp_path):
    """A house style that names a font alone has the common colours, series and logo."""
    common, _ = pack_with(tmp_path / "common", "{}", {})
    pack, found = read(tmp_path, "font: Verdana\n")
    assert found == []
    assert pack.house_style == changed(common.house_style, font="Verdana")


def test_a_colour_changes_by_its_name(tmp_path):
    """Other colours stay, and of the colour what is not said."""
    pack, found = read(tmp_path, "colours:\n  amber: {fill: '#FFD966'}\n  teal: {fill: '#008080', "
                       "text: '#FFFFFF'}\n")  # fmt: skip
    assert found == []
    colours = pack.house_style.colours
    assert colours["amber"] == Colour(fill="#FFD966", text="#000000")
    assert colours["teal"] == Colour(fill="#008080", text="#FFFFFF")
    assert colours["header"].text == "#FFFFFF"


def test_both_files_are_sources(tmp_path):
    """The documents depend on the common house style and on the pack's own."""
    pack, _ = read(tmp_path, "font: Verdana\n")
    assert [source.path for source in pack.sources] == [STYLE, "pack.yaml", COMMON]


MISTAKES = {
    "font: [a]\n": ("PACK-05", 1, "font should be a text, but is a list"),
    "\nfonts: Verdana\n": ("PACK-03", 2, "fonts is not a known key; did you mean font"),
    "colours:\n  teal: {fill: '#008080'}\n": ("PACK-04", 2, "colours.teal.text is missing"),
    "series: ['#1F3864', navy]\n": (
        "PACK-05",
        1,
        "series[2]: a colour is # and six digits or letters A to F, as in #1F3864, but this is "
        "'navy'",
    ),
    "- a list\n": ("PACK-05", 1, None),
    "font: [\n": ("PACK-01", 2, None),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_are_found_in_the_packs_own_file(text, tmp_path):
    """A mistake is at its line of the file that makes it."""
    code, line, seen = MISTAKES[text]
    pack, found = read(tmp_path, text)
    assert pack is None
    assert [each[:3] for each in found] == [(code, STYLE, line)]
    assert seen in (None, found[0][3])


def test_an_empty_own_style_changes_nothing(tmp_path):
    """A file of comments alone is the common style."""
    pack, found = read(tmp_path, "# font: Verdana\n")
    assert (pack.house_style.font, found) == ("Arial", [])


def test_low_contrast_is_found_where_the_colour_stands(tmp_path):
    """The finding is at the colour's line in the pack's own file."""
    pack, _ = read(tmp_path, "font: Verdana\ncolours:\n  amber: {text: '#FFFFFF'}\n")
    found = [f for f in check(pack) if f.code == "STYLE-02"]
    assert [(f.location.file, f.location.line) for f in found] == [(STYLE, 3)]


@pytest.mark.parametrize(("colour", "found"), [("#668019", False), ("#BD2CE6", True)])
def test_contrast_of_less_than_four_and_a_half_is_found(colour, found, tmp_path):
    """WCAG's limit lies between these two on white: 4.500004:1 and 4.499996:1."""
    pack, _ = read(tmp_path, f"colours:\n  amber: {{fill: '#FFFFFF', text: '{colour}'}}\n")
    assert ("STYLE-02" in [f.code for f in check(pack)]) is found


@pytest.mark.parametrize("name", ["header", "editable", "none", "red", "amber"])
def test_a_colour_that_every_pack_uses_is_missed(name, tmp_path):
    """A common style without it stops the pack at its list of colours."""
    pack, _ = read(tmp_path, "font: Verdana\n")
    colours = {key: value for key, value in pack.house_style.colours.items() if key != name}
    style = changed(pack.house_style, colours=colours)
    found = [f for f in check(replace(pack, house_style=style)) if f" {name}," in f.seen]
    assert ("STYLE-01", COMMON) in [(f.code, f.location.file) for f in found]
    assert {f.code for f in found} == {"STYLE-01"}


LOGO = "font: Arial\nlogo: {file: logo.png, alt: Example Council}\n"


@pytest.mark.parametrize("data", [picture(), picture("JPEG"), picture(dpi=(300, 300))])
def test_a_whole_picture_is_taken(data, tmp_path):
    """PNG and JPEG serve."""
    pack, found = read(tmp_path, LOGO, **{"logo.png": data})
    assert (pack.logo, found) == (data, [])


FAULTY = {
    "the head alone": (picture()[:40], "is cut off or damaged"),
    "the tail missing": (picture()[:-60], "is cut off or damaged"),
    "half of a JPEG": (picture("JPEG", (200, 200))[:2000], "is cut off or damaged"),
    "no mark": (b"\xff\xd8\xff\xee" + picture("JPEG")[20:], "Word documents cannot take"),
    "a drawing": (b"<svg/>", "is neither a PNG nor a JPEG picture"),
    "another picture": (picture("GIF"), "is neither a PNG nor a JPEG picture"),
    "empty": (b"", "is neither a PNG nor a JPEG picture"),
    "no resolution": (picture(dpi=(0, 0)), "gives a resolution of 0"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_does_not_open_is_found(name, tmp_path):
    """A logo that would fail the build is an error before it."""
    data, seen = FAULTY[name]
    pack, found = read(tmp_path, LOGO, **{"logo.png": data})
    assert pack.logo is None
    assert [each[:3] for each in found] == [("STYLE-03", "logo.png", None)]
    assert seen in found[0][3]


def test_a_missing_logo_is_found_at_its_line(tmp_path):
    """The remedy sends to the file that names it."""
    _, findings = pack_with(tmp_path, "{}", {STYLE: LOGO})
    assert [(f.code, str(f.location), f.remedy) for f in findings] == [
        (
            "FILE-01",
            "house-style.yaml, line 2",
            "Put the file there, or correct its name in house-style.yaml.",
        )
    ]


def test_a_logo_outside_the_folder_is_refused(tmp_path):
    """A pack is whole."""
    _, found = read(tmp_path, "logo: {file: ../logo.png, alt: X}\n")
    assert [each[:2] for each in found] == [("FILE-06", STYLE)]


def test_a_logos_words_are_looked_at_too(tmp_path):
    """A character that no document holds is found at its line of the house style."""
    _, found = read(tmp_path, 'logo:\n  file: logo.png\n  alt: "The \\x0b council"\n')
    assert ("CELL-05", STYLE, 3) in [each[:3] for each in found]


def test_a_logo_is_replaced_as_a_whole(tmp_path):
    """The words of the common logo do not serve for the picture of a pack's own."""
    text = (TEMPLATES / STYLE).read_text("utf-8").partition("\nlogo:")[0]
    (tmp_path / "templates").mkdir()
    common = f"{text}\nlogo: {{file: common.png, alt: Common}}\n"
    (tmp_path / "templates" / STYLE).write_text(common, "utf-8")
    (tmp_path / STYLE).write_text("font: Arial\nlogo:\n  file: own.png\n", "utf-8")
    findings = []
    files = SourceFiles(tmp_path, findings)
    assert read_house_style(tmp_path, tmp_path / "templates", files, findings) is None
    assert [(f.code, f.location.file, f.location.line, f.seen) for f in findings] == [
        ("PACK-04", STYLE, 2, "logo.alt is missing")
    ]


def test_a_picture_of_too_many_pixels_is_found(tmp_path):
    """Before it is unpacked."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("1", (10_000, 5_001)).save(stream, "PNG")
    _, found = read(tmp_path, LOGO, **{"logo.png": stream.getvalue()})
    seen = "logo.png has 10,000 × 5,001 pixels; 50,000,000 are allowed"
    assert found == [("STYLE-03", "logo.png", None, seen)]


def test_chart_series_have_the_colours_of_their_names_or_places(tmp_path):
    """A series without a name takes the next colour, and after the last the first again."""
    pack, _ = read(tmp_path, "series: ['#111111', '#222222']\n")
    red = pack.house_style.colours["red"].fill
    fills = pack.house_style.fills(["", "", "red", "", ""])
    assert fills == ("#111111", "#222222", red, "#222222", "#111111")


FONTS = ("Arial'; background:url(x)", 'Arial" onload=x', "", "Arial;", "<b>")


@pytest.mark.parametrize("font", FONTS)
def test_a_font_is_a_name_and_no_markup(font):
    """The name goes into the mail's markup and into Word and Excel, where no mark may end it."""
    with pytest.raises(ValueError, match="no name of a font"):
        changed(plain_style(), font=font)

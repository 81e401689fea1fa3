"""Where, when and by whom a picture was made is not published; how it looks stays."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from generator.inputs.picture_metadata import without_metadata

OWNER, PLACE = "J. Surname", (51.0, 34.0, 12.0)


def picture() -> Image.Image:
    """A picture with no line of symmetry."""
    found = Image.new("RGB", (24, 16), "#336699")
    found.paste("#FFCC00", (0, 0, 8, 4))
    return found


def jpeg(*, orientation: int = 1, progressive: bool = False) -> bytes:
    """As a telephone saves it: owner, place, comment, and a second picture behind the first."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, OWNER
    exif.get_ifd(0x8825).update({1: "N", 2: PLACE, 3: "E", 4: PLACE})
    saved = io.BytesIO()
    picture().save(
        saved, "JPEG", exif=exif, comment=OWNER, progressive=progressive, dpi=(300, 300),
        xmp=f"<x>{OWNER}</x>".encode(),
    )  # fmt: skip
    return saved.getvalue() + b"\xff\xd8\xff\xe1 a preview of " + OWNER.encode()


def png() -> bytes:
    saved, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Author", OWNER)
    info.add_itxt("XML:com.adobe.xmp", OWNER, zip=True)
    exif = Image.Exif()
    exif[0x013B] = OWNER
    picture().save(saved, "PNG", pnginfo=info, exif=exif, dpi=(300, 300))
    return saved.getvalue() + OWNER.encode()


@pytest.mark.parametrize("data", [jpeg(), jpeg(progressive=True), jpeg(orientation=6), png()])
def test_only_what_shows_the_picture_stays(data):
    """The same pixels, size and way up; no owner, no place, no time, and nothing behind the end."""
    plain = without_metadata(data)
    assert OWNER.encode() in data
    assert OWNER.encode() not in plain
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(plain)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info.get("dpi") == before.info.get("dpi")
        assert after.getexif().get(0x0112, 1) == before.getexif().get(0x0112, 1)
        assert not {*after.getexif()} - {0x0112}
        assert not after.getexif().get_ifd(0x8825)
    assert without_metadata(plain) == plain


def test_a_jpeg_of_a_camera_is_still_known_as_one():
    """Cameras write no JFIF segment; python-docx knows a JPEG by its first segment."""
    data = jpeg(orientation=3)
    start = data.index(b"\xff\xe1")
    camera = b"\xff\xd8" + data[start:]
    plain = without_metadata(camera)
    assert plain[6:10] == b"Exif"
    with Image.open(io.BytesIO(plain)) as after:
        assert dict(after.getexif()) == {0x0112: 3}


def test_a_drawing_loses_the_names_of_files_and_people():
    """What drawing programs add to an SVG; what draws it stays."""
    data = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/'
        b'inkscape" i:export-filename="C:\\Users\\J. Surname\\x.png"><!-- J. Surname -->'
        b'<metadata>J. Surname</metadata><i:view x="J. Surname"/><text>A</text><path d="M0 0"/>'
        b"</svg>"
    )
    assert without_metadata(data) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/'
        b'inkscape"><text>A</text><path d="M0 0"/></svg>'
    )


@pytest.mark.parametrize("cut", range(0, 400, 7))
@pytest.mark.parametrize("data", [jpeg(), png()])
def test_a_picture_that_is_cut_off_does_no_harm(data, cut):
    """Whether it is sound is said elsewhere."""
    assert len(without_metadata(data[:cut])) <= len(data) + 40

"""A chart's place in the document: its drawing, fitted to the room that it has."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from lxml import etree

from generator.content.nodes import ChartSpec, FilePicture, Picture
from generator.renderers.word.markup import R, W, make

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
EMU_PER_TWIP = 635
_CELL_MARGINS = 230  # twips, both sides of a cell
_TALLEST = 0.85  # of the text's height: the caption stays on the page

Room = tuple[int, int]
LOGO_ROOM: Room = (2_160_000, 576_000)  # EMU: 6 cm wide, 1.6 cm high


class Pictures:
    """Draws each chart once and keeps it, and the logo, as parts of the package."""

    def __init__(self, draw: Callable[[ChartSpec], bytes], package: Any) -> None:
        self.draw = draw
        self.package = package
        self.parts: dict[Picture | FilePicture, Any] = {}

    def drawing(
        self, picture: Picture | FilePicture, run: etree._Element, part: Any
    ) -> etree._Element:
        """The drawing of a chart or logo for a run of one part of the document."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        # A chart in two places is one part: a logo in each header would make the file large.
        if picture not in self.parts:
            data = self.draw(picture.chart) if isinstance(picture, Picture) else picture.data
            self.parts[picture] = self.package.get_or_add_image_part(io.BytesIO(data))
        image = self.parts[picture]
        relation = part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
        room, name = room_at(run), "Picture"
        if isinstance(picture, Picture):
            name = f"Chart {picture.chart.key}"
        elif picture.width:
            room = (min(room[0], picture.width), room[1])
        else:
            room, name = LOGO_ROOM, "Logo"
        size = fitted((int(image.image.width), int(image.image.height)), room)
        return _inline(relation, name, picture.alt, size)


def fitted(size: Room, room: Room) -> Room:
    """The size, in EMU, that fills the room's width, or its height where that comes first."""
    scale = min(room[0] / size[0], room[1] / size[1])
    return int(size[0] * scale), int(size[1] * scale)


def room_at(element: etree._Element) -> Room:
    """The width and height in EMU of the text at an element: its cell's, or its section's."""
    section = _section_of(element)
    page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width = (
        _twips(page, "w", 11906) - _twips(margins, "left", 1440) - _twips(margins, "right", 1440)
    )
    height = (
        _twips(page, "h", 16838) - _twips(margins, "top", 1440) - _twips(margins, "bottom", 1440)
    )
    cell = next(element.iterancestors(f"{W}tc"), None)
    preferred = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
    if preferred is not None and preferred.get(f"{W}type") == "dxa":
        width = _twips(preferred, "w", width) - _CELL_MARGINS
    return width * EMU_PER_TWIP, int(height * _TALLEST) * EMU_PER_TWIP


def _section_of(element: etree._Element) -> etree._Element:
    """The properties of the section that an element is in: the next ones after it."""
    root = element.getroottree().getroot()
    seen = False
    for each in root.iter(f"{W}r", f"{W}sectPr"):
        seen = seen or each is element
        if seen and each.tag == f"{W}sectPr":
            return each
    return make("sectPr")


def _twips(element: etree._Element | None, name: str, otherwise: int) -> int:
    value = element.get(f"{W}{name}") if element is not None else None
    return round(float(value)) if value else otherwise


def _inline(relation: str, name: str, alt: str, size: Room) -> etree._Element:
    drawing = make("drawing")
    edges = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    inline = etree.SubElement(drawing, f"{{{WP}}}inline", edges, nsmap={"wp": WP, "a": A})
    extent = {"cx": str(size[0]), "cy": str(size[1])}
    etree.SubElement(inline, f"{{{WP}}}extent", extent)
    named = {"id": "1", "name": name, "descr": alt}
    etree.SubElement(inline, f"{{{WP}}}docPr", named)
    frame = etree.SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    etree.SubElement(frame, f"{{{A}}}graphicFrameLocks", noChangeAspect="1")
    graphic = etree.SubElement(inline, f"{{{A}}}graphic")
    data = etree.SubElement(graphic, f"{{{A}}}graphicData", uri=PIC)
    pic = etree.SubElement(data, f"{{{PIC}}}pic", nsmap={"pic": PIC})
    about = etree.SubElement(pic, f"{{{PIC}}}nvPicPr")
    etree.SubElement(about, f"{{{PIC}}}cNvPr", named)
    etree.SubElement(about, f"{{{PIC}}}cNvPicPr")
    fill = etree.SubElement(pic, f"{{{PIC}}}blipFill")
    etree.SubElement(fill, f"{{{A}}}blip", {f"{R}embed": relation})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    shape = etree.SubElement(pic, f"{{{PIC}}}spPr")
    transform = etree.SubElement(shape, f"{{{A}}}xfrm")
    etree.SubElement(transform, f"{{{A}}}off", x="0", y="0")
    etree.SubElement(transform, f"{{{A}}}ext", extent)
    geometry = etree.SubElement(shape, f"{{{A}}}prstGeom", prst="rect")
    etree.SubElement(geometry, f"{{{A}}}avLst")
    return drawing

"""Takes out of a picture what says where, when and by whom it was made. No pixel changes.

Telephones and cameras write their place and their owner into pictures, and append further ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP".split()
)
"""The chunks of a PNG that decide how it looks."""
_SOI, _SOS, _EOI, _EXIF, _COMMENT = 0xD8, 0xDA, 0xD9, 0xE1, 0xFE
_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""The application segments of a JPEG that decide how it looks, and how each begins."""
_SVG = re.compile(r"\{http://www\.w3\.org/(2000/svg|1999/xlink|XML/1998/namespace)\}")
_UPRIGHT = 1
_SCAN = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
"""The marker that ends the pixels of a scan."""


def without_metadata(data: bytes) -> bytes:
    """A PNG, JPEG or SVG picture without what is not needed to show it; another as it is."""
    if data.startswith(_PNG):
        return _PNG + b"".join(_png_chunks(data))
    if data.startswith(b"\xff\xd8\xff"):
        return b"\xff\xd8" + b"".join(_jpeg_segments(data))
    return _plain_svg(data) if b"<svg" in data[:5000] else data


def _plain_svg(data: bytes) -> bytes:
    """What drawing programs add, such as the names of files and people, is of other namespaces."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for each in list(root.iter()):
        is_drawn = isinstance(each.tag, str) and _SVG.match(each.tag)
        parent = each.getparent()
        if parent is not None and (not is_drawn or str(each.tag).endswith("}metadata")):
            each.tail, kept = None, each.tail
            before = each.getprevious()
            if kept and before is not None:
                before.tail = (before.tail or "") + kept
            parent.remove(each)
        elif is_drawn:
            for name in map(str, list(each.attrib)):
                if name.startswith("{") and not _SVG.match(name):
                    del each.attrib[name]
    return bytes(etree.tostring(root))


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments up to the end of the first picture, with which way up it is."""
    at, is_begun = 2, False
    while at + 2 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == _EOI:
            yield data[at : at + 2]
            return
        if kind == 0xFF:  # it fills up
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at:end]
        if kind == _SOS:
            found = _SCAN.search(data, end)
            end = found.start() if found else len(data)
            segment = data[at:end]
        if kind == _EXIF and segment[4:10] == b"Exif\0\0":
            turn = _orientation(segment[10:])
            if not is_begun or turn != _UPRIGHT:  # python-docx knows a JPEG by its first segment
                yield _exif(turn)
        elif _is_shown(kind, segment):
            yield segment
        is_begun, at = True, end


def _is_shown(kind: int, segment: bytes) -> bool:
    if 0xE0 <= kind <= 0xEF:
        return segment[4:].startswith(_JPEG_KEPT.get(kind, b"none of them"))
    return kind != _COMMENT


def _orientation(tiff: bytes) -> int:
    """Which way up the picture is to be shown, 1 to 8; 1 where nothing is said."""
    order = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)  # type: ignore[arg-type]

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * min(number(first, 2), 200), 12):
        if number(entry, 2) == 0x0112:
            return number(entry + 8, 2) if 1 <= number(entry + 8, 2) <= 8 else _UPRIGHT
    return _UPRIGHT


def _exif(orientation: int) -> bytes:
    """A segment that says which way up the picture is, and nothing else."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + bytes((0, orientation, 0, 0))
    tiff = b"MM\x00\x2a\x00\x00\x00\x08" + b"\x00\x01" + entry + bytes(4)
    content = b"Exif\0\0" + tiff
    return bytes((0xFF, _EXIF)) + (len(content) + 2).to_bytes(2, "big") + content

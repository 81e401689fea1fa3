"""Reads the picture that the house style names."""

from __future__ import annotations

import io
import warnings
from pathlib import Path, PurePosixPath

from generator.findings import Finding, Location, rule
from generator.inputs.files.source_files import SourceFiles
from generator.settings.house_style import Logo

LOGO_UNKNOWN = rule("STYLE-03")
_JPEG = b"\xff\xd8\xff"
_MARKS = (b"\x89PNG\r\n\x1a\n", _JPEG)
_MOST_PIXELS = 50_000_000


def read_logo(
    logo: Logo, folder: Path, named_at: Location, files: SourceFiles, found: list[Finding]
) -> bytes | None:
    """The logo's bytes, from below the folder of the house style that names it.

    None, with a finding, where it cannot be had or does not open as a picture.
    """
    beside = PurePosixPath(named_at.file).parent
    data = files.data_below(folder, logo.file, named_at, beside=beside)
    if data is None:
        return None
    name = (beside / logo.file).as_posix()
    fault = _fault(data)
    if fault is None:
        return data
    found.append(LOGO_UNKNOWN.at(Location(file=name), f"{name} {fault}"))
    return None


def _fault(data: bytes) -> str | None:
    """Why a picture cannot be placed in a document, None where it can."""
    if not data.startswith(_MARKS):
        return "is neither a PNG nor a JPEG picture"
    # The Word library knows a JPEG picture by these marks alone.
    if data.startswith(_JPEG) and data[6:10] not in (b"JFIF", b"Exif"):
        return "is a JPEG picture of a kind that Word documents cannot take"
    # A fifth of a second, which only packs with a logo should pay.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                width, height = picture.size
                if width * height > _MOST_PIXELS:
                    return f"has {width:,} × {height:,} pixels, which is too many"
                if min(picture.info.get("dpi", (96, 96))) < 1:
                    return "gives its resolution as nought"
                picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        # Pillow tells of a broken chunk by SyntaxError.
        return "is cut off or damaged"
    return None

"""Whether a picture can be placed in a document."""

from __future__ import annotations

import io
import warnings

_JPEG = b"\xff\xd8\xff"
_PICTURES = (b"\x89PNG\r\n\x1a\n", _JPEG)
_MOST_PIXELS = 50_000_000


def picture_fault(data: bytes) -> str | None:
    """Why a picture cannot be placed in a document, None where it can."""
    if not data.startswith(_PICTURES):
        return "is neither a PNG nor a JPEG picture"
    # python-docx recognises a JPEG picture by these two markers alone.
    if data.startswith(_JPEG) and data[6:10] not in (b"JFIF", b"Exif"):
        return "is a JPEG picture of a kind that Word documents cannot take"
    # Pillow takes a fifth of a second to import; only packs with a logo need it.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                width, height = picture.size
                if width * height > _MOST_PIXELS:
                    return f"has {width:,} × {height:,} pixels; {_MOST_PIXELS:,} are allowed"
                if min(picture.info.get("dpi", (96, 96))) < 1:
                    return "gives a resolution of 0"
                picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        # Pillow raises SyntaxError for a broken PNG chunk.
        return "is cut off or damaged"
    return None

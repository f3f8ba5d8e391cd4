"""Turns lines into headings, paragraphs and list items: by letter size, distance and how a line begins."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.parsing.blocks import Block, Heading, ListItem, Paragraph, Place
from ingest.parsing.elements import list_item
from ingest.parsing.pdf_lines import Line

HEADING_WORDS = 16
BULLET = re.compile(r"(?:[-–•▪●■□☐o✓]|\(?\d{1,2}[a-z]?[.)]|\(?[a-z]\))\s+\S")
SYMBOLS = re.compile(r"^[■□☐●▪✓\uf0b7\uf0a7\uf02d]\s*")
PAGE_NUMBER = re.compile(r"(?:Seite |S\. )?[-–]?\s*\d{1,4}\s*[-–]?(?: (?:von|/) \d{1,4})?")
LIKE_SIZE = 0.3
"""By so much may the letters of running text differ from line to line: measured ones do in a scan."""

UNFINISHED = 1.3
FINISHED = 0.75
"""Line distance, in line heights, up to which a line goes on after one without and one with a full stop."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What is normal in a document: the size of its text, and the sizes above it that headings have."""

    body: float
    headings: tuple[float, ...]

    def level(self, line: Line) -> int | None:
        """Return the level of a heading line, None for a line of text."""
        if len(line.text.split()) > HEADING_WORDS or not any(character.isalpha() for character in line.text):
            return None
        if line.size in self.headings:
            return self.headings.index(line.size) + 1
        if line.is_bold and line.size >= self.body and line.text[-1] not in ".,;" and not BULLET.match(line.text):
            return len(self.headings) + 1
        return None


def measure(lines: Sequence[Line], growth: float = 1.12, levels: int = 5) -> Letters:
    """Find the size in which most letters are set; headings are larger by `growth`, and differ in so many levels."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0] if letters else 10.0
    larger = sorted({line.size for line in lines if line.size >= body * growth}, reverse=True)
    return Letters(body, tuple(larger[:levels]))


def line_blocks(lines: Sequence[Line], letters: Letters) -> Iterator[Block]:
    """Yield the blocks that the lines make, words divided at line ends joined."""
    open_lines: list[Line] = []
    kind: int | None = None
    for line in lines:
        level = letters.level(line)
        if open_lines and not _goes_on(open_lines[-1], line, kind, level):
            yield _block(open_lines, kind)
            open_lines = []
        if not open_lines:
            kind = level
        open_lines.append(line)
    if open_lines:
        yield _block(open_lines, kind)


MOST_FURNITURE = 12
"""Lines of one page that may be running heads and feet."""


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out running heads, running feet and page numbers: lines that most pages have at the same height."""
    by_pattern, by_text = (_without_usual(pages, place) for place in (_place, _exact_place))
    kept = []
    for page, rest, more in zip(pages, by_pattern, by_text, strict=True):
        # Pages that are alike altogether, such as lists and filled-in forms, are no furniture.
        choices = [lines for lines in (rest, more) if len(page) - len(lines) <= MOST_FURNITURE]
        kept.append(choices[0] if choices else list(page))
    return _without_repeats_at_edges(kept, len(pages))


def different_lines(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Return each line once, however many pages have it, without page numbers unless there is nothing else."""
    first = {line.text: line for page in reversed(pages) for line in reversed(page)}
    every = [line for page in pages for line in page if first[line.text] is line]
    return [line for line in every if not PAGE_NUMBER.fullmatch(line.text)] or every


def _without_usual(pages: Sequence[Sequence[Line]], place: Callable[[Line], tuple[str, int]]) -> list[list[Line]]:
    places: Counter[tuple[str, int]] = Counter()
    for page in pages:
        places.update({place(line) for line in page})
    usual = max(3, len(pages) * 0.5)
    return [
        [line for line in page if places[place(line)] < usual and not _is_page_number(line, page)] for page in pages
    ]


EDGE_LINES = 2
"""So many lines at a page's top and foot may be heads and feet that only some pages have."""


def _without_repeats_at_edges(pages: list[list[Line]], count: int) -> list[list[Line]]:
    """Leave out heads of chapters, of left and of right pages, and those of very short documents, but for the first."""
    edges = [[*page[:EDGE_LINES], *page[-EDGE_LINES:]] if len(page) > EDGE_LINES * 2 else [] for page in pages]
    places = Counter(place for page in edges for place in {_place(line) for line in page})
    seen: set[tuple[str, int]] = set()
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        repeated = {id(line) for line in edge if places[_place(line)] >= max(2, count * 0.2)}
        kept.append([line for line in page if id(line) not in repeated or _place(line) not in seen])
        seen.update(_place(line) for line in edge)
    return kept


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 4)


def _exact_place(line: Line) -> tuple[str, int]:
    return line.text, round(line.top / 4)


def _is_page_number(line: Line, page: Sequence[Line]) -> bool:
    edge = line is page[0] or line is page[-1]
    return edge and PAGE_NUMBER.fullmatch(line.text) is not None


def _goes_on(before: Line, line: Line, kind: int | None, level: int | None) -> bool:
    """Tell whether a line continues the block of the line before."""
    if kind != level or BULLET.match(_with_bullet(line.text)):
        return False
    if abs(before.size - line.size) > before.size * (LIKE_SIZE if kind is None else 0.1):
        return False
    if before.page != line.page:
        return line.text[:1].islower() and before.text[-1:] not in {".", "!", "?", ":"}
    return _is_near(before, line, kind)


def _is_near(before: Line, line: Line, kind: int | None) -> bool:
    """Tell whether two lines of a page stand as close as those of one block."""
    gap = line.top - before.bottom
    height = max(1.0, before.bottom - before.top)
    if gap < -height:
        # The next column: as between pages, only an unfinished sentence goes on.
        return line.text[:1].islower() or before.text.endswith("-")
    if kind is not None:
        return gap < height * 0.8
    if before.text.endswith(":") and not line.text[:1].islower():
        return False
    return gap < height * (FINISHED if before.text[-1:] in {".", "!", "?", ";"} else UNFINISHED)


def _block(lines: list[Line], level: int | None) -> Block:
    text = join_lines([line.text for line in lines])
    place = Place(page=lines[0].page)
    if level is not None:
        return Heading(text, level, place)
    marked = _with_bullet(text)
    if BULLET.match(marked):
        item = list_item(marked if not marked.startswith("o ") else f"- {marked[2:]}", place=place)
        return ListItem(item.text, item.marker, 0, place)
    return Paragraph(text, place)


def _with_bullet(text: str) -> str:
    return SYMBOLS.sub("- ", text)


def join_lines(lines: Sequence[str]) -> str:
    """Join wrapped lines; a word divided at a line's end becomes whole again.

    >>> join_lines(["Die Aufenthalts-", "erlaubnis ist Ein-", "und Ausreise."])
    'Die Aufenthaltserlaubnis ist Ein- und Ausreise.'
    """
    text = "\n".join(line.strip() for line in lines)
    text = re.sub(r"(?<=[^\W\d_])[-\u2010]\n(?!(?:und|oder|bzw|sowie)\b)(?=[a-zäöüß])", "", text)
    text = re.sub(r"(?<=[^\W\d_][-\u2010])\n(?=[A-ZÄÖÜ])", "", text)
    return " ".join(text.split())

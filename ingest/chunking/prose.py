"""Cuts guides, pages, slides and sheets into passages: sections of prose, lists with their lead-in, groups of rows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.chunking.chunk import Chunk, Chunks
from ingest.chunking.limits import PROSE_WORDS, TABLE_WORDS, count_words
from ingest.chunking.units import TextBlock, Unit, build_units
from ingest.parsing.blocks import Heading, ListItem, Paragraph, Place, Table
from knowledge_base.document import Locator

GLOSSARY = re.compile(r"glossar|abkürzung", re.IGNORECASE)
SENTENCE_LIKE_WORDS = 12


@dataclass(slots=True)
class _Section:
    """What stands below one heading: the headings above it and its blocks."""

    path: tuple[str, ...]
    place: Place
    blocks: list[TextBlock] = field(default_factory=list)


def chunk_prose(blocks: Iterable[TextBlock], title: str, own_title: str = "") -> Chunks:
    """Return the passages of a document in order; a top heading that repeats its title or own title is left out."""
    result = Chunks()
    for section in _sections(list(blocks), {title, own_title}, result):
        context = " › ".join((title, *section.path))
        for units, words in _groups(section, title):
            for part in result.pack(units, context, words=words):
                locator = _locator(part.place, section.path, title)
                result.chunks.append(Chunk(context, part.text, locator, section.path))
    return result


def _sections(blocks: list[TextBlock], titles: set[str], result: Chunks) -> Iterator[_Section]:
    """Yield what stands below each heading; a heading above nothing becomes text or is reported."""
    path: list[Heading] = []
    only_headings = all(isinstance(block, Heading) for block in blocks)
    section = _Section((), blocks[0].place if blocks else Place())
    for position, block in enumerate(blocks):
        if not isinstance(block, Heading):
            section.blocks.append(block)
            continue
        if _is_childless(blocks, position):
            if only_headings or _reads_like_text(block.text):
                section.blocks.append(Paragraph(block.text, block.place))
            elif block.text not in titles:
                result.warnings.append(f"Überschrift ohne Text darunter: „{block.text}“")
            continue
        if section.blocks:
            yield section
        path = [above for above in path if above.level < block.level] + [block]
        names = tuple(above.text for above in path)
        section = _Section(names[1:] if names[0] in titles else names, block.place)
    if section.blocks:
        yield section


def _is_childless(blocks: list[TextBlock], position: int) -> bool:
    heading = blocks[position]
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    if not isinstance(heading, Heading) or following is None:
        return True
    return isinstance(following, Heading) and following.level <= heading.level


def _reads_like_text(text: str) -> bool:
    return len(text.split()) > SENTENCE_LIKE_WORDS or text[-1:] in {".", "!", "?"}


def _groups(section: _Section, title: str) -> Iterator[tuple[list[Unit], int]]:
    """Yield units that may share a passage, with its words: running text and tables apart, glossary entries alone."""
    if any(GLOSSARY.search(text) for text in (title, *section.path)):
        yield from _entries(section)
        return
    run: list[TextBlock] = []
    for position, block in enumerate(section.blocks):
        if isinstance(block, Table):
            lead = [run.pop()] if run and _is_lead_in(run[-1]) else []
            if run:
                yield build_units(run), PROSE_WORDS
            units = build_units([*lead, block])
            whole = sum(count_words(unit.text) for unit in units) <= PROSE_WORDS
            yield units, PROSE_WORDS if whole else TABLE_WORDS
            run = []
        elif position and block.place.page != section.blocks[position - 1].place.page and _is_finished(run):
            yield build_units(run), PROSE_WORDS
            run = [block]
        else:
            run.append(block)
    if run:
        yield build_units(run), PROSE_WORDS


def _entries(section: _Section) -> Iterator[tuple[list[Unit], int]]:
    """Yield a glossary entry by entry: items and table rows each for itself."""
    for block in section.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield build_units([Table((row,), block.header, "", block.place)]), PROSE_WORDS
        elif isinstance(block, ListItem) and block.level == 0:
            yield build_units([block]), PROSE_WORDS
        else:
            yield build_units([block]), PROSE_WORDS


def _is_lead_in(block: TextBlock) -> bool:
    return isinstance(block, Paragraph) and block.text.endswith(":")


def _is_finished(run: list[TextBlock]) -> bool:
    """Tell whether the text so far may end here: on a page's last line, after a whole paragraph."""
    return bool(run) and isinstance(run[-1], Paragraph) and run[-1].text[-1:] in {".", "!", "?"}


def _locator(place: Place, path: tuple[str, ...], title: str) -> Locator:
    heading = path[-1] if path else None
    spot = (
        f"S. {place.page}"
        if place.page is not None
        else f"Folie {place.slide}"
        if place.slide is not None
        else f"Blatt {place.sheet}"
        if place.sheet is not None and place.sheet != heading
        else ""
    )
    label = ", ".join(filter(None, (spot, heading))) or title
    return Locator(label=label, page=place.page, slide=place.slide, sheet=place.sheet, heading=heading)

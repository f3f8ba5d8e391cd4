"""Reads official German statutes (gii-norm XML of gesetze-im-internet.de), each Absatz a block of its own."""

import re
from collections.abc import Iterator

from lxml import etree

from ingest.parsing.blocks import Heading, Paragraph, ParsedDocument, Provision
from ingest.parsing.statute_names import about_the_law, build_date, law_abbreviation, section_name, text_at
from ingest.parsing.statute_text import TextBlock, TextReader
from ingest.parsing.xml import local_name, parse_xml
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

ABSATZ = re.compile(r"\((\d+[a-z]*)\)(?=\s|$|[A-ZÄÖÜ§„(])")
REPEALED = "(weggefallen)"


def read_statute(content: bytes, _name: str = "") -> ParsedDocument:
    """Read a gii-norm document; raises DocumentError when it is not well-formed or holds no norm."""
    root = parse_xml(content)
    norms = root.findall("norm")
    if local_name(root) != "dokumente" or not norms:
        raise DocumentError(
            "Die XML-Datei enthält keine Norm im Format gii-norm.",
            "Bitte die XML-Datei des Gesetzes von gesetze-im-internet.de verwenden.",
        )
    law = law_abbreviation(norms[0].find("metadaten"))
    blocks: list[Provision] = []
    path: list[tuple[int, str]] = []
    for norm in norms:
        _enter_division(norm, path)
        blocks += _NormReader(law, norm, tuple(text for _, text in path)).provisions(first=norm is norms[0])
    long_title = text_at(norms[0], "metadaten/langue")
    # "… (Artikel 1 des Gesetzes vom …)" says where it was published, not what it is called.
    short_title = text_at(norms[0], "metadaten/kurzue") or re.sub(r" \(Artikel .*\)$", "", long_title)
    return ParsedDocument(
        title=f"{short_title} ({law})" if short_title and short_title != law else law,
        kind=DocumentKind.STATUTE,
        media_type="application/xml",
        blocks=tuple(blocks),
        how="Gesetz (gii-norm)",
        stand=build_date(root, norms),
        version_of=f"law:{law}",
    )


class _NormReader:
    """Reads one norm: a §, an Artikel, an Anlage, a chapter heading or the law's own header."""

    def __init__(self, law: str, norm: etree._Element, path: tuple[str, ...]) -> None:
        self._law = law
        self._norm = norm
        self._path = path
        self._section = section_name(text_at(norm, "metadaten/enbez"))
        self._title = text_at(norm, "metadaten/titel")
        self._notes = {note.get("ID", ""): note for note in norm.iterfind("textdaten/text/Footnotes/Footnote")}
        self._marks = {key: (note.get("FnZ") or "*") + note.get("Postfix", "") for key, note in self._notes.items()}

    def provisions(self, *, first: bool) -> Iterator[Provision]:
        if first:
            yield self._provision("", [*about_the_law(self._norm, self._law)])
        found = False
        for absatz, units in self._paragraphs():
            found = True
            remark = REPEALED if not absatz and _is_repealed(self._title, units) else ""
            yield self._provision(absatz, units, remark)
        if not found and self._section:
            yield self._provision("", [Paragraph(self._title or REPEALED)], REPEALED)
        yield from self._remarks()

    def _paragraphs(self) -> Iterator[tuple[str, list[TextBlock]]]:
        """Yield (Absatz number or "", its blocks); text before the first numbered Absatz stands for itself."""
        number, units = "", list[TextBlock]()
        cited: set[str] = set()
        numbered = self._section.startswith(("§", "Art"))
        for element in self._elements():
            reader = TextReader(self._marks)
            reader.read(element)
            start = ABSATZ.match(_opening(reader.blocks)) if numbered else None
            if start and units:
                yield number, units
                units = []
            if start:
                number = start.group(1)
            units += reader.blocks
            units += self._footnotes(reader.cited, cited)
        units += self._footnotes(list(self._notes), cited)
        if units:
            yield number, units

    def _elements(self) -> Iterator[etree._Element]:
        for name in ("textdaten/text/TOC", "textdaten/text/Content"):
            for content in self._norm.iterfind(name):
                yield from _wrapped(content)

    def _footnotes(self, cited: list[str], done: set[str]) -> Iterator[TextBlock]:
        """Yield the official footnotes that were referred to and not given yet."""
        for key in cited:
            if key in done:
                continue
            done.add(key)
            reader = TextReader(self._marks, headings=False)
            reader.read(self._notes[key])
            if reader.blocks and isinstance(reader.blocks[0], Paragraph):
                reader.blocks[0] = Paragraph(f"{self._marks[key]} {reader.blocks[0].text}")
            yield from reader.blocks

    def _remarks(self) -> Iterator[Provision]:
        """Yield the documentary footnotes of a norm ("Zur Anwendung vgl. …")."""
        reader = TextReader(self._marks, headings=False)
        for content in self._norm.iterfind("textdaten/fussnoten/Content"):
            reader.read(content)
        if reader.blocks:
            yield self._provision("", reader.blocks, "Fußnote")

    def _provision(self, absatz: str, units: list[TextBlock], remark: str = "") -> Provision:
        return Provision(self._law, self._section, self._title, absatz, tuple(units), self._path, remark)


def _enter_division(norm: etree._Element, path: list[tuple[int, str]]) -> None:
    division = norm.find("metadaten/gliederungseinheit")
    if division is None:
        return
    depth = max(1, len(division.findtext("gliederungskennzahl") or "") // 3)
    while path and path[-1][0] >= depth:
        path.pop()
    name, title = text_at(division, "gliederungsbez"), text_at(division, "gliederungstitel")
    path.append((depth, " ".join(filter(None, (name, title)))))


def _wrapped(content: etree._Element) -> Iterator[etree._Element]:
    """Yield the parts of a text one by one, stray text between them in an element of its own."""
    if content.text and content.text.strip():
        yield _stray(content.text)
    for child in list(content):
        tail, child.tail = child.tail, None
        holder = etree.Element("Content")
        holder.append(child)
        yield holder
        if tail and tail.strip():
            yield _stray(tail)


def _stray(text: str) -> etree._Element:
    element = etree.Element("Content")
    element.text = text
    return element


def _opening(blocks: list[TextBlock]) -> str:
    return blocks[0].text if blocks and isinstance(blocks[0], Paragraph) else ""


def _is_repealed(title: str, units: list[TextBlock]) -> bool:
    texts = [unit.text for unit in units if isinstance(unit, Paragraph | Heading)]
    return title == REPEALED or texts == [REPEALED]

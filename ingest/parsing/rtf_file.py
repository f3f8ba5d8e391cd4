"""Reads RTF: paragraphs, lists, headings and tables; pictures, headers and the codes of fields are left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.parsing.blocks import Block, Heading, ParsedDocument, Table
from ingest.parsing.decode import tidy
from ingest.parsing.elements import one_line
from ingest.parsing.html_table import reads_like_header
from ingest.parsing.plain import text_blocks
from ingest.parsing.rtf_tokens import Token, tokens
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

DEEPEST_GROUP = 2000

LEFT_OUT = frozenset(
    """fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
    fldinst listtable listoverridetable revtbl rsidtbl generator themedata datastore latentstyles xmlnstbl
    bkmkstart bkmkend pntext nonshppict template""".split()
)
"""Groups whose content is no text of the document."""

SIGNS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "line": " ",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "~": " ",
    "_": "-",
}


def read_rtf(content: bytes, name: str) -> ParsedDocument:
    """Read an RTF file; raises DocumentError when its groups are nested beyond all measure."""
    reader = _Reader()
    for token in tokens(content):
        reader.take(token)
    blocks = tuple(reader.blocks())
    title = next((block.text for block in blocks if isinstance(block, Heading)), name)
    return ParsedDocument(title, DocumentKind.TEXT, FileType.RTF, blocks, "RTF-Text")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside one pair of braces."""

    is_text: bool = True
    hidden: bool = False
    fallback: int = 1


class _Reader:
    def __init__(self) -> None:
        self._groups = [_Group()]
        self._skip = 0
        self._text: list[str] = []
        self._level, self._in_table = 0, False
        self._cells: list[str] = []
        self._found: list[tuple[str, int] | list[str]] = []

    def take(self, token: Token) -> None:
        """Follow one piece of the file."""
        if token.kind == "open":
            if len(self._groups) > DEEPEST_GROUP:
                raise DocumentError("Die RTF-Datei ist beschädigt.", "Bitte in Word öffnen und als DOCX speichern.")
            self._groups.append(self._groups[-1])
        elif token.kind == "close":
            if len(self._groups) > 1:
                self._groups.pop()
        elif token.kind == "text":
            self._write(token.text)
        elif token.kind == "unicode":
            self._write(token.text)
            self._skip = self._groups[-1].fallback
        else:
            self._word(token)

    def _word(self, token: Token) -> None:
        word, number, group = token.text, token.number or 0, self._groups[-1]
        if word in LEFT_OUT or word == "*":
            self._groups[-1] = replace(group, is_text=False)
        elif word == "uc":
            self._groups[-1] = replace(group, fallback=min(number, 10))
        elif word == "v":
            self._groups[-1] = replace(group, hidden=token.number != 0)
        elif group.is_text:
            self._layout(word, number)

    def _layout(self, word: str, number: int) -> None:
        if word == "pard":
            self._level, self._in_table = 0, False
        elif word == "outlinelevel":
            self._level = number + 1
        elif word == "intbl":
            self._in_table = True
        elif word in {"cell", "row"}:
            self._end_cell(ends_row=word == "row")
        elif word in SIGNS:
            self._sign(SIGNS[word])

    def _sign(self, sign: str) -> None:
        if sign == "\n":
            self._end_paragraph()
        else:
            self._text.append(sign)

    def _write(self, text: str) -> None:
        # After a \\u the same letter follows once more, for programs that know no Unicode.
        skipped = min(self._skip, len(text))
        self._skip -= skipped
        group = self._groups[-1]
        if group.is_text and not group.hidden:
            self._text.append(text[skipped:])

    def _end_paragraph(self) -> None:
        if self._in_table:  # a cell may have lines
            self._text.append(" ")
            return
        self._found.append((tidy("".join(self._text)).strip(), self._level))
        self._text.clear()

    def _end_cell(self, *, ends_row: bool) -> None:
        if not ends_row:
            self._cells.append(one_line(tidy("".join(self._text))))
            self._text.clear()
        elif self._cells:
            self._found.append(self._cells)
            self._cells = []

    def blocks(self) -> Iterator[Block]:
        """Yield what was found, rows put together to tables."""
        self._in_table = False
        self._end_paragraph()
        rows: list[tuple[str, ...]] = []
        for piece in self._found:
            if isinstance(piece, list):
                rows.append(tuple(piece))
                continue
            yield from _table(rows)
            rows = []
            text, level = piece
            if text and level:
                yield Heading(one_line(text), level)
            elif text:
                yield from text_blocks(text)
        yield from _table(rows)


def _table(rows: list[tuple[str, ...]]) -> Iterator[Table]:
    width = max((len(row) for row in rows), default=0)
    grid = [row + ("",) * (width - len(row)) for row in rows if any(row)]
    if grid:
        header = reads_like_header(grid)
        yield Table(tuple(grid[1:] if header else grid), grid[0] if header else ())

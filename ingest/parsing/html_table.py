"""Reads an HTML table into a block: spans spread out, header row and caption recognised."""

from collections.abc import Iterator

from lxml import html
from lxml.etree import ParserError

from ingest.parsing.blocks import NOWHERE, Place, Table
from ingest.parsing.decode import tidy

MAX_SPAN = 200


def read_html_table(source: str, place: Place = NOWHERE, *, header: bool | None = None) -> Iterator[Table]:
    """Yield the table; with `header` None, a first row of <th> or one that reads like a header is one."""
    try:
        table = html.fragment_fromstring(source)
    except ParserError:
        return
    caption = " ".join(text for element in table.iter("caption") for text in _cell_text(element).split())
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    grid = [line for line in _grid(rows) if any(line)]
    if not grid:
        return
    heads = rows[0].findall("th") if header is None else []
    is_header = header if header is not None else bool(heads and not rows[0].findall("td")) or reads_like_header(grid)
    body = grid[1:] if is_header and len(grid) > 1 else grid
    names = tuple(" ".join(cell.split()) for cell in grid[0]) if body is not grid else ()
    yield Table(tuple(body), names, caption, place)


def reads_like_header(grid: list[tuple[str, ...]]) -> bool:
    """Tell whether the first of several rows names the columns: short, full, no figures, all different."""
    if len(grid) < 2 or len(grid[0]) < 2:
        return False
    first = grid[0]
    short = all(cell and len(cell) <= 60 and not cell.rstrip().endswith((".", ";", ",")) for cell in first)
    plain = not any(any(character.isdigit() for character in cell) for cell in first)
    return short and plain and len(set(first)) == len(first)


def _grid(rows: list[html.HtmlElement]) -> list[tuple[str, ...]]:
    hanging: dict[int, tuple[int, str]] = {}
    lines: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for cell in row.xpath("./td|./th"):
            _fill_down(line, hanging)
            text = _cell_text(cell)
            for offset in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    hanging[len(line)] = (_span(cell, "rowspan") - 1, text)
                line.append(text if offset == 0 else "")
        _fill_down(line, hanging)
        lines.append(line)
    width = max((len(line) for line in lines), default=0)
    return [tuple(line + [""] * (width - len(line))) for line in lines]


def _fill_down(line: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(line) in hanging:
        left, text = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (left - 1, text)
        line.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), MAX_SPAN) if value.isdigit() and int(value) > 0 else 1


def _cell_text(cell: html.HtmlElement) -> str:
    for element in cell.iter("br", "li", "p", "div", "tr"):
        element.text = "\n" + (element.text or "") if element.tag != "br" else "\n"
    lines = (" ".join(line.split()) for line in tidy(cell.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)

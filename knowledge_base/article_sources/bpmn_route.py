"""Finds ways between shapes that turn at right angles and cross no shape."""

from knowledge_base.article_sources.bpmn_geometry import ROW, Box, Cell, Point, column_start, row_start

_ABOVE_SHAPES = 5
_BELOW_SHAPES = ROW - 5


_Ends = tuple[Cell, Cell]
_Boxes = tuple[Box, Box]
_Cells = frozenset[Cell]


def route(ends: _Ends, boxes: _Boxes, occupied: _Cells, shift: int) -> tuple[Point, ...]:
    """Return the corners of a way from the first shape to the second; `shift` keeps neighbouring ways apart."""
    first, last = ends
    if first.column == last.column:
        return _simplified(_upright(ends, boxes, shift))
    if last.column < first.column:
        return _simplified(_backward(ends, boxes, shift))
    corners = _from_diamond(ends, boxes, occupied, shift) if _is_diamond(boxes[0]) else []
    return _simplified(corners or _forward(ends, boxes, occupied, shift))


def _forward(ends: _Ends, boxes: _Boxes, occupied: _Cells, shift: int) -> list[Point]:
    first, last = ends
    arrival = (boxes[1].x, boxes[1].middle[1])
    after, departure = _departure(first, boxes[0], shift)
    before = _channel(last.column, shift)
    if not _between(ends, last.row) & occupied:
        return [*departure, (after, departure[-1][1]), (after, arrival[1]), arrival]
    if not _between(ends, first.row) & occupied:
        return [*departure, (before, departure[-1][1]), (before, arrival[1]), arrival]
    corridor = _corridor(after, before, last.row, shift)
    return [*departure, (after, departure[-1][1]), *corridor, (before, arrival[1]), arrival]


def _backward(ends: _Ends, boxes: _Boxes, shift: int) -> list[Point]:
    start, target = boxes
    after, before = _channel(ends[0].column + 1, shift), _channel(ends[1].column, shift)
    arrival = (target.x, target.middle[1])
    points = [(start.right, start.middle[1]), (after, start.middle[1])]
    return [*points, *_corridor(after, before, ends[1].row, shift), (before, arrival[1]), arrival]


def _from_diamond(ends: _Ends, boxes: _Boxes, occupied: _Cells, shift: int) -> list[Point]:
    """Leave a gateway at its upper or lower corner, so that its flows part at once; empty if that is blocked."""
    first, last = ends
    start, target = boxes
    middle, arrival = start.middle[0], (target.x, target.middle[1])
    if first.row == last.row:
        if not _between(ends, first.row) & occupied:
            return []
        before, above = _channel(last.column, shift), row_start(first.row) + _ABOVE_SHAPES + shift % 3 * 3
        return [(middle, start.y), (middle, above), (before, above), (before, arrival[1]), arrival]
    low, high = sorted((first.row, last.row))
    upright = frozenset(Cell(first.column, row) for row in range(low, high + 1)) - {first}
    if (upright | _between(ends, last.row)) & occupied:
        return []
    return [(middle, start.y if last.row < first.row else start.bottom), (middle, arrival[1]), arrival]


def _between(ends: _Ends, row: int) -> frozenset[Cell]:
    return frozenset(Cell(column, row) for column in range(ends[0].column + 1, ends[1].column))


def _is_diamond(box: Box) -> bool:
    return box.width == box.height == 50


def _departure(cell: Cell, box: Box, shift: int) -> tuple[int, list[Point]]:
    """Leave a shape on its right, or below where it sits on the edge of another."""
    after = _channel(cell.column + 1, shift)
    if box.bottom > row_start(cell.row) + ROW - 25:
        below = row_start(cell.row) + _BELOW_SHAPES
        return after, [(box.middle[0], box.bottom), (box.middle[0], below)]
    return after, [(box.right, box.middle[1])]


def _upright(ends: tuple[Cell, Cell], boxes: tuple[Box, Box], shift: int) -> list[Point]:
    start, target = boxes
    if abs(ends[0].row - ends[1].row) == 1:
        if ends[0].row < ends[1].row:
            return [(start.middle[0], start.bottom), (start.middle[0], target.y)]
        return [(start.middle[0], start.y), (start.middle[0], target.bottom)]
    beside = _channel(ends[0].column + 1, shift)
    return [
        (start.right, start.middle[1]),
        (beside, start.middle[1]),
        (beside, target.middle[1]),
        (target.right, target.middle[1]),
    ]


def _channel(column: int, shift: int) -> int:
    return column_start(column) - 18 + shift % 5 * 9


def _corridor(from_x: int, to_x: int, row: int, shift: int) -> list[Point]:
    y = row_start(row) + _ABOVE_SHAPES + shift % 3 * 3
    return [(from_x, y), (to_x, y)]


def _simplified(points: list[Point]) -> tuple[Point, ...]:
    """Leave out repeated corners and corners in the middle of a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)

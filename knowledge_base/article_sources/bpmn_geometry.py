"""The grid that process models are drawn on, in pixels."""

from dataclasses import dataclass

COLUMN, ROW = 190, 130
LEFT, TOP, LANE_HEAD = 60, 60, 30
_SIZES = {"task": (120, 80), "gateway": (50, 50), "event": (36, 36), "data": (36, 50)}
_LIFT = 6
_BOUNDARY_FROM_RIGHT = 44

Point = tuple[int, int]


@dataclass(frozen=True)
class Cell:
    """A place in the grid; rows run through all lanes."""

    column: int
    row: int


@dataclass(frozen=True)
class Box:
    """A shape's place on the plane."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre of the shape."""
        return self.x + self.width // 2, self.y + self.height // 2


def box_in(cell: Cell, shape: str) -> Box:
    """Return the place of a shape in the middle of its cell."""
    width, height = _SIZES[shape]
    x = column_start(cell.column) + (COLUMN - width) // 2
    return Box(x, row_start(cell.row) + (ROW - height) // 2 - _LIFT, width, height)


def box_on(host: Box) -> Box:
    """Return the place of an event on the lower edge of its host."""
    width, height = _SIZES["event"]
    return Box(host.right - _BOUNDARY_FROM_RIGHT, host.bottom - height // 2, width, height)


def column_start(column: int) -> int:
    """Return the x where a column begins."""
    return LEFT + LANE_HEAD + COLUMN * column


def row_start(row: int) -> int:
    """Return the y where a row begins."""
    return TOP + ROW * row

"""Places the shapes of a process model in its lanes, from left to right and without overlaps."""

from dataclasses import dataclass

from knowledge_base.article_sources.bpmn_columns import columns
from knowledge_base.article_sources.bpmn_geometry import (
    COLUMN,
    LANE_HEAD,
    LEFT,
    ROW,
    TOP,
    Box,
    Cell,
    Point,
    box_in,
    box_on,
)
from knowledge_base.article_sources.bpmn_route import route
from knowledge_base.article_sources.bpmn_source import BOUNDARY, EVENTS, GATEWAYS, Process

_Slots = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Layout:
    """Where everything in a process model is drawn; edges are keyed by source and target."""

    pool: Box
    lanes: dict[str, Box]
    boxes: dict[str, Box]
    edges: dict[tuple[str, str], tuple[Point, ...]]


def lay_out(process: Process) -> Layout:
    """Return the places of all shapes and edges of a process model."""
    slots = _slots(process)
    cells: dict[str, Cell] = {}
    heights: dict[str, int] = {}
    for lane, taken in slots.items():
        above = sum(heights.values())
        cells |= {name: Cell(column, above + row) for (column, row), name in taken.items()}
        heights[lane] = 1 + max((row for _, row in taken), default=0)
    boxes = _boxes(process, cells)
    width = LANE_HEAD + COLUMN * (1 + max(cell.column for cell in cells.values()))
    pool = Box(LEFT, TOP, width, ROW * sum(heights.values()))
    return Layout(pool, _lanes(heights, width), boxes, _edges(process, cells, boxes))


def _slots(process: Process) -> dict[str, _Slots]:
    """Give every shape a column and a row of its own in its lane."""
    column_of, lane_of = columns(process), {node.id: node.lane for node in process.nodes}
    slots: dict[str, _Slots] = {lane.id: {} for lane in process.lanes}
    for node in process.nodes:
        if node.kind != BOUNDARY:
            _take(slots[node.lane], column_of[node.id], node.id)
    for item in process.data:
        beside = (*item.written_by, *item.read_by)[0]
        _take(slots[lane_of[beside]], column_of[beside], item.id)
    return slots


def _take(slots: _Slots, column: int, name: str) -> None:
    row = 0
    while (column, row) in slots:
        row += 1
    slots[column, row] = name


def _lanes(heights: dict[str, int], width: int) -> dict[str, Box]:
    lanes: dict[str, Box] = {}
    top = TOP
    for lane, rows in heights.items():
        lanes[lane] = Box(LEFT + LANE_HEAD, top, width - LANE_HEAD, ROW * rows)
        top += ROW * rows
    return lanes


def _boxes(process: Process, cells: dict[str, Cell]) -> dict[str, Box]:
    boxes = {item.id: box_in(cells[item.id], "data") for item in process.data}
    for node in process.nodes:
        if node.kind != BOUNDARY:
            boxes[node.id] = box_in(cells[node.id], _shape(node.kind))
    for node in process.nodes:
        if node.kind == BOUNDARY:
            boxes[node.id] = box_on(boxes[node.attached_to])
    return boxes


def _shape(kind: str) -> str:
    if kind in GATEWAYS:
        return "gateway"
    return "event" if kind in EVENTS else "task"


def _edges(process: Process, cells: dict[str, Cell], boxes: dict[str, Box]) -> dict[tuple[str, str], tuple[Point, ...]]:
    hosts = {node.id: node.attached_to for node in process.nodes if node.kind == BOUNDARY}
    pairs = [(flow.source, flow.target) for flow in process.flows]
    for item in process.data:
        pairs += [(step, item.id) for step in item.written_by] + [(item.id, step) for step in item.read_by]
    occupied = frozenset(cells.values())
    edges: dict[tuple[str, str], tuple[Point, ...]] = {}
    for number, (source, target) in enumerate(pairs):
        ends = (cells[hosts.get(source, source)], cells[target])
        edges[source, target] = route(ends, (boxes[source], boxes[target]), occupied, number)
    return edges

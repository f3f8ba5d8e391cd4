"""Places the words beside gateways and flows so that they do not cover each other."""

from itertools import pairwise

from knowledge_base.article_sources.bpmn_geometry import Box, Point
from knowledge_base.article_sources.bpmn_layout import Layout
from knowledge_base.article_sources.bpmn_source import GATEWAYS, Process

_WIDTH, _HEIGHT = 98, 28


def gateway_labels(process: Process, layout: Layout) -> dict[str, Box]:
    """Return the places of the gateways' questions, above and to the left."""
    boxes = {node.id: layout.boxes[node.id] for node in process.nodes if node.kind in GATEWAYS}
    return {name: Box(box.x - 60, box.y - 36, 84, 40) for name, box in boxes.items()}


def flow_labels(process: Process, layout: Layout) -> dict[tuple[str, str], Box]:
    """Return the places of the conditions, each where its flow first runs level."""
    labels: dict[tuple[str, str], Box] = {}
    for flow in process.flows:
        if flow.condition:
            label = _beside(layout.edges[flow.source, flow.target])
            while label in labels.values():
                label = Box(label.x, label.y + _HEIGHT + 4, _WIDTH, _HEIGHT)
            labels[flow.source, flow.target] = label
    return labels


def _beside(points: tuple[Point, ...]) -> Box:
    """Return a place above the first level stretch, or below it if the flow comes from further down."""
    start = next(place for place, (one, next_) in enumerate(pairwise(points)) if one[1] == next_[1])
    x, y = points[start]
    comes_from_below = start > 0 and points[start - 1][1] > y
    return Box(x + 4, y + 2 if comes_from_below else y - _HEIGHT - 2, _WIDTH, _HEIGHT)

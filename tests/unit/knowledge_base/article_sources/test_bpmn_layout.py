from itertools import combinations, pairwise

import pytest

from knowledge_base.article_sources.bpmn_geometry import Box
from knowledge_base.article_sources.bpmn_layout import lay_out
from knowledge_base.article_sources.bpmn_source import BOUNDARY, read_process
from knowledge_base.article_sources.build import SOURCES

from .samples import PROCESS

MODELS = {path.name: path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*/*.bpmn.yaml"))}
MODELS["muster"] = PROCESS


@pytest.fixture(params=MODELS.values(), ids=MODELS.keys())
def process(request):
    return read_process(request.param)


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def test_no_two_shapes_overlap(process):
    hosted = {node.id for node in process.nodes if node.kind == BOUNDARY}
    boxes = [box for name, box in lay_out(process).boxes.items() if name not in hosted]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_every_step_lies_in_its_lane(process):
    layout = lay_out(process)
    for node in process.nodes:
        box, lane = layout.boxes[node.id], layout.lanes[node.lane]
        assert lane.x <= box.x
        assert box.right <= lane.right
        assert lane.y <= box.y
        assert box.bottom <= lane.bottom


def test_edges_turn_at_right_angles_and_cross_no_other_shape(process):
    layout = lay_out(process)
    for (source, target), points in layout.edges.items():
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2
            stretch = Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
            others = [box for name, box in layout.boxes.items() if name not in (source, target)]
            hosts = [layout.boxes[n.attached_to] for n in process.nodes if n.id == source and n.kind == BOUNDARY]
            assert not [box for box in others if overlap(stretch, box) and box not in hosts], (source, target)

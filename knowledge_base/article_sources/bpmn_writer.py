"""Writes a process model as BPMN 2.0 XML with its drawing."""

import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from knowledge_base.article_sources.bpmn_geometry import Box
from knowledge_base.article_sources.bpmn_labels import flow_labels, gateway_labels
from knowledge_base.article_sources.bpmn_layout import Layout, lay_out
from knowledge_base.article_sources.bpmn_source import BOUNDARY, GATEWAYS, TASKS, Node, Process, read_process

_NAMESPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_OWN_NAMESPACE = "https://amtslotse.example/prozesse"


def write_bpmn(source: str) -> bytes:
    """Return the BPMN file for a YAML source."""
    process = read_process(source)
    for prefix, uri in _NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    root = Element(_tag("bpmn", "definitions"), id=f"{process.id}_modell", targetNamespace=_OWN_NAMESPACE)
    collaboration = _add(root, "bpmn:collaboration", id=f"{process.id}_beteiligte")
    _add(collaboration, "bpmn:participant", id=f"{process.id}_pool", name=process.pool, processRef=process.id)
    _add_process(root, process)
    _add_drawing(root, process, lay_out(process))
    ET.indent(root)
    xml: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return xml + b"\n"


def _tag(prefix: str, name: str) -> str:
    return f"{{{_NAMESPACES[prefix]}}}{name}"


def _add(parent: Element, tag: str, /, **attributes: str) -> Element:
    return SubElement(parent, _tag(*tag.split(":", 1)), attributes)


def _add_text(parent: Element, name: str, text: str) -> None:
    if text:
        _add(parent, name).text = text


def _add_process(root: Element, process: Process) -> None:
    element = _add(root, "bpmn:process", id=process.id, name=process.title, isExecutable="false")
    _add_text(element, "bpmn:documentation", process.documentation)
    lanes = _add(element, "bpmn:laneSet", id=f"{process.id}_bahnen")
    for lane in process.lanes:
        lane_element = _add(lanes, "bpmn:lane", id=lane.id, name=lane.name)
        for node in process.nodes:
            if node.lane == lane.id:
                _add_text(lane_element, "bpmn:flowNodeRef", node.id)
    for node in process.nodes:
        _add_node(element, process, node)
    for flow in process.flows:
        flow_id = _edge_id(flow.source, flow.target)
        attributes = {"name": flow.condition} if flow.condition else {}
        _add(element, "bpmn:sequenceFlow", id=flow_id, sourceRef=flow.source, targetRef=flow.target, **attributes)
    for item in process.data:
        _add(element, "bpmn:dataObject", id=f"{item.id}_inhalt")
        _add(element, "bpmn:dataObjectReference", id=item.id, name=item.name, dataObjectRef=f"{item.id}_inhalt")


def _add_node(parent: Element, process: Process, node: Node) -> None:
    element = _add(parent, f"bpmn:{_element_name(node.kind)}", id=node.id, name=node.name)
    _add_text(element, "bpmn:documentation", node.documentation)
    if node.kind == BOUNDARY:
        element.set("attachedToRef", node.attached_to)
        element.set("cancelActivity", str(node.interrupting).lower())
    for flow in process.flows:
        if flow.target == node.id:
            _add_text(element, "bpmn:incoming", _edge_id(flow.source, flow.target))
    for flow in process.flows:
        if flow.source == node.id:
            _add_text(element, "bpmn:outgoing", _edge_id(flow.source, flow.target))
    if node.duration:
        timer = _add(element, "bpmn:timerEventDefinition", id=f"{node.id}_frist")
        duration = _add(timer, "bpmn:timeDuration")
        duration.set(_tag("xsi", "type"), "bpmn:tFormalExpression")
        duration.text = node.duration
    _add_data_associations(element, process, node)


def _element_name(kind: str) -> str:
    if kind in TASKS:
        return f"{kind}Task"
    if kind in GATEWAYS:
        return f"{kind}Gateway"
    return {"start": "startEvent", "end": "endEvent", "timer": "intermediateCatchEvent", BOUNDARY: "boundaryEvent"}[
        kind
    ]


def _add_data_associations(element: Element, process: Process, node: Node) -> None:
    read = [item for item in process.data if node.id in item.read_by]
    if read:
        place = f"{node.id}_eingang"
        _add(element, "bpmn:property", id=place, name="__targetRef_placeholder")
        for item in read:
            association = _add(element, "bpmn:dataInputAssociation", id=_edge_id(item.id, node.id))
            _add_text(association, "bpmn:sourceRef", item.id)
            _add_text(association, "bpmn:targetRef", place)
    for item in process.data:
        if node.id in item.written_by:
            association = _add(element, "bpmn:dataOutputAssociation", id=_edge_id(node.id, item.id))
            _add_text(association, "bpmn:targetRef", item.id)


def _edge_id(source: str, target: str) -> str:
    return f"{source}__{target}"


def _add_drawing(root: Element, process: Process, layout: Layout) -> None:
    diagram = _add(root, "bpmndi:BPMNDiagram", id=f"{process.id}_bild")
    plane_id, shown = f"{process.id}_ebene", f"{process.id}_beteiligte"
    plane = _add(diagram, "bpmndi:BPMNPlane", id=plane_id, bpmnElement=shown)
    _add_shape(plane, f"{process.id}_pool", layout.pool, isHorizontal="true")
    for name, box in layout.lanes.items():
        _add_shape(plane, name, box, isHorizontal="true")
    kinds, labels = {node.id: node.kind for node in process.nodes}, gateway_labels(process, layout)
    for name, box in layout.boxes.items():
        marked = {"isMarkerVisible": "true"} if kinds.get(name) == "exclusive" else {}
        shape = _add_shape(plane, name, box, **marked)
        _add_label(shape, labels.get(name))
    conditions = flow_labels(process, layout)
    for (source, target), points in layout.edges.items():
        edge_id = _edge_id(source, target)
        edge = _add(plane, "bpmndi:BPMNEdge", id=f"{edge_id}_linie", bpmnElement=edge_id)
        for x, y in points:
            _add(edge, "di:waypoint", x=str(x), y=str(y))
        _add_label(edge, conditions.get((source, target)))


def _add_shape(plane: Element, name: str, box: Box, **attributes: str) -> Element:
    shape = _add(plane, "bpmndi:BPMNShape", id=f"{name}_form", bpmnElement=name, **attributes)
    _add_bounds(shape, box)
    return shape


def _add_label(drawn: Element, box: Box | None) -> None:
    if box is not None:
        _add_bounds(_add(drawn, "bpmndi:BPMNLabel"), box)


def _add_bounds(parent: Element, box: Box) -> None:
    _add(parent, "dc:Bounds", x=str(box.x), y=str(box.y), width=str(box.width), height=str(box.height))

"""Reads a process model from its compact YAML source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from knowledge_base.errors import DocumentError

TASKS = frozenset({"user", "service", "manual", "send", "receive"})
GATEWAYS = frozenset({"exclusive", "parallel", "inclusive"})
EVENTS = frozenset({"start", "end", "timer"})
BOUNDARY = "boundary_timer"


@dataclass(frozen=True)
class Lane:
    """A role or office that carries out steps."""

    id: str
    name: str


@dataclass(frozen=True)
class Node:
    """A step, a decision or an event of the process."""

    id: str
    kind: str
    lane: str
    name: str
    documentation: str
    duration: str = ""
    attached_to: str = ""
    interrupting: bool = True


@dataclass(frozen=True)
class Flow:
    """What follows what, and under which condition."""

    source: str
    target: str
    condition: str = ""


@dataclass(frozen=True)
class DataObject:
    """A form, a file or a document that steps write or read."""

    id: str
    name: str
    written_by: tuple[str, ...]
    read_by: tuple[str, ...]


@dataclass(frozen=True)
class Process:
    """A whole process model."""

    id: str
    title: str
    pool: str
    documentation: str
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    data: tuple[DataObject, ...]


def read_process(source: str) -> Process:
    """Return the process model, checked for names that lead nowhere."""
    content = yaml.safe_load(source)
    nodes = content["nodes"]
    process = Process(
        id=content["id"],
        title=content["title"],
        pool=content["pool"],
        documentation=_line(content["doc"]),
        lanes=tuple(Lane(key, name) for key, name in content["lanes"].items()),
        nodes=tuple(_node(entry) for entry in nodes),
        flows=tuple(flow for entry in nodes for flow in _flows(entry["id"], entry.get("next"))),
        data=tuple(_data(entry) for entry in content.get("data", ())),
    )
    _check(process)
    return process


def _line(text: str) -> str:
    return " ".join(text.split())


def _node(entry: Mapping[str, Any]) -> Node:
    return Node(
        id=entry["id"],
        kind=entry["type"],
        lane=entry["lane"],
        name=_line(entry["name"]),
        documentation=_line(entry.get("doc", "")),
        duration=entry.get("duration", ""),
        attached_to=entry.get("at", ""),
        interrupting=entry.get("interrupting", True),
    )


def _flows(source: str, following: str | Sequence[str] | Mapping[str, str] | None) -> list[Flow]:
    if following is None:
        return []
    if isinstance(following, str):
        return [Flow(source, following)]
    if isinstance(following, Mapping):
        return [Flow(source, target, _line(condition)) for target, condition in following.items()]
    return [Flow(source, target) for target in following]


def _data(entry: Mapping[str, Any]) -> DataObject:
    return DataObject(entry["id"], _line(entry["name"]), tuple(entry.get("from", ())), tuple(entry.get("to", ())))


def _check(process: Process) -> None:
    lanes = {lane.id for lane in process.lanes}
    nodes = {node.id: node for node in process.nodes}
    if len(nodes) != len(process.nodes):
        raise DocumentError(f"Im Prozess {process.id} kommt eine Kennung zweimal vor.")
    for node in process.nodes:
        if node.lane not in lanes or node.kind not in TASKS | GATEWAYS | EVENTS | {BOUNDARY}:
            raise DocumentError(f"Im Prozess {process.id} hat {node.id} keine gültige Bahn oder Art.")
    named = {end for flow in process.flows for end in (flow.source, flow.target)}
    named |= {node.attached_to for node in process.nodes if node.kind == BOUNDARY}
    named |= {step for item in process.data for step in (*item.written_by, *item.read_by)}
    unknown = named - nodes.keys()
    if unknown:
        raise DocumentError(f"Der Prozess {process.id} nennt unbekannte Schritte: {', '.join(sorted(unknown))}.")
    sources = {flow.source for flow in process.flows}
    for node in process.nodes:
        if (node.id in sources) == (node.kind == "end"):
            raise DocumentError(f"Im Prozess {process.id} endet der Ablauf bei {node.id} nicht richtig.")

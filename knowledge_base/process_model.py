"""A BPMN process as a graph of plain values: step, role, form, deadline, branch, next."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class NodeKind(StrEnum):
    """What a step of a process is."""

    TASK = "task"
    SUBPROCESS = "subprocess"
    CALL = "call"
    GATEWAY = "gateway"
    START = "start"
    END = "end"
    EVENT = "event"
    BOUNDARY = "boundary"


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A step: a task, a decision, an event.

    `type` is its BPMN element ("userTask"), `role` the lane and pool that do it, `trigger` what an event waits for
    ("timer", "message" …), `deadline` a timer's own words ("P4W"), `parent` the sub-process that it lies in,
    `attached_to` the step on whose border a boundary event sits, `calls` the process that it starts.
    """

    id: str
    kind: NodeKind
    type: str
    name: str = ""
    role: str = ""
    documentation: str = ""
    trigger: str = ""
    deadline: str = ""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parent: str = ""
    attached_to: str = ""
    interrupts: bool = True
    calls: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow from step to step; `condition` is its label or expression, `is_default` the way when no other holds."""

    source: str
    target: str
    condition: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What one participant sends another; ends are step ids, or names of pools that show no steps."""

    name: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class ProcessModel:
    """One process with its steps in the order of the file."""

    id: str
    name: str
    documentation: str = ""
    participant: str = ""
    roles: tuple[str, ...] = ()
    nodes: tuple[FlowNode, ...] = ()
    flows: tuple[Flow, ...] = ()
    messages: tuple[Message, ...] = field(default=())

    def node(self, key: str) -> FlowNode | None:
        """Return a step by its id."""
        return next((node for node in self.nodes if node.id == key), None)

    def outgoing(self, key: str) -> list[Flow]:
        """Return the arrows that leave a step."""
        return [flow for flow in self.flows if flow.source == key]

    def incoming(self, key: str) -> list[Flow]:
        """Return the arrows that lead to a step."""
        return [flow for flow in self.flows if flow.target == key]

    def boundaries(self, key: str) -> list[FlowNode]:
        """Return the events on a step's border."""
        return [node for node in self.nodes if node.attached_to == key]

    def in_order(self) -> list[FlowNode]:
        """Return the steps as they follow each other, from the starts on, sub-processes right after their own step."""
        done: dict[str, FlowNode] = {}
        for start in self._starts(""):
            self._walk(start, done)
        for node in self.nodes:
            self._walk(node, done)
        return list(done.values())

    def _walk(self, start: FlowNode, done: dict[str, FlowNode]) -> None:
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            if node.id in done:
                continue
            done[node.id] = node
            if node.kind is NodeKind.SUBPROCESS:
                for inner in self._starts(node.id):
                    self._walk(inner, done)
                for inner in (other for other in self.nodes if other.parent == node.id):
                    self._walk(inner, done)
            waiting.extend(self.boundaries(node.id))
            targets = (self.node(flow.target) for flow in self.outgoing(node.id))
            waiting.extend(target for target in targets if target is not None)

    def _starts(self, parent: str) -> Iterator[FlowNode]:
        """Yield the start events of a level, then the steps that nothing leads to."""
        level = [node for node in self.nodes if node.parent == parent]
        yield from (node for node in level if node.kind is NodeKind.START)
        targets = {flow.target for flow in self.flows}
        yield from (node for node in level if node.id not in targets and node.kind is not NodeKind.BOUNDARY)

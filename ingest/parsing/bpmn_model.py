"""Reads BPMN 2.0 XML of any vendor into process models; diagram and vendor extensions are left aside."""

from collections.abc import Iterator

from lxml import etree

from ingest.parsing.bpmn_elements import NAMESPACE, clean, documentation, name_of, node_kind, plain_id
from ingest.parsing.xml import local_name
from knowledge_base.process_model import Flow, FlowNode, Message, NodeKind, ProcessModel

LOOPS = ("multiInstanceLoopCharacteristics", "standardLoopCharacteristics")
DATA = ("dataObjectReference", "dataObject", "dataStoreReference", "dataStore", "dataInput", "dataOutput", "message")


class ModelReader:
    """Reads one file; references between elements are resolved by id over the whole file."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        self._roles = dict(self._lanes())
        self._pools = {
            plain_id(pool.get("processRef", "")): name_of(pool) for pool in root.iter(f"{NAMESPACE}participant")
        }

    def processes(self) -> Iterator[ProcessModel]:
        """Yield every process that has steps."""
        for process in self._root.iter(f"{NAMESPACE}process", f"{NAMESPACE}choreography"):
            nodes = tuple(self._nodes(process, ""))
            if not nodes:
                continue
            own = {node.id for node in nodes}
            pool = self._pools.get(process.get("id", ""), "")
            yield ProcessModel(
                id=process.get("id", ""),
                name=name_of(process) or pool or self._file_name(),
                documentation=documentation(process),
                participant=pool,
                roles=tuple(dict.fromkeys(node.role for node in nodes if node.role)),
                nodes=nodes,
                flows=tuple(self._flows(process)),
                messages=tuple(self._messages(own)),
            )

    def _file_name(self) -> str:
        return name_of(self._root) or "Prozess"

    def _nodes(self, parent: etree._Element, inside: str) -> Iterator[FlowNode]:
        for element in parent:
            kind = node_kind(element)
            if kind is None:
                continue
            yield self._node(element, kind, inside)
            if kind is NodeKind.SUBPROCESS:
                yield from self._nodes(element, element.get("id", ""))

    def _node(self, element: etree._Element, kind: NodeKind, inside: str) -> FlowNode:
        key = element.get("id", "")
        trigger, deadline = self._trigger(element)
        return FlowNode(
            id=key,
            kind=kind,
            type=local_name(element),
            name=name_of(element),
            role=self._roles.get(key) or self._roles.get(inside, ""),
            documentation=documentation(element),
            trigger=trigger,
            deadline=deadline,
            inputs=tuple(self._data(element, "dataInputAssociation", "sourceRef")),
            outputs=tuple(self._data(element, "dataOutputAssociation", "targetRef")),
            notes=tuple(self._notes(key)),
            parent=inside,
            attached_to=plain_id(element.get("attachedToRef", "")),
            interrupts=element.get("cancelActivity", "true") != "false",
            calls=self._called(element),
            repeats=any(element.find(f"{NAMESPACE}{loop}") is not None for loop in LOOPS),
        )

    def _lanes(self) -> Iterator[tuple[str, str]]:
        """Yield (step id, lane names from the innermost to the outermost)."""
        for lane in self._root.iter(f"{NAMESPACE}lane"):
            names = [name_of(lane), *(name_of(outer) for outer in lane.iterancestors(f"{NAMESPACE}lane"))]
            role = ", ".join(dict.fromkeys(filter(None, names)))
            for reference in lane.iterchildren(f"{NAMESPACE}flowNodeRef"):
                yield plain_id(reference.text or ""), role

    def _trigger(self, element: etree._Element) -> tuple[str, str]:
        for child in element:
            name = local_name(child)
            definition: etree._Element | None = child
            if name == "eventDefinitionRef":
                definition = self._by_id.get(plain_id(child.text or ""))
                name = local_name(definition) if definition is not None else ""
            if name.endswith("EventDefinition") and definition is not None:
                kind = name.removesuffix("EventDefinition")
                words = clean("".join(definition.itertext())) if kind in {"timer", "conditional"} else ""
                return kind, words or self._referenced(definition)
        return "", ""

    def _referenced(self, definition: etree._Element) -> str:
        """Return the name of the message, signal, error or escalation that an event refers to."""
        keys = (plain_id(value) for name, value in definition.attrib.items() if name.endswith("Ref"))
        names = (name_of(self._by_id[key]) for key in keys if key in self._by_id)
        return next(filter(None, names), definition.get("name") or "")

    def _data(self, element: etree._Element, association: str, end: str) -> Iterator[str]:
        seen: set[str] = set()
        for link in element.iterchildren(f"{NAMESPACE}{association}"):
            for reference in link.iterchildren(f"{NAMESPACE}{end}"):
                data = self._by_id.get(plain_id(reference.text or ""))
                name = self._data_name(data) if data is not None and local_name(data) in DATA else ""
                if name and name not in seen:
                    seen.add(name)
                    yield name

    def _data_name(self, data: etree._Element) -> str:
        target = self._by_id.get(plain_id(data.get("dataObjectRef") or data.get("dataStoreRef") or ""))
        name = name_of(data) or (name_of(target) if target is not None else "")
        state = data.find(f"{NAMESPACE}dataState")
        status = name_of(state) if state is not None else ""
        return f"{name} [{status}]" if name and status else name

    def _notes(self, key: str) -> Iterator[str]:
        for link in self._root.iter(f"{NAMESPACE}association"):
            ends = {plain_id(link.get("sourceRef", "")), plain_id(link.get("targetRef", ""))}
            if key not in ends:
                continue
            for other in ends - {key}:
                note = self._by_id.get(other)
                if note is not None and local_name(note) == "textAnnotation":
                    yield from filter(None, [clean("".join(note.itertext()))])

    def _called(self, element: etree._Element) -> str:
        called = plain_id(element.get("calledElement", ""))
        target = self._by_id.get(called)
        return (name_of(target) if target is not None else "") or called

    def _flows(self, process: etree._Element) -> Iterator[Flow]:
        for flow in process.iter(f"{NAMESPACE}sequenceFlow"):
            source, target = plain_id(flow.get("sourceRef", "")), plain_id(flow.get("targetRef", ""))
            expression = flow.find(f"{NAMESPACE}conditionExpression")
            condition = name_of(flow) or (clean("".join(expression.itertext())) if expression is not None else "")
            origin = self._by_id.get(source)
            is_default = origin is not None and plain_id(origin.get("default", "")) == flow.get("id")
            yield Flow(source, target, condition, is_default)

    def _messages(self, own: set[str]) -> Iterator[Message]:
        for flow in self._root.iter(f"{NAMESPACE}messageFlow"):
            source, target = plain_id(flow.get("sourceRef", "")), plain_id(flow.get("targetRef", ""))
            if not {source, target} & own:
                continue
            message = self._by_id.get(plain_id(flow.get("messageRef", "")))
            name = name_of(flow) or (name_of(message) if message is not None else "")
            yield Message(name, self._end(source, own), self._end(target, own))

    def _end(self, key: str, own: set[str]) -> str:
        """Return the id of an own step, else the name of the pool in which the other end lies."""
        element = self._by_id.get(key)
        if key in own or element is None:
            return key
        for outer in (element, *element.iterancestors()):
            if outer.get("id") in self._pools and self._pools[outer.get("id", "")]:
                return self._pools[outer.get("id", "")]
        return name_of(element) or key
